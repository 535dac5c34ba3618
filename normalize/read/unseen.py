"""Recognised cells in which the wall beside a label was not seen: what ran together is parted, and asked about."""

import re

from normalize.draft import Draft
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, Text
from normalize.kinds.words import blank
from normalize.labels import (
    is_field,
    is_label,
    label_at_end,
    label_at_start,
)
from normalize.lexicon import is_known, mended, vocabulary
from normalize.lexicon.alike import any_of
from normalize.sheet import Sheet
from normalize.slot import Slot

__all__ = ["alone", "beyond_stroke", "run_on", "spoiled_project", "stacked"]

_AMOUNT_AND_LABEL = re.compile(r"(?P<amount>\d[\d,]*(?:\.\d+)?)\s*(?:其中[:：]?)?[\u4e00-\u9fff]{4,}$")
_PROJECT = frozenset("项目名称")
_NAME = re.compile(r"[\u4e00-\u9fff]{4}")
_WALL = re.compile(
    rf"^{any_of('walls')}(?=[\u4e00-\u9fff])"
)  # what is left of a broken ruling between a label and its value


def stacked(sheet: Sheet, slot: Slot, draft: Draft) -> bool:
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
            draft.keep(meaning, alone(value, draft))
    draft.ask(Doubt("cells", "merged"))
    return True


def beyond_stroke(sheet: Sheet, slot: Slot, draft: Draft) -> Slot | None:
    """A label's right neighbour; on a scan where that is blank and no label stands behind it, the next one, for a
    stroke was taken for a wall: that is asked."""
    value = sheet.right(slot)
    if value is None or value.key or not slot.uncertain:
        return value
    behind = sheet.right(value)
    if behind is None or not behind.key or is_label(behind) or behind.cell.row != value.cell.row:
        return value
    draft.ask(Doubt("cells", "merged"))
    return behind


def alone(value: Slot, draft: Draft, *, money: bool = False) -> Printed:
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
    draft.ask(Doubt("cells", "merged"))
    return Text(before.strip(), value.place, value.lines)


def run_on(slot: Slot, draft: Draft) -> None:
    """A recognised label with its value in one cell that begins a row, the wall between them unseen: that is asked."""
    text = mended(slot.text)
    label = label_at_start(text)
    meaning = vocabulary("fields", "fields").meaning(label) if label else None
    if label and meaning and slot.cell.column == 0 and not is_known(text):
        rest = _WALL.sub("", text.removeprefix(label).strip(" :：|"))
        draft.keep(meaning, Text(rest, slot.place, slot.lines))
        draft.ask(Doubt("cells", "merged"))


def spoiled_project(sheet: Sheet, slot: Slot, draft: Draft) -> None:
    """The project beside what a seal or a signature left of its label, where a form begins: that is asked."""
    value = sheet.right(slot) if (slot.cell.row, slot.cell.column) == (0, 0) else None
    if value is None or "project" in draft.fields or not set(slot.key) <= _PROJECT or is_label(value):
        return
    if _NAME.search(value.text):
        draft.fields["project"] = Text(value.text, value.place, value.lines)
        draft.ask(Doubt("cells", "merged"))
