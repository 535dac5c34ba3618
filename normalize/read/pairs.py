"""The head of a form: labels with their values beside or below them; fields, goals and money.

A label's value stands to its right. Where another label stands there, labels form a row of their own and the value
stands below: the same rule reads 项目名称|X, two goals side by side over their texts, 按收入性质分 over its amounts.
"""

import re
from dataclasses import dataclass
from functools import cache

from normalize.draft import Draft, Printed, RawFund
from normalize.heading import labelled
from normalize.lexicon import Vocabulary, is_known, load, mended, one_apart, vocabulary
from normalize.money import amount, money_unit, sentence_amounts
from normalize.read.brackets import Piece, bracket_goal, is_bracket_text, read_brackets
from normalize.schema import Basis, Period
from normalize.sheet import Sheet, Slot
from normalize.values import blank

__all__ = ["FundLabel", "fund_label", "is_label", "read_pairs"]

_SECTION_WHOLE = re.compile(r"中期|实施期|长期|项目总")
_SECTION_ANNUAL = re.compile(r"年度|当年|本年")
_AMOUNT_AND_LABEL = re.compile(r"(?P<amount>\d[\d,]*(?:\.\d+)?)\s*(?:其中[:：]?)?[\u4e00-\u9fff]{4,}$")
_WALL = re.compile(r"^[1Il](?=[\u4e00-\u9fff])")  # what is left of a broken ruling between a label and its value
_LONG = 6  # characters: a shorter label's misreading may be the end of a name
_INCOME, _EXPENDITURE = re.compile(r"收入"), re.compile(r"支出性质|支出构成|按支出|支出结构|支出类型")


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


def _fund_label(meaning: str | None) -> FundLabel | None:
    if meaning is None:
        return None
    entry = load("funds")["item"][int(meaning)]
    return FundLabel(entry["item"], entry.get("period"), entry.get("rank"), entry.get("basis"))


def fund_label(slot: Slot) -> FundLabel | None:
    """What a money label means, or None where the lexicon does not know it."""
    return _fund_label(slot.means(_fund_words()))


def is_label(slot: Slot) -> bool:
    """Whether a cell's whole text is a label of a form."""
    tables = ("fields", "goals", "sections", "tail")
    return bool(slot.key) and (
        any(slot.means(vocabulary("fields", table)) for table in tables) or fund_label(slot) is not None
    )


def _is_field(slot: Slot) -> bool:
    return any(slot.means(vocabulary("fields", table)) for table in ("fields", "goals", "sections"))


def read_pairs(sheet: Sheet, row: int, draft: Draft) -> None:
    """Read every label that starts in `row` into the draft; what is set already stays."""
    for slot in sheet.starting(row):
        if not slot.key:
            continue
        if is_bracket_text(slot):
            _brackets(slot, draft)
        elif _glued(slot, draft) or _stacked(sheet, slot, draft):
            continue
        elif meaning := slot.means(vocabulary("fields", "goals")):
            _goal(sheet, slot, meaning, draft)
        elif (meaning := slot.means(vocabulary("fields", "fields"))) and not _is_money(sheet, slot):
            value = _beyond_stroke(sheet, slot, draft) if meaning not in draft.fields else sheet.right(slot)
            if value is not None and not _is_field(value) and not blank(value.text):
                draft.fields.setdefault(meaning, _alone(value, draft))
        elif label := fund_label(slot):
            _fund(sheet, slot, label, draft)
        elif slot.is_ocr:
            _run_on(slot, draft)


def _stacked(sheet: Sheet, slot: Slot, draft: Draft) -> bool:
    """A recognised cell with the labels of several rows, the walls between them unseen: each has the value of its own
    row, which is asked about."""
    meanings = [found for line in slot.lines if (found := vocabulary("fields", "fields").meaning(line.text))]
    if not slot.is_ocr or slot.cell.row_span < 2 or len(meanings) != slot.cell.row_span:
        return False
    for row, meaning in enumerate(meanings, slot.cell.row):
        value = sheet.right(slot, row)
        if value is not None and not _is_field(value) and not blank(value.text):
            draft.fields.setdefault(meaning, _alone(value, draft))
    draft.doubts.add("cells_merged")
    return True


