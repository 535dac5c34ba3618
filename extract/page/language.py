"""Whether a page's text is language at all: a font whose codes name other characters than it draws makes none."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from statistics import median

from extract.model import Box
from extract.page.words import wordless
from extract.sheet import Glyph

__all__ = ["SQUARE", "is_language", "strange"]

ENOUGH = 40  # Chinese characters: of fewer nothing can be said
STRANGE = 0.3
"""The share of a page's Chinese characters that may stand in no word: of 90 ruled pages of budgets and forms no more
than 0.06 do, of the same pages with their characters named as one another no less than 0.59."""
SQUARE = 0.75
"""Of a letter's longer side: how long its shorter one is at the median at least where letters stand for Chinese
characters, which come to 0.91; letters that are letters come to 0.5, capitals to 0.65."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[!-$&-+/:-~]")  # and signs that no figure has


def is_language(glyphs: Iterable[Glyph]) -> bool:
    """Whether the characters of a page, in drawing order, make words, and are no letters drawn as broad as Chinese; a
    page with little Chinese is taken to make some."""
    printed = [glyph for glyph in glyphs if not glyph[0].isspace()]
    text = "".join([glyph[0] for glyph in printed])
    chinese = len(_CHINESE.findall(text))
    if chinese >= ENOUGH and len(strange(text)) > STRANGE * chinese:
        return False
    return len(_LETTER.findall(text)) < ENOUGH or not _are_square([n[1] for n in printed if _LETTER.match(n[0])])


def _are_square(boxes: Sequence[Box]) -> bool:
    """Whether so many letters are drawn, at the median as broad as they are high."""
    sides = [sorted((x1 - x0, y1 - y0)) for x0, y0, x1, y1 in boxes if x1 > x0 and y1 > y0]
    return len(sides) >= ENOUGH and median(short / long for short, long in sides) > SQUARE


@lru_cache(maxsize=1)
def strange(text: str) -> frozenset[int]:
    """The characters of a page's text that make no word where they stand; a page asks more than once."""
    return frozenset(wordless(text))
