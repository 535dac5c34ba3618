"""Characters put together into printed lines: the one place where text is assembled.

    glyphs ─ marks ─► turned upright ─ rows ─► one baseline each, nothing twice ─ spell ─► Line

White space of the text layer is not trusted, for readers invent it. A space is set only where the print shows a gap
that means one: between Latin words, and between Chinese characters only where it stands out from the line's spacing.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from extract.lookalikes import unified
from extract.model import Line
from extract.sheet import Glyph, upright

__all__ = ["insane_share", "lines"]

WORD_GAP = 0.15  # heights: between Latin letters a wider gap is a space
NUMBER_GAP = 0.5  # heights: digits may be spread, so more is asked of them
BLANKS = frozenset(map(chr, range(33))) | set("\u00a0\u3000\u00ad\u200b\u200c\u200d\ufeff")  # controls, spaces, joiners
NOTHING = 0.01  # points
WIDE_GAP = 1.0  # heights: between other characters


class Mark(NamedTuple):
    """A character in a frame where its text runs left to right and its lines downwards."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    middle: float
    blank: bool


def insane_share(glyphs: Iterable[Glyph]) -> float:
    """The share of printed characters that mean nothing: private use, unmapped, `(cid:n)`, or accented Latin letters,
    which is what Chinese bytes look like when they are read in a Western encoding."""
    printed = Counter(glyph.text for glyph in glyphs)
    for text in [text for text in printed if not text.strip()]:
        del printed[text]
    return sum(count for text, count in printed.items() if _insane(text)) / max(1, printed.total())


def _insane(text: str) -> bool:
    first = text[0]
    if first.isascii():
        return first < " " or text.startswith("(cid:")
    return first == "\ufffd" or "\xc0" <= first <= "\u024f" or unicodedata.category(first) in ("Co", "Cn", "Cc")


def lines(glyphs: Iterable[Glyph], split: float | None = None) -> tuple[Line, ...]:
    """The printed lines of `glyphs`, top to bottom, each with the box of its characters.

    `split`: a gap wider than so many character heights parts a line in two; None keeps a baseline whole. Turned text
    is assembled along its own direction and comes after the upright lines.
    """
    turns: dict[int, list[Mark]] = {}
    for text, box, turn in glyphs:
        left, top, right, bottom = upright(box, turn) if turn else box
        blank = text in BLANKS
        if not blank or right - left > NOTHING < bottom - top:  # a blank without a size is the reader's invention
            mark = Mark(left, top, right, bottom, text, top + bottom, blank)
            turns.setdefault(turn, []).append(mark)
    found: list[Line] = []
    for turn in sorted(turns):
        for row in _rows(turns[turn]):
            found.extend(_spell(part, turn) for part in _parts(row, split) if not all(mark.blank for mark in part))
    return tuple(found)


def _rows(marks: list[Mark]) -> list[list[Mark]]:
    """Marks grouped by baseline: one joins the line above it whose height it shares by more than half."""
    rows: list[list[Mark]] = []
    low = high = 0.0
    for mark in sorted(marks, key=attrgetter("middle")):
        _, top, _, bottom, *_ = mark
        shared = (bottom if bottom < high else high) - (top if top > low else low)
        if rows and shared > 0.5 * min(bottom - top, high - low):
            rows[-1].append(mark)
            if bottom - top > high - low:
                low, high = top, bottom
        else:
            rows.append([mark])
            low, high = top, bottom
    return [_once(sorted(row)) for row in rows]


def _once(row: list[Mark]) -> list[Mark]:
    """The row without characters that are drawn again over themselves to look bold."""
    kept = row[:1]
    for mark in row[1:]:
        if mark.text != kept[-1].text or not _same_place(mark, kept[-1]):
            kept.append(mark)
    return kept


def _same_place(a: Mark, b: Mark) -> bool:
    slack = 0.3 * min(a.right - a.left, a.bottom - a.top)
    return abs(a.left - b.left) <= slack and abs(a.top - b.top) <= slack


def _parts(row: list[Mark], split: float | None) -> Iterable[list[Mark]]:
    if split is None:
        return [row]
    parts: list[list[Mark]] = [[]]
    before = None
    for mark in row:
        if not mark.blank:
            if before is not None and mark.left - before.right > split * (mark.bottom - mark.top):
                parts.append([])
            before = mark
        parts[-1].append(mark)
    return parts


def _spell(row: list[Mark], turn: int) -> Line:
    printed = [mark for mark in row if not mark.blank]
    height = max(mark.bottom - mark.top for mark in printed)
    gaps = [after.left - before.right for before, after in pairwise(printed)]
    if gaps and max(gaps) > WORD_GAP * height:
        text = _spaced(row, sorted(gaps)[len(gaps) // 2], height)
    else:
        text = "".join(mark.text for mark in printed)
    tops, bottoms = min(mark.top for mark in printed), max(mark.bottom for mark in printed)
    box = (printed[0].left, tops, max(mark.right for mark in printed), bottoms)
    return Line(text=unified(text), box=upright(box, -turn % 360) if turn else box)


def _spaced(row: list[Mark], usual: float, height: float) -> str:
    """The row's text with the spaces that its print shows; `usual` is its middle gap."""
    text, before, blank = "", None, False
    for mark in row:
        if mark.blank:
            blank = True
            continue
        if before is not None and _is_space(before, mark, blank, usual, height):
            text += " "
        text, before, blank = text + mark.text, mark, False
    return text


def _is_space(before: Mark, mark: Mark, blank: bool, usual: float, height: float) -> bool:
    gap = mark.left - before.right
    a, b = before.text[-1], mark.text[0]
    if blank and (a.isascii() or b.isascii()):
        return gap > WORD_GAP * height
    if a.isascii() and b.isascii() and a.isalnum() and b.isalnum():
        return gap > height * (NUMBER_GAP if a.isdigit() and b.isdigit() else WORD_GAP)
    return gap > WIDE_GAP * height and gap > 2 * usual
