"""The head of a form: labels with their values beside or below them; fields, goals and money.

A label's value stands to its right. Where another label stands there, labels form a row of their own and the value
stands below: the same rule reads 项目名称|X, two goals side by side over their texts, 按收入性质分 over its amounts.
"""

import re

from normalize.draft import Draft, RawFund
from normalize.evidence.text import Printed, Text
from normalize.heading import labelled
from normalize.kinds.money import amount, money_unit, sentence_amounts
from normalize.kinds.words import blank
from normalize.lexicon import is_known, mended, vocabulary
from normalize.lexicon.alike import any_of
from normalize.read.brackets import add_brackets, is_bracket_text
from normalize.read.labels import (
    FundLabel,
    fund_label,
    fund_named,
    is_field,
    is_label,
    label_at_end,
    label_at_start,
    money_inside,
)
from normalize.read.sources import around
from normalize.schema import Period
from normalize.sheet import Sheet
from normalize.slot import Slot

__all__ = ["note_money_unit", "project_in_band", "read_pairs"]

_AMOUNT_AND_LABEL = re.compile(r"(?P<amount>\d[\d,]*(?:\.\d+)?)\s*(?:其中[:：]?)?[\u4e00-\u9fff]{4,}$")
_UNKNOWN_MONEY = re.compile(
    r"(?!.*(?:编[码号]|代码|年度$|占比|率|比例|[个人户次]数|名称|来源$|用途|方式|文号))"
    r".{0,12}(?:资金|预算|金额|经费|拨款|投资|收入|支出|补助|款)[^\d%]{0,8}"
)
_IN_BRACKETS = re.compile(r"\((?:金额)?(?:单位)?:?(?P<unit>(?:百万|千|万|亿)?元)\)$")
_BAND = re.compile(r"(?:项目[一二三四五六七八九十\d]{1,3}|项目名称)\s*[:：、.]\s*(?P<name>.+)$")
_TO = re.compile(r"[至到~—–-]{1,2}")
_PROJECT = frozenset("项目名称")
_NAME = re.compile(r"[\u4e00-\u9fff]{4}")
_SAID = 20  # characters of a label that has its value behind it in one cell
_WALL = re.compile(
    rf"^{any_of('walls')}(?=[\u4e00-\u9fff])"
)  # what is left of a broken ruling between a label and its value


def read_pairs(sheet: Sheet, row: int, draft: Draft) -> None:
    """Read every label that starts in `row` into the draft; what is set already stays."""
    for slot in sheet.starting(row):
        if slot.key:
            note_money_unit(slot, draft)
            _read_pair(sheet, slot, draft)


def _read_pair(sheet: Sheet, slot: Slot, draft: Draft) -> None:
    if is_bracket_text(slot):
        add_brackets(draft, slot)
    elif _glued(sheet, slot, draft) or _stacked(sheet, slot, draft):
        return
    elif meaning := slot.means(vocabulary("fields", "goals")):
        _goal(sheet, slot, meaning, draft)
    elif (meaning := slot.means(vocabulary("fields", "fields"))) and not _is_money(sheet, slot):
        _field(sheet, slot, meaning, draft)
    elif label := fund_label(slot):
        _fund(sheet, slot, label, draft)
    elif inside := money_inside(slot):
        draft.take(_raw(sheet, slot, inside[0], slot, inside[1]))
        if slot.uncertain:
            draft.ask("cells_merged")
    elif _UNKNOWN_MONEY.fullmatch(slot.key) and _unknown(sheet, slot, draft):
        return
    elif slot.uncertain:
        _run_on(slot, draft)
        _spoiled_project(sheet, slot, draft)


def _field(sheet: Sheet, slot: Slot, meaning: str, draft: Draft) -> None:
    """The value beside a field's label, unless that has one already."""
    value = _beyond_stroke(sheet, slot, draft) if meaning not in draft.fields else sheet.right(slot)
    if value is not None and not is_field(value) and not blank(value.text):
        draft.keep(meaning, _both_ends(sheet, value) or _alone(value, draft), slot)


def note_money_unit(slot: Slot, draft: Draft) -> None:
    """Keep the money unit that a label names: `预算金额(万元)`."""
    if len(slot.key) <= _SAID and (told := _IN_BRACKETS.search(slot.key)):
        draft.note("money_unit_of_label", Text.from_(slot).part(told["unit"]))


def project_in_band(slot: Slot) -> Text | None:
    """The project that a row of its own names over its indicators: `项目一：河道保洁（预算安排32万元）`; else None."""
    found = _BAND.match(slot.text)
    name = re.sub(r"[（(][^()（）]*\d[^()（）]*[)）]$", "", found["name"]).strip() if found else ""
    return Text(name, slot.place, slot.lines, slot.doubts) if len(name) > 1 else None


