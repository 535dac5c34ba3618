"""Headers whose labels the lexicon does not hold, found by what stands below them.

A header is one or more rows of labels over columns that hold what a grid of indicators holds: names, and values, signs,
units, levels or points beside them. Every depth that the merged cells allow is a hypothesis; the one whose columns are
the likeliest counts, if the table below names levels or its values speak for themselves.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.draft import UNTITLED, Heading
from normalize.kinds.level import is_level
from normalize.labels.columns import role_of
from normalize.labels.head import is_field
from normalize.labels.likely import heads_group, label_like
from normalize.lexicon import vocabulary
from normalize.table.columns import Column
from normalize.table.columns_by_content import decided
from normalize.table.grid_below import rows_below
from normalize.table.kinds_of_rows import is_band
from normalize.table.roles import Decided
from normalize.table.stacked_labels import Lowest, lowest_of, parted_below, period

__all__ = ["likely_columns"]

_DEEPEST = 3
"""Rows of a header."""
_FEWEST = 3
"""Columns of a grid of indicators; one less where its levels stand as bands, or a label says which are the values."""
_SPEAKING = 6.0
"""Score of the columns of values, signs, units and levels together from which they speak for a grid; half of it where a
label says which are the names, and levels or bands stand among them."""
_PRINTED = 3.0
"""What a label that the lexicon knows adds to that."""
_NAMED = frozenset(("project", "unit_1", "unit_2", "unit_3", "department"))
"""Fields that a column of a list may have, too: 项目名称."""
_TASKS = re.compile(r"^(?!.*[目指]标).*任务(?!完成|数量|质量|进度)")
"""What names a block of the year's tasks."""
_ACCOUNT = re.compile(r"科目(?:编码|代码|名称)")
"""What heads a table of a budget's accounts."""
_PERIOD = re.compile(r"年|中期|长期|实施期|总体")
"""What heads several columns and is no level, but the period that they are for."""
_LEVELS = ("level1", "level2")
_VALUES = frozenset(("value", "actual", "standard", "weight", "score"))
_VOCABULARIES = ("indicators", "list")
_TELLING = ("level1", "level2", "value", "operator", "unit", "direction", "actual", "weight", "score", "name")


def likely_columns(sheet: Sheet, row: int, heading: Heading = UNTITLED) -> tuple[tuple[Column, ...], int] | None:
    """The columns and the depth of the likeliest header that begins in `row`; None where none does."""
    heads = sheet.filled(row)
    if (
        len(heads) < 2
        or not all(label_like(slot) or heads_group(slot) for slot in heads)
        or _are_of_another_kind(heads)
    ):
        return None
    tried = (_hypothesis(sheet, row, depth, heading) for depth in _depths(sheet, row, heads))
    found = [one for one in tried if one is not None]
    if not found:
        return None
    _, columns, depth = max(found, key=lambda one: one[0])
    return columns, depth


def _are_of_another_kind(heads: Sequence[Slot]) -> bool:
    """Whether labels are those of a form's head, of its tasks or its money, and not of names and their values."""
    roles = {role_of(slot, _VOCABULARIES) for slot in heads}
    if "name" in roles or roles.issuperset(_LEVELS) or ("value" in roles and "indicator" in roles):
        return False
    head = any(is_field(slot) and not role_of(slot, _VOCABULARIES) for slot in heads)
    accounts = any(_ACCOUNT.search(slot.key) for slot in heads)
    return head or accounts or _TASKS.search(heads[0].key) is not None or _is_money(heads)


def _is_money(heads: Sequence[Slot]) -> bool:
    """Whether a row's labels are those of a table of money: 资金来源, 执行率."""
    money = [slot for slot in heads if slot.means(vocabulary("columns", "funds")) and not role_of(slot, _VOCABULARIES)]
    return len(money) > 1


def _depths(sheet: Sheet, row: int, heads: Sequence[Slot]) -> Iterator[int]:
    """The rows that a header may have: its labels end with it, but for the first, which may name the whole block; the
    rows below the first are labels, too."""
    for depth in range(1, _DEEPEST + 1):
        named = (slot for slot in heads if slot.means(vocabulary("fields", "fields")) in _NAMED)
        whole = all(slot.cell.row_span >= depth for slot in named)  # else they label what is beside them
        if whole and all(slot.cell.row_span <= depth for slot in heads[1:]):
            yield depth
        below = sheet.filled(row + depth)
        if not below or not all(label_like(slot) or heads_group(slot) for slot in below):
            return


