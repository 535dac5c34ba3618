"""A form changed in ways that nobody notices gives the same rows; changed so that a person sees it, what is seen."""

from collections.abc import Callable
from math import cos, radians, sin

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from benchmarks.corpus.oddities.hidden_text import HIDDEN
from benchmarks.corpus.oddities.overlay import OVER
from benchmarks.corpus.oddities.paper import WHITE, Paper
from extract import ExtractSettings, extract
from normalize import form_words, normalize
from tests.extract.samples import data

SAMPLE, VALUE = "jingyan", "95"
SETTINGS = ExtractSettings(form_words=form_words(), ocr=False)
Row = tuple[str | None, ...]


def rows(document: bytes) -> list[Row]:
    """What comes out of a document, row by row."""
    found = normalize(extract(document, SETTINGS))
    return [
        (one.level1, one.level2, one.name, one.operator, str(one.value), one.measure_unit, one.value_raw)
        for form in found.forms
        for one in form.indicators
    ]


@pytest.fixture(scope="module")
def printed() -> list[Row]:
    found = rows(data(SAMPLE))
    assert len(found) > 5
    return found


def turned(quarters: int) -> Callable[[pypdfium2.PdfPage], None]:
    return lambda page: page.set_rotation(90 * quarters)


def scaled(factor: float) -> Callable[[pypdfium2.PdfPage], None]:
    def change(page: pypdfium2.PdfPage) -> None:
        width, height = page.get_size()
        matrix = pdfium.FS_MATRIX(factor, 0, 0, factor, 0, 0)
        pdfium.FPDFPage_TransFormWithClip(page.raw, matrix, pdfium.FS_RECTF(0, height * factor, width * factor, 0))
        page.set_mediabox(0, 0, width * factor, height * factor)
        page.set_cropbox(0, 0, width * factor, height * factor)

    return change


def askew(degrees: float) -> Callable[[pypdfium2.PdfPage], None]:
    def change(page: pypdfium2.PdfPage) -> None:
        width, height = page.get_size()
        a, b = cos(radians(degrees)), sin(radians(degrees))
        matrix = pdfium.FS_MATRIX(a, b, -b, a, 4, -4)
        pdfium.FPDFPage_TransFormWithClip(page.raw, matrix, pdfium.FS_RECTF(-50, height + 50, width + 50, -50))

    return change


def cropped(page: pypdfium2.PdfPage) -> None:
    width, height = page.get_size()
    page.set_cropbox(12, 15, width - 11, height - 9)


def changed(change: Callable[[pypdfium2.PdfPage], None]) -> bytes:
    paper = Paper(data(SAMPLE))
    change(paper.page)
    return paper.bytes()


CHANGES = {
    "turned": turned(1),
    "on its head": turned(2),
    "turned back": turned(3),
    "a fifth": scaled(0.2),
    "a tenth": scaled(0.1),
    "five times": scaled(5),
    "cropped": cropped,
    "askew": askew(1.2),
    "askew the other way": askew(-0.6),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_page_turned_scaled_or_cropped_gives_the_same_rows(change: Callable[..., None], printed: list[Row]) -> None:
    assert rows(changed(change)) == printed


def test_whatever_nobody_sees_gives_the_same_rows(printed: list[Row]) -> None:
    paper = Paper(data(SAMPLE))
    for name in ("white_behind", "nearly_white", "unpainted", "tiny", "outside"):
        HIDDEN[name](paper, paper.find(VALUE))
    assert rows(paper.bytes()) == printed


@pytest.mark.parametrize("scale", [0.1, 5])
def test_what_nobody_sees_is_not_there_at_any_scale(scale: float, printed: list[Row]) -> None:
    paper = Paper(data(SAMPLE))
    HIDDEN["white_behind"](paper, paper.find(VALUE))
    paper = Paper(paper.bytes())
    scaled(scale)(paper.page)
    assert rows(paper.bytes()) == printed


def test_a_watermark_and_a_seal_give_the_same_rows(printed: list[Row]) -> None:
    paper = Paper(data(SAMPLE))
    for name in ("slanted", "seal"):
        OVER[name](paper, paper.find(VALUE))
    assert rows(paper.bytes()) == printed


def test_a_digit_painted_over_is_seen_to_be_gone(printed: list[Row]) -> None:
    paper = Paper(data(SAMPLE))
    x0, y0, x1, y1 = paper.find(VALUE).box
    paper.box(((x0 + x1) / 2, y0 - 1, x1 + 1, y1 + 1), WHITE)
    differ = [(a[4], b[4]) for a, b in zip(printed, rows(paper.bytes()), strict=True) if a != b]
    assert differ == [("95.0", "9.0")]
