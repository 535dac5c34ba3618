"""The columns of a form itself, each with what it was read from: title, labels of the head, money, goals, stage."""

from normalize.draft import Draft
from normalize.evidence.said import Column, Columns, Said
from normalize.form.money import budget, form_unit
from normalize.form.outcome import outcome
from normalize.kinds.date import Period, parse_period, parse_until
from normalize.kinds.name import split_code
from normalize.kinds.number import points
from normalize.read.heading import evaluator
from normalize.schema import Identity

__all__ = ["period_of", "record_columns"]

_NO_YEAR = "0000"


def record_columns(draft: Draft, identity: Identity, period: Columns) -> Columns:
    """The columns of a form, but for its pages and how far to trust it; `period` are those of `period_of`."""
    return {
        **_titled(draft, identity),
        **_department(draft),
        **outcome(draft),
        **period,
        **budget(draft, identity.phase),
        "money_unit": form_unit(draft),
        **_goals(draft),
        **_staged(draft, identity),
    }


def period_of(draft: Draft) -> tuple[Period, Columns]:
    """The period, of one cell or of two, and its columns."""
    if whole := draft.filled("period"):
        period, said = parse_period(whole.text), Said(whole)
        ends = {"period_start": Column(period.start, said), "period_end": Column(period.end, said)}
        return period, {**ends, "period_raw": Column(whole.text)}
    first, last = draft.filled("period_start"), draft.filled("period_end")
    start = parse_period(first.text).start if first else None
    ending = parse_period(last.text) if last else Period(None, None)
    end = ending.end or ending.start
    raw = "-".join(one.text for one in (first, last) if one) or None
    columns = {"period_start": Column(start, Said.of(first)), "period_end": Column(end, Said.of(last))}
    return Period(start, end), {**columns, "period_raw": Column(raw)}


def _titled(draft: Draft, identity: Identity) -> Columns:
    """What the title says beside which form it is."""
    title = draft.heading.said.get("title")
    who = evaluator(draft.heading.title or "") if identity.phase == "evaluation" else None
    return {
        "title": Column(draft.heading.title, Said.of(title)),
        "evaluator": Column(who, Said.of(title) if who else None),
    }


def _department(draft: Draft) -> Columns:
    """The department beside its label, without the code in front of it."""
    said = draft.filled("department")
    code, name = split_code(said.text) if said else (None, None)
    return {"department": Column(name, Said.of(said, *("code_apart",) * (code is not None)))}


def _goals(draft: Draft) -> Columns:
    """The year's goal and that of the whole project; one that does not say whose it is stands for the missing one."""
    annual, overall, plain = (draft.goals.get(name) for name in ("annual", "overall", "plain"))
    if annual is None:
        annual = plain
    elif overall is None:
        overall = plain
    found = {"annual_goal": annual, "overall_goal": overall}
    return {name: Column(goal and goal.long, Said.of(goal)) for name, goal in found.items()}


def _staged(draft: Draft, identity: Identity) -> Columns:
    """What only a later stage of the year has: what a monitoring table runs up to, the points of an evaluation."""
    columns: Columns = {}
    if identity.phase == "monitor" and (told := draft.printed("until")):
        until = parse_until(told.text, identity.year)
        columns["as_of"] = Column(None if until is None or until.startswith(_NO_YEAR) else until, Said(told))
    score = next((row.value for row in draft.totals if row.kind == "score"), None) or draft.filled("total_score")
    if score and (reached := points(score.text)) is not None:
        columns["total_score"] = Column(reached, Said(score))
    return columns
