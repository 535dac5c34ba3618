"""Rulings as a person sees them: however walls are drawn, the same cells; without any, the words tell, and it asks."""

from itertools import pairwise
from random import Random

import pytest

from benchmarks.corpus.oddities.rulings import GUESSED, WALLS, document
from extract import ExtractSettings, extract
from extract.edges import seen_rulings
from extract.grid import tables
from extract.model import ALIGNED, FORM_UNREAD, Page
from extract.opening import opened
from extract.readers import tablers
from tests.extract.made import Sketch, pdf
from tests.extract.samples import DIGITAL, data

WORDS = ("绩效目标表", "产出指标", "三级指标", "数量指标", "满意度指标")
SETTINGS = ExtractSettings(form_words=WORDS)


def rows(page: Page) -> set[tuple[str, ...]]:
    """The texts of each row's last four cells: name, sign, value, unit."""
    (table,) = page.tables
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append("".join(cell.text.split()))
    return {tuple(texts[-4:]) for texts in found.values()}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", WALLS)
def test_the_same_cells_however_their_walls_are_drawn(kind, seed):
    made, stated = document(kind, Random(f"{kind}/{seed}"))
    (page,) = extract(made, SETTINGS).pages
    assert {row[2:] for row in stated} <= rows(page)
    assert page.reader == "tablers" and ALIGNED not in page.doubts


def test_pieces_of_lines_too_far_apart_to_be_strokes_are_lines_to_the_eye():
    made, stated = document("dashes", Random("840/walls-dashes/0"))
    (page,) = extract(made, SETTINGS).pages
    assert {row[2:] for row in stated} <= rows(page)


@pytest.mark.parametrize("kind", GUESSED)
def test_cells_without_walls_are_read_and_asked_about(kind):
    made, stated = document(kind, Random(kind))
    (page,) = extract(made, SETTINGS).pages
    assert {row[2:] for row in stated} <= rows(page)
    assert ALIGNED in page.doubts


@pytest.mark.parametrize("name", [name for name in DIGITAL if name not in ("mixed", "cut")])
def test_what_is_seen_is_what_strokes_draw(name):
    with opened(data(name), ExtractSettings()) as document:
        for number in range(1, len(document.pdf) + 1):
            drawn = tables(tablers.look(document, number).rulings)
            shown = tables(seen_rulings(document, number))
            assert [len(grid.cells) for grid in shown] == [len(grid.cells) for grid in drawn]


def page(*lines: str) -> Page:
    sketch = Sketch()
    for n, line in enumerate(lines):
        sketch.text(80, 80 + 30 * n, line)
    return extract(pdf(sketch), SETTINGS).pages[0]


@pytest.mark.parametrize(
    "lines",
    [
        ("项目支出绩效目标表", "填报单位:某县水利局", "清淤12公里"),
        ("2026年度部门整体支出绩效目标表",),
        ("产出指标", "其余内容见系统", "满意度指标"),
    ],
)
def test_a_page_that_says_it_is_a_form_and_gives_none_asks(lines):
    found = page(*lines)
    assert FORM_UNREAD in found.doubts and found.status == "read"


@pytest.mark.parametrize(
    "lines",
    [
        ("目录", "一、部门概况", "二、项目支出绩效目标表"),
        ("项目支出绩效目标表........12",),
        ("一、收支预算总表", "二、项目支出表", "三、项目支出绩效目标表"),
        ("项目支出绩效目标表", "本表无数据"),
        ("本单位2026年填报了绩效目标表,设产出指标3个。",),
        ("七、绩效目标", "详见单位的项目绩效目标表"),
    ],
)
def test_mentions_lists_and_empty_forms_ask_nothing(lines):
    found = page(*lines)
    assert found.status == "skipped" and not found.doubts


