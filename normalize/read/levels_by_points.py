"""Levels that stand as rows of their own among the names, in no words that are known: told by their points.

A   决策             15                      the points of all below it, and nothing else:
A1  立项依据充分性     5   符合政策得满分      a level 1 over the names
A2  绩效目标合理性    10   目标明确得满分
"""

from collections.abc import Sequence

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.kinds.number import points
from normalize.table.header import Header

__all__ = ["heads_points", "may_head", "stands_below_points"]

_NEAR = 0.005
"""Points that two sums may differ by: they have two decimals at most."""
_SAID = ("operator", "value", "unit", "direction", "actual", "explanation", "standard", "remark", "deviation")
"""What a row says of its indicator beside its name and points."""


def heads_points(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row is a level: it says nothing but its points, which are those of the rows below it that say more."""
    return bool(_below(sheet, row, header))


def stands_below_points(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row is one of those whose points a level's row above has."""
    return any(row in _below(sheet, at, header) for at in range(row))


def may_head(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row may be a level whose points are not those of the rows below it: it says nothing but points, and
    more of them than the row below, which says more."""
    own, next_ = _points(sheet, row, header), _points(sheet, row + 1, header)
    if own is None or next_ is None or own < next_ or heads_points(sheet, row, header):
        return False
    return _is_bare(sheet, row, header) and not _is_bare(sheet, row + 1, header)


def _below(sheet: Sheet, row: int, header: Header) -> Sequence[int]:
    """The rows whose points a row sums up; none where it is an indicator itself, or its points are no such sum."""
    left = _points(sheet, row, header) if _is_bare(sheet, row, header) else None
    if left is None:
        return ()
    for at in range(row + 1, sheet.rows):
        if _is_bare(sheet, at, header):
            continue
        own = _points(sheet, at, header)
        if own is None or own > left + _NEAR:
            return ()
        left -= own
        if abs(left) < _NEAR:
            return range(row + 1, at + 1)
    return ()


def _is_bare(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row has a name of its own and says nothing of it, though columns would hold it."""
    name = header.slot(sheet, row, "name")
    said = [slot for role in _SAID if (slot := header.slot(sheet, row, role)) is not None and slot is not name]
    return name is not None and bool(name.key) and bool(said) and not any(slot.key for slot in said)


def _points(sheet: Sheet, row: int, header: Header) -> float | None:
    slot: Slot | None = header.slot(sheet, row, "weight")
    return points(slot.key) if slot is not None and slot.cell.row == row else None
