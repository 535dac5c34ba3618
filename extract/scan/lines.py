"""Lines of text found by their ink: in a cell, or anywhere on the page.

Ink that is no ruling falls into blobs. Blobs smaller than a dot of the text are specks and never make a line; where a
cell has a blob of a letter's size, its rows of ink are cut into bands, one for each printed line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.raster import Pixels

__all__ = ["Blobs", "TextLine", "blobs", "cell_lines", "crop", "text_height"]

SPECK = 0.2
LETTER = 0.3


class TextLine(NamedTuple):
    """The box of one printed line's ink, in pixels of the straight page."""

    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True)
class Blobs:
    """Joined ink of a page that is no ruling: `boxes` is `(n, 4)` as x0, y0, x1, y1; `height` that of the text."""

    mask: Pixels
    boxes: NDArray[np.int32]
    height: float


def text_height(mask: Pixels) -> float:
    """The height of the page's text in pixels, taken from its blobs of ink; 0 on a page without text."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    wide, tall = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    longer, shorter = np.maximum(wide, tall), np.minimum(wide, tall)
    letters = (longer >= 7) & (longer <= 120) & (shorter * 3 >= longer)
    if letters.sum() < 8:
        return 0.0
    sizes = np.sort(longer[letters])
    share = np.cumsum(sizes.astype(np.float64) ** 2)
    return float(sizes[np.searchsorted(share, 0.5 * share[-1])])


def blobs(mask: Pixels, height: float) -> Blobs:
    """The blobs of an ink mask from which rulings were taken out."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    left, top, wide, tall = (stats[1:, n] for n in range(4))
    boxes = np.stack([left, top, left + wide, top + tall], axis=1)
    return Blobs(mask, boxes.astype(np.int32), height)


def cell_lines(ink: Blobs, box: Sequence[float]) -> list[TextLine]:
    """The printed lines within a box, top to bottom; none where there is nothing but specks."""
    x0, y0, x1, y1 = box
    middle = (ink.boxes[:, :2] + ink.boxes[:, 2:]) / 2
    inside = (middle[:, 0] > x0) & (middle[:, 0] < x1) & (middle[:, 1] > y0) & (middle[:, 1] < y1)
    own = ink.boxes[inside]
    sides = own[:, 2:] - own[:, :2]
    longer = sides.max(axis=1, initial=0)
    letters = own[(longer >= LETTER * ink.height) & (longer <= 6 * ink.height)]
    if not len(letters):
        return []
    top, bottom = int(letters[:, 1].min()), int(letters[:, 3].max())
    profile = np.zeros(bottom - top, np.float64)
    for left, upper, right, lower in letters:
        part = ink.mask[upper:lower, left:right] > 0
        profile[upper - top : lower - top] += part.sum(axis=1)
    lines = []
    for start, end in _bands(profile, ink.height):
        level = (letters[:, 1] + letters[:, 3]) / 2 - top
        row = letters[(level >= start) & (level < end)]
        if len(row):
            left, right = _with_dots(own, row, longer, ink.height)
            lines.append(TextLine(left, top + start, right, top + end))
    return lines


def crop(gray: Pixels, line: TextLine, height: float) -> Pixels:
    """The line's pixels with room around it: never lower than the text's height, so that a dash stays a dash."""
    tall = max(line.y1 - line.y0, height)
    above = round((tall - (line.y1 - line.y0)) / 2 + 0.15 * tall)
    beside = round(0.25 * tall)
    rows, columns = slice(max(0, line.y0 - above), line.y1 + above), slice(max(0, line.x0 - beside), line.x1 + beside)
    return np.ascontiguousarray(gray[rows, columns])


def _with_dots(
    own: NDArray[np.int32], row: NDArray[np.int32], longer: NDArray[np.int32], height: float
) -> tuple[int, int]:
    """The line's left and right end, with the dots (a full stop, a quotation mark) that stand close to its letters."""
    left, right = int(row[:, 0].min()), int(row[:, 2].max())
    low, high = int(row[:, 1].min()) - 2, int(row[:, 3].max()) + 2
    dots = own[(longer < LETTER * height) & (longer > 0.08 * height) & (own[:, 1] >= low) & (own[:, 3] <= high)]
    near = dots[(dots[:, 0] < right + 0.5 * height) & (dots[:, 2] > left - 0.3 * height)]
    if len(near):
        left, right = min(left, int(near[:, 0].min())), max(right, int(near[:, 2].max()))
    return left, right


def _bands(profile: NDArray[np.float64], height: float) -> list[tuple[int, int]]:
    """Rows of ink cut into lines: at empty rows, and where a run is too tall for one line at its thinnest row."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (profile > 0).astype(np.int8), [0]])))
    runs = [piece for start, end in edges.reshape(-1, 2) for piece in _cut(profile, int(start), int(end), height)]
    lines: list[tuple[int, int]] = []
    for start, end in runs:
        if lines and _one_line(lines[-1], (start, end), height):
            lines[-1] = (lines[-1][0], end)
        else:
            lines.append((start, end))
    return lines


def _cut(profile: NDArray[np.float64], start: int, end: int, height: float) -> list[tuple[int, int]]:
    if end - start < 1.6 * height:
        return [(start, end)]
    low, high = start + round(0.6 * height), end - round(0.6 * height)
    smooth = np.convolve(profile[start:end], np.ones(3) / 3, mode="same")[low - start : high - start]
    at = low + int(smooth.argmin())
    if smooth.min() > 0.45 * profile[start:end].mean():
        return [(start, end)]
    return [*_cut(profile, start, at, height), *_cut(profile, at, end, height)]


def _one_line(above: tuple[int, int], below: tuple[int, int], height: float) -> bool:
    """Two runs of ink are parts of one line (二, =, ≥) when one is flat, they are close and fit a line together."""
    flat = min(above[1] - above[0], below[1] - below[0]) < 0.45 * height
    return flat and below[0] - above[1] < 0.45 * height and below[1] - above[0] <= 1.25 * height
