"""Money labels of a form's head with their amounts, beside them or below."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.draft import Asked, Fact, Labelled, RawFund
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, Text
from normalize.kinds.money import is_amount, sentence_amounts
from normalize.kinds.words import blank
from normalize.labels.head import FundLabel, is_label, money_inside, value_of
from normalize.lexicon import vocabulary
from normalize.read.around_money import around
from normalize.schema import TOTAL, Measure
from normalize.table.money_rows import leads_amounts, stands_over_amounts

__all__ = ["raw_fund", "read_fund", "read_money_unit", "read_stage", "read_unknown"]

_LONGEST = 20
"""Characters of a label that names a unit."""
_STAGES: Mapping[str, Measure] = {
    "initial_budget": "initial_budget",
    "revised_budget": "revised_budget",
    "executed": "executed",
    "forecast": "forecast",
    "received": "received",
}
_KINDS = ("category", "nature")
_PRICE = re.compile(r"单价|价格|(?:补助|补贴|收费)?标准|单位成本")
_NUMBER = re.compile(r"[^\u4e00-\u9fff]*\d[^\u4e00-\u9fff]*")
_IN_BRACKETS = re.compile(r"\((?:金额)?(?:单位)?:?(?P<unit>(?:百万|千|万|亿)?元)\)$")


def read_money_unit(slot: Slot) -> Iterator[Labelled]:
    """The money unit that a label names: `预算金额(万元)`; that of a price is its own."""
    if len(slot.key) <= _LONGEST and not _PRICE.match(slot.key) and (told := _IN_BRACKETS.search(slot.key)):
        yield Labelled("pairs", "money_unit_of_label", Text.from_(slot).part(told["unit"]))


def read_unknown(sheet: Sheet, slot: Slot) -> Iterator[RawFund]:
    """The amount beside a label that the lexicon does not know and that speaks of money: it is kept as printed, in no
    sum."""
    if (value := _amount_of(sheet, slot)) is not None and not leads_amounts(sheet, value):
        basis, period, unit = around(sheet, slot, FundLabel(slot.key, None, None, None))
        yield RawFund(slot, value, None, period, basis=basis, unit=unit)


def read_stage(sheet: Sheet, slot: Slot) -> Iterator[RawFund]:
    """The amount beside a label that names a stage of the year's total: 年初预算数, 1-7月执行数."""
    stage = _STAGES.get(slot.means(vocabulary("columns", "funds")) or "")
    value = _amount_of(sheet, slot) if stage is not None else None
    if stage is not None and value is not None and not leads_amounts(sheet, value):
        unit = around(sheet, slot, FundLabel(slot.key, None, None, None))[2]
        yield RawFund(slot, value, TOTAL, measure=stage, unit=unit, rank=1)


def _beyond_blanks(sheet: Sheet, slot: Slot) -> Slot | None:
    """The next cell to the right in which something stands, as a text layer has it: a table ruled sparsely has walls
    where nothing is parted."""
    right = sheet.right(slot)
    while right is not None and not right.key and not slot.uncertain and right.cell.row_span == slot.cell.row_span:
        right = sheet.right(right)
    return right


def _amount_of(sheet: Sheet, slot: Slot) -> Slot | None:
    """The amount of a money label: beside it, or, in a row of labels that stands over one of amounts, below it."""
    right, below = _beyond_blanks(sheet, slot), sheet.below(slot)
    if right is not None and right.cell.row == slot.cell.row and is_amount(right):
        return right
    return below if below is not None and (stands_over_amounts(sheet, slot) or _is_under(sheet, slot, below)) else None


def _is_under(sheet: Sheet, slot: Slot, below: Slot) -> bool:
    """Whether an amount without a label of its own stands below one that is merged over the rows of a header."""
    one = below.cell.row_span == 1 < slot.cell.row_span and below.cell.column_span == slot.cell.column_span
    return one and is_amount(below) and not _is_labelled(sheet, below)


def read_fund(sheet: Sheet, slot: Slot, label: FundLabel) -> Iterator[Fact]:
    """The amount of a money label; what stands there and may be one, or may be another label's, is asked about."""
    value = _amount_of(sheet, slot) or value_of(sheet, slot)
    if value is None or _says_kind(sheet, slot):
        return
    if value.cell.row != slot.cell.row and is_amount(value) and _is_of_another(sheet, value):
        return
    words = not blank(value.text) and not is_amount(value)
    if not words and not _heads_column(sheet, slot, value):
        # one of several amounts in a row may be that of a column
        columns = value.cell.row == slot.cell.row and leads_amounts(sheet, value)
        yield replace(raw_fund(sheet, slot, label, value), guessed=columns)
    elif (not words or _hides_amount(value)) if label.rank else _is_misread(value):
        yield Asked(Doubt("amount", "unread"))


def _heads_column(sheet: Sheet, slot: Slot, value: Slot) -> bool:
    """Whether a label heads a column of amounts, so that none of them is its own."""
    below = sheet.below(value) if value.cell.row > slot.cell.row else None
    if below is None or below.cell.column_span != value.cell.column_span or not is_amount(below):
        return False
    return _is_labelled(sheet, value) or not _is_labelled(sheet, below)


def _says_kind(sheet: Sheet, slot: Slot) -> bool:
    """Whether a money label is what the label in front of it says, the kind of a project: 项目类别 | 特定目标类."""
    before = _in_front(sheet, slot)
    return before is not None and before.means(vocabulary("fields", "fields")) in _KINDS


def _is_of_another(sheet: Sheet, value: Slot) -> bool:
    """Whether a number below a money label is what the label in front of it says: 经费类别 | 特定目标类 over 电话 |
    6939908."""
    before = _in_front(sheet, value)
    return before is not None and is_label(before)


def _in_front(sheet: Sheet, slot: Slot) -> Slot | None:
    return next((one for one in sheet.starting(slot.cell.row) if sheet.right(one) is slot), None)


def _is_labelled(sheet: Sheet, value: Slot) -> bool:
    """Whether words stand in front of an amount, which is then theirs."""
    before = _in_front(sheet, value)
    return before is not None and before.cell.row_span == 1 and bool(before.key) and not is_amount(before)


def _is_misread(value: Slot) -> bool:
    """Whether what was recognised where the amount of a part should stand is a number with a letter: L1781.66."""
    return value.uncertain and not is_amount(value) and _NUMBER.fullmatch(value.key) is not None


def _hides_amount(value: Slot) -> bool:
    """Whether what stands where an amount should may be one: anything that was recognised; in a text layer what has
    digits and is neither a sentence of amounts nor a label with its own."""
    if value.uncertain or not any(character.isdigit() for character in value.key):
        return value.uncertain
    return not sentence_amounts(value.text) and money_inside(value) is None


def raw_fund(sheet: Sheet, slot: Slot, label: FundLabel, value: Printed, amount_text: str | None = None) -> RawFund:
    """The amount of a money label, with what the labels around say of it."""
    basis, period, unit = around(sheet, slot, label)
    rank = label.rank if basis == "total" or label.item == TOTAL else None
    return RawFund(slot, value, label.item, period, "budget", basis, unit, rank, amount_text=amount_text)
