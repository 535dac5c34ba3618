"""The numbers that Word sets in front of list items: they are printed, and stand nowhere in the text.

    paragraph ─ numId, level (its own, or its style's) ─► abstract list ─► `%1.` with the count so far

Bullets are left out: a label is the same with and without.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

__all__ = ["Numbering"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = "零一二三四五六七八九十"
_LEVELS = 9


@dataclass(frozen=True)
class _Level:
    """A level of a list: how its numbers are written, what stands around them (`%1.`), where they begin."""

    kind: str
    text: str
    start: int


class Numbering:
    """The lists of a document and how far each was counted."""

    def __init__(self, lists: Mapping[str, Mapping[int, _Level]], styles: Mapping[str, tuple[str, int]]) -> None:
        self._lists, self._styles = lists, styles
        self._counts: dict[str, list[int]] = {}

    @classmethod
    def of(cls, word: Any) -> Self:
        """The lists of a document that python-docx opened."""
        part = next((rel.target_part for rel in word.part.rels.values() if rel.reltype.endswith("/numbering")), None)
        styles = {}
        for style in word.styles.element.iter(f"{W}style"):
            found = _reference(style.find(f"{W}pPr"))
            if found:
                styles[str(style.get(f"{W}styleId"))] = found
        return cls({} if part is None else _lists(part.element), styles)

    def next(self, paragraph: Any) -> str:
        """What is printed in front of this paragraph; it counts as one more of its list."""
        number = self._of(paragraph)
        if number is None:
            return ""
        name, place = number
        levels = self._lists.get(name, {})
        level = levels.get(place)
        if level is None or level.kind in ("bullet", "none"):
            return ""
        counts = self._counts.setdefault(name, [levels[n].start - 1 if n in levels else 0 for n in range(_LEVELS)])
        counts[place] += 1
        for deeper in range(place + 1, _LEVELS):
            counts[deeper] = levels[deeper].start - 1 if deeper in levels else 0
        text = level.text
        for n in range(place + 1):
            text = text.replace(f"%{n + 1}", _written(counts[n], levels[n].kind if n in levels else "decimal"))
        return text

    def _of(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        own = _reference(properties)
        if own is not None or properties is None:
            return own if own is None or own[0] != "0" else None
        style = properties.find(f"{W}pStyle")
        return None if style is None else self._styles.get(str(style.get(f"{W}val")))


def _reference(properties: Any) -> tuple[str, int] | None:
    """The list and the level that a paragraph's properties name."""
    found = None if properties is None else properties.find(f"{W}numPr")
    name = None if found is None else found.find(f"{W}numId")
    if found is None or name is None:
        return None
    level = found.find(f"{W}ilvl")
    place = "0" if level is None else str(level.get(f"{W}val", "0"))
    return str(name.get(f"{W}val")), min(int(place), _LEVELS - 1) if place.isdigit() else 0


def _lists(numbering: Any) -> dict[str, dict[int, _Level]]:
    abstract = {
        str(item.get(f"{W}abstractNumId")): {
            int(level.get(f"{W}ilvl", "0")): _level(level) for level in item.iter(f"{W}lvl")
        }
        for item in numbering.iter(f"{W}abstractNum")
    }
    found = {}
    for item in numbering.iter(f"{W}num"):
        link = item.find(f"{W}abstractNumId")
        found[str(item.get(f"{W}numId"))] = abstract.get("" if link is None else str(link.get(f"{W}val")), {})
    return found


def _level(level: Any) -> _Level:
    def said(name: str, default: str) -> str:
        item = level.find(f"{W}{name}")
        return default if item is None else str(item.get(f"{W}val", default))

    start = said("start", "1")
    return _Level(said("numFmt", "decimal"), said("lvlText", ""), int(start) if start.isdigit() else 1)


def _written(number: int, kind: str) -> str:
    if kind == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if kind in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr(ord("a" if kind == "lowerLetter" else "A") + number - 1)
    if "hinese" in kind or "japanese" in kind or kind.startswith("ideograph"):
        return _in_chinese(number)
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _in_chinese(number: int) -> str:
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else _CHINESE[tens]) + "十"
    return head + (_CHINESE[ones] if ones else "")
