"""Characters put together into printed lines: the one place where text is assembled.

    glyphs ─ runs ─► as drawn, one behind the other ─ rows ─► one baseline each, nothing twice ─ spell ─► Line

White space of the text layer is not trusted, for readers invent it. A space is set only where the print shows a gap
that means one: between Latin words, and between Chinese characters only where it stands out from the line's spacing.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from operator import attrgetter, itemgetter, sub
from typing import NamedTuple

from extract.lookalikes import unified
from extract.model import Line, upright
from extract.sheet import Glyph

__all__ = ["INVISIBLE", "insane_share", "is_insane", "lines"]

WORD_GAP = 0.15  # heights: between Latin letters a wider gap is a space
NUMBER_GAP = 0.5  # heights: digits may be spread, so more is asked of them
WIDE_GAP = 1.0  # heights: between other characters
OTHER = 0.1  # of a line's height: runs that differ by more are of other heights
OVERLAP = 0.1  # heights: kerning overlaps less than this, a character drawn twice more
NOTHING = 0.01  # points
SOFT = "\u00ad"  # a hyphen that has a breadth is printed: Word names every one so whose shape two characters share
INVISIBLE = frozenset(
    map(chr, [*range(32), *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFE0F, 0xFEFF])
) | {SOFT}
"""Controls, soft hyphen, joiners and what says in which direction to write."""


class Run(NamedTuple):
    """Characters drawn one behind the other on one baseline, upright; `middle` is twice that of their height."""

    middle: float
    top: float
    bottom: float
    glyphs: list[Glyph]


def insane_share(glyphs: Iterable[Glyph]) -> float:
    """The share of printed characters that mean nothing, those of which a reader says nothing at all included."""
    texts = list(map(itemgetter(0), glyphs))
    insane = {text for text in set(texts) if not text.isspace() and is_insane(text)}
    if not insane:
        return 0.0
    printed = [text for text in texts if not text.isspace()]
    return sum(text in insane for text in printed) / len(printed)


def is_insane(text: str) -> bool:
    """Whether a character means nothing: none, private use, unmapped, `(cid:n)`, or an accented Latin letter, which is
    what Chinese bytes look like when they are read in a Western encoding."""
    first = text[:1]
    if first.isascii():  # none is
        return first < " " or text.startswith("(cid:")
    is_accented = "\xc0" <= first <= "\u024f" and first.isalpha()  # × and ÷ stand among them
    return first == "\ufffd" or is_accented or unicodedata.category(first) in ("Co", "Cn", "Cc")


def lines(glyphs: Iterable[Glyph], split: float | None = None) -> tuple[Line, ...]:
    """The printed lines of `glyphs`, top to bottom, each with the box of its characters.

    `split`: a gap wider than so many character heights parts a line in two; None keeps a baseline whole. Turned text
    is assembled along its own direction and comes after the upright lines.
    """
    glyphs = list(glyphs)
    turns = {glyph[2] for glyph in glyphs}
    found = []
    for turn in sorted(turns):
        turned = glyphs if len(turns) == 1 else [glyph for glyph in glyphs if glyph[2] == turn]
        runs = _runs(turned, turn)
        for row in [runs[0].glyphs] if len(runs) == 1 else _rows(runs):
            found += [_spell(part, turn) for part in _parts(row, split)]
    return tuple(line for line in found if line is not None)


def _runs(glyphs: list[Glyph], turn: int) -> list[Run]:
    """Runs in drawing order; most lines are drawn as one, so that little is left to sort."""
    if turn:
        glyphs = [Glyph(text, upright(box, turn)) for text, box, _ in glyphs]
    runs: list[Run] = []
    low = high = start = 0.0
    run: list[Glyph] = []
    for glyph in glyphs:
        text, (left, top, right, bottom), _ = glyph
        if text == SOFT and right - left > NOTHING:
            glyph = glyph._replace(text="-")
        elif not text or text in INVISIBLE or (text.isspace() and (right - left <= NOTHING or bottom - top <= NOTHING)):
            continue  # a blank without a size is the reader's invention
        if run and left >= start and -NOTHING < top - low < NOTHING and -NOTHING < bottom - high < NOTHING:
            run.append(glyph)
        else:
            run = [glyph]
            low, high = top, bottom
            runs.append(Run(top + bottom, top, bottom, run))
        start = left
    return runs


def _rows(runs: list[Run]) -> Iterator[list[Glyph]]:
    """The glyphs of each baseline, left to right: a run joins the line above it whose height it shares by more than
    half. Of runs of other heights that of most glyphs says how high a line is: a sign that another font lends may reach
    into the lines above and below."""
    row: list[Run] = []
    line = Run(0.0, 0.0, 0.0, [])
    for run in sorted(runs, key=attrgetter("middle")):
        if row and _share(run, line):
            row.append(run)
            other = abs(_height(run) - _height(line)) > OTHER * _height(line)
            if other and len(run.glyphs) > len(line.glyphs):
                line = run
        else:
            if row:
                yield _ordered(row)
            row, line = [run], run
    if row:
        yield _ordered(row)


def _share(run: Run, other: Run) -> bool:
    """Whether two runs share more than half of the lower one's height."""
    return min(run.bottom, other.bottom) - max(run.top, other.top) > 0.5 * min(_height(run), _height(other))


