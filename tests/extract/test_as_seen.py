"""A page says what is seen of it: hide, cover or draw on a form in ways that nobody notices, and it reads the same."""

import pytest

from benchmarks.corpus.oddities.changed import CROSSED, LONG, STRUCK, long_name
from benchmarks.corpus.oddities.hidden_text import HIDDEN
from benchmarks.corpus.oddities.instead import INSTEAD
from benchmarks.corpus.oddities.overlay import OVER
from benchmarks.corpus.oddities.paper import WHITE, Paper
from extract import ExtractSettings, extract
from extract.model import INK_UNREAD
from extract.page.seen import LAID_OVER
from tests.extract.made import Sketch, pdf
from tests.extract.samples import DOCUMENTS, data

SAMPLE, VALUE = "jingyan", "95"
WITH_OCR, DIGITAL_ALONE = ExtractSettings(), ExtractSettings(ocr=False)


def texts(document: bytes, settings: ExtractSettings = WITH_OCR) -> list[tuple[int, int, str, tuple[str, ...]]]:
    """Every cell by place, with its text and its doubts."""
    pages = extract(document, settings).pages
    return [(c.row, c.column, c.text, c.doubts) for page in pages for table in page.tables for c in table.cells]


@pytest.fixture(scope="module")
def printed() -> list:
    return texts(data(SAMPLE))


@pytest.mark.parametrize("kind", HIDDEN.values(), ids=HIDDEN)
def test_text_that_nobody_sees_is_not_there(kind, printed):
    paper = Paper(data(SAMPLE))
    kind(paper, paper.find(VALUE))
    assert texts(paper.bytes(), DIGITAL_ALONE) == printed


def test_what_is_seen_of_a_text_is_what_it_says():
    paper = Paper(data(SAMPLE))
    value = paper.find(VALUE)
    middle = (value.box[0] + value.box[2]) / 2
    paper.box((middle, value.box[1] - 1, value.box[2] + 1, value.box[3] + 1), WHITE)
    before, after = texts(data(SAMPLE), DIGITAL_ALONE), texts(paper.bytes(), DIGITAL_ALONE)
    assert [(a[2], b[2]) for a, b in zip(before, after, strict=True) if a != b] == [("95", "9")]


@pytest.mark.parametrize("kind", INSTEAD.values(), ids=INSTEAD)
def test_what_stands_for_text_is_read(kind, printed):
    paper = Paper(data(SAMPLE))
    kind(paper, paper.find(VALUE))
    assert texts(paper.bytes()) == printed


def test_ink_that_may_not_be_recognised_is_told():
    paper = Paper(data(SAMPLE))
    INSTEAD["curves"](paper, paper.find(VALUE))
    (cell,) = [cell for cell in texts(paper.bytes(), DIGITAL_ALONE) if cell[3]]
    assert cell[2:] == ("", (INK_UNREAD,))


def test_strokes_and_shades_are_no_characters(printed):
    paper = Paper(data(SAMPLE))
    x0, y0, x1, y1 = paper.find(VALUE).box
    paper.stroke([(x0 - 4, y1 + 2), (x1 + 4, y1 + 2)])
    paper.box((x0 - 12, y0 - 2, x1 + 12, y1 + 3), (230, 240, 250), first=True)
    assert texts(paper.bytes()) == printed


def test_what_lies_outside_the_visible_part_is_not_there():
    page = Sketch(width=900).grid([40, 140, 260], [60, 90, 120], [["三级指标", "指标值"], ["数量", "≥95%"]])
    page.grid([500, 640, 860], [60, 90, 120], [["三级指标", "指标值"], ["草稿", "≥1%"]])
    whole = pdf(page)
    cropped = whole.replace(b"/CropBox[0 0 900 842]", b"/CropBox[0 0 400 842]")
    assert [len(extract(one).pages[0].tables) for one in (whole, cropped)] == [2, 1]


@pytest.mark.parametrize("kind", OVER.values(), ids=OVER)
def test_text_laid_over_a_table_is_no_part_of_it(kind, printed):
    paper = Paper(data(SAMPLE))
    kind(paper, paper.find(VALUE))
    document = paper.bytes()
    assert [cell[:3] for cell in texts(document)] == [cell[:3] for cell in printed]
    assert LAID_OVER in extract(document).pages[0].doubts


def test_a_sign_that_another_font_lends_to_a_line_stays_in_it():
    """LibreOffice draws ≦ in DejaVu, whose box reaches into the lines beside it: it was taken for a watermark."""
    lent = (DOCUMENTS / "signs" / "lent.pdf").read_bytes()
    assert any("不高于预算成本(≦49.00万元)" in text for _, _, text, _ in texts(lent, DIGITAL_ALONE))


@pytest.mark.parametrize("kind", STRUCK.values(), ids=STRUCK)
def test_a_text_struck_out_gives_way_to_the_one_beside_it(kind, printed):
    paper = Paper(data(SAMPLE))
    kind(paper, paper.find(VALUE))
    changed = [(a[2], b[2]) for a, b in zip(printed, texts(paper.bytes()), strict=True) if a != b]
    assert changed == [("95", "90")]


def test_a_text_struck_out_without_another_is_asked_about(printed):
    paper = Paper(data(SAMPLE))
    x0, y0, x1, y1 = paper.find(VALUE).box
    paper.stroke([(x0 - 2, (y0 + y1) / 2), (x1 + 2, (y0 + y1) / 2)])
    changed = [b[2:] for a, b in zip(printed, texts(paper.bytes()), strict=True) if a != b]
    assert changed == [("", (INK_UNREAD,))]


def test_an_underline_strikes_nothing_out(printed):
    paper = Paper(data(SAMPLE))
    x0, _, x1, y1 = paper.find(VALUE).box
    paper.stroke([(x0 - 2, y1 + 1), (x1 + 2, y1 + 1)])
    assert texts(paper.bytes()) == printed


@pytest.mark.parametrize("kind", CROSSED.values(), ids=CROSSED)
def test_a_text_crossed_out_by_hand_is_asked_about(kind, printed):
    paper = Paper(data(SAMPLE))
    kind(paper, paper.find(VALUE))
    changed = [b[3] for a, b in zip(printed, texts(paper.bytes()), strict=True) if a != b]
    assert changed == [(INK_UNREAD,)]


@pytest.mark.parametrize("apart", [False, True], ids=["in one go", "character by character"])
@pytest.mark.parametrize("left", [None, 3.0], ids=["centred", "from the left"])
def test_one_drawn_run_belongs_to_one_cell(left, apart, printed):
    paper, text = Paper(data(SAMPLE)), "维持时效"
    (cell,) = [cell for cell in extract(data(SAMPLE)).pages[0].tables[0].cells if cell.text == text]
    long_name(paper, paper.find(text), None if left is None else cell.box[0] + left, apart=apart)
    changed = [(a[2], b[2]) for a, b in zip(printed, texts(paper.bytes()), strict=True) if a != b]
    assert changed == [(text, LONG)]
