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

from extract.scan.bands import bands
from extract.scan.colour import printed
from extract.scan.raster import Pixels

__all__ = ["Blobs", "TextLine", "blobs", "cell_lines", "text_height"]

SPECK = 0.45
LETTER = 0.3
WRITTEN = 2.2
STACKED = (
    0.8,
    1.2,
    2.4,
)  # of the text's height: two characters that touch, the one below the other, are so wide, so high
GAP = 0.35
JOINED, LOWEST = 1.6, 0.6  # of the text's height: two characters that run together, and the lower of them at least
PURE = 0.85  # of a blob's ink
EDGE = 3  # pixels beside a wall that are none of the cell's
DASH = 0.2  # of the text's height: no dash is shorter
DOT = 0.5  # of the text's height: no character that stands in a row of its own is smaller
BENT = 0.35  # of the text's height: how far in from its cell's side a piece of a bent wall stands; no figure does alone
POINT = 0.25  # of the text's height: how far a point stands in front of its figure
FIGURE = 0.8  # of its height: how wide a figure is
STRAY = 1.5  # of the text's height: no mark stands further from the print that it belongs to


class TextLine(NamedTuple):
    """The box of a line's ink, in pixels of the straight page. `crossed`: a seal or a signature runs into it."""

    x0: int
    y0: int
    x1: int
    y1: int
    crossed: bool = False


@dataclass(frozen=True)
class Blobs:
    """Joined ink of a page that is no ruling: `boxes` is `(n, 4)` as x0, y0, x1, y1, `letters` says which of them are
    of a letter's size and not the solid round of a speck, `coloured` which have a colour; `height` is that of the text;
    `pens` is 255 where coloured ink is, None where there is none."""

    mask: Pixels
    boxes: NDArray[np.int32]
    letters: NDArray[np.bool_]
    coloured: NDArray[np.bool_]
    height: float
    pens: Pixels | None = None


def text_height(mask: Pixels) -> float:
    """The height of the page's text in pixels, taken from its blobs of ink; 0 on a page without text."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    wide, tall = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    letters = (tall >= 5) & (tall <= 120) & (wide * 3 >= tall) & (wide <= 8 * tall)
    if letters.sum() < 8:
        return 0.0
    sizes = np.sort(tall[letters])
    share = np.cumsum(sizes.astype(np.float64) ** 2)
    return float(sizes[np.searchsorted(share, 0.5 * share[-1])])


def blobs(mask: Pixels, height: float, tint: Pixels | None = None, seal: Pixels | None = None) -> Blobs:
    """The blobs of an ink mask from which rulings were taken out; `tint` is 255 where ink has a colour, `seal` where a
    seal was taken out. Print in colour is told from what seals and pens left."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    left, top, wide, tall, area = stats[1:].T
    boxes = np.stack([left, top, left + wide, top + tall], axis=1)
    longer, shorter = np.maximum(wide, tall), np.minimum(wide, tall)
    speck = (longer < SPECK * height) & (area > 0.6 * wide * tall) & (longer < 1.4 * shorter)
    letters = (longer >= LETTER * height) & (longer <= 8 * height) & ~speck
    if tint is None:
        return Blobs(mask, boxes.astype(np.int32), letters, np.zeros(len(boxes), np.bool_), height)
    coloured = np.bincount(labels[tint > 0], minlength=len(stats))[1:] > PURE * area
    coloured &= ~printed(boxes.astype(np.int32), letters, coloured, height, _seal_boxes(seal, height))
    pens = np.where(np.concatenate([[False], coloured]), 255, 0).astype(np.uint8)[labels]
    return Blobs(mask, boxes.astype(np.int32), letters, coloured, height, pens)


