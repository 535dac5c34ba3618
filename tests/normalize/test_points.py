"""Columns of points: what was scored of them in the same cell, letters for levels beside them, and no points at all."""

import pytest

from normalize import normalize
from tests.normalize.drawing import draw, scanned

SCORED = """
2025年度项目支出绩效自评表
项目名称 | 平台运维 | < | < | < | <
序号 | 指标名称 | 类别 | 年初目标值 | 年末完成值 | {label}
1 | 运维应用系统 | A | 17个 | 17个 | {first}
2 | 开通数据接口 | A | ≥60个 | 52个 | 8.7/10
3 | 平台可用率 | B | ≥99.9% | 99.95% | 10/10
总分 | < | < | < | < | 28.7/30
"""


def test_points_and_what_was_scored_of_them_may_share_a_cell() -> None:
    (form,) = normalize(draw(SCORED.format(label="得分/分值", first="10/10"))).forms
    assert [(row.score, row.weight) for row in form.indicators] == [(10, 10), (8.7, 10), (10, 10)]
    assert form.record.total_score == 28.7
    (form,) = normalize(draw(SCORED.format(label="分值/得分", first="10"))).forms
    assert [(row.weight, row.score) for row in form.indicators] == [(None, None), (8.7, 10), (10, 10)]
    assert "cells_merged" in (form.indicators[0].review_reason or "")


@pytest.mark.parametrize(
    ("label", "cell", "read"),
    [
        ("得分（分值）", "8.7（10）", (8.7, 10)),
        ("分值、得分", "10、8.7", (8.7, 10)),
        ("权重及得分", "10↵8.7", (8.7, 10)),
        ("分值", "10（自评8.7）", (None, None)),
    ],
)
def test_two_numbers_of_points_in_a_cell_are_read_or_asked_about(
    label: str, cell: str, read: tuple[float | None, float | None]
) -> None:
    text = SCORED.format(label=label, first=cell).replace("8.7/10", cell).replace("10/10", cell)
    rows = normalize(draw(text)).forms[0].indicators
    assert {(row.score, row.weight) for row in rows} == {read}
    assert all("cells_merged" in (row.review_reason or "") for row in rows) == (read[0] is None)


def test_numbers_with_units_are_no_points() -> None:
    (form,) = normalize(
        draw("""
2027年项目支出绩效目标表
项目名称 | 渔政执法 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 2026年完成值 | 行业平均值 | 2027年目标值
产出指标 | 数量指标 | 海上巡航天数 | 142天 | 120天 | ≥150天
^ | 质量指标 | 渔船在线率 | 93.5% | 90% | ≥95%
效益指标 | 社会效益指标 | 事故人数 | 1人 | 2人 | 0人
""")
    ).forms
    assert [(row.value_raw, row.weight) for row in form.indicators] == [("≥150天", None), ("≥95%", None), ("0人", None)]


def test_a_letter_may_stand_for_the_level_that_no_column_has() -> None:
    (form,) = normalize(draw(SCORED.format(label="得分/分值", first="10/10"))).forms
    assert {row.review_reason for row in form.indicators} == {"level1_missing;level2_missing"}
    (form,) = normalize(
        draw(SCORED.format(label="得分/分值", first="10/10").replace("2 | 开通数据接口 | A", "2 | 开通数据接口 | C"))
    ).forms
    assert {row.review_reason for row in form.indicators} == {"level1_missing;level2_missing"}


def test_points_in_brackets_behind_values_and_money_are_points() -> None:
    text = """
项目支出绩效自评表
(2025年度)
填报单位：嵊泗县水库管理所    金额单位：万元
项目名称 | 水库大坝安全监测 | < | < | <
资金来源 | < | < | 全年预算数（分值） | 全年执行数（得分）
资金总额 | < | < | 214.50（10分） | 203.78（9.5分）
一级指标 | 二级指标 | 三级指标 | 目标值（分值） | 实际完成值（得分）
产出指标 | 数量指标 | 监测水库座数 | 5座（10分） | 5座（9分）
效益指标 | 可持续影响指标 | 标准化管理机制 | 健全（20分） | 基本健全（15.5分）
"""
    (form,) = normalize(draw(text)).forms
    assert [(row.weight, row.score) for row in form.indicators] == [(10.0, 9.0), (20.0, 15.5)]
    assert [(row.value_raw, row.actual_raw) for row in form.indicators] == [("5座", "5座"), ("健全", "基本健全")]
    assert {(fund.measure, fund.amount) for fund in form.funds} == {("revised_budget", 214.5), ("executed", 203.78)}


def test_a_weight_that_no_indicator_can_have_is_none_and_asks() -> None:
    text = """
项目支出绩效目标申报表
(2027年度)
项目名称 | 路灯养护 | < | <
一级指标 | 三级指标 | 指标值 | 权重
产出指标 | 更换路灯 | ≥30盏 | -8
^ | 完好率 | ≥98% | 8
^ | 巡查 | ≥12次 | 180
"""
    (form,) = normalize(draw(text)).forms
    assert [(row.weight, row.needs_review) for row in form.indicators] == [(None, True), (8.0, False), (None, True)]


def test_a_number_with_a_letter_where_the_result_stands_asks_on_a_scan() -> None:
    text = """
项目支出绩效自评表
(2027年度)
项目名称 | 路灯养护 | < | <
一级指标 | 三级指标 | 指标值 | 实际完成值
产出指标 | 事故起数 | ≤1.2起 | Q.89
^ | 完好率 | ≥98% | 99%
"""
    (form,) = normalize(scanned(text)).forms
    assert ["actual_unread" in (row.review_reason or "") for row in form.indicators] == [True, False]