def _unknown(sheet: Sheet, slot: Slot, draft: Draft) -> bool:
    """Whether a label that the lexicon does not know and that speaks of money stands beside an amount: that is kept as
    printed, in no sum."""
    value = _amount_of(sheet, slot)
    if value is None:
        return False
    basis, period, unit = around(sheet, slot, FundLabel(slot.key, None, None, None))
    draft.take(RawFund(slot, value, None, period, "budget", basis, unit))
    return True


def _amount_of(sheet: Sheet, slot: Slot) -> Slot | None:
    """The amount of a money label: beside it, or, in a row of labels that stands over one of amounts, below it."""
    right, below = sheet.right(slot), sheet.below(slot)
    if right is not None and right.cell.row == slot.cell.row and amount(right, None) is not None:
        return right
    return below if below is not None and _over_amounts(sheet, slot) else None


def _over_amounts(sheet: Sheet, slot: Slot) -> bool:
    """Whether a label is one of several in a row, each with an amount below it and nothing of the kind below that."""
    row = [one for one in sheet.starting(slot.cell.row) if one.cell.row_span == slot.cell.row_span and one.key]
    under = [(sheet.below(one), one) for one in row]
    amounts = [below for below, one in under if below is not None and below.cell.column_span == one.cell.column_span]
    single = all((second := sheet.below(one)) is None or amount(second, None) is None for one in amounts)
    return 1 < len(row) == len(amounts) and single and all(amount(one, None) is not None for one in amounts)


def _stacked(sheet: Sheet, slot: Slot, draft: Draft) -> bool:
    """A recognised cell with the labels of several rows, the walls between them unseen: each has the value of its own
    row, which is asked about."""
    if not slot.uncertain or slot.cell.row_span < 2:
        return False
    meanings = [found for line in slot.lines if (found := vocabulary("fields", "fields").meaning(line.text))]
    if len(meanings) != slot.cell.row_span:
        return False
    for row, meaning in enumerate(meanings, slot.cell.row):
        value = sheet.right(slot, row)
        if value is not None and not is_field(value) and not blank(value.text):
            draft.keep(meaning, _alone(value, draft))
    draft.ask("cells_merged")
    return True


def _beyond_stroke(sheet: Sheet, slot: Slot, draft: Draft) -> Slot | None:
    """A label's right neighbour; on a scan where that is blank and no label stands behind it, the next one, for a
    stroke was taken for a wall: that is asked."""
    value = sheet.right(slot)
    if value is None or value.key or not slot.uncertain:
        return value
    behind = sheet.right(value)
    if behind is None or not behind.key or is_label(behind) or behind.cell.row != value.cell.row:
        return value
    draft.ask("cells_merged")
    return behind


def _is_money(sheet: Sheet, slot: Slot) -> bool:
    value = sheet.right(slot)
    return fund_label(slot) is not None and value is not None and amount(value, None) is not None


def _glued(sheet: Sheet, slot: Slot, draft: Draft) -> bool:
    """A label with its value in one cell: `单位:万元`, `项目名称:某某`, a sentence of amounts."""
    pairs = labelled(slot.text)
    beside = sheet.right(slot)
    if "money_unit_guess" in pairs and beside is not None and money_unit(beside.text):  # its own cell has the unit
        return False
    for meaning, text in pairs.items():
        draft.note(meaning, Text.from_(slot).part(text))
    clauses = [(found, text) for label, text in sentence_amounts(slot.text) if (found := fund_named(label)) is not None]
    for found, text in clauses:
        period: Period = "whole" if found.period == "whole" else "annual"
        draft.take(RawFund(slot, slot, found.item, period, "budget", "total", None, found.rank, amount_text=text))
    return bool(pairs or clauses) or _goal_inside(slot, draft)


def _goal_inside(slot: Slot, draft: Draft) -> bool:
    """A goal that says whose it is in its own cell: `年度目标：…`."""
    said = slot.key.partition(":")[0]
    meaning = vocabulary("fields", "goals").meaning(said) if len(said) <= min(_SAID, len(slot.key) - 1) else None
    goal = slot.long.replace("：", ":").partition(":")[2] if meaning not in (None, "other") else ""
    if blank(goal):
        return False
    draft.aim(meaning or "", Text(goal.strip(), slot.place, slot.lines, slot.doubts))
    return True


def _goal(sheet: Sheet, slot: Slot, meaning: str, draft: Draft) -> None:
    value = _value(sheet, slot, goals=True)
    if value is not None and not blank(value.text) and not is_bracket_text(value):
        draft.aim(meaning, value)


def _value(sheet: Sheet, slot: Slot, *, goals: bool = False) -> Slot | None:
    """A label's value: its right neighbour, or, where that is a label, its neighbour below."""
    right, below = sheet.right(slot), sheet.below(slot)
    if right is not None and not is_label(right):
        return below if not right.key and below is not None and _is_below(slot, below, goals=goals) else right
    merged = right is not None and right.cell.row_span < slot.cell.row_span
    if below is None or merged or is_label(below):
        return None
    if goals and slot.cell.column == 0 and right is None and below.cell.column_span != slot.cell.column_span:
        return None
    return below