def _seal_boxes(seal: Pixels | None, height: float) -> NDArray[np.int32]:
    """The boxes of the seals that were taken out of a page, the pieces of a ring in one."""
    if seal is None or not seal.any():
        return np.zeros((0, 4), np.int32)
    reach = max(3, round(height))
    whole = cv2.morphologyEx(seal, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    left, top, wide, tall, _ = cv2.connectedComponentsWithStats(whole)[2][1:].T
    return np.stack([left, top, left + wide, top + tall], axis=1).astype(np.int32)


def cell_lines(ink: Blobs, box: Sequence[float]) -> list[TextLine]:
    """The printed lines within a box, top to bottom; none where there is nothing but specks. Beside black print
    what has a colour is a stamp's or a pen's and no line."""
    x0, y0, x1, y1 = box
    middle = (ink.boxes[:, :2] + ink.boxes[:, 2:]) / 2
    inside = (middle[:, 0] > x0) & (middle[:, 0] < x1) & (middle[:, 1] > y0) & (middle[:, 1] < y1)
    black = inside & ~ink.coloured
    inside = black if (black & ink.letters).any() else inside
    own = ink.boxes[inside]
    letters = own[ink.letters[inside]]
    letters = letters[~_rubble(letters, box, ink.height)]
    if not (letters[:, 2:] - letters[:, :2] > SPECK * ink.height).any() and (whole := _broken_sign(own, ink.height)):
        return [whole]
    if not len(letters):
        return []
    written = letters[_written(letters, ink.height)]
    letters = letters[~_written(letters, ink.height)]
    top, bottom = int(letters[:, 1].min()), int(letters[:, 3].max())
    profile = np.zeros(bottom - top, np.float64)
    for left, upper, right, lower in letters:
        part = ink.mask[upper:lower, left:right] > 0
        profile[upper - top : lower - top] += part.sum(axis=1)
    lines: list[TextLine] = []
    for start, end in bands(profile, ink.height):
        row = _in_band(letters, top + start, top + end, ink.height)
        if len(row) and not (len(row) == 1 and len(letters) > 1 and _splinter(row[0], ink.height)):
            row = _without_strays(row, ink.height)
            left, right = _with_dots(own[~ink.letters[inside]], row, ink.height, goes_on=bool(lines))
            line = _with_grown(TextLine(left, top + start, right, top + end), written, (x0, x1), ink.height)
            lines.append(_with_joined(line, ink, (x0, x1)))
    return lines


def _in_band(letters: NDArray[np.int32], top: int, bottom: int, height: float) -> NDArray[np.int32]:
    """The blobs of a line between these rows, and its part of those that run on into another line."""
    level = (letters[:, 1] + letters[:, 3]) / 2
    over = np.minimum(letters[:, 3], bottom) - np.maximum(letters[:, 1], top)
    joined = (letters[:, 3] - letters[:, 1] > JOINED * height) & (over > LOWEST * height)
    row = letters[((level >= top) & (level < bottom)) | joined]
    return np.column_stack([row[:, 0], np.maximum(row[:, 1], top), row[:, 2], np.minimum(row[:, 3], bottom)])


def _broken_sign(dots: NDArray[np.int32], height: float) -> TextLine | None:
    """The line of a lone sign that is broken into dots, as a thin % is: several that stand together, of its size."""
    dots = dots[(dots[:, 2:] - dots[:, :2]).max(axis=1, initial=0) >= 0.1 * height]
    near, largest = round(0.12 * height), 1.2 * height
    left = np.ones(len(dots), np.bool_)  # a dotted ruling has thousands: each group is looked at once
    while left.any():
        x0, y0, x1, y1 = dots[left.argmax()].tolist()
        joined, before = np.zeros_like(left), -1
        while joined.sum() > before and x1 - x0 <= largest and y1 - y0 <= largest:
            before = int(joined.sum())
            joined = (dots[:, 0] <= x1 + near) & (dots[:, 2] >= x0 - near) & (dots[:, 1] <= y1 + near)
            joined &= dots[:, 3] >= y0 - near
            x0, y0 = dots[joined, :2].min(axis=0).tolist()
            x1, y1 = dots[joined, 2:].max(axis=0).tolist()
        if joined.sum() > 1 and 0.5 * height <= y1 - y0 <= largest and 0.3 * height <= x1 - x0 <= largest:
            return TextLine(x0, y0, x1, y1)
        left[left.argmax()] = False
        left &= ~joined
    return None


def _splinter(blob: NDArray[np.int32], height: float) -> bool:
    """A lone thin stroke or a dot in a row of its own beside other lines: what a fold, a torn ruling or a seal's edge
    leaves, no character."""
    wide, high = blob[2] - blob[0], blob[3] - blob[1]
    if max(wide, high) < DOT * height:
        return True
    return bool(min(wide, high) <= 0.2 * height and not 0.8 * height < wide < 1.3 * height)


def _without_strays(row: NDArray[np.int32], height: float) -> NDArray[np.int32]:
    """A row without the dirt at its ends: blobs smaller than a character and no dash, a wide blank away from its
    print."""
    row = row[np.argsort(row[:, 0])]
    reach = np.maximum.accumulate(row[:, 2])
    groups = np.split(row, np.flatnonzero(row[1:, 0] - reach[:-1] > STRAY * height) + 1)
    print_in = [n for n, group in enumerate(groups) if not _is_dirt(group, height)]
    return np.concatenate(groups[print_in[0] : print_in[-1] + 1]) if print_in else row


def _is_dirt(blobs: NDArray[np.int32], height: float) -> bool:
    wide, high = blobs[:, 2] - blobs[:, 0], blobs[:, 3] - blobs[:, 1]
    return bool(((np.maximum(wide, high) < DOT * height) & (wide < 2 * high)).all())


def _written(blobs: NDArray[np.int32], height: float) -> NDArray[np.bool_]:
    """Strokes of a signature over a cell's print, higher than print is; where all are, they are its text. Two
    characters of two lines that touch are none."""
    wide, high = blobs[:, 2] - blobs[:, 0], blobs[:, 3] - blobs[:, 1]
    least, most, two = (share * height for share in STACKED)
    large = (high > WRITTEN * height) & ~((wide >= least) & (wide <= most) & (high <= two))
    return np.asarray(large & ~large.all())


def _rubble(blobs: NDArray[np.int32], box: Sequence[float], height: float) -> NDArray[np.bool_]:
    """Splinters of a torn ruling: thin pieces that lie along a side of their cell, closer than letters are printed; an
    upright one with nothing beside it may stand further in, for walls bend."""
    x0, y0, x1, y1 = box
    wide, high = blobs[:, 2] - blobs[:, 0], blobs[:, 3] - blobs[:, 1]
    across, down = (blobs[:, 0] + blobs[:, 2]) / 2, (blobs[:, 1] + blobs[:, 3]) / 2
    flat = (wide >= 2.5 * high) & (np.minimum(down - y0, y1 - down) < 0.35 * height)
    aside = np.minimum(across - x0, x1 - across)
    upright = (high >= 2.5 * wide) & (wide < 0.25 * height) & (aside < 0.15 * height)
    for n in np.flatnonzero((high >= 2 * wide) & (wide < 0.4 * height) & (aside < BENT * height) & ~upright):
        upright[n] = ((blobs[:, 1] < blobs[n, 3]) & (blobs[:, 3] > blobs[n, 1])).sum() == 1
    return flat | upright


def _with_dots(dots: NDArray[np.int32], row: NDArray[np.int32], height: float, *, goes_on: bool) -> tuple[int, int]:
    """The line's left and right end, with the dots that belong to its letters: a quotation mark of two strokes at
    either end, a star at the left, a colon, a full stop low at its right, a thin dash level with its middle: the first
    half of a range; where a line above `goes_on`, the point of a number that its end broke. Any other dot is dirt."""
    left, top, right, bottom = (int(f(row[:, n])) for n, f in enumerate((np.min, np.min, np.max, np.max)))
    dots = dots[(dots[:, 2:] - dots[:, :2]).max(axis=1, initial=0) > 0.08 * height]
    dots = dots[(dots[:, 1] >= top - 0.2 * height) & (dots[:, 3] <= bottom + 0.2 * height)]
    after = dots[(dots[:, 0] >= right - 2) & (dots[:, 0] < right + 0.25 * height)]
    before = dots[(dots[:, 2] <= left + 2) & (dots[:, 2] > left - 0.5 * height)]
    starred = before[
        ((before[:, 2:] - before[:, :2]).min(axis=1) > LETTER * height) & (before[:, 2] > left - 0.2 * height)
    ]
    starts = before if len(before) > 1 else starred
    if goes_on and not len(starts) and _is_slim(row[row[:, 0].argmin()]):
        starts = before[_low(before, top, bottom) & (before[:, 2] > left - POINT * height)]
    middle = (after[:, 1] + after[:, 3]) / 2
    wide, high = after[:, 2] - after[:, 0], after[:, 3] - after[:, 1]
    low = _low(after, top, bottom)
    dash = (wide >= DASH * height) & (wide >= 2 * high) & (np.abs(middle - (top + bottom) / 2) < height / 6)
    ends = after if len(after) > 1 else after[low | dash]
    return (
        min(left, int(starts[:, 0].min())) if len(starts) else left,
        max(right, int(ends[:, 2].max())) if len(ends) else right,
    )


def _low(dots: NDArray[np.int32], top: int, bottom: int) -> NDArray[np.bool_]:
    """Which dots stand in the lowest third of a line."""
    return np.asarray((dots[:, 1] + dots[:, 3]) / 2 > (top + 2 * bottom) / 3)


def _is_slim(blob: NDArray[np.int32]) -> bool:
    """Whether a blob is as slim as a figure is."""
    return bool(blob[2] - blob[0] < FIGURE * (blob[3] - blob[1]))


def _with_grown(line: TextLine, written: NDArray[np.int32], cell: tuple[float, float], height: float) -> TextLine:
    """The line with the characters at its ends that a seal or a signature has grown into: ink that goes on without a
    gap, no further than two characters are wide."""
    near, wide = round(GAP * height), round(2.2 * height)
    left, right, crossed = line.x0, line.x1, False
    for x0, y0, x1, y1 in written.tolist():
        over = min(y1, line.y1) - max(y0, line.y0) >= 0.7 * (line.y1 - line.y0)
        if not over or x0 >= right + near or x1 <= left - near:
            continue
        crossed = True
        right = max(right, min(x1, right + wide, int(cell[1])))
        left = min(left, max(x0, left - wide, int(cell[0])))
    return TextLine(left, line.y0, right, line.y1, crossed)


def _with_joined(line: TextLine, ink: Blobs, cell: tuple[float, float]) -> TextLine:
    """The line with the ink beside its ends that is part of a blob too large for a letter: a seal's ring or a signature
    that runs through its last characters."""
    near, wide = round(GAP * ink.height), round(2.2 * ink.height)
    left, right = max(round(cell[0]) + EDGE, line.x0 - near - wide), min(round(cell[1]) - EDGE, line.x1 + near + wide)
    rows = slice(line.y0, line.y1)
    inked = ink.mask[rows, left:right] > 0
    if ink.pens is not None:
        inked &= ink.pens[rows, left:right] == 0
    before, after = inked[:, : max(0, line.x0 - left)][:, ::-1], inked[:, max(0, line.x1 - left) :]
    grown = [_reach(side, near, ink.height) for side in (before, after)]
    if not any(grown):
        return line
    return line._replace(x0=line.x0 - grown[0], x1=line.x1 + grown[1], crossed=True)


def _reach(beside: NDArray[np.bool_], near: int, height: float) -> int:
    """How far ink goes on beside a line's end without a gap, as high as half of the line; 0 for specks and thin pieces
    of a wall."""
    columns = np.flatnonzero(beside.any(axis=0))
    if not columns.size or columns[0] >= near:
        return 0
    gaps = np.flatnonzero(np.diff(columns) > near)
    end = int(columns[gaps[0]] if gaps.size else columns[-1]) + 1
    rows = np.flatnonzero(beside[:, :end].any(axis=1))
    return end if end - columns[0] >= 0.5 * height and np.ptp(rows) >= 0.5 * len(beside) else 0
