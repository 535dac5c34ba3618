"""The levels of a row by the cells that hold them: a closed vocabulary, but for the words of a province's own."""

import re
from collections.abc import Iterator

from normalize.cells.lines import is_contested
from normalize.evidence.text import Place, Printed, uncertain
from normalize.kinds.decide import SPECKS, Decided, Source, decided
from normalize.kinds.level import as_printed, both, canonical, is_short_own, level1, level2, may_be_own, near, parent

__all__ = ["level", "levels"]

_PLAIN = 0.95
_UNCLOSED = re.compile(r"^[^\u4e00-\u9fff]+|[(（][^()（）]*$|[^\u4e00-\u9fff()（）]+$")


def level(cell: Printed, number: int) -> Decided:
    """A level name: one that is a character away from a single canonical name was misread."""
    if canonical(cell.text, number) is not None:
        return Decided(cell.text, sure=True)
    return decided(cell, _SOURCES[number]) if uncertain(cell) else Decided(cell.text)


def _sources(number: int) -> Iterator[Source]:
    """Where the name of a level is looked for, the likeliest first."""

    def near_one(cell: Printed) -> Decided | None:
        found = canonical(bare(cell), number) or near(bare(cell), number)
        return Decided(found, sure=True) if found else None

    def bare(cell: Printed) -> str:
        return _UNCLOSED.sub("", cell.text)

    yield from (_own, near_one)
    yield lambda cell: Decided(bare(cell) or cell.text)


def _own(cell: Printed) -> Decided | None:
    """A word of a province's own, which may well look like another (资产管理, 成效指标)."""
    plain, own = _is_plain(cell), as_printed(cell.text)
    if own is not None and (own in cell.text or not plain):
        return Decided(own)
    return Decided(cell.text) if plain else None


_SOURCES = {number: tuple(_sources(number)) for number in (1, 2)}


def levels(one: Printed | None, two: Printed | None, row: Place) -> tuple[str | None, str | None]:
    """The canonical level 1 and level 2 that a row's two cells have for it (one, where both are merged)."""
    merged = one is not None and two is not None and one.place == two.place
    only = one if one is not None and (two is None or merged) else two if one is None else None
    if only is not None and (pair := _both(only)) is not None:
        return level1(pair[0]), level2(pair[1])
    second = _at(two, 2, row) if two is not None else ""
    first = _first(one, second, row) if one is not None else ""
    if merged:
        above, name = parent(second), level2(second)
        return above or level1(first), name if above or name != level1(first) else None
    return level1(first), level2(second)


def _both(cell: Printed) -> tuple[str, str] | None:
    """Level 1 and level 2 of a cell that has both: printed so, or recognised so, the wall between them unseen."""
    if (pair := both(cell.text)) is not None or not uncertain(cell) or canonical(cell.text, 2) is not None:
        return pair
    cuts = ((cell.text[:cut], cell.text[cut:]) for cut in range(2, len(cell.text) - 1))
    return next(((one, two) for one, two in cuts if _is_name(one, 1) and _is_name(two, 2)), None)


def _at(cell: Printed, number: int, row: Place) -> str:
    """The name that a cell has for a row; of several the one that stands nearest to it."""
    names = _names_within(cell, number)
    if len(names) < 2:
        return level(cell, number).text
    middle = (row.box[1] + row.box[3]) / 2
    return min(names, key=lambda name: abs(name[1] - middle))[0]


def _names_within(cell: Printed, number: int) -> list[tuple[str, float]]:
    """The names that a recognised cell's lines make up one behind the other, each with the height it stands at; none
    behind a line that is part of no name."""
    names: list[tuple[str, float]] = []
    if not uncertain(cell):
        return names
    text, top = "", 0.0
    for line, after in zip(cell.lines, [*cell.lines[1:], None], strict=True):
        top = top if text else line.box[1]
        text += line.text.strip(SPECKS)
        if _is_name(text, number) and not (after and _is_name(text + after.text.strip(SPECKS), number)):
            names.append((text, (top + line.box[3]) / 2))
            text = ""
    return names


def _is_name(text: str, number: int) -> bool:
    return canonical(text, number) is not None or as_printed(text) == text


def _first(cell: Printed, second: str, row: Place) -> str:
    """The level 1 of a cell; one that could not be read is the level 1 that its level 2 has."""
    text = _at(cell, 1, row)
    known = canonical(text, 1) is not None or as_printed(text) is not None or is_short_own(text)
    legible = known or not uncertain(cell) or _is_plain(cell)
    return text if legible else parent(second) or text


def _is_plain(cell: Printed) -> bool:
    """Whether a cell's word, whatever it is like, is what stands there: it may be a province's own, and the readers
    agree on every line and are certain."""
    return may_be_own(cell.text) and all(line.confidence >= _PLAIN and not is_contested(line) for line in cell.lines)
