"""Units of measure: as printed, canonical, and what a recognised one was."""

import re
from functools import cache, partial

from extract.confusable import dirt, read_as
from normalize.cells.lines import HAN
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, uncertain
from normalize.kinds.decide import Decided, decided
from normalize.kinds.words import blank
from normalize.lexicon import key, load

__all__ = ["dotted", "glued_unit", "is_known_unit", "parse_unit", "unit", "unit_behind"]

_COUNTED = re.compile(r"(?:百|千|万|亿)?(?P<unit>[^()]+)(?:\((?P<other>[^()]+)\))?")
_BEHIND = re.compile(r"[(（](?:(?:计量)?单位[:：])?(?P<unit>[^()（）]{1,8}(?:[(（][^()（）]{1,4}[)）])?)[)）]$")
_TIMED = re.compile(r"(?P<of>.+/[^/·]+?)(?P<time>学期|季度|年|月|天|日)")
_PERCENT = ("%", "％")
_MARKS = ".*＊※"
"""What stands behind a unit and is none of it: an end, the mark of a note."""


def parse_unit(text: str | None) -> str | None:
    """The canonical unit of a cell or of what stood glued to a number; brackets around a unit are taken off."""
    if text is None or blank(text):
        return None
    word, printed = key(text).rstrip(_MARKS), "".join(text.replace("／", "/").split()).rstrip(_MARKS)
    if word.startswith("(") and word.endswith(")"):
        known, word, printed = _canonical().get(word), word[1:-1], printed[1:-1]
        return known or _canonical().get(word) or printed
    return _canonical().get(word) or printed


@cache
def _canonical() -> dict[str, str]:
    return {key(word): name for name, words in load("values")["units"].items() for word in words}


@cache
def _units() -> frozenset[str]:
    return frozenset((*map(key, load("values")["known_units"]["names"]), *_canonical()))


def is_known_unit(text: str) -> bool:
    """Whether a cell's whole text is a unit met in published forms, or made of such: 万页, 台(套), 元/人/学期."""
    word = key(text)
    return word in _units() or all(map(_is_counted, re.split("[/·]", word)))


def _is_counted(word: str) -> bool:
    parts = _COUNTED.fullmatch(word)
    return parts is not None and all(part in _units() for part in parts.groups() if part is not None)


def unit_behind(text: str) -> str | None:
    """The unit that stands in brackets at the end of a name, `验收合格率(%)`, for a value that has none of its own."""
    found = _BEHIND.search(text.strip())
    return found["unit"] if found and is_known_unit(found["unit"]) else None


@cache
def _dotted() -> dict[str, str]:
    """The units with a point between their words, by how they read without it."""
    return {unit.replace("·", ""): unit for unit in _units() if "·" in unit}


def dotted(unit: str) -> str | None:
    """The unit whose point between its words was not read: 元/人月 for 元/人·月, 元/吨年 for 元/吨·年."""
    known = _dotted().get(unit)
    timed = _TIMED.fullmatch(unit)
    if known or timed is None or is_known_unit(unit) or not is_known_unit(timed["of"]):
        return known
    return f"{timed['of']}·{timed['time']}"


def glued_unit(name: str | None, cell: Printed) -> tuple[Doubt, ...]:
    """What is doubtful about the unit `name` that stands behind a number in `cell`: one that no form has used."""
    return Doubt("unit", "unread").when(name is not None and not is_known_unit(name) and uncertain(cell))


def unit(cell: Printed, *, share: bool) -> Decided:
    """The unit of a cell in a unit column; `share`: the indicator is a share of a hundred by its name (…率, …满意度).

    A unit that no published form has used was misread and asks. The percent sign is small and is read as whatever is
    small; where the name says that it is one, it is one.
    """
    if not uncertain(cell):
        return Decided(cell.text)
    known, percent = partial(_as_printed, share=share), partial(_of_a_share, share=share)
    return decided(cell, (_pointless, known, _alike, _without_dirt, percent, _unread))


def _pointless(cell: Printed) -> Decided | None:
    found = dotted(cell.text)
    return Decided(found) if found else None


def _as_printed(cell: Printed, share: bool) -> Decided | None:
    text = cell.text
    known = is_known_unit(text) and not (share and len(text) == 1)
    return Decided(text) if known or text in _PERCENT or blank(text) else None


def _alike(cell: Printed) -> Decided | None:
    found = read_as("units").get(cell.text)
    return Decided(found, (Doubt("unit", "repaired"),)) if found else None


def _without_dirt(cell: Printed) -> Decided | None:
    """A unit with one more character at one of its ends."""
    text = cell.text
    for part, more in ((text[1:], text[:1]), (text[:-1], text[-1:])):
        if is_known_unit(part) and (part == "%" or not more.isalpha() or more in dirt("beside_units")):
            return Decided(part, Doubt("unit", "repaired").when(more.isalnum()))
    return None


def _of_a_share(cell: Printed, share: bool) -> Decided | None:
    return Decided("%") if share and len(cell.text) <= 2 else None  # of 65 rows of the corpus none was wrong


def _unread(cell: Printed) -> Decided:
    """As it was read; a single character that is none is nothing."""
    text = cell.text
    is_dirt = len(text) == 1 and (not HAN.match(text) or text in dirt("beside_units"))
    return Decided("" if is_dirt else text, (Doubt("unit", "unread"),))
