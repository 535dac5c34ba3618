"""The first rung: tablers (Rust on PDFium), the cheapest way to a page's characters and paths.

It speaks of the page as it is before `/Rotate`, y down from the visible box's height but x and y counted from the
page's own origin; what leaves here is in the coordinates of `extract.model`.
"""

from collections.abc import Callable, Sequence
from itertools import repeat

from extract.model import Box
from extract.rulings import path, sides
from extract.sheet import Glyph, Ruling, Sheet, quarter
from extract.source import Document

__all__ = ["ERRORS", "look"]

ERRORS = (RuntimeError, ValueError)
PRINTED = {"\x02": "-", None: "\ufffd"}  # PDFium's sign for a hyphen that ends a line; a character without a mapping


def look(document: Document, number: int) -> Sheet:
    """Page `number` as tablers sees it. Raises one of `ERRORS` where it cannot read the page."""
    page = document.tablers.get_page(number - 1)
    page.extract_objects()
    objects = page.objects
    turn = round(page.rotation_degrees) % 360
    shown = _shown(page.width, page.height, turn, document.origin(number))
    chars = objects.chars
    texts = [PRINTED.get(text, text) for text in [char.unicode_char for char in chars]]
    boxes = [shown(char.bbox) if shown else char.bbox for char in chars]
    turns = _turns(texts, [char.rotation_degrees for char in chars], turn)
    glyphs = map(tuple.__new__, repeat(Glyph), zip(texts, boxes, turns, strict=True))  # Glyph(*…), in C all the way
    rulings: list[Ruling] = []
    curves = 0
    for line in objects.lines:
        if line.line_type == "curve":
            curves += 1
        else:
            points = [shown((x, y, x, y))[:2] for x, y in line.points] if shown else line.points
            rulings += path(points, line.is_stroked)
    for rect in objects.rects:
        rulings += sides(shown(rect.bbox) if shown else rect.bbox, rect.is_stroked)
    page.clear_cache()
    return Sheet(page.width, page.height, tuple(glyphs), tuple(rulings), turn, curves)


def _turns(texts: Sequence[str], ways: Sequence[float], turn: int) -> list[int]:
    """How each character is turned on a page of `/Rotate` `turn`. The spaces and line ends that PDFium makes up between
    words have no way of their own: they go with what stands before them."""
    if not any(ways):
        return [turn] * len(texts)
    turns = [(quarter(way) + turn) % 360 for way in ways]
    for n, text in enumerate(texts):
        if n and text.isspace():
            turns[n] = turns[n - 1]
    return turns


def _shown(width: float, height: float, turn: int, origin: tuple[float, float]) -> Callable[[Box], Box] | None:
    """From tablers' coordinates to those of the page as shown, `width` by `height`; None where they are the same."""
    left, bottom = origin
    if turn == 90:
        return lambda b: (width - b[3] - bottom, b[0] - left, width - b[1] - bottom, b[2] - left)
    if turn == 180:
        return lambda b: (width - b[2] + left, height - b[3] - bottom, width - b[0] + left, height - b[1] - bottom)
    if turn == 270:
        return lambda b: (b[1] + bottom, height - b[2] + left, b[3] + bottom, height - b[0] + left)
    if left or bottom:
        return lambda b: (b[0] - left, b[1] + bottom, b[2] - left, b[3] + bottom)
    return None
