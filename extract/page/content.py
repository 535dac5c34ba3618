"""A sheet turned into what stands on the page: characters dealt out to cells, the rest in printed lines."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import inf
from operator import itemgetter
from typing import NamedTuple

from extract.grid import TableGrid, tables
from extract.heights import squared
from extract.model import Box, Cell, Line, Table
from extract.sheet import Glyph, Sheet, back, turned
from extract.text import lines

__all__ = ["Content", "content"]

COLUMN_GAP = 1.9  # heights: outside tables a wider gap parts a line (填报单位 at the left, 单位:万元 at the right);
# two wide spaces, which people type to part two texts, are two heights less what a font's own figures are off
MOST = 0.6  # of the characters
SLACK = 0.3  # of a character's width, by which it may stand over a wall beside it
SPILLED = 0.1  # of its height, over a wall above or below
TOUCHING = 0.3  # heights: a character this close behind another one goes on with it
TIGHT = 0.15  # heights: and one so close is of one word with it, if one text object draws both
JOINED = 0.03  # heights: or so close, if each is drawn by one of its own
CENTRED = 0.25  # heights: so near to its cell's middle is text that is set there
PADDED = 1.0  # heights: so near to its cell's side begins text that is set there
NOWHERE: Box = (inf, inf, -inf, -inf)


class Content(NamedTuple):
    """What stands on a page. `astride`: the share of characters in tables that a wall beside their cell cuts through;
    `spilled`: whether one over or under it does, as where text is too high for its cell; `turn`: degrees clockwise that
    its text is turned; `crossing`: whether text goes on over a wall as if none were there."""

    tables: tuple[Table, ...]
    lines: tuple[Line, ...]
    astride: float = 0.0
    spilled: bool = False
    turn: int = 0
    crossing: bool = False


def content(sheet: Sheet, strings: Sequence[int] = ()) -> Content:
    """The tables of a sheet with their texts, and the printed lines outside them, in reading order.

    `strings` says for each character which text object draws it (-1: unknown, -2: one of its own), where that was
    looked up: what is drawn in one go belongs to one cell, whatever walls it runs over.

    Of a page whose text runs sideways (a wide table printed on a tall page), rows and columns are those of a reader who
    turns the page; boxes stay those of the page as shown.
    """
    turn = _text_turn(sheet.glyphs)
    if not turn:
        return _upright(squared(sheet), strings)
    found = _upright(squared(turned(sheet, turn)), strings)
    return found._replace(
        tables=tuple(_back(table, sheet, turn) for table in found.tables),
        lines=tuple(line.model_copy(update={"box": back(line.box, sheet, turn)}) for line in found.lines),
        turn=turn,
    )


def _text_turn(glyphs: Sequence[Glyph]) -> int:
    """How most of the text is turned."""
    turns = list(map(itemgetter(2), glyphs))
    if not any(turns):
        return 0
    turn, most = Counter(turns).most_common(1)[0]
    return turn if most > MOST * len(turns) else 0


def _back(table: Table, sheet: Sheet, turn: int) -> Table:
    cells = tuple(
        cell.model_copy(
            update={
                "box": back(cell.box, sheet, turn),
                "lines": tuple(line.model_copy(update={"box": back(line.box, sheet, turn)}) for line in cell.lines),
            }
        )
        for cell in table.cells
    )
    return table.model_copy(update={"box": back(table.box, sheet, turn), "cells": cells})


def _upright(sheet: Sheet, strings: Sequence[int]) -> Content:
    grids = tables(sheet.rulings)
    deal = _Deal(grids, sheet.glyphs)
    if strings:
        deal.gather(sheet.glyphs, strings)
    found = tuple(_table(grid, texts) for grid, texts in zip(grids, deal.texts, strict=True))
    apart = sorted(lines(deal.outside, split=COLUMN_GAP), key=_reading_order)
    return Content(found, tuple(apart), deal.cut / max(1, deal.taken), deal.spilled, crossing=deal.crossing)


def _reading_order(line: Line) -> tuple[int, float]:
    return round((line.box[1] + line.box[3]) / 2 / 3), line.box[0]


class _Deal:
    """Deals characters out to cells: to the one that holds the character's centre, in the smallest table that does."""

    def __init__(self, grids: Sequence[TableGrid], glyphs: Iterable[Glyph]) -> None:
        self.texts: list[list[list[Glyph]]] = [[[] for _ in grid.cells] for grid in grids]
        self.outside: list[Glyph] = []
        self.taken = self.cut = 0
        self.spilled = self.crossing = False
        by_size = sorted(range(len(grids)), key=lambda n: _area(grids[n].box))
        self._tables = [(grids[n].box, grids[n], _owners(grids[n]), self.texts[n]) for n in by_size]
        self._apart = not any(_overlap(one.box, other.box) for one, other in combinations(grids, 2))
        here, texts = NOWHERE, None  # the cell that the character before stands in: most go on there
        last, home = None, None  # the printed character before, and the cell it went to
        for glyph in glyphs:
            left, top, right, bottom = glyph[1]
            if here[0] <= left and right < here[2] and here[1] <= top and bottom < here[3]:
                self.taken += 1
            else:
                here, texts = self._cell(glyph)
                if last is not None and home is not None and texts is not home and _touches(last, glyph):
                    self.crossing = True
            goes = texts
            if goes is None and home is not None and last is not None and _goes_on(last, glyph):
                goes = home  # text that runs over the table's edge
            (self.outside if goes is None else goes).append(glyph)
            if not glyph[0].isspace():
                last, home = glyph, goes

    def _cell(self, glyph: Glyph) -> tuple[Box, list[Glyph] | None]:
        """The cell that holds the character's centre, and its texts. The box is that in which whatever stands wholly
        is that cell's: NOWHERE where tables stand in one another."""
        left, top, right, bottom = glyph[1]
        x, y = (left + right) / 2, (top + bottom) / 2
        for (x0, y0, x1, y1), grid, owners, texts in self._tables:
            if x0 <= x < x1 and y0 <= y < y1:
                n = owners[bisect_right(grid.ys, y) - 1][bisect_right(grid.xs, x) - 1]
                box = grid.cells[n][4]
                start, ceiling, end, floor = box
                slack, over = SLACK * (right - left), SPILLED * (bottom - top)
                self.taken += 1
                if left < start - slack or right > end + slack:
                    self.cut += 1
                if top < ceiling - over or bottom > floor + over:
                    self.spilled = True
                return box if self._apart else NOWHERE, texts[n]
        return NOWHERE, None

    def gather(self, glyphs: Sequence[Glyph], strings: Sequence[int]) -> None:
        """Bring the characters of each string that runs over walls together in one cell: that at whose side it begins,
        or ends, or in whose middle it stands."""
        run: list[Glyph] = []
        before = -1
        for glyph, string in zip(glyphs, strings, strict=True):
            if glyph[0].isspace():
                continue
            if run and (
                string == -1 or string != before or not _touches(run[-1], glyph, TIGHT if string >= 0 else JOINED)
            ):
                self._bring_together(run)
                run = []
            run.append(glyph)
            before = string
        self._bring_together(run)

    def _bring_together(self, run: Sequence[Glyph]) -> None:
        if len(run) < 2 or self._cell(run[0])[1] is self._cell(run[-1])[1]:
            return
        found = [self._place(glyph) for glyph in run]
        cells = list({id(place[1]): place for place in found if place is not None}.values())
        if None in found or len(cells) < 2:
            return
        box = (run[0].box[0], run[0].box[1], run[-1].box[2], run[-1].box[3])
        home = _home(box, [cell for cell, _ in cells])
        for glyph, place in zip(run, found, strict=True):
            if place is not None and place[1] is not cells[home][1]:
                place[1].remove(glyph)
                cells[home][1].append(glyph)

    def _place(self, glyph: Glyph) -> tuple[Box, list[Glyph]] | None:
        """The box and the texts of the cell that a character was dealt to."""
        for (x0, y0, x1, y1), grid, owners, texts in self._tables:
            x, y = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
            if x0 <= x < x1 and y0 <= y < y1:
                n = owners[bisect_right(grid.ys, y) - 1][bisect_right(grid.xs, x) - 1]
                return grid.cells[n][4], texts[n]
        return None


