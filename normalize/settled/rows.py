"""Rows that a person struck, and rows that one added."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from normalize.evidence.text import CORRECTED
from normalize.schema import Evidence, Form, Fund, Indicator, Task
from normalize.settled.answers import Answers
from normalize.settled.correction import Correction, squeezed
from normalize.settled.fields import FIELDS, ROWS, reading, row_name, spot_of
from normalize.settled.values import NotAValue, put

__all__ = ["added", "struck"]

_BLANK: dict[str, tuple[type, dict[str, Any]]] = {
    "indicators": (Indicator, {"name": "?"}),
    "funds": (Fund, {"period": "annual", "measure": "budget", "basis": "total"}),
    "tasks": (Task, {}),
}
"""What a row has to have, until its fields are put in."""


def struck(form: Form, answers: Answers) -> tuple[Form, list[Evidence]]:
    """The form without the rows that are none, and where those stood."""
    gone: list[Evidence] = []
    for one in (said for said in answers.given if said.act == "strike" and said.table in ROWS):
        for row in getattr(form, one.table):
            spot, name = spot_of(form, one.table, row), row_name(form, one.table, row)
            if one.stands_at(*spot) and squeezed(name) == squeezed(one.was):
                answers.use(one)
                trace = {"origin": "person", "edits": ("struck",), "review": CORRECTED}
                gone.append(Evidence(field="cell", raw=name, **spot.columns, **trace))
                form = _without(form, one.table, row)
                break
    return form, gone


def _without(form: Form, table: str, row: Any) -> Form:
    kept = [other for other in getattr(form, table) if other is not row]
    told = [one for one in form.evidence if not (one.of_table == table and one.ordinal == row.ordinal)]
    return _numbered(form.model_copy(update={"evidence": tuple(told)}), table, kept)


def _numbered(form: Form, table: str, rows: Sequence[Any]) -> Form:
    """The form with these rows of a table, counted anew, their evidence with them."""
    now = {row.ordinal: ordinal for ordinal, row in enumerate(rows, 1)}
    told = tuple(
        one.model_copy(update={"ordinal": now[one.ordinal]}) if one.of_table == table and one.ordinal in now else one
        for one in form.evidence
    )
    counted = tuple(row.model_copy(update={"ordinal": now[row.ordinal]}) for row in rows)
    return form.model_copy(update={table: counted, "evidence": told})


def added(forms: Sequence[Form], answers: Answers) -> list[Form]:
    """The forms with the rows that were missing, each in the form that it stands in. One that was read meanwhile is
    stale."""
    found = list(forms)
    for one in (said for said in answers.given if said.act == "add" and said.table in ROWS):
        at = _form_at(found, one)
        try:
            if at is None or _is_there(found[at], one):
                continue
            found[at] = _with_row(found[at], one)
        except (NotAValue, ValueError):
            continue
        answers.use(one)
    return found


def _form_at(forms: Sequence[Form], one: Correction) -> int | None:
    """The form in which something stands: the last that begins before it, as far as its rows tell. In a file without
    pages, where the row above it stands."""
    if one.place is not None:
        there = (n for n, form in enumerate(forms) if any(value.place == one.place for value in form.evidence))
        return next(there, None)
    page, top = one.page or 0, one.box[1] if one.box else 0.0
    here = [n for n, form in enumerate(forms) if (form.record.page_first or 0) <= page]
    if not here:
        return len(forms) - 1 if forms else None
    return max((n for n in here if _begins_before(forms[n], page, top)), default=min(here))


def _begins_before(form: Form, page: int, top: float) -> bool:
    """Whether a row of a form stands above a place."""
    return any((row.page or 0, row.y0 or 0.0) <= (page, top) for row in _rows(form))


def _rows(form: Form) -> Iterable[Any]:
    return (*form.indicators, *form.funds, *form.tasks)


def _is_there(form: Form, one: Correction) -> bool:
    """Whether a row stands there already that says the same."""
    name = squeezed(_fields(one).get("name") or _fields(one).get("item"))
    return any(
        one.stands_at(*spot_of(form, one.table, row)) and squeezed(row_name(form, one.table, row)) == name
        for row in getattr(form, one.table)
    )


def _fields(one: Correction) -> dict[str, str]:
    told = json.loads(one.says or "{}")
    if not isinstance(told, dict) or (one.table == "indicators" and not told.get("name")):
        raise NotAValue("name", one.says)
    return {str(field): str(text) for field, text in told.items() if field in FIELDS[one.table]}


def _with_row(form: Form, one: Correction) -> Form:
    """The form with one more row, which goes before those that stand below it."""
    model, least = _BLANK[one.table]
    rows = list(getattr(form, one.table))
    where = {name: value for name, value in one.spot.columns.items() if name != "place"}
    new = model(ordinal=len(rows) + 1, corrected=True, **least, **where)
    at = _behind(form, one, rows)
    form = form.model_copy(update={one.table: (*rows, new)})
    for field, text in _fields(one).items():
        form = put(form, one.table, new.ordinal, field, text)
    made = getattr(form, one.table)[-1]
    told = [
        one.written(text, of_table=one.table, ordinal=new.ordinal, field=field)
        for field in FIELDS[one.table]
        if (text := _fields(one).get(field) or reading(form, one.table, made, field))
    ]
    form = form.model_copy(update={"evidence": (*form.evidence, *told)})
    return _numbered(form, one.table, [*rows[:at], made, *rows[at:]])


def _behind(form: Form, one: Correction, rows: Sequence[Any]) -> int:
    """How many rows stand before one that is added; in a file without pages it goes behind the row at its place."""
    if one.place is not None:
        places = [spot_of(form, one.table, row).place for row in rows]
        return places.index(one.place) + 1 if one.place in places else len(rows)
    here = (one.page or 0, one.box[1] if one.box else 0.0)
    return sum((row.page or 0, row.y0 or 0.0) <= here for row in rows)
