"""Pieces of pages as pictures: the row that somebody speaks of, boxed, with what stands around it."""

import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PIL import Image, ImageDraw

from extract.media import WITHOUT_PDF
from extract.model import Box
from extract.opening import opened
from extract.scan.raster import image_frames
from extract.settings import ExtractSettings
from extract.source import PDF, Document

__all__ = ["Shown", "Spot", "crops", "page_picture", "page_pictures"]

Spot = tuple[int, Box | None]
"""A page, counted from 1, and a box on it in the page's own units; None: nothing in particular on the page."""

WIDTH = 1000  # pixels of a whole page's width
AROUND = 0.055  # of the page's height: what is shown above and below the box
SIDEWAYS = 3  # times as high as wide: a row of a page printed sideways; what is less is a block of rows or columns
TOP = 0.3  # of the page's height: what is shown where there is no box
RED = (214, 40, 40)
QUALITY = 78  # of 100, as JPEG counts


def crops(data: bytes, spots: Iterable[Spot]) -> dict[Spot, bytes]:
    """A JPEG for each of the spots: the page's whole width, as high as the box and a little around it, boxed in red.

    A box much higher than wide, as a row of a page printed sideways is, has the page's whole height instead. A page
    that the document does not have is left out. Raises DocumentError where the document cannot be opened.
    """
    wanted: dict[int, list[Box | None]] = {}
    for page, box in dict.fromkeys(spots):
        wanted.setdefault(page, []).append(box)
    found: dict[Spot, bytes] = {}
    with opened(data, ExtractSettings()) as document:
        for page, boxes in sorted(wanted.items()):
            picture = _picture(document, page)
            if picture is not None:
                found |= {(page, box): _piece(*picture, box) for box in boxes}
    return found


class Shown(NamedTuple):
    """A page as shown, and its pixels to one unit of the page."""

    picture: Image.Image
    scale: float

    def piece(self, area: Box) -> bytes:
        """What an area of the page, in the page's units, shows, as a JPEG."""
        x0, y0, x1, y1 = (round(side * self.scale) for side in area)
        return _jpeg(self.picture.crop((x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))))

    def marked(self, boxes: Iterable[Box], quality: int) -> bytes:
        """The whole page with boxes in red around these places, as a JPEG of a quality (of 100)."""
        picture = self.picture.copy()
        for box in boxes:
            _frame(picture, self.scale, box)
        return _jpeg(picture, quality)


def page_picture(data: bytes, number: int, width: int) -> Shown | None:
    """A page of a document, so many pixels wide; None where it has no such page, or none that is a picture.

    Raises DocumentError where the document cannot be opened.
    """
    with opened(data, ExtractSettings()) as document:
        return _picture(document, number, width)


def page_pictures(data: bytes, numbers: Iterable[int], width: int = WIDTH) -> Iterator[tuple[int, Shown]]:
    """`page_picture` for each of the pages, of a document that is opened once; those that it does not have left out."""
    with opened(data, ExtractSettings()) as document:
        for number in numbers:
            shown = _picture(document, number, width)
            if shown is not None:
                yield number, shown


def _picture(document: Document, number: int, width: int = WIDTH) -> Shown | None:
    """A page as shown; None where there is no such page."""
    if document.media_type == PDF:
        if not 1 <= number <= len(document.pdf):
            return None
        scale = width / document.size(number)[0]
        with document.page(number) as page:
            picture: Image.Image = page.render(scale=scale).to_pil()
        return Shown(picture.convert("RGB"), scale)
    if document.media_type in WITHOUT_PDF:
        return None
    frame = next(image_frames(document.data, number), None) if number > 0 else None
    if frame is None:
        return None
    picture = Image.fromarray(frame.pixels[:, :, ::-1])
    scale = width / frame.width
    return Shown(picture.resize((width, max(1, round(frame.height * scale)))), scale)


def _piece(picture: Image.Image, scale: float, box: Box | None) -> bytes:
    wide, high = picture.size
    area = (0, 0, wide, round(high * TOP))
    if box is not None:
        x0, y0, x1, y1 = (round(side * scale) for side in box)
        around = round(high * AROUND)
        if y1 - y0 > SIDEWAYS * (x1 - x0):
            area = (max(0, x0 - around), 0, min(wide, x1 + around), high)
        else:
            area = (0, max(0, y0 - around), wide, min(high, y1 + around))
        picture = picture.copy()
        _frame(picture, scale, box)
    piece = picture.crop((area[0], area[1], max(area[2], area[0] + 1), max(area[3], area[1] + 1)))
    return _jpeg(piece)


def _frame(picture: Image.Image, scale: float, box: Box) -> None:
    """Draw a box around a place."""
    x0, y0, x1, y1 = (round(side * scale) for side in box)
    ImageDraw.Draw(picture).rectangle((x0 - 3, y0 - 3, x1 + 3, y1 + 3), outline=RED, width=3)


def _jpeg(picture: Image.Image, quality: int = QUALITY) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
