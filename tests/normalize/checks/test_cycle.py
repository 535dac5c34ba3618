"""A project's year: target, monitoring and self-evaluation in one line, and what they say against each other."""

from typing import Any

from normalize.checks import CheckSettings, check, compare
from normalize.checks.cycle import cycles, lines
from normalize.schema import Finding, Form
from tests.normalize.checks.paper import EVALUATION, form, fund, row, scored

MONITOR = {"phase": "monitor", "title": "2026年项目支出绩效运行监控表"}


def monitor(*rows: Any, as_of: str = "2026-07", spent: float = 60.0, **said: Any) -> Form:
    money = (fund("资金总额", 100.0), fund("资金总额", spent, measure="executed", ordinal=2))
    return form(*rows, funds=money, as_of=as_of, form_id="0" * 16 + "-02", **(MONITOR | said))


def of(rule: str, findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule]


def test_the_three_forms_of_a_project_join_in_one_line() -> None:
    target = form(row("里程", "≥12公里"), row("合格率", "≥95%"))
    early = monitor(row("里程", "≥12公里", actual=3.0), as_of="2026-03")
    late = monitor(row("里程", "≥12公里", actual=8.0), row("新增", "≥1个"), as_of="2026-08")
    evaluation = form(scored("里程", "≥12公里", "12公里", 10, 10), form_id="0" * 16 + "-03", **EVALUATION)
    other = form(row("桥", "≥1座"), project="别的项目", form_id="0" * 16 + "-04")
    first, second = cycles([late, target, other, early, evaluation])
    assert [found.record.as_of for found in first.monitors] == ["2026-03", "2026-08"]
    told = [tuple(part and part.name for part in line) for line in lines(first)]
    assert told == [("里程", "里程", "里程"), ("合格率", None, None), (None, "新增", None)]
    assert next(lines(first)).monitor.actual == 8.0  # type: ignore[union-attr]
    assert (second.target, second.monitors, second.evaluation) == (other, (), None)


def test_money_spent_more_slowly_than_the_months_ask() -> None:
    (found,) = of("behind_schedule", check(monitor(spent=30.0)))
    assert "截至7月执行30万元，占100万元的30%，低于应完成的47%" in found.message
    assert of("behind_schedule", check(monitor(spent=47.0))) == []
    assert of("behind_schedule", check(monitor(spent=0.0, as_of="2026-02"))) == []
    assert of("behind_schedule", check(form(funds=(fund("资金总额", 100.0),)))) == []


def test_the_months_and_shares_are_settable() -> None:
    strict = CheckSettings({"behind_schedule": {"schedule": tuple(n / 12 for n in range(1, 13))}})
    assert of("behind_schedule", check(monitor(spent=55.0), strict)) and not of(
        "behind_schedule", check(monitor(spent=55.0))
    )


def test_a_forecast_below_its_target_beside_surely() -> None:
    rows = (
        row("里程", "≥12公里", forecast=10.0, forecast_raw="10公里", likelihood="certain"),
        row("成本", "≤5万元", forecast=6.0, forecast_raw="6万元", likelihood="certain"),
        row("合格率", "≥95%", forecast=95.0, forecast_raw="95%", likelihood="certain"),
        row("户数", "≥9户", forecast=1.0, forecast_raw="1户", likelihood="possible"),
        row("效果", "提升", forecast_raw="提升", likelihood="certain"),
    )
    assert [finding.ordinal for finding in of("forecast_below_target", check(monitor(*rows)))] == [1, 2]


def test_a_self_evaluation_that_forgets_an_indicator() -> None:
    target = form(row("里程", "≥12公里"), row("合格率", "≥95%"))
    evaluation = form(scored("里程", "≥12公里", "12公里", 10, 10), form_id="0" * 16 + "-03", **EVALUATION)
    (found,) = of("indicator_forgotten", compare([target, evaluation])[evaluation.identity.form_id])
    assert "“合格率”（≥95%）" in found.message
    whole = evaluation.model_copy(update={"indicators": target.indicators})
    assert of("indicator_forgotten", compare([target, whole]).get(whole.identity.form_id, ())) == []
