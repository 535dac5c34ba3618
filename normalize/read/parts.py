"""A cell in parts: the stretches that are numbered, its paragraphs, or the runs of its lines that are likeliest a value
each. Every part knows on which lines it stands.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from extract.confusable import any_of
from extract.model import Line
from normalize.evidence.text import Printed, Text, origin_of
from normalize.kinds.classes import NUMBERS, class_of
from normalize.kinds.unit import is_known_unit
from normalize.lexicon import key
from normalize.table.columns import Column

__all__ = [
    "Running",
    "begins_value",
    "by_likelihood",
    "by_paragraph",
    "numbered",
    "of_role",
    "unit_behind",
    "unnumbered",
]

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
_TAIL = re.compile(r"[年月]?底?之?前|[之以]?[前后内]|及?以[上下]|左右")
"""A line that only goes on with the value above it, the rest of 2026年12月31日前."""
_APART = re.compile(r"[/／\\、；;()（）]")
"""What stands between two values that share a cell."""
_IN_BRACKETS = re.compile(r"([^(（]*)[(（]([^()（）]*)[)）]\s*")
"""A value with another one in brackets behind it."""
_NAMES_UNIT = re.compile(r"\((?:计量|度量|指标)?单位\)$")
"""How a label of names ends whose cells have their units behind them."""
_WRAPPED = 3
"""Lines of a value, at the most."""


class _Way(NamedTuple):
    """Runs of lines so far: how likely they are, and where each ends."""

    score: float
    ends: tuple[int, ...]


class Running:
    """A cell's lines as one running text; `piece(a, b)` knows on which lines a stretch stands."""

    def __init__(self, slot: Printed) -> None:
        self.slot, self.uncertain = slot, origin_of(slot.lines) == "ocr"
        texts = [line.text.strip() for line in slot.lines]
        self.text = "".join(texts)
        starts = accumulate(map(len, texts), initial=0)
        self.parts = list(zip(starts, slot.lines, strict=False))

    def piece(self, start: int, end: int) -> Text:
        """The stretch from `start` to `end`, trimmed."""
        raw = self.text[start:end]
        start += len(raw) - len(raw.lstrip())
        end = start + len(raw.strip())
        stops = [at for at, _ in self.parts[1:]] + [len(self.text)]
        lines = [line for (at, line), stop in zip(self.parts, stops, strict=True) if at < end and stop > start]
        return Text.of_lines(self.slot, lines or self.slot.lines[:1], self.text[start:end])


def numbered(cell: Printed, *, bare: bool = True, by_line: bool = False) -> list[Printed]:
    """The stretches of a cell that are numbered 1, 2, 3 …, without their numbers where `bare`; none where the first is
    not 1. `by_line`: each begins a line, and may go on with a number: `1.100%` is 100% there."""
    running = Running(cell)
    at_start = (_AT_START.match(running.text, at) for at, _ in running.parts)
    marks: list[re.Match[str]] = []
    for mark in at_start if by_line else _NUMBER.finditer(running.text):
        if mark is not None and _value(mark) == len(marks) + 1 and (marks or mark.start() == 0):
            marks.append(mark)
    if len(marks) < 2:
        return []
    begins = [mark.end() if bare else mark.start() for mark in marks]
    stops = [*(mark.start() for mark in marks[1:]), len(running.text)]
    return [running.piece(start, stop) for start, stop in zip(begins, stops, strict=True)]


def unnumbered(cell: Printed) -> Printed:
    """A cell without the number that it begins with as the first of a list; itself where it has none."""
    mark = _NUMBER.match(cell.text)
    if mark is None or _value(mark) != 1:
        return cell
    return Text.from_(cell).edited(cell.text[mark.end() :].strip(), "number_of_item")


def _value(mark: re.Match[str]) -> int:
    said = mark[mark.lastgroup or 0]
    return ord(said) - ord("①") + 1 if mark.lastgroup == "ring" else int(said)


def of_role(cell: Printed, column: Column, role: str) -> Printed | None:
    """What a cell says of one of its column's roles: all of it, or of 8.7/10 under 得分/分值, of 98%（10分） under
    指标值（分值）, the part of that role; None where it has no such parts."""
    if len(column.roles) == 1:
        return cell
    if (told := _IN_BRACKETS.fullmatch(cell.text)) is not None and "(" in key(column.label):
        return Text.from_(cell).edited(told[1 + column.roles.index(role)].strip(), "parted")
    parts = [part for part in _APART.split(cell.text) if part.strip()]
    if len(parts) != len(column.roles):
        parts = [line.text for line in cell.lines]
    counted = {any(map(str.isdigit, part)) for part in parts}
    if len(parts) != len(column.roles) or len(counted) > 1:
        return None
    return Text.from_(cell).edited(parts[column.roles.index(role)].strip(), "parted")


def unit_behind(name: Printed, column: Column) -> tuple[Printed, Printed] | None:
    """A name and the unit in brackets behind it, where the label of its column says so: 三级指标（计量单位）; None
    where it has none."""
    told = _IN_BRACKETS.fullmatch(name.text) if _NAMES_UNIT.search(key(column.label)) else None
    if told is None or not is_known_unit(told[2]):
        return None
    return Text.from_(name).edited(told[1].strip(), "parted"), Text.from_(name).edited(told[2].strip(), "parted")


def begins_value(text: str) -> bool:
    """Whether a text begins as a value does."""
    return _VALUE.match(text.strip()) is not None


def by_paragraph(cell: Printed) -> list[Printed]:
    """The paragraphs that a person made of a cell, each with its printed lines."""
    found: list[Printed] = []
    lines = list(cell.lines)
    for text in cell.long.split("\n"):
        own: list[Line] = []
        while lines and len("".join(line.text.strip() for line in own)) < len(text.replace(" ", "")):
            own.append(lines.pop(0))
        if own:
            found.append(Text.of_lines(cell, own, text))
    return found


def by_likelihood(cell: Printed, many: int) -> list[Printed]:
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
    return [Text.of_lines(cell, lines[start:end]) for start, end in pairwise((0, *best[0].ends))]


def _likelihood(texts: Sequence[str]) -> float:
    """How likely (in steps) lines are one value: a number or a date rather than words, words rather than a bare unit;
    behind a number no value begins and no words."""
    kind = class_of("".join(texts))
    broken = sum(_is_apart(before, text, kind) for before, text in pairwise(texts))
    cut = (_GOES_ON.search(texts[-1]) is not None) + (_TAIL.fullmatch(texts[0]) is not None)
    return (2.0 if kind in NUMBERS else -2.0 if kind == "unit" else 1.0) - 3.0 * (broken + cut)


def _is_apart(before: str, text: str, kind: str | None) -> bool:
    """Whether two lines are values of their own, though one of them may end in the middle of a date or a range."""
    if _GOES_ON.search(before) or _TAIL.fullmatch(text):
        return False
    counts = class_of(before) in NUMBERS
    if begins_value(text):
        return not counts or kind not in ("date", "range")
    return counts and class_of(text) not in ("unit", None)
