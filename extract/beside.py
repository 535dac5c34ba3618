"""A table whose columns go on over the next page: printed too wide, it was cut between two columns.

    page n    rows with their labels and names        page n + 1    the same rows with their values

The second part stands on a page of its own without a word around it, its lines at the heights of the first. Rows are
joined by these heights; the joined cells keep the boxes that they would have on a page wide enough. Where the form's
head was narrow enough for the first page, the second one has the rows below it alone.
"""

from collections.abc import Iterator, Sequence

from extract.grid import CLOSED
from extract.model import JOINED, Box, Cell, Page, Table

__all__ = ["joined", "stands_beside"]

SAME = 2.0  # points between heights that are one
LEAST_ROWS = 4
PAGE_NUMBER = 12  # characters: what may stand on the second page beside its table
SIDES = 6.0  # points: tables that begin and end as close as this go on downwards, not sidewards


def joined(pages: Sequence[Page]) -> list[Page]:
    """The pages, a table that stands on two of them side by side whole on the first, which carries the doubt
    `columns_joined`, and gone from the second."""
    found: list[Page] = []
    home = 0
    for page in pages:
        whole = _whole(found[home], page) if found else None
        if whole is None:
            home = len(found)
            found.append(page)
            continue
        first = found[home]
        doubts = first.doubts if JOINED in first.doubts else (*first.doubts, JOINED)
        found[home] = first.model_copy(update={"tables": (*first.tables[:-1], whole), "doubts": doubts})
        why = f"its columns belong to the table of page {first.number}"
        found.append(page.model_copy(update={"status": "skipped", "reason": why, "tables": (), "lines": ()}))
    return found


def stands_beside(before: Page, page: Page) -> bool:
    """Whether a page's table has the columns at the right of the last table of the page before."""
    return _whole(before, page) is not None


def _whole(before: Page, page: Page) -> Table | None:
    """The last table of one page and the only one of the next as one, where they are the same rows; else None."""
    if not before.tables or len(page.tables) != 1 or any(len(line.text) > PAGE_NUMBER for line in page.lines):
        return None
    left, right = before.tables[-1], page.tables[0]
    rows, others = _heights(left), _heights(right)
    if left.rows < LEAST_ROWS or len(right.cells) < LEAST_ROWS or _goes_on_down(left, right):
        return None
    places = [min(range(len(rows)), key=lambda n: abs(rows[n] - height)) for height in others]
    level = all(abs(rows[n] - height) <= SAME for n, height in zip(places, others, strict=True))
    if not level or places[-1] != len(rows) - 1 or len(set(places)) < len(places):
        return None
    room = _room(left, places[0])
    if places[0] and room is None:
        return None
    column, start = (left.columns, left.box[2]) if room is None else (room.column, room.box[0])
    moved = _moved(right, places, column, start - right.box[0], left.box[3] - right.box[3])
    cells = sorted((*(cell for cell in left.cells if cell is not room), *moved), key=lambda c: (c.row, c.column))
    box = (left.box[0], left.box[1], max(left.box[2], start + right.box[2] - right.box[0]), left.box[3])
    columns = max(left.columns, column + right.columns)
    return left.model_copy(update={"box": box, "columns": columns, "cells": tuple(cells)})


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


def _moved(table: Table, places: Sequence[int], columns: int, dx: float, dy: float) -> Iterator[Cell]:
    """The cells at the right of `columns` others, in the rows `places` of these."""

    def there(box: Box) -> Box:
        return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)

    for cell in table.cells:
        row = places[cell.row]
        lines = tuple(line.model_copy(update={"box": there(line.box)}) for line in cell.lines)
        moved = {
            "row": row,
            "row_span": places[cell.row + cell.row_span] - row,
            "column": columns + cell.column,
            "box": there(cell.box),
            "lines": lines,
        }
        yield cell.model_copy(update=moved)
