"""Pictures in saved web pages: those that came with the page are read as scans are, nothing is fetched."""

import base64
import io
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extract import ExtractSettings, extract
from extract.errors import DamagedDocument, DocumentError, NotADocument, OversizedDocument
from extract.readers import web_saved
from normalize import form_words, normalize
from tests.extract.containers.made import web

READ = ExtractSettings(form_words=form_words())
BLIND = ExtractSettings(ocr=False)
GRID = "<table><tr><td>甲<td>乙</table>"


@pytest.fixture(scope="module")
def picture() -> bytes:
    """A page with a form, as a scanner saves it."""
    page = pdfium.PdfDocument(Path("tests/documents/linyi.pdf"))[0]
    out = io.BytesIO()
    page.render(scale=150 / 72).to_pil().save(out, "PNG")
    return out.getvalue()


def written_out(picture: bytes, more: str = "") -> str:
    return f'<img {more} src="data:image/png;base64,{base64.b64encode(picture).decode()}">'


def one_file(markup: str, **pictures: bytes) -> bytes:
    """A page with its pictures in one file, as browsers and Word write it (`.mht`)."""
    made = MIMEMultipart("related", boundary="--part")
    body = MIMEText(markup, "html", "gb18030")
    body["Content-Location"] = "file:///C:/2B9D/file7C1.htm"
    made.attach(body)
    for name, data in pictures.items():
        part = MIMEImage(data, "png")
        part["Content-Location"] = f"file:///C:/2B9D/file7C1.files/{name}.png"
        part["Content-ID"] = f"<{name}@x>"
        made.attach(part)
    return made.as_bytes()


def pictures_of(data: bytes) -> int:
    """How many pictures would be read."""
    return sum(page.status == "needs_ocr" for page in extract(data, BLIND).pages)


def test_a_form_that_a_page_shows_as_a_picture_is_read(picture: bytes) -> None:
    (form,) = normalize(extract(web(f"<p>绩效目标表见下图</p>{written_out(picture)}"), READ)).forms
    assert form.identity.unit == "临邑县师范附属小学" and len(form.indicators) == 8
    told = [one for one in form.evidence if one.of_table == "indicators" and one.field == "value"]
    assert {one.origin for one in told} == {"ocr"}
    assert all(one.place and one.place.startswith("picture 1, row ") and one.page is None for one in told)


@pytest.mark.parametrize(
    "source", ["file7C1.files/a.png", "./file7C1.files/%61.png", r"file7C1.files\a.png", "cid:a@x"]
)
def test_a_page_in_one_file_with_its_pictures_shows_them(picture: bytes, source: str) -> None:
    data = one_file(f"<body>{GRID}<img src='{source}'></body>", a=picture)
    pages = extract(data, BLIND).pages
    assert [page.status for page in pages] == ["read", "needs_ocr"]
    assert [cell.text for cell in pages[0].tables[0].cells] == ["甲", "乙"]


def test_each_sheet_of_a_workbook_saved_as_a_web_page_in_one_file_is_read() -> None:
    made = MIMEMultipart("related")
    for text in ("<frameset><frame src=1.htm></frameset>", GRID, GRID.replace("甲", "丙")):
        made.attach(MIMEText(text, "html"))
    assert [page.tables[0].cells[0].text for page in extract(made.as_bytes()).pages if page.tables] == ["甲", "丙"]


def test_what_is_as_small_as_a_logo_hidden_elsewhere_or_shown_twice_is_no_form(picture: bytes) -> None:
    small = written_out(picture, "width=150 height=90")
    hidden = f"<div style='display:none'>{written_out(picture)}</div><noscript>{written_out(picture)}</noscript>"
    elsewhere = "<img src='https://example.com/a.png' width=800 height=600>"
    assert pictures_of(web(GRID + small + hidden + elsewhere)) == 0
    assert pictures_of(web(GRID + written_out(picture, "style='width:30%'") * 2)) == 1
    with pytest.raises(NotADocument):
        extract(web(elsewhere))


def test_a_photograph_larger_than_an_attribute_may_be_is_read() -> None:
    noise = Image.effect_noise((2200, 3100), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "BMP")
    assert len(out.getvalue()) > 10_000_000 and pictures_of(web(written_out(out.getvalue()))) == 1


def test_what_is_broken_or_too_large_is_told(monkeypatch: pytest.MonkeyPatch, picture: bytes) -> None:
    data = one_file(GRID, a=picture)
    for at in range(0, len(data), len(data) // 60):
        try:
            extract(data[:at] + b"\xff--part\r\n" + data[at + 9 :], BLIND)
        except DocumentError as fault:
            assert str(fault)
    assert pictures_of(web(GRID + "<img width=800 height=600 src='data:image/png;base64,AAAA'>")) == 0
    with pytest.raises(DamagedDocument):
        extract(
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/css\n\n--x--"
        )
    monkeypatch.setattr(web_saved, "LARGEST", 1000)
    with pytest.raises(OversizedDocument):
        extract(data)
