"""A table whose columns go on over the next page: printed too wide, it was cut between two columns.

    page n    rows with their labels and names        page n + 1    the same rows with their values

The second part stands on a page of its own without a word around it, its lines at the heights of the first. Rows are
joined by these heights; the joined cells keep the boxes that they would have on a page wide enough.
"""

from collections.abc import Iterator, Sequence

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
    if not level or places[0] != 0 or places[-1] != len(rows) - 1 or len(set(places)) < len(places):
        return None
    dx, dy = left.box[2] - right.box[0], left.box[1] - right.box[1]
    cells = sorted(
        (*left.cells, *_moved(right, places, left.columns, dx, dy)), key=lambda cell: (cell.row, cell.column)
    )
    box = (left.box[0], left.box[1], right.box[2] + dx, left.box[3])
    return left.model_copy(update={"box": box, "columns": left.columns + right.columns, "cells": tuple(cells)})


def _goes_on_down(left: Table, right: Table) -> bool:
    return abs(left.box[0] - right.box[0]) <= SIDES and abs(left.box[2] - right.box[2]) <= SIDES


def _heights(table: Table) -> list[float]:
    """Where a table's rows begin and end, from its top."""
    tops = {cell.row: cell.box[1] for cell in table.cells}
    return [*(tops[row] - table.box[1] for row in sorted(tops)), table.box[3] - table.box[1]]


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
