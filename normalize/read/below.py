"""What a row below an indicator says of it: `指标解释：按公证处现场计数` across the grid."""

import re
from dataclasses import replace

from normalize.draft import RawIndicator
from normalize.evidence.text import Text
from normalize.kinds.words import blank
from normalize.sheet import Sheet
from normalize.table.header import Header
from normalize.table.labels import printed_role

__all__ = ["explained"]

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
