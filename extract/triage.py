"""Which pages are worth reading in full: a budget of thirty pages may hold two forms or none.

A page can hold a form when it is ruled both ways and one of the words that were handed in stands in a cell or in a
title above one. Prose that speaks of such a form has the word without a ruling or a cell, an ordinary budget table has
the cells without the word. A page too many costs some milliseconds, a page too few loses a form: so one word is enough,
and the words should be those that hardly stand elsewhere. They are compared without white space, for labels wrap
inside their cells. A table that goes on over a page break is kept whole (`goes_on`): its pages share
their outer borders, and nothing but page numbers stands between them.

A page may *say* that it is such a form although no ruling shows: a word stands alone in a line as a title, or in one
above words in columns, or several do as labels (`says_form`). Of such a page something must come out, or it is asked
about. Tables of contents, lists of tables, mentions in sentences and forms said to be empty (本表无数据) say nothing of
the kind.
"""

import re
from collections.abc import Sequence
from operator import itemgetter

from extract.lookalikes import unified
from extract.model import Line, Page
from extract.page import Content
from extract.page.content import COLUMN_GAP
from extract.rows import stand_in_columns
from extract.sheet import Sheet
from extract.text import lines

__all__ = [
    "BLANK",
    "HEAD",
    "TITLE",
    "UNRULED",
    "goes_on",
    "holds_form",
    "is_ruled",
    "labelled_alike",
    "may_hold_form",
    "says_form",
    "says_form_in",
]

UNRULED = "no ruled table stands on it"
BLANK = "nothing is drawn on it"
TITLE = 30  # characters: a longer line outside the tables is prose
SENTENCE = frozenset("，。；,;")
TABLE = "表"
HEAD = 6  # lines from the top: among them a title stands, further down somebody speaks of the form
MENTION = re.compile(r"[见附参按如]")
LISTED = 3  # lines that name a table: a page with as many lists them
LABELS = 2  # different words that stand alone in lines of their own
EMPTY = re.compile(
    r"无数据|本表无|本表为空|空表|不涉及|无此项|无相关|没有.{0,20}(?:项目|支出|资金|安排)|未安排|无.{0,6}项目支出"
)
CONTENTS = re.compile(r"[.．…·]{3,}|目录")
LABEL = re.compile(r"[\u4e00-\u9fff]{2,10}")
ALIKE = 8  # labels: an ordinary budget table shares some five with a form, 基本支出, 项目支出, 财政拨款, 合计, 备注
PAGE_NUMBER = 12  # characters: what may stand between a table and the edge of its page
SAME_EDGE = 6.0  # points


def is_ruled(sheet: Sheet) -> bool:
    """Whether rulings run both ways."""
    axes = list(map(itemgetter(0), sheet.rulings))
    return axes.count("h") > 1 and axes.count("v") > 1


def may_hold_form(sheet: Sheet, words: Sequence[str]) -> bool:
    """The cheap look, before any table is built: do all characters of a word stand on the page?"""
    if not words:
        return True
    seen = set(unified("".join(sheet.characters)))
    return any(seen.issuperset(word) for word in words)


def holds_form(content: Content, words: Sequence[str]) -> bool:
    """The closer look, at the texts of cells and titles."""
    if not words:
        return True
    texts = [cell.text for table in content.tables for cell in table.cells if cell.lines]
    texts += [line.text for line in content.lines if len(line.text) <= TITLE and SENTENCE.isdisjoint(line.text)]
    whole = "\n".join("".join(text.split()) for text in texts)
    return any(word in whole for word in words)


def says_form(sheet: Sheet, words: Sequence[str]) -> bool:
    """Whether a page names itself such a form: by a title of its own, or by labels. Cheap where no word is on it."""
    drawn = unified("".join(text for text in map(itemgetter(0), sheet.glyphs) if not text.isspace()))
    if not any(word in drawn for word in words):
        return False
    return says_form_in(lines(sheet.glyphs, split=COLUMN_GAP), words)


def says_form_in(found: Sequence[Line], words: Sequence[str]) -> bool:
    """The same of a page's printed lines."""
    texts = ["".join(line.text.split()) for line in found]
    whole = "".join(texts)
    if EMPTY.search(whole) or CONTENTS.search(whole):
        return False
    tables = [text for text in texts if text.endswith(TABLE) and len(text) <= TITLE and SENTENCE.isdisjoint(text)]
    heads = [text for text in texts[:HEAD] if text in tables and not MENTION.search(text)]
    titled = any(text.endswith(word) for text in heads for word in words if word.endswith(TABLE))
    named = any(word in text for text in heads for word in words) and stand_in_columns([line.box for line in found])
    return ((titled or named) and len(tables) < LISTED) or len(set(texts) & set(words)) >= LABELS


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


def labelled_alike(before: Page, page: Page) -> bool:
    """Whether a page's cells say again what many of the page before say: a further form of the same make, which has no
    title of its own and none of the words."""
    return len(_labels(before) & _labels(page)) >= ALIKE


def _labels(page: Page) -> set[str]:
    """What cells say that may be labels: a few Chinese characters."""
    texts = {"".join(cell.text.split()) for table in page.tables for cell in table.cells}
    return {text for text in texts if LABEL.fullmatch(text)}


def _between(page: Page, top: float, bottom: float) -> bool:
    return any(top <= line.box[1] and line.box[3] <= bottom and len(line.text) > PAGE_NUMBER for line in page.lines)
