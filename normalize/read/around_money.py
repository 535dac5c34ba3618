"""What the labels over and beside a money label say of its amount: which basis, which period, which unit."""

import re
from typing import NamedTuple

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.kinds.money import OF_TOTAL, is_amount, money_unit
from normalize.labels.head import FundLabel, fund_label, is_label, money_inside
from normalize.schema import TOTAL, Basis, Period

__all__ = ["Around", "around"]

_WHOLE = re.compile(r"中期|实施期|长期|项目总")
_ANNUAL = re.compile(r"年度|当年|本年")
_SIDE = re.compile(r"(?P<side>收入|支出)(?:预算)?(?:合计|总计|小计)|(?<!整体)(?<!预算)支出$")
_LONGEST = 20
"""Characters of a block's name or a label: what is longer speaks of other money (控制在448.88万元) and other years."""
_INCOME, _EXPENDITURE = re.compile(r"收入"), re.compile(r"支出性质|支出构成|按支出|支出结构|支出类型")


class Around(NamedTuple):
    """What holds for an amount by its own label and those around it."""

    basis: Basis
    period: Period
    unit: str | None


def around(sheet: Sheet, slot: Slot, label: FundLabel) -> Around:
    """What holds for the amount of the money label `label` that stands in `slot`."""
    above, beside = _above(sheet, slot), _beside(sheet, slot)
    basis = label.basis or _basis([slot, *above, *beside])
    unit = next((found for part in (slot, *above, *beside) if (found := money_unit(part.text))), None)
    if label.item == TOTAL and any(_is_whole(sheet, part) for part in (*above, *beside)):
        return Around(basis, label.period or "annual", unit)
    return Around(basis, label.period or _row_period(sheet, slot) or _period(above, beside), unit)


def _is_whole(sheet: Sheet, slot: Slot) -> bool:
    """Whether a label names the whole project's total and has it beside it: one below or behind it is the year's."""
    label, right = fund_label(slot), sheet.right(slot)
    told = label is not None and label.item == TOTAL and label.period == "whole"
    return told and is_amount(right)


def _row_period(sheet: Sheet, slot: Slot) -> Period | None:
    """The period of a part (其中…) by the total that stands in front of it in its row."""
    if not slot.key.startswith(OF_TOTAL):
        return None
    labels = (fund_label(part) for part in reversed(sheet.starting(slot.cell.row)) if part.x1 <= slot.x0 + 1e-6)
    return next((label.period for label in labels if label is not None and label.period), None)


def _above(sheet: Sheet, slot: Slot) -> list[Slot]:
    """The label cells over a slot in its own columns, nearest first, as far as labels reach."""
    found: list[Slot] = []
    row = slot.cell.row - 1
    while row >= 0 and (over := sheet.at(row, slot.cell.column)) is not None:
        if over not in found and is_label(over):
            found.append(over)
        elif over not in found and over.key and money_inside(over) is None:
            break
        row = over.cell.row - 1
    return found


def _beside(sheet: Sheet, slot: Slot) -> list[Slot]:
    """The cells to the left of a slot that name its block: merged downward over its row, or labels in it, but
    for those of the head with their values."""
    cells = [part for part in sheet.row(slot.cell.row) if part.x1 <= slot.x0 + 1e-6 and 0 < len(part.key) <= _LONGEST]
    return [part for part in reversed(cells) if part.cell.row_span > 1 or _heads_label(sheet, part)]


def _heads_label(sheet: Sheet, part: Slot) -> bool:
    """Whether a label is one of money, or stands in front of another label, not of its value; so does what begins a row
    with a period that has no label (`中期资金`)."""
    right = sheet.right(part)
    begins = part is sheet.first(part.cell.row) and (_WHOLE.search(part.key) or _ANNUAL.search(part.key))
    return fund_label(part) is not None or (right is not None and is_label(right) and bool(begins or is_label(part)))


def _basis(parts: list[Slot]) -> Basis:
    """The basis that a label says (支出预算合计), else the labels around it."""
    if own := _SIDE.search(parts[0].key):
        return "income" if own["side"] == "收入" else "expenditure"
    text = " ".join(part.key for part in parts)
    if _EXPENDITURE.search(text):
        return "expenditure"
    return "income" if _INCOME.search(text) else "total"


def _period(above: list[Slot], beside: list[Slot]) -> Period:
    """The period of a label that does not say: that of the nearest label over it, else of its block's name."""
    for part in above:
        known = fund_label(part)
        if known is not None and known.period:
            return known.period
    for part in beside:
        if _ANNUAL.search(part.key):
            return "annual"
        if _WHOLE.search(part.key):
            return "whole"
    return "annual"
