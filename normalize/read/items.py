"""Indicators as the items of one cell, each a name with its value, under or beside a level: no column has either.

数量指标 | 1.运维污水处理站:9座         数量指标       | 质量指标
         | 2.清掏化粪池:≥1120口         演出场次≥120场 | 合格率(100%)
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.confusable import any_of, dirt
from extract.model import Line
from normalize.cells.lines import HAN
from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.draft import Asked, Fact, RawIndicator
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, Text
from normalize.kinds.level import canonical, is_level, is_level1
from normalize.kinds.operator import parse_operator
from normalize.kinds.unit import is_known_unit
from normalize.kinds.value import parse_value
from normalize.kinds.words import blank
from normalize.read.boxes import is_box
from normalize.read.bracket_text import ENDS, last_bracket
from normalize.read.parts import Running, begins_value, by_paragraph, numbered
from normalize.table.columns import ITEMS, Column
from normalize.table.header import Header

__all__ = ["items_beside", "items_under", "read_items"]

_ITEM = re.compile(rf"(?P<name>[^:：{dirt('signs')}]{{2,30}}?)(?:[:：]\s*|(?={any_of('signs')}))(?P<value>\S.*)")
"""A name ends with a colon, or where a sign begins its value."""
_BARE = re.compile(r"(?P<name>[^\d]{2,30}?)(?P<value>\d[\d.,]*\s*\S{1,8})")
"""A name ends where its value begins: 培训合格率100%."""
_POINTS = re.compile(rf"[(（](?P<points>\d+(?:\.\d+)?)分[)）][{ENDS}]?$")
"""The points that an item ends with: 修缮吊脚楼≥42栋（8分）；"""
_HEADING = re.compile(r"[【\[](?P<level>[^【】\[\]]{2,12})[】\]][:：]?")
_LONGEST_SIGN = 5
"""Characters of a sign in words, before a number: 不得高于."""
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")


def items_under(sheet: Sheet, row: int, header: Header) -> tuple[list[RawIndicator], list[Slot]]:
    """The indicators of a row in the columns that a level's name heads, and the filled cells there that hold none."""
    found: list[RawIndicator] = []
    unread: list[Slot] = []
    for column, cell in _cells(sheet, row, header):
        rows = _rows(cell, _levels(column.head, column.level))
        found += rows
        unread += [cell] * (not rows)
    return found, unread


def _cells(sheet: Sheet, row: int, header: Header) -> Iterator[tuple[Column, Slot]]:
    ticks = header.column("name") is not None
    for column in header.columns:
        cell = sheet.under(row, column) if column.role == ITEMS else None
        if cell is not None and cell.cell.row == row and not blank(cell.text) and not (ticks and is_box(cell)):
            yield column, cell


def read_items(sheet: Sheet, row: int, header: Header) -> Iterator[Fact]:
    """The items of a row; a cell in their columns that holds none is asked about."""
    found, unread = items_under(sheet, row, header)
    yield from found
    yield from (Asked(Doubt("row", "unread"), cell) for cell in unread)


def items_beside(sheet: Sheet, row: int) -> list[RawIndicator]:
    """The items of a row beside a level 2 that begins there, or a level 1 without one; below them in a row of levels
    alone."""
    labels = [slot for slot in sheet.starting(row) if is_level(slot.text)]
    if (lists := _below(sheet, row, labels)) is not None:
        return [raw for label, cell in lists for raw in _rows(cell, _levels(label, _level1_beside(sheet, label)))]
    beside = ((label, sheet.right(label)) for label in labels)
    return [
        raw
        for label, cell in beside
        if cell is not None and cell.cell.row == row
        for raw in _rows(cell, _levels(label, _level1_of(sheet, label)))
    ]


def _below(sheet: Sheet, row: int, labels: Sequence[Slot]) -> list[tuple[Slot, Slot]] | None:
    """The levels of a row of nothing else, each with the cell of items below it; None in any other row."""
    heads = [label for label in labels if label.cell.row_span == 1]
    pairs = [(head, cell) for head in heads if (cell := sheet.below(head)) is not None and not blank(cell.text)]
    under = all(cell.cell.column_span == head.cell.column_span and _rows(cell, {}) for head, cell in pairs)
    others = [slot for slot in sheet.filled(row) if slot.cell.row_span == 1 and slot not in labels]
    return pairs if pairs and under and not others else None


def _rows(cell: Printed, levels: dict[str, Printed]) -> list[RawIndicator]:
    """The items of a cell; below a heading within it (【数量指标】) those of its level 2."""
    return [
        RawIndicator(name, {**levels, **told, **said}) for told, part in _sections(cell) for name, said in _items(part)
    ]


def _sections(cell: Printed) -> list[tuple[dict[str, Printed], Printed]]:
    """The stretches of a cell, each with the level 2 that heads it on a line of its own; one that none heads."""
    found: list[tuple[dict[str, Printed], list[Line]]] = [({}, [])]
    for line in cell.lines:
        if (head := _HEADING.fullmatch(line.text.strip())) is not None and is_level(head["level"]):
            found.append(({"level2": Text.of_lines(cell, [line], head["level"])}, []))
        else:
            found[-1][1].append(line)
    if len(found) == 1:
        return [({}, cell)]
    return [(told, Text.of_lines(cell, lines)) for told, lines in found if lines]


