"""Text that a clip path hides: it comes back to its own cell, and nothing else moves."""

import re

from extract import ExtractSettings, extract
from extract.model import Page
from tests.extract.samples import DOCUMENTS

WORDS = ExtractSettings(form_words=("绩效目标",), ocr=False)


def pages(name: str) -> tuple[Page, ...]:
    return extract((DOCUMENTS / "clipped" / f"{name}.pdf").read_bytes(), WORDS).pages


def column(page: Page, number: int) -> list[str]:
    return ["".join(cell.text.split()) for cell in page.tables[-1].cells if cell.column == number]


def test_what_a_full_row_hides_comes_back_to_its_cell():
    """No row of a spreadsheet is higher than 409 points: a longer text is drawn over the rows around, and clipped."""
    *others, goal, _ = (cell for cell in pages("row_too_high")[0].tables[0].cells if cell.column in (0, 4))
    assert [cell.text for cell in others if cell.column == 4] == ["绩效目标", "", "", ""]
    text = "".join(goal.text.split())
    assert text.startswith("【总体目标】为进一步提升工作水平,确保路域环境整治达标率达到85%以上")
    assert text.endswith("【满意度指标-服务对象满意度指标】指标1:过往司乘人员满意度(⩾80.00%)")
    assert len(re.findall(r"指标\d:", text)) == 12
    assert all(goal.box[1] <= line.box[1] and line.box[3] <= goal.box[3] for line in goal.lines)


def test_a_clip_path_around_a_whole_table_holds_no_single_cell():
    """A merged cell that the page break cut is clipped to the sheet, as all is; its neighbours' texts stay theirs."""
    _, last = pages("sheet_clipped")
    names = column(last, 1)
    assert names == ["营商环境", "单位工业增加值能耗下降率", "企业自主创新能力", "企业满意度"]


def test_a_line_that_ends_with_a_full_stop_comes_along():
    """Its ink ends half a character before its room does; left behind it would run through the lines brought home."""
    texts = ["".join(page.tables[-1].cells[-1].text.split()) for page in pages("page_cut")]
    assert texts[0] == texts[1]
    assert "生态环境改善持续向好。【产出指标-数量指标】" in texts[0]
    assert "【效益指标-社会效益指标】指标1:公众环保意识(有所提高)" in texts[0]
