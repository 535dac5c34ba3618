"""Several indicators in one cell: numbered names, or names line by line, with their values line by line beside them.

指标1:改造教室面积          ≥5200平方米
指标2:更换散热片数量        ≥310组         →  two rows, each with its own lines
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extract.confusable import any_of
from extract.model import Line
from normalize.draft import RawIndicator
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Place, Printed, Text
from normalize.kinds.classes import NUMBERS, class_of
from normalize.kinds.words import blank
from normalize.read.bracket_text import Running
from normalize.read.indicators import SIGNED
from normalize.table.columns import LEVELS

__all__ = ["begins_value", "by_paragraph", "numbered", "rows_within"]

_NUMBER = re.compile(
    r"(?:指标|目标)?\s*(?P<digits>\d{1,2})\s*(?:[、:：)）]|[.．](?:(?!\d)|(?=20\d{2}年)))|(?P<ring>[①-⑨])|[(（](?P<bracket>\d)[)）]"
)
_AT_START = re.compile(r"\s*(?P<digits>\d{1,2})\s*[.．、:：)）]")
_VALUE = re.compile(
    rf"{any_of('signs', 'halves_of_signs')}|\d|(?:不[低高少超多]|大于|小于|至少|不少|约|每年|当年|[优良]|长期|逐步|明显"
    r"|持续|显著|有所|基本)"
)
"""How a value begins."""
_GOES_ON = re.compile(r"[-—~～至到.,，、/]$")
"""What a line ends with whose value goes on."""
_WRAPPED = 3
"""Lines of a value, at the most."""
_ABUTTING = re.compile(r"\d\n\d")
_SHARED = frozenset(("level1", "level2", "unit", "direction", "explanation", "standard", "remark", "deviation"))
"""Roles of which one text may hold for all indicators of a cell."""


class _Way(NamedTuple):
    """Runs of lines so far: how likely they are, and where each ends."""

    score: float
    ends: tuple[int, ...]


def rows_within(row: RawIndicator) -> list[RawIndicator]:
    """The rows that a row's name cell holds: itself, or one each where its names are numbered, or stand line by line
    beside as many values. Where a cell beside them does not part likewise, every row asks; so does one of several
    values."""
    names = numbered(row.name, bare=False) or _lines_beside(row)
    if len(names) < 2:
        value = row.cells.get("value")
        glued = Doubt("cells", "several").when(value is not None and _holds_several(value))
        return [_only_item(replace(row, doubts=(*row.doubts, *glued)))]
    parted = {role: [cell] if role in LEVELS else _parts(cell, len(names)) for role, cell in row.cells.items()}
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


def _is_torn(parted: Mapping[str, Sequence[Printed]], operators: Sequence[Sequence[Printed]]) -> bool:
    """Whether a cell beside several names does not part as they do."""
    whole = any(len(parts) == 1 and role not in _SHARED for role, parts in parted.items())
    return whole or any(len(parts) == 1 and len(parts[0].lines) > 1 for parts in operators)


def _only_item(row: RawIndicator) -> RawIndicator:
    """A row whose name is the first of a list of one, with the number taken off the other cells, too."""
    if not _AT_START.match(row.name.text) and not _NUMBER.match(row.name.text):
        return row
    return replace(row, cells={role: _unnumbered(cell) for role, cell in row.cells.items()})


def _unnumbered(cell: Printed) -> Printed:
    mark = _NUMBER.match(cell.text)
    return (
        Text.from_(cell).edited(cell.text[mark.end() :].strip(), "number_of_item")
        if mark and _value(mark) == 1
        else cell
    )


def _own(role: str, parts: Sequence[Printed], at: int) -> Printed | None:
    """The part of a cell that is the row's own; of one that does not part what holds for all."""
    if len(parts) > 1:
        return parts[at]
    return parts[0] if role in _SHARED else None


def _parts(cell: Printed, many: int) -> list[Printed]:
    """A cell in as many parts as there are names: by its numbers, its paragraphs or its lines; else whole."""
    for parts in (_numbered_lines(cell), numbered(cell), _by_likelihood(cell, many), by_paragraph(cell)):
        if len(parts) == many:
            return parts
    return [cell]


def numbered(cell: Printed, *, bare: bool = True) -> list[Printed]:
    """The stretches of a cell that are numbered 1, 2, 3 …, without their numbers where `bare`; none where the first is
    not 1."""
    running = Running(cell)
    marks: list[re.Match[str]] = []
    for mark in _NUMBER.finditer(running.text):
        if _value(mark) == len(marks) + 1 and (marks or mark.start() == 0):
            marks.append(mark)
    stops = [mark.start() for mark in marks[1:]] + [len(running.text)]
    if len(marks) < 2:
        return []
    begins = [mark.end() if bare else mark.start() for mark in marks]
    return [running.piece(start, stop) for start, stop in zip(begins, stops, strict=True)]


