"""The headings that a spreadsheet prints around its cells: letters over the columns, numbers before the rows.

     A     B     C
1    项目名称    村道养护      ─►   the table without its first row and its first column
"""

import re

from extract.model import Cell, Table

__all__ = ["without_headings"]

_LETTERS = re.compile(r"[A-Z]{1,2}(?: ?[A-Z]{1,2})*")
LEAST = 3
"""Rows and columns that such headings have."""


def without_headings(table: Table) -> Table:
    """The table without a spreadsheet's headings, if it has them; else itself."""
    if not _has_headings(table):
        return table
    cells = tuple(
        cell.model_copy(update={"row": cell.row - 1, "column": cell.column - 1})
        for cell in table.cells
        if cell.row > 0 and cell.column > 0
    )
    left, top = min(cell.box[0] for cell in cells), min(cell.box[1] for cell in cells)
    box = (left, top, *table.box[2:])
    return table.model_copy(update={"cells": cells, "rows": table.rows - 1, "columns": table.columns - 1, "box": box})


def _has_headings(table: Table) -> bool:
    """Whether letters stand in the first row of a table, and the numbers of the rows in its first column."""
    first = [cell for cell in table.cells if cell.row == 0 and cell.column > 0]
    front = [cell for cell in table.cells if cell.column == 0 and cell.row > 0]
    if len(first) < LEAST or len(front) < LEAST or table.cells[0].text.strip():
        return False
    start = _begins(front)
    numbers = [str(n) for n in range(start, start + table.rows - 1)]
    return all(map(_is_lettered, first)) and [cell.text.strip() for cell in front] == numbers


def _is_lettered(cell: Cell) -> bool:
    return cell.row_span == 1 and _LETTERS.fullmatch(cell.text.strip()) is not None


def _begins(front: list[Cell]) -> int:
    """The number of the first row, from which on one follows the other; 1 where it has none."""
    said = front[0].text.strip()
    return int(said) if said.isdigit() else 1
