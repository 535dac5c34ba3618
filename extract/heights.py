"""Characters as tall as their type: some fonts claim an ascent and a descent of several lines.

A reader takes a character's box from the font's own figures, and a font may claim far more than it draws; lines then
overlap and characters of two lines fall into one. Chinese characters are square, so their width tells the type size.
"""

import re
from collections import defaultdict
from statistics import median

from extract.sheet import Sheet

__all__ = ["squared"]

TOO_TALL = 1.6  # widths of a Chinese character
USUAL = 1.15  # widths: what a well-made font's box measures
CHINESE = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]")
"""With the radicals and compatibility forms that some producers write for a character: from a font of their own."""


def squared(sheet: Sheet) -> Sheet:
    """The sheet with every box of such a font cut down to its type size, about its middle; else the same sheet.

    Characters that are not Chinese are known for the same font by the same height of box.
    """
    widths: dict[float, list[float]] = defaultdict(list)
    for text, (x0, y0, x1, y1), turn in sheet.glyphs:
        if not turn and y1 - y0 > TOO_TALL * (x1 - x0) > 0 and CHINESE.match(text):
            widths[round(y1 - y0, 1)].append(x1 - x0)
    sizes = {height: USUAL * median(found) for height, found in widths.items()}
    if not sizes:
        return sheet
    glyphs = []
    for glyph in sheet.glyphs:
        x0, y0, x1, y1 = glyph.box
        size = sizes.get(round(y1 - y0, 1))
        if size is not None and not glyph.turn:
            middle = (y0 + y1) / 2
            glyph = glyph._replace(box=(x0, middle - size / 2, x1, middle + size / 2))
        glyphs.append(glyph)
    return Sheet(sheet.width, sheet.height, tuple(glyphs), sheet.rulings, sheet.rotation)
