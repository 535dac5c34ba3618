"""Windows on a page's picture: the crop, the line around it, the whole page, each an SVG over one and the same picture.

A page is rendered once and kept by the browser; a window is a `viewBox` in the page's own units (points, pixels of an
image file), so that what is shown and what is boxed cannot come apart.
"""

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Box", "Piece", "Sheet", "crop", "hull", "line", "whole"]

Box = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in the page's own units, y growing downwards."""

AROUND = 0.012  # of the page's width: shown around a crop on every side
LEAST = (0.16, 0.03)  # of the page's width: a crop's least width and height, that one sign is not blown up to a blot
TALL = 0.17  # of the page's width: higher windows get more room, and show what is beside them
THIN = 0.5  # of the page's own units: a mark's least side
BESIDE = 0.035  # of the page's height: what is shown above and below a line


class Sheet(NamedTuple):
    """A page that has a picture: its document, its number from 1, its size in its own units."""

    sha: str
    page: int
    width: float
    height: float

    @property
    def href(self) -> str:
        """Where its picture is."""
        return f"/picture/{self.sha}/{self.page}"


class Piece(NamedTuple):
    """A window: the picture and its size, what of it is seen, what is marked in it (x, y, width, height each), whether
    that is so high that its own width shows the line around it, and where it stands in the room that it is given (as
    SVG says it): at the edge of the page at its own edge, so that the room shows the page and not what is beyond."""

    href: str
    width: float
    height: float
    view: str
    marks: tuple[Box, ...]
    tall: bool
    beside: str


def crop(sheet: Sheet, *boxes: Box) -> Piece:
    """What stands in boxes, large, with a little around them."""
    x0, y0, x1, y1 = hull(boxes)
    pad = AROUND * sheet.width
    wide = max(x1 - x0 + 2 * pad, LEAST[0] * sheet.width)
    high = max(y1 - y0 + 2 * pad, LEAST[1] * sheet.width)
    return _piece(sheet, ((x0 + x1 - wide) / 2, (y0 + y1 - high) / 2, wide, high), boxes)


def line(sheet: Sheet, *boxes: Box) -> Piece:
    """The page's whole width at the boxes' height, what stands above and below with it."""
    box = hull(boxes)
    beside = BESIDE * sheet.height
    return _piece(sheet, (0, box[1] - beside, sheet.width, box[3] - box[1] + 2 * beside), boxes)


def whole(sheet: Sheet, *boxes: Box) -> Piece:
    """The page."""
    return _piece(sheet, (0, 0, sheet.width, sheet.height), boxes)


def hull(boxes: Sequence[Box]) -> Box:
    """The least box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _piece(sheet: Sheet, view: tuple[float, float, float, float], boxes: Sequence[Box]) -> Piece:
    marks = tuple((x0, y0, max(x1 - x0, THIN), max(y1 - y0, THIN)) for x0, y0, x1, y1 in boxes)
    x, y, wide, high = view
    x, y = _within(x, wide, sheet.width), _within(y, high, sheet.height)
    told = " ".join(f"{number:.1f}" for number in (x, y, wide, high))
    beside = f"x{_side(x + wide / 2, sheet.width)}Y{_side(y + high / 2, sheet.height)}"
    return Piece(sheet.href, sheet.width, sheet.height, told, marks, high > TALL * sheet.width, beside)


def _within(start: float, length: float, whole: float) -> float:
    """Where a stretch begins that is moved into the whole, as far as it has room there."""
    return max(0.0, min(start, whole - length))


def _side(middle: float, whole: float) -> str:
    """Which side of the whole a place is at, by thirds."""
    return ("Min", "Mid", "Max")[min(2, max(0, int(3 * middle / whole)))]