def _beyond_stroke(sheet: Sheet, slot: Slot, draft: Draft) -> Slot | None:
    """A label's right neighbour; on a scan where that is blank and no label stands behind it, the next one, for a
    stroke was taken for a wall: that is asked."""
    value = sheet.right(slot)
    if value is None or value.key or not slot.is_ocr:
        return value
    behind = sheet.right(value)
    if behind is None or not behind.key or is_label(behind) or behind.cell.row != value.cell.row:
        return value
    draft.doubts.add("cells_merged")
    return behind


def _brackets(slot: Slot, draft: Draft) -> None:
    draft.indicators.extend(read_brackets(slot))
    if (goal := bracket_goal(slot)) is not None:
        draft.goals.setdefault("plain", goal)


def _is_money(sheet: Sheet, slot: Slot) -> bool:
    value = sheet.right(slot)
    return fund_label(slot) is not None and value is not None and amount(value, None) is not None


def _glued(slot: Slot, draft: Draft) -> bool:
    """A label with its value in one cell: `单位:万元`, `项目名称:某某`, a sentence of amounts."""
    pairs = labelled(slot.text)
    for meaning, text in pairs.items():
        draft.pairs.setdefault(meaning, text)
    clauses = [
        (found, text)
        for label, text in sentence_amounts(slot.text)
        if (found := _fund_label(_fund_words().meaning(label))) is not None
    ]
    for found, text in clauses:
        period: Period = "whole" if found.period == "whole" else "annual"
        draft.funds.append(
            RawFund(slot, slot, found.item, period, "budget", "total", None, found.rank, amount_text=text)
        )
    return bool(pairs or clauses)


def _goal(sheet: Sheet, slot: Slot, meaning: str, draft: Draft) -> None:
    value = _value(sheet, slot, goals=True)
    if value is not None and not blank(value.text) and not is_bracket_text(value):
        draft.goals.setdefault(meaning, value)


def _value(sheet: Sheet, slot: Slot, *, goals: bool = False) -> Slot | None:
    """A label's value: its right neighbour, or, where that is a label, its neighbour below."""
    right, below = sheet.right(slot), sheet.below(slot)
    if right is not None and not is_label(right):
        lost = slot.is_ocr and not right.key and below is not None  # a label that a seal or a signature covers
        return below if lost and below is not None and amount(below, None) is not None else right
    merged = right is not None and right.cell.row_span < slot.cell.row_span
    if below is None or merged or is_label(below):
        return None
    if goals and slot.cell.column == 0 and right is None and below.cell.column_span != slot.cell.column_span:
        return None
    return below


def _fund(sheet: Sheet, slot: Slot, label: FundLabel, draft: Draft) -> None:
    beside_or_below = _value(sheet, slot)
    value = _alone(beside_or_below, draft, money=True) if beside_or_below is not None else None
    if value is None or (not blank(value.text) and amount(value, None) is None):
        if beside_or_below is not None and beside_or_below.is_ocr and label.rank:
            draft.doubts.add("amount_unread")
        return
    above = _above(sheet, slot)
    beside = _beside(sheet, slot)
    basis = label.basis or _basis([slot, *above, *beside])
    unit = next((found for part in (slot, *above, *beside) if (found := money_unit(part.text))), None)
    period = label.period or _period(sheet, slot, above, beside)
    rank = label.rank if basis == "total" or label.item == "资金总额" else None
    draft.funds.append(RawFund(slot, value, label.item, period, "budget", basis, unit, rank))


@cache
def _long_labels() -> tuple[str, ...]:
    labels = {label for words in load("fields")["fields"].values() for label in words}
    return tuple(sorted((label for label in labels if len(label) >= 4), key=lambda label: (-len(label), label)))


