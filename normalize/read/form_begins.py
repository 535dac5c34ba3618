"""Where the head of a form begins: its office, its project or its department is named."""

import re

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.draft import Draft, Heading
from normalize.kinds.name import is_code_and_name
from normalize.kinds.words import blank
from normalize.labels.head import is_label
from normalize.labels.likely import label_like
from normalize.labels.within import labelled
from normalize.lexicon import vocabulary

__all__ = ["begins_form", "is_head", "names_unit"]

_NAME = re.compile(r"[\u4e00-\u9fff()（）]{4,}")


def names_unit(sheet: Sheet, row: int, slot: Slot) -> bool:
    """Whether a cell of the first rows names an office and no more: its code and name, or, in the very first, the name
    with the money unit beside it."""
    if row < 2 and is_code_and_name(slot.text):
        before = sheet.at(row, slot.cell.column - 1)
        return before is None or not label_like(before)
    if row or _NAME.fullmatch(slot.key) is None or is_label(slot):
        return False
    others = [other for other in sheet.row(row) if other is not slot and other.key]
    return len(others) == 1 and "money_unit" in labelled(others[0].text)


def begins_form(sheet: Sheet, row: int, draft: Draft | None) -> bool:
    """Whether another form's head begins: its project or department is named while the last one has its own."""
    if draft is None:
        return False
    for at in range(row, min(row + 2, sheet.rows)):
        for slot in sheet.starting(at):
            meaning = slot.means(vocabulary("fields", "fields"))
            value = sheet.right(slot)
            if meaning not in ("project", "unit_2") or value is None or blank(value.text):
                continue
            if draft.complete or (at == row and meaning in draft.fields):
                return at == row or any(map(_is_of_head, sheet.starting(row)))
    return False


def _is_of_head(slot: Slot) -> bool:
    """Whether a cell names an office, or is or has a label of a form's head."""
    meant = slot.means(vocabulary("fields", "fields")) is not None
    return meant or is_code_and_name(slot.text) or bool(labelled(slot.text))


def is_head(sheet: Sheet, row: int, heading: Heading) -> bool:
    """Whether a form may begin without a title: the row names a project or a department, or its unit alone."""
    if heading.title:
        return True
    meanings = {slot.means(vocabulary("fields", "fields")) for slot in sheet.starting(row)}
    return bool(meanings & {"project", "unit_1", "unit_2"}) or any(
        is_code_and_name(slot.text) for slot in sheet.starting(row)
    )
