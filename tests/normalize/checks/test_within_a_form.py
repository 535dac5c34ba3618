"""Every rule over one form: what it finds, and what looks alike and is right."""

import pytest

from normalize.checks import RULES, check
from normalize.schema import Form
from tests.normalize.checks import carried_out, planned
from tests.normalize.checks.paper import COST, budget, form, fund, row
from tests.normalize.checks.planned import PAST

FOUND = planned.FOUND | carried_out.FOUND
SOUND = planned.SOUND | carried_out.SOUND
WITHIN = [code for code, rule in RULES.items() if rule.over == "form"]


def seen(checked: Form) -> list[str]:
    """The codes of what is found, in order."""
    return [finding.rule for finding in check(checked)]


def test_every_rule_over_a_form_has_cases_on_both_sides():
    assert sorted(FOUND) == sorted(SOUND) == sorted(WITHIN)


@pytest.mark.parametrize("code", WITHIN)
def test_a_rule_finds_what_it_is_for(code):
    assert [code in seen(case) for case in FOUND[code]] == [True] * len(FOUND[code])


@pytest.mark.parametrize("code", WITHIN)
def test_a_rule_leaves_alone_what_is_right(code):
    assert [seen(case).count(code) for case in SOUND[code]] == [0] * len(SOUND[code])


def test_a_finding_names_its_row_its_place_and_both_values():
    checked = form(row("里程", "≥3公里"), row("项目总成本", "≤120000元", y0=300.0, y1=315.0, **COST), **budget(10))
    (finding,) = check(checked)
    assert (finding.rule, finding.severity, finding.ordinal) == ("cost_over_budget", "error", 2)
    assert (finding.page, finding.x0, finding.y0, finding.x1, finding.y1) == (1, 100.0, 300.0, 300.0, 315.0)
    assert (finding.observed, finding.expected) == ("12万元", "≤10万元")
    assert finding.message == "成本指标第2项“项目总成本”为≤120000元，折合12万元，超过预算10万元。"


def test_a_finding_without_a_row_of_its_own_has_the_form_s_first_page():
    (finding,) = check(form(page_first=7, page_last=7, **PAST))
    assert (finding.page, finding.x0, finding.ordinal) == (7, None, None)


def test_rows_of_several_places_are_boxed_together():
    parts = (fund("资金总额", 100, y0=80.0), fund("一般公共预算", 130, basis="income", y0=120.0, y1=135.0, x1=400.0))
    (finding,) = check(form(funds=parts))
    assert (finding.x0, finding.y0, finding.x1, finding.y1) == (100.0, 80.0, 400.0, 135.0)
