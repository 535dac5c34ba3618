"""A table as the block readers see it: slots by row and column, their text read once, their place known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from statistics import median

from extract.model import Box, Cell, Page, Table, upright
from normalize.cells.slot import Across, Cut, Slot

__all__ = ["ALONE", "Beside", "Rearranged", "Sheet", "direction"]


class Rearranged(Table):
    """A table whose cells were placed otherwise than they stand: its columns are of one width. `turn`: the way the rows
    run as they are printed."""

    turn: int


def direction(table: Table) -> int:
    """The way a table's rows run on the page as shown: 0 to the right, 90 downwards, 180 to the left, 270 upwards.

    Cells are numbered as a reader sees them, who turns a sideways page; where they stand tells how it was turned.
    """
    if isinstance(table, Rearranged):
        return table.turn
    first: dict[int, Cell] = {}
    last: dict[int, Cell] = {}
    for cell in table.cells:  # in reading order
        first.setdefault(cell.row, cell)
        last[cell.row] = cell
    ends = list(zip(first.values(), last.values(), strict=True))
    across = sum(last.box[0] - first.box[0] for first, last in ends)
    along = sum(last.box[1] - first.box[1] for first, last in ends)
    if abs(across) >= abs(along):
        return 0 if across >= 0 else 180
    return 90 if along > 0 else 270


def _walls(table: Table, turn: int) -> dict[int, float]:
    """Where each wall between columns stands, by the column to its right: in the middle of its cells' edges, for on a
    tilted scan a wall wanders from row to row."""
    if isinstance(table, Rearranged):
        return {column: float(column) for column in range(table.columns + 1)}
    edges: dict[int, list[float]] = {}
    for cell in table.cells:
        left, _, right, _ = upright(cell.box, turn)
        edges.setdefault(cell.column, []).append(left)
        edges.setdefault(cell.column + cell.column_span, []).append(right)
    return {column: median(at) for column, at in edges.items()}


def _shares(walls: Mapping[int, float], frame: Box) -> dict[int, float]:
    """Where each wall stands as a share of the frame's width."""
    width = max(frame[2] - frame[0], 1e-6)
    return {column: (x - frame[0]) / width for column, x in walls.items()}


def _shared_edges(walls: Mapping[int, float], others: Mapping[int, float]) -> int:
    """How many walls stand where one of the others does."""
    there = set(others.values())
    return sum(any(abs(edge - other) < _SAME_EDGE for other in there) for edge in set(walls.values()))


_SAME_EDGE = 0.006
"""Of the frame's width: some three points on a page."""


@dataclass(frozen=True)
class Beside:
    """What stands in a document beside a table: the table `after` it that opens the next page; what the labels of other
    headers were told to mean, by the key of the label: the page and row of each header, and the role."""

    after: Callable[[], "Sheet | None"]
    told: Mapping[str, Sequence[tuple[int, int, str]]]


ALONE = Beside(lambda: None, {})
"""A table by itself."""


class Sheet:
    """One physical table; `at(row, column)` gives the slot covering a grid position.

    `frame` is what horizontal extents are shares of: the table's own box, or that of the sheet `before` it on its own
    page, both with the page turned until the rows run to the right.
    """

    def __init__(self, page: Page, table: Table, before: "Sheet | None" = None, beside: Beside = ALONE) -> None:
        self.beside = beside
        self.turn = direction(table)
        self.page, self.table = page.number, table
        self.width = page.height if self.turn % 180 else page.width
        self.rows, self.columns = table.rows, table.columns
        walls = _walls(table, self.turn)
        _, top, _, bottom = upright(table.box, self.turn)
        self.frame: Box = (walls[0], top, walls[table.columns], bottom)
        self._shares = _shares(walls, self.frame)
        if before is not None and before.width > 0:
            self.frame, self._shares = self._placed_after(before, walls)
        rows: list[list[Slot]] = [[] for _ in range(table.rows)]
        grid: dict[tuple[int, int], Slot] = {}
        for cell in table.cells:
            x0, x1 = self._shares[cell.column], self._shares[cell.column + cell.column_span]
            slot = Slot(page.number, cell, x0, x1, self.turn)
            for row in range(cell.row, cell.row + cell.row_span):
                rows[row].append(slot)
                for column in range(cell.column, cell.column + cell.column_span):
                    grid[row, column] = slot
        self._grid, self._rows = grid, [sorted(row, key=attrgetter("cell.column")) for row in rows]
        self._spans = [[(slot.x0, slot.x1, slot) for slot in row] for row in self._rows]
        self._starting = [[slot for slot in row if slot.cell.row == at] for at, row in enumerate(self._rows)]

    def _placed_after(self, before: "Sheet", walls: Mapping[int, float]) -> tuple[Box, dict[int, float]]:
        """The frame of the table `before`, which this one may go on with, and the shares of it, where that brings more
        column edges together; else its own.

        A page break can cost a table its outermost column, whose merged cell is drawn without its walls; then the
        page, not the table, tells which column is which.
        """
        x0, y0, x1, y1 = before.frame
        scale = self.width / before.width
        frame = (x0 * scale, y0, x1 * scale, y1)
        placed = _shares(walls, frame)
        if _shared_edges(placed, before._shares) > _shared_edges(self._shares, before._shares):
            return frame, placed
        return self.frame, self._shares

    @cached_property
    def after(self) -> "Sheet | None":
        """The table that opens the next page, where this one ends its own."""
        return self.beside.after()

    def at(self, row: int, column: int) -> Slot | None:
        """The slot covering a position, or None beyond the table."""
        return self._grid.get((row, column))

    def edges(self, column: int) -> tuple[float, float]:
        """Where a column begins and ends, as shares of the frame's width; to the next wall where it has none."""
        left = max(wall for wall in self._shares if wall <= column)
        right = min(wall for wall in self._shares if wall > column)
        return self._shares[left], self._shares[right]

    def row(self, row: int) -> list[Slot]:
        """The distinct slots covering a row, left to right, merged cells from above among them."""
        return self._rows[row] if 0 <= row < self.rows else []

    def starting(self, row: int) -> list[Slot]:
        """The slots whose first row this is, left to right."""
        return self._starting[row] if 0 <= row < self.rows else []

    def filled(self, row: int) -> list[Slot]:
        """Those of them in which something stands."""
        return [slot for slot in self.starting(row) if slot.key]

    def first(self, row: int) -> Slot | None:
        """The first of them."""
        return next(iter(self.filled(row)), None)

    def only(self, row: int) -> Slot | None:
        """The only cell that covers a row and in which something stands; None where there are others."""
        said = [slot for slot in self.row(row) if slot.key]
        return said[0] if len(said) == 1 else None

    def under(self, row: int, other: Across) -> Slot | None:
        """The slot of a row that stands under the middle of something else."""
        middle = (other.x0 + other.x1) / 2
        for x0, x1, slot in self._spans[row] if 0 <= row < self.rows else ():
            if x0 <= middle <= x1:
                return slot
        return None

    def cut(self, slot: Slot) -> "Slot | Cut":
        """The slot, or, where it reaches the table's foot, a cell that the next page may go on with."""
        return Cut(slot) if slot.cell.row + slot.cell.row_span >= self.rows else slot

    def right(self, slot: Slot) -> Slot | None:
        """The right neighbour in the slot's first row."""
        return self.at(slot.cell.row, slot.cell.column + slot.cell.column_span)

    def below(self, slot: Slot) -> Slot | None:
        """The neighbour under the slot's first column."""
        return self.at(slot.cell.row + slot.cell.row_span, slot.cell.column)
