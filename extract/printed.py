"""Strokes that are printed as characters, as programs do that draw no lines.

Walls: ─ and │, - and |, + where they cross; and lines to write on: ____, over which a value may stand.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from extract.sheet import Glyph, Ruling, Sheet

__all__ = ["blanks", "with_printed_walls"]

LEVEL = frozenset("─━┄┅┈┉═╌╍-—–=_＿－")
UPRIGHT = frozenset("│┃┆┇┊┋║╎╏|｜")
CORNER = frozenset("┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬+")
LOW = frozenset("_＿")
"""Those that stand at their box's foot, not in its middle."""
LEAST = 24  # such characters: fewer make no table
ROW, COLUMN = 4, 2  # of them one behind the other, or one below the other, make a wall
BLANK = 2  # underscores
SAME = 0.3  # of a character's height, or breadth, by which those of one wall may lie beside one another
APART = 1.2  # of its breadth, or height, that may lie between two of them


class _Mark(NamedTuple):
    """A character that may be a part of a wall: where it stands across and along it."""

    at: float
    start: float
    end: float
    size: float
    glyph: Glyph


def with_printed_walls(sheet: Sheet) -> Sheet:
    """The sheet with its walls of characters as rulings, and without the characters."""
    marks = [glyph for glyph in sheet.glyphs if glyph.text in LEVEL or glyph.text in UPRIGHT or glyph.text in CORNER]
    if len(marks) < LEAST:
        return sheet
    level = list(_runs((_level(glyph) for glyph in marks if glyph.text not in UPRIGHT), ROW))
    upright = list(_runs((_upright(glyph) for glyph in marks if glyph.text not in LEVEL), COLUMN))
    walls = tuple(Ruling("h", *_along(run)) for run in level) + tuple(Ruling("v", *_along(run)) for run in upright)
    drawn = replace(sheet, rulings=(*sheet.rulings, *walls))
    return drawn.without([mark.glyph for run in (*level, *upright) for mark in run])


def blanks(sheet: Sheet) -> list[Glyph]:
    """The underscores in a row, which are a line to write on and no text."""
    if LOW.isdisjoint(sheet.characters):
        return []
    low = [glyph for glyph in sheet.glyphs if glyph[0] in LOW]
    if len(low) < BLANK:
        return []
    return [mark.glyph for run in _runs(map(_level, low), BLANK) for mark in run]


def _level(glyph: Glyph) -> _Mark:
    x0, y0, x1, y1 = glyph.box
    return _Mark(y1 if glyph.text in LOW else (y0 + y1) / 2, x0, x1, x1 - x0, glyph)


def _upright(glyph: Glyph) -> _Mark:
    x0, y0, x1, y1 = glyph.box
    return _Mark((x0 + x1) / 2, y0, y1, y1 - y0, glyph)


def _along(run: Sequence[_Mark]) -> tuple[float, float, float]:
    """Where a wall lies, and from where to where: a corner is its end in the middle."""
    first, last = run[0], run[-1]
    start = (first.start + first.end) / 2 if first.glyph.text in CORNER else first.start
    end = (last.start + last.end) / 2 if last.glyph.text in CORNER else last.end
    return sum(mark.at for mark in run) / len(run), start, end


def _runs(marks: Iterable[_Mark], least: int) -> Iterator[list[_Mark]]:
    """Marks in a row one behind the other, at least so many."""
    for lane in _lanes(marks):
        run: list[_Mark] = []
        for mark in sorted(lane, key=itemgetter(1)):
            if run and mark.start - run[-1].end > APART * mark.size:
                if len(run) >= least:
                    yield run
                run = []
            run.append(mark)
        if len(run) >= least:
            yield run


def _lanes(marks: Iterable[_Mark]) -> Iterator[list[_Mark]]:
    """Marks that lie on one line."""
    placed = sorted(marks, key=itemgetter(0))
    numbers, lane = [], 0
    for n, mark in enumerate(placed):
        lane += bool(n) and mark.at - placed[n - 1].at > SAME * mark.size
        numbers.append(lane)
    for _, group in groupby(zip(numbers, placed, strict=True), key=itemgetter(0)):
        yield [mark for _, mark in group]
