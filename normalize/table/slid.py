"""Rows that slid a column to the left: the merge of their level 1 ended early, and what stands under each label is what
should stand under the one before it."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.draft import Printed
from normalize.kinds.level import LEVEL1, canonical, is_level
from normalize.kinds.operator import parse_direction, parse_operator
from normalize.kinds.unit import is_known_unit
from normalize.kinds.value import parse_value
from normalize.kinds.words import blank
from normalize.sheet import Sheet
from normalize.slot import Slot
from normalize.table.header import Header
from normalize.table.neighbours import Column

__all__ = ["slid_header"]

_SHORT, _NAMED = 10, 4
_ITEM = re.compile(r"\s*(?:绩效)?指标\s*\d{1,2}\s*[:：]")
_NUMBERS = frozenset(("number", "percent", "range", "date"))


def slid_header(sheet: Sheet, row: int, header: Header, above: Printed | None) -> Header | None:
    """The header as a row sees it that slid a column to the left because the merge of its level 1 ended early: its
    level 2 stands under level 1, its name under level 2, and its sign, unit or value under the name or nothing
    under the last column; None for a row in its place. `above`: the level 1 of the rows before it."""
    one, two, name = (header.slot(sheet, row, role) for role in ("level1", "level2", "name"))
    if one is None or two is None or name is None or len({one, two, name}) < 3 or _in_place(one, two, row):
        return None
    order = sorted(header.columns, key=lambda column: column.x0)
    last = sheet.under(row, order[-1].x0, order[-1].x1)
    empty = last is not None and blank(last.text)
    told = _is_told(sheet, row, header, order) or (empty and (_is_explained(two, name) or _is_item(two, name)))
    if not _is_slid(one, above, told=told, empty=empty):
        return None
    moved = [replace(column, x0=left.x0, x1=left.x1) for left, column in itertools.pairwise(order)]
    return replace(header, columns=tuple(column for column in moved if column.role != "level1"))


def _is_told(sheet: Sheet, row: int, header: Header, order: Sequence[Column]) -> bool:
    """Whether a row has what belongs under a label under the one before it."""
    name, value, weight = (header.slot(sheet, row, role) for role in ("name", "value", "weight"))
    if name is None:
        return False
    return (
        _is_no_name(name)
        or _is_actual(name, value)
        or _is_before(sheet, row, order, value)
        or _is_weight(value, weight)
        or (blank(name.text) and _is_wording_before(sheet, row, order, value))
    )


def _is_slid(one: Slot, above: Printed | None, *, told: bool, empty: bool) -> bool:
    """Whether a row has slid that its cells say so of (`told`), or whose last column is `empty`, by what stands under
    its level 1: a word of a province's own may stand there."""
    if canonical(one.text, 2) is None:
        return told and empty
    follows = above is not None and canonical(above.text, 1) in LEVEL1
    return told or (empty and follows and canonical(one.text, 1) not in LEVEL1)


def _in_place(one: Slot, two: Slot, row: int) -> bool:
    """Whether a row's levels stand where they should: its own level 1, or one from above, with a level 2."""
    if one.cell.row != row or canonical(one.text, 2) in LEVEL1 - {"成本指标"}:
        return True
    return blank(two.text) or is_level(two.text)


def _is_no_name(name: Slot) -> bool:
    """Whether a number, a date, a sign, a unit or a direction stands where a name should."""
    told = parse_operator(name.text) is not None or parse_direction(name.text) is not None or is_known_unit(name.text)
    return told or parse_value(name.text).kind in _NUMBERS


def _is_explained(two: Slot, name: Slot) -> bool:
    """Whether what stands under the names is about what stands under level 2: 反映成本控制合理性情况."""
    return len(two.key) >= _NAMED and two.key in name.key and two.key != name.key


def _is_item(two: Slot, name: Slot) -> bool:
    """Whether what stands under level 2 is numbered as an indicator (指标1:…), and what stands under names is not."""
    return _ITEM.match(two.text) is not None and _ITEM.match(name.text) is None


def _is_before(sheet: Sheet, row: int, order: Sequence[Column], value: Slot | None) -> bool:
    """Whether a number or a date stands in the column before that of the values, where there is none."""
    left = _left_of_values(sheet, row, order, value)
    return left is not None and len(left[1].key) <= _SHORT and parse_value(left[1].text).kind in _NUMBERS


def _is_wording_before(sheet: Sheet, row: int, order: Sequence[Column], value: Slot | None) -> bool:
    """Whether words that are no sign stand where one should, and nothing under the values: 可控, of a row without a
    name."""
    left = _left_of_values(sheet, row, order, value)
    if left is None or left[0].role != "operator":
        return False
    return not blank(left[1].text) and parse_operator(left[1].text) is None


def _left_of_values(sheet: Sheet, row: int, order: Sequence[Column], value: Slot | None) -> tuple[Column, Slot] | None:
    """The column before that of the values and its cell, in a row that has no value."""
    at = next(n for n, column in enumerate(order) if column.role == "value") if value is not None else 0
    if value is None or not blank(value.text) or at < 1:
        return None
    before = sheet.under(row, order[at - 1].x0, order[at - 1].x1)
    return None if before is None or before is value else (order[at - 1], before)


def _is_weight(value: Slot | None, weight: Slot | None) -> bool:
    """Whether a bare number stands under the values and words under the weights: the weight and what was reached."""
    if value is None or weight is None or weight is value or not re.fullmatch(r"\d{1,3}(?:\.\d+)?", value.key):
        return False
    return re.fullmatch(r"[\u4e00-\u9fff]{2,}", weight.key) is not None


def _is_actual(name: Slot, value: Slot | None) -> bool:
    """Whether the target and what was reached, the same words, stand where name and value should."""
    return value is not None and value is not name and value.key == name.key != ""
