"""A table too wide for its page goes on over the next one: its rows are joined there, and asked about."""

from extract import ExtractSettings, extract
from extract.model import JOINED
from tests.extract.made import Sketch, pdf

SETTINGS = ExtractSettings(form_words=("三级指标", "指标值"), ocr=False)
YS = [60.0, 84.0, 112.0, 150.0, 174.0]
NAMES = [["二级指标", "三级指标"], ["数量指标", "清淤长度"], ["质量指标", "合格率"], ["时效指标", "完成率"]]
VALUES = [["符号", "指标值"], ["≥", "12"], ["≥", "95"], ["=", "100"]]


def test_columns_on_the_next_page_are_joined_and_asked_about():
    left, right = Sketch().grid([40, 140, 260], YS, NAMES), Sketch().grid([40, 90, 180], YS, VALUES)
    first, second = extract(pdf(left, right), SETTINGS).pages
    (table,) = first.tables
    assert [[cell.text for cell in table.cells if cell.row == row] for row in range(4)] == [
        [*names, *values] for names, values in zip(NAMES, VALUES, strict=True)
    ]
    assert JOINED in first.doubts and not second.tables and "page 1" in second.reason


def test_tables_of_other_rows_or_with_words_of_their_own_stay():
    left = Sketch().grid([40, 140, 260], YS, NAMES)
    other = Sketch().grid([40, 90, 180], [60, 90, 120, 150, 180], VALUES)
    titled = Sketch().text(40, 40, "另一个项目支出绩效目标的申报表格").grid([40, 90, 180], YS, VALUES)
    same = Sketch().grid([40, 140, 260], YS, VALUES)
    for right in (other, titled, same):
        first, second = extract(pdf(left, right), SETTINGS).pages
        assert JOINED not in first.doubts and second.tables


def test_one_row_that_is_as_high_as_those_below_a_head_is_the_next_of_a_list():
    ys = [60.0, 90.0, *(y + 30 for y in YS[1:])]
    left = Sketch().grid([40, 140, 400], ys[:2], [["项目名称", "河道清淤"]]).grid([40, 140, 260], ys[1:], NAMES[:3])
    row = Sketch().grid([60, 100, 140, 200, 280], [ys[1], ys[-1]], [["某单位", "二项目", "12", "指标值"]])
    first, second = extract(pdf(left, row), SETTINGS).pages
    assert JOINED not in first.doubts and second.tables


def test_rows_whose_head_had_room_are_joined_below_it():
    ys = [60.0, 90.0, *(y + 30 for y in YS[1:])]
    left = Sketch().grid([40, 140, 400], ys[:2], [["项目名称", "河道清淤"]]).grid([40, 140, 260], ys[1:], NAMES[:3])
    right = Sketch().grid([40, 90, 180], [y - 20 for y in ys[1:]], VALUES[:3])
    first, second = extract(pdf(left, right), SETTINGS).pages
    (table,) = first.tables
    texts = [[cell.text for cell in table.cells if cell.row == row] for row in range(4)]
    rows = [[*names, *values] for names, values in zip(NAMES[:3], VALUES[:3], strict=True)]
    assert texts == [["项目名称", "河道清淤"], *rows]
    assert JOINED in first.doubts and not second.tables


def test_rows_numbered_again_on_the_second_page_are_joined_by_their_numbers():
    numbered = [[str(n) if n else "序号", *row] for n, row in enumerate(NAMES)]
    values = [[str(n) if n else "序号", *row] for n, row in enumerate(VALUES)]
    left = Sketch().grid([40, 60, 160, 280], YS, numbered)
    lower = [y * 1.1 + 7 for y in [*YS, 200.0]]  # other heights, as a longer reason gives
    right = Sketch().grid([40, 60, 110, 200], lower, [*values, ["合计", "", "207"]])
    first, second = extract(pdf(left, right), SETTINGS).pages
    (table,) = first.tables
    rows = [[cell.text for cell in table.cells if cell.row == row] for row in range(5)]
    assert rows == [*([*one, *other[1:]] for one, other in zip(numbered, values, strict=True)), ["合计", "", "207"]]
    assert JOINED not in first.doubts and not second.tables


def test_a_list_that_goes_on_under_its_own_head_is_not_joined_sideways():
    numbered = [[str(n) if n else "序号", *row] for n, row in enumerate(NAMES)]
    first, second = extract(pdf(*[Sketch().grid([40, 60, 160, 280], YS, numbered)] * 2), SETTINGS).pages
    assert second.tables and first.tables[0].rows == 4


def test_forms_of_one_make_on_following_pages_stay_two():
    sheets = [
        Sketch().grid([40, 160, 280], YS, [["项目名称", name], ["资金", money], ["目标", name], ["联系人", "张"]])
        for name, money in (("清淤", "12"), ("绿化", "30"))
    ]
    first, second = extract(pdf(*sheets), ExtractSettings(form_words=("项目名称", "资金"), ocr=False)).pages
    assert first.tables[0].columns == second.tables[0].columns == 2


def test_rows_as_high_under_the_same_head_are_the_next_of_a_list_though_a_scan_moved_them():
    left = Sketch().grid([40, 140, 260], YS, NAMES)
    right = Sketch().grid(
        [60, 160, 280], YS, [NAMES[0], ["时效指标", "完工时间"], ["成本指标", "单价"], ["效益指标", "受益人"]]
    )
    first, second = extract(pdf(left, right), SETTINGS).pages
    assert JOINED not in first.doubts and second.tables
