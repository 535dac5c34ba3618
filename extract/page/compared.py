"""Characters compared with their picture by the recogniser: what a page says against what it shows, a few at a time.

    suspects ─ one picture of them side by side ─ recogniser ─► those that it reads as others

Which few are worth the look is told without looking: characters that make no word where they stand (教量指标, where the
page shows 数量指标) and do not stand so in texts of this kind (股室, 维稳), and those of a font that draws no outlines
(Type 3) or gives none for its characters, of which nothing else tells what they look like.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping, Sequence

import numpy as np

from extract.errors import ReaderUnavailable
from extract.lookalikes import unified
from extract.ocr.language import company, is_usual
from extract.page.audit import View
from extract.page.drawn import Pixels
from extract.page.fonts import REMEMBERED, Mark, mark
from extract.page.language import strange
from extract.page.places import is_plain
from extract.page.words import wordless
from extract.sheet import Sheet

__all__ = ["misnamed", "shown_otherwise"]

MOST = 8  # characters of one look
EVER = 24  # characters of one document that are looked at for making no word
OFTEN = 0.5  # of a character's places: where it makes no word in fewer, a rare word is likelier than a lie
TALL, GAP, EDGE = 40, 4, 14  # pixels: a character's height as the recogniser knows it, and what is left around
MARGIN = 0.04  # of a character's height
SURE = 0.8  # how surely another character is read
SURELY, CERTAIN = 0.9, 0.99
"""And a Chinese one, which has more that look like it: one that makes a word, or any that keeps no less company: in
place of a rarer one (禾仑 for 禾仓) it is the recogniser that errs."""
MANY = 2  # characters of a font that are shown as others
ALIKE = tuple(map(frozenset, ("0Oo〇", "1lI|丨", "-一—－_", ".,，。、·", "(（", ")）", "%％", "≤≦⩽", "≥≧⩾")))
"""Characters that a lone look cannot tell apart."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SILENT = "\ufffd"
"""In place of a character that has ink and whose code says nothing."""
_HONEST: set[Mark] = set()
"""Outlines in which a process has read the character that they are called: an office's documents have the same few
faces."""


def misnamed(view: View, sheet: Sheet, known: MutableMapping[object, bool]) -> list[int]:
    """The characters of the view, by number, that make no word and are shown as others that do. `known` keeps what was
    found out of the document's characters. Without a recogniser nothing is found."""
    text, numbers = _text(view, sheet)
    odd = strange(text)
    told = Counter(text[at] for at in odd)
    first = {text[at]: at for at in sorted(odd, reverse=True)}
    asked = {text[at] for at in odd if text[at] not in known and not is_usual(text, at)}
    often = [char for char in first if char in asked and told[char] >= OFTEN * text.count(char)]
    left = EVER - sum(isinstance(key, str) for key in known)
    look = sorted(often, key=lambda char: (-told[char], first[char]))[: max(0, min(MOST, left))]
    marks = {char: mark(view, char) for char in look}
    if _HONEST.issuperset(marks.values()):
        look = []
    read = _read(view, [numbers[first[char]] for char in look])
    readable = _readable(first)
    for char, (shown, score) in zip(look, read, strict=True):
        at, other = first[char], "".join(_HAN.findall(shown))
        is_other = score >= SURELY and len(other) == 1 and other != unified(char)
        sure = score >= CERTAIN and char in readable and company(other) >= company(char)
        known[char] = is_other and (sure or wordless(_put(text, at, other)) < odd)
        if shown == char and score >= SURELY and (honest := marks[char]) and len(_HONEST) < REMEMBERED:
            _HONEST.add(honest)
    return [number for number, char in zip(numbers, text, strict=True) if char in told and known.get(char)]


def _put(text: str, at: int, char: str) -> str:
    return text[:at] + char + text[at + 1 :]


def _text(view: View, sheet: Sheet) -> tuple[str, list[int]]:
    """What the sheet says, in drawing order, and the number of each of its characters in the view."""
    numbers = np.flatnonzero(view.printed & view.still_in(sheet)).tolist()
    return "".join([view.sheet.glyphs[n][0][:1] or _SILENT for n in numbers]), numbers


def shown_otherwise(view: View, glyphs: Iterable[int], *, square: bool = False) -> bool:
    """Whether characters, by number, are shown as others, told from a few of them that the recogniser knows: digits and
    signs first. Marks of punctuation are too small for it, unless they are `square`."""
    few: dict[str, int] = {}
    for n in glyphs:
        if view.strength[n] and (square or is_plain(view.sheet.glyphs[n].text)):
            few.setdefault(unified(view.sheet.glyphs[n].text), n)
    look = dict(sorted(_readable(few).items())[:MOST])
    read = _read(view, list(look.values()))
    wrong = [char for char, (shown, score) in zip(look, read, strict=True) if score >= SURE and not _alike(char, shown)]
    return bool(look) and len(wrong) >= min(MANY, len(look))


def _readable(few: Mapping[str, int]) -> Mapping[str, int]:
    """Those of the characters that the recogniser can read: it takes Hangul, Tibetan or a rare one (岜) for whatever
    looks like it."""
    if not few:
        return few
    try:
        from extract.ocr.models import indices
    except ImportError:
        return few
    return {char: n for char, n in few.items() if char in indices("tiny")}


def _alike(char: str, shown: str) -> bool:
    return char.casefold() in shown.casefold() or any(char in group and not group.isdisjoint(shown) for group in ALIKE)


def _read(view: View, numbers: Sequence[int]) -> list[tuple[str, float]]:
    """What the recogniser reads in the place of each of these characters, and how surely; nothing without one."""
    nothing = [("", 0.0) for _ in numbers]
    if not numbers:
        return nothing
    try:
        from extract.ocr.recognise import recognise  # loads OpenCV and the models

        pictures = [_picture(view, n) for n in numbers]
        row, middles = _side_by_side(pictures)
        (read,) = recognise([row], "tiny")
    except (ImportError, ReaderUnavailable):
        return nothing
    said: list[tuple[str, float]] = nothing
    for char, place, score in zip(read.text, read.places, read.scores, strict=True):
        slot = int(np.abs(np.array(middles) - place * row.shape[1]).argmin())
        before, least = said[slot]
        if char.isalnum() or char in "≥≤=<>%" or not before:
            said[slot] = (before + char, min(score, least or 1.0))
    return said


def _picture(view: View, number: int) -> Pixels:
    x0, y0, x1, y1 = map(float, view.boxes[number])
    margin = MARGIN * (y1 - y0)
    box = (x0 - margin, y0 - margin, x1 + margin, y1 + margin)
    return view.picture(TALL / max(y1 - y0, 1e-3), box, gray=True)


def _side_by_side(pictures: Sequence[Pixels]) -> tuple[Pixels, list[float]]:
    """One row of pictures, and where across it the middle of each stands."""
    high = max(len(picture) for picture in pictures)
    row = [np.full((high, EDGE), 255, np.uint8)]
    middles, x = [], EDGE
    for picture in pictures:
        wide = picture.shape[1]
        middles.append(x + wide / 2)
        row.append(np.pad(picture, ((0, high - len(picture)), (0, GAP)), constant_values=255))
        x += wide + GAP
    row.append(np.full((high, EDGE), 255, np.uint8))
    return np.hstack(row), middles
