"""How finely a page's pictures are drawn: the resolution at which nothing of it is lost.

A scan is one image as large as its page, or several: layered ones have a coarse picture of the paper and a fine mask of
its print, tiled ones a row of strips. The finest picture counts, for the print is in it. What is too coarse for print
is a background, and what else is drawn on the page asks for a resolution of its own.
"""

from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

__all__ = ["Scan", "scan_of"]

PAGE_SHARE = 0.85  # of the page: what pictures of a scan cover together
FINE_SHARE = 0.2  # of the page: so much is drawn at least as finely as its print; a logo is not
COARSEST = 60  # dpi: below it no print can be read
DRAWN = 20  # paths: as many are no ruling that somebody drew on a scan
DEPTH = 3  # of forms within forms


class Scan(NamedTuple):
    """The pictures that make up a page: `images` from the finest on, `dpi` that of its print, `bilevel` whether those
    that hold it are black and white alone, `alone` whether nothing else is drawn and they are fine enough for print."""

    images: tuple[Any, ...]
    dpi: float
    bilevel: bool
    alone: bool


class _Picture(NamedTuple):
    image: Any
    dpi: float
    area: float


def scan_of(page: pdfium.PdfPage) -> Scan | None:
    """The pictures that cover a page; None where none do."""
    width, height = page.get_size()
    found = sorted(_pictures(page), key=lambda picture: -picture.dpi)
    area = sum(picture.area for picture in found)
    if not found or area < PAGE_SHARE * width * height:
        return None
    fine, drawn = [], 0.0
    for picture in found:
        fine.append(picture)
        drawn += picture.area
        if drawn >= FINE_SHARE * width * height:
            break
    if len(found) == 1:  # as nearly every scan is: its own pixels, unchanged
        fine = [found[0]._replace(dpi=72 * max(found[0].image.get_px_size()) / max(width, height))]
    dpi = fine[-1].dpi
    bilevel = all(picture.image.get_metadata().bits_per_pixel == 1 for picture in fine)
    paths = sum(1 for _ in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_PATH,), max_depth=DEPTH))
    return Scan(tuple(picture.image for picture in found), dpi, bilevel, paths < DRAWN and dpi >= COARSEST)


def _pictures(page: pdfium.PdfPage) -> list[_Picture]:
    found = []
    for image in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=DEPTH):
        left, bottom, right, top = image.get_bounds()
        area = (right - left) * (top - bottom)
        across, down = image.get_px_size()
        if area > 0 and across and down:
            found.append(_Picture(image, 72 * (across * down / area) ** 0.5, area))
    return found
