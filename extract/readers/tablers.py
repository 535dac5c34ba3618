"""The first rung: tablers (Rust on PDFium), the cheapest way to a page's characters and paths."""

from tablers import Page

from extract.rulings import straight
from extract.sheet import Glyph, Ruling, Sheet
from extract.source import Document

__all__ = ["look"]

THIN = 3.0  # points: a filled box no thicker than this is a drawn line


def look(document: Document, number: int) -> Sheet:
    """Page `number` (from 1) as tablers sees it."""
    page: Page = document.tablers.get_page(number - 1)
    page.extract_objects()
    objects = page.objects
    assert objects is not None
    glyphs = tuple(
        Glyph(char.unicode_char or "", char.bbox, round(char.rotation_degrees / 90) % 4 * 90) for char in objects.chars
    )
    rulings: list[Ruling] = []
    for line in objects.lines:
        points = line.points
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            ruling = straight(x0, y0, x1, y1)
            if ruling is not None:
                rulings.append(ruling)
    for rect in objects.rects:
        x0, y0, x1, y1 = rect.bbox
        if min(x1 - x0, y1 - y0) <= THIN:
            ruling = straight(x0, y0, x1, y1, slack=THIN)
            if ruling is not None:
                rulings.append(ruling)
        elif rect.is_stroked:
            rulings += [
                Ruling("h", y0, x0, x1),
                Ruling("h", y1, x0, x1),
                Ruling("v", x0, y0, y1),
                Ruling("v", x1, y0, y1),
            ]
    return Sheet(page.width, page.height, glyphs, tuple(rulings))
