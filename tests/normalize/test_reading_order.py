"""In which order a reader comes by the lines and tables of a page, however the page is tilted or turned."""

import pytest

from extract.model import Extraction, Table
from normalize.page.order import reading_order
from tests.normalize.drawing import draw, turned

TWO_FORMS = """
2026年项目支出绩效目标表
填报单位:甲局
项目名称 | 修路 | < | < | < | 预算数
一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位 | 备注
产出指标 | 数量指标 | 里程 | 12 | 公里 |
^ | ^ | 桥梁 | 3 | 座 |
^ | 质量指标 | 合格率 | 100 | % |
注:以上为甲局所填
2026年项目支出绩效目标表
填报单位:乙局
项目名称 | 修桥 | < | < | < | 预算数
产出指标 | 数量指标 | 桥梁 | 2 | 座 |
填表人:丙
"""
ORDER = ["2026年项目支出绩效目标表", "填报单位:甲局", "修路", "注:以上为甲局所填"]
ORDER += ["2026年项目支出绩效目标表", "填报单位:乙局", "修桥", "填表人:丙"]


def tilted(extraction: Extraction, slope: float) -> Extraction:
    """The same as a scanner has it when the sheet lay askew: what stands further to the right stands lower."""
    data = extraction.model_dump()
    for page in data["pages"]:
        for table in page["tables"]:
            x0, y0, x1, y1 = table["box"]
            sides = (slope * x0, slope * x1)
            table["box"] = (x0, y0 + min(sides), x1, y1 + max(sides))
        cells = [cell for table in page["tables"] for cell in table["cells"]]
        for one in (*cells, *page["lines"]):
            x0, y0, x1, y1 = one["box"]
            down = slope * (x0 + x1) / 2
            one["box"] = (x0, y0 + down, x1, y1 + down)
    return Extraction.model_validate(data)


def moved(extraction: Extraction, text: str, x: float, y: float) -> Extraction:
    """The same with lines of this text so far to the right and so much lower."""
    data = extraction.model_dump()
    for line in (line for page in data["pages"] for line in page["lines"] if line["text"] == text):
        x0, y0, x1, y1 = line["box"]
        line["box"] = (x0 + x, y0 + y, x1 + x, y1 + y)
    return Extraction.model_validate(data)


def order(extraction: Extraction) -> list[str]:
    """Lines by their texts, tables by what is in the second cell of their first row."""
    parts = reading_order(extraction.pages[0])
    return [one.cells[1].text if isinstance(one, Table) else one.text for one in parts]


@pytest.mark.parametrize("slope", [-0.1, -0.03, 0.0, 0.03, 0.1])
def test_a_page_that_is_tilted_is_read_in_the_same_order(slope: float) -> None:
    page = moved(moved(draw(TWO_FORMS), "填报单位:甲局", 500, 0), "填报单位:乙局", 500, 0)
    assert order(tilted(page, slope)) == ORDER


@pytest.mark.parametrize("slope", [-0.1, 0.1])
def test_a_table_that_begins_with_one_wide_cell_is_tilted_as_its_rows_are(slope: float) -> None:
    text = """
2026年项目支出绩效目标表
填报单位:甲局
绩效指标 | < | < | < | < | <
产出指标 | 数量指标 | 里程 | 12 | 公里 |
"""
    page = tilted(moved(draw(text), "填报单位:甲局", 640, 0), slope)
    assert order(page)[:2] == ["2026年项目支出绩效目标表", "填报单位:甲局"]
    assert isinstance(reading_order(page.pages[0])[-1], Table)


@pytest.mark.parametrize("slope", [-0.03, 0.0, 0.03])
def test_a_page_on_its_side_is_read_in_the_same_order(slope: float) -> None:
    page = moved(draw(TWO_FORMS), "填报单位:甲局", 500, 0)
    assert order(turned(tilted(page, slope))) == ORDER


SHORT_HEAD = """
2026年项目支出绩效目标表
填报单位:甲局
一级指标 | 二级指标 | < | 指标值 | < | 备注
产出指标 | 数量指标 | 里程 | 12 | 公里 |
^ | 质量指标 | 合格率 | 100 | % |
^ | 时效指标 | 及时率 | 100 | % |
^ | 成本指标 | 节约率 | 100 | % |
"""
TALL_HEAD = """
2026年项目支出绩效目标表
填报单位:甲局
一级指标 | 二级指标 | 指标值
^ | ^ | ^
产出指标 | 数量指标 | 12
"""


@pytest.mark.parametrize("grid", [TWO_FORMS, SHORT_HEAD, TALL_HEAD])
@pytest.mark.parametrize("lower", [-6, 6])
def test_two_lines_above_a_table_follow_each_other_downwards_whatever_merged_cells_it_has(
    grid: str, lower: int
) -> None:
    """A level 1 of many rows has its middle far below that of its first row: it tells nothing of how the table lies."""
    page = moved(draw(grid), "填报单位:甲局", 500, -20 + lower)
    first = ["填报单位:甲局", "2026年项目支出绩效目标表"]
    assert order(page)[:2] == (first if lower < 0 else first[::-1])


def test_lines_of_one_height_are_read_from_the_left_and_a_table_goes_behind_a_line_of_its_own_height() -> None:
    page = moved(draw(TWO_FORMS), "填报单位:甲局", 500, -20)
    assert order(page)[:2] == ["2026年项目支出绩效目标表", "填报单位:甲局"]
    assert order(moved(draw(TWO_FORMS), "2026年项目支出绩效目标表", 500, 20))[:2] == [
        "填报单位:甲局",
        "2026年项目支出绩效目标表",
    ]


def test_a_page_without_tables_is_read_downwards() -> None:
    page = moved(draw("甲\n乙\n丙"), "甲", 0, 100)
    assert order(page) == ["乙", "丙", "甲"]
