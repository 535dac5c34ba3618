"""A form that was scanned or photographed and pasted into an Office file: read from its picture, or said as unread."""

import io
import zipfile
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from docx.shared import Mm
from openpyxl import Workbook
from openpyxl.drawing.image import Image

from extract import ExtractSettings, extract
from normalize import form_words, normalize

DOCUMENTS = Path("tests/documents")
READ = ExtractSettings(form_words=form_words())


@pytest.fixture(scope="module")
def picture() -> bytes:
    """A page with a form, as a scanner saves it."""
    page = pdfium.PdfDocument(DOCUMENTS / "linyi.pdf")[0]
    out = io.BytesIO()
    page.render(scale=150 / 72).to_pil().save(out, "PNG")
    return out.getvalue()


def word(picture: bytes, width: float, table: bool = False) -> bytes:
    file = docx.Document()
    file.add_paragraph("现将绩效目标表报上, 请审核。")
    file.add_picture(io.BytesIO(picture), width=Mm(width))
    if table:
        file.add_table(2, 2)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def workbook(picture: bytes) -> bytes:
    book = Workbook()
    book.active["A1"] = "见图"
    book.active.add_image(Image(io.BytesIO(picture)), "B3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_form_pasted_into_a_word_file_as_a_picture_is_read(picture: bytes) -> None:
    (form,) = normalize(extract(word(picture, 160), READ)).forms
    assert form.identity.unit == "临邑县师范附属小学"
    assert {row.name for row in form.indicators} >= {"小学就读人数", "教学质量提高、办学条件改善"}
    told = [one for one in form.evidence if one.of_table == "indicators" and one.field == "value"]
    assert {one.origin for one in told} == {"ocr"}
    assert all(one.place and one.place.startswith("picture 1, row ") and one.page is None for one in told)


def test_a_form_pasted_into_a_worksheet_is_read_too(picture: bytes) -> None:
    (form,) = normalize(extract(workbook(picture), READ)).forms
    assert len(form.indicators) == 8


def test_a_seal_or_a_logo_is_no_form(picture: bytes) -> None:
    found = extract(word(picture, 40, table=True), READ)
    assert [page.reader for page in found.pages] == ["word"] * len(found.pages)


def test_where_no_picture_may_be_read_the_file_says_that_one_stands_in_it(picture: bytes) -> None:
    found = extract(word(picture, 160, table=True), ExtractSettings(ocr=False))
    assert found.pages[-1].status == "needs_ocr" and "picture stands in it" in found.pages[-1].reason


def test_a_picture_that_cannot_be_decoded_is_a_page_that_was_not_read(picture: bytes) -> None:
    whole, torn = word(picture, 160), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as package, zipfile.ZipFile(torn, "w") as other:
        for part in package.infolist():
            data = package.read(part)
            other.writestr(part, data[: len(data) // 2] if data == picture else data)
    pages = extract(torn.getvalue(), ExtractSettings()).pages
    assert pages[-1].status == "unread" and "a picture in the file" in pages[-1].reason
