"""What a reader sees on a page before anything is understood: characters and straight rulings.

    Sheet
    ├─ Glyph     one character with its box and the way it is turned
    └─ Ruling    one horizontal or vertical segment

Every digital reader (tablers, pdfplumber, camelot) hands on this same shape, so that one grid algorithm and one way
of assembling text serve them all. Coordinates are those of `extract.model`: points of the page as shown, y down.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from extract.model import Box

__all__ = ["Axis", "Glyph", "Ruling", "Sheet"]

Axis = Literal["h", "v"]


class Glyph(NamedTuple):
    """One character as drawn. `turn`: degrees clockwise that its baseline is turned, one of 0, 90, 180, 270."""

    text: str
    box: Box
    turn: int = 0


class Ruling(NamedTuple):
    """One straight segment along an axis: a horizontal one lies at y = `at` from x = `start` to x = `end`."""

    axis: Axis
    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Sheet:
    """One page as its reader saw it: size in points as shown, characters in drawing order, rulings in any order.

    `rotation` is the page's `/Rotate`, kept for the record: everything here is already turned.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    rotation: int = 0