@cache
def _begun_labels() -> tuple[str, ...]:
    """The long labels and what stands on the first line of those printed on two, longest first."""
    begun = {label[:length] for label in _long_labels() for length in {len(label), *range(6, len(label))}}
    return tuple(sorted(begun, key=lambda label: (-len(label), label)))


def _misread_end(text: str) -> str | None:
    """What a long label at the end of a text was read as, one of its characters wrong, lost or too many."""
    for label in _long_labels():
        if len(label) < _LONG:
            break
        ends = (text[-length:] for length in (len(label), len(label) - 1, len(label) + 1))
        if found := next((end for end in ends if len(end) < len(text) and one_apart(label, end)), None):
            return found
    return None


def _alone(value: Slot, draft: Draft, *, money: bool = False) -> Printed:
    """A recognised value without the label of the next cell, where the wall between them was not seen: that is asked.

    An amount (`money`) ends where its digits do; a name may well end like a money label, so only the head's labels
    end it.
    """
    text = value.text.rstrip(" :：")
    digits = _AMOUNT_AND_LABEL.match(text) if money else None
    if not value.is_ocr or is_known(text):
        return value
    said = next((begun for begun in _begun_labels() if text.endswith(begun)), None)
    end = max((said, _misread_end(text)), key=lambda one: len(one or ""))
    before = digits["amount"] if digits else text.removesuffix(end) if end else text
    if before in (text, ""):
        return value
    draft.doubts.add("cells_merged")
    return Piece(before.strip(), value.place, value.lines, ("cells_merged",))


def _run_on(slot: Slot, draft: Draft) -> None:
    """A recognised label with its value in one cell that begins a row, the wall between them unseen: that is asked."""
    text = mended(slot.text)
    said, _, rest = text.replace("：", ":").partition(":")
    if (money := _fund_label(_fund_words().meaning(said))) is not None and amount(slot, None, rest) is not None:
        period: Period = "whole" if money.period == "whole" else "annual"
        draft.funds.append(
            RawFund(slot, slot, money.item, period, "budget", "total", None, money.rank, amount_text=rest)
        )
        draft.doubts.add("cells_merged")
        return
    label = next((label for label in _long_labels() if text.startswith(label) and len(text) > len(label) + 1), None)
    meaning = vocabulary("fields", "fields").meaning(label) if label else None
    if label and meaning and slot.cell.column == 0 and not is_known(text):
        rest = _WALL.sub("", text.removeprefix(label).strip(" :：|"))
        draft.fields.setdefault(meaning, Piece(rest, slot.place, slot.lines, ("cells_merged",)))
        draft.doubts.add("cells_merged")


def _above(sheet: Sheet, slot: Slot) -> list[Slot]:
    """The label cells over a slot in its own columns, nearest first, as far as labels reach."""
    found: list[Slot] = []
    row = slot.cell.row - 1
    while row >= 0 and (over := sheet.at(row, slot.cell.column)) is not None:
        if over not in found and is_label(over):
            found.append(over)
        elif over not in found and over.key:
            break
        row = over.cell.row - 1
    return found


def _beside(sheet: Sheet, slot: Slot) -> list[Slot]:
    """The cells to the left of a slot that are merged downward over its row: the names of its block."""
    cells = [part for part in sheet.row(slot.cell.row) if part.x1 <= slot.x0 + 1e-6]
    return [part for part in reversed(cells) if part.key and (part.cell.row_span > 1 or is_label(part))]


def _basis(parts: list[Slot]) -> Basis:
    text = " ".join(part.key for part in parts)
    if _EXPENDITURE.search(text):
        return "expenditure"
    return "income" if _INCOME.search(text) else "total"


def _period(sheet: Sheet, slot: Slot, above: list[Slot], beside: list[Slot]) -> Period:
    """The period of a label that does not say: that of the nearest label over it, else of its block's name."""
    for part in above:
        known = fund_label(part)
        if known is not None and known.period:
            return known.period
    for part in beside:
        if _SECTION_ANNUAL.search(part.key):
            return "annual"
        if _SECTION_WHOLE.search(part.key):
            return "whole"
    return "annual"
