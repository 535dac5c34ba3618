"""Headers whose labels the lexicon does not hold, found by what stands below them.

A header is one or more rows of labels over columns that hold what a grid of indicators holds: names, and values, signs,
units, levels or points beside them. Every depth that the merged cells allow is a hypothesis; the one whose columns are
the likeliest counts, if the table below names levels or its values speak for themselves.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from normalize.levels import is_level
from normalize.lexicon import key, vocabulary
from normalize.neighbours import Column
from normalize.schema import Phase
from normalize.sheet import Sheet, Slot
from normalize.table.content import NUMBERED, class_of
from normalize.table.labels import role_of
from normalize.table.roles import OTHER, Decided, Leaf, decide
from normalize.values import blank

__all__ = ["UNKNOWN", "decided", "grouped", "heads_group", "label_like", "likely_columns"]

UNKNOWN = "unknown"
"""The role of a filled column that no label, content or neighbour tells."""
_DEEPEST = 3
"""Rows of a header."""
_LONGEST = 20
"""Characters of a label."""
_FEWEST = 3
"""Columns of a grid of indicators."""
_SURE = 1.5
"""Margin (logarithm of odds) above which a column's role is settled; below it the rows are asked about."""
_SPEAKING = 6.0
"""Score of the columns of values, signs, units and levels together from which they speak for a grid."""
_DATED = re.compile(r"(?:20\d{2}年度?|前?\d{1,2}(?:[-—–~至到]\d{1,2})?个?月(?:底|末|份)?)")
"""What a label may say of a time: 2026年, 1-7月, 7月底."""
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}[、.]|[(（][一二三四五六七八九十]{1,2}[)）]")
"""How the heading of a block begins: 五、用款安排."""
_EDGE = 0.01
"""Of the table's width: edges nearer than that are one."""
_CROSSING = 1 / 3
"""Share of the columns whose walls a row's cells cross where it is of another block."""
_NAMED = frozenset(("project", "unit_1", "unit_2", "unit_3", "department"))
"""Fields that a column of a list may have, too: 项目名称."""
_TASKS = re.compile(r"^(?!.*[目指]标).*任务(?!完成|数量|质量|进度)")
"""What names a block of the year's tasks."""
_NEXT_ITEM = re.compile(r"\n|(?<=.)[(（]?2[)）.、]|②|指标2")
"""What begins the second of several numbered items."""
_PERIOD = re.compile(r"年|中期|长期|实施期|总体")
"""What heads several columns and is no level, but the period that they are for."""
_PRINTED = 3.0
"""What a label that the lexicon knows adds to that."""
_VALUES = frozenset(("value", "actual", "standard", "weight", "score"))
_VOCABULARIES = ("indicators", "list")
_TELLING = ("level1", "level2", "value", "operator", "unit", "direction", "actual", "weight", "score", "name")
_ACROSS = 0.5
"""Of the table's width: a cell as wide is a band over the rows below."""
_DISTINCT = 0.6
"""Share of different texts in a column below which it repeats itself."""
_NUMBERS = ("signed", "number", "share", "range", "date")
_BODY = {
    "level1": ("level1", "level2", "levelish"),
    "level2": ("level1", "level2", "levelish"),
    "operator": ("sign",),
    "unit": ("unit",),
    "direction": ("direction",),
    **dict.fromkeys(("value", "actual", "weight", "score", "name"), _NUMBERS),
}
"""By role, the classes of cells of which a row of the grid has one at least: no row of labels and words has."""
_SPEAKING_KINDS = frozenset(("level1", "level2", "direction", "unit", "signed", "naming"))
_WORDS = frozenset(("short", "words", "naming", "sentence", "office", "project"))
_ALIKE = 0.7
"""Share of the rows in which words stand beside words, and numbers beside numbers."""
_CORE = frozenset(("level1", "level2", "name", "operator", "value", "unit", "actual", "forecast", "list.project"))
_WORDED = frozenset(
    ("naming", "levelish", "short", "words", "project", "direction", "unit", "sign", "level2", "likely")
)
"""Classes that a label's own text may be of: 单位 and 成本 are labels and more."""


class _Head(NamedTuple):
    """A lowest label of a header: its slot, where its column runs, the level that stands over it."""

    slot: Slot
    x0: float
    x1: float
    over: Slot | None


def label_like(slot: Slot) -> bool:
    """Whether a cell may be a label by its text: a few words without a number that is no date, no sentence."""
    word = _DATED.sub("", slot.key)
    return 0 < len(word) <= _LONGEST and class_of(word) in _WORDED and not any(map(str.isdigit, word))