def _height(run: Run) -> float:
    return run.bottom - run.top


def _ordered(row: list[Run]) -> list[Glyph]:
    if len(row) == 1:
        return row[0].glyphs
    return sorted((glyph for run in row for glyph in run.glyphs), key=lambda glyph: glyph.box[0])


def _parts(row: list[Glyph], split: float | None) -> Iterable[list[Glyph]]:
    if split is None:
        return [row]
    parts: list[list[Glyph]] = [[]]
    before = None
    for glyph in row:
        if not glyph.text.isspace():
            left, top, _, bottom = glyph.box
            if before is not None and left - before > split * (bottom - top):
                parts.append([])
            before = glyph.box[2]
        parts[-1].append(glyph)
    return parts


def _spell(row: list[Glyph], turn: int) -> Line | None:
    """The line that a row's glyphs spell; None where nothing is printed."""
    text = "".join([glyph[0] for glyph in row])
    printed = row if text.split() == [text] else [glyph for glyph in row if not glyph[0].isspace()]
    if not printed:
        return None
    lefts, tops, rights, bottoms = zip(*[glyph[1] for glyph in printed], strict=True)
    gaps = sorted(map(sub, lefts[1:], rights))
    height = max(map(sub, bottoms, tops))
    if gaps and gaps[0] < -OVERLAP * height and len(once := _once(row)) < len(row):
        return _spell(once, turn)
    if gaps and gaps[-1] > WORD_GAP * height:
        text = _spaced(row, gaps[len(gaps) // 2], height)
    elif printed is not row:
        text = "".join([glyph[0] for glyph in printed])
    box = (lefts[0], min(tops), max(rights), max(bottoms))
    return Line(text=unified(text), box=upright(box, -turn % 360) if turn else box)


def _once(row: list[Glyph]) -> list[Glyph]:
    """The row without characters that are drawn again over themselves to look bold."""
    kept = row[:1]
    for glyph in row[1:]:
        if glyph.text != kept[-1].text or not _same_place(glyph, kept[-1]):
            kept.append(glyph)
    return kept


def _same_place(glyph: Glyph, other: Glyph) -> bool:
    a, b = glyph.box, other.box
    slack = 0.3 * min(a[2] - a[0], a[3] - a[1])
    return abs(a[0] - b[0]) <= slack and abs(a[1] - b[1]) <= slack


def _spaced(row: list[Glyph], usual: float, height: float) -> str:
    """The row's text with the spaces that its print shows; `usual` is its middle gap."""
    text, before, blank = "", None, False
    for glyph in row:
        if glyph.text.isspace():
            blank = True
            continue
        if before is not None and _is_space(before, glyph, blank, usual, height):
            text += " "
        text, before, blank = text + glyph.text, glyph, False
    return text


def _has_words(char: str) -> bool:
    """Whether a character's script parts its words by spaces: Latin, Korean."""
    return char.isascii() or "\uac00" <= char <= "\ud7a3"


def _is_space(before: Glyph, glyph: Glyph, blank: bool, usual: float, height: float) -> bool:
    gap = glyph.box[0] - before.box[2]
    a, b = before.text[-1], glyph.text[0]
    if blank and (_has_words(a) or _has_words(b)):
        return gap > WORD_GAP * height
    if a.isascii() and b.isascii() and a.isalnum() and b.isalnum():
        return gap > height * (NUMBER_GAP if a.isdigit() and b.isdigit() else WORD_GAP)
    return gap > WIDE_GAP * height and gap > 2 * usual
