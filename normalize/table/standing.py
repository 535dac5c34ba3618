"""What stands in the rows of a table of labels: labels, bands, fields, the cells of a column and where they end."""

import re
from collections.abc import Sequence
from functools import cache

from normalize.kinds.level import is_level
from normalize.lexicon import Vocabulary, key, vocabulary
from normalize.sheet import Sheet
from normalize.slot import EDGE, Slot
from normalize.table.content import NUMBERED, NUMBERS, class_of
from normalize.table.neighbours import Column
from normalize.text import PAGE_NUMBER

__all__ = [
    "SUMS",
    "cells_of",
    "crosses",
    "end_of_grid",
    "first_item",
    "first_of",
    "grouped",
    "heads_group",
    "is_band",
    "is_field",
    "is_numbering",
    "is_signed",
    "is_total",
    "label_like",
    "numbers_page",
    "parted_below",
    "period",
    "rows_below",
    "stacked",
]

_GROUPS = re.compile(r"指标|类别|级")
"""What a label says that may head several levels."""
_LONGEST = 20
"""Characters of a label."""
_DATED = re.compile(r"(?:20\d{2}年度?|前?\d{1,2}(?:[-—–~至到]\d{1,2})?个?月(?:底|末|份)?)")
"""What a label may say of a time: 2026年, 1-7月, 7月底."""
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}[、.]|[(（][一二三四五六七八九十]{1,2}[)）]")
"""How the heading of a block begins: 五、用款安排."""
_CROSSING = 1 / 3
"""Share of the columns whose walls a row's cells cross where it is of another block."""
_NEXT_ITEM = re.compile(r"\n|(?<=.)[(（]?2[)）.、]|②|指标2")
"""What begins the second of several numbered items."""
_ACROSS = 0.5
"""Of the table's width: a cell as wide is a band over the rows below."""
SUMS = ("合计", "总计", "小计")
"""How what sums up rows ends: 产出指标小计."""
_SEALED = re.compile(r"[(（](?:盖章|公章|签章|签字|签名)[)）]|(?:^|[^\d])年月日$")
_STEMS = "甲乙丙丁戊己庚辛"
_FEW = 3
"""Rows below which a page does not tell what a grid's columns hold."""
_DISTINCT = 0.6
"""Share of different texts in a column below which it repeats itself."""
_WORDED = frozenset(
    ("naming", "levelish", "short", "words", "project", "direction", "unit", "sign", "level2", "likely")
)
"""Classes that a label's own text may be of: 单位 and 成本 are labels and more."""


def label_like(slot: Slot) -> bool:
    """Whether a cell may be a label by its text: a few words without a number that is no date, no sentence."""
    word = _DATED.sub("", slot.key)
    return 0 < len(word) <= _LONGEST and class_of(word) in _WORDED and not any(map(str.isdigit, word))


def heads_group(slot: Slot) -> bool:
    """Whether a level's name heads several columns: 产出指标 over its own names and values."""
    return slot.cell.column_span > 1 and is_level(slot.text)


def is_field(slot: Slot) -> bool:
    """Whether a cell is a label of a form's head or of a goal."""
    return any(slot.means(vocabulary("fields", table)) for table in ("fields", "goals"))


def is_band(sheet: Sheet, row: int) -> bool:
    """Whether a row is one cell of words across the table: the level of the rows below."""
    filled = [slot for slot in sheet.row(row) if slot.key and slot.cell.row_span == 1]
    words = len(filled) == 1 and (label_like(filled[0]) or is_level(filled[0].text))
    return words and filled[0].x1 - filled[0].x0 > _ACROSS


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


def stacked(sheet: Sheet, row: int, end: int, column: int) -> list[Slot]:
    """The labels of a column between two rows of a header, from the top; what reaches below it is none."""
    slots = (sheet.at(at, column) for at in range(row, min(end, sheet.rows)))
    within = (slot for slot in slots if slot is not None and slot.key and slot.cell.row >= row)
    return list(dict.fromkeys(slot for slot in within if slot.cell.row + slot.cell.row_span <= end))


def parted_below(sheet: Sheet, row: int, label: Slot) -> list[tuple[float, float]]:
    """Where the columns begin and end that a label heads together, 一、二级指标 or 指标类别 over level 1 and level 2;
    none where most rows from `row` on, or the first of them, have one cell below it, or further labels stand there."""
    columns = range(label.cell.column, label.cell.column + label.cell.column_span)
    if not _heads_several(sheet, row, label, columns):
        return []
    rows = [
        {(slot.cell.column, slot.cell.column_span) for slot in sheet.row(at) if slot.cell.column in columns}
        for at in range(row, sheet.rows)
    ]
    parted = [cells for cells in rows if len(cells) > 1]
    if len(parted) <= len(rows) / 2 or any(cells != rows[0] for cells in parted):
        return []
    return [(sheet.edges(column)[0], sheet.edges(column + span - 1)[1]) for column, span in sorted(parted[0])]


