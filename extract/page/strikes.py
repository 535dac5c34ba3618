"""Text that is struck out: a stroke through the middle of its characters says that it is no longer meant."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress
from operator import not_
from typing import NamedTuple

from extract.model import INK_UNREAD, Box, Cell
from extract.page.content import Content
from extract.sheet import Glyph, Ruling, Sheet

__all__ = ["Strikes", "strikes"]

MIDDLE = (0.3, 0.68)  # of a character's box from its top: an underline runs lower, a wall beside it
THROUGH = 0.6  # of a character's breadth
WALL = 2.5  # points from a row's line: a wall, drawn twice or beside
COVERED = 0.2  # of a stroke's length: characters that it strikes out stand along it
FEW = 0.35  # of a table's lines: where text is drawn beside its rows, more of them run through it


class Strikes(NamedTuple):
    """Characters struck out, the strokes that do it, and the boxes of the characters."""

    glyphs: tuple[Glyph, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    def without(self, sheet: Sheet) -> Sheet:
        """The sheet without what is struck out, and without the strokes, which are no walls."""
        gone = set(map(id, self.rulings))
        rulings = tuple(ruling for ruling in sheet.rulings if id(ruling) not in gone)
        return replace(sheet.without(self.glyphs), rulings=rulings)

    def told(self, content: Content) -> Content:
        """The content with the doubt on cells of which nothing is left: a person may mean what is struck out."""
        if not self.glyphs:
            return content

        def told(cell: Cell) -> Cell:
            if (
                cell.lines
                or INK_UNREAD in cell.doubts
                or not any(_stands_in(glyph.box, cell.box) for glyph in self.glyphs)
            ):
                return cell
            return cell.model_copy(update={"doubts": (*cell.doubts, INK_UNREAD)})

        tables = (table.model_copy(update={"cells": tuple(map(told, table.cells))}) for table in content.tables)
        return content._replace(tables=tuple(tables))


def strikes(sheet: Sheet, content: Content) -> Strikes:
    """What is struck out in the tables of an upright sheet, by level strokes; a row's line is one, too, where text that
    spills over it has it in its middle."""
    if content.turn:
        return Strikes()
    through: dict[int, Glyph] = {}
    drawn: list[Ruling] = []
    for table in content.tables:
        lines = sorted({y for cell in table.cells for y in (cell.box[1], cell.box[3])})
        beside, along = _strokes(sheet.rulings, table.box, lines)
        found = [(ruling, own) for ruling in beside if (own := _struck_by(ruling, sheet))]
        rows = [(ruling, own) for ruling in along if (own := _struck_by(ruling, sheet))] if content.spilled else []
        for ruling, own in found + (rows if len({ruling.at for ruling, _ in rows}) <= FEW * len(lines) else []):
            drawn.append(ruling)
            through |= {id(glyph): glyph for glyph in own}
    return Strikes(tuple(through.values()), tuple(drawn))


def _struck_by(ruling: Ruling, sheet: Sheet) -> list[Glyph]:
    """The characters that a stroke strikes out; none where it runs through too few for its length."""
    own = [glyph for glyph in sheet.glyphs if _is_through(ruling, glyph)]
    long = sum(glyph.box[2] - glyph.box[0] for glyph in own)
    return own if long >= COVERED * (ruling.end - ruling.start) else []


def _strokes(rulings: Sequence[Ruling], table: Box, lines: Sequence[float]) -> tuple[list[Ruling], list[Ruling]]:
    """The level strokes within a table: those that run along none of its row lines, and those that seem to be one, as
    a stroke through a whole row does."""
    within = [
        ruling
        for ruling in rulings
        if ruling.axis == "h" and table[1] < ruling.at < table[3] and table[0] < ruling.end and ruling.start < table[2]
    ]
    along = [any(abs(ruling.at - y) <= WALL for y in _next_to(ruling.at, lines)) for ruling in within]
    return [*compress(within, map(not_, along))], [*compress(within, along)]


def _next_to(at: float, lines: Sequence[float]) -> Sequence[float]:
    """Of sorted lines the one before a place and the one behind it."""
    place = bisect_left(lines, at)
    return lines[max(0, place - 1) : place + 1]


def _is_through(ruling: Ruling, glyph: Glyph) -> bool:
    x0, y0, x1, y1 = glyph.box
    over = min(x1, ruling.end) - max(x0, ruling.start)
    high = y1 - y0
    return (
        over >= THROUGH * (x1 - x0)
        and y0 + MIDDLE[0] * high <= ruling.at <= y0 + MIDDLE[1] * high
        and bool(glyph.text.strip())
    )


def _stands_in(box: Box, cell: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return cell[0] <= x < cell[2] and cell[1] <= y < cell[3]
