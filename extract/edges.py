"""Rulings as a person sees them: the page is rendered without its text, and every long straight edge is one.

    page ─ text made invisible ─ render ─► colours ─ edges along each axis ─ runs ─► rulings

A line has two edges close together, a gap between shaded cells has two, a frame behind white cells shows in the gaps
between them, a dotted line is a row of short ones: to the eye all of these part cells, and none of them need be a
stroke. What is drawn and cannot be seen (white on white, under paint, outside a clip path) has no edge.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.page.drawn import only, texts
from extract.rulings import join
from extract.sheet import Axis, Ruling
from extract.source import Document

__all__ = ["seen_rulings", "visible"]

DPI = 216
"""At 144 a thin gap between two painted cells is lost where both are rounded to one pixel."""
SEEN = 9  # levels of 255 between neighbours: the palest shading that offices use (245 on 255) has ten
SHORTEST = 8.0  # points: a lower row holds no text
DOTS = 7.0  # points: the widest gap within a dotted or broken line
THICK = 4.0  # points: two edges as close as this are those of one line or gap
CORNER = 9.0  # points: the largest rounded corner, by which a side falls short of the next one
SUPPORT = 0.6  # of a ruling's length that must show
MOST = 4000  # runs of one axis: a page with more is a photograph or a drawing

Mask = NDArray[np.uint8]


def seen_rulings(document: Document, number: int, unit: float = 1.0) -> tuple[Ruling, ...]:
    """The rulings that are seen on page `number` of a PDF, in points of the page as shown divided by `unit`, which is
    that of the page's text (1: ordinary type). Raises `UnreadablePage`."""
    points = DPI / 72
    level, upright = _edges(_render(document, number, points / unit))
    found = [*_runs(level, "h", points), *_runs(np.ascontiguousarray(upright.T), "v", points)]
    return tuple(_cornered(join(found, THICK)))


def visible(document: Document, number: int, rulings: Sequence[Ruling], unit: float = 1.0) -> list[Ruling]:
    """Those of `rulings`, in points of page `number` as shown divided by `unit`, along which something is seen."""
    points = DPI / 72
    level, upright = _edges(_render(document, number, points / unit))
    masks = {"h": level, "v": np.ascontiguousarray(upright.T)}
    return [ruling for ruling in rulings if _shows(masks[ruling.axis], ruling, points)]


def _shows(edges: Mask, ruling: Ruling, points: float) -> bool:
    low, high = round((ruling.at - THICK / 2) * points), round((ruling.at + THICK / 2) * points) + 1
    band = edges[max(0, low) : max(0, high), max(0, round(ruling.start * points)) : max(0, round(ruling.end * points))]
    return bool(band.size) and float(band.any(axis=0).mean()) >= SUPPORT


def _render(document: Document, number: int, scale: float) -> Mask:
    """The page's colours without its text."""
    with document.page(number) as page, only(list(texts(page))):
        pixels = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False, may_draw_forms=False).to_numpy()
    return np.ascontiguousarray(pixels[:, :, :3])


def _edges(pixels: Mask) -> tuple[Mask, Mask]:
    """255 where a pixel differs from the one below it, and from the one to its right, in some colour."""
    level, upright = (np.zeros(pixels.shape[:2], np.uint8) for _ in range(2))
    level[:-1] = _differs(pixels[1:], pixels[:-1])
    upright[:, :-1] = _differs(np.ascontiguousarray(pixels[:, 1:]), np.ascontiguousarray(pixels[:, :-1]))
    return level, upright


def _differs(one: Mask, other: Mask) -> Mask:
    channels = cv2.split(cv2.absdiff(one, other))
    most = channels[0]
    for channel in channels[1:]:
        most = cv2.max(most, channel)
    return np.asarray(cv2.threshold(most, SEEN - 1, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _runs(edges: Mask, axis: Axis, points: float) -> Iterator[Ruling]:
    """Long straight runs of edges along the rows of a mask; those across it are its transpose's. A slanted or bent line
    climbs over several rows, and no row of it is long."""
    gap, shortest = round(DOTS * points), round(SHORTEST * points)
    whole = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    long = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    rows = np.flatnonzero(long.any(axis=1))
    steps = np.diff(np.pad(long[rows] > 0, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    starts, ends = np.argwhere(steps > 0), np.argwhere(steps < 0)
    if len(starts) > MOST:
        return
    for (row, start), (_, end) in zip(starts.tolist(), ends.tolist(), strict=True):
        yield Ruling(axis, (float(rows[row]) + 1) / points, start / points, end / points)


def _cornered(rulings: list[Ruling]) -> Iterator[Ruling]:
    """The rulings, each drawn on over a rounded corner to the one that it would meet there."""
    for ruling in rulings:
        across = [other for other in rulings if other.axis != ruling.axis and _meets(other, ruling.at)]
        starts = [other.at for other in across if 0 < ruling.start - other.at <= CORNER]
        ends = [other.at for other in across if 0 < other.at - ruling.end <= CORNER]
        yield ruling._replace(start=min([ruling.start, *starts]), end=max([ruling.end, *ends]))


def _meets(other: Ruling, at: float) -> bool:
    return other.start - CORNER <= at <= other.end + CORNER
