"""Columns that a row of indicators uses in turn: the target by number, by day or by words, each in a column of its own.

按数量计            | 按时间计   | 按表述计
符号 | 数值 | 单位  | 时间       | 表述
≥    | 4150 | 人    |            |
     |      |       | 2026年9月底 |
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from normalize.cells.sheet import Sheet
from normalize.kinds.words import blank
from normalize.table.columns import Column

__all__ = ["taking_turns"]

_FEWEST = 2
"""Rows that have their value in the known column, at least; and in the others, where nobody is asked."""


def taking_turns(columns: Sequence[Column], rows: Sequence[tuple[Sheet, int]], unknown: str) -> tuple[Column, ...]:
    """The columns, those of role `unknown` that have something in `rows` exactly where the one of values has nothing
    being values instead: every row is filled in one of them, none in two."""
    values = [column for column in columns if column.role == "value"]
    if len(values) != 1:
        return tuple(columns)
    known = _filled(values[0], rows)
    missing = _filled_rows(columns, rows) - known
    others = {column: _filled(column, rows) for column in columns if column.role == unknown}
    told = {column: found for column, found in others.items() if found and found <= missing}
    if not told or len(known) < _FEWEST or not _share(missing, list(told.values())):
        return tuple(columns)
    sure = len(missing) >= _FEWEST
    return tuple(replace(c, role="value", instead=True, sure=sure) if c in told else c for c in columns)


def _share(rows: set[int], parts: Sequence[set[int]]) -> bool:
    """Whether rows are in one of several parts each, and none in two."""
    return set().union(*parts) == rows and all(one.isdisjoint(other) for one, other in combinations(parts, 2))


def _filled(column: Column, rows: Sequence[tuple[Sheet, int]]) -> set[int]:
    """The places among rows in which something stands in a column."""
    cells = ((at, sheet.under(row, column)) for at, (sheet, row) in enumerate(rows))
    return {at for at, slot in cells if slot is not None and not blank(slot.text)}


def _filled_rows(columns: Sequence[Column], rows: Sequence[tuple[Sheet, int]]) -> set[int]:
    """The places among rows in which an indicator stands."""
    return set().union(*(_filled(column, rows) for column in columns if column.role == "name"))