def likely_columns(sheet: Sheet, row: int, phase: Phase | None = None) -> tuple[tuple[Column, ...], int] | None:
    """The columns and the depth of the likeliest header that begins in `row`; None where none does."""
    heads = [slot for slot in sheet.starting(row) if slot.key]
    if len(heads) < 2 or not all(label_like(slot) or heads_group(slot) for slot in heads):
        return None
    if (
        any(_is_field(slot) and not role_of(slot, _VOCABULARIES) for slot in heads)
        or _TASKS.search(heads[0].key)
        or _is_money(heads)
    ):
        return None
    found = [one for depth in _depths(sheet, row, heads) if (one := _hypothesis(sheet, row, depth, phase)) is not None]
    if not found:
        return None
    _, columns, depth = max(found, key=lambda one: one[0])
    return columns, depth


def _is_money(heads: Sequence[Slot]) -> bool:
    """Whether a row's labels are those of a table of money: 资金来源, 执行率."""
    money = [slot for slot in heads if slot.means(vocabulary("columns", "funds")) and not role_of(slot, _VOCABULARIES)]
    return len(money) > 1


def _is_field(slot: Slot) -> bool:
    """Whether a cell is a label of a form's head or of a goal."""
    return any(slot.means(vocabulary("fields", table)) for table in ("fields", "goals"))


def heads_group(slot: Slot) -> bool:
    """Whether a level's name heads several columns: 产出指标 over its own names and values."""
    return slot.cell.column_span > 1 and is_level(slot.text)


def _depths(sheet: Sheet, row: int, heads: Sequence[Slot]) -> Iterator[int]:
    """The rows that a header may have: its labels end with it, but for the first, which may name the whole block; the
    rows below the first are labels, too."""
    for depth in range(1, _DEEPEST + 1):
        named = (slot for slot in heads if slot.means(vocabulary("fields", "fields")) in _NAMED)
        whole = all(slot.cell.row_span >= depth for slot in named)  # else they label what is beside them
        if whole and all(slot.cell.row_span <= depth for slot in heads[1:]):
            yield depth
        below = [slot for slot in sheet.starting(row + depth) if slot.key]
        if not below or not all(label_like(slot) or heads_group(slot) for slot in below):
            return


def _hypothesis(
    sheet: Sheet, row: int, depth: int, phase: Phase | None
) -> tuple[float, tuple[Column, ...], int] | None:
    """The score and the columns of a header of `depth` rows; None where they are no grid of indicators."""
    heads = _heads(sheet, row, depth)
    if len(heads) < _FEWEST or row + depth >= sheet.rows:
        return None
    columns, told = decided(sheet, row + depth, [_column(head) for head in heads], phase)
    roles = {column.role for column in columns}
    if "name" not in roles or not roles & _VALUES or not _is_row(sheet, row + depth, columns):
        return None
    printed = sum(one.known and not one.role.startswith("list.") for one in told)
    speaking = _PRINTED * printed + sum(max(0.0, one.support) for one in told if one.role in _TELLING)
    levels = _names_levels(sheet, row + depth) or any(column.level is not None for column in columns)
    if speaking < (_SPEAKING if levels or phase is not None else 2 * _SPEAKING):
        return None
    return speaking, columns, depth


def _column(head: _Head) -> Column:
    return Column(role_of(head.slot, _VOCABULARIES) or "", head.x0, head.x1, head.slot.text, head.over)


def _is_row(sheet: Sheet, row: int, columns: Sequence[Column]) -> bool:
    """Whether `row` is one of the grid: a name, and under each label of a level a level, of a value no label."""
    while _is_band(sheet, row):
        row += 1
    cells = {one.role: slot for one in reversed(columns) if (slot := sheet.under(row, one.x0, one.x1)) is not None}
    if "name" not in cells or class_of(_first_item(cells["name"])) == "sentence":
        return False
    name, value = cells["name"], next((cells[role] for role in ("value", "actual", "score") if role in cells), None)
    if not name.key or not any(class_of(_first_item(slot)) in _BODY.get(role, ()) for role, slot in cells.items()):
        return False
    return value is None or (value is not name and class_of(_first_item(value)) not in ("level1", "level2", "naming"))


