"""Where a grid of indicators ends, and which of its rows are none: sums and notes."""

import re
from collections.abc import Sequence

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.evidence.text import Printed, Text
from normalize.kinds.level import is_level, is_level1
from normalize.kinds.number import points
from normalize.labels.head import is_field, is_label_of, speaks_of_money
from normalize.labels.likely import label_like
from normalize.labels.within import labelled, says_field
from normalize.lexicon import vocabulary
from normalize.table.columns import LEVELS
from normalize.table.grid_below import crosses
from normalize.table.header import Header
from normalize.table.kinds_of_rows import ACROSS, SUMS, TOTALS, is_band, is_signed, is_total
from normalize.table.mismatched import fills, near
from normalize.table.money_rows import names_money

__all__ = [
    "ends_grid",
    "foot_across",
    "heads_level",
    "is_aside",
    "is_level_band",
    "is_rate",
    "levels_over",
    "sums_items",
]

_SHORT = 10
_FEWEST_WIDE = 3
"""Cells of a row of another table, each wider than a column of the grid."""
_NOTE = re.compile(r"(?:说明|备注|附注|注)\d*:")
_CARRIED = frozenset(("承前页", "接上页", "过次页", "转下页"))
"""What carries the sum of the rows so far from page to page."""
_PART = "小计"
"""What sums up a part of the rows, if only the last: the sum of all follows."""
_SCORED = re.compile(r"[一二三四五六七八九十]{1,2}[、.][\u4e00-\u9fff]{2,12}[(]\d{1,3}分[)]")
"""A level with its number and its points: 一、过程（25分）."""
_BETWEEN = 4
"""Rows of sums, notes and levels as bands between two indicators."""
_SUM = re.compile(rf"(?:{'|'.join(SUMS)})(?:[(]含[^()]*[)])?$")
_TOTALS = TOTALS.union(SUMS)
_LABELS = ("fields", "goals", "tail")
"""Tables of labels that name no indicator."""
_HEADS = frozenset(("project", "project_code", "unit_1", "unit_2", "unit_3", "unit_4", "department"))
_MEASURES = ("value", "lower", "actual", "weight", "score")
"""What a row has beside its name, the first that its header has: a form of points alone has no values."""


