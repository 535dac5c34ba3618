"""OFD whose pages are pictures, as a scanner or a seal system makes them: read from the picture, boxes on the page."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from benchmarks.containers.ofd import package as package_of
from extract import ExtractSettings, extract
from extract.heights import squared
from extract.model import ALIGNED, FORM_UNREAD
from extract.opening import opened
from extract.readers import reader
from normalize import form_words, normalize

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
READ = ExtractSettings(form_words=form_words())
A4 = (210.0, 297.0)
"""Millimetres."""


@pytest.fixture(scope="module")
def picture() -> bytes:
    page = pdfium.PdfDocument(Path("tests/documents/linyi.pdf"))[0]
    out = io.BytesIO()
    page.render(scale=150 / 72).to_pil().convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def package(picture: bytes, boundary: tuple[float, float, float, float], text: str = "") -> bytes:
    """An OFD file of one A4 page that draws a picture, and perhaps a line of text."""
    x, y, width, height = boundary
    drawn = (
        f'<ofd:ImageObject ID="6" CTM="{width} 0 0 {height} 0 0" Boundary="{x} {y} {width} {height}" ResourceID="3"/>'
    )
    if text:
        drawn += (
            '<ofd:TextObject ID="7" Boundary="20 270 100 5" Font="2" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g '
            f'{len(text) - 1} 4">{text}</ofd:TextCode></ofd:TextObject>'
        )
    parts = {
        "OFD.xml": f'<ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 {A4[0]} {A4[1]}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml"
        "</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages>"
        '<ofd:Page ID="9" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/PublicRes.xml": f'<ofd:Res {OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="SimSun"/>'
        "</ofd:Fonts></ofd:Res>",
        "Doc_0/DocumentRes.xml": f'<ofd:Res {OFD} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="3" Type="Image" '
        'Format="JPEG"><ofd:MediaFile>page.jpg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>',
        "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {OFD}><ofd:Area><ofd:PhysicalBox>0 0 {A4[0]} {A4[1]}"
        f'</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="5" Type="Body">{drawn}</ofd:Layer></ofd:Content>'
        "</ofd:Page>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, body in parts.items():
            file.writestr(name, HEAD + body)
        file.writestr("Doc_0/Res/page.jpg", picture)
    return out.getvalue()


def test_a_page_that_is_a_picture_is_read_from_it(picture: bytes) -> None:
    read = extract(package(picture, (0.0, 0.0, *A4)), READ)
    (form,) = normalize(read).forms
    assert form.identity.unit == "临邑县师范附属小学" and len(form.indicators) == 8
    assert {row.origin for row in form.indicators} == {"ocr"}


def test_its_boxes_are_points_of_the_page_wherever_the_picture_lies(picture: bytes) -> None:
    whole = extract(package(picture, (0.0, 0.0, *A4)), READ).pages[0]
    small = extract(package(picture, (10.0, 40.0, 190.0, 190.0 * A4[1] / A4[0] - 20)), READ).pages[0]
    for page in (whole, small):
        assert (round(page.width), round(page.height)) == (595, 842)
    left, top, right, bottom = whole.tables[0].box
    moved = small.tables[0].box
    along, down = 190.0 / A4[0], (190.0 * A4[1] / A4[0] - 20) / A4[1]
    margin, head = 10.0 * 72 / 25.4, 40.0 * 72 / 25.4
    hoped = (left * along + margin, top * down + head, right * along + margin, bottom * down + head)
    assert all(abs(a - b) < 6 for a, b in zip(moved, hoped, strict=True))


def test_a_page_number_printed_over_the_picture_hides_nothing_of_it(picture: bytes) -> None:
    read = extract(package(picture, (0.0, 0.0, *A4), "— 1 —"), READ)
    assert [len(form.indicators) for form in normalize(read).forms] == [8]


def test_without_ocr_the_page_says_that_it_needs_it(picture: bytes) -> None:
    (page,) = extract(package(picture, (0.0, 0.0, *A4)), ExtractSettings(ocr=False)).pages
    assert page.status == "needs_ocr" and "picture" in page.reason


def without(axes: str) -> bytes:
    """A form as OFD without its rulings of some axes."""
    with opened(Path("tests/documents/linyi.pdf").read_bytes(), READ) as document:
        sheet = squared(reader("tablers").look(document, 1))
    return package_of([replace(sheet, rulings=tuple(r for r in sheet.rulings if r.axis not in axes))])


def test_a_form_without_upright_rulings_is_read_by_how_its_words_stand_and_asks() -> None:
    (page,) = extract(without("v"), READ).pages
    assert page.tables and page.doubts == (ALIGNED,)


def test_a_form_of_which_no_table_can_be_made_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.ofd.aligned", lambda sheet: ())
    found = extract(without("hv"), READ)
    assert [(page.status, page.tables, page.doubts) for page in found.pages] == [("read", (), (FORM_UNREAD,))]
