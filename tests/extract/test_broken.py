"""Broken files: what other programs open is read and said to be mended; what is lost is never passed over."""

import io
from random import Random

import pytest
from PIL import Image

from benchmarks.corpus.oddities.broken import LOST, MENDED
from benchmarks.corpus.oddities.form import Drawn, pdf, stream
from benchmarks.corpus.oddities.rulings import document
from extract import ExtractSettings, extract
from extract.errors import DamagedDocument, DocumentError
from extract.grid import tables
from extract.model import TORN_FILE
from extract.readers import camelot, plumber, tablers
from extract.sheet import Ruling
from tests.extract.made import Sketch
from tests.extract.made import pdf as sketched

SETTINGS = ExtractSettings(form_words=("三级指标", "产出指标"), ocr=False)


def form() -> bytes:
    return document("pale lines", Random(5))[0]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", MENDED)
def test_what_other_programs_open_is_read_and_said_to_be_mended(kind, seed):
    whole = extract(form(), SETTINGS)
    found = extract(MENDED[kind](Random(seed), form()), SETTINGS)
    assert found.pages == whole.pages
    assert bool(found.mended) and not whole.mended


@pytest.mark.parametrize("kind", LOST)
def test_what_is_lost_is_said(kind):
    try:
        found = extract(LOST[kind](Random(1), form()), SETTINGS)
    except DocumentError as fault:
        assert "again" in str(fault) or "print the document" in str(fault)
    else:
        assert found.mended and all(TORN_FILE in page.doubts for page in found.pages)


def jpeg(torn: bool, side: int = 400) -> Drawn:
    image = Image.effect_noise((side, side), 60).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG")
    data = out.getvalue()[: len(out.getvalue()) // (3 if torn else 1)]
    head = f"<</Type/XObject/Subtype/Image/Width {side}/Height {side}/ColorSpace/DeviceRGB/BitsPerComponent 8"
    packed = f"{head}/Filter/DCTDecode/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"
    return Drawn(b"q 595 0 0 842 0 0 cm /Im0 Do Q", (packed,))


def test_a_torn_picture_costs_its_page_alone():
    page = Drawn(b"0.5 w 50 700 200 40 re S 50 700 m 120 700 l S BT /F 10 Tf 60 710 Td <4E094E9A> Tj ET")
    good, torn = extract(pdf([page, jpeg(torn=True)]), ExtractSettings()).pages
    assert good.status == "read" and torn.status == "unread" and "corrupt" in torn.reason
    with pytest.raises(DamagedDocument, match="corrupt"):
        extract(pdf([jpeg(torn=True)]), ExtractSettings())


class PanicException(BaseException):
    """As Rust raises it."""


@pytest.mark.parametrize("fault", [PanicException("index out of bounds"), ZeroDivisionError()], ids=repr)
def test_a_defect_or_a_panic_in_a_reader_costs_its_page_alone(monkeypatch, fault):
    sketch = Sketch().grid([40, 140, 260], [60, 90, 120], [["三级指标", "指标值"], ["数量", "≥95%"]])
    document = sketched(sketch, sketch, sketch)

    def breaks(document, number):
        if number == 2:
            raise fault
        return look(document, number)

    look = tablers.look
    monkeypatch.setattr(tablers, "look", breaks)
    assert [page.reader for page in extract(document, SETTINGS).pages] == ["tablers", "pdfplumber", "tablers"]
    for module in (camelot, plumber):
        monkeypatch.setattr(module, "look", breaks)
    pages = extract(document, SETTINGS).pages
    assert [page.status for page in pages] == ["read", "unread", "read"] and "print the document" in pages[1].reason


@pytest.mark.parametrize("side", [1, 4, 7, 16])
def test_no_picture_is_too_small(side):
    drawn = jpeg(torn=False, side=side)
    (page,) = extract(pdf([drawn._replace(content=drawn.content + b" 50 700 200 40 re S")]), ExtractSettings()).pages
    assert page.status == "read"


def test_a_drawing_of_more_lines_than_any_table_has_costs_no_memory():
    lines = [Ruling("h", 5.0 * n, 0, 9000) for n in range(1800)] + [Ruling("v", 5.0 * n, 0, 9000) for n in range(1800)]
    assert tables(lines) == []


def test_an_images_mask_is_no_page_of_its_own():
    grey = stream(b"\x80" * 16, "/Type/XObject/Subtype/Image/Width 4/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8")
    (page,) = extract(pdf([Drawn(b"q 9 0 0 9 0 0 cm /Im0 Do Q", (grey,))]), ExtractSettings(ocr=False)).pages
    assert page.status == "needs_ocr"
