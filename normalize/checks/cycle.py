"""Over a project's year: the target that was set, how it was monitored, how it was evaluated, in one line an indicator.

forms of a unit and year ─► Cycle: target, monitoring (the latest last), self-evaluation of one project
                            └─ Line: one indicator as each of them has it
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from normalize.checks.rule import Found, Rule, rule
from normalize.checks.words import named, number, plain_name, stated
from normalize.schema import TOTAL, Form, Fund, Indicator

__all__ = ["RULES", "Cycle", "Line", "cycles", "lines"]

SCHEDULE = (0.0, 0.0, 0.2, 0.27, 0.33, 0.4, 0.47, 0.53, 0.6, 0.67, 0.73, 0.8)
"""The share of the year's budget that should be spent at the end of each month: four fifths of an even course (times
the month, by twelve), nothing in the first two months, before which money is hardly released."""


class Cycle(NamedTuple):
    """What a project's year has of forms; `monitors` in the order of the months they stand for."""

    target: Form | None
    monitors: tuple[Form, ...]
    evaluation: Form | None


class Line(NamedTuple):
    """One indicator through the year; None: that form has none of its name."""

    target: Indicator | None
    monitor: Indicator | None
    evaluation: Indicator | None


def cycles(forms: Sequence[Form]) -> Iterator[Cycle]:
    """The forms of one unit and year by project. Of several targets or evaluations of one project none is taken: which
    one counts is not theirs to say."""
    same: defaultdict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in forms:
        if form.identity.project or form.identity.scope == "unit":
            same[form.identity.scope, plain_name(form.identity.project_key or form.identity.project)].append(form)
    for group in same.values():
        monitors = sorted((f for f in group if f.identity.phase == "monitor"), key=lambda f: f.record.as_of or "")
        yield Cycle(_only(group, "target"), tuple(monitors), _only(group, "self_evaluation"))


def lines(cycle: Cycle) -> Iterator[Line]:
    """Every indicator of the cycle, in the order of the target, then of what the others have besides; the latest
    monitoring counts."""
    parts = [
        _by_name(form) for form in (cycle.target, cycle.monitors[-1] if cycle.monitors else None, cycle.evaluation)
    ]
    for name in dict.fromkeys(name for part in parts for name in part):
        yield Line(*(part.get(name) for part in parts))


def _only(forms: Sequence[Form], phase: str) -> Form | None:
    found = [form for form in forms if form.identity.phase == phase]
    return found[0] if len(found) == 1 else None


def _by_name(form: Form | None) -> dict[tuple[str | None, str], Indicator]:
    return {(row.level2, plain_name(row.name)): row for row in (form.indicators if form else ())}


@rule(
    "执行进度滞后",
    "warning",
    reason="绩效运行监控应对照序时进度检查预算执行；明显滞后的应说明原因并纠偏。",
    schedule="每月末应完成的执行比例(1月至12月)",
)
def behind_schedule(form: Form, *, schedule: tuple[float, ...] = SCHEDULE) -> Iterator[Found]:
    """A monitoring form whose money is spent more slowly than the months that it stands for ask."""
    month = (form.record.as_of or "")[5:7]
    if form.identity.phase != "monitor" or not month.isdigit() or not 1 <= int(month) <= len(schedule):
        return
    spent, planned = _amount(form, "executed"), _amount(form, "revised_budget", "budget", "initial_budget")
    if spent is None or planned is None or spent.amount is None or not planned.amount:
        return
    share, due = spent.amount / planned.amount, schedule[int(month) - 1]
    if share < due - 1e-9:
        yield Found(
            f"截至{int(month)}月执行{number(spent.amount)}万元，占{number(planned.amount)}万元的"
            f"{number(round(100 * share, 1))}%，低于应完成的{number(round(100 * due, 1))}%。",
            (spent,),
            (planned,),
            observed=f"{number(round(100 * share, 1))}%",
            expected=f"{number(round(100 * due, 1))}%",
        )


def _amount(form: Form, *measures: str) -> Fund | None:
    """The year's whole amount of the first of these measures that the form has."""
    for measure in measures:
        for fund in form.funds:
            if fund.measure == measure and fund.item == TOTAL and fund.period == "annual":
                return fund
    return None


@rule(
    "预计达不到目标却称确定能完成",
    "warning",
    reason="全年预计完成值低于指标值的，完成目标可能性不应填“确定能”。",
)
def forecast_below_target(form: Form) -> Iterator[Found]:
    """A forecast that misses its target beside a tick that says it will surely be met."""
    for row in form.indicators if form.identity.phase == "monitor" else ():
        if row.likelihood == "certain" and _misses(row):
            yield Found(
                f"{named(row)}全年预计完成{row.forecast_raw or number(row.forecast)}，达不到指标值{stated(row)}，"
                "却填“确定能”完成。",
                (row,),
                observed=row.forecast_raw,
                expected=stated(row),
            )


def _misses(row: Indicator) -> bool:
    """Whether the year's forecast lies on the wrong side of the target."""
    if row.forecast is None or row.value is None:
        return False
    if row.operator in ("≥", ">", "="):
        return row.forecast < row.value - 1e-9
    return row.operator in ("≤", "<") and row.forecast > row.value + 1e-9


@rule(
    "自评遗漏了目标表的指标",
    "warning",
    reason="绩效自评应覆盖年初批复的全部绩效指标；遗漏的应补充或说明调整依据。",
    source="10",
    over="unit",
)
def indicator_forgotten(forms: Sequence[Form]) -> Iterator[Found]:
    """Indicators of the target that the self-evaluation of the same project does not have."""
    for cycle in cycles(forms):
        if cycle.target is None or cycle.evaluation is None or not cycle.evaluation.indicators:
            continue
        names = {plain_name(row.name) for row in cycle.evaluation.indicators}
        left = [row for row in cycle.target.indicators if plain_name(row.name) not in names]
        if left and len(left) < len(cycle.target.indicators):
            told = "、".join(f"“{row.name}”（{stated(row)}）" for row in left)
            yield Found(
                f"绩效目标表的{len(left)}项指标在自评表中没有：{told}。",
                on=(cycle.evaluation.record, *left),
                expected=told,
                form=cycle.evaluation,
            )


RULES: tuple[Rule, ...] = (behind_schedule, forecast_below_target, indicator_forgotten)
