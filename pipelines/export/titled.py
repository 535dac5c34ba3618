"""CSV for people: Chinese titles, what only programs need at the end, and codes that a spreadsheet leaves as they are.

A spreadsheet that opens a CSV takes 0012 for 12, rounds 18 digits, makes a date of 8-10 and a power of ten of a doc_id
like 12e567. Such a text gets a tab behind it: Excel and LibreOffice then keep it a text, and show nothing of the tab.
"""

import re

import pyarrow as pa

from normalize.schema import columns
from pipelines.export.tables import to_csv

__all__ = ["to_titled_csv"]

_LAST = ("schema_version", "doc_id", "form_id", "project_key", "region_code", "page", "x0", "y0", "x1", "y1")
_TAKEN_FOR_NUMBER = re.compile(r"0\d+|\d{16,}|\d+[eE]\d+|\d{1,4}[-/.:]\d{1,2}([-/.:]\d{1,4})?")
"""Leading zeros, more digits than a spreadsheet holds (15), a power of ten, a date or a time."""


def to_titled_csv(table: str, rows: pa.Table) -> bytes:
    """A table as CSV with Chinese titles; the rows are those of `to_csv`."""
    names = [name for name in rows.column_names if name not in _LAST]
    names += [name for name in _LAST if name in rows.column_names]
    fields = columns(table)
    shown = [_kept(rows[name]) if pa.types.is_string(rows[name].type) else rows[name] for name in names]
    return to_csv(pa.table(shown, names=[fields[name].title or name for name in names]))


def _kept(column: pa.ChunkedArray) -> pa.Array:
    return pa.array([f"{t}\t" if t and _TAKEN_FOR_NUMBER.fullmatch(t) else t for t in column.to_pylist()], pa.string())
