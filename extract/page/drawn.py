"""What PDFium draws on a page, and what it would draw with some of its text left out.

    texts     the text objects of a page, those of form XObjects in the place of their form
    runs      the same with the characters each of them draws, by index
    rendered  the page, or a part of it, in pixels
    only      some text objects drawn, all others not, for as long as one looks

Coordinates are those of `extract.model`: points of the page as shown, y down.
"""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from pypdfium2 import PdfPage, PdfTextPage

from extract.model import Box
from extract.sheet import Glyph

__all__ = ["UNPAINTED", "Pixels", "Run", "only", "rendered", "runs", "texts"]

Pixels = NDArray[np.uint8]

DEEPEST = 4  # form XObjects in one another
UNPAINTED = (3, 7)  # text render modes: neither fill nor stroke; clip only
STROKED = 1


class Run:
    """One text object: its handle and the indices of the characters it draws."""

    def __init__(self, item: Any, glyphs: Sequence[int]) -> None:
        self.item = item
        self.glyphs = glyphs

    @cached_property
    def mode(self) -> int:
        """How it is painted (PDF 32000-1, table 106)."""
        return int(pdfium.FPDFTextObj_GetTextRenderMode(self.item))

    @cached_property
    def colour(self) -> tuple[int, int, int, int]:
        """Red, green, blue and opacity, 0 to 255 each."""
        parts = [ctypes.c_uint() for _ in range(4)]
        ask = pdfium.FPDFPageObj_GetStrokeColor if self.mode == STROKED else pdfium.FPDFPageObj_GetFillColor
        ask(self.item, *parts)
        red, green, blue, alpha = (part.value for part in parts)
        return red, green, blue, alpha

    @cached_property
    def font(self) -> Any:
        """The handle of its font."""
        return pdfium.FPDFTextObj_GetFont(self.item)

    @cached_property
    def is_embedded(self) -> bool:
        """Whether the document brings its font along: the shapes of any other are this machine's, or none."""
        return bool(pdfium.FPDFFont_GetIsEmbedded(self.font) == 1)


def texts(page: PdfPage) -> Iterator[Any]:
    """The handles of a page's text objects in drawing order."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    return _texts(map(pdfium.FPDFPage_GetObject, repeat(page.raw), range(count)), 0)


def _texts(items: Iterable[Any], depth: int) -> Iterator[Any]:
    for item in items:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(item)
            yield from _texts(map(pdfium.FPDFFormObj_GetObject, repeat(item), range(count)), depth + 1)


def runs(words: PdfTextPage, glyphs: Sequence[Glyph]) -> list[Run]:
    """A page's text objects with their characters; none where PDFium counts other characters than `glyphs`, as where
    another reader saw the page. The blanks that PDFium makes up between words belong to no object."""
    if pdfium.FPDFText_CountChars(words.raw) != len(glyphs):
        return []
    found: dict[int, tuple[Any, list[int]]] = {}
    for index in range(len(glyphs)):
        item = pdfium.FPDFText_GetTextObject(words.raw, index)
        if item:
            found.setdefault(ctypes.addressof(item.contents), (item, []))[1].append(index)
    return [Run(item, indices) for item, indices in found.values()]


def rendered(page: PdfPage, scale: float, box: Box, *, gray: bool = False) -> Pixels:
    """A part of the page in pixels, `scale` to a point: rows x columns, by three colours unless `gray`."""
    x0, y0, x1, y1 = box
    wide, high = max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale))
    width, height = page.get_size()
    channels, form = (1, pdfium.FPDFBitmap_Gray) if gray else (4, pdfium.FPDFBitmap_BGRx)
    stride = -(-wide * channels // 4) * 4
    pixels = np.full((high, stride), 255, np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, form, pixels.ctypes.data, stride)
    flags = pdfium.FPDF_ANNOT | (pdfium.FPDF_GRAYSCALE if gray else 0)
    size = (round(-x0 * scale), round(-y0 * scale), max(1, round(width * scale)), max(1, round(height * scale)))
    pdfium.FPDF_RenderPageBitmap(bitmap, page.raw, *size, 0, flags)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels[:, :wide] if gray else pixels[:, : 4 * wide].reshape(high, wide, 4)[:, :, :3]


@contextmanager
def only(items: Sequence[Any], shown: Iterable[Any] = ()) -> Iterator[None]:
    """Of the text objects `items` only those `shown` are drawn while this lasts."""
    try:
        for item in items:
            pdfium.FPDFPageObj_SetIsActive(item, False)
        for item in shown:
            pdfium.FPDFPageObj_SetIsActive(item, True)
        yield
    finally:
        for item in items:
            pdfium.FPDFPageObj_SetIsActive(item, True)
