"""What the tables of an export hold: counted from the exported files, so that no count can differ from them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.export.forms import EVIDENCE
from pipelines.store.objects import Store

__all__ = ["COUNTED", "EmptyForm", "Settled", "Tally", "tally"]

COUNTED = ("forms", "indicators", "funds", "tasks")
"""The tables whose rows are counted, and of which some ask a person to look."""
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
    """Rows by table, how many of them ask a person to look, the forms of which no indicator was read, and the values
    that people spoke of."""

    rows: dict[str, int]
    asks: dict[str, int]
    empty: list[EmptyForm]
    settled: Settled = Settled()


def tally(store: Store) -> Tally:
    """Count what is exported, all years together."""
    asking = {table: _column(store, table, "needs_review") for table in COUNTED}
    rows = {table: len(values) for table, values in asking.items()}
    asks = {table: sum(map(bool, values)) for table, values in asking.items()}
    said = Counter(_column(store, EVIDENCE, "review"))
    settled = Settled(*(said[name] for name in Settled._fields))
    filled = set(_column(store, "indicators", "form_id"))
    forms = [EmptyForm(**row) for part in _parts(store, "forms", _OF_FORMS) for row in part.to_pylist()]
    return Tally(rows, asks, [form for form in forms if form.form_id not in filled], settled)


def _column(store: Store, table: str, name: str) -> list[object]:
    return [value for part in _parts(store, table, [name]) for value in part[name].to_pylist()]


def _parts(store: Store, table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
    paths = [found.path for found in store.list(table) if found.path.endswith(".parquet")]
    for data in store.get_many(paths):
        if data is not None:
            yield pq.ParquetFile(pa.BufferReader(data)).read(columns=list(columns))
