"""A table whose columns go on over the next page: printed too wide, it was cut between two columns.

    page n    rows with their labels and names        page n + 1    the same rows with their values

The second part stands on a page of its own without a word around it, its lines at the heights of the first; rows are
joined by these heights. Or it repeats the rows' numbers, as a spreadsheet prints columns that it repeats on each page;
rows are joined by these then. The joined cells keep the boxes that they would have on a page wide enough. Where the
form's head was narrow enough for the first page, the second one has the rows below it alone.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.grid import CLOSED
from extract.model import JOINED, Box, Cell, Page, Table

__all__ = ["joined", "stands_beside"]

SAME = 2.0  # points between heights that are one
LEAST_ROWS = 4
PAGE_NUMBER = 12  # characters: what may stand on the second page beside its table
SIDES = 6.0  # points: tables that begin and end as close as this go on downwards, not sidewards


class _Rows(NamedTuple):
    """Where the rows of a table's second part belong."""

    places: Sequence[int]  # for each of its rows, then for its end: the row of the first part
    numbered: int = 0  # its first columns, which the first part has


def joined(pages: Sequence[Page]) -> list[Page]:
    """The pages, a table that stands on two of them side by side whole on the first and gone from the second; the first
    carries the doubt `columns_joined` where heights alone said which rows belong together."""
    found: list[Page] = []
    home = 0
    for page in pages:
        whole = _whole(found[home], page) if found else None
        if whole is None:
            home = len(found)
            found.append(page)
            continue
        first = found[home]
        table, by_number = whole
        doubts = first.doubts if by_number or JOINED in first.doubts else (*first.doubts, JOINED)
        found[home] = first.model_copy(update={"tables": (*first.tables[:-1], table), "doubts": doubts})
        why = f"its columns belong to the table of page {first.number}"
        found.append(page.model_copy(update={"status": "skipped", "reason": why, "tables": (), "lines": ()}))
    return found


def stands_beside(before: Page, page: Page) -> bool:
    """Whether a page's table has the columns at the right of the last table of the page before."""
    return _whole(before, page) is not None


def _whole(before: Page, page: Page) -> tuple[Table, bool] | None:
    """The last table of one page and the only one of the next as one, where they are the same rows, and whether their
    numbers say so; else None."""
    if not before.tables or len(page.tables) != 1:
        return None
    left, right = before.tables[-1], page.tables[0]
    if left.rows < LEAST_ROWS or len(right.cells) < LEAST_ROWS:
        return None
    worded = any(len(line.text) > PAGE_NUMBER for line in page.lines)
    rows = _rows_by_number(left, right) or (None if worded else _rows_by_height(left, right))
    if rows is None:
        return None
    places, numbered = rows
    room = _room(left, places[0])
    if places[0] and room is None and not numbered:
        return None
    column, start = (left.columns, left.box[2]) if room is None else (room.column, room.box[0])
    cells = [cell for cell in left.cells if cell is not room]
    cells += _moved(left, right, rows, column - numbered, start)
    box = (left.box[0], left.box[1], max(cell.box[2] for cell in cells), max(cell.box[3] for cell in cells))
    size = {"columns": max(left.columns, column - numbered + right.columns), "rows": max(left.rows, places[-1])}
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return left.model_copy(update={"box": box, "cells": tuple(cells), **size}), bool(numbered)


def _rows_by_height(left: Table, right: Table) -> _Rows | None:
    """The rows of the first part that end with it and are as high as all of the second; None where there are none. One
    row alone is as high as some by chance: the next of a list."""
    rows, others = _heights(left), _heights(right)
    if right.rows == 1 or _goes_on_down(left, right) or _repeats_head(left, 0, right):
        return None
    places = [min(range(len(rows)), key=lambda n: abs(rows[n] - height)) for height in others]
    level = all(abs(rows[n] - height) <= SAME for n, height in zip(places, others, strict=True))
    return _Rows(places) if level and places[-1] == len(rows) - 1 and len(set(places)) == len(places) else None


def _rows_by_number(left: Table, right: Table) -> _Rows | None:
    """The rows of the first part whose label and numbers (序号, 1, 2, 3) the second repeats, under another head; what
    the second has below these goes on below the first (a sum). None where it repeats none, or the head too (the next
    part of a list)."""
    first, others = _first_cells(left), _first_cells(right)
    at = next((n for n, cell in enumerate(first) if cell.text == others[0].text), len(first))
    same = [one for one, other in zip(first[at:], others, strict=False) if _alike(one, other)]
    count = [str(n) for n in range(1, len(same))]
    if len(same) < LEAST_ROWS or at + len(same) < len(first) or [cell.text for cell in same[1:]] != count:
        return None
    top = same[0].row
    if _repeats_head(left, top, right):
        return None
    return _Rows([top + row for row in range(right.rows + 1)], numbered=others[0].column_span)


def _repeats_head(left: Table, row: int, right: Table) -> bool:
    """Whether the second part begins with labels of a row of the first: it is the next part of a list."""
    heads = [{cell.text for cell in table.cells if cell.row == at} for table, at in ((left, row), (right, 0))]
    return len((heads[0] & heads[1]) - {""}) > 1


def _first_cells(table: Table) -> list[Cell]:
    return sorted((cell for cell in table.cells if cell.column == 0), key=lambda cell: cell.row)


def _alike(one: Cell, other: Cell) -> bool:
    return bool(one.text) and (one.text, one.row_span) == (other.text, other.row_span)


def _room(table: Table, row: int) -> Cell | None:
    """What is left empty and open at the right of the rows from `row` on, where those above are broader."""
    for cell in table.cells:
        at_the_right = cell.column + cell.column_span == table.columns and cell.row + cell.row_span == table.rows
        if cell.row == row and at_the_right and not cell.lines and CLOSED in cell.doubts:
            return cell
    return None


def _goes_on_down(left: Table, right: Table) -> bool:
    return abs(left.box[0] - right.box[0]) <= SIDES and abs(left.box[2] - right.box[2]) <= SIDES


def _heights(table: Table) -> list[float]:
    """Where a table's rows begin and end, from its foot."""
    tops = {cell.row: cell.box[1] for cell in table.cells}
    return [*(table.box[3] - tops[row] for row in sorted(tops)), 0.0]


def _moved(left: Table, right: Table, rows: _Rows, columns: int, start: float) -> Iterator[Cell]:
    """The cells of the second part from `start` on at the right of the first, their columns after `columns` others."""
    tops = {cell.row: cell.box[1] for cell in left.cells}
    begins = min(cell.box[0] for cell in right.cells if cell.column >= rows.numbered)
    dy = left.box[3] - right.box[3]  # below the last row of the first part: as the row before
    for cell in sorted(right.cells, key=lambda cell: cell.row):
        row = rows.places[cell.row]
        dy = tops[row] - cell.box[1] if row in tops else dy
        if cell.column < rows.numbered and row in tops:
            continue
        yield _at(cell, row, columns + cell.column, start - begins, dy, rows.places[cell.row + cell.row_span] - row)


def _at(cell: Cell, row: int, column: int, dx: float, dy: float, span: int) -> Cell:
    def there(box: Box) -> Box:
        return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)

    lines = tuple(line.model_copy(update={"box": there(line.box)}) for line in cell.lines)
    where = {"row": row, "column": column, "row_span": span, "box": there(cell.box), "lines": lines}
    return cell.model_copy(update=where)
