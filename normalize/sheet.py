"""A table as the block readers see it: slots by row and column, their text read once, their place known."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from extract.model import Box, Cell, Line, Page, Table
from normalize.evidence.text import Place, is_uncertain
from normalize.lexicon import Vocabulary, is_known, key, mended
from normalize.text import clean, flat, paragraphs, together, wrapped

__all__ = ["CLOSED", "LEFT_OUT", "TORN", "Beside", "Cut", "Place", "Sheet", "Slot", "direction", "upright"]


def direction(table: Table) -> int:
    """The way a table's rows run on the page as shown: 0 to the right, 90 downwards, 180 to the left, 270 upwards.

    Cells are numbered as a reader sees them, who turns a sideways page; where they stand tells how it was turned.
    """
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


def upright(box: Box, turn: int) -> Box:
    """A box turned about the origin so that rows of direction `turn` run to the right and follow each other down."""
    x0, y0, x1, y1 = box
    if turn == 90:
        return (y0, -x1, y1, -x0)
    if turn == 180:
        return (-x1, -y1, -x0, -y0)
    return (-y1, x0, -y0, x1) if turn == 270 else box


def _walls(table: Table, turn: int) -> dict[int, float]:
    """Where each wall between columns stands, by the column to its right: in the middle of its cells' edges, for on a
    tilted scan a wall wanders from row to row."""
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


LEFT_OUT = "line_left_out"
"""The doubt of a cell of which a line was taken for a stamp's or a ruling's rest."""
TORN = "name_torn"
"""The doubt of a name that a page break may have cut in two."""
CLOSED = "ruling_closed"
_SAME_EDGE = 0.006
"""Of the frame's width: some three points on a page."""
_DIRT = re.compile(
    r"^[^\u4e00-\u9fff(（]{1,2}(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?![:：]\d)[^\u4e00-\u9fff)）]{1,2}$"
)
"""What is read of specks before and behind a label."""


class Slot:
    """One cell with its text: `text` on one line as printed, `long` with a person's line breaks, `key` for the lexicon;
    `lines` are the printed ones, page numbers and a stamp's characters left out.

    `uncertain`: whether it may say other than it was read; `doubts`: what may be wrong with the cell itself.
    `x0`, `x1` are its horizontal extent as a share of the table's width, so that the columns of a table that goes on
    over a page break, or over two scans of different size, can be compared.
    """

    def __init__(self, page: int, cell: Cell, x0: float, x1: float, turn: int = 0) -> None:
        self.page, self.cell, self.turn = page, cell, turn
        self.x0, self.x1 = x0, x1
        self.uncertain = any(map(is_uncertain, cell.lines))
        self.doubts = cell.doubts
        lines = clean(cell.lines)
        self.edits: tuple[str, ...] = ("page_number_left_out",) * (len(lines) < len(cell.lines))
        if self.uncertain:
            kept = together(lines, [upright(line.box, turn) for line in lines], upright(cell.box, turn))
            self.doubts += (LEFT_OUT,) * (len(kept) < len(lines))
            self.edits += (LEFT_OUT,) * (len(kept) < len(lines))
            lines = kept
        self.lines = lines
        self.text = flat(self.lines)
        self.key = key(self.text)

    def empty(self) -> None:
        """Take out what specks in it were read as."""
        self.lines, self.text, self.key = (), "", ""
        self.edits += ("speck_left_out",)

    @cached_property
    def long(self) -> str:
        """The text with only the line breaks that a person made."""
        turned = [(line.text, upright(line.box, self.turn)) for line in self.lines]
        return paragraphs(turned, upright(self.cell.box, self.turn))

    @property
    def place(self) -> Place:
        """Where the cell stands."""
        return Place(self.page, self.cell.box, self.cell.place)

    def means(self, words: Vocabulary) -> str | None:
        """What the cell says as a label of the lexicon; a recognised one may have one character wrong, or dirt that
        was read as a line of its own."""
        found = words.meaning(self.text)
        if found is not None or not self.uncertain or is_known(self.text):
            return found
        whole = mended(_DIRT.sub("", self.text))
        found = words.meaning(whole) or words.near(self.text)
        return found or (words.meaning(self._longest) if self._longest else None)

    @cached_property
    def _longest(self) -> str:
        """The line that holds nearly all of the text; none where the text is one line or several of substance."""
        lines = sorted((key(line.text) for line in self.lines), key=len)
        return lines[-1] if len(lines) > 1 and len(lines[-1]) > 3 >= sum(map(len, lines[:-1])) else ""

    def __repr__(self) -> str:
        return f"Slot({self.page}:{self.cell.row},{self.cell.column} {self.text[:20]!r})"


