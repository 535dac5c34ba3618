"""The labels of a form as cells say them: fields of its head, goals, sections, money, tails; and where a label ends
that ran into its value."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.confusable import any_of
from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.kinds.money import amount
from normalize.lexicon import REMEMBERED, Vocabulary, key, load, vocabulary
from normalize.schema import Basis, Period

__all__ = [
    "FundLabel",
    "below_labels",
    "below_upright",
    "beside",
    "fund_label",
    "fund_named",
    "is_field",
    "is_label",
    "is_label_of",
    "money_inside",
    "speaks_of_money",
    "value_of",
]

_LABEL_AND_AMOUNT = re.compile(
    r"^(?P<label>(?:其中\s*[:：])?[\u4e00-\u9fff()（）、]{2,16}?)\s*[:：]?\s*"
    rf"(?P<amount>(?:[\d.,]|{any_of('figures')})+\S*)$"
)
_MONEY = re.compile(r"资金|预算|经费|款|金额|拨付|支付|投入|投资|收入|支出|补助|所需|合计")
_NO_MONEY = re.compile(
    r"编[码号]|代码|年[度份]$|占比|率$|比例|得分|分[数值]|[个人户次件]数|及时|合规|名称|用途|方式|文号"
)
_SHORT, _LONG = 12, 18
"""Characters that a goal's label has at the most, and that a goal has at least."""
_STOPS = ",，;；。"
_FEWEST = 3
"""Labels side by side that make a row of them."""
_HINT = re.compile(r"[(][^()]+[)]|(?:调整|变更|修改)后")
"""A cell that is nothing but brackets, or says that what follows holds since a change."""
_OF_PROJECT = re.compile(r"^(?:该|本)项目(?:支出)?(?:的)?")
_AMOUNT = re.compile(r"(?<=.{3})(?:金额|数额|总额|小计|合计|总计|额|数)$")
"""What may stand around a money label and says no more than that it is one."""


@dataclass(frozen=True)
class FundLabel:
    """What a money label says by itself."""

    item: str
    period: Period | None
    rank: int | None
    basis: Basis | None


@cache
def _fund_words() -> Vocabulary:
    return Vocabulary({str(index): entry["labels"] for index, entry in enumerate(load("funds")["item"])})


def _fund(meaning: str | None) -> FundLabel | None:
    if meaning is None:
        return None
    entry = load("funds")["item"][int(meaning)]
    return FundLabel(entry["item"], entry.get("period"), entry.get("rank"), entry.get("basis"))


def fund_label(slot: Slot) -> FundLabel | None:
    """What a money label means, or None where the lexicon does not know it; of a heading with its first item
    (`1、资金来源：(1)财政资金`) the item."""
    return _fund(slot.means(_fund_words())) or fund_named(slot.key.rpartition(":")[2])


def money_inside(slot: Slot) -> tuple[FundLabel, str] | None:
    """A money label with its amount in one cell: `本年度预算 12,500,000.00`."""
    found = _LABEL_AND_AMOUNT.match(slot.text)
    label = fund_named(found["label"]) if found else None
    if found is None or label is None or amount(slot, None, found["amount"]) is None:
        return None
    return label, found["amount"]


@lru_cache(maxsize=REMEMBERED)
def fund_named(text: str) -> FundLabel | None:
    """What a text means as a money label: to the letter, or without the words that say no more than that it is money of
    this project (该项目支出上级资金, 年度本级预算金额)."""
    known = _fund_words().meaning(text)
    if known is None and (bare := _OF_PROJECT.sub("", _AMOUNT.sub("", key(text)))) != key(text):
        known = _fund_words().meaning(bare)
    return _fund(known)


def is_label_of(slot: Slot, *tables: str) -> bool:
    """Whether a cell's whole text is a label in one of the tables of `fields.toml`."""
    return any(slot.means(vocabulary("fields", table)) for table in tables)