def _is_band(sheet: Sheet, row: int) -> bool:
    """Whether a row is one cell of words across the table: the level of the rows below."""
    filled = [slot for slot in sheet.row(row) if slot.key and slot.cell.row_span == 1]
    words = len(filled) == 1 and (label_like(filled[0]) or is_level(filled[0].text))
    return words and filled[0].x1 - filled[0].x0 > _ACROSS


def _names_levels(sheet: Sheet, row: int) -> bool:
    """Whether two levels at least are named from `row` on."""
    cells = (slot for at in range(row, sheet.rows) for slot in sheet.starting(at))
    return len({slot.key for slot in cells if is_level(slot.text)}) > 1


def _heads(sheet: Sheet, row: int, depth: int) -> list[_Head]:
    """The lowest labels of a header from left to right. What heads several of them is a level where they repeat."""
    heads: dict[Slot, _Head] = {}
    for column in range(sheet.columns):
        over: Slot | None = None
        chosen: Slot | None = None
        for at in range(row, min(row + depth, sheet.rows)):
            slot = sheet.at(at, column)
            if slot is None or not slot.key or slot.cell.row < row or slot.cell.row + slot.cell.row_span > row + depth:
                continue
            over = chosen if chosen is not None and chosen is not slot else over
            chosen = slot
        if chosen is None:
            continue
        x0, x1 = sheet.edges(column)
        known = heads.get(chosen)
        heads[chosen] = (
            _Head(chosen, min(known.x0, x0), max(known.x1, x1), over) if known else _Head(chosen, x0, x1, over)
        )
    found = list(heads.values())
    length, _, start = _period([key(head.slot.text) for head in found])
    groups = [found[at : at + length] for at in range(start, len(found), length)]
    overs = set(_heads_of(groups)) if len(groups) > 1 else set[Slot]()
    repeated = len(overs) == len(groups) and overs.isdisjoint(head.over for head in found[:start] if head.over)
    return [head if repeated or _is_levels(head.over) else head._replace(over=None) for head in found]


def _heads_of(groups: Sequence[Sequence[_Head]]) -> list[Slot]:
    """What stands over each group of columns, where that is one cell, no other group's, and no period's."""
    over = [{head.over for head in group} for group in groups]
    one = [next(iter(slots)) for slots in over if len(slots) == 1]
    return [slot for slot in one if slot is not None and not _PERIOD.search(slot.key)]


def _is_levels(slot: Slot | None) -> bool:
    return slot is not None and is_level(slot.text)


def decided(
    sheet: Sheet, row: int, columns: Sequence[Column], phase: Phase | None = None
) -> tuple[tuple[Column, ...], list[Decided]]:
    """The columns, those without a role given one by their label, their cells from `row` on and their order.

    Columns whose labels repeat (三级指标 | 指标值 under each level) are decided once, by the cells of all. A filled one
    that stays without a field is `UNKNOWN`; an empty one is left out.
    """
    end = _end_of_grid(sheet, row, columns)
    cells = [_cells(sheet, row, end, column) for column in columns]
    period = _period([key(column.label) for column in columns])
    first = columns[: period[1]]
    leaves = [
        _leaf(
            column,
            [slot for n in range(at, len(columns), period[0]) if n == at or at >= period[2] for slot in cells[n]],
        )
        for at, column in enumerate(first)
    ]
    told = decide(leaves, phase)
    whole = [told[_first_of(at, period)] for at in range(len(columns))]
    whole = [_unless_unlike(one, whole, columns, cells, at) for at, one in enumerate(whole)]
    result = []
    for column, one, slots in zip(columns, whole, cells, strict=True):
        if column.role and column.role == one.role:
            result.append(column)
        elif one.role != OTHER:
            result.append(column.told(one.role, sure=_is_sure(one)))
        elif any(not blank(slot.text) for slot in slots):
            result.append(column.told(UNKNOWN, sure=_is_sure(one) and not _speaks(slots)))
    return tuple(result), whole


def _unless_unlike(
    one: Decided, told: Sequence[Decided], columns: Sequence[Column], cells: Sequence[Sequence[Slot]], at: int
) -> Decided:
    """What was reached, or will be, is of the kind of what was planned: a guessed column of it whose cells are not as
    those of the values are is none."""
    if one.role not in ("actual", "forecast") or columns[at].role:
        return one
    planned = next((cells[n] for n, other in enumerate(told) if other.role == "value"), ())
    pairs = [
        (class_of(slot.text) in _WORDS, class_of(plan.text) in _WORDS)
        for slot in cells[at]
        for plan in planned
        if slot.cell.row == plan.cell.row and not blank(slot.text) and not blank(plan.text)
    ]
    dates = sum(class_of(slot.text) == "date" for slot in cells[at]) > len(cells[at]) / 2
    alike = sum(a == b for a, b in pairs) > _ALIKE * len(pairs) and not dates
    return one if alike else one._replace(role=OTHER, margin=_SURE)


