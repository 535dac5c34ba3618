"""Answers laid over the forms of a document: struck and added rows, values of single fields, what was accepted."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from normalize.evidence.text import ACCEPTED, CORRECTED
from normalize.schema import Evidence, Form
from normalize.settled.answers import Answers
from normalize.settled.correction import Correction, squeezed
from normalize.settled.fields import FIELDS, reading, rows_of, said_in, spot_of
from normalize.settled.rows import added, struck
from normalize.settled.values import NotAValue, put

__all__ = ["as_written", "speaks_of", "with_values"]


def with_values(forms: Iterable[Form], answers: Answers) -> list[Form]:
    """The forms with what was said of their rows and values."""
    if not answers.given:
        return list(forms)
    found = []
    for form in forms:
        form, traces = struck(form, answers)
        answers.traces += traces
        form = _corrected(form, answers)
        form = _filled(form, answers)
        found.append(_accepted(form, answers))
    return added(found, answers)


def _corrected(form: Form, answers: Answers) -> Form:
    """The form with the values of single fields that were read from the text that an answer speaks of."""
    asked = answers.about("correct")
    for value in form.evidence if asked else ():
        for one in asked.get((value.of_table or "", value.field), ()):
            row = _row(form, one.table, value.ordinal)
            if speaks_of(one, value, reading(form, one.table, row, value.field)):
                form = _put(form, one, value.ordinal, answers)
    return form


def speaks_of(one: Correction, value: Evidence, reads: str) -> bool:
    """Whether a correction of a field is about this value: its place, the text it was read from, and what it `reads`
    as."""
    return one.is_of(value) and one.read in (None, reads)


def _filled(form: Form, answers: Answers) -> Form:
    """The form with values where nothing stood: an answer about no text, at the place of the row."""
    for (table, name), asked in answers.about("correct").items():
        for row in rows_of(form, table):
            ordinal = None if table == "forms" else row.ordinal
            if reading(form, table, row, name) or any(one.field == name for one in said_in(form, table, ordinal)):
                continue
            for one in asked:
                if not squeezed(one.was) and one.stands_at(*spot_of(form, table, row)):
                    form = _put(form, one, ordinal, answers)
    return form


def _put(form: Form, one: Correction, ordinal: int | None, answers: Answers) -> Form:
    """The form with an answer's value; every field of the row that this changes is told by it."""
    table, name = one.table, one.field or ""
    try:
        now = put(form, table, ordinal, name, one.says)
    except NotAValue:
        return form
    answers.use(one)
    row, other = _row(form, table, ordinal), _row(now, table, ordinal)
    changed = {f for f in FIELDS[table] if reading(form, table, row, f) != reading(now, table, other, f)} | {name}
    told = [
        as_written(value) if (value.of_table, value.ordinal) == (table, ordinal) and value.field in changed else value
        for value in now.evidence
    ]
    known = {value.field for value in said_in(now, table, ordinal)}
    said = partial(one.written, one.says or None, of_table=table, ordinal=ordinal)
    told += [said(field=f) for f in FIELDS[table] if f in changed - known]
    return now.model_copy(update={"evidence": tuple(told)})


def _row(form: Form, table: str, ordinal: int | None) -> Any:
    return next(row for row in rows_of(form, table) if table == "forms" or row.ordinal == ordinal)


def as_written(value: Evidence) -> Evidence:
    """The evidence of a value that a person put in place of another."""
    edits = tuple(dict.fromkeys((CORRECTED, *value.edits)))
    return value.model_copy(update={"origin": "person", "edits": edits, "review": CORRECTED})


def _accepted(form: Form, answers: Answers) -> Form:
    """The form with what was accepted marked: the same text, and the same value read from it."""
    asked = answers.about("accept")
    if not asked:
        return form
    rows = {(table, None if table == "forms" else row.ordinal): row for table in FIELDS for row in rows_of(form, table)}
    told = []
    for value in form.evidence:
        for one in asked.get((value.of_table or "", value.field), ()):
            table = one.table
            if one.is_of(value) and reading(form, table, rows[table, value.ordinal], value.field) == (one.says or ""):
                answers.use(one)
                value = value if value.review == CORRECTED else value.model_copy(update={"review": ACCEPTED})
        told.append(value)
    return form.model_copy(update={"evidence": tuple(told)})
