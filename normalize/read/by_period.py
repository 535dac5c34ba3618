"""Rows of one indicator by period: what is planned by quarter, by half-year and for the whole year below each other.

新增城镇就业 | 人 | 一季度 | ≥460
             |    | 上半年 | ≥950
             |    | 全年   | ≥1850
"""

import re

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.kinds.date import BARE_PART

__all__ = ["row_of_year"]

_WHOLE = re.compile(r"全?年度|全年(?:合计)?")


def row_of_year(sheet: Sheet, name: Slot) -> int | None:
    """The row of the whole year where each row that a name is merged over has a period of its own; else None."""
    rows = range(name.cell.row, name.cell.row + name.cell.row_span)
    said = [[slot.key for slot in sheet.starting(at) if _is_period(slot.key)] for at in rows]
    if len(rows) < 2 or not all(said):
        return None
    return next((at for at, periods in zip(rows, said, strict=True) if any(map(_WHOLE.fullmatch, periods))), None)


def _is_period(text: str) -> bool:
    return (_WHOLE.fullmatch(text) or BARE_PART.fullmatch(text)) is not None
