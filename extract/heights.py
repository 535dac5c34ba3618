"""Characters as tall as their type: some fonts claim an ascent and a descent of several lines.

A reader takes a character's box from the font's own figures, and a font may claim far more than it draws; lines then
overlap and characters of two lines fall into one. Chinese characters are square, so their width tells the type size;
a lone sign from such a font (a ⩾ that only a font of mathematics has) is as large as the Chinese text around it.
"""

import re
import unicodedata
from collections import defaultdict
from statistics import median

from extract.sheet import Sheet

__all__ = ["TOO_TALL", "squared"]

TOO_TALL = 1.6  # widths of a Chinese character
SIGN_TOO_TALL = 3.0  # widths of a sign
TWICE = 2.0  # type sizes: a sign that is no taller than that ties no two lines together
USUAL = 1.15  # widths: what a well-made font's box measures
CHINESE = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]")
"""With the radicals and compatibility forms that some producers write for a character: from a font of their own."""


def squared(sheet: Sheet) -> Sheet:
    """The sheet with every box of such a font cut down to its type size, about its middle; else the same sheet.

    Characters that are not Chinese are known for the same font by the same height of box.
    """
    widths: dict[float, list[float]] = defaultdict(list)
    signs: set[float] = set()
    for text, (x0, y0, x1, y1), turn in sheet.glyphs:
        if not turn and y1 - y0 > TOO_TALL * (x1 - x0) > 0:
            if CHINESE.match(text):
                widths[round(y1 - y0, 1)].append(x1 - x0)
            elif y1 - y0 > SIGN_TOO_TALL * (x1 - x0) and unicodedata.category(text[0]) == "Sm":
                signs.add(round(y1 - y0, 1))
    sizes = {height: USUAL * median(found) for height, found in widths.items()}
    if signs:
        chinese = [box[2] - box[0] for text, box, turn in sheet.glyphs if not turn and CHINESE.match(text)]
        usual = median(chinese) if chinese else 0.0
        sizes |= {height: USUAL * usual for height in signs - sizes.keys() if height > TWICE * usual > 0}
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
