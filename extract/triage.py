"""Which pages are worth reading in full: a budget of thirty pages may hold two forms or none.

A page can hold a form when it is ruled both ways and one of the words that were handed in stands in a cell or in a
title above one. Prose that speaks of such a form has the word without a ruling or a cell, an ordinary budget table has
the cells without the word. A page too many costs some milliseconds, a page too few loses a form: so one word is enough,
and the words should be those that hardly stand elsewhere. They are compared without white space, for labels wrap
inside their cells. A table that goes on over a page break is kept whole (`goes_on`): its pages share
their outer borders, and nothing but page numbers stands between them.
"""

from collections.abc import Sequence
from operator import itemgetter

from extract.lookalikes import unified
from extract.model import Page
from extract.page import Content
from extract.sheet import Sheet

__all__ = ["UNRULED", "goes_on", "holds_form", "is_ruled", "may_hold_form"]

UNRULED = "no ruled table stands on it"
TITLE = 30  # characters: a longer line outside the tables is prose
SENTENCE = frozenset("，。；,;")
PAGE_NUMBER = 12  # characters: what may stand between a table and the edge of its page
SAME_EDGE = 6.0  # points


def is_ruled(sheet: Sheet) -> bool:
    """Whether rulings run both ways."""
    return all(sum(ruling.axis == axis for ruling in sheet.rulings) > 1 for axis in ("h", "v"))


def may_hold_form(sheet: Sheet, words: Sequence[str]) -> bool:
    """The cheap look, before any table is built: do all characters of a word stand on the page?"""
    if not words:
        return True
    seen = set(unified("".join(set(map(itemgetter(0), sheet.glyphs)))))
    return any(seen.issuperset(word) for word in words)


def holds_form(content: Content, words: Sequence[str]) -> bool:
    """The closer look, at the texts of cells and titles."""
    if not words:
        return True
    texts = [cell.text for table in content.tables for cell in table.cells if cell.lines]
    texts += [line.text for line in content.lines if len(line.text) <= TITLE and SENTENCE.isdisjoint(line.text)]
    whole = "\n".join("".join(text.split()) for text in texts)
    return any(word in whole for word in words)


def goes_on(before: Page, page: Page) -> bool:
    """Whether the last table of one page goes on as the first of the next."""
    if not before.tables or not page.tables:
        return False
    last, first = before.tables[-1], page.tables[0]
    return (
        abs(last.box[0] - first.box[0]) <= SAME_EDGE
        and abs(last.box[2] - first.box[2]) <= SAME_EDGE
        and not _between(before, last.box[3], before.height)
        and not _between(page, 0, first.box[1])
    )


def _between(page: Page, top: float, bottom: float) -> bool:
    return any(top <= line.box[1] and line.box[3] <= bottom and len(line.text) > PAGE_NUMBER for line in page.lines)