def _heads_several(sheet: Sheet, row: int, label: Slot, columns: range) -> bool:
    """Whether a label may head several columns together, of which none has a label of its own in `row`."""
    if len(columns) < 2 or is_level(label.text) or not _GROUPS.search(label.key):
        return False
    below = [slot for slot in sheet.starting(row) if slot.cell.column in columns]
    return not any(slot.means(words) for slot in below for words in _labels())


@cache
def _labels() -> tuple[Vocabulary, ...]:
    return vocabulary("columns", "indicators"), vocabulary("columns", "funds"), vocabulary("columns", "tasks")


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
        first = next(iter(sheet.filled(at)), None)
        across = any(slot.x1 - slot.x0 > _ACROSS for slot in sheet.starting(at))
        if first is None or not across or not (is_field(first) or _says_field(first)):
            return at
    return row


def _says_field(slot: Slot) -> bool:
    """Whether a cell has a label of a form's head with its value behind it."""
    said, colon, _ = slot.key.partition(":")
    return bool(colon) and any(vocabulary("fields", table).meaning(said) for table in ("fields", "goals"))


def _repeats(after: Sheet, columns: Sequence[Column]) -> bool:
    """Whether a table begins with the header of the one before it once more: not only with the label of its block."""
    labels = {key(column.label) for column in columns}
    return sum(slot.key in labels for slot in after.starting(0) if slot.key) > 1


def is_total(sheet: Sheet, row: int) -> bool:
    """Whether a row sums up those above it: 小计, 合计."""
    first = next(iter(sheet.filled(row)), None)
    return first is not None and first.key.endswith(SUMS)


def is_signed(sheet: Sheet, row: int) -> bool:
    """Whether a row is where somebody signs: 财政部门审核意见 | (盖章) 年 月 日."""
    return any(_SEALED.search(slot.key) is not None for slot in sheet.starting(row))


def is_numbering(sheet: Sheet, row: int) -> bool:
    """Whether a row numbers the columns of its table, and no more: 甲 乙 丙 1 2 3."""
    said = [slot.key for slot in sheet.row(row)]
    if len(said) <= _FEW or said[0] not in (_STEMS[0], "1"):
        return False
    stems = sum(word in _STEMS for word in said)
    want = [*_STEMS[:stems], *(str(number) for number in range(1, len(said) - stems + 1))]
    return said == want


def numbers_page(sheet: Sheet, row: int) -> bool:
    """Whether a row is the foot of a page that stands within its table: 打印日期：2025-12-01 | 第1页共2页."""
    said = [said for slot in sheet.starting(row) if (said := slot.cell.text.strip())]
    return 0 < len(said) <= _FEW and any(map(PAGE_NUMBER.match, said))


def cells_of(rows: Sequence[tuple[Sheet, int]], columns: Sequence[Column]) -> list[list[Slot]]:
    """For each column its cells in rows, each once, without those that stand across the table."""
    told = [(sheet, at) for sheet, at in rows if not is_band(sheet, at) and not is_numbering(sheet, at)]
    found = ((sheet.under(at, column.x0, column.x1) for sheet, at in told) for column in columns)
    return [list(dict.fromkeys(slot for slot in slots if slot is not None)) for slots in found]


def end_of_grid(sheet: Sheet, row: int, columns: Sequence[Column]) -> int:
    """The first row from `row` on that is none of the grid: another block's heading, a label of the head or tail, or
    cells that do not stand in the header's columns."""
    for at in range(row + 1, sheet.rows):
        first = next(iter(sheet.filled(at)), None)
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
    below = [sheet.under(row + 1, column.x0, column.x1) for column in columns]
    filled = sum(slot is not None and slot.cell.row == row + 1 and bool(slot.key) for slot in below)
    return filled > len(columns) / 2 and not crosses(sheet, row + 1, columns)


def crosses(sheet: Sheet, row: int, columns: Sequence[Column]) -> bool:
    """Whether many columns hold a cell of a row that begins or ends within one of them; a merged cell does not."""
    slots = (sheet.under(row, column.x0, column.x1) for column in columns)
    within = [(column.x0 + EDGE, column.x1 - EDGE) for column in columns]
    edges = [(slot.x0, slot.x1) for slot in slots if slot is not None]
    across = sum(any(low < x0 < high or low < x1 < high for low, high in within) for x0, x1 in edges)
    return across > len(columns) * _CROSSING


def period(labels: Sequence[str]) -> tuple[int, int, int]:
    """How the labels of a header repeat: the length of the group, where its first one ends, where it begins; a header
    that does not repeat is one group."""
    many = len(labels)
    for length in range(2, many // 2 + 1):
        for start in range(many - 2 * length + 1):
            groups = [labels[at : at + length] for at in range(start, many, length)]
            if len(groups) > 1 and all(group == groups[0] for group in groups):
                return length, start + length, start
    return max(1, many), many, 0


def first_of(at: int, period: tuple[int, int, int]) -> int:
    """The column of the first group that one of a later group repeats."""
    length, end, start = period
    return at if at < end else start + (at - start) % length