def _speaks(slots: Sequence[Slot]) -> bool:
    """Whether what stands in a column that no role was found for is of a kind that makes indicators all the same: a
    single sign, which stands nowhere else, or mostly values, units, names."""
    kinds = [kind for slot in slots if (kind := class_of(_first_item(slot))) is not None]
    return "sign" in kinds or sum(kind in _SPEAKING_KINDS for kind in kinds) > len(kinds) / 2


def _is_sure(one: Decided) -> bool:
    """Whether a column's role is settled, or neither it nor the next likeliest is one that makes an indicator."""
    return one.margin >= _SURE or not {one.role, one.rival} & _CORE


def _leaf(column: Column, slots: Sequence[Slot]) -> Leaf:
    texts = tuple(_first_item(slot) for slot in slots)
    lines = tuple(line.text for slot in slots for line in slot.lines)
    known = column.role or ("list.other" if _is_serial(lines) else None)
    return Leaf(column.label, texts, lines, grouped(slots), known)


def _is_serial(texts: Sequence[str]) -> bool:
    """Whether cells count from 1 on: the rows' own numbers."""
    counted = [key(text) for text in texts if key(text)]
    return len(counted) > 1 and counted == [str(number) for number in range(1, len(counted) + 1)]


def _first_item(slot: Slot) -> str:
    """A cell's text; of several numbered items, or of values line by line, the first."""
    if NUMBERED.match(slot.text):
        return _NEXT_ITEM.split(slot.long, maxsplit=1)[0]
    first = slot.lines[0].text if len(slot.lines) > 1 else ""
    return first if class_of(first) in _NUMBERS else slot.text


def grouped(slots: Sequence[Slot]) -> bool:
    """Whether the cells of a column stand for several rows each: merged downward, or the same text again and again."""
    filled = [slot.key for slot in slots if slot.key]
    merged = sum(slot.cell.row_span > 1 for slot in slots) > len(slots) / 3
    return merged or len(set(filled)) < _DISTINCT * len(filled)


def _cells(sheet: Sheet, row: int, end: int, column: Column) -> list[Slot]:
    found = (sheet.under(at, column.x0, column.x1) for at in range(row, end) if not _is_band(sheet, at))
    return list(dict.fromkeys(slot for slot in found if slot is not None))


def _end_of_grid(sheet: Sheet, row: int, columns: Sequence[Column]) -> int:
    """The first row from `row` on that is none of the grid: another block's heading, a label of the head or tail, or
    cells that do not stand in the header's columns."""
    for at in range(row + 1, sheet.rows):
        first = next((slot for slot in sheet.starting(at) if slot.key), None)
        if first is None:
            continue
        heading = _is_band(sheet, at) and not is_level(first.text) and _HEADING.match(first.key) is not None
        label = first.cell.column == 0 and (_is_field(first) or first.means(vocabulary("fields", "tail")) is not None)
        if heading or label or (not _is_band(sheet, at) and _crosses(sheet, at, columns)):
            return at
    return sheet.rows


def _crosses(sheet: Sheet, row: int, columns: Sequence[Column]) -> bool:
    """Whether many cells of a row stand across the walls of the columns."""
    slots = [(column, sheet.under(row, column.x0, column.x1)) for column in columns]
    across = (slot is not None and (slot.x0 < c.x0 - _EDGE or slot.x1 > c.x1 + _EDGE) for c, slot in slots)
    return sum(across) > len(columns) * _CROSSING


def _period(labels: Sequence[str]) -> tuple[int, int, int]:
    """How the labels of a header repeat: the length of the group, where its first one ends, where it begins; a header
    that does not repeat is one group."""
    many = len(labels)
    for length in range(2, many // 2 + 1):
        for start in range(many - 2 * length + 1):
            groups = [labels[at : at + length] for at in range(start, many, length)]
            if len(groups) > 1 and all(group == groups[0] for group in groups):
                return length, start + length, start
    return max(1, many), many, 0


def _first_of(at: int, period: tuple[int, int, int]) -> int:
    """The column of the first group that one of a later group repeats."""
    length, end, start = period
    return at if at < end else start + (at - start) % length
