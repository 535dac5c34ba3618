"""The grid below a header: its rows as far as they reach, and the cells of each column."""

import re
from collections.abc import Sequence

from normalize.cells.sheet import Sheet
from normalize.cells.slot import EDGE, Slot
from normalize.kinds.classes import NUMBERED, NUMBERS, class_of
from normalize.kinds.level import is_level
from normalize.labels.head import is_field
from normalize.labels.within import says_field
from normalize.lexicon import key, vocabulary
from normalize.table.columns import Column
from normalize.table.kinds_of_rows import ACROSS, is_band, is_numbering, is_signed

__all__ = ["cells_of", "crosses", "end_of_grid", "first_item", "grouped", "rows_below"]

_FEW = 3
"""Rows below which a page does not tell what a grid's columns hold."""
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}[、.]|[(（][一二三四五六七八九十]{1,2}[)）]")
"""How the heading of a block begins: 五、用款安排."""
_CROSSING = 1 / 3
"""Share of the columns whose walls a row's cells cross where it is of another block."""
_NEXT_ITEM = re.compile(r"\n|(?<=.)[(（]?2[)）.、]|②|指标2")
"""What begins the second of several numbered items."""
_DISTINCT = 0.6
"""Share of different texts in a column below which it repeats itself."""


def first_item(slot: Slot) -> str:
    """A cell's text; of several numbered items, or of values line by line, the first."""
    if NUMBERED.match(slot.text):
        return _NEXT_ITEM.split(slot.long, maxsplit=1)[0]
    first = slot.lines[0].text if len(slot.lines) > 1 else ""
    return first if class_of(first) in NUMBERS else slot.text


def grouped(slots: Sequence[Slot]) -> bool:
    """Whether the cells of a column stand for several rows each: merged downward, or the same text again and again."""
    filled = [slot.key for slot in slots if slot.key]
    merged = sum(slot.cell.row_span > 1 for slot in slots) > len(slots) / 3
    return merged or len(set(filled)) < _DISTINCT * len(filled)


def rows_below(sheet: Sheet, row: int, columns: Sequence[Column]) -> list[tuple[Sheet, int]]:
    """The rows of a grid from `row` on; where the page ends with its header or soon after, with those that open the
    next one. What names a project between the header and its rows is none of them."""
    row = _below_head(sheet, row)
    end = end_of_grid(sheet, row, columns)
    rows = [(sheet, at) for at in range(row, end)]
    after = sheet.after if end >= sheet.rows and len(rows) < _FEW else None
    if after is None or crosses(after, 0, columns) or _repeats(after, columns):
        return rows
    return [*rows, *((after, at) for at in range(end_of_grid(after, 0, columns)))]


def _below_head(sheet: Sheet, row: int) -> int:
    """The first row from `row` on that does not say across the table whose the rows below are, or what their goal is:
    `一、填报单位：第一中学 项目名称：考点建设`, `年度目标 | …`."""
    for at in range(row, min(row + _FEW, sheet.rows)):
        first = sheet.first(at)
        across = any(slot.width > ACROSS for slot in sheet.starting(at))
        if first is None or not across or not (is_field(first) or says_field(first.text)):
            return at
    return row


def _repeats(after: Sheet, columns: Sequence[Column]) -> bool:
    """Whether a table begins with the header of the one before it once more: not only with the label of its block."""
    labels = {key(column.label) for column in columns}
    return sum(slot.key in labels for slot in after.starting(0) if slot.key) > 1


def cells_of(rows: Sequence[tuple[Sheet, int]], columns: Sequence[Column]) -> list[list[Slot]]:
    """For each column its cells in rows, each once, without those that stand across the table."""
    told = [(sheet, at) for sheet, at in rows if not is_band(sheet, at) and not is_numbering(sheet, at)]
    found = ((sheet.under(at, column) for sheet, at in told) for column in columns)
    return [list(dict.fromkeys(slot for slot in slots if slot is not None)) for slots in found]


def end_of_grid(sheet: Sheet, row: int, columns: Sequence[Column]) -> int:
    """The first row from `row` on that is none of the grid: another block's heading, a label of the head or tail, or
    cells that do not stand in the header's columns."""
    for at in range(row + 1, sheet.rows):
        first = sheet.first(at)
        if first is None:
            continue
        band = is_band(sheet, at)
        heading = band and not _heads_level(sheet, at, first, columns) and _HEADING.match(first.key) is not None
        label = first.cell.column == 0 and (is_field(first) or first.means(vocabulary("fields", "tail")) is not None)
        if heading or label or is_signed(sheet, at) or (not band and crosses(sheet, at, columns)):
            return at
    return sheet.rows


def _heads_level(sheet: Sheet, row: int, band: Slot, columns: Sequence[Column]) -> bool:
    """Whether a band is a level, if only by the row below it: that fills the header's columns."""
    if is_level(band.text):
        return True
    below = [sheet.under(row + 1, column) for column in columns]
    filled = sum(slot is not None and slot.cell.row == row + 1 and bool(slot.key) for slot in below)
    return filled > len(columns) / 2 and not crosses(sheet, row + 1, columns)


def crosses(sheet: Sheet, row: int, columns: Sequence[Column]) -> bool:
    """Whether many columns hold a cell of a row that begins or ends within one of them; a merged cell does not."""
    slots = (sheet.under(row, column) for column in columns)
    within = [(column.x0 + EDGE, column.x1 - EDGE) for column in columns]
    edges = [(slot.x0, slot.x1) for slot in slots if slot is not None]
    across = sum(any(low < x0 < high or low < x1 < high for low, high in within) for x0, x1 in edges)
    return across > len(columns) * _CROSSING
