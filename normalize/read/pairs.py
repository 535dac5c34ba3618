"""The head of a form: labels with their values beside or below them; fields, goals and money.

A label's value stands to its right. Where another label stands there, labels form a row of their own and the value
stands below: the same rule reads 项目名称|X, two goals side by side over their texts, 按收入性质分 over its amounts.
"""

import re

from normalize.draft import Draft, RawFund
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Text
from normalize.heading import before_labels, labelled, parted
from normalize.kinds.money import money_unit, sentence_amounts
from normalize.kinds.words import blank
from normalize.labels import (
    fund_label,
    fund_named,
    is_field,
    money_inside,
    speaks_of_money,
    value_of,
)
from normalize.lexicon import vocabulary
from normalize.read.brackets import add_brackets, is_bracket_text
from normalize.read.funds import note_money_unit, raw_fund, read_fund, read_unknown, stands_beside_amount
from normalize.schema import Period
from normalize.sheet import Sheet
from normalize.slot import Slot

__all__ = ["is_said", "project_in_band", "read_pairs"]

_BAND = re.compile(r"(?:项目[一二三四五六七八九十\d]{1,3}|项目名称)\s*[:：、.]\s*(?P<name>.+)$")
_TO = re.compile(r"[至到~—–-]{1,2}")
_SAID = 20  # characters of a label that has its value behind it in one cell


def read_pairs(sheet: Sheet, row: int, draft: Draft) -> None:
    """Read every label that starts in `row` into the draft; what is set already stays."""
    for slot in sheet.starting(row):
        if slot.key:
            note_money_unit(slot, draft)
            _read_pair(sheet, slot, draft)


def _read_pair(sheet: Sheet, slot: Slot, draft: Draft) -> None:
    if is_bracket_text(slot):
        add_brackets(draft, slot)
    elif _glued(sheet, slot, draft):
        return
    elif meaning := slot.means(vocabulary("fields", "goals")):
        _goal(sheet, slot, meaning, draft)
    elif (meaning := slot.means(vocabulary("fields", "fields"))) and not stands_beside_amount(sheet, slot):
        _field(sheet, slot, meaning, draft)
    elif label := fund_label(slot):
        read_fund(sheet, slot, label, draft)
    elif inside := money_inside(slot):
        draft.take(raw_fund(sheet, slot, inside[0], slot, inside[1]))
        if slot.uncertain:
            draft.ask(Doubt("cells", "merged"))
    elif speaks_of_money(slot.key):
        read_unknown(sheet, slot, draft)


def _field(sheet: Sheet, slot: Slot, meaning: str, draft: Draft) -> None:
    """The value beside a field's label, unless that has one already."""
    value = sheet.right(slot)
    if value is not None and not is_field(value) and not blank(value.text):
        draft.keep(meaning, _both_ends(sheet, value) or value, slot)


def project_in_band(slot: Slot) -> Text | None:
    """The project that a row of its own names over its indicators: `项目一：河道保洁（预算安排32万元）`; else None."""
    found = _BAND.match(slot.text)
    name = re.sub(r"[（(][^()（）]*\d[^()（）]*[)）]$", "", before_labels(found["name"])).strip() if found else ""
    return Text(name, slot.place, slot.lines, slot.doubts) if len(name) > 1 else None


def is_said(slot: Slot) -> bool:
    """Whether a cell has a label of the head or of a goal with its value behind it."""
    said, colon, _ = slot.key.partition(":")
    return bool(labelled(slot.text)) or (bool(colon) and vocabulary("fields", "goals").meaning(said) is not None)


def _glued(sheet: Sheet, slot: Slot, draft: Draft) -> bool:
    """A label with its value in one cell: `单位:万元`, `项目名称:某某`, a sentence of amounts."""
    pairs = labelled(slot.text)
    beside = sheet.right(slot)
    if "money_unit_guess" in pairs and beside is not None and money_unit(beside.text):  # its own cell has the unit
        return False
    for meaning, text in pairs.items():
        draft.note(meaning, Text.from_(slot).part(text))
    clauses = [
        (found, text) for label, text in sentence_amounts(parted(slot.text)) if (found := fund_named(label)) is not None
    ]
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
    value = value_of(sheet, slot, goals=True)
    if value is not None and not blank(value.text) and not is_bracket_text(value):
        draft.aim(meaning, value)


def _both_ends(sheet: Sheet, value: Slot) -> Text | None:
    """A period whose two ends stand in cells of their own: `2025-01-01 | 至 | 2027-12-31`."""
    to = sheet.right(value)
    end = sheet.right(to) if to is not None and _TO.fullmatch(to.key) else None
    if to is None or end is None or not end.key:
        return None
    return Text(f"{value.text}{to.text}{end.text}", value.place, (*value.lines, *end.lines))
