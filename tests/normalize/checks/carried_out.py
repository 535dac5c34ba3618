"""Self-evaluations and monitoring, by rule: what it finds, and what looks alike and is right."""

from normalize.schema import Form, Fund, Total
from tests.normalize.checks.paper import COST, evaluation, form, fund, row, scored


def rate(printed: float, executed: float, revised: float, *others: Fund) -> Form:
    amounts = (
        fund("资金总额", revised, measure="revised_budget"),
        fund("资金总额", executed, measure="executed", execution_rate=printed),
        *others,
    )
    return evaluation(funds=amounts)


def monitored(*rows, spent: float = 60.0, as_of: str = "2026-07") -> Form:
    money = (fund("资金总额", 100.0), fund("资金总额", spent, measure="executed", ordinal=2))
    return form(*rows, funds=money, as_of=as_of, phase="monitor", title="2026年项目支出绩效运行监控表")


def forecast(printed: str, value: float, likelihood: str = "certain", **columns) -> Form:
    return monitored(row("里程", printed, forecast=value, forecast_raw=f"{value:g}", likelihood=likelihood, **columns))


def totalled(printed: float, *execution: float) -> Form:
    totals = [
        Total(kind="score", amount=printed, page=1),
        *(Total(kind="execution_score", amount=e) for e in execution),
    ]
    return evaluation(
        scored("里程", "≥10公里", "10公里", 60, 60), scored("质量", "≥90%", "80%", 30, 26), totals=tuple(totals)
    )


FOUND = {
    "full_score_missed": [
        evaluation(scored("里程", "≥100%", "80%", 10, 10)),
        evaluation(scored("成本", "≤10万元", "12万元", 10, 10)),
    ],
    "score_lost": [evaluation(scored("里程", "≥100%", "100%", 10, 8))],
    "score_over_weight": [evaluation(scored("里程", "≥100%", "100%", 10, 11))],
    "execution_rate": [
        rate(95, 90, 100),
        rate(98.35, 98.72, 100),
        rate(95, 90, 100, fund("其他资金", 94.74, measure="revised_budget")),  # another source's amount is no base
    ],
    "executed_over_budget": [rate(120, 120, 100)],
    "score_sum": [totalled(99), totalled(95, 9.5)],
    "behind_schedule": [monitored(spent=30.0), monitored(spent=79.0, as_of="2026-12-31")],
    "forecast_below_target": [forecast("≥12公里", 10.0), forecast("≤5公里", 6.0)],
}
"""Forms that a rule finds something in."""

SOUND = {
    "full_score_missed": [
        evaluation(scored("里程", "≥100%", "100%", 10, 10), scored("成本", "=10万元", "9万元", 10, 10, **COST)),
        evaluation(scored("里程", "≥100%", "80%", 10, 8)),
        evaluation(scored("里程", "100%", "80%", 10, 10)),  # no operator: nobody can say
    ],
    "score_lost": [
        evaluation(scored("里程", "≥100%", "100%", 10, 8, deviation="目标偏低"), scored("质量", "≥90%", "80%", 10, 8))
    ],
    "score_over_weight": [evaluation(scored("里程", "≥100%", "100%", 10, 10))],
    "execution_rate": [
        rate(98.72, 98.72, 100),
        rate(98.7, 98.72, 100),
        rate(99, 98.72, 100),
        rate(0.98, 98, 100),
        rate(0, 0, 0),
    ],
    "executed_over_budget": [rate(100, 100, 100)],
    "score_sum": [totalled(96), totalled(86), totalled(95.5, 9.5)],
    "behind_schedule": [
        monitored(spent=47.0),
        monitored(spent=0.0, as_of="2026-02"),  # hardly any money is released by then
        monitored(spent=0.0, as_of="2026"),
        form(funds=(fund("资金总额", 100.0),)),
    ],
    "forecast_below_target": [
        forecast("≥12公里", 12.0),
        forecast("≥12公里", 1.0, "possible"),
        forecast("≤5公里", 4.0),
        forecast("有所提升", 1.0),
    ],
}
"""Forms that a rule leaves alone."""