def _home(run: Box, cells: Sequence[Box]) -> int:
    """Which of the cells that a run of text crosses, from left to right, it belongs to."""
    high, middle = run[3] - run[1], (run[0] + run[2]) / 2
    for n, cell in enumerate(cells[1:-1], 1):
        if abs((cell[0] + cell[2]) / 2 - middle) <= CENTRED * high:
            return n
    if run[0] - cells[0][0] <= PADDED * high:
        return 0
    if cells[-1][2] - run[2] <= PADDED * high:
        return len(cells) - 1
    return min(range(len(cells)), key=lambda n: abs((cells[n][0] + cells[n][2]) / 2 - middle))


def _touches(before: Glyph, glyph: Glyph, within: float = TIGHT) -> bool:
    """Whether a character stands right behind another one, upright and level with it, `within` so many heights."""
    a, b = before[1], glyph[1]
    slack = within * (a[3] - a[1])
    return before[2] == glyph[2] == 0 and -slack <= b[0] - a[2] <= slack and -slack <= b[1] - a[1] <= slack


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    a, b = before.box, glyph.box
    height = a[3] - a[1]
    return abs(b[0] - a[2]) <= TOUCHING * height and abs(b[1] - a[1]) <= TOUCHING * height


def _area(box: Box) -> float:
    x0, y0, x1, y1 = box
    return (x1 - x0) * (y1 - y0)


def _owners(grid: TableGrid) -> list[list[int]]:
    """For each elementary row and column the number of the cell that covers it."""
    owners = [[0] * (len(grid.xs) - 1) for _ in grid.ys[1:]]
    for n, cell in enumerate(grid.cells):
        for row in owners[cell.row : cell.row + cell.row_span]:
            row[cell.column : cell.column + cell.column_span] = [n] * cell.column_span
    return owners


def _table(grid: TableGrid, texts: Iterable[Sequence[Glyph]]) -> Table:
    cells = tuple(
        Cell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            box=cell.box,
            lines=lines(glyphs) if glyphs else (),
            doubts=cell.doubts,
        )
        for cell, glyphs in zip(grid.cells, texts, strict=True)
    )
    return Table(
        box=grid.box,
        rows=len(grid.ys) - 1,
        columns=len(grid.xs) - 1,
        cells=cells,
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
    )
