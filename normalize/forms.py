"""Drafts to forms: whose, for which year, how much, and every row with its values read and where each stands."""

from collections.abc import Iterable
from typing import Any

from normalize.amounts import budget, form_money_unit, funds, money_unit_said, tasks, totals, unfilled
from normalize.dates import Period, parse_period, parse_until
from normalize.doubt import form_doubt
from normalize.draft import Draft
from normalize.evidence.said import Said, Saids, evidence_of, own_reasons
from normalize.evidence.text import Place, Printed
from normalize.heading import evaluator
from normalize.identity import identify
from normalize.names import split_code
from normalize.outcome import outcome
from normalize.read.ticks import ticked_within
from normalize.rows import empty_slots, measured
from normalize.schema import Evidence, Form, FormRecord, Identity
from normalize.values import blank, number

__all__ = ["build"]

_AS_PRINTED = ("category", "nature")


def build(draft: Draft, form_id: str) -> Form:
    """The form that a draft makes."""
    period, period_saids = _period(draft)
    identity, saids = identify(draft, form_id, period, next(filter(None, period_saids.values()), None))
    read = measured(draft, identity.year)
    record, recorded = _record(draft, identity, period)
    saids |= period_saids | recorded
    score, reasons = form_doubt(draft, identity, record, [one[:2] for one in read], own=own_reasons(saids))
    record = record.model_copy(
        update={"confidence": score, "needs_review": bool(reasons), "review_reason": ";".join(reasons) or None}
    )
    money, money_evidence = funds(draft)
    work, work_evidence = tasks(draft)
    return Form(
        identity=identity,
        record=record,
        indicators=tuple(one.row for one in read),
        funds=money,
        tasks=work,
        evidence=(
            *_evidence(draft, identity, record, saids, reasons),
            *(value for one in read for value in one.evidence),
            *money_evidence,
            *work_evidence,
        ),
        slots=empty_slots(draft),
        unfilled=unfilled(draft),
        totals=totals(draft),
    )


def _evidence(
    draft: Draft, identity: Identity, record: FormRecord, saids: Saids, reasons: Iterable[str]
) -> tuple[Evidence, ...]:
    """Where each of the form's own values stands; a null that is asked about and printed nowhere, where the form
    begins."""
    values = identity.model_dump() | record.model_dump()
    nulls = [field for field in saids if values[field] is None]
    places = (said.printed.place for said in saids.values() if said is not None)
    first = min(draft.pages)
    at = next(places, Place(first, (0.0, 0.0, 0.0, 0.0)))
    return tuple(evidence_of("forms", None, saids, list(reasons), nulls, at=at))


def _printed(draft: Draft, meaning: str) -> Printed | None:
    """What stands beside a label; None where nothing does."""
    printed = draft.printed(meaning)
    return printed if printed is not None and not blank(printed.text) else None


def _period(draft: Draft) -> tuple[Period, dict[str, Said | None]]:
    """The period, of one cell or of two, and what its ends were read from."""
    if whole := _printed(draft, "period"):
        period = parse_period(whole.text)
        said = Said(whole)
        return period, {"period_start": said if period.start else None, "period_end": said if period.end else None}
    first, last = (_printed(draft, name) for name in ("period_start", "period_end"))
    start = parse_period(first.text).start if first else None
    ends = parse_period(last.text) if last else Period(None, None)
    saids = {"period_start": Said(first) if first else None, "period_end": Said(last) if last else None}
    return Period(start, ends.end or ends.start), saids


def _record(draft: Draft, identity: Identity, period: Period) -> tuple[FormRecord, dict[str, Said | None]]:
    """The form's own columns, and what each was read from."""
    total = budget(draft, identity.phase)
    annual, overall = _goals(draft)
    department = _printed(draft, "department")
    title = draft.heading.said.get("title")
    told = draft.printed("until") if identity.phase == "monitor" else None
    until = parse_until(told.text, identity.year) if told else None
    until = None if until is not None and until.startswith("0000") else until
    plain = {column: _printed(draft, column) for column in _AS_PRINTED}
    ends = [one.text for name in ("period_start", "period_end") if (one := _printed(draft, name))]
    whole = _printed(draft, "period")
    chosen = {column: ticked_within(printed.text) for column, printed in plain.items() if printed}
    values: dict[str, Any] = {column: chosen.get(column) or (p.text if p else None) for column, p in plain.items()}
    score = next((row for row in draft.totals if row.kind == "score"), None)
    came, came_from = outcome(draft)
    record = FormRecord(
        title=draft.heading.title,
        department=split_code(department.text)[1] if department else None,
        **values,
        **came,
        period_start=period.start,
        period_end=period.end,
        period_raw=whole.text if whole else "-".join(ends) or None,
        total_score=number(score.value.text.strip().rstrip("分")) if score else None,
        budget=total.amount,
        budget_raw=total.raw,
        money_unit=form_money_unit(draft),
        annual_goal=annual.long if annual else None,
        overall_goal=overall.long if overall else None,
        as_of=until,
        evaluator=evaluator(draft.heading.title or "") if identity.phase == "evaluation" else None,
        page_first=min(draft.pages),
        page_last=max(draft.pages),
    )
    coded = department is not None and record.department != department.text
    return record, {
        "title": Said(title) if title else None,
        "department": Said(department, ("code_apart",) if coded else ()) if department else None,
        **{column: Said(p, ("ticks_read",) if chosen[column] else ()) if p else None for column, p in plain.items()},
        **came_from,
        "total_score": Said(score.value) if score and record.total_score is not None else None,
        "budget": total.said,
        "money_unit": money_unit_said(draft),
        "annual_goal": Said(annual) if annual else None,
        "overall_goal": Said(overall) if overall else None,
        "as_of": Said(told) if told else None,
        "evaluator": Said(title) if title and record.evaluator else None,
    }


def _goals(draft: Draft) -> tuple[Printed | None, Printed | None]:
    """The year's goal and that of the whole project; one that does not say whose it is stands for the missing one."""
    annual, overall = draft.goals.get("annual"), draft.goals.get("overall")
    plain = draft.goals.get("plain")
    if annual is None:
        return plain, overall
    return annual, plain if overall is None else overall
