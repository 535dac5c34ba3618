"""What is said on a document's page, as corrections: checked against what stands there now, so that of two people who
edit one document neither writes over the other unseen."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from pipelines.settle import (
    CellView,
    Correction,
    Decision,
    Desk,
    DocumentView,
    FieldView,
    RowView,
    add,
    answer,
    retype,
    strike,
)
from review.room import LONGEST_NAME, Elsewhere, Room

__all__ = ["NEW", "cells_of", "corrections", "fields_of", "rows_of", "settle_all"]

NEW = {
    "indicators": ("level1", "level2", "name", "operator", "value", "measure_unit", "weight"),
    "funds": ("item", "amount"),
    "tasks": ("name", "content", "amount"),
}
"""What is asked for of a row that is missing: what tells it and what it says."""
ROUNDS = 3
"""How often accepting what is open may bring up a doubt of the whole row or form: once of each, and once of both."""
Said = Mapping[str, Any]


def corrections(room: Room, view: DocumentView, said: Said) -> Sequence[Correction]:
    """The corrections that an answer comes to. Raises Elsewhere where what it is about has changed meanwhile, NotAValue
    for a text that is none, KeyError, TypeError or ValueError for an answer that makes no sense."""
    who = str(said.get("who") or "")[:LONGEST_NAME]
    return _ACTS[said["act"]](room, view, said, who)


def settle_all(room: Room, given: Sequence[Correction], within: str | None) -> tuple[list[str], int]:
    """Have corrections kept; returns their ids, and how many could not be applied.

    A doubt of a row or form as a whole opens once its values are settled: who accepts one `within` (`form/`,
    `form/table/ordinal/`) has accepted that, too.
    """
    before = {one.key for one in room.view(given[0].sha256).decisions} if given else set()
    ids: list[str] = []
    refused = 0
    for _ in range(ROUNDS):
        if not given:
            break
        done = room.settled(partial(Desk.settle, corrections=given))
        refused += len(done.refused)
        ids += [one.id for one in done.kept]
        new = [one for one in done.open if within and one.whole and one.key not in before and _lies(one, within)]
        given = [mine for one in new for mine in answer(one, "accept", who=given[0].who)]
    return ids, refused


def _lies(one: Decision, within: str) -> bool:
    return f"{one.form_id}/{one.table}/{one.ordinal}/".startswith(within)


def _accept(room: Room, view: DocumentView, said: Said, who: str) -> Sequence[Correction]:
    """One value is right, or what is open of a row or form (`keys`)."""
    if "keys" not in said:
        return room.answer(_value(view, said), "accept", None, who)
    open_ones = {one.key: one for one in view.decisions}
    chosen = [open_ones[key] for key in map(str, said["keys"]) if key in open_ones]
    return [mine for one in chosen for mine in answer(one, "accept", who=who)]


def _correct(room: Room, view: DocumentView, said: Said, who: str) -> Sequence[Correction]:
    return room.answer(_value(view, said), "correct", str(said["text"]), who)


def _retype(_: Room, view: DocumentView, said: Said, who: str) -> Sequence[Correction]:
    cell = cells_of(view)[said["id"]]
    _same(cell.text, said["was"])
    return [retype(view.sha256, cell, str(said["text"]), who=who)]


def _strike(_: Room, view: DocumentView, said: Said, who: str) -> Sequence[Correction]:
    row = rows_of(view)[said["row"]]
    _same(row.name, said["was"])
    return [strike(row, who=who)]


def _add(_: Room, view: DocumentView, said: Said, who: str) -> Sequence[Correction]:
    """A row that is missing, at the place of a cell."""
    table, cell = said["table"], cells_of(view)[said["cell"]]
    filled = {name: str(text) for name, text in said["fields"].items() if name in NEW[table] and text}
    if not filled:
        raise ValueError(table)
    page, box = (cell.page, cell.box) if cell.place is None else (None, None)
    return [add(view.sha256, table, page, box, filled, place=cell.place, who=who)]


_ACTS: Mapping[str, Callable[[Room, DocumentView, Said, str], Sequence[Correction]]] = {
    "accept": _accept,
    "correct": _correct,
    "retype": _retype,
    "strike": _strike,
    "add": _add,
}


def _value(view: DocumentView, said: Said) -> FieldView:
    value = fields_of(view)[said["id"]]
    _same(value.text, said["was"])
    return value


def _same(now: str, was: object) -> None:
    if now != was:
        raise Elsewhere(now)


def fields_of(view: DocumentView) -> dict[str, FieldView]:
    """Every value of a document by its id."""
    return {one.id: one for form in view.forms for row in form.rows for one in row.fields}


def cells_of(view: DocumentView) -> dict[str, CellView]:
    """Every cell of a document by its id."""
    return {one.id: one for sheet in view.pages for one in sheet.cells}


def rows_of(view: DocumentView) -> dict[str, RowView]:
    """Every row of a document's forms by what its page calls it."""
    return {f"{row.form_id}/{row.table}/{row.ordinal}": row for form in view.forms for row in form.rows}
