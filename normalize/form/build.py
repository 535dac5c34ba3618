"""Drafts to forms: whose, for which year, how much, and every row with its values read and where each stands."""

from collections.abc import Iterable

from normalize.draft import Draft
from normalize.evidence.doubts import Doubt, review, told
from normalize.evidence.said import Saids, evidence_of, own_doubts
from normalize.evidence.text import Place
from normalize.form.form_doubt import form_doubt
from normalize.form.identity import identify
from normalize.form.money import funds, tasks, totals, unfilled
from normalize.form.record import period_of, record_columns
from normalize.form.rows import empty_slots, measured
from normalize.schema import Evidence, Form, FormRecord, Identity

__all__ = ["build"]


def build(draft: Draft, form_id: str) -> Form:
    """The form that a draft makes."""
    period, ends = period_of(draft)
    dated = next((column.said for column in ends.values() if column.said is not None), None)
    identity, identified = identify(draft, form_id, period, dated)
    read = measured(draft, identity.year)
    columns = record_columns(draft, identity, ends)
    saids = identified | {name: column.said for name, column in columns.items() if not name.endswith("_raw")}
    record = FormRecord(
        **{name: column.value for name, column in columns.items()},
        page_first=min(draft.pages),
        page_last=max(draft.pages),
    )
    score, doubts = form_doubt(draft, identity, record, read, own=own_doubts(saids))
    record = record.model_copy(update={"confidence": score, **review(told(doubts))})
    money, money_evidence = funds(draft)
    work, work_evidence = tasks(draft)
    return Form(
        identity=identity,
        record=record,
        indicators=tuple(one.row for one in read),
        funds=money,
        tasks=work,
        evidence=(
            *_evidence(draft, identity, record, saids, doubts),
            *(value for one in read for value in one.evidence),
            *money_evidence,
            *work_evidence,
        ),
        slots=empty_slots(draft),
        unfilled=unfilled(draft),
        totals=totals(draft),
    )


def _evidence(
    draft: Draft, identity: Identity, record: FormRecord, saids: Saids, doubts: Iterable[Doubt]
) -> tuple[Evidence, ...]:
    """Where each of the form's own values stands; a null that is asked about and printed nowhere, where the form
    begins."""
    values = identity.model_dump() | record.model_dump()
    nulls = [field for field in saids if values[field] is None]
    places = (said.printed.place for said in saids.values() if said is not None)
    at = next(places, Place(min(draft.pages), (0.0, 0.0, 0.0, 0.0)))
    return tuple(evidence_of("forms", None, saids, doubts, nulls, at=at))