def _column(slot: Slot) -> int:
    return slot.cell.column


class Cut:
    """A cell that a page break may have cut: what goes on at the head of the next page belongs to it.

    Where the text of a merged cell lands is the producer's choice: on the first page, on the next one, or on both.
    """

    def __init__(self, *parts: "Slot") -> None:
        self.parts = list(parts)

    @property
    def text(self) -> str:
        """The texts of all parts on one line."""
        return "".join(part.text for part in self.parts)

    @property
    def long(self) -> str:
        """The texts of all parts; the break between pages is not a person's."""
        return "".join(part.long for part in self.parts)

    @property
    def place(self) -> Place:
        """Where the first part with text stands."""
        return next((part.place for part in self.parts if part.key), self.parts[0].place)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The printed lines of all parts."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What may be wrong with the parts."""
        return tuple(doubt for part in self.parts for doubt in part.doubts)

    @property
    def edits(self) -> tuple[str, ...]:
        """What was changed in the parts, and that there are several."""
        return (*(edit for part in self.parts for edit in part.edits), *(("page_joined",) * self.joined))

    @property
    def joined(self) -> bool:
        """Whether its text is put together from both sides of a page break."""
        return sum(bool(part.key) for part in self.parts) > 1

    def takes(self, slot: "Slot") -> bool:
        """Whether `slot`, at the head of the next page, may be the rest of this cell: one of the two is blank."""
        return not slot.key or not key(self.text)

    def torn(self, slot: "Slot") -> bool:
        """Whether the text of `slot` may go on with the last part's: its last line had no room for more."""
        last = self.parts[-1]
        if not last.lines or not slot.key:
            return False
        lines = [(line.text, upright(line.box, last.turn)) for line in last.lines]
        widest = max(box[2] - box[0] for _, box in lines)
        return wrapped(lines[-1], slot.text, upright(last.cell.box, last.turn), widest)


@dataclass(frozen=True)
class Beside:
    """What stands in a document beside a table: the table `after` it that opens the next page, and what the labels of
    other headers were told to mean, by the key of the label: the page and row of each header, and the role."""

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
            self._placed_after(before, walls)
        self._grid: dict[tuple[int, int], Slot] = {}
        self._rows: list[list[Slot]] = [[] for _ in range(table.rows)]
        for cell in table.cells:
            x0, x1 = self._shares[cell.column], self._shares[cell.column + cell.column_span]
            slot = Slot(page.number, cell, x0, x1, self.turn)
            for row in range(cell.row, cell.row + cell.row_span):
                self._rows[row].append(slot)
                for column in range(cell.column, cell.column + cell.column_span):
                    self._grid[row, column] = slot
        for slots in self._rows:
            slots.sort(key=_column)

    def _placed_after(self, before: "Sheet", walls: Mapping[int, float]) -> None:
        """Take the frame of the table `before`, which this one may go on with, where it brings more column edges
        together.

        A page break can cost a table its outermost column, whose merged cell is drawn without its walls; then the
        page, not the table, tells which column is which.
        """
        x0, y0, x1, y1 = before.frame
        scale = self.width / before.width
        frame = (x0 * scale, y0, x1 * scale, y1)
        placed = _shares(walls, frame)
        if _shared_edges(placed, before._shares) > _shared_edges(self._shares, before._shares):
            self.frame, self._shares = frame, placed

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
        return [slot for slot in self.row(row) if slot.cell.row == row]

    def under(self, row: int, x0: float, x1: float) -> Slot | None:
        """The slot of a row that covers the middle of a relative horizontal extent."""
        middle = (x0 + x1) / 2
        for slot in self.row(row):
            if slot.x0 <= middle <= slot.x1:
                return slot
        return None

    def cut(self, slot: Slot) -> "Slot | Cut":
        """The slot, or, where it reaches the table's foot, a cell that the next page may go on with."""
        return Cut(slot) if slot.cell.row + slot.cell.row_span >= self.rows else slot

    def right(self, slot: Slot, row: int | None = None) -> Slot | None:
        """The right neighbour in the slot's first row (or in `row`)."""
        cell = slot.cell
        return self.at(cell.row if row is None else row, cell.column + cell.column_span)

    def below(self, slot: Slot) -> Slot | None:
        """The neighbour under the slot's first column."""
        cell = slot.cell
        return self.at(cell.row + cell.row_span, cell.column)
