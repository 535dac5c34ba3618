"""A page prepared for reading: turned, clean, straight, its rulings known and taken out of the picture.

    raster ─ turn ─ clean ─ skew ─ trace rulings ─ bend ─► straight ink ─ lattice ─► rulings | text without them

The page is resampled once, through the placement that unites skew and bend.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from extract.grid import TableGrid, tables
from extract.model import Box
from extract.scan.clean import Clean, clean
from extract.scan.ink import flat_strokes, ink
from extract.scan.lines import Blobs, blobs, text_height
from extract.scan.polarity import dark_on_light
from extract.scan.raster import Pixels, Raster, resized
from extract.scan.rulings import Lattice, drawn, lattice, trace
from extract.scan.straighten import Placement, bend, place, skew, straight
from extract.sheet import Ruling

__all__ = ["Prepared", "prepare"]

USUAL_HEIGHT = 26.0
MOST_HEIGHT = 52.0
ROUGH_SIDE = 1200
SOFTNESS = 0.9  # pixels; wrong fields of nine faxes of the corpus: 214 without it, 187 at 0.7, 185 at 0.9 and at 1.1


@dataclass(frozen=True)
class Prepared:
    """A straight page. Everything is in its pixels; `page_box` maps back to the page as it is shown.

    gray      ink on white, rulings and seals taken out
    marks     255 where there is ink that is no ruling
    tint      255 where ink has a colour; None on a page without any
    height    that of the text
    lattice   the rulings
    seal      255 where a seal was taken out
    turn      degrees clockwise by which the page had to be turned to stand upright
    """

    raster: Raster
    turn: int
    placement: Placement
    gray: Pixels
    seal: Pixels
    marks: Pixels
    tint: Pixels | None
    height: float
    lattice: Lattice

    @cached_property
    def blobs(self) -> Blobs:
        """The ink that is no ruling, with the height of the text; made where it is asked for, a glance needs none."""
        return blobs(flat_strokes(self.gray, self.marks, self.height), self.height, self.tint, self.seal)

    def grids(self) -> list[TableGrid]:
        """The tables that the rulings draw, in pixels of the straight page."""
        return self._drawn(self.lattice.rulings)

    def has_table(self) -> bool:
        """Whether the rulings draw a table, or would if the page lay on its side: one that a page break cut does only
        where it stands as it is read."""
        return bool(self.grids()) or bool(self._drawn([ruling.turned for ruling in self.lattice.rulings]))

    def _drawn(self, rulings: Sequence[Ruling]) -> list[TableGrid]:
        return tables(rulings, tolerance=0.3 * self.height, coverage=0.5)

    def page_box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box of the straight page as a box of the page as shown, in the page's own units."""
        left, top, right, bottom = self.placement.box(x0, y0, x1, y1)
        across, down = self.placement.width, self.placement.height
        if self.turn == 90:
            left, top, right, bottom = top, across - right, bottom, across - left
        elif self.turn == 180:
            left, top, right, bottom = across - right, down - bottom, across - left, down - top
        elif self.turn == 270:
            left, top, right, bottom = down - bottom, left, down - top, right
        scale, wide, high = self.raster.scale, self.raster.width, self.raster.height
        return (
            min(max(left / scale, 0.0), wide),
            min(max(top / scale, 0.0), high),
            min(max(right / scale, 0.0), wide),
            min(max(bottom / scale, 0.0), high),
        )


def prepare(raster: Raster, turn: int = 0) -> Prepared:
    """Make a page ready for reading, after turning it clockwise by `turn` degrees (0, 90, 180 or 270)."""
    pixels = np.ascontiguousarray(np.rot90(raster.pixels, -turn // 90)) if turn else raster.pixels
    page = clean(dark_on_light(pixels))
    if raster.bilevel:  # the models know the soft edges of a scan
        page = page._replace(gray=np.asarray(cv2.GaussianBlur(page.gray, (0, 0), SOFTNESS), np.uint8))
    placement, height = _straightened(page.gray)
    if height > MOST_HEIGHT:
        return prepare(resized(raster, USUAL_HEIGHT / height), turn)
    gray, seal, tint = _layers(page, placement)
    marks = ink(gray, height)
    found = lattice(marks, height, raster.bilevel)
    erased = cv2.dilate(found.drawn, np.ones((3, 3), np.uint8))
    gray[erased > 0] = 255
    text = np.asarray(cv2.subtract(marks, erased), np.uint8)
    return Prepared(raster, turn, placement, gray, seal, text, tint, height, found)


def _layers(page: Clean, placement: Placement) -> tuple[Pixels, Pixels, Pixels | None]:
    """A page's grey, seals and tint made straight, in one go where there is any colour; no tint: None."""
    if not page.tint.any():
        seal = straight(page.seal, placement) if page.seal.any() else page.seal
        return straight(page.gray, placement), seal, None
    layers = straight(np.asarray(cv2.merge((page.gray, page.seal, page.tint)), np.uint8), placement)
    gray, seal, tint = (np.asarray(layer, np.uint8) for layer in cv2.split(layers))
    return gray, seal if page.seal.any() else page.seal, tint


def _straightened(gray: Pixels) -> tuple[Placement, float]:
    """The placement that makes a page straight, and the height of its text; found on a smaller copy."""
    angle = skew(gray)
    factor = min(1.0, ROUGH_SIDE / max(gray.shape))
    small = np.asarray(cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    rough = straight(small, place(small.shape, angle))
    usual = USUAL_HEIGHT * factor
    marks = ink(rough, usual)
    long = drawn(marks, usual)
    height = text_height(np.asarray(cv2.subtract(marks, long), np.uint8)) or usual
    traces = trace(long, round(1.4 * max(height, usual)))
    middle = 0.5 / factor - 0.5
    whole = [trace._replace(points=trace.points / factor + middle) for trace in traces]
    return bend(place(gray.shape, angle), whole), height / factor
