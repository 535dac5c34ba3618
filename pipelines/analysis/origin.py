"""What a table was read from, kept with it: which store, which table. pandas hands it on from table to row."""

from typing import Any, NamedTuple, TypeVar

import pandas as pd

from normalize.schema import TABLES, columns

__all__ = ["Origin", "mark", "origin_of"]

_OUT, _TABLE = "jixiao_out", "jixiao_table"
Marked = TypeVar("Marked", pd.DataFrame, pd.Series)


class Origin(NamedTuple):
    """A store's location (None: not known) and the table that a row belongs to."""

    out: str | None
    table: str | None


def mark(frame: Marked, out: str, table: str) -> Marked:
    """The table, with what it was read from."""
    frame.attrs |= {_OUT: out, _TABLE: table}
    return frame


def origin_of(row: Any) -> Origin:
    """What a row was read from; where it does not say, its table by a column that only that has."""
    attrs = getattr(row, "attrs", {})
    names = set(row.keys()) if hasattr(row, "keys") else set()
    guess = next((table for table in TABLES if names & _only(table)), None)
    return Origin(attrs.get(_OUT), attrs.get(_TABLE, guess))


def _only(table: str) -> set[str]:
    """The columns that one table alone has."""
    others = {name for other in TABLES if other != table for name in columns(other)}
    return set(columns(table)) - others
