"""Rows and labels that speak of money: what begins such a row, and where its amounts stand."""

import re
from collections.abc import Sequence

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.kinds.classes import class_of
from normalize.kinds.level import is_level
from normalize.kinds.money import ENDS_IN_UNIT, OF_TOTAL, is_amount
from normalize.kinds.words import blank
from normalize.labels.head import fund_label, speaks_of_money
from normalize.labels.likely import label_like
from normalize.lexicon import vocabulary

__all__ = ["SHARE", "is_filled", "leads_amounts", "names_money", "speak", "speaks", "stands_over_amounts"]

_BLOCK = re.compile(r"(?:项目|年度|本年)?(?:资金|预算|经费|用款|投入|支出)(?:构成|情况|来源|安排|计划|执行)")
_FISCAL = "财政"
"""Whose money it is: 财政出资 beside amounts."""
SHARE = re.compile(r"\d+(?:\.\d+)?%")
_UNLIKE = ("signed", "sign", "range")
"""Classes of cells of which no row of money has one."""
_HALF = 0.5
"""Of a known label of money that one counts which nobody knows."""


def names_money(sheet: Sheet, row: int, name: Slot | None) -> bool:
    """Whether a row that begins below a grid is one of money: all its words speak of it, or head amounts below them,
    and one is a label that the lexicon knows. In the grid's own column of names (`name`) a single label may be an
    indicator: 年初预算."""
    cells = [slot for slot in sheet.starting(row) if not blank(slot.text)]
    merged = len(cells) > 1 and _names_rows(cells[0])
    block = merged and _heads_block(cells[0])
    cells = cells[1:] if merged else cells
    if not cells or _are_of_the_grid(cells):
        return False
    words = [slot for slot in cells if not is_filled(slot)]
    if _head_amounts(sheet, words):
        return True
    if len(words) == len(cells) == 1 or not words or _explains(sheet, words, cells):
        return False
    return speak(words, block=block) and block + sum(map(_weight, words)) >= 1 + (cells[0] is name)


def _names_rows(slot: Slot) -> bool:
    """Whether a cell is a label merged over several rows that begins no grid."""
    return slot.cell.row_span > 1 and label_like(slot) and not _begins_grid(slot)


def speak(words: Sequence[Slot], *, block: bool) -> bool:
    """Whether labels speak of money: all, or most in a block that is named so."""
    speaking = sum(map(speaks, words))
    return speaking == len(words) or (block and speaking > len(words) / 2)


def _head_amounts(sheet: Sheet, words: Sequence[Slot]) -> bool:
    """Whether labels, one of money among them, stand over an amount each, but for one that names their block."""
    return any(stands_over_amounts(sheet, one) for one in words[:2]) and any(map(fund_label, words))


def _explains(sheet: Sheet, words: Sequence[Slot], cells: Sequence[Slot]) -> bool:
    """Whether a row of words and amounts ends in words at the table's edge: they explain an indicator."""
    return len(words) < len(cells) and words[-1] is cells[-1] and sheet.right(words[-1]) is None


def stands_over_amounts(sheet: Sheet, slot: Slot) -> bool:
    """Whether a label is one of several in a row, each with an amount below it and nothing of the kind below that."""
    row = [one for one in sheet.starting(slot.cell.row) if one.cell.row_span == slot.cell.row_span and one.key]
    amounts = [below for one in row if (below := _below_alike(sheet, one)) is not None]
    single = not any(is_amount(_below_alike(sheet, one)) for one in amounts)
    return 1 < len(row) == len(amounts) and single and all(map(is_amount, amounts))


def leads_amounts(sheet: Sheet, slot: Slot) -> bool:
    """Whether an amount has another right behind it in its row: they are a table's, of which the first is no total."""
    return is_amount(slot) and is_amount(sheet.right(slot))


def _below_alike(sheet: Sheet, slot: Slot) -> Slot | None:
    """The cell below another that is as many columns wide."""
    below = sheet.below(slot)
    return below if below is not None and below.cell.column_span == slot.cell.column_span else None


def _weight(slot: Slot) -> float:
    """How much a label that speaks of money, or names its unit, tells that its row does."""
    label = fund_label(slot)
    if slot.key.startswith(OF_TOTAL) or (label is not None and label.rank == 1):
        return 2.0  # no indicator is called so
    return 1.0 if _is_known(slot) or ENDS_IN_UNIT.search(slot.key) else _HALF


def _are_of_the_grid(cells: Sequence[Slot]) -> bool:
    """Whether a row belongs to the grid above: a level, a sum of its points or its tail, or one that plans a value."""
    return _begins_grid(cells[0]) or any(class_of(slot.text) in _UNLIKE for slot in cells)


def _begins_grid(slot: Slot) -> bool:
    """Whether a cell is a level, or ends a grid."""
    return is_level(slot.text) or slot.means(vocabulary("fields", "tail")) is not None


def is_filled(slot: Slot) -> bool:
    """Whether an amount, or a share of one, stands in a cell."""
    return is_amount(slot) or SHARE.fullmatch(slot.key) is not None


def _is_known(slot: Slot) -> bool:
    return fund_label(slot) is not None or slot.means(vocabulary("columns", "funds")) not in (None, "other", "past")


def speaks(slot: Slot) -> bool:
    """Whether a cell is a label of money by its words."""
    money = speaks_of_money(slot.key) or _FISCAL in slot.key or slot.key.startswith(OF_TOTAL)
    said = money or ENDS_IN_UNIT.search(slot.key) is not None
    return _is_known(slot) or (label_like(slot) and said)


def _heads_block(slot: Slot) -> bool:
    """Whether a cell names a block of money: 资金情况, 预算构成."""
    return _BLOCK.match(slot.key) is not None
