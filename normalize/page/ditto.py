"""Cells that say what the one above them says, by a mark for it: they are taken as one cell with that one."""

from operator import attrgetter

from extract.model import Cell, Table
from normalize.lexicon import key

__all__ = ["without_ditto"]

_MARKS = frozenset(("〃", "″", "”", '"', "''", "同上", "々"))
"""What stands for the cell above."""


def without_ditto(table: Table) -> Table:
    """The table with each cell that has such a mark joined to the one above it; itself where none has."""
    marked = {(cell.row, cell.column): cell for cell in table.cells if key(cell.text) in _MARKS}
    if not marked:
        return table
    cells, joined = list[Cell](), set[tuple[int, int]]()
    for cell in table.cells:
        if (cell.row, cell.column) in marked:
            continue
        end = cell.row + cell.row_span
        while (mark := marked.get((end, cell.column))) is not None and mark.column_span == cell.column_span:
            joined.add((mark.row, mark.column))
            end += mark.row_span
        cells.append(cell.model_copy(update={"row_span": end - cell.row}))
    cells += [mark for at, mark in marked.items() if at not in joined]
    cells.sort(key=attrgetter("row", "column"))
    return table.model_copy(update={"cells": tuple(cells)}) if joined else table
