"""What a row below an indicator says of it: the rest of its text that a page break cut, or `指标解释：按公证处现场计数`
across the grid."""

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Cut, Slot
from normalize.draft import Printed, RawIndicator
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Text
from normalize.kinds.level import canonical
from normalize.kinds.words import blank
from normalize.labels.columns import printed_role
from normalize.read.indicators import ROLES
from normalize.table.columns import LEVELS
from normalize.table.header import Header

__all__ = ["continued", "explained"]

_LABELLED = re.compile(r"\s*(?P<label>[^:：]{2,10})[:：]\s*(?P<said>.+)", re.DOTALL)
_SAID = frozenset(("explanation", "standard", "remark", "deviation"))
"""Roles of what may be said of an indicator in a row of its own."""


def explained(sheet: Sheet, row: int, header: Header, last: RawIndicator) -> RawIndicator | None:
    """The last indicator with what `row` says of it, where nothing else stands there; else None."""
    name, value = header.slot(sheet, row, "name"), header.slot(sheet, row, "value")
    if name is None or name.cell.row != row or not (value is None or value is name or blank(value.text)):
        return None
    found = _LABELLED.fullmatch(name.text)
    role = printed_role(found["label"], ("indicators",)) if found else None
    if found is None or role not in _SAID or role in last.cells:
        return None
    return replace(last, cells={**last.cells, role: Text.from_(name).part(found["said"])})


def continued(sheet: Sheet, row: int, header: Header, last: RawIndicator) -> RawIndicator | None:
    """The last indicator with the rest of its text, where `row` opens a page with nothing but that; else None.

    A row that a page break cut has no value, no unit and no weight of its own, though the row before has a value, and
    words only where that has them; or it has no name. What is joined is asked about.
    """
    rest, levels = _filled(sheet, row, header, ("name", *ROLES)), _filled(sheet, row, header, LEVELS[:2])
    if not all(_completes(last, role, slot) for role, slot in levels.items()):
        return None
    signed = any(slot.key for slot in header.slots(sheet, row, "operator"))
    words = rest.keys() - {"name"}
    valueless = words <= _SAID & last.cells.keys() and "value" in last.cells and not signed
    if ("name" in rest and not valueless) or all(blank(slot.text) for slot in rest.values()):
        return None
    joined = {role: _both(last.cells.get(role), slot) for role, slot in (rest | levels).items() if role != "name"}
    name = _both(last.name, rest["name"]) if "name" in rest else last.name
    return replace(last, name=name, cells={**last.cells, **joined}, doubts=(*last.doubts, Doubt("row", "split")))


def _filled(sheet: Sheet, row: int, header: Header, roles: Sequence[str]) -> dict[str, Slot]:
    """The cells of a row that say something, by role."""
    return {role: slot for role in roles if (slot := header.slot(sheet, row, role)) is not None and slot.key}


def _completes(last: RawIndicator, role: str, slot: Slot) -> bool:
    """Whether a level's words are the rest of the last row's, which with them name a level."""
    before = last.cells.get(role)
    return before is not None and canonical(before.text + slot.text, 1 if role == "level1" else 2) is not None


def _both(before: Printed | None, slot: Slot) -> Printed:
    if isinstance(before, Slot):
        return Cut(before, slot)
    return Cut(*before.parts, slot) if isinstance(before, Cut) else slot