def _hypothesis(sheet: Sheet, row: int, depth: int, heading: Heading) -> tuple[float, tuple[Column, ...], int] | None:
    """The score and the columns of a header of `depth` rows; None where they are no grid of indicators."""
    heads = _heads(sheet, row, depth)
    labelled = [column for head, over in heads for column in _columns(sheet, row + depth, head, over)]
    bare = _is_level_band(sheet, row + depth) or any(column.role == "value" for column in labelled)
    if len(labelled) < _FEWEST - bare:
        return None
    columns, told = decided(sheet, row + depth, labelled, heading)
    roles = {role for column in columns for role in column.roles}
    below = rows_below(sheet, row + depth, columns)
    if "name" not in roles or not roles & _VALUES:
        return None
    levels = _names_levels(below) or any(column.level is not None for column in columns)
    wanted = _wanted(told, below, levels=levels) if levels or heading.phase is not None else 2 * _SPEAKING
    return (speaking, columns, depth) if (speaking := _speaking_of(told)) >= wanted else None


def _wanted(told: Sequence[Decided], below: Sequence[tuple[Sheet, int]], *, levels: bool) -> float:
    """How much columns must say; half of it where levels, or bands, stand below and a label that is known names the
    names."""
    banded = levels or any(is_band(sheet, row) for sheet, row in below)
    named = banded and any(one.known and one.role == "name" for one in told)
    return _SPEAKING / (1 + named)


def _speaking_of(told: Sequence[Decided]) -> float:
    """How much columns say that they are those of indicators: by labels that the lexicon knows, and by their cells."""
    printed = sum(one.known and not one.role.startswith("list.") for one in told)
    return _PRINTED * printed + sum(max(0.0, one.support) for one in told if one.role in _TELLING)


def _columns(sheet: Sheet, row: int, head: Lowest, over: Slot | None) -> list[Column]:
    """The column of a head below a level, or those that it heads together where nobody knows it."""
    own = Column(role_of(head.label, _VOCABULARIES) or "", head.x0, head.x1, head.label.text, over)
    parts = parted_below(sheet, row, head.label) if own.role in ("", "indicator") else []
    return [replace(own, role="", x0=x0, x1=x1) for x0, x1 in parts] or [own]


def _is_level_band(sheet: Sheet, row: int) -> bool:
    """Whether a row is a level over the rows below: 一、产出指标 across the table."""
    return is_band(sheet, row) and any(is_level(slot.text) for slot in sheet.row(row))


def _names_levels(rows: Sequence[tuple[Sheet, int]]) -> bool:
    """Whether two levels at least are named in rows."""
    cells = (slot for sheet, row in rows for slot in sheet.starting(row))
    return len({slot.key for slot in cells if is_level(slot.text)}) > 1


def _heads(sheet: Sheet, row: int, depth: int) -> list[tuple[Lowest, Slot | None]]:
    """The lowest labels of a header from left to right, each with the level over it. What heads several of them is one
    where they repeat."""
    found = lowest_of(sheet, row, row + depth)
    length, _, start = period([head.label.key for head in found])
    groups = [found[at : at + length] for at in range(start, len(found), length)]
    overs = set(_heads_of(groups)) if len(groups) > 1 else set[Slot]()
    repeated = len(overs) == len(groups) and overs.isdisjoint(head.over for head in found[:start] if head.over)
    return [(head, head.over if repeated or _is_levels(head.over) else None) for head in found]


def _heads_of(groups: Sequence[Sequence[Lowest]]) -> list[Slot]:
    """What stands over each group of columns, where that is one cell, no other group's, and no period's."""
    over = [{head.over for head in group} for group in groups]
    one = [next(iter(slots)) for slots in over if len(slots) == 1]
    return [slot for slot in one if slot is not None and not _PERIOD.search(slot.key)]


def _is_levels(slot: Slot | None) -> bool:
    return slot is not None and is_level(slot.text)
