"""A page that is drawn askew by a little, as what was scanned once is: turned back to be read, and what was found on it
put where it stands.

Its walls are no level strokes, and its rows do not lie on one height: no other way of reading makes a table of it.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import cos, radians, sin

import pypdfium2
import pypdfium2.raw as pdfium

from extract.model import Box, Page, Table
from extract.opening import opened
from extract.settings import ExtractSettings
from extract.source import Document

__all__ = ["ASKEW", "askew", "straightened"]

ASKEW = "page_askew"
"""The trace on a page that was turned back to be read."""


@contextmanager
def straightened(document: Document, number: int, slant: float, settings: ExtractSettings) -> Iterator[Document]:
    """A document of that page alone, turned back by `slant` degrees clockwise about its middle."""
    with pypdfium2.PdfDocument.new() as alone:
        alone.import_pages(document.pdf, [number - 1])
        page = alone[0]
        left, bottom, right, top = page.get_bbox()
        a, b = cos(radians(slant)), sin(radians(slant))
        x, y = (left + right) / 2, (bottom + top) / 2
        matrix = pdfium.FS_MATRIX(a, b, -b, a, x - a * x + b * y, y - b * x - a * y)
        pdfium.FPDFPage_TransFormWithClip(page.raw, matrix, pdfium.FS_RECTF(left, top, right, bottom))
        page.close()
        out = io.BytesIO()
        alone.save(out)
    with opened(out.getvalue(), settings) as straight:
        straight.notes = {1: document.notes.get(number, ())}
        yield straight


def askew(page: Page, number: int, slant: float) -> Page:
    """What was found on a page that was turned back, as page `number` where it stands, with a trace."""
    there = _turned(slant, page.width / 2, page.height / 2)
    lines = tuple(line.model_copy(update={"box": there(line.box)}) for line in page.lines)
    tables = tuple(_table(table, there) for table in page.tables)
    doubts = (*page.doubts, ASKEW)
    return page.model_copy(update={"number": number, "lines": lines, "tables": tables, "doubts": doubts})


def _table(table: Table, there: Callable[[Box], Box]) -> Table:
    cells = []
    for cell in table.cells:
        lines = tuple(line.model_copy(update={"box": there(line.box)}) for line in cell.lines)
        cells.append(cell.model_copy(update={"box": there(cell.box), "lines": lines}))
    return table.model_copy(update={"box": there(table.box), "cells": tuple(cells)})


def _turned(slant: float, x: float, y: float) -> Callable[[Box], Box]:
    """What moves a box's middle as the page is turned by `slant` degrees clockwise about (x, y): a box stays upright
    and of its size."""
    a, b = cos(radians(slant)), sin(radians(slant))

    def there(box: Box) -> Box:
        across, down = (box[0] + box[2]) / 2 - x, (box[1] + box[3]) / 2 - y
        dx, dy = a * across - b * down - across, b * across + a * down - down
        return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)

    return there
