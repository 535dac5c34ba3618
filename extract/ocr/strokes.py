"""Level strokes within a line of text: what a dash or an = is by how long it is.

-, —     the room that a dash takes between two numbers
═        a dash as wide as a character in front of a number, whose two strokes a scan ran together; an = as wide
"""

import re

import numpy as np
from numpy.typing import NDArray

from extract.confusable import dirt
from extract.ocr.glyph import FAINT, glyph
from extract.scan.raster import Pixels

__all__ = ["DASHES", "DOUBLE", "counted", "dash", "dash_lost", "is_double", "is_long"]

DASHES = dirt("dashes")
DOUBLE = "═"
FLAT, LONG_DASH, BROAD, FULL, CLOSE = 0.25, 0.62, 0.67, 0.73, 0.33  # of a line's height, its room included
_COUNTED = re.compile(rf"[{DASHES}](?:\d[\d,.]*\s?[^\d,.\s{DASHES}]|\d+(?:,\d{{3}})+(?:\.\d+)?$|\d+\.\d+$)")


def counted(text: str) -> bool:
    """Whether a text is a dash and a number with its unit, or one with a comma or a point; any other numbers the
    page."""
    return _COUNTED.match(text) is not None


def dash(pixels: Pixels, before: float, after: float) -> str:
    """The dash between two numbers by its length; `before` and `after` are their places."""
    between = pixels[:, round(before * pixels.shape[1]) : round(after * pixels.shape[1]) + 1] < FAINT
    flat = [column.any() and np.ptp(np.flatnonzero(column)) < FLAT * len(pixels) for column in between.T]
    return "—" if sum(flat) > LONG_DASH * len(pixels) else "-"


def dash_lost(tiny: str, small: str) -> bool:
    """Whether the larger model drops the dash behind a figure at a line's end that the smaller one saw: of 7 such lines
    of labelled scans 6 were the first half of a range, whose ends make one number without it."""
    return tiny[:-1] == small and small[-1:].isdigit() and tiny[-1:] in DASHES


def is_long(pixels: Pixels, place: float) -> bool:
    """Whether the stroke at a place is as wide as a character: no minus."""
    shape = glyph(pixels, place)
    return shape is not None and shape.shape[1] > LONG_DASH * len(pixels)


def is_double(pixels: Pixels, place: float, after: float) -> bool:
    """Whether the `=` at a place is a ═: as wide as a character, its strokes close together. It fills its room and may
    touch the figure that stands at `after`."""
    shape = glyph(pixels, place, after)
    if shape is None:
        return False
    wide, high = shape.shape[1] / len(pixels), _high(shape < FAINT) / len(pixels)
    return (wide > FULL and high < CLOSE) or (wide > BROAD and high < FLAT)


def _high(inked: NDArray[np.bool_]) -> int:
    """How many rows the ink of some columns spans."""
    rows = np.flatnonzero(inked.any(axis=1))
    return int(np.ptp(rows)) if rows.size else 0