def _is_below(slot: Slot, below: Slot, *, goals: bool) -> bool:
    """Whether the value of a label with a blank cell beside it stands below it: a goal, or an amount under a label that
    a seal or a signature covers."""
    if goals and below.key and not is_label(below):
        return True
    return slot.uncertain and amount(below, None) is not None


def _fund(sheet: Sheet, slot: Slot, label: FundLabel, draft: Draft) -> None:
    beside_or_below = _amount_of(sheet, slot) or _value(sheet, slot)
    value = _alone(beside_or_below, draft, money=True) if beside_or_below is not None else None
    if value is None or (not blank(value.text) and amount(value, None) is None):
        if beside_or_below is not None and label.rank and _hides_amount(beside_or_below):
            draft.ask("amount_unread")
        return
    if beside_or_below is not None and (
        _heads_column(sheet, slot, beside_or_below) or _is_staged(sheet, beside_or_below)
    ):
        if label.rank:
            draft.ask("amount_unread")
        return
    draft.take(_raw(sheet, slot, label, value))


def _heads_column(sheet: Sheet, slot: Slot, value: Slot) -> bool:
    """Whether a label heads a column of amounts, so that none of them is its own."""
    below = sheet.below(value) if value.cell.row > slot.cell.row else None
    return below is not None and below.cell.column_span == value.cell.column_span and amount(below, None) is not None


def _hides_amount(value: Slot) -> bool:
    """Whether what stands where an amount should may be one: anything that was recognised; in a text layer what has
    digits and is neither a sentence of amounts nor a label with its own."""
    if value.uncertain or not any(character.isdigit() for character in value.key):
        return value.uncertain
    return not sentence_amounts(value.text) and money_inside(value) is None


def _both_ends(sheet: Sheet, value: Slot) -> Text | None:
    """A period whose two ends stand in cells of their own: `2025-01-01 | 至 | 2027-12-31`."""
    to = sheet.right(value)
    end = sheet.right(to) if to is not None and _TO.fullmatch(to.key) else None
    if to is None or end is None or not end.key:
        return None
    return Text(f"{value.text}{to.text}{end.text}", value.place, (*value.lines, *end.lines))


def _is_staged(sheet: Sheet, value: Slot) -> bool:
    """Whether a value stands under a stage of the budget (年初预算): one of several that a label has in its row."""
    row, words = value.cell.row - 1, vocabulary("columns", "funds")
    while row >= 0 and (over := sheet.at(row, value.cell.column)) is not None:
        if words.meaning(over.text) in ("initial_budget", "revised_budget", "executed", "past"):
            return True
        row = over.cell.row - 1
    return False


def _raw(sheet: Sheet, slot: Slot, label: FundLabel, value: Printed, amount_text: str | None = None) -> RawFund:
    """The amount of a money label, with what the labels around say of it."""
    basis, period, unit = around(sheet, slot, label)
    rank = label.rank if basis == "total" or label.item == "资金总额" else None
    return RawFund(slot, value, label.item, period, "budget", basis, unit, rank, amount_text=amount_text)


def _alone(value: Slot, draft: Draft, *, money: bool = False) -> Printed:
    """A recognised value without the label of the next cell, where the wall between them was not seen: that is asked.

    An amount (`money`) ends where its digits do; a name may well end like a money label, so only the head's labels
    end it.
    """
    text = value.text.rstrip(" :：")
    digits = _AMOUNT_AND_LABEL.match(text) if money else None
    if not value.uncertain or is_known(text):
        return value
    end = label_at_end(text)
    before = digits["amount"] if digits else text.removesuffix(end) if end else text
    if before in (text, ""):
        return value
    draft.ask("cells_merged")
    return Text(before.strip(), value.place, value.lines, ("cells_merged",))


def _run_on(slot: Slot, draft: Draft) -> None:
    """A recognised label with its value in one cell that begins a row, the wall between them unseen: that is asked."""
    text = mended(slot.text)
    label = label_at_start(text)
    meaning = vocabulary("fields", "fields").meaning(label) if label else None
    if label and meaning and slot.cell.column == 0 and not is_known(text):
        rest = _WALL.sub("", text.removeprefix(label).strip(" :：|"))
        draft.keep(meaning, Text(rest, slot.place, slot.lines, ("cells_merged",)))
        draft.ask("cells_merged")


def _spoiled_project(sheet: Sheet, slot: Slot, draft: Draft) -> None:
    """The project beside what a seal or a signature left of its label, where a form begins: that is asked."""
    value = sheet.right(slot) if (slot.cell.row, slot.cell.column) == (0, 0) else None
    if value is None or "project" in draft.fields or not set(slot.key) <= _PROJECT or is_label(value):
        return
    if _NAME.search(value.text):
        draft.fields["project"] = Text(value.text, value.place, value.lines, ("cells_merged",))
        draft.ask("cells_merged")
