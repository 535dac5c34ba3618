"""Where a sheet's characters stand: their boxes as tall as their type, and which lie over one another."""

from collections.abc import Sequence
from itertools import chain
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from extract.heights import TOO_TALL, squared
from extract.model import Box
from extract.sheet import Glyph, Sheet

Indices = NDArray[np.intp]

__all__ = ["boxes_of", "crossings", "is_plain", "overlaps", "powers", "printed_in", "usual_height"]

OVERLAID, BESIDE = 0.35, 4
"""The share of a character's breadth and height that another covers, and how many to its right are looked at."""
DIGITS = frozenset("0123456789")
SMALL, RAISED, NEAR = 0.8, 0.12, 0.3
"""Of the height of the character before it: a raised digit is no higher, ends so far above it, begins so near."""
SHIFTS = (0.0, 1 / 3, 2 / 3)
"""Of a height, between rows: what is no more than 2/3 apart falls together one way or another."""
SAME, ALIKE = 0.3, 0.05
"""Of its breadth: a character drawn again so near looks bold; and of its height: no more does its size differ then."""


def boxes_of(sheet: Sheet) -> NDArray[np.float64]:
    """The boxes of a sheet's characters, as tall as their type: `squared` where one may be too tall."""
    boxes = _corners(sheet)
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    if (high > TOO_TALL * wide)[wide >= 0.75 * np.max(wide, initial=0.0)].any():
        return _corners(squared(sheet))
    return boxes


def _corners(sheet: Sheet) -> NDArray[np.float64]:
    sides = chain.from_iterable(map(itemgetter(1), sheet.glyphs))
    return np.fromiter(sides, np.float64, 4 * len(sheet.glyphs)).reshape(-1, 4)


def overlaps(sheet: Sheet) -> int:
    """How many of a sheet's characters lie over one another; told from their boxes alone."""
    boxes, printed = boxes_of(sheet), printed_in(sheet)
    return len({n for pair in crossings(sheet.glyphs, boxes, printed, usual_height(boxes, printed)) for n in pair})


def printed_in(sheet: Sheet) -> NDArray[np.bool_]:
    """Which of a sheet's characters are no blanks: of controls those that take room, as the codes of a font do that
    does not say what they mean."""
    return np.array([bool(text.strip()) or (text < " " and _has_size(box)) for text, box, _ in sheet.glyphs], np.bool_)


def _has_size(box: Box) -> bool:
    return box[2] > box[0] and box[3] > box[1]


def usual_height(boxes: NDArray[np.float64], printed: NDArray[np.bool_]) -> float:
    """The height of a usual character's box."""
    heights = (boxes[:, 3] - boxes[:, 1])[printed]
    return max(1e-3, float(np.median(heights)) if len(heights) else 12.0)


def crossings(
    glyphs: Sequence[Glyph], boxes: NDArray[np.float64], printed: NDArray[np.bool_], height: float
) -> list[tuple[int, int]]:
    """Pairs of printed characters, by number, of which one is drawn over the other; `height`: a usual one's."""
    inked = np.flatnonzero(printed)
    x0, y0, x1, y1 = boxes[inked].T
    level = (y0 + y1) / 2 / height
    rows = (np.floor(level + shift) for shift in SHIFTS)
    orders = [np.lexsort((x0, row)) for row in rows]
    steps = range(1, BESIDE + 1)
    one = np.concatenate([order[:-step] for order in orders for step in steps])
    other = np.concatenate([order[step:] for order in orders for step in steps])
    over = _covers(x0, x1, one, other)
    one, other = one[over], other[over]
    over = _covers(y0, y1, one, other)
    pairs = set(zip(inked[one[over]].tolist(), inked[other[over]].tolist(), strict=True))
    return sorted(pair for pair in pairs if not _again(glyphs[pair[0]], glyphs[pair[1]]))


def powers(sheet: Sheet, boxes: NDArray[np.float64], height: float) -> list[int]:
    """The digits, by number, that stand raised and small right behind a figure, a sign or a Chinese character: of a
    power, or of a note; behind a letter it is a unit's (m²). `height`: a usual character's."""
    digits = np.array([n for n, glyph in enumerate(sheet.glyphs) if glyph[0] in DIGITS], np.intp)
    small = digits[boxes[digits, 3] - boxes[digits, 1] <= SMALL * height]
    if not len(small):
        return []
    before = [n for n, glyph in enumerate(sheet.glyphs) if glyph[0].strip() and not ("A" <= glyph[0] <= "z")]
    _, y0, x1, y1 = boxes[before].T
    high = y1 - y0
    found = []
    for n in small:
        left, top, _, foot = boxes[n]
        beside = (np.abs(left - x1) <= NEAR * high) & (foot > y0)
        if (beside & (foot - top <= SMALL * high) & (foot <= y1 - RAISED * high)).any():
            found.append(int(n))
    return found


def _covers(low: NDArray[np.float64], high: NDArray[np.float64], one: Indices, other: Indices) -> NDArray[np.bool_]:
    """Along an axis, whether one character of each pair covers as much of the other as lies over it."""
    a0, a1, b0, b1 = low[one], high[one], low[other], high[other]
    common = np.minimum(a1, b1) - np.maximum(a0, b0)
    return np.asarray(common > OVERLAID * np.minimum(a1 - a0, b1 - b0), np.bool_)


def is_plain(text: str) -> bool:
    """Whether a character has ink that a coarse look cannot miss: a letter, a digit, or a sign that compares; one whose
    code says nothing is none."""
    return text != "" and (text[0].isalnum() or text[0] in "≥≤≧≦⩾⩽<>＜＞%％")


def _again(one: Glyph, other: Glyph) -> bool:
    """Whether a character is drawn again over itself to look bold."""
    a, b = one.box, other.box
    near, high = SAME * (a[2] - a[0]), ALIKE * (a[3] - a[1])
    alike = one.text == other.text and abs((a[3] - a[1]) - (b[3] - b[1])) <= high
    return alike and abs(a[0] - b[0]) <= near and abs(a[1] - b[1]) <= near