def _levels(label: Slot | None, over: Slot | None) -> dict[str, Printed]:
    """The levels of items by the label that heads them and the one over that."""
    if label is None:
        return {}
    if is_level1(label.text) and over is None:
        return {"level1": label}
    below: dict[str, Printed] = {"level2": label}
    return below if over is None else {**below, "level1": over}


def _level1_of(sheet: Sheet, label: Slot) -> Slot | None:
    """The level 1 left of a level 2, or the last one that stands above it as a band."""
    if is_level1(label.text) and canonical(label.text, 2) is None:
        return None
    left = sheet.at(label.cell.row, label.cell.column - 1) if label.cell.column else None
    if left is not None and is_level1(left.text):
        return left
    above = (slot for row in range(label.cell.row - 1, -1, -1) for slot in sheet.starting(row))
    return next((slot for slot in above if is_level1(slot.text)), None)


def _level1_beside(sheet: Sheet, label: Slot) -> Slot | None:
    """The level 1 that is merged down left of a row of levels."""
    left = (sheet.at(label.cell.row, column) for column in range(label.cell.column - 1, -1, -1))
    deep = (slot for slot in left if slot is not None and slot.cell.row_span > label.cell.row_span)
    return next((slot for slot in deep if is_level1(slot.text)), None)


def _items(cell: Printed) -> list[tuple[Text, dict[str, Printed]]]:
    """The names of a cell with what it says of each, by its numbers or its lines; none where a part of it is no such
    item."""
    found: list[tuple[Text, dict[str, Printed]]] = []
    for said in map(Text.from_, numbered(cell) or _by_line(cell)):
        points = _POINTS.search(said.text)
        one = _parted(said.text[: points.start()] if points else said.text)
        if one is None:
            return []
        weight = {"weight": said.part(points["points"])} if points else {}
        found.append((said.part(one[0]), {"value": said.part(one[1]), **weight}))
    return found


def _by_line(cell: Printed) -> list[Printed]:
    """The stretches of a cell that begin with a line, or behind a semicolon, where a whole item ends: behind a bracket
    any does, else one that holds a name's end, or begins a paragraph; what does not goes on with the item."""
    running, paragraphs = Running(cell), [part.lines[0] for part in by_paragraph(cell)]
    first = {at for at, line in running.parts if line in paragraphs}
    breaks = sorted({*dict(running.parts), *(mark.end() for mark in re.finditer("[;；]", running.text))})
    starts: list[int] = []
    for at, end in pairwise([*breaks, len(running.text)]):
        before, own = running.text[starts[-1] : at] if starts else "", running.text[at:end].strip()
        if not starts or _ends(before, own) or _holds_name(before, own, begins=at in first):
            starts.append(at)
    return [running.piece(start, stop) for start, stop in pairwise([*starts, len(running.text)])]


def _ends(before: str, own: str) -> bool:
    """Whether an item ends with its value or its points in brackets, and something stands behind it."""
    return bool(own) and (_bracketed(before) is not None or _POINTS.search(before) is not None)


def _holds_name(before: str, own: str, *, begins: bool) -> bool:
    """Whether an item is whole by its name's end, and what stands behind it `begins` a paragraph or is another."""
    whole = _ITEM.match(before) is not None or (begins and _bare(before) is not None)
    return whole and (begins or _ITEM.match(own) is not None)


def _parted(text: str) -> tuple[str, str] | None:
    """The name and the value of an item; None of a text that is none."""
    match = _ITEM.fullmatch(text.strip().rstrip(ENDS))
    if match is None or not _is_even(match["name"]):
        return _bracketed(text) or _bare(text)
    return _told(match["name"], match["value"])


def _bracketed(text: str) -> tuple[str, str] | None:
    """The name and the value of an item whose value stands in brackets behind the name: 购置摩托车（12辆）."""
    body = text.strip().rstrip(ENDS)
    at = last_bracket(body) if body.endswith((")", "）")) else None
    if at is None or not begins_value(body[at + 1 : -1]) or any(map(begins_value, _BRACKETS.findall(body[:at]))):
        return None
    return _told(body[:at], body[at + 1 : -1])


def _bare(text: str) -> tuple[str, str] | None:
    """The name and the value of an item that nothing parts: a number with a unit that is known ends it, or a date."""
    match = _BARE.fullmatch(text.strip().rstrip(ENDS))
    value = parse_value(match["value"]) if match else None
    known = value is not None and (value.kind == "date" or is_known_unit(value.unit_raw or ""))
    if match is None or not known:
        return None
    name = match["name"].strip()
    sign = next((name[-many:] for many in range(_LONGEST_SIGN, 0, -1) if parse_operator(name[-many:]) is not None), "")
    return _told(name.removesuffix(sign), sign + match["value"])


def _told(name: str, value: str) -> tuple[str, str] | None:
    return (name.strip(), value.strip()) if HAN.search(name) and not blank(value) else None


def _is_even(text: str) -> bool:
    """Whether no bracket is open at the end of a text."""
    return sum(char in "(（" for char in text) == sum(char in ")）" for char in text)
