"""Whether a page's text is language at all: a font whose codes name other characters than it draws makes none."""

import re
from collections.abc import Iterable
from functools import lru_cache

from extract.page.words import wordless
from extract.sheet import Glyph

__all__ = ["is_language", "strange"]

ENOUGH = 40  # Chinese characters: of fewer nothing can be said
STRANGE = 0.3
"""The share of a page's Chinese characters that may stand in no word: of 90 ruled pages of budgets and forms no more
than 0.06 do, of the same pages with their characters named as one another no less than 0.59."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def is_language(glyphs: Iterable[Glyph]) -> bool:
    """Whether the characters of a page, in drawing order, make words; a page with little Chinese is taken to."""
    text = "".join([glyph[0] for glyph in glyphs if not glyph[0].isspace()])
    chinese = len(_CHINESE.findall(text))
    return chinese < ENOUGH or len(strange(text)) <= STRANGE * chinese


@lru_cache(maxsize=1)
def strange(text: str) -> frozenset[int]:
    """The characters of a page's text that make no word where they stand; a page asks more than once."""
    return frozenset(wordless(text))
