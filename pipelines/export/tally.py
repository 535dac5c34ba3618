"""What the tables of an export hold: counted from the exported files, so that no count can differ from them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from normalize.schema import Evidence
from pipelines.export.forms import EVIDENCE
from pipelines.sample.drawn import Checked, Told, Value, checked, in_order, values
from pipelines.store.corrections import read_corrections
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store
from pipelines.store.people import places

__all__ = ["COUNTED", "EmptyForm", "Settled", "Tally", "spot_checks", "tally"]

COUNTED = ("forms", "indicators", "funds", "tasks")
"""The tables whose rows are counted, and of which some ask a person to look."""
_DOC_ID = 16
"""Hex digits of a document's hash that its `doc_id` has."""
_OF_VALUES = [
    *("form_id", "doc_id", "year", "superseded", "of_table", "ordinal", "field", "needs_review", "review"),
    *("page", "x0", "y0", "x1", "y1", "place"),
]
_OF_FORMS = ["form_id", "doc_id", "unit", "project", "scope", "phase", "page_first"]


class EmptyForm(NamedTuple):
    """An exported form of which no indicator was read."""

    form_id: str
    doc_id: str
    unit: str | None
    project: str | None
    scope: str
    phase: str
    page_first: int | None


class Settled(NamedTuple):
    """Values that people spoke of: found right, corrected, and those of which the text has changed since."""

    accepted: int = 0
    corrected: int = 0
    stale: int = 0


class Tally(NamedTuple):
    """Rows by table, how many of them ask a person to look, the forms of which no indicator was read, the values
    that people spoke of, and by year what they found in spot checks."""

    rows: dict[str, int]
    asks: dict[str, int]
    empty: list[EmptyForm]
    settled: Settled = Settled()
    checked: Mapping[int, Checked] = {}


def tally(store: Store, entries: Iterable[Entry]) -> Tally:
    """Count what is exported of these documents, all years together."""
    asking = {table: _column(store, table, "needs_review") for table in COUNTED}
    rows = {table: len(values) for table, values in asking.items()}
    asks = {table: sum(map(bool, values)) for table, values in asking.items()}
    said = Counter(_column(store, EVIDENCE, "review"))
    settled = Settled(*(said[name] for name in Settled._fields))
    filled = set(_column(store, "indicators", "form_id"))
    forms = [EmptyForm(**row) for part in _parts(store, "forms", _OF_FORMS) for row in part.to_pylist()]
    empty = [form for form in forms if form.form_id not in filled]
    return Tally(rows, asks, empty, settled, spot_checks(store, entries))


def spot_checks(store: Store, entries: Iterable[Entry]) -> dict[int, Checked]:
    """What people found among values that nobody was asked about, by year; only years in which anybody looked."""
    known = list(entries)
    said = {sha[:_DOC_ID]: given for sha, given in read_corrections(places(store, known)).items()}
    if not any(one.drawn for given in said.values() for one in given):
        return {}
    told: defaultdict[str, list[Told]] = defaultdict(list)
    for part in _parts(store, EVIDENCE, _OF_VALUES):
        for row in part.to_pylist():
            if row["of_table"] is not None and not row["superseded"]:
                told[row["doc_id"]].append(_told(row))
    by_year: defaultdict[int, list[Value]] = defaultdict(list)
    for doc_id, found in told.items():
        for one in values(found, said.get(doc_id, ())):
            if one.year is not None:
                by_year[one.year].append(one)
    every = {year: checked(in_order(found)) for year, found in sorted(by_year.items())}
    return {year: one for year, one in every.items() if one.looked}


def _told(row: dict[str, Any]) -> Told:
    facts = {name: row[name] for name in Evidence.model_fields if name in row}
    return Told.of(row["form_id"], row["year"], Evidence(**facts))


def _column(store: Store, table: str, name: str) -> list[object]:
    return [value for part in _parts(store, table, [name]) for value in part[name].to_pylist()]


def _parts(store: Store, table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
    paths = [found.path for found in store.list(table) if found.path.endswith(".parquet")]
    for data in store.get_many(paths):
        if data is not None:
            yield pq.ParquetFile(pa.BufferReader(data)).read(columns=list(columns), use_threads=False)
