"""Rules between the forms of a unit, and between its years."""

import pytest

from normalize.checks import RULES, CheckSettings, compare
from normalize.schema import Form, Task
from tests.normalize.checks.paper import EVALUATION, budget, form, fund, row, scored

COST = {"level1": "成本指标", "level2": "经济成本指标"}
ROWS = (row("里程", "≥3公里"), row("场次", "≥4场"), row("人数", "≥90人"))


def numbered(*forms: Form) -> list[Form]:
    """The forms with ids of their own, in order."""
    return [
        form.model_copy(update={"identity": form.identity.model_copy(update={"form_id": f"{n}"})})
        for n, form in enumerate(forms, 1)
    ]


def seen(*forms: Form) -> list[tuple[str, str]]:
    """Which form has which finding."""
    return [(form_id, found.rule) for form_id, rows in sorted(compare(numbered(*forms)).items()) for found in rows]


def department(projects: float | None = 22, *tasks: Task, **more) -> Form:
    return form(
        scope="unit",
        tasks=tasks,
        funds=(fund("项目支出", projects, basis="expenditure"),),
        **({"budget": 478.07} | more),
    )


def project(name: str, amount: float | None, *rows, **more) -> Form:
    return form(*rows, project=name, **budget(amount), **more)


def task(name: str, content: str | None = None, amount: float | None = None) -> Task:
    return Task(ordinal=1, name=name, content=content, amount=amount, page=1)


def test_projects_that_add_up_to_the_department_s_say_nothing():
    assert seen(department(), project("培训", 10), project("救助", 12)) == []


def test_projects_that_are_more_or_less_than_the_department_s():
    assert seen(department(), project("培训", 10), project("救助", 13)) == [("1", "projects_over_department")]
    assert seen(department(), project("培训", 10), project("救助", 5)) == [("1", "projects_under_department")]


def test_a_missing_budget_is_proposed_from_the_others_and_its_cost_indicator():
    cost = row("不高于预算成本", "7", "≤", "万元", **COST)
    found = compare(numbered(department(), project("培训", 10), project("救助", None, cost), project("服务", 5)))
    ((finding,),) = found.values()
    assert list(found) == ["3"]
    assert (finding.rule, finding.severity, finding.expected) == ("budget_implied", "warning", "7万元")
    assert "22−10−5=7万元，与成本指标第1项“不高于预算成本”≤7万元一致" in finding.message


def test_a_proposal_says_where_the_cost_indicator_differs():
    cost = row("不高于预算成本", "9", "≤", "万元", **COST)
    ((finding,),) = compare(numbered(department(), project("培训", 15), project("救助", None, cost))).values()
    assert "但成本指标第1项“不高于预算成本”为≤9万元" in finding.message


def test_nothing_is_proposed_where_two_budgets_are_missing_or_nothing_is_left():
    assert seen(department(), project("培训", None), project("救助", None)) == []
    assert seen(department(15), project("培训", 15), project("救助", None)) == []


def test_the_other_units_and_years_are_no_part_of_the_sum():
    assert (
        seen(department(10), project("培训", 10), project("救助", 5, unit="乙局"), project("服务", 5, year=2025)) == []
    )


def test_projects_named_by_the_department_and_missing_and_the_other_way_round():
    named = department(22, task("履职", "2026年培训资金", 10), task("履职", "救助专项", 12))
    found = seen(named, project("培训资金", 10), project("走访慰问", 12))
    assert found == [("1", "project_without_form"), ("3", "project_not_named")]


def test_tasks_that_are_no_projects_are_missed_by_nobody():
    assert seen(department(22, task("经济运行"), task("服务企业")), project("培训", 10), project("救助", 12)) == []


def test_a_self_evaluation_that_moves_its_target():
    target = project("培训", 10, row("人数", "≥90人"), row("里程", "≥3公里"))
    evaluated = form(
        scored("人数", "≥80人", "85人", 10, 10), scored("里程", "≥3公里", "3公里", 10, 10), project="培训", **EVALUATION
    )
    assert seen(target, evaluated) == [("2", "target_changed")]


@pytest.mark.parametrize(
    ("set_", "evaluated"),
    [
        ((), ("人数", "≥80人")),  # of which the target says nothing
        (("人数", None), ("人数", "≥80人")),
        (("人数", "逐步提高"), ("人数", "≥80人")),
        (("人数", "≥90人"), ("人数", None)),
        (("人数", "≥90人"), ("人数", "≥80户")),  # in another unit
    ],
)
def test_a_self_evaluation_with_nothing_to_compare_moves_no_target(set_, evaluated):
    target = project("培训", 10, row("里程", "≥3公里"), *(row(*one) for one in [set_] if one))
    after = form(
        scored(*evaluated, "85人", 10, 10), scored("里程", "≥3公里", "3公里", 10, 10), project="培训", **EVALUATION
    )
    assert seen(target, after) == []


def test_over_the_years_indicators_are_dropped_and_lowered_and_the_budget_jumps():
    before = project("2025年培训资金", 20, *ROWS, year=2025)
    now = project("2026年培训资金", 45, row("里程", "≥2公里"), row("场次", "≥4场"))
    assert seen(before, now) == [("2", "indicator_dropped"), ("2", "target_lowered"), ("2", "budget_jump")]


def test_word_for_word_the_same_but_for_the_year():
    before = project("培训资金", 20, *ROWS, year=2025, annual_goal="完成2025年培训任务。")
    now = project("培训资金", 20, *ROWS, annual_goal="完成2026年培训任务。")
    assert seen(before, now) == [("2", "copied")]
    assert seen(before, project("培训资金", 20, *ROWS, annual_goal="完成新增任务。")) == []


def test_a_raised_target_a_lower_cost_and_a_small_change_of_budget_say_nothing():
    before = project("培训", 20, row("人数", "≥90人"), row("总成本", "≤20万元", **COST), row("时限", "≤9天"), year=2025)
    now = project("培训", 25, row("人数", "≥95人"), row("总成本", "≤25万元", **COST), row("时限", "≤8天"))
    assert seen(before, now) == []
    assert (
        seen(before, project("培训", 25, row("人数", "≥90人"), row("总成本", "≤25万元", **COST), row("时限", "≤9天")))
        == []
    )


def test_the_year_before_need_not_be_last_year():
    found = compare(numbered(project("培训", 20, year=2023), project("培训", 60)))
    assert found["2"][0].message == "本年预算60万元，2023年为20万元，增加200%。"


def test_forms_without_a_unit_are_compared_with_nothing():
    assert seen(department(unit=None), project("培训", 30, unit=None)) == []


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.over in ("unit", "years")])
def test_a_rule_between_forms_can_be_switched_off(code):
    everything = [
        department(22, task("履职", "培训资金", 10), task("履职", "救助专项", 12)),
        project("培训资金", 10, *ROWS),
        project("走访慰问", None, year=2026),
        department(5, year=2025),
        project("培训资金", 60, *ROWS, row("走访", "≥4户"), year=2025),
        department(9, year=2024),
        project("培训资金", 1, row("人数", "≥95人"), *ROWS[:2], year=2024),
        project("培训资金", 1, row("人数", "≥95人"), *ROWS[:2], year=2023),
        form(scored("里程", "≥2公里", "3公里", 10, 10), project="培训资金", **EVALUATION),
    ]
    asked = {found.rule for rows in compare(numbered(*everything)).values() for found in rows}
    silent = CheckSettings({code: {"enabled": False}})
    left = {found.rule for rows in compare(numbered(*everything), silent).values() for found in rows}
    assert asked - left == {code}
