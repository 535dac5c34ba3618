"""Rows of one indicator by period: what is planned by quarter, by half-year and for the whole year below each other.

新增城镇就业 | 人 | 一季度 | ≥460
             |    | 上半年 | ≥950
             |    | 全年   | ≥1850
"""

import re

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot

__all__ = ["row_of_year"]

_PERIOD = re.compile(
    r"(?:第?[一二三四1-4]|前[二三23])季度|[上下]半年|半年|1?[-—~至到]?\d{1,2}月(?:底|末)?|(?P<year>全年度?|年度|全年合计)"
)


def row_of_year(sheet: Sheet, name: Slot) -> int | None:
    """The row of the whole year where each row that a name is merged over has a period of its own; else None."""
    rows = range(name.cell.row, name.cell.row + name.cell.row_span)
    said = [[found for slot in sheet.starting(at) if (found := _PERIOD.fullmatch(slot.key))] for at in rows]
    if len(rows) < 2 or not all(said):
        return None
    return next((at for at, found in zip(rows, said, strict=True) if any(one["year"] for one in found)), None)
