"""OFD, China's own page format (GB/T 33190), as docvortex lays it out: rulings and characters into the one grid.

Signatures and seals are kept apart from the pages in such a file and are no part of them here. A page that is a picture
is read from it. docvortex's scene is an internal part of that library: its release is pinned.
"""

import base64
import binascii
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extract.aligned import aligned
from extract.errors import DamagedDocument, EncryptedDocument, OversizedDocument
from extract.model import ALIGNED, FORM_UNREAD, Box, Page
from extract.page import content
from extract.page.frame import in_frame, level
from extract.page.places import boxes_of, powers, printed_in, usual_height
from extract.page.reading import asked
from extract.page.seen import LAID_OVER
from extract.pictures import COVERS
from extract.readers.office_package import FAULTS
from extract.scanned import recognised
from extract.settings import ExtractSettings
from extract.sheet import Glyph, Ruling, Sheet
from extract.source import Document
from extract.text import insane_share
from extract.triage import says_form_in

if TYPE_CHECKING:
    from extract.scan.raster import Raster

__all__ = ["pages"]

POINTS = 72 / 25.4
"""To one millimetre, in which OFD measures."""
ASCENT, DESCENT = 0.85, 0.15
"""Of the type size, which they share: how far a character's box reaches above and below its baseline."""
WIDE = "\u2e80"
"""From here on characters are as wide as their type."""
HALF = 0.6
UNKNOWN = "¤"
"""What such a file writes for a character that its font alone knows."""
INSANE_SHARE = 0.05
"""Of the characters: beyond it a page's text is not trusted (as on a PDF's page)."""
MOST_DPI = 400.0
"""Dots to an inch of a page that is one picture, at most."""
TEXTLESS, UNTRUSTED = "it has no text, only a picture", "its text cannot be trusted"
BESIDE = "its text makes no table, and a picture covers it"
"""A scan with a page number or a searchable layer printed over it."""


def pages(document: Document, settings: ExtractSettings) -> Iterator[Page]:
    """Every page of an OFD document. Raises a `DocumentError`."""
    for number, scene in enumerate(_scenes(document.data), 1):
        sheet = _sheet(scene)
        if len(sheet.glyphs) > settings.max_glyphs or max(sheet.width, sheet.height) > settings.max_side:
            raise OversizedDocument(
                f"page {number} of the OFD file is larger than any form: split it, or print it to PDF"
            )
        yield _page(sheet, scene, number, settings)


def _scenes(data: bytes) -> list[Any]:
    from docvortex.analyzers.native.ofd.errors import OfdEncryptedError, OfdParseError, OfdResourceLimitError
    from docvortex.analyzers.native.ofd.package import OfdPackage
    from docvortex.analyzers.native.ofd.scene import OfdSceneBuilder
    from loguru import logger

    logger.disable("docvortex")  # it would write a document's words to the error stream
    try:
        with OfdPackage(data) as package:
            return list(OfdSceneBuilder(package).build())
    except OfdEncryptedError as fault:
        raise EncryptedDocument(f"the OFD file is locked ({fault}): save it without a password") from fault
    except OfdResourceLimitError as fault:
        raise OversizedDocument(f"the OFD file is larger inside than any form ({fault}): print it to PDF") from fault
    except (OfdParseError, *FAULTS) as fault:
        raise DamagedDocument(
            f"the OFD file cannot be opened ({fault}): export it again, or print it to PDF"
        ) from fault


def _sheet(scene: Any) -> Sheet:
    """A scene in points from the corner of its physical page."""
    left, top, right, bottom = scene.physical_box

    def shown(box: Box) -> Box:
        x0, y0, x1, y1 = box
        return ((x0 - left) * POINTS, (y0 - top) * POINTS, (x1 - left) * POINTS, (y1 - top) * POINTS)

    glyphs = tuple(
        Glyph("\ufffd" if glyph.text == UNKNOWN else glyph.text, shown(_em_box(glyph, line)), line.angle)
        for line in scene.text_lines
        for glyph in line.glyphs
    )
    rulings = []
    for line in scene.axis_lines:
        x0, y0, x1, y1 = shown(line.bbox)
        across = line.orientation == "horizontal"
        rulings.append(Ruling("h", (y0 + y1) / 2, x0, x1) if across else Ruling("v", (x0 + x1) / 2, y0, y1))
    return Sheet((right - left) * POINTS, (bottom - top) * POINTS, glyphs, tuple(rulings))