def is_field(slot: Slot) -> bool:
    """Whether a cell's whole text is a label of a form's head or of a goal."""
    return is_label_of(slot, "fields", "goals")


def is_label(slot: Slot) -> bool:
    """Whether a cell's whole text is a label of a form."""
    known = is_label_of(slot, "fields", "goals", "sections", "tail")
    return bool(slot.key) and (known or fund_label(slot) is not None)


def beside(sheet: Sheet, slot: Slot) -> Slot | None:
    """What stands to the right of a label, past a cell that says how to fill it in, or since when it holds:
    项目名称 | （全称） | …, 年度目标 | 调整后 | …."""
    right = sheet.right(slot)
    if right is None or not _HINT.fullmatch(right.key):
        return right
    further = sheet.right(right)
    return further if further is not None and further.key and not is_label(further) else right


def below_labels(sheet: Sheet, slot: Slot) -> Slot | None:
    """What stands below a label in a row of nothing but labels, each over a cell of its own width that is none; None in
    any other row."""
    labels = sheet.filled(slot.cell.row)
    pairs = [(label, sheet.below(label)) for label in labels]
    if len(labels) < _FEWEST or not all(map(is_label, labels)):
        return None
    alone = (below is not None and below.columns == label.columns and not is_label(below) for label, below in pairs)
    return sheet.below(slot) if all(alone) else None


def below_upright(sheet: Sheet, slot: Slot) -> Slot | None:
    """What stands below a label that is set downwards character by character, in a strip as wide as it with nothing
    beside it but another strip; None below any other."""
    below, right = sheet.below(slot), sheet.right(slot)
    if below is None or is_label(below) or below.columns != slot.columns or not (right is None or _is_strip(right)):
        return None
    return below if _is_strip(slot) and _is_strip(below) else None


def _is_strip(slot: Slot) -> bool:
    """Whether a cell has a character a line, several of them."""
    return len(slot.lines) > 1 and all(len(line.text.strip()) == 1 for line in slot.lines)


def value_of(sheet: Sheet, slot: Slot, *, goals: bool = False) -> Slot | None:
    """A label's value: its right neighbour, or, where that is a label, its neighbour below; none where that label has
    a goal behind it (部门年度目标 | 预算年度绩效目标 | …)."""
    right, below = beside(sheet, slot), sheet.below(slot)
    behind = beside(sheet, right) if goals and right is not None and is_label(right) else None
    if behind is not None and _is_prose(behind):
        return None
    if right is None or is_label(right):
        return _value_below(slot, right, below, goals=goals)
    if goals and _heads_prose(sheet, right):
        return below if below is not None and _is_prose(below) else None
    return below if goals and not right.key and _says(below) else right


def _value_below(slot: Slot, right: Slot | None, below: Slot | None, *, goals: bool) -> Slot | None:
    """The value of a label that has another label, or nothing, to its right."""
    merged = right is not None and right.cell.row_span < slot.cell.row_span
    if below is None or merged or is_label(below):
        return None
    if goals and slot.cell.column == 0 and right is None and below.cell.column_span != slot.cell.column_span:
        return None
    return below


def _says(slot: Slot | None) -> bool:
    """Whether words stand in a cell that are no label."""
    return slot is not None and bool(slot.key) and not is_label(slot)


def _heads_prose(sheet: Sheet, slot: Slot) -> bool:
    """Whether a few words stand over a goal, so that they are its label and no goal themselves."""
    below = sheet.below(slot)
    return 0 < len(slot.key) <= _SHORT and below is not None and _is_prose(below)


def _is_prose(slot: Slot) -> bool:
    """Whether a cell holds a goal's sentences."""
    return len(slot.key) > _LONG and any(mark in slot.key for mark in _STOPS)


def speaks_of_money(label: str) -> bool:
    """Whether a label that nobody knows has words of money, and none of what is counted, named or reckoned of it."""
    return _MONEY.search(label) is not None and _NO_MONEY.search(label) is None
