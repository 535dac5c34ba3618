"""What goes into the workbooks: the exported tables themselves, so that no figure can differ from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.export.layout import NO_UNIT, Place, folders
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store

__all__ = ["Book", "Row", "books", "rows_of"]

Row = dict[str, Any]
TABLES = ("forms", "indicators", "funds", "tasks", "findings")
_Key = tuple[str | None, str | None, int | None]
"""Form, table and ordinal of a row."""


class Book(NamedTuple):
    """The rows of a workbook by table, the asking rows of `evidence` by the row they are about, the documents, and for
    each form its folder below the results. `folder` is where the workbook stands, "" for that over everything."""

    folder: str
    name: str
    tables: Mapping[str, Sequence[Row]]
    asking: Mapping[_Key, Sequence[Row]]
    documents: Sequence[Entry]
    places: Mapping[str, str]


def books(store: Store, entries: Iterable[Entry]) -> list[Book]:
    """The workbook over everything, then one for each unit and year."""
    documents = sorted((e for e in entries if e.status != "waiting"), key=lambda e: (e.path, e.sha256))
    tables = {table: rows_of(store, table) for table in TABLES}
    asking = _by_row(rows_of(store, "evidence", asking=True))
    where = folders(_place(form) for form in tables["forms"])
    places = {form["form_id"]: where[_place(form)] for form in tables["forms"]}
    units: defaultdict[str, dict[str, list[Row]]] = defaultdict(lambda: {table: [] for table in TABLES})
    for table, rows in tables.items():
        for row in rows:
            units[places[row["form_id"]].rpartition("/")[0]][table].append(row)
    whole = Book("", "绩效数据年度总表", tables, asking, documents, places)
    asks: defaultdict[str | None, dict[_Key, Sequence[Row]]] = defaultdict(dict)
    for key, found in asking.items():
        asks[key[0]][key] = found
    at = {entry.doc_id: number for number, entry in enumerate(documents)}
    return [whole, *(_unit(folder, part, whole, asks, at) for folder, part in sorted(units.items()))]


def rows_of(store: Store, table: str, *, asking: bool = False) -> list[Row]:
    """The exported rows of a table, all years in order; only those that ask, if told."""
    rows: list[Row] = []
    for found in store.list(table):
        data = store.get(found.path) if found.path.endswith(".parquet") else None
        if data is not None:
            part: pa.Table = pq.ParquetFile(pa.BufferReader(data)).read(use_threads=False)
            rows += (part.filter(pc.field("needs_review")) if asking else part).to_pylist()
    return rows


def _unit(
    folder: str,
    tables: Mapping[str, list[Row]],
    whole: Book,
    asks: Mapping[str | None, Mapping[_Key, Sequence[Row]]],
    at: Mapping[str, int],
) -> Book:
    """The part of a unit and year; `asks` are the asking rows of each form, `at` says which document is which."""
    first = tables["forms"][0]
    asking = [asks.get(form["form_id"], {}) for form in tables["forms"]]
    return Book(
        folder,
        f"{first['unit'] or NO_UNIT} {first['year'] or ''}".strip(),
        tables,
        {key: rows for found in asking for key, rows in found.items()},
        [whole.documents[n] for n in sorted({at[form["doc_id"]] for form in tables["forms"] if form["doc_id"] in at})],
        whole.places,
    )


def _by_row(evidence: Iterable[Row]) -> dict[_Key, list[Row]]:
    found: defaultdict[_Key, list[Row]] = defaultdict(list)
    for row in evidence:
        found[row["form_id"], row["of_table"], row["ordinal"]].append(row)
    return dict(found)


def _place(form: Row) -> Place:
    return Place(form["year"], form["unit"], form["project"], form["scope"] == "unit")
