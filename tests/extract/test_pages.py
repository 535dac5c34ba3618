"""Pages of every make: turned, cropped, sideways, cut, crowded; and what is drawn there comes out, by every reader."""

import pytest

from extract import ExtractSettings, extract
from extract.model import Page
from tests.extract.made import Sketch, pdf
from tests.extract.samples import DIGITAL, data

READERS = ("tablers", "pdfplumber", "camelot")
LABELS = [["一级指标", "二级指标", "三级指标"], ["产出指标", "数量指标", "≥95%"]]


def read(document: bytes, reader: str = "auto") -> Page:
    return extract(document, ExtractSettings(reader=reader)).pages[0]


def form(**page) -> Sketch:
    return Sketch(**page).text(40, 40, "绩效目标表", 14).grid([40, 140, 260, 400], [60, 90, 120], LABELS)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("inside", [False, True], ids=["plain", "form_xobject"])
@pytest.mark.parametrize("crop,beyond", [((0, 0), (0, 0)), ((50, 30), (0, 0)), ((20, 70), (11, 17))])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_boxes_are_those_of_the_page_as_shown(rotate, crop, beyond, inside, reader):
    page = read(pdf(form(rotate=rotate, crop=crop, beyond=beyond), form=inside), reader)
    (table,) = page.tables
    assert (page.width, page.height, page.rotation) == (595, 842, rotate)
    assert table.box == pytest.approx((40, 60, 400, 120), abs=0.5)
    assert [cell.text for cell in table.cells] == [text for row in LABELS for text in row]
    assert table.cells[4].box == pytest.approx((140, 90, 260, 120), abs=0.5)
    assert table.cells[4].lines[0].box[:3:2] == pytest.approx((143, 183), abs=0.5)
    (title,) = page.lines
    assert title.text == "绩效目标表"
    assert title.box[0] == pytest.approx(40, abs=0.5) and title.box[3] == pytest.approx(42, abs=2.5)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_of_signs_and_figures_is_not_taken_to_be_upside_down(rotate, reader):
    """Between texts PDFium makes up line ends, which no rotation turns: here there are more of them than characters."""
    signs = [["≥", "9", "%", "8"], ["=", "1", "户", "7"], ["≤", "3", "次", "6"]]
    page = read(pdf(Sketch(rotate=rotate).grid([40, 140, 260, 400, 500], [60, 90, 120, 150], signs)), reader)
    assert [cell.text for cell in page.tables[0].cells] == [text for row in signs for text in row]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("turn", [90, 270])
def test_a_table_printed_sideways_is_read_as_its_reader_turns_it(turn, reader):
    page = Sketch()
    for x in (90, 200, 330):
        page.line(x, 90, x, 400)
    for y in (90, 150, 400):
        page.line(90, y, 330, y)
    # turned clockwise the first row is the rightmost strip, and it runs downwards
    first, second = (300, 150) if turn == 90 else (150, 300)
    start, behind = (93, 153) if turn == 90 else (397, 147)
    for x, row in ((first, ("三级指标", "目标值")), (second, ("数量", "95%"))):
        page.text(x, start, row[0], turn=turn).text(x, behind, row[1], turn=turn)
    found = read(pdf(page), reader)
    (table,) = found.tables
    assert [(cell.row, cell.column) for cell in table.cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert [cell.text for cell in table.cells] == ["三级指标", "目标值", "数量", "95%"]
    assert table.box == pytest.approx((90, 90, 330, 400), abs=0.5)
    assert found.doubts == (f"turned_{turn}",)


@pytest.mark.parametrize("name", DIGITAL)
def test_every_reader_sees_the_same_cells(name):
    """One grid and one way of assembling text: whoever reads the page, its form pages come out alike."""
    found = {}
    for reader in READERS:
        settings = ExtractSettings(reader=reader, form_words=("三级指标", "年度数值", "产出指标"), ocr=False)
        found[reader] = [
            (
                page.number,
                [(table.rows, table.columns, [(*cell_key(cell),) for cell in table.cells]) for table in page.tables],
            )
            for page in extract(data(name), settings).pages
        ]
    assert found["tablers"] == found["pdfplumber"] == found["camelot"]


def cell_key(cell):
    return cell.row, cell.column, cell.row_span, cell.column_span, cell.text


def test_a_character_that_runs_over_the_edge_stays_with_its_cell():
    page = Sketch().grid([40, 100, 160], [60, 90, 120], [["编码", "[60700112]单位"]])
    assert [cell.text for cell in read(pdf(page)).tables[0].cells][:2] == ["编码", "[60700112]单位"]


def test_a_table_of_five_thousand_cells():
    xs, ys = [20 + 11 * n for n in range(51)], [20 + 8 * n for n in range(101)]
    texts = [[f"{i * 50 + j}" for j in range(50)] for i in range(100)]
    (table,) = read(pdf(Sketch().grid(xs, ys, texts, size=3))).tables
    assert (table.rows, table.columns) == (100, 50)
    assert [cell.text for cell in table.cells] == [str(n) for n in range(5000)]


def test_several_tables_on_a_page_keep_their_order_and_what_stands_between():
    page = Sketch().text(40, 30, "表1", 12).grid([40, 200, 400], [50, 80, 110], [["指标", "权重"], ["数量", "10"]])
    page.text(40, 140, "表2", 12).grid([40, 200, 400], [160, 190, 220], [["指标", "权重"], ["质量", "20"]])
    found = read(pdf(page))
    assert [table.cells[2].text for table in found.tables] == ["数量", "质量"]
    assert [line.text for line in found.lines] == ["表1", "表2"]


def test_lines_beside_one_another_above_a_table():
    page = form().text(40, 56, "填报单位:某局").text(330, 56, "单位:万元")
    assert [line.text for line in read(pdf(page)).lines] == ["绩效目标表", "填报单位:某局", "单位:万元"]


def test_backgrounds_are_not_rulings():
    page = Sketch().grid([40, 200, 400], [60, 90, 120], [["指标", "权重"], ["数量", "10"]])
    page.strokes.insert(0, "0.9 g 44 726 40 20 re f 0 g")
    assert len(read(pdf(page)).tables[0].cells) == 4


def test_rulings_drawn_as_thin_filled_boxes():
    page = Sketch()
    for y in (60, 90, 120):
        page.box(40, y, 400, y + 0.7, "f")
    for x in (40, 200, 399.3):
        page.box(x, 60, x + 0.7, 120.7, "f")
    page.text(43, 75, "指标").text(203, 105, "95%")
    assert [cell.text for cell in read(pdf(page)).tables[0].cells] == ["指标", "", "", "95%"]


def test_a_hyphen_at_the_end_of_a_line_is_printed():
    page = Sketch().grid([40, 200, 400], [60, 100, 140], [["abc-", ""], ["", ""]]).text(43, 90, "def")
    assert read(pdf(page)).tables[0].cells[0].text == "abc-\ndef"


def test_a_long_document_is_given_back_and_opened_again_on_the_way():
    pages = extract(pdf(*[form().text(40, 300, f"第{n}页") for n in range(1, 46)]), ExtractSettings(ocr=False)).pages
    assert [page.lines[-1].text for page in pages] == [f"第{n}页" for n in range(1, 46)]
    assert all(len(page.tables[0].cells) == 6 for page in pages)
