"""The picture of a line as the recogniser gets it: its own ink, with room around it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.scan.lines import Blobs, TextLine
from extract.scan.raster import Pixels
from extract.scan.shapes import pair, sign

__all__ = ["LineImage", "crop"]

ROOM = 0.15
LONE = 1.3
PAIR = 2.2
COPIES = 3
BESIDE, BEFORE = 0.15, 1.5  # heights of the text: where a sign in front of a number stands
PALEST, DARKEST = 230, 100
"""Of ink too faint for a blob: what its darkest twentieth is darker than, and none of it is darker than. Of 923 numbers
of labelled scans of the levels 2 and 4 six had such in front of them: a lost > and rests of seals."""


class LineImage(NamedTuple):
    """A line as the recogniser gets it. `copies`: how often it stands there side by side; `sign`: what the shape of a
    lone sign, or of `<=`, says (`extract.scan.shapes`); `crossed`: as `TextLine` has it; `ink`: a lone sign's own
    pixels; `faded`: whether ink that was too faint to be told from paper stands in front of it."""

    pixels: Pixels
    copies: int = 1
    sign: str | None = None
    crossed: bool = False
    ink: Pixels | None = None
    faded: bool = False


def crop(gray: Pixels, ink: Blobs, line: TextLine) -> LineImage:
    """The line's pixels with room around it: never lower than the text's height, so that a dash stays a dash.

    Specks and neighbouring lines in that room are painted out. A lone sign stands thrice beside itself: a recogniser
    made for words reads ⩾⩾⩾ where it takes ⩾ for V.
    """
    high, wide = line.y1 - line.y0, line.x1 - line.x0
    tall = max(high, ink.height)
    above, beside = round((tall - high) / 2 + ROOM * tall), round(0.25 * tall)
    lone = max(wide, high) <= LONE * ink.height
    across = max(3, round((0.8 * ink.height - wide) / 2)) if lone else beside
    x0, y0 = max(0, line.x0 - across), max(0, line.y0 - above)
    x1, y1 = line.x1 + across, line.y1 + above
    pixels = gray[y0:y1, x0:x1].copy()
    if ink.pens is not None and not _is_coloured(ink, line):
        pixels[ink.pens[y0:y1, x0:x1] > 0] = 255
    for left, top, right, bottom in _strays(ink.boxes, line, (x0, y0, x1, y1)).tolist():
        pixels[max(0, top - 1 - y0) : bottom + 1 - y0, max(0, left - 1 - x0) : right + 1 - x0] = 255
    own = pixels[line.y0 - y0 : line.y1 - y0, line.x0 - x0 : line.x1 - x0]
    if not lone:
        two = pair(own, ink.height) if wide <= PAIR * ink.height and high <= ink.height else None
        return LineImage(pixels, sign=two, crossed=line.crossed, faded=_is_faded(gray, line, ink.height))
    room = np.full((len(pixels), beside), 255, np.uint8)
    return LineImage(
        np.hstack([room, *[pixels] * COPIES, room]), COPIES, sign(own, ink.height), line.crossed, own.copy()
    )


def _is_faded(gray: Pixels, line: TextLine, height: float) -> bool:
    """Whether there is ink in front of a line that was too faint to be told from paper: a sign, where wear took it."""
    left, right = (max(0, round(line.x0 - by * height)) for by in (BEFORE, BESIDE))
    before = gray[line.y0 : line.y1, left:right]
    return bool(before.size and before.min() > DARKEST and np.percentile(before, 5) < PALEST)


def _is_coloured(ink: Blobs, line: TextLine) -> bool:
    """Whether nothing in a line's box is black."""
    x0, y0, x1, y1 = line[:4]
    within = (ink.boxes[:, 0] >= x0) & (ink.boxes[:, 1] >= y0) & (ink.boxes[:, 2] <= x1) & (ink.boxes[:, 3] <= y1)
    return not (within & ink.letters & ~ink.coloured).any()


def _strays(boxes: NDArray[np.int32], line: TextLine, window: tuple[int, int, int, int]) -> NDArray[np.int32]:
    """Blobs in the window around a line that lie wholly outside of it."""
    x0, y0, x1, y1 = window
    near = boxes[(boxes[:, 0] < x1) & (boxes[:, 2] > x0) & (boxes[:, 1] < y1) & (boxes[:, 3] > y0)]
    apart = (near[:, 0] >= line.x1) | (near[:, 2] <= line.x0) | (near[:, 1] >= line.y1) | (near[:, 3] <= line.y0)
    return near[apart]
