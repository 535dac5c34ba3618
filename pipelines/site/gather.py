"""A year's forms, each with its rows and the place of every value, from the tables of the export."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import pyarrow as pa

from pipelines.analysis.load import Chosen
from pipelines.site.shown import SHOWN, position

__all__ = ["Gathered", "Project", "gather"]

Row = Mapping[str, Any]
_PLACE = ("page", "x0", "y0", "x1", "y1")
_ASKED = ("form_id", "of_table", "ordinal", "field", "raw", "place", "confidence", "needs_review", "review_reason")
_SURE = 0.995
"""A value's certainty that is shown as 100 %: none is told of."""


class Project(NamedTuple):
    """What joins the forms of several years: a unit's project, or the unit as a whole."""

    unit: str
    whole: bool
    name: str

    @property
    def id(self) -> str:
        """Twelve hex digits that stay the same from export to export."""
        return sha256(json.dumps(self, ensure_ascii=False).encode("utf-8")).hexdigest()[:12]


class Gathered(NamedTuple):
    """A form: whose it is, year and phase, its budget, its indicators' names, its pages, and what its page shows."""

    project: Project
    year: int | None
    phase: str
    budget: float | None
    indicators: Sequence[str]
    doc: str
    pages: Sequence[int]
    shown: dict[str, Any]


def gather(chosen: Chosen) -> Iterator[Gathered]:
    """Every form of the chosen year, in the order of the export."""
    places = _places(chosen.table("evidence"))
    rows = {table: _by_form(chosen.table(table), table) for table in SHOWN if table != "forms"}
    for form in chosen.table("forms").to_pylist():
        yield _gathered(form, {table: found.get(form["form_id"], []) for table, found in rows.items()}, places)


def _gathered(form: Row, rows: Mapping[str, list[Row]], places: Mapping[str, list[list[Any]]]) -> Gathered:
    whole = form["scope"] == "unit"
    name = "" if whole else form["project_key"] or form["project"] or ""
    found = places.get(form["form_id"], [])
    shown = {
        **{key: form[key] for key in ("form_id", "doc_id", "source", "year", "phase")},
        "review": form["needs_review"],
        "forms": _values("forms", form),
        **{table: [[row.get("ordinal") or 0, *_values(table, row)] for row in held] for table, held in rows.items()},
        "at": found + _of_findings(rows["findings"]),
    }
    pages = sorted({place[3] for place in shown["at"] if place[3] is not None})
    names = [row["name"] for row in rows["indicators"]]
    project = Project(form["unit"] or "", whole, name)
    return Gathered(project, form["year"], form["phase"], form["budget"], names, form["doc_id"], pages, shown)


def _by_form(rows: pa.Table, table: str) -> dict[str, list[Row]]:
    wanted = {"form_id", "ordinal", *SHOWN[table], *(_PLACE if table == "findings" else ())}
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows.select([name for name in rows.column_names if name in wanted]).to_pylist():
        found[row["form_id"]].append(row)
    return found


def _values(table: str, row: Row) -> list[Any]:
    """A row's values in the order in which they are shown, those missing at the end left out."""
    values = [row[name] for name in SHOWN[table]]
    while values and values[-1] is None:
        values.pop()
    return values


def _places(evidence: pa.Table) -> dict[str, list[list[Any]]]:
    """Where each value of a form stands: table, row, column, page, box, and what else is to be told of it."""
    found: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for batch in evidence.select([*_ASKED, *_PLACE, "edits", "rivals"]).to_batches(max_chunksize=1 << 15):
        for row in batch.to_pylist():
            column = position(row["of_table"], row["field"])
            if row["form_id"] is not None and column is not None:
                told = _told(row)
                place = [row["of_table"], row["ordinal"] or 0, column, row["page"], *_box(row)]
                found[row["form_id"]].append([*place, told] if told else place)
    return found


def _of_findings(findings: Sequence[Row]) -> list[list[Any]]:
    """A finding stands where it says itself; it is found by its place in the list."""
    return [
        ["findings", number, position("findings", "message"), row["page"], *_box(row)]
        for number, row in enumerate(findings)
        if row["page"] is not None
    ]


def _box(row: Row) -> list[int | None]:
    """The box's edges in whole points; four times null where there is none."""
    return [None if row[edge] is None else round(row[edge]) for edge in _PLACE[1:]]


def _told(row: Row) -> dict[str, Any]:
    """What is known of a value besides its place: the text it was taken from, what makes it unsure."""
    unsure = row["confidence"] < _SURE
    told = {
        "raw": row["raw"],
        "place": row["place"],
        "sure": round(row["confidence"], 2) if unsure else None,
        "why": (row["review_reason"] or "").split(";") if row["needs_review"] else None,
        "or": [[one["value"], round(one["probability"], 2)] for one in row["rivals"] or ()],
    }
    return {name: value for name, value in told.items() if value}
