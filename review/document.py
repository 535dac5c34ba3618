"""A document's page: its sheets with their cells at the left, its forms as they read at the right, each pointing at the
other; every value can be accepted and edited, rows struck and added."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pipelines.settle import (
    CHOICES,
    FIELDS,
    CellView,
    Decision,
    DocumentView,
    FieldView,
    FormView,
    RowView,
)
from review.edits import NEW, cells_of, corrections, fields_of, settle_all
from review.ink import Piece, crop
from review.room import Elsewhere, Room
from review.said import said_in
from review.words import fragment, page, tongue_of, words

__all__ = ["answered", "cell", "document", "field", "new_row"]

TABLES = ("indicators", "funds", "tasks")


class Rows(NamedTuple):
    """A table of a form: the fields that any of its rows has, in the schema's order, and its rows with them by name."""

    table: str
    fields: Sequence[str]
    rows: Sequence[tuple[RowView, Mapping[str, FieldView], Sequence[str]]]


class Arranged(NamedTuple):
    """A form as the page shows it: its own fields, its tables, the keys of its open decisions."""

    form: FormView
    own: Sequence[FieldView]
    tables: Sequence[Rows]
    keys: Sequence[str]


class Grid(NamedTuple):
    """A page without paper: its cells as rows of a table."""

    rows: Sequence[Sequence[CellView]]


def document(request: Request) -> Response:
    """The page of one document; `page` and `box` say where it opens."""
    view = _view(request)
    entry = _room(request).entries()[view.sha256]
    facts = {**_facts(view, request), "status": entry.status, "at": request.query_params}
    return page(request, "document.html", facts)


def field(request: Request) -> Response:
    """The editor of one value, as a piece of page."""
    one = fields_of(_view(request)).get(request.query_params.get("id", ""))
    if one is None:
        raise HTTPException(404)
    return page(request, "_editor.html", {"field": one, "piece": _piece(request, one)})


def cell(request: Request) -> Response:
    """The editor of a cell that feeds no value, as a piece of page."""
    view = _view(request)
    one = cells_of(view).get(request.query_params.get("id", ""))
    if one is None:
        raise HTTPException(404)
    place = (one.page, one.box, one.place)
    keys = [
        asked.key for asked in view.decisions if asked.form_id is None and (asked.page, asked.box, asked.place) == place
    ]
    return page(request, "_cell.html", {"cell": one, "keys": keys})


def new_row(request: Request) -> Response:
    """The editor of a row that is missing, as a piece of page."""
    table = request.query_params.get("table", "")
    if table not in NEW:
        raise HTTPException(404)
    _view(request)
    return page(request, "_new.html", {"table": table, "fields": NEW[table], "choices": CHOICES})


async def answered(request: Request) -> Response:
    """Take an answer given on this page; returns the forms as they read now."""
    said = await said_in(request, "act")
    return await run_in_threadpool(_take, request, said)


def _take(request: Request, said: Mapping[str, Any]) -> Response:
    room, view = _room(request), _view(request)
    try:
        kept = corrections(room, view, said)
    except Elsewhere as fault:
        told = words(tongue_of(request))["t"]("review.elsewhere_said", what=fault.what or "")
        return JSONResponse({"message": told, **_pieces(request, view)}, 409)
    except (KeyError, TypeError, ValueError):
        return JSONResponse({"message": words(tongue_of(request))["t"]("review.refused")}, 400)
    ids, refused = settle_all(room, kept, said.get("within"))
    facts = {"ids": ids, **_pieces(request, _view(request))}
    if refused and not ids:
        return JSONResponse({"message": words(tongue_of(request))["t"]("review.not_applied", n=refused), **facts}, 422)
    return JSONResponse(facts)


def _facts(view: DocumentView, request: Request) -> dict[str, Any]:
    everything = bool(request.query_params.get("all"))
    asking = {cell for one in fields_of(view).values() if one.needs_review for cell in one.cells}
    return {
        "view": view,
        "arranged": [_arranged(form, view.decisions, everything) for form in view.forms],
        "asking": asking,
        "everything": everything,
        "grids": {one.number: _grid(one.cells) for one in view.pages if not one.paper},
        "rest": [one for one in view.decisions if one.form_id is None],
    }


def _pieces(request: Request, view: DocumentView) -> dict[str, str]:
    """Both sides of the page as they are now."""
    facts = _facts(view, request)
    return {name: fragment(request, f"_{name}.html", facts) for name in ("sheets", "forms")}


def _arranged(form: FormView, decisions: Sequence[Decision], everything: bool) -> Arranged:
    """A form; its empty fields only where `everything` is asked for."""
    mine = [one for one in decisions if one.form_id == form.form_id]
    values = [one for row in form.rows if row.table == "forms" for one in row.fields]
    own = [one for one in values if everything or one.value or one.needs_review]
    tables = [_table(form, table, mine, everything) for table in TABLES]
    return Arranged(form, own, tables, [one.key for one in mine])


def _table(form: FormView, table: str, decisions: Sequence[Decision], everything: bool) -> Rows:
    rows = [row for row in form.rows if row.table == table]
    filled = {one.field for row in rows for one in row.fields if everything or one.value or one.needs_review}
    fields = [name for name in FIELDS[table] if name in filled]
    told = [(row, {one.field: one for one in row.fields}, _keys(row, decisions)) for row in rows]
    return Rows(table, fields, told)


def _keys(row: RowView, decisions: Sequence[Decision]) -> list[str]:
    """The open decisions that any value of a row hangs on."""
    place = (row.form_id, row.table, row.ordinal)
    return [
        one.key
        for one in decisions
        if any((each.form_id, each.table, each.ordinal) == place and each.asks for each in one.hangs)
        or (one.form_id, one.table, one.ordinal) == place
    ]


def _grid(cells: Sequence[CellView]) -> Grid:
    rows: dict[int, list[CellView]] = {}
    for number, cell in enumerate(cells):
        rows.setdefault(cell.row if cell.row is not None else -1 - number, []).append(cell)
    return Grid(list(rows.values()))


def _piece(request: Request, one: FieldView) -> Piece | None:
    sheet = _room(request).sheet(one.sha256, one.page) if one.page else None
    return crop(sheet, one.box) if sheet and one.box else None


def _view(request: Request) -> DocumentView:
    try:
        return _room(request).view(request.path_params["sha"])
    except KeyError as fault:
        raise HTTPException(404) from fault


def _room(request: Request) -> Room:
    room: Room = request.app.state.room
    return room
