"""A value or a sign that stands in one of several columns: under its unit, or ticked."""

import pytest

from tests.normalize.drawing import below_head

BY_UNIT = """一级指标 | 三级指标 | 关系 | 指标值（填入相应计量单位栏） | < | < | <
^ | ^ | ^ | 个 | 万只 | % | 文字表述
产出指标 | 建设养殖园区 | ≥ | 12 | | |
^ | 滩羊饲养量 | ≥ | | 315 | |
^ | 良种覆盖率 | ≥ | | | 96 |
效益指标 | 地理标志保护机制 | | | | | 持续完善
"""
TICKED = """一级指标 | 三级指标 | 指标性质 | < | < | < | 指标值 | 计量单位
^ | ^ | 不少于 | 等于 | 不超过 | 定性 | ^ | ^
产出指标 | 抚育面积 | √ | | | | 58000 | 亩
^ | 补植苗木 | | √ | | | 26.4 | 万株
^ | 苗木死亡率 | | | √ | | 12 | %
效益指标 | 管护体系 | | | | √ | 健全 |
"""


def test_a_value_has_the_unit_under_which_it_stands() -> None:
    rows = below_head(BY_UNIT).indicators
    assert [(row.value, row.measure_unit) for row in rows] == [(12.0, "个"), (315.0, "万只"), (96.0, "%"), (None, None)]
    assert rows[3].value_raw == "持续完善"
    assert not any(row.needs_review for row in rows)


def test_of_two_numbers_under_units_in_one_row_none_is_taken_without_a_word() -> None:
    rows = below_head(BY_UNIT.replace("| 12 | | |", "| 12 | 7 | |")).indicators
    assert rows[0].needs_review


@pytest.mark.parametrize("mark", ["√", "☑", "✓"])
def test_the_sign_is_the_label_that_is_ticked(mark: str) -> None:
    rows = below_head(TICKED.replace("√", mark)).indicators
    assert [row.operator for row in rows] == ["≥", "=", "≤", "定性"]
    assert not any(row.needs_review for row in rows)


def test_two_ticks_in_a_row_are_asked_about() -> None:
    rows = below_head(TICKED.replace("抚育面积 | √ | |", "抚育面积 | √ | √ |")).indicators
    assert rows[0].needs_review


def test_a_row_without_a_value_asks_where_a_number_stands_under_a_label_that_nobody_knows() -> None:
    grid = "一级指标 | 三级指标 | 指标值 | 甲乙丙\n产出指标 | 巡河次数 | ≥12次 |\n^ | 清淤长度 | | 60公里\n"
    first, second = below_head(grid).indicators
    assert not first.needs_review
    assert second.needs_review
