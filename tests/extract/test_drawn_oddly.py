"""Forms whose text and walls are drawn in ways that no reader expects, and a person does not notice."""

from pathlib import Path

import pypdfium2.raw as pdfium
import pytest

from benchmarks.corpus.oddities.paper import Paper
from extract import ExtractSettings, extract
from extract.model import INK_UNREAD
from extract.opening import opened
from extract.readers import camelot
from tests.extract.made import Sketch, pdf
from tests.extract.samples import data

XS, YS = [40, 140, 260, 320], [60, 84, 108, 132]
ROWS = [["二级指标", "三级指标", "指标值"], ["数量指标", "清淤长度", "12"], ["质量指标", "合格率", "95"]]
DIGITAL = ExtractSettings(ocr=False)
READERS = ("tablers", "pdfplumber")


def cells(document: bytes, reader: str = "auto") -> list[tuple[str, tuple[str, ...]]]:
    settings = ExtractSettings(ocr=False, reader=reader)
    return [
        (cell.text, cell.doubts) for page in extract(document, settings).pages for t in page.tables for cell in t.cells
    ]


def plain(rows: list[list[str]]) -> list[tuple[str, tuple[str, ...]]]:
    return [(text, ()) for row in rows for text in row]


@pytest.mark.parametrize("reader", READERS)
def test_text_of_a_negative_size_stands_upright(reader):
    page = Sketch().grid(XS, YS)
    for y, row in zip(YS, ROWS, strict=False):
        for x, words in zip(XS, row, strict=False):
            page.text(x + 3, y + 13, words, size=-10, turn=180)
    assert cells(pdf(page), reader) == plain(ROWS)


@pytest.mark.parametrize("level, upright, corners", [("─", "│", "┌┬┐├┼┤└┴┘"), ("-", "|", "+" * 9), ("━", "┃", "╋" * 9)])
def test_walls_may_be_characters(level, upright, corners):
    parts = zip(*[iter(corners)] * 3, strict=True)
    top, between, foot = (left + middle.join([level * 6] * 3) + right for left, middle, right in parts)
    lines = [top]
    for row, below in zip(ROWS, (between, between, foot), strict=True):
        blanks = [" " * (12 - sum(1 if char.isdigit() else 2 for char in words)) for words in row]
        filled = map(str.__add__, row, blanks)
        lines += [upright + upright.join(filled) + upright, below]
    page = Sketch()
    for n, line in enumerate(lines):
        page.text(40, 60 + 11 * n, line)
    assert cells(pdf(page)) == plain(ROWS)


def test_characters_heaped_in_one_place_are_left_to_other_readers():
    page = Sketch().grid(XS, YS, ROWS)
    for _ in range(camelot.HEAPED + 1):
        page.text(20, 20, "1")
    with opened(pdf(page), DIGITAL) as document, pytest.raises(camelot.ERRORS):
        camelot.look(document, 1)


def test_a_sign_with_a_stroke_below_is_another_sign():
    rows = [["指标", "符号", "值"], ["清淤长度", ">", "12"], ["成本", "<", "95"]]
    page = Sketch().grid(XS, YS, rows)
    for y in (YS[1], YS[2]):
        page.line(XS[1] + 2.5, y + 14.5, XS[1] + 8.5, y + 14.5)
    page.line(XS[2] + 3, YS[1] + 14.5, XS[2] + 13, YS[1] + 14.5)  # under figures it says nothing
    assert [text for text, _ in cells(pdf(page))] == ["指标", "符号", "值", "清淤长度", "≥", "12", "成本", "≤", "95"]


@pytest.mark.parametrize(("size", "up", "asks"), [(6, 4, True), (6, 0, False), (10, 0, False)])
def test_a_small_raised_digit_behind_another_is_asked_about(size, up, asks):
    page = Sketch().grid(XS, YS, ROWS[:2]).text(XS[2] + 13, YS[1] + 13 - up, "1", size=size)
    assert [text for text, doubts in cells(pdf(page)) if doubts] == ["121"] * asks


@pytest.mark.parametrize(("unit", "asks"), [("台", True), ("m", False)])
def test_a_small_raised_digit_behind_a_unit_is_a_note_s_but_for_that_of_an_area(unit, asks):
    page = Sketch().grid(XS, YS, ROWS[:1]).text(XS[2] + 3, YS[1] + 13, unit)
    page.text(XS[2] + (13 if unit == "台" else 8), YS[1] + 9, "2", size=6)
    assert [text for text, doubts in cells(pdf(page)) if doubts] == [f"{unit}2"] * asks


@pytest.mark.parametrize("words, lines", [("12", ["____"]), ("__12__", []), ("12", ["＿＿＿"])])
def test_underscores_are_a_line_to_write_on(words, lines):
    page = Sketch().grid(XS, YS, ROWS[:1]).text(XS[2] + 15, YS[1] + 13, words)
    for line in lines:
        page.text(XS[2] + 8, YS[1] + 14, line)
    assert [text for text, _ in cells(pdf(page))] == [*ROWS[0], "", "", "12", "", "", ""]


def test_a_row_struck_through_from_end_to_end_is_empty_and_asked_about():
    rows = [[*row] for row in ROWS]
    page = Sketch().grid(XS, YS, rows)
    page.line(XS[0] + 1, YS[1] + 9.5, XS[-1] - 1, YS[1] + 9.5)
    assert cells(pdf(page)) == [
        *plain(ROWS[:1]),
        *[("", (INK_UNREAD,))] * 3,
        *plain(ROWS[2:]),
    ]


@pytest.mark.parametrize("flags, shown", [(4, True), (2, False), (32, False)], ids=["printed", "hidden", "not viewed"])
def test_a_note_that_no_viewer_shows_is_not_there(flags, shown):
    paper = Paper(data("jingyan"))
    _, _, x1, y1 = paper.find("95").box
    paper.stamp("7", x1 + 8, y1)
    note = pdfium.FPDFPage_GetAnnot(paper.page.raw, 0)
    pdfium.FPDFAnnot_SetFlags(note, flags)
    pdfium.FPDFPage_CloseAnnot(note)
    texts = [text for text, _ in cells(paper.bytes())]
    assert any("957" in "".join(text.split()) for text in texts) is shown


def test_a_note_says_all_of_its_words_though_no_face_of_the_viewers_has_them():
    paper = Paper(data("jingyan"))
    at = paper.find("95")
    x0, y0, x1, y1 = at.box
    paper.erase(at)
    paper.note("≥95户", (x0 - 4, y0 - 1, x1 + 4, y1 + 1))
    assert "≥95户" in [text for text, _ in cells(paper.bytes())]


def test_boxes_within_cells_are_no_characters():
    page = Sketch().grid(XS, [60, 90, 120, 150])
    for y, row in zip((60, 90, 120), ROWS, strict=True):
        for x, right, words in zip(XS, XS[1:], row, strict=False):
            page.text(x + 12, y + 19, words).box(x + 5, y + 7.5, right - 5, y + 22.5)
    found = extract(pdf(page), ExtractSettings()).pages[0]
    assert [cell.text for table in found.tables for cell in table.cells] == [text for row in ROWS for text in row]


def test_a_watermark_that_is_a_picture_hides_no_text():
    folder = Path(__file__).parents[2] / "benchmarks" / "corpus" / "odd"
    page = extract((folder / "watermark_is_a_picture.pdf").read_bytes(), DIGITAL).pages[0]
    assert page.reader == "tablers" and "项目支出绩效目标表" in [line.text for line in page.lines]
