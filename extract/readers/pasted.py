"""Pictures that stand in files: a form that was scanned or photographed and pasted in is read from its picture.

    what a document shows ─► pictures large enough for a form ─ OCR ─► a page each

They come behind what the file says in words. What is no larger than a seal or a logo is passed over; what cannot be
decoded (the preview of an object, drawn in a format of Windows alone) is a page that was not read, and says so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.errors import DocumentError
from extract.model import Page
from extract.scanned import recognised
from extract.settings import ExtractSettings

__all__ = ["PIXEL", "Pasted", "read", "styled"]

LEAST_WIDTH, LEAST_HEIGHT = 200.0, 100.0
"""Points: a seal is 42 mm wide, 119 points; a form's table fills half a page's width at the least."""
PIXEL = 0.75
"""Points that a pixel of a worksheet's or a web page's picture has."""
PICTURE = "a picture stands in it: hand in the picture itself, or a PDF made from the file"
_SIZE = re.compile(r"(?<![\w-])(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px)?(?![\w%])")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": PIXEL, "": PIXEL}


@dataclass(frozen=True)
class Pasted:
    """A picture as it stands in a file: its bytes, and how large it is drawn, in points."""

    data: bytes
    width: float
    height: float

    @property
    def holds_form(self) -> bool:
        """Whether a form can stand in it."""
        return self.width >= LEAST_WIDTH and self.height >= LEAST_HEIGHT


def styled(style: str) -> dict[str, float]:
    """The width and the height that a style gives, in points."""
    return {name: float(value) * _POINTS[unit] for name, value, unit in _SIZE.findall(style)}


def read(pictures: Iterable[Pasted], first: int, settings: ExtractSettings) -> Iterator[Page]:
    """A page for each picture that can hold a form, numbered from `first`; their cells say which picture they are of.
    Without a reader of pictures it is a page that needs OCR."""
    for number, picture in enumerate((one for one in pictures if one.holds_form), 1):
        yield _named(_read(picture, first + number - 1, settings), f"picture {number}")


def _read(picture: Pasted, number: int, settings: ExtractSettings) -> Page:
    from extract.scan.raster import image_frames  # loads OpenCV

    page = Page(
        number=number, width=picture.width, height=picture.height, status="needs_ocr", reason=PICTURE, paper=False
    )
    try:
        raster = next(image_frames(picture.data))
    except DocumentError as fault:
        return page.model_copy(update={"status": "unread", "reason": f"a picture in the file: {fault}"})
    page = page.model_copy(update={"width": raster.width, "height": raster.height})
    return recognised(page, raster, settings)


def _named(page: Page, name: str) -> Page:
    """The page as a stretch of a file without pages, each of its cells and lines with the picture's name."""
    tables = [
        table.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(update={"place": f"{name}, row {cell.row + 1}, column {cell.column + 1}"})
                    for cell in table.cells
                )
            }
        )
        for table in page.tables
    ]
    lines = [line.model_copy(update={"place": name}) for line in page.lines]
    return page.model_copy(update={"paper": False, "tables": tuple(tables), "lines": tuple(lines)})
