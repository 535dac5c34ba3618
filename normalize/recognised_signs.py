"""Comparisons recognised from pixels: what stands in an operator's cell, and what a scan makes of its strokes.

A sign is small and alone, so that a reader of words takes it for a letter or a figure; the column says that it is one.
"""

import re
from collections.abc import Iterable, Iterator

from normalize.draft import Printed, origin
from normalize.lexicon import mended
from normalize.recognised import LIKELY, SEEN, SPECKS, Decided, likeliest
from normalize.schema import Operator
from normalize.values import blank, near_operators, parse_direction, parse_operator

__all__ = ["bars", "contested", "is_struck", "operator", "strict"]

_STRICT = (">", "<")
"""Signs that a faint ≥ or ≤ is read as: the bar below is the first thing a scan loses."""
_GLUED_STRICT = re.compile(r"[<>＜＞](?![=＝])\s*\d")
_HALVES: dict[str, Operator] = {"》": "≥", "《": "≤"}
"""What forms print in front of = alone, whose strokes are the first to go."""
_DIRECTION = re.compile(r"^[正反]向(?:指标)?")
_MISREAD_SIGNS = {
    "2": "≥",
    "z": "≥",
    "Z": "≥",
    "V=": "≥",
    "V": "≥",
    ")=": "≥",
    "）=": "≥",
    "(=": "≤",
    "（=": "≤",
    "二": "=",
    "ニ": "=",
}
"""What a sign that stands alone looks like to a reader of words."""
_USUAL = 2
_COMPARISON = re.compile(r"[≥≤≧≦⩾⩽<>]")
_ONE_BAR = str.maketrans("≧≦⩾⩽", "≥≤≥≤")
_BARRED = tuple(zip("≧≦⩾⩽≥≤", "≥≤≥≤≧≦", strict=True))
_OPEN = 0.7
_UPRIGHTS = "1lI|丨"
"""What a piece of a wall beside a sign is read as."""


def bars(cells: Iterable[Printed]) -> dict[int, int]:
    """How the comparisons of a form's recognised cells are put right: a form prints ≥ or ≧ throughout, so a few of one
    among many of the other were misread (a table for `str.translate`)."""
    text = "".join(cell.text for cell in cells if origin([cell]) == "ocr")
    few = [pair for pair in _BARRED if 0 < _USUAL * text.count(pair[0]) <= text.count(pair[1])]
    return {ord(sign): ord(usual) for sign, usual in few}


def operator(cell: Printed) -> tuple[Operator | None, Decided]:
    """The operator of a cell in an operator column; a sign that was not read as one is looked for in the readings."""
    sign = parse_operator(cell.text)
    if origin([cell]) != "ocr":
        return sign, Decided(cell.text, sure=sign is not None)
    if (whole := _HALVES.get(cell.text.strip())) is not None:
        return whole, Decided(cell.text, ("operator_doubt",))
    if sign is not None:
        seen = all(line.confidence > SEEN for line in cell.lines)
        return sign, Decided(cell.text, () if seen else ("operator_doubt",), sure=seen and sign not in _STRICT)
    if blank(cell.text) or parse_direction(cell.text) is not None:
        return None, Decided(cell.text, ("operator_unread",) if blank(cell.text) and cell.text.strip() else ())
    best = likeliest(cell, "operators")
    if best is not None and best.score >= LIKELY and (found := parse_operator(best.text)) is not None:
        return found, Decided(best.text, () if best.score >= 0.9 else ("operator_doubt",))
    bare = cell.text.replace(" ", "")
    for text in (_MISREAD_SIGNS.get(bare), *_others(cell), *_within_cell(cell)):
        if text is not None and (found := parse_operator(text)) is not None:
            return found, Decided(text, ("operator_doubt",))
    near = near_operators(cell.text)
    if len(near) == 1:
        return near.pop(), Decided(cell.text, ("operator_doubt",))
    return None, Decided(cell.text, ("operator_unread",) if near or len(bare) <= 2 else ())


def _within_cell(cell: Printed) -> Iterator[str]:
    """The text of an operator's cell without what stands beside the sign: specks, dirt on a line of its own, the
    direction from a cell whose wall was not seen."""
    yield cell.text.strip(SPECKS)
    yield cell.text.strip(SPECKS + _UPRIGHTS)
    yield mended(_DIRECTION.sub("", cell.text))
    yield from (line.text for line in cell.lines)


def _others(cell: Printed) -> Iterator[str]:
    """What else was read of a cell of one line."""
    if len(cell.lines) == 1:
        yield from (reading.text for reading in cell.lines[0].readings if not reading.by.startswith("vocabulary"))


def is_struck(cell: Printed) -> bool:
    """Whether a dash was read where an operator stands: the two strokes of ═ run together on a scan."""
    return origin([cell]) == "ocr" and cell.text.strip(SPECKS + _UPRIGHTS) in ("—", "–", "一", "-")


def contested(cells: Iterable[Printed]) -> bool:
    """Whether the readings of a cell differ in its comparison and nothing decided between them."""
    for line in (line for cell in cells for line in cell.lines):
        read = (reading.text for reading in line.readings if not reading.by.startswith("vocabulary"))
        signs = {match.group().translate(_ONE_BAR) for text in read if (match := _COMPARISON.search(text))}
        if len(signs) > 1 and line.confidence <= _OPEN:
            return True
    return False


def strict(cells: Iterable[Printed]) -> bool:
    """Whether a sign among these cells was read as > or <, by itself or in front of a number."""
    return any(cell.text.strip() in ("＞", "＜", *_STRICT) or _GLUED_STRICT.match(cell.text) for cell in cells)
