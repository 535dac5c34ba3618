"""Pictures that stand in Office files: a form that was scanned or photographed and pasted in is read from its picture.

    package ─ what the document draws ─► pictures large enough for a form ─ OCR ─► a page each

They come behind what the file says in words. What is no larger than a seal or a logo is passed over; what cannot be
decoded (the preview of an object, drawn in a format of Windows alone) is a page that was not read, and says so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from extract.errors import DocumentError
from extract.model import Page
from extract.scanned import recognised
from extract.settings import ExtractSettings

__all__ = ["Pasted", "in_sheet", "in_word", "read"]

LEAST_WIDTH, LEAST_HEIGHT = 200.0, 100.0
"""Points: a seal is 42 mm wide, 119 points; a form's table fills half a page's width at the least."""
EMU = 12_700.0
"""To a point."""
PIXEL = 0.75
"""Points that a pixel of a worksheet's picture has."""
PICTURE = "a picture stands in it: hand in the picture itself, or a PDF made from the file"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SIZE = re.compile(r"(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px)?")
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


def in_word(word: Any) -> Iterator[Pasted]:
    """The pictures of a Word file that python-docx has opened, in their order; linked ones are not in it."""
    for item in word.element.body.iter(f"{A}blip", f"{V}imagedata"):
        part = word.part.rels.get(item.get(f"{R}embed") or item.get(f"{R}id") or "")
        twice = next(item.iterancestors(f"{MC}Fallback"), None) is not None
        if part is not None and not part.is_external and not twice:
            width, height = _drawn(item)
            yield Pasted(part.target_part.blob, width, height)


def in_sheet(sheet: Any) -> Iterator[Pasted]:
    """The pictures of a worksheet that openpyxl has opened."""
    for image in getattr(sheet, "_images", ()):
        size = getattr(image.anchor, "ext", None)
        wide, high = (image.width * PIXEL, image.height * PIXEL) if size is None else (size.cx / EMU, size.cy / EMU)
        yield Pasted(image._data(), wide, high)


def _drawn(item: Any) -> tuple[float, float]:
    """How large a picture is drawn: by the frame around it, nought where nothing says."""
    for around in item.iterancestors():
        if around.tag in (f"{WP}inline", f"{WP}anchor"):
            size = around.find(f"{WP}extent")
            return (0.0, 0.0) if size is None else (int(size.get("cx", 0)) / EMU, int(size.get("cy", 0)) / EMU)
        if around.tag in (f"{V}shape", f"{V}rect"):
            found = {
                name: float(value) * _POINTS[unit] for name, value, unit in _SIZE.findall(around.get("style") or "")
            }
            return found.get("width", 0.0), found.get("height", 0.0)
    return 0.0, 0.0


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
