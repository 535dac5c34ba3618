"""Indicators as the items of one cell, each a name with its value, under or beside a level: no column has either.

数量指标 | 1.运维污水处理站:9座         数量指标       | 质量指标
         | 2.清掏化粪池:≥1120口         演出场次≥120场 | 合格率:100%
"""

import re
from collections.abc import Iterator

from normalize.draft import Asked, Fact, RawIndicator
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, Text
from normalize.kinds.level import LEVEL1, canonical, is_level
from normalize.kinds.words import blank
from normalize.lexicon.alike import any_of, dirt
from normalize.read.brackets import Running
from normalize.read.several import by_paragraph, numbered
from normalize.sheet import Sheet
from normalize.slot import Slot
from normalize.table.header import Header
from normalize.table.neighbours import ITEMS, Column
from normalize.text import HAN

__all__ = ["items_beside", "items_under", "read_items"]

_ITEM = re.compile(rf"(?P<name>[^:：{dirt('signs')}]{{2,30}}?)(?:[:：]\s*|(?={any_of('signs')}))(?P<value>\S.*)")
"""A name ends with a colon, or where a sign begins its value."""


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
    for column in header.columns:
        cell = sheet.under(row, column.x0, column.x1) if column.role == ITEMS else None
        if cell is not None and cell.cell.row == row and not blank(cell.text):
            yield column, cell


def read_items(sheet: Sheet, row: int, header: Header) -> Iterator[Fact]:
    """The items of a row; a cell in their columns that holds none is asked about."""
    found, unread = items_under(sheet, row, header)
    yield from found
    yield from (Asked(Doubt("row", "unread"), cell) for cell in unread)


def items_beside(sheet: Sheet, row: int) -> list[RawIndicator]:
    """The items of a row beside a level 2 that begins there, or a level 1 without one."""
    labels = (slot for slot in sheet.starting(row) if is_level(slot.text))
    beside = ((label, sheet.right(label)) for label in labels)
    return [
        raw
        for label, cell in beside
        if cell is not None and cell.cell.row == row and not is_level(cell.text)
        for raw in _rows(cell, _levels(label, _level1_of(sheet, label)))
    ]


def _rows(cell: Printed, levels: dict[str, Printed]) -> list[RawIndicator]:
    return [RawIndicator(name, {**levels, "value": value}) for name, value in _items(cell)]


def _levels(label: Slot | None, over: Slot | None) -> dict[str, Printed]:
    """The levels of items by the label that heads them and the one over that."""
    if label is None:
        return {}
    if canonical(label.text, 1) in LEVEL1 and over is None:
        return {"level1": label}
    below: dict[str, Printed] = {"level2": label}
    return below if over is None else {**below, "level1": over}


def _level1_of(sheet: Sheet, label: Slot) -> Slot | None:
    """The level 1 left of a level 2, or the last one that stands above it as a band."""
    if canonical(label.text, 1) in LEVEL1 and canonical(label.text, 2) is None:
        return None
    left = sheet.at(label.cell.row, label.cell.column - 1) if label.cell.column else None
    if left is not None and canonical(left.text, 1) in LEVEL1:
        return left
    above = (slot for row in range(label.cell.row - 1, -1, -1) for slot in sheet.starting(row))
    return next((slot for slot in above if canonical(slot.text, 1) in LEVEL1), None)


def _items(cell: Printed) -> list[tuple[Text, Text]]:
    """The names and values of a cell, by its numbers or its lines; none where a part of it is no such item."""
    found = [_item(part) for part in numbered(cell) or _by_line(cell)]
    whole = [one for one in found if one is not None]
    return whole if len(whole) == len(found) else []


def _by_line(cell: Printed) -> list[Printed]:
    """The stretches of a cell that begin with a line that holds a name's end, or begins a paragraph, behind a whole
    item; any other line goes on with it."""
    running, paragraphs = Running(cell), [part.lines[0] for part in by_paragraph(cell)]
    starts: list[int] = []
    for at, line in running.parts:
        whole = bool(starts) and _ITEM.match(running.text[starts[-1] : at]) is not None
        if not starts or (whole and (line in paragraphs or _ITEM.match(line.text.strip()))):
            starts.append(at)
    stops = [*starts[1:], len(running.text)] if starts else []
    return [running.piece(start, stop) for start, stop in zip(starts, stops, strict=True)]


def _item(part: Printed) -> tuple[Text, Text] | None:
    match = _ITEM.fullmatch(part.text.strip())
    if match is None or not HAN.search(match["name"]) or blank(match["value"]):
        return None
    said = Text.from_(part)
    return said.part(match["name"].strip()), said.part(match["value"].strip())