def test_a_title_alone_on_its_page_belongs_to_the_table_on_the_next():
    title = Sketch().text(200, 700, "项目支出绩效目标表")
    table = Sketch().grid([40, 140, 260], [60, 90, 120], [["三级指标", "指标值"], ["数量指标", "≥95%"]])
    first, second = extract(pdf(title, table), SETTINGS).pages
    assert first.status == "read" and FORM_UNREAD not in first.doubts and second.tables


def test_the_number_of_an_outline_is_no_column_of_its_own():
    sketch = Sketch().text(200, 60, "项目支出绩效目标表")
    rows = [("指标体系", "目标值", "权重"), ("1产出指标", "", "50"), ("1.1数量指标", "", "30")]
    rows += [("1.1.1新建实训区", "2个", "20"), ("1.1.2购置工作站", "≥18台", "10"), ("1.2时效指标", "", "20")]
    for n, (name, value, weight) in enumerate(rows):
        for x, words in ((80, name), (320, value), (460, weight)):
            sketch.text(x, 120 + 24 * n, words)
    for x, words in ((80, "1.2.1"), (146, "合同签订时间"), (320, "6月底前"), (460, "20")):
        sketch.text(x, 120 + 24 * len(rows), words)
    (page,) = extract(pdf(sketch), SETTINGS).pages
    (table,) = page.tables
    assert table.columns == 3
    last = [cell.text.replace(" ", "") for cell in table.cells if cell.row == table.rows - 1]
    assert last == ["1.2.1合同签订时间", "6月底前", "20"]


def table(sketch: Sketch, *rows: tuple[str, ...], left: float = 80) -> Sketch:
    for n, row in enumerate(rows):
        for x, words in zip((0, 120, 260, 380), row, strict=True):
            sketch.text(left + x, 100 + 24 * n, words)
    return sketch


HEADER = ("二级指标", "三级指标", "指标值", "权重")
FIRST = (HEADER, *(("数量指标", f"清淤河段{n}", f"≥{n}公里", "10") for n in range(1, 9)))
NEXT = (("时效", "完成第2段", "2月底前", ""), ("", "完成第3段", "3月底前", "5"))


@pytest.mark.parametrize("left", [80, 94])
def test_rows_without_walls_that_go_on_over_the_next_page_have_its_columns(left):
    first = table(Sketch().text(200, 60, "项目支出绩效目标表"), *FIRST)
    _, page = extract(pdf(first, table(Sketch(), *NEXT, left=left)), SETTINGS).pages
    assert ALIGNED in page.doubts
    assert [cell.text for cell in page.tables[0].cells] == [text for row in NEXT for text in row]


def test_prose_behind_a_table_without_walls_is_none_of_it():
    first = table(Sketch().text(200, 60, "项目支出绩效目标表"), *FIRST)
    prose = Sketch().text(80, 100, "以上目标由县水利局负责解释").text(80, 124, "未尽事宜另行通知")
    assert not extract(pdf(first, prose), SETTINGS).pages[1].doubts


def test_cells_of_several_lines_stand_side_by_side():
    sketch = Sketch().text(200, 60, "单位预算绩效目标表批复表")
    rows = [
        ("一级指标", "三级指标", "指标值"),
        ("产出", "清淤河段长度", "≥3公里"),
        ("效益", "受益村民人数", "≥90人"),
        ("满意度", "沿岸群众满意度", "≥95%"),
    ]
    for n, row in enumerate(rows):
        for x, words in zip((80, 160, 280), row, strict=True):
            sketch.text(x, 100 + 60 * n, words[:4])
            sketch.text(x + 6, 114 + 60 * n, words[4:])
    for n in range(len(rows) + 1):
        for start, end in pairwise((70, 150, 270, 400)):
            sketch.line(start, 90 + 60 * n, end, 90 + 60 * n)
    (page,) = extract(pdf(sketch), SETTINGS).pages
    assert ["".join(cell.text.split()) for cell in page.tables[0].cells] == [text for row in rows for text in row]
