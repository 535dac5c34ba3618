"""Pieces of pages as pictures: the row that somebody speaks of, boxed, with what stands around it."""

import io
from collections.abc import Iterable

from PIL import Image, ImageDraw

from extract.media import WITHOUT_PDF
from extract.model import Box
from extract.scan.raster import image_frames
from extract.settings import ExtractSettings
from extract.source import PDF, Document, opened

__all__ = ["Spot", "crops"]

Spot = tuple[int, Box | None]
"""A page, counted from 1, and a box on it in the page's own units; None: nothing in particular on the page."""

WIDTH = 1000  # pixels of a whole page's width
AROUND = 0.055  # of the page's height: what is shown above and below the box
TOP = 0.3  # of the page's height: what is shown where there is no box
RED = (214, 40, 40)


def crops(data: bytes, spots: Iterable[Spot]) -> dict[Spot, bytes]:
    """A JPEG for each of the spots: the page's whole width, as high as the box and a little around it, boxed in red.

    A box higher than wide, as a row of a page printed sideways is, has the page's whole height instead. A page that the
    document does not have is left out. Raises DocumentError where the document cannot be opened.
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


def _picture(document: Document, number: int) -> tuple[Image.Image, float] | None:
    """A page as shown, and its pixels to one unit of the page; None where there is no such page."""
    if document.media_type == PDF:
        if not 1 <= number <= len(document.pdf):
            return None
        scale = WIDTH / document.size(number)[0]
        with document.page(number) as page:
            picture: Image.Image = page.render(scale=scale).to_pil()
        return picture.convert("RGB"), scale
    if document.media_type in WITHOUT_PDF:
        return None
    frame = next(image_frames(document.data, number), None) if number > 0 else None
    if frame is None:
        return None
    picture = Image.fromarray(frame.pixels[:, :, ::-1])
    scale = WIDTH / frame.width
    return picture.resize((WIDTH, max(1, round(frame.height * scale)))), scale


def _piece(picture: Image.Image, scale: float, box: Box | None) -> bytes:
    wide, high = picture.size
    area = (0, 0, wide, round(high * TOP))
    if box is not None:
        x0, y0, x1, y1 = (round(side * scale) for side in box)
        around = round(high * AROUND)
        if y1 - y0 > x1 - x0:
            area = (max(0, x0 - around), 0, min(wide, x1 + around), high)
        else:
            area = (0, max(0, y0 - around), wide, min(high, y1 + around))
        picture = picture.copy()
        ImageDraw.Draw(picture).rectangle((x0 - 3, y0 - 3, x1 + 3, y1 + 3), outline=RED, width=3)
    piece = picture.crop((area[0], area[1], max(area[2], area[0] + 1), max(area[3], area[1] + 1)))
    out = io.BytesIO()
    piece.save(out, "JPEG", quality=78, optimize=True)
    return out.getvalue()
