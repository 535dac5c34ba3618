"""What recognition from pixels corrupts, decided by what a column may hold.

A reader of characters sees a cell, this module knows its column: an operator column holds operators, a level column
level names, a value column numbers. Only what is unambiguous is mended; what was read stays in extract's artefact, and
what stays open is asked about. Text from a PDF's own text layer is never touched.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from normalize.draft import Printed, origin
from normalize.levels import canonical, near
from normalize.schema import Operator
from normalize.values import is_known_unit, parse_direction, parse_operator

__all__ = ["Decided", "level", "operator", "strict", "unit", "value"]

_LIKELY = 0.5  # of a vocabulary entry, by the recogniser's own probabilities
_DIGITS = str.maketrans(
    {"I": "1", "l": "1", "|": "1", "i": "1", "O": "0", "o": "0", "Q": "0", "S": "5", "Z": "2", "B": "8"}
)
_LOOKS_LIKE_NUMBER = re.compile(r"[\dIl|iOoQSZB.,]*\d[\dIl|iOoQSZB.,]*[%％]?")
_OVER_200 = re.compile(r"2\d{2}(?:\.\d+)?[%％]")


_PERIOD = re.compile(r"((?:19|20)\d{2}\.\d{1,2}\.\d{1,2})((?:19|20)\d{2}\.\d{1,2}\.\d{1,2})")
"""A period whose dash was not read."""
_STRICT = (">", "<")
"""Signs that a faint ≥ or ≤ is read as: the bar below is the first thing a scan loses."""
_GLUED_STRICT = re.compile(r"[<>＜＞](?![=＝])\s*\d")
_SIGNS = re.compile(r"[≥≤≧≦⩾⩽]|[<>]=?|=")
_LABELLED = re.compile(r"\d.*项目|\|")


class Decided(NamedTuple):
    """A cell's text as decided, and what is doubtful about it. `sure`: a closed vocabulary confirms it."""

    text: str
    doubts: tuple[str, ...] = ()
    sure: bool = False


def level(cell: Printed, number: int) -> Decided:
    """A level name: one that is a character away from a single canonical name was misread."""
    if canonical(cell.text, number) is not None:
        return Decided(cell.text, sure=True)
    found = near(cell.text, number) if origin([cell]) == "ocr" else None
    return Decided(found, sure=True) if found else Decided(cell.text)


def operator(cell: Printed) -> tuple[Operator | None, Decided]:
    """The operator of a cell in an operator column; a sign that was not read as one is looked for in the readings."""
    sign = parse_operator(cell.text)
    if origin([cell]) != "ocr":
        return sign, Decided(cell.text, sure=sign is not None)
    if sign is not None:
        return sign, Decided(cell.text, sure=sign not in _STRICT)
    best = max(
        (reading for line in cell.lines for reading in line.readings if reading.by == "vocabulary:operators"),
        key=lambda reading: reading.score,
        default=None,
    )
    if best is not None and best.score >= _LIKELY and (found := parse_operator(best.text)) is not None:
        return found, Decided(best.text, () if best.score >= 0.9 else ("operator_doubt",))
    doubt = parse_direction(cell.text) is None and len(cell.text) <= 2
    return None, Decided(cell.text, ("operator_unread",) if doubt else ())


def strict(cells: Iterable[Printed]) -> bool:
    """Whether a sign among these cells was read as > or <, by itself or in front of a number."""
    return any(cell.text.strip() in ("＞", "＜", *_STRICT) or _GLUED_STRICT.match(cell.text) for cell in cells)


def unit(name: str | None, cell: Printed) -> tuple[str, ...]:
    """What is doubtful about the unit `name` that `cell` gave: one that no published form has used."""
    odd = name is not None and len(name) == 1 and not is_known_unit(name)
    return ("unit_unread",) if odd and origin([cell]) == "ocr" else ()


def value(cell: Printed) -> Decided:
    """A value: letters that look like digits among digits, and `290%`, which may have been ≥90%."""
    text = cell.text
    if origin([cell]) != "ocr":
        return Decided(text)
    if _PERIOD.fullmatch(text):
        return Decided(_PERIOD.sub(r"\1-\2", text), ("digits_repaired",))
    if len(_SIGNS.findall(text)) > 1 or text.count("%") > 1 or _LABELLED.search(text):
        return Decided(text, ("cells_merged",))
    if not text.isdigit() and _LOOKS_LIKE_NUMBER.fullmatch(text) and (mended := text.translate(_DIGITS)) != text:
        return Decided(mended, ("digits_repaired",))
    return Decided(text, ("sign_or_digit",) if _OVER_200.fullmatch(text) else ())