def _numbered_lines(cell: Printed) -> list[Printed]:
    """The stretches of a cell whose first lines begin with 1, 2, 3 …, without their numbers: `1.100%` is 100% there;
    none where the first line has no number."""
    runs: list[list[Line]] = []
    for line in cell.lines:
        mark = _AT_START.match(line.text)
        if mark is not None and int(mark["digits"]) == len(runs) + 1:
            runs.append([line])
        elif runs:
            runs[-1].append(line)
        else:
            return []
    texts = ("".join(line.text.strip() for line in run) for run in runs)
    return [
        Text(_AT_START.sub("", text, count=1).strip(), _place(cell, run), tuple(run), cell.doubts)
        for text, run in zip(texts, runs, strict=True)
    ]


def begins_value(text: str) -> bool:
    """Whether a text begins as a value does."""
    return _VALUE.match(text.strip()) is not None


def _value(mark: re.Match[str]) -> int:
    ring = mark["ring"]
    return ord(ring) - ord("①") + 1 if ring else int(mark["digits"] or mark["bracket"])


def by_paragraph(cell: Printed) -> list[Printed]:
    """The paragraphs that a person made of a cell, each with its printed lines."""
    found: list[Printed] = []
    lines = list(cell.lines)
    for text in cell.long.split("\n"):
        own: list[Line] = []
        while lines and len("".join(line.text.strip() for line in own)) < len(text.replace(" ", "")):
            own.append(lines.pop(0))
        if own:
            found.append(Text(text, _place(cell, own), tuple(own), cell.doubts))
    return found


def _place(cell: Printed, lines: Sequence[Line]) -> Place:
    """Where some of a cell's lines stand."""
    place = cell.place.at(lines[0].box)
    for line in lines[1:]:
        place = place.join(cell.place.at(line.box))
    return place


def _by_likelihood(cell: Printed, many: int) -> list[Printed]:
    """A cell's lines in the `many` runs that are likeliest a value each: what a unit, a date or a range went on with
    over the end of its line belongs to it. None where other runs are as likely."""
    lines = cell.lines
    if not many <= len(lines) <= _WRAPPED * many:
        return []
    ways: dict[int, list[_Way]] = {0: [_Way(0.0, ())]}
    for _ in range(many):
        grown: dict[int, list[_Way]] = {}
        for start, found in ways.items():
            for end in range(start + 1, min(start + _WRAPPED, len(lines)) + 1):
                said = _likelihood([line.text.strip() for line in lines[start:end]])
                grown.setdefault(end, []).extend(_Way(way.score + said, (*way.ends, end)) for way in found)
        ways = {end: sorted(found, reverse=True)[:2] for end, found in grown.items()}
    best = ways.get(len(lines), [])
    if not best or (len(best) > 1 and best[0].score == best[1].score):
        return []
    runs = [lines[start:end] for start, end in pairwise((0, *best[0].ends))]
    return [Text("".join(line.text.strip() for line in run), _place(cell, run), run, cell.doubts) for run in runs]


def _likelihood(texts: Sequence[str]) -> float:
    """How likely (in steps) lines are one value: a number or a date rather than words, words rather than a bare unit;
    behind a number no value begins and no words."""
    kind = class_of("".join(texts))
    broken = sum(_is_apart(before, text, kind) for before, text in pairwise(texts))
    unfinished = _GOES_ON.search(texts[-1]) is not None
    return (2.0 if kind in NUMBERS else -2.0 if kind == "unit" else 1.0) - 3.0 * (broken + unfinished)


def _is_apart(before: str, text: str, kind: str | None) -> bool:
    """Whether two lines are values of their own, though one of them may end in the middle of a date or a range."""
    if _GOES_ON.search(before):
        return False
    counts = class_of(before) in NUMBERS
    if begins_value(text):
        return not counts or kind not in ("date", "range")
    return counts and class_of(text) not in ("unit", None)


def _lines_beside(row: RawIndicator) -> list[Printed]:
    """The names of a cell that stand line by line beside as many values; none where they do not. Where a cell is too
    narrow to tell which of its lines a person broke, values that are none together tell it, or a number that ends where
    the next one begins."""
    value = row.cells.get("value")
    if value is None or len(value.lines) < 2:
        return []
    names, pairs = by_paragraph(row.name), [(by_paragraph(row.name), by_paragraph(value))]
    if not _is_value(value) or _ABUTTING.search("\n".join(line.text.strip() for line in value.lines)):
        pairs.append((names, _by_likelihood(value, len(names))))
    if not _is_value(value):
        lines: list[Printed] = [Text(line.text.strip(), _place(row.name, [line]), (line,)) for line in row.name.lines]
        pairs.append((lines, _by_likelihood(value, len(lines))))
    told = (names for names, values in pairs if 1 < len(names) == len(values) and all(map(_is_value, values)))
    return next((names for names in told if not any(blank(name.text) for name in names)), [])


def _is_value(cell: Printed) -> bool:
    return class_of(cell.text) in NUMBERS


def _holds_several(cell: Printed) -> bool:
    """Whether a value's cell holds several that are none together: line by line, or each behind a sign."""
    if _is_value(cell):
        return False
    ways = (_by_likelihood(cell, many) for many in range(2, len(cell.lines) + 1))
    return len(SIGNED.findall(cell.text)) > 1 or any(parts and all(map(_is_value, parts)) for parts in ways)
