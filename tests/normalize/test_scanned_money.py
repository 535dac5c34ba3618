"""The money of a scanned form: what a scan does to an amount and to its unit, and what is asked about."""

import pytest

from normalize import normalize
from normalize.kinds.money import money_unit
from tests.normalize.drawing import draw, scanned
from tests.normalize.test_recognised import FORM, read


def test_dirt_in_front_of_an_amount_makes_no_debt() -> None:
    assert read(("14.000.00元", "-1.4万元")).record.budget == 1.4


@pytest.mark.parametrize(
    ("seen", "amount"),
    [
        ("14.000.00元", 1.4),  # commas read as points
        ("35.653,200.00元", 3565.32),
        ("14,000,00元", None),  # which of its points are which is open
        ("7,050,00000元", None),
        ("13,626,00000", 13626000.0),  # in 万元: the point before the last two digits was not read
        (".15.9962", 15.9962),
        ("D74", 0.74),  # the point behind a nought was not read
        ("720000.", 720000.0),
        ("49,500.00L", 49500.0),
        ("16,760,00Q.00", 16760000.0),
    ],
)
def test_what_a_scan_does_to_an_amount(seen: str, amount: float | None) -> None:
    assert read(("14.000.00元", seen)).record.budget == amount


def test_a_mended_amount_asks_and_a_printed_one_is_never_mended() -> None:
    assert "amount_repaired" in (read(("14.000.00元", "13,626,00000")).record.review_reason or "")
    assert "amount_repaired" not in (read(("14.000.00元", "13,626,000.00")).record.review_reason or "")
    (printed,) = normalize(draw(FORM.replace("14.000.00元", "13,626,00000"))).forms
    assert printed.record.budget is None


def test_a_mended_amount_asks_where_it_stands_and_a_dash_for_nothing_is_none() -> None:
    form = read(("14.000.00元", "13,626,00000"))
    (asked,) = [one for one in form.evidence if "amount_repaired" in (one.review_reason or "")]
    assert (asked.of_table, asked.field, asked.raw) == ("funds", "amount", "13,626,00000")
    dash = read(("14.000.00元", "-"))
    assert "amount_repaired" not in (dash.record.review_reason or "")


def test_a_title_row_that_a_stray_ruling_cut_keeps_its_money_unit() -> None:
    boxed = FORM.replace(
        "项目支出绩效目标表\n（2026年度）\n", "项目支出绩效目标表日↵（2026年度） | < | < | 金额单位：元 | < | <\n"
    )
    form = read(("14.000.00元", "140000"), form=boxed)
    assert (form.identity.year, form.record.budget) == (2026, 14.0)


def test_a_part_whose_amount_hardly_reads_asks() -> None:
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | <
资金情况（万元） | 年度资金总额： | 1781.66 | <
^ | 其中：财政拨款 | {part} | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 巡护里程 | ≥300公里
"""
    for part, asks in (("L1781.66", True), ("1781.66", False), ("见附件", False)):
        (form,) = normalize(scanned(text.format(part=part))).forms
        assert ("amount_unread" in (form.record.review_reason or "")) == asks


@pytest.mark.parametrize(
    ("label", "unit"), [("资金总额方\n元)", "万元"), ("年度资金总额(元)", "元"), ("单位:元", "元")]
)
def test_a_factor_that_was_misread_counts_without_its_bracket(label: str, unit: str) -> None:
    assert money_unit(label) == unit


@pytest.mark.parametrize(
    "printed", ["项目资金（万·元）", "项目资金（万、元）", "项目资金（方元）", "项目资金（入元）", "项目资金（万"]
)
def test_a_speck_within_a_money_unit_does_not_cost_its_factor(printed: str) -> None:
    assert read(("项目资金 |", f"{printed} |"), ("14.000.00元", "40299.77")).record.budget == 40299.77


@pytest.mark.parametrize(
    ("seen", "amount"),
    [("1:06", 1.06), ("/ 0.63", 0.63), ("1435.1178日县", 1435.1178), ("-1435.11", 1435.11)],
)
def test_what_stands_in_or_beside_an_amount(seen: str, amount: float) -> None:
    form = read(("14.000.00元", seen))
    assert form.record.budget == amount
    assert "amount_repaired" in (form.record.review_reason or "")


def test_an_amount_in_one_cell_with_its_label_is_read_and_asked_about() -> None:
    merged = FORM.replace("项目资金 | 14.000.00元 |", "年度资金总额：31.4 | < |")
    form = read(form=merged)
    assert form.record.budget == 31.4
    assert "cells_merged" in (form.record.review_reason or "")


def test_a_budget_that_is_only_the_sum_of_what_was_read_is_asked_about() -> None:
    parts = FORM.replace("项目资金 | 14.000.00元 |", "其中：财政拨款 | 3.5 |")
    form = read(form=parts)
    assert form.record.budget == 3.5
    assert "budget_summed" in (form.record.review_reason or "")


def test_two_units_of_money_on_one_form_are_asked_about() -> None:
    form = read(("（2026年度）", "（2026年度）\n金额单位：万元"), ("项目资金 |", "项目资金（元） |"))
    assert "money_unit_conflict" in (form.record.review_reason or "")


def test_a_budget_of_a_few_yuan_asks_for_its_unit() -> None:
    (form,) = normalize(draw(FORM.replace("14.000.00元", "5.18元"))).forms
    assert (form.record.budget, form.record.review_reason) == (0.000518, "money_unit_doubt")


def test_a_money_unit_that_was_not_read_is_guessed_by_the_amounts_and_asked_about() -> None:
    form = read(("（2026年度）", "（2026年度）\n金额单位:ji"), ("| 14.000.00元 |", "| 166,600.00 |"))
    assert (form.record.budget, "money_unit_doubt" in (form.record.review_reason or "")) == (16.66, True)


def test_last_year_s_budget_is_not_this_year_s_misread() -> None:
    (form,) = normalize(scanned("2026年项目支出绩效目标表↵单位:万元\n" + LAST_YEAR)).forms
    assert [(one.item, one.amount) for one in form.funds] == [("资金总额", 298.0), ("上年预算", 275.0)]
    assert form.record.budget == 298.0


LAST_YEAR = """
项目名称 | 渔船动态监控 | < | <
本年预算 | 298.00 | 上年预算 | 275.00
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 海上巡航天数 | ≥150天
"""
