"""Lines of text with what they say, cut from damaged pages by the product's own path.

A line that the product finds on a picture gets the text of the one printed line that it covers; one over no print, a
blot in a cell, gets an empty text: that is how the recogniser learns what dirt is. What covers a part of a line, or
two, is left out.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from benchmarks.corpus.damage.levels import Recipe, Shot, expose
from extract import ExtractSettings, extract
from extract.model import Box
from extract.ocr.recognise import scaled
from extract.readers.ppocr import find
from extract.scan.prepare import prepare
from extract.scan.raster import Pixels, Raster

__all__ = ["Printed", "Sample", "cut", "document_lines", "page_of"]

INCH = 72
COVERED, TOUCHED = 0.9, 0.04
"""The share of a printed line's length that its picture must cover, and of a picture that others may."""
LEVEL = 0.4
"""The share of the lower one's height that a picture and its printed line have in common."""
BLOT = 2.5  # of its height: a blot is no longer


class Printed(NamedTuple):
    """A printed line and its box in points of the page before it was damaged."""

    text: str
    box: Box


class Sample(NamedTuple):
    """A line as the recogniser gets it, 48 rows high, and what it says."""

    pixels: Pixels
    text: str


def document_lines(data: bytes) -> Iterator[tuple[pdfium.PdfPage, list[Printed]]]:
    """The pages of a digital document with their printed lines, as the product reads them."""
    pages = extract(data, ExtractSettings()).pages
    pdf = pdfium.PdfDocument(data)
    for page in pages:
        lines = [line for table in page.tables for cell in table.cells for line in cell.lines]
        yield pdf[page.number - 1], [Printed(line.text, line.box) for line in (*lines, *page.lines)]


def page_of(page: pdfium.PdfPage, dpi: int) -> NDArray[np.uint8]:
    """A digital page as an RGB picture."""
    image = page.render(scale=dpi / INCH, rev_byteorder=True, prefer_bgrx=False).to_numpy()
    return np.ascontiguousarray(cv2.cvtColor(image, cv2.COLOR_GRAY2RGB) if image.shape[2] == 1 else image[:, :, :3])


def cut(
    page: NDArray[np.uint8], printed: Iterable[Printed], recipe: Recipe, rng: np.random.Generator
) -> Iterator[Sample]:
    """The lines that the product finds on a page, `(rows, columns, 3)` RGB at the recipe's resolution, once it has been
    damaged."""
    shot = expose(page, recipe, rng)
    raster = _stored(shot)
    straight = prepare(raster)
    found = find(straight)
    moved = [(line.text, _moved(line.box, shot)) for line in printed]
    for place, line, image in zip(found.places, found.lines, found.images, strict=True):
        text = _said(straight.page_box(*line[:4]), moved, in_cell=place is not None)
        if text is not None:
            yield Sample(scaled(image.pixels), text * image.copies)


def _stored(shot: Shot) -> Raster:
    """The page as it comes back from its file."""
    bgr = cv2.cvtColor(shot.page, cv2.COLOR_RGB2BGR)
    bilevel = "fax" in shot.recipe.kinds
    if not bilevel:
        _, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, shot.recipe.quality])
        bgr = cv2.imdecode(data, cv2.IMREAD_COLOR)
    rows, columns = bgr.shape[:2]
    scale = INCH / shot.recipe.dpi
    return Raster(np.asarray(bgr, np.uint8), columns * scale, rows * scale, bilevel)


def _moved(box: Box, shot: Shot) -> Box:
    """Where a box lies on the damaged page, in points."""
    x0, y0, x1, y1 = box
    across = np.linspace(x0, x1, 9)
    outline = np.concatenate([np.stack([across, np.full(9, y)], axis=1) for y in (y0, y1)])
    moved = shot.points(outline * shot.recipe.dpi / INCH) * INCH / shot.recipe.dpi
    (left, top), (right, bottom) = moved.min(axis=0), moved.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _said(box: Box, printed: Iterable[tuple[str, Box]], *, in_cell: bool) -> str | None:
    """The text of the one printed line that a picture covers; empty where it covers none; None where that is not
    clear."""
    x0, y0, x1, y1 = box
    near = []
    for text, (left, top, right, bottom) in printed:
        wide, high = min(x1, right) - max(x0, left), min(y1, bottom) - max(y0, top)
        if wide > 0 and high > 0:
            share = wide * high / max((x1 - x0) * (y1 - y0), 1e-6)
            level = high >= LEVEL * min(y1 - y0, bottom - top)
            near.append((text, share, level and wide >= COVERED * (right - left)))
    if not near:
        return "" if in_cell and x1 - x0 < BLOT * (y1 - y0) else None
    whole = [one for one in near if one[2]]
    others = [one for one in near if not one[2]]
    if len(whole) != 1 or any(share > TOUCHED for _, share, _ in others):
        return None
    return whole[0][0].strip() or None
