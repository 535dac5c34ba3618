"""Answers whose text is no longer there, and texts that a person wrote of which nothing was read: both are told."""

from typing import Any

from normalize.evidence.doubts import Doubt, review, told
from normalize.evidence.said import DOUBTED, asked_about
from normalize.evidence.text import CORRECTED
from normalize.schema import Evidence, Form, Submission
from normalize.settled.answers import Answers
from normalize.settled.correction import Correction
from normalize.settled.doubts import DONE
from normalize.settled.fields import ROWS, rows_of, spot_of

__all__ = ["with_stale"]

_STALE = Doubt("correction", "stale")
"""Of what asks because an answer about it is of another text."""


def with_stale(submission: Submission, answers: Answers) -> Submission:
    """The submission with the answers whose text is no longer there: what stands in their place asks. A text that a
    person wrote and of which no value was read is told, too."""
    submission = _with_lost(submission, answers)
    stale = [one for one in answers.given if one.id not in answers.used and not _is_idle(submission, one)]
    if not stale:
        return submission
    forms, left = list(submission.forms), list(submission.evidence)
    for one in stale:
        asking = [_with_mark(form, one) for form in forms]
        if all(now is before for now, before in zip(asking, forms, strict=True)):
            left.append(_gone(one))
        forms = asking
    ids = tuple(sorted(one.id for one in stale))
    return submission.model_copy(update={"forms": tuple(forms), "evidence": tuple(left), "stale": ids})


def _with_lost(submission: Submission, answers: Answers) -> Submission:
    """The submission with the texts that a person wrote and of which no value was read."""
    lost = (one for one in answers.given if one.id in answers.used and _is_unread(submission, one))
    written = [one.written(one.says or None, field="cell") for one in lost]
    return submission.model_copy(update={"evidence": (*submission.evidence, *written)}) if written else submission


def _with_mark(form: Form, one: Correction) -> Form:
    """The form in which what stands in the place of a stale answer asks; itself, where nothing stands there."""
    evidence = tuple(_marked(value) if _is_at(one, value) else value for value in form.evidence)
    return form if evidence == form.evidence else _asking(form.model_copy(update={"evidence": evidence}))


def _is_idle(submission: Submission, one: Correction) -> bool:
    """Whether an answer about a whole row, form, cell or page has nothing left to settle there."""
    if not one.whole:
        return False
    if one.table in ("cell", "page"):
        return not any(one.stands_at(value.page, value.box, value.place) for value in submission.evidence)
    return not any(
        one.stands_at(*spot_of(form, one.table, row)) and (form.record if one.table == "forms" else row).needs_review
        for form in submission.forms
        for row in rows_of(form, one.table)
    )


def _is_unread(submission: Submission, one: Correction) -> bool:
    """Whether a person wrote a text anew of which nothing was read: a label, a text that is no value, nothing."""
    if one.table != "cell" or one.act != "correct":
        return False
    told = (value for form in submission.forms for value in form.evidence)
    here = (*told, *submission.evidence)
    return not any(
        value.review == CORRECTED
        and (one.stands_at(value.page, value.box, value.place) or one.holds(value.page, value.box))
        for value in here
    )


def _is_at(one: Correction, value: Evidence) -> bool:
    """Whether a value stands where a stale answer is about, and is not settled by another one."""
    if value.review in DONE or not one.stands_at(value.page, value.box, value.place):
        return False
    return one.field is None or (one.table == value.of_table and one.field == value.field)


def _marked(value: Evidence) -> Evidence:
    return value.model_copy(
        update={
            "review": "stale",
            **review(told([_STALE], value.review_reason)),
            "confidence": round(value.confidence * DOUBTED, 4),
        }
    )


def _asking(form: Form) -> Form:
    """The form whose rows ask for what their values do."""
    stale = {(one.of_table, one.ordinal) for one in form.evidence if one.review == "stale"}
    for table in ROWS:
        rows = tuple(_asks(row) if (table, row.ordinal) in stale else row for row in getattr(form, table))
        form = form.model_copy(update={table: rows})
    return form.model_copy(update={"record": _asks(form.record)}) if ("forms", None) in stale else form


def _asks(row: Any) -> Any:
    return row.model_copy(update=review(told([_STALE], row.review_reason)))


def _gone(one: Correction) -> Evidence:
    """A stale answer in whose place nothing is read any more."""
    return asked_about(one.field or "cell", [_STALE], raw=one.was or None, **one.spot.columns, review="stale")
