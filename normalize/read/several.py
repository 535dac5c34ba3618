"""Several indicators in one cell: numbered names, or names line by line, with their values line by line beside them.

指标1:改造教室面积          ≥5200平方米
指标2:更换散热片数量        ≥310组         →  two rows, each with its own lines
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from normalize.draft import RawIndicator
from normalize.evidence.doubts import About, Doubt
from normalize.evidence.text import Printed, Text
from normalize.kinds.classes import NUMBERS, class_of
from normalize.kinds.level import canonical, in_front, is_first
from normalize.read.indicators import SIGNED
from normalize.read.parts import by_likelihood, by_paragraph, numbered, unnumbered
from normalize.table.columns import LEVELS

__all__ = ["rows_within"]


_ABUTTING = re.compile(r"\d\n\d")
_TORN = re.compile(r"\d\.\n\d|\d\n[.,]\d|\d,\n\d{3}(?!\d)")
"""A number that a narrow column broke at its point or its thousands."""
_WHOLE = (*LEVELS, "label_unit")
"""What holds for all indicators of a cell, however many lines it has."""
_PROSE = frozenset(("explanation", "standard", "remark", "deviation"))
"""Roles of sentences: where their lines break says nothing of how many there are."""
_SHARED = frozenset((*_WHOLE, "unit", "direction", *_PROSE))
"""Roles of which one text may hold for all indicators of a cell."""


def rows_within(row: RawIndicator) -> list[RawIndicator]:
    """The rows that a row's name cell holds: itself, or one each where its names are numbered, or stand line by line
    beside as many values. Where a cell beside them does not part likewise, every row asks; so does one of several
    values."""
    return _levels_apart(_parted(row))


def _parted(row: RawIndicator) -> list[RawIndicator]:
    """The same with all that a name's cell says in the name."""
    names = numbered(row.name, bare=False) or _lines_beside(row)
    if len(names) < 2:
        value = row.cells.get("value")
        glued = Doubt("cells", "several").when(value is not None and _holds_several(value))
        return [_only_item(replace(row, doubts=(*row.doubts, *glued)))]
    parted = {role: _parts(cell, len(names), role) for role, cell in row.cells.items()}
    operators = [_parts(cell, len(names)) for cell in row.operators]
    doubts = (*row.doubts, *Doubt("cells", "several").when(_is_torn(parted, operators)))
    return [
        replace(
            row,
            name=name,
            cells={role: cell for role, parts in parted.items() if (cell := _own(role, parts, at)) is not None},
            operators=tuple(parts[at % len(parts)] for parts in operators),
            doubts=doubts,
        )
        for at, name in enumerate(names)
    ]


def _levels_apart(rows: Sequence[RawIndicator]) -> list[RawIndicator]:
    """The rows of a cell, a level in front of a name (`数量指标：统防统治面积`) apart from it; it holds for the names
    below it, where no cell says one. Where a cell says another one, the row asks."""
    found, held = list[RawIndicator](), dict[str, Printed]()
    for row in rows:
        parts = in_front(row.name.text)
        name, doubts = row.name, row.doubts
        if parts is not None:
            level, bare = (Text.from_(row.name).edited(part, "level_apart") for part in parts)
            role: About = "level1" if is_first(level.text) else "level2"
            held = held if role in row.cells else {role: level}
            same = canonical({**held, **row.cells}[role].text, 2) == canonical(level.text, 2)
            name = bare if same else name
            doubts = (*doubts, *Doubt(role, "unread").when(not same and level.text.endswith("指标")))
        found.append(replace(row, name=name, cells={**held, **row.cells}, doubts=doubts))
    return found


def _is_torn(parted: Mapping[str, Sequence[Printed]], operators: Sequence[Sequence[Printed]]) -> bool:
    """Whether a cell beside several names does not part as they do."""
    whole = any(len(parts) == 1 and role not in _SHARED for role, parts in parted.items())
    return whole or any(len(parts) == 1 and len(parts[0].lines) > 1 for parts in operators)


def _only_item(row: RawIndicator) -> RawIndicator:
    """A row whose name is the first of a list of one, with the number taken off the other cells, too."""
    if unnumbered(row.name) is row.name:
        return row
    return replace(row, cells={role: unnumbered(cell) for role, cell in row.cells.items()})


def _own(role: str, parts: Sequence[Printed], at: int) -> Printed | None:
    """The part of a cell that is the row's own; of one that does not part what holds for all."""
    if len(parts) > 1:
        return parts[at]
    return parts[0] if role in _SHARED else None


def _parts(cell: Printed, many: int, role: str = "") -> list[Printed]:
    """A cell in as many parts as there are names: by its numbers, its lines but for prose, its paragraphs; else
    whole."""
    if role in _WHOLE:
        return [cell]
    lines = [] if role in _PROSE else by_likelihood(cell, many)
    for parts in (numbered(cell, by_line=True), numbered(cell), lines, by_paragraph(cell)):
        if len(parts) == many:
            return parts
    return [cell]


def _lines_beside(row: RawIndicator) -> list[Printed]:
    """The names of a cell that stand line by line beside as many values; none where they do not. Where a cell is too
    narrow to tell which of its lines a person broke, values that are none together tell it, or a number that ends where
    the next one begins."""
    value = row.cells.get("value")
    if value is None or len(value.lines) < 2:
        return []
    lines_of_value = "\n".join(line.text.strip() for line in value.lines)
    if _is_value(value) and _TORN.search(lines_of_value):
        return []
    names, pairs = by_paragraph(row.name), [(by_paragraph(row.name), by_paragraph(value))]
    if not _is_value(value) or _ABUTTING.search(lines_of_value):
        pairs.append((names, by_likelihood(value, len(names))))
    if not _is_value(value):
        lines: list[Printed] = [Text.of_lines(row.name, [line]) for line in row.name.lines]
        pairs.append((lines, by_likelihood(value, len(lines))))
    told = (names for names, values in pairs if 1 < len(names) == len(values) and all(map(_is_value, values)))
    return next(filter(_are_names, told), [])


def _are_names(texts: Sequence[Printed]) -> bool:
    """Whether each of several texts may be a name: none is one character."""
    return all(len(text.text) > 1 for text in texts)


def _is_value(cell: Printed) -> bool:
    return class_of(cell.text) in NUMBERS


def _holds_several(cell: Printed) -> bool:
    """Whether a value's cell holds several that are none together: line by line, or each behind a sign."""
    if _is_value(cell):
        return False
    ways = (by_likelihood(cell, many) for many in range(2, len(cell.lines) + 1))
    return len(SIGNED.findall(cell.text)) > 1 or any(parts and all(map(_is_value, parts)) for parts in ways)
