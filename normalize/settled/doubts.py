"""What is still to be asked once a person has answered.

A value that was accepted or corrected asks no more, nor does a row by a reason of that value alone. What the whole row
is asked about, and no field of it, is settled by accepting the row as it reads.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from normalize.evidence.doubts import Doubt, codes, fields_of, joined, review
from normalize.evidence.said import SOUND
from normalize.evidence.text import ACCEPTED, CORRECTED
from normalize.schema import Evidence, Form, Submission
from normalize.settled.answers import Answers
from normalize.settled.correction import squeezed
from normalize.settled.fields import ROWS, said_in, spot_of, text_of

__all__ = ["DONE", "elsewhere", "settled_forms"]

DONE = (ACCEPTED, CORRECTED)
_TOLD_ELSEWHERE = {
    doubt.code for doubt in (Doubt("cell", "unclaimed"), Doubt("column", "unknown"), Doubt("page", "unread"))
}
"""A form's doubts of which each has a cell or a page of its own in `evidence`."""
_NAMES = Doubt("name", "doubt").code


def settled_forms(
    forms: Iterable[Form], unclaimed: Sequence[Evidence], answers: Answers
) -> tuple[tuple[Form, ...], tuple[Evidence, ...]]:
    """The forms, and what none of them claims, without the doubts that were settled. Twice is as good as once."""
    if not answers.given:
        return tuple(forms), tuple(unclaimed)
    left = tuple(_looked_at(one, answers) for one in unclaimed)
    open_ = {code for one in left for code in codes(one.review_reason)}
    seen = {code for one in left for code in _TOLD_ELSEWHERE if one.review in DONE} - open_
    return tuple(_form(form, answers, seen) for form in forms), left


def _looked_at(one: Evidence, answers: Answers) -> Evidence:
    """A cell or page that no form claims: settled by whoever looked at it."""
    for said in answers.given:
        if said.whole and said.table == one.field and said.is_of(one):
            answers.use(said)
            one = one.model_copy(update={"review": ACCEPTED})
    return _quiet(one)


def _quiet(one: Evidence) -> Evidence:
    if one.review not in DONE:
        return one
    return one.model_copy(update={**review(None), "confidence": 1.0, "rivals": ()})


def _form(form: Form, answers: Answers, seen: Collection[str]) -> Form:
    before = form
    form = form.model_copy(update={"evidence": tuple(map(_quiet, form.evidence))})
    done = {one.field for one in said_in(form, "forms", None) if one.review in DONE}
    identity = any(
        one.field in type(form.identity).model_fields and one.review == CORRECTED
        for one in said_in(form, "forms", None)
    )
    elsewhere = {code for code, field in fields_of("forms").items() if field in done}
    for table in ROWS:
        rows = tuple(
            _row(before, form, table, row, answers, elsewhere, corrected=identity) for row in getattr(form, table)
        )
        form = form.model_copy(update={table: rows})
    names = {_NAMES} if not any(map(_name_open, _asking_names(form))) else set()
    amounts = _told_by_rows(before) - _told_by_rows(form)
    record = _row(before, form, "forms", form.record, answers, {*seen, *names, *amounts}, corrected=identity)
    return form.model_copy(update={"record": record})


def _row(
    before: Form, form: Form, table: str, row: Any, answers: Answers, elsewhere: Collection[str], *, corrected: bool
) -> Any:
    """A row with what it is still asked about. `elsewhere`: codes settled by an answer about something else."""
    ordinal = None if table == "forms" else row.ordinal
    asked = {code for one in said_in(before, table, ordinal) for code in codes(one.review_reason)}
    said = list(said_in(form, table, ordinal))
    whole = codes(row.review_reason) - asked - set(elsewhere)
    whole -= _accepted_whole(form, table, row, answers)
    reasons = whole | {code for one in said for code in codes(one.review_reason)}
    update = review(joined(reasons))
    update["corrected"] = row.corrected or corrected or any(one.review == CORRECTED for one in said)
    if not reasons and any(one.review in DONE for one in said):
        update["confidence"] = _chance(said, row.confidence)
    return row.model_copy(update=update)


def _chance(said: Sequence[Evidence], before: float) -> float:
    """The chance that all of a row is right of which nothing is asked any more; certain where each value is settled."""
    if all(one.review in DONE for one in said):
        return 1.0
    return max(before, min(SOUND, round(math.prod(one.confidence for one in said), 4)))


def _accepted_whole(form: Form, table: str, row: Any, answers: Answers) -> set[str]:
    """The codes that a row was accepted with as a whole, where it still says the same."""
    found: set[str] = set()
    whole = form if table == "forms" else row
    for one in answers.given:
        if not one.whole or one.table != table:
            continue
        if one.stands_at(*spot_of(form, table, whole)) and squeezed(one.was) == squeezed(text_of(form, table, whole)):
            answers.use(one)
            found |= one.codes
    return found


def elsewhere(submission: Submission, form: Form) -> dict[str, set[str]]:
    """By table, the codes on a form's rows that something else asks for: a field of the form, a name, a cell or a page
    that no form claims."""
    asking = {one.field for one in said_in(form, "forms", None) if one.needs_review}
    fields = {code for code, field in fields_of("forms").items() if field in asking}
    left = {code for one in submission.evidence if one.needs_review for code in codes(one.review_reason)}
    found = {table: set(fields) for table in ROWS}
    return {**found, "forms": {_NAMES, *_told_by_rows(form), *(left & _TOLD_ELSEWHERE)}}


def _told_by_rows(form: Form) -> set[str]:
    """The codes of a form's doubts that stand at one of its amounts."""
    asking = (one for one in form.evidence if one.of_table == "funds" and one.needs_review)
    return {code for one in asking for code in codes(one.review_reason)} & {Doubt("amount", "repaired").code}


def _asking_names(form: Form) -> list[Evidence]:
    asking = {row.ordinal for row in form.indicators if row.needs_review}
    return [
        one for one in form.evidence if (one.of_table, one.field) == ("indicators", "name") and one.ordinal in asking
    ]


def _name_open(name: Evidence) -> bool:
    return name.review not in DONE
