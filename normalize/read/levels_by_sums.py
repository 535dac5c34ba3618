"""Levels 1 that no column has and that the row of a sum names: that of the rows above it, whose points it sums up.

照护失能老人             | ≥120人 | 20
护理员持证上岗率         | 100%   | 20
以上属产出指标，小计     |        | 40
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from math import isclose

from normalize.cells.sheet import Sheet
from normalize.draft import Draft, RawIndicator
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Text
from normalize.kinds.level import LEVEL1, canonical
from normalize.kinds.number import points
from normalize.read.levels import Levels
from normalize.table.header import Header
from normalize.table.kinds_of_rows import SUMS

__all__ = ["past_sum"]

_SUM_OF = re.compile(
    rf"(?:以上|上述)?各?项?[属为系]?(?P<level>[\u4e00-\u9fff]{{2,9}}?)[,，、:：]?(?:分值|得分|权重)?(?:{'|'.join(SUMS)})"
)
_NEAR = 0.005
"""Points that two sums may differ by: they have two decimals at most."""
_MISSING = Doubt("level1", "missing")


def past_sum(
    sheet: Sheet, row: int, header: Header, draft: Draft, levels: Sequence[Levels]
) -> tuple[Draft, Levels] | None:
    """The form, and the levels that hold, past a sum that names a level 1 in a grid without a column of them: that of
    the rows above, or, where the first such sum stands over all rows, of those below. None past any other row."""
    level = _level(sheet, row) if header.column("level1") is None and len(levels) == 1 else None
    if level is None:
        return None
    if not draft.indicators or levels[0].level1 is not None:
        return draft, levels[0].under(level)
    weight = header.slot(sheet, row, "weight")
    total = points(weight.key) if weight is not None else None
    return draft._replace(indicators=_named(draft.indicators, level, total)), levels[0]


def _level(sheet: Sheet, row: int) -> Text | None:
    """The level 1 whose sum a row has; None of any other row."""
    first = sheet.first(row)
    found = _SUM_OF.fullmatch(first.key) if first is not None else None
    if first is None or found is None or canonical(found["level"], 1) not in LEVEL1:
        return None
    return Text.from_(first).edited(found["level"], "level_elsewhere")


def _named(rows: Sequence[RawIndicator], level: Text, total: float | None) -> tuple[RawIndicator, ...]:
    """The rows, the last of which that have no level 1 have this one where their points come to a total; else these
    ask."""
    last = list(takewhile(lambda one: "level1" not in one.cells, reversed(rows)))[::-1]
    told = _with_level if _sum_up(total, last) else _asking
    return (*rows[: len(rows) - len(last)], *(told(row, level) for row in last))


def _with_level(row: RawIndicator, level: Text) -> RawIndicator:
    doubts = tuple(doubt for doubt in row.doubts if doubt != _MISSING)
    return replace(row, cells={**row.cells, "level1": level}, doubts=doubts)


def _asking(row: RawIndicator, _: Text) -> RawIndicator:
    return replace(row, doubts=(*row.doubts, _MISSING))


def _sum_up(total: float | None, rows: Sequence[RawIndicator]) -> bool:
    """Whether the points of rows come to a total."""
    each = [points(row.cells["weight"].text) if "weight" in row.cells else None for row in rows]
    return total is not None and None not in each and isclose(sum(filter(None, each)), total, abs_tol=_NEAR)
