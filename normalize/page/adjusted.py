"""Rows that an adjustment has replaced: of one that says what held before and one below it that says what holds since,
the latter stays.

水质监测次数 | 调整前 | ≥12 | 次        水质监测次数 | 调整后 | ≥24 | 次
^            | 调整后 | ≥24 | ^    →
"""

from extract.model import Cell, Table
from normalize.lexicon import key

__all__ = ["without_replaced"]

_REPLACED = {"调整前": "调整后", "变更前": "变更后", "原批复": "现申请", "修改前": "修改后"}
"""What marks a row that no longer holds, and the one below it that does."""


def without_replaced(table: Table) -> Table:
    """The table without the rows that the row below replaces; itself where it has none."""
    marks = {(cell.row, cell.column): key(cell.text) for cell in table.cells if cell.row_span == 1}
    pairs = (at for at, mark in marks.items() if mark in _REPLACED and marks.get(_below(at)) == _REPLACED[mark])
    replaced = sorted({row for row, _ in pairs})
    if not replaced:
        return table
    cells = tuple(moved for cell in table.cells if (moved := _without(cell, replaced)) is not None)
    return table.model_copy(update={"cells": cells, "rows": table.rows - len(replaced)})


def _below(at: tuple[int, int]) -> tuple[int, int]:
    return at[0] + 1, at[1]


def _without(cell: Cell, rows: list[int]) -> Cell | None:
    """A cell where some rows are left out; None where it stands in these alone."""
    left = cell.row_span - sum(cell.row <= row < cell.row + cell.row_span for row in rows)
    above = sum(row < cell.row for row in rows)
    return cell.model_copy(update={"row": cell.row - above, "row_span": left}) if left else None
