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

COLUMN_GAP = 2.0  # heights: outside tables a wider gap parts a line (填报单位 at the left, 单位:万元 at the right)
MOST = 0.6  # of the characters
SLACK = 0.3  # of a character's width, by which it may stand over a wall beside it
SPILLED = 0.1  # of its height, over a wall above or below
TOUCHING = 0.3  # heights: a character this close behind another one goes on with it
NOWHERE: Box = (inf, inf, -inf, -inf)


class Content(NamedTuple):
    """What stands on a page. `astride`: the share of characters in tables that a wall beside their cell cuts through;
    `spilled`: whether one over or under it does, as where text is too high for its cell; `turn`: degrees clockwise that
    its text is turned."""

    tables: tuple[Table, ...]
    lines: tuple[Line, ...]
    astride: float = 0.0
    spilled: bool = False
    turn: int = 0


def content(sheet: Sheet) -> Content:
    """The tables of a sheet with their texts, and the printed lines outside them, in reading order.

    Of a page whose text runs sideways (a wide table printed on a tall page), rows and columns are those of a reader who
    turns the page; boxes stay those of the page as shown.
    """
    turn = _text_turn(sheet.glyphs)
    if not turn:
        return _upright(squared(sheet))
    found = _upright(squared(turned(sheet, turn)))
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


def _upright(sheet: Sheet) -> Content:
    grids = tables(sheet.rulings)
    deal = _Deal(grids, sheet.glyphs)
    found = tuple(_table(grid, texts) for grid, texts in zip(grids, deal.texts, strict=True))
    apart = sorted(lines(deal.outside, split=COLUMN_GAP), key=_reading_order)
    return Content(found, tuple(apart), deal.cut / max(1, deal.taken), deal.spilled)


def _reading_order(line: Line) -> tuple[int, float]:
    return round((line.box[1] + line.box[3]) / 2 / 3), line.box[0]


class _Deal:
    """Deals characters out to cells: to the one that holds the character's centre, in the smallest table that does."""

    def __init__(self, grids: Sequence[TableGrid], glyphs: Iterable[Glyph]) -> None:
        self.texts: list[list[list[Glyph]]] = [[[] for _ in grid.cells] for grid in grids]
        self.outside: list[Glyph] = []
        self.taken = self.cut = 0
        self.spilled = False
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