def _em_box(glyph: Any, line: Any) -> Box:
    """A character's box as high as its type, not as its ink, for 一 is no lower than its line; and no wider than its
    type, for a box that reaches to the next character reaches over a gap."""
    x0, y0, x1, y1 = glyph.bbox
    x, y = glyph.origin
    size = line.font_size
    if glyph.text >= WIDE and line.angle == 0 and x1 - x0 < HALF * size:
        x1 = x0 + size  # the last of its run, of a font that is not in the file: half a type wide is a guess
    up, down = ASCENT * size, DESCENT * size
    if line.angle == 90:
        return (x - down, y0, x + up, min(y1, y0 + size))
    if line.angle == 270:
        return (x - up, max(y0, y1 - size), x + down, y1)
    if line.angle == 180:
        return (max(x0, x1 - size), y - down, x1, y + up)
    return (x0, y - up, min(x1, x0 + size), y + down)


def _page(drawn: Sheet, scene: Any, number: int, settings: ExtractSettings) -> Page:
    sheet = level(in_frame(drawn))
    printed = any(glyph.text.strip() for glyph in sheet.glyphs)
    trusted = printed and insane_share(sheet.glyphs) <= INSANE_SHARE
    boxes = boxes_of(sheet)
    raised = powers(sheet, boxes, usual_height(boxes, printed_in(sheet)))
    found = asked(content(sheet), [sheet.glyphs[n].box for n in raised])
    if not (trusted and found.tables) and (picture := _picture(scene, sheet)) is not None:
        why = TEXTLESS if not printed else BESIDE if trusted else UNTRUSTED
        page = Page(number=number, width=sheet.width, height=sheet.height, status="needs_ocr", reason=why)
        return recognised(page, picture, settings)
    doubts: tuple[str, ...] = () if trusted or not printed else ("insane_text",)
    doubts += () if drawn.is_level else (LAID_OVER,)
    if not found.tables and says_form_in(found.lines, settings.form_words):
        guessed = content(replace(sheet, rulings=aligned(_level(sheet))))
        doubts += (ALIGNED,) if guessed.tables else (FORM_UNREAD,)
        found = guessed if guessed.tables else found
    return Page(
        number=number,
        width=sheet.width,
        height=sheet.height,
        status="read",
        reader="ofd",
        tables=found.tables,
        lines=found.lines,
        doubts=doubts,
    )


def _level(sheet: Sheet) -> Sheet:
    """The sheet with its level rulings alone."""
    return replace(sheet, rulings=tuple(ruling for ruling in sheet.rulings if ruling.axis == "h"))


def _picture(scene: Any, sheet: Sheet) -> "Raster | None":
    """The page as its pictures show it; None where they cover less than half of it or none can be decoded."""
    from PIL import Image, UnidentifiedImageError

    from extract.scan.raster import image_frames

    left, top, right, bottom = scene.physical_box
    area = (right - left) * (bottom - top)
    large = [item for item in scene.images if item.image_base64 and _area(item.bbox) >= COVERS * area]
    if not large:
        return None
    try:
        data = base64.b64decode(large[-1].image_base64.rpartition(",")[2])
        with Image.open(io.BytesIO(data)) as opened:
            dpi = min(MOST_DPI, opened.width / (large[-1].bbox[2] - large[-1].bbox[0]) * 25.4)
            picture = opened.convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, binascii.Error):
        return None
    scale = dpi / 25.4
    canvas = Image.new("RGB", (round((right - left) * scale), round((bottom - top) * scale)), "white")
    x0, y0, x1, y1 = (round(side * scale) for side in large[-1].bbox)
    at = (x0 - round(left * scale), y0 - round(top * scale))
    canvas.paste(picture.resize((max(1, x1 - x0), max(1, y1 - y0))), at)
    out = io.BytesIO()
    canvas.save(out, "BMP")
    frame = next(image_frames(out.getvalue()))
    return frame.__class__(frame.pixels, sheet.width, sheet.height, frame.bilevel)


def _area(box: Box) -> float:
    x0, y0, x1, y1 = box
    return (x1 - x0) * (y1 - y0)