def ends_grid(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row no longer belongs to the grid: a tail row (合计, 评价结论, ...) or a head's label/value row."""
    if header.kind == "list":
        return False
    first, name = sheet.first(row), header.slot(sheet, row, "name")
    if header.column("name") is None:
        return _ends_items(sheet, row, header)
    if first is None or name is None:
        return name is None
    if _is_of_another_block(sheet, row, header, name):
        return True
    across = name.x0 < header.left(*LEVELS) - near(name) or name.x1 > _right(header) + near(name)
    if first is name and not across:
        return _is_none(header, name)
    if _ends_forms(sheet, row, first):
        return True
    if _is_row(sheet, row, header, first) or is_level(first.text) or _heads_rows(sheet, row, header, name):
        return False
    return is_field(first) or (across and first.cell.column == 0)


def sums_items(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row has the money of all rows of a grid whose cells hold names with their values."""
    return header.kind == "indicators" and header.column("name") is None and is_total(sheet, row)


def _ends_items(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row no longer belongs to a grid whose cells hold names with their values."""
    first = sheet.first(row)
    foot = first is not None and is_label_of(first, *_LABELS)
    return foot or is_signed(sheet, row) or crosses(sheet, row, header.columns)


def _is_none(header: Header, name: Slot) -> bool:
    """Whether what stands alone under the names is none, though a name may well read like a label: 完成时间."""
    broader = name.x0 < header.left("name") - near(name)
    tail = broader and name.means(vocabulary("fields", "tail")) is not None
    return tail or (header.left(*LEVELS) >= name.x0 - near(name) and _heads_or_sums(name))


def _heads_rows(sheet: Sheet, row: int, header: Header, name: Slot) -> bool:
    """Whether a row is a level as a band, whatever its words, by the row below it: a name and its value."""
    below, value = header.slot(sheet, row + 1, "name"), header.slot(sheet, row + 1, "value")
    if below is None or value is None or below is value or not (below.key and value.key):
        return False
    return is_level_band(sheet, row, name) and fills(below, header.column("name")) and not is_label_of(below, *_LABELS)


def _is_of_another_block(sheet: Sheet, row: int, header: Header, name: Slot) -> bool:
    """Whether a row is of money, for signatures, or has its cells in other columns than the header's as a text layer
    has them: of a scan a wall may not have been seen."""
    if names_money(sheet, row, name) or is_signed(sheet, row) or _begins_block(sheet, row, header, name):
        return True
    own = sheet.starting(row)
    if any(slot.uncertain for slot in own) or is_band(sheet, row):
        return False
    return crosses(sheet, row, header.columns) or _merges_columns(own, header)


def _merges_columns(own: Sequence[Slot], header: Header) -> bool:
    """Whether each cell of a row stands under several columns of the header: it is of a table with wider ones."""
    cells = [slot for slot in own if slot.cell.row_span == 1]
    wide = [slot for slot in cells if sum(map(slot.holds, header.columns)) > 1]
    return _FEWEST_WIDE <= len(cells) == len(wide)


def _begins_block(sheet: Sheet, row: int, header: Header, name: Slot) -> bool:
    """Whether the label of another block begins in front of the grid's own columns, and nothing fills that of the
    names: 资金安排 beside its sources and years."""
    first = sheet.first(row)
    if first is None or first.x1 > header.left(*LEVELS) + near(first) or first.cell.row_span == 1:
        return False
    return not fills(name, header.column("name")) and label_like(first) and speaks_of_money(first.key)


def _heads_or_sums(name: Slot) -> bool:
    return name.key.split("(")[0] in _TOTALS or name.means(vocabulary("fields", "fields")) in _HEADS


def _ends_forms(sheet: Sheet, row: int, first: Slot) -> bool:
    """Whether a row is a form's tail, or the line under a further form's title."""
    return first.means(vocabulary("fields", "tail")) is not None or any(map(_names_unit, sheet.starting(row)))


def _is_row(sheet: Sheet, row: int, header: Header, first: Slot) -> bool:
    """Whether a row has a name and a value in their own columns, below a level 1 merged down from above: what begins it
    is a level, though it reads like a label (绩效目标, 目标完成情况); or beside the label of the whole grid, whose text
    a page break put on the further page."""
    name, one = header.slot(sheet, row, "name"), header.slot(sheet, row, "level1")
    value = header.slot(sheet, row, _measure(header))
    if name is None or value is None or name is value or not _stands_below(header, row, first, one):
        return False
    return name.cell.row == row and _are_placed(header, name, value)


def _measure(header: Header) -> str:
    """The role of what a row has beside its name."""
    return next((role for role in _MEASURES if header.column(role) is not None), "value")


def _stands_below(header: Header, row: int, first: Slot, one: Slot | None) -> bool:
    """Whether what begins a row stands beside the label of the whole grid, or below a level 1 from above."""
    beside = first.x1 <= header.left(*LEVELS) + near(first) and first.cell.row_span > 1
    return beside or (one is not None and one.cell.row != row)


def heads_level(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row is one cell of words across the table, of which nobody knows what it heads, and a level 1 begins
    in its own column right below it: 子项目1：国有林森林抚育（预算145万元）."""
    words = sheet.only(row)
    if words is None or words.width <= ACROSS or is_field(words):
        return False
    one, name = header.slot(sheet, row + 1, "level1"), header.slot(sheet, row + 1, "name")
    if one is None or name is None or one is name or one.cell.row != row + 1:
        return False
    return is_level1(one.text) and fills(name, header.column("name")) and bool(name.key)


def levels_over(sheet: Sheet, row: int, header: Header, parts: int, before: Sheet | None) -> list[Printed]:
    """The levels 1 that stand right above a header that has no column of them, one over each of its `parts`: a band, or
    several side by side; at the foot of the sheet `before` where the header opens a page; or the last line of a band
    that has more, for where rules alone part them a heading shares its cell. None where none do."""
    above = sheet.filled(row - 1) if row else before.filled(before.rows - 1) if before is not None else []
    if header.column("level1") is not None or any(column.level is not None for column in header.columns):
        return []
    wide = parts > 1 or (row > 0 and all(_stands_over(slot, header) for slot in above))
    if not wide or len(above) != parts:
        return []
    heads = [_last_line(slot) for slot in above]
    return heads if all(is_level1(head.text) for head in heads) else []


def _last_line(slot: Slot) -> Printed:
    """The last line of a band, where the whole is no level."""
    part = slot.width > ACROSS and not is_level1(slot.text)
    return Text.of_lines(slot, slot.lines[-1:]) if part else slot


def _stands_over(slot: Slot, header: Header) -> bool:
    """Whether a cell stands as a heading over a header: across the table, or from its first column over the names."""
    name = header.column("name")
    over = name is not None and slot.x0 <= header.left() + near(slot) and slot.x1 >= name.x1 - near(slot)
    return slot.width > ACROSS or (over and slot.cell.column_span > 1)


def is_aside(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row is no indicator and yet within the grid: a sum (小计, 合计), the rate of execution with its points,
    or a note; further indicators follow it."""
    first = sheet.first(row)
    if first is None or not (_sums(first) or _is_note(first) or _scores(first)) or _is_name(sheet, row, header, first):
        return False
    for at in range(row + 1, min(row + 1 + _BETWEEN, sheet.rows)):
        name, value = header.slot(sheet, at, "name"), header.slot(sheet, at, _measure(header))
        if name is None or value is None or name.cell.row != at:
            return False
        if name.key in _TOTALS and not _is_between(sheet, at, name):
            return is_rate(first) and not _is_measured(sheet, row, header)
        if not _is_between(sheet, at, name):
            return name is not value and _are_placed(header, name, value)
    return first.key.endswith(_PART)


def _is_between(sheet: Sheet, row: int, name: Slot) -> bool:
    """Whether a row stands between indicators and is none: a sum, a note or a level as a band."""
    return _sums(name) or _is_note(name) or is_level_band(sheet, row, name)


def _is_measured(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row has a target or a result of its own."""
    first, said = sheet.first(row), (header.slot(sheet, row, role) for role in ("value", "actual"))
    return any(slot is not None and slot is not first and slot.key for slot in said)


def _are_placed(header: Header, name: Slot, value: Slot) -> bool:
    """Whether a name that is no label, and what is measured, stand in their own columns."""
    placed = fills(name, header.column("name")) and fills(value, header.column(_measure(header)))
    return placed and bool(name.key) and not is_label_of(name, *_LABELS)


def _sums(slot: Slot) -> bool:
    """Whether a cell is the label of a sum, or of the rate of execution."""
    return bool(_SUM.search(slot.key)) or slot.key in _CARRIED or is_rate(slot)


def _scores(slot: Slot) -> bool:
    """Whether a cell across the names is the label of the points that the execution of the budget has."""
    return slot.width > ACROSS / 2 and slot.key.split("(")[0] == "预算执行情况"


def foot_across(sheet: Sheet, row: int, header: Header) -> Slot | None:
    """The label of a sum or of what stands below the rows, over the columns of the levels and the names: of a grid in
    two halves the other one may have an indicator beside it. None where none is."""
    name = header.slot(sheet, row, "name")
    broad = name is not None and any(name is header.slot(sheet, row, role) for role in ("level1", "level2"))
    if name is None or not broad:
        return None
    return name if name.key.endswith(SUMS) or is_label_of(name, *_LABELS) or says_field(name.text) else None


def _is_note(slot: Slot) -> bool:
    """Whether a cell is a note across the table: 说明：第5项不含路基。"""
    return slot.width > ACROSS and _NOTE.match(slot.key) is not None


def _is_name(sheet: Sheet, row: int, header: Header, slot: Slot) -> bool:
    """Whether a cell is the name of an indicator, though it reads like a sum's or the rate's: below a level 2 that
    began above it."""
    two = header.slot(sheet, row, "level2")
    return two is not None and bool(two.key) and two.cell.row < row and fills(slot, header.column("name"))


def is_rate(slot: Slot) -> bool:
    """Whether a cell is the label of the rate of execution."""
    return slot.means(vocabulary("columns", "funds")) == "rate"


def _names_unit(slot: Slot) -> bool:
    """Whether a cell is the line under a further form's title: 单位:万元."""
    return len(slot.key) <= _SHORT and "money_unit" in labelled(slot.text)


def _right(header: Header) -> float:
    column = header.column("name")
    return column.x1 if column else 1.0


def is_level_band(sheet: Sheet, row: int, name: Slot) -> bool:
    """Whether a row, of a grid without a column of them, is a level 1 that stands over the rows below, with no more
    beside it than points."""
    own = [slot for slot in sheet.row(row) if slot.key and (slot is name or slot.cell.row == row)]
    scored = all(points(slot.key) is not None for slot in own[1:])
    alone = own == [name] or (own[:1] == [name] and name.width > ACROSS and scored)
    return alone and (is_level1(name.text) or _is_own_level(name))


def _is_own_level(name: Slot) -> bool:
    """Whether a cell as wide as its table is a level in a province's own words: 履职效能."""
    return name.width > ACROSS and (label_like(name) or _SCORED.fullmatch(name.key) is not None)
