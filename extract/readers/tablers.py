"""The first rung: tablers (Rust on PDFium), the cheapest way to a page's characters and paths.

It speaks of the page as it is before `/Rotate`, y down from the visible box's height but x and y counted from the
page's own origin; what leaves here is in the coordinates of `extract.model`.
"""

from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

from extract.ligatures import parted
from extract.model import Box
from extract.rulings import lies_in, path, sides
from extract.scale import measured_in, unit_of
from extract.sheet import Glyph, Ruling, Sheet, quarter
from extract.source import Document
from extract.ways import onward, slant

__all__ = ["ERRORS", "look"]

ERRORS = (RuntimeError, ValueError)
PAPER = 240  # levels of 255 in every colour
PRINTED = {"\x02": "-", None: "\ufffd"}  # PDFium's sign for a hyphen that ends a line; a character without a mapping


def look(document: Document, number: int) -> Sheet:
    """Page `number` as tablers sees it. Raises one of `ERRORS` where it cannot read the page."""
    page = document.tablers.get_page(number - 1)
    page.extract_objects()
    objects = page.objects
    turn = round(page.rotation_degrees) % 360
    chars = objects.chars[: document.most + 1]  # the page is refused for one too many: a million take too much memory
    texts = [char.unicode_char for char in chars]
    if not PRINTED.keys().isdisjoint(texts):
        texts = [PRINTED.get(text, text) for text in texts]
    boxes = [char.bbox for char in chars]
    unit = unit_of(texts, boxes)
    shown = measured_in(unit, _shown(page.width, page.height, turn, document.origin(number)))
    boxes = [shown(box) for box in boxes] if shown else boxes
    turns, askew = _ways(chars, texts, boxes, turn)
    boxes = parted(texts, boxes, turns)
    glyphs = map(tuple.__new__, repeat(Glyph), zip(texts, boxes, turns, strict=True))  # Glyph(*…), in C all the way
    rulings: list[Ruling] = []
    curves = 0
    pale: list[Ruling] = []
    paint: list[Box] = []
    for line in objects.lines:
        if line.line_type == "curve":
            curves += 1
        else:
            points = [shown((x, y, x, y))[:2] for x, y in line.points] if shown else line.points
            (pale if _is_pale(line) else rulings).extend(path(points, line.is_stroked))
    for rect in objects.rects:
        box = shown(rect.bbox) if shown else rect.bbox
        found = sides(box, rect.is_stroked)
        (pale if found and _is_pale(rect) else rulings).extend(found)
        if not found and _is_pale(rect):
            paint.append(box)
    page.clear_cache()
    if pale or paint:
        rulings = _seen(document, number, unit, rulings, pale, paint)
    return Sheet(page.width / unit, page.height / unit, tuple(glyphs), tuple(rulings), turn, curves, unit, askew)


def _ways(chars: Sequence[Any], texts: Sequence[str], boxes: Sequence[Box], turn: int) -> tuple[list[int], float]:
    """How each character is turned, and how far all of them are askew."""
    ways = [char.rotation_degrees for char in chars]
    return _turns(texts, boxes, ways, turn), slant(texts, ways) if any(ways) else 0.0


def _is_pale(drawn: Any) -> bool:
    """Whether a path has the colour of paper, or none: on white nobody sees it, between shaded cells everybody does."""
    red, green, blue, opacity = drawn.stroke_color if drawn.is_stroked else drawn.fill_color
    return min(red, green, blue) >= PAPER or not opacity


def _seen(
    document: Document,
    number: int,
    unit: float,
    rulings: Sequence[Ruling],
    pale: Sequence[Ruling],
    paint: Sequence[Box],
) -> list[Ruling]:
    """The rulings without those that nobody sees: of pale ones, and of those that pale paint may lie over, the page as
    rendered tells."""
    sure: list[Ruling] = []
    doubtful = list(pale)
    for ruling in rulings:
        (doubtful if any(lies_in(ruling, box) for box in paint) else sure).append(ruling)
    if not doubtful:
        return sure
    from extract.edges import visible  # loads OpenCV

    return sure + visible(document, number, doubtful, unit)


def _turns(texts: Sequence[str], boxes: Sequence[Box], ways: Sequence[float], turn: int) -> list[int]:
    """How each character is turned on a page of `/Rotate` `turn`. The spaces and line ends that PDFium makes up between
    words have no way of their own: they go with what stands before them."""
    if not any(ways):
        return [turn] * len(texts)
    turns = [(quarter(way) + turn) % 360 for way in ways]
    for n, text in enumerate(texts):
        if n and text.isspace():
            turns[n] = turns[n - 1]
    return onward(texts, boxes, turns)


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
