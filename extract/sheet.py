"""What a reader sees on a page before anything is understood: characters and straight rulings.

    Sheet
    ├─ Glyph     one character with its box and the way it is turned
    └─ Ruling    one horizontal or vertical segment

Every digital reader (tablers, pdfplumber, camelot) hands on this same shape, so that one grid algorithm and one way
of assembling text serve them all. Coordinates are those of `extract.model`: points of the page as shown, y down.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import Literal, NamedTuple

from extract.model import Box, upright

__all__ = ["Axis", "Glyph", "Ruling", "Sheet", "back", "quarter", "turned"]

Axis = Literal["h", "v"]
LEVEL = 5  # degrees: so far off may text run that is printed level on a page


class Glyph(NamedTuple):
    """One character as drawn. `turn`: degrees clockwise that its baseline is turned: 0, 90, 180 or 270, within a few,
    and any other for a character laid over the page at an angle."""

    text: str
    box: Box
    turn: int = 0


class Ruling(NamedTuple):
    """One straight segment along an axis: a horizontal one lies at y = `at` from x = `start` to x = `end`."""

    axis: Axis
    at: float
    start: float
    end: float

    @property
    def turned(self) -> "Ruling":
        """As it lies where the page is looked at from its side."""
        return self._replace(axis="v" if self.axis == "h" else "h")


@dataclass(frozen=True)
class Sheet:
    """One page as its reader saw it: size in points as shown, characters in drawing order, rulings in any order.

    `rotation` is the page's `/Rotate`, kept for the record: everything here is already turned. `curves`: how many paths
    are drawn with curves, as rulings never are and characters mostly, where they are no text. `unit`: what
    everything here is measured in, in points of the page (1 but for a page printed far too small or too large).
    `slant`: by how many degrees clockwise all of it is askew.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    rotation: int = 0
    curves: int = 0
    unit: float = 1.0
    slant: float = 0.0

    @cached_property
    def is_level(self) -> bool:
        """Whether every character runs along the page's sides."""
        return not any(turn % 90 for turn in set(map(itemgetter(2), self.glyphs)))

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that stands on it, once."""
        return frozenset(map(itemgetter(0), self.glyphs))

    def without(self, glyphs: Collection[Glyph]) -> "Sheet":
        """The sheet without these characters, which are its own (told by identity: two may be alike)."""
        gone = set(map(id, glyphs))
        return replace(self, glyphs=tuple(glyph for glyph in self.glyphs if id(glyph) not in gone)) if gone else self


def quarter(degrees: float) -> int:
    """An angle as the quarter turn that it is near, in degrees; rounded where it is near none."""
    near = round(degrees / 90) * 90
    return near if abs(degrees - near) <= LEVEL else round(degrees)


def turned(sheet: Sheet, turn: int) -> Sheet:
    """The sheet as a reader sees it who turns it until text of `turn` degrees stands upright."""
    dx, dy = _shift(sheet, turn)

    def seen(box: Box) -> Box:
        x0, y0, x1, y1 = upright(box, turn)
        return (x0 + dx, y0 + dy, x1 + dx, y1 + dy)

    rulings = []
    for axis, at, start, end in sheet.rulings:
        x0, y0, x1, y1 = seen((start, at, end, at) if axis == "h" else (at, start, at, end))
        rulings.append(Ruling("h", y0, x0, x1) if y0 == y1 else Ruling("v", x0, y0, y1))
    width, height = (sheet.height, sheet.width) if turn % 180 else (sheet.width, sheet.height)
    glyphs = tuple(Glyph(text, seen(box), (way - turn) % 360) for text, box, way in sheet.glyphs)
    return Sheet(width, height, glyphs, tuple(rulings), sheet.rotation)


def back(box: Box, sheet: Sheet, turn: int) -> Box:
    """A box of `turned(sheet, turn)` in the coordinates of `sheet`."""
    dx, dy = _shift(sheet, turn)
    return upright((box[0] - dx, box[1] - dy, box[2] - dx, box[3] - dy), -turn % 360)


def _shift(sheet: Sheet, turn: int) -> tuple[float, float]:
    """What brings the turned page's corner back to the origin."""
    return {0: (0.0, 0.0), 90: (0.0, sheet.width), 180: (sheet.width, sheet.height), 270: (sheet.height, 0.0)}[turn]
