"""Pictures on a PDF page, and whether its text is one that a person sees.

A scan that went through an OCR program carries its guesses as text that is invisible (render mode 3) or lies under the
picture. Such a hidden layer is recognised here and not trusted: the picture is what was handed in.
"""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extract.source import Document

__all__ = ["NO_PICTURES", "Pictures", "pictures"]

COVERS = 0.5  # of the page: a picture that large hides the text drawn before it
OPAQUE = 128  # of 255: less lets text be seen
INVISIBLE = (3, 7)  # text render modes: neither fill nor stroke; clip only


class Pictures(NamedTuple):
    """`share` of the page that pictures cover (0 to 1), `hidden` share of its text runs that nobody sees, and the
    number of `objects` drawn."""

    share: float
    hidden: float
    objects: int


NO_PICTURES = Pictures(0.0, 0.0, 1)
NOTHING = 1e-6  # square points: a page may have no size


def pictures(document: Document, number: int) -> Pictures:
    """What covers page `number` of a PDF. Loads the page: ask only where a picture may be, or nothing else is."""
    with document.page(number) as page:
        width, height = page.get_size()
        share, runs, hidden, count = 0.0, 0, 0, 0
        for item, kind in _drawn(page.raw):
            count += 1
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                share += _area(item) / max(width * height, NOTHING)
                if share >= COVERS and hidden < runs and not _is_sheer(document, page, item):
                    hidden = runs
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
                runs += 1
                hidden += pdfium.FPDFTextObj_GetTextRenderMode(item) in INVISIBLE
        return Pictures(min(1.0, share), hidden / runs if runs else 0.0, count)


def _is_sheer(document: Document, page: pypdfium2.PdfPage, item: Any) -> bool:
    """Whether text is seen through a picture, as through a watermark: it is drawn with an opacity, or most of it is
    left out by its soft mask."""
    if pdfium.FPDFPageObj_HasTransparency(item):
        return True
    if not document.has_soft_masks:
        return False
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(document.pdf.raw, page.raw, item)
    if not bitmap:
        return False
    picture = pypdfium2.PdfBitmap.from_raw(bitmap)  # which gives it back
    return picture.format == pdfium.FPDFBitmap_BGRA and bool((picture.to_numpy()[:, :, 3] < OPAQUE).mean() > COVERS)


def _drawn(page: object) -> Iterator[tuple[object, int]]:
    """The objects of a page in drawing order; those of form XObjects in the place of their form."""
    for n in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _unpacked(pdfium.FPDFPage_GetObject(page, n), 0)


def _unpacked(item: object, depth: int) -> Iterator[tuple[object, int]]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth > 3:
        yield item, kind
        return
    for n in range(pdfium.FPDFFormObj_CountObjects(item)):
        yield from _unpacked(pdfium.FPDFFormObj_GetObject(item, n), depth + 1)


def _area(item: object) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return abs((right.value - left.value) * (top.value - bottom.value))
