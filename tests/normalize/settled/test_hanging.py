"""An answer about what other values hang on (the year, the phase, the unit of money, an amount): they follow."""

import pytest

from tests.normalize.drawing import scanned
from tests.normalize.settled.said import (
    FORM,
    normalize,
    retyped,
    row,
    said,
    value,
)


def test_another_year_is_the_year_of_the_dates_that_name_none():
    page = scanned(FORM.replace("养护道路里程 | ≥35公里", "完成时间 | 当年10月前"))
    before = normalize(page)
    assert str(row(before, 1).value_date) == "2026-10-31"
    after = normalize(page, corrections=[said(page, value(before, "year"), "correct", "2025")])
    assert str(row(after, 1).value_date) == "2025-10-31" and after.stale == ()


def test_another_phase_is_told_and_takes_the_budget_that_counts_there():
    page = scanned(FORM)
    after = normalize(
        page, corrections=[said(page, value(normalize(page), "phase"), "correct", "monitor", read="target")]
    )
    assert after.forms[0].identity.phase == "monitor" and value(after, "phase").review == "corrected"
    assert "as_of_missing" in after.forms[0].record.review_reason and after.stale == ()


@pytest.mark.parametrize("says", ["元", "金额单位：元"])
def test_a_unit_of_money_converts_every_amount_of_the_form(says):
    page = scanned(FORM.replace("单位：万元\n", "").replace("120.50", "1205000"))
    before = normalize(page)
    assert before.forms[0].record.money_unit is None and before.forms[0].record.budget == 1205000
    one = said(page, value(before, "money_unit"), "correct", says)
    (form,) = normalize(page, corrections=[one]).forms
    assert (form.record.budget, form.funds[0].amount, form.record.money_unit) == (120.5, 120.5, "元")
    assert value(normalize(page, corrections=[one]), "money_unit").review == "corrected"


SENTENCE = FORM.replace(
    "资金总额 | 120.50 | < | <", "项目资金 | 资金总额：120万元，其中：财政拨款80万元，其他资金40万元 | < | <"
)


def test_of_several_amounts_in_one_text_the_one_is_corrected_that_is_spoken_of_and_what_hangs_on_it_follows():
    page = scanned(SENTENCE)
    before = normalize(page)
    assert [(one.item, one.amount) for one in before.forms[0].funds] == [
        ("资金总额", 120.0),
        ("财政拨款", 80.0),
        ("其他资金", 40.0),
    ]
    told = value(before, "amount", 1, "funds")
    after = normalize(page, corrections=[said(page, told, "correct", "125万元", read="120")])
    assert [one.amount for one in after.forms[0].funds] == [125.0, 80.0, 40.0]
    assert after.forms[0].record.budget == 125.0, "the budget is this amount"
    assert (
        value(after, "amount", 1, "funds").review == "corrected" and value(after, "amount", 2, "funds").review is None
    )
    assert after.stale == ()
    stale = normalize(page, corrections=[said(page, told, "correct", "125万元", read="121")])
    assert len(stale.stale) == 1 and stale.forms[0].record.budget == 120.0


def test_a_project_that_a_person_names_is_no_more_missing_in_the_rows():
    page = scanned(FORM.replace("项目名称 | 农村道路养护", "项目名称 | "))
    before = normalize(page)
    assert all("project_missing" in one.review_reason for one in before.forms[0].indicators)
    after = normalize(page, corrections=[said(page, value(before, "project"), "correct", "农村道路养护")])
    assert after.forms[0].identity.project == "农村道路养护"
    assert not any("project_missing" in (one.review_reason or "") for one in after.forms[0].indicators)


def test_a_line_that_is_retyped_is_that_line_alone_whatever_stands_above_and_below_it():
    page = scanned(FORM.replace("单位：万元", "（2026年）\n单位：万元"))
    after = normalize(page, corrections=[retyped(page, "单位：万元", "单位：元")])
    assert (after.forms[0].record.money_unit, after.forms[0].record.budget, after.stale) == ("元", 0.01205, ())
    assert after.forms[0].record.title == "2026年项目支出绩效目标表"
