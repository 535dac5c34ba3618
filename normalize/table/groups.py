"""Groups of columns side by side under one header: names, each with their levels and values, that stand in it twice."""

from itertools import pairwise

from normalize.table.columns import LEVELS, Column
from normalize.table.header import Header

__all__ = ["groups"]


def groups(header: Header) -> list[Header]:
    """A header whose names stand twice (中期 left, 年度 right) taken apart, the levels in front of the first shared
    with one that has none of its own, level 1 with any; else the header alone."""
    order = sorted(header.columns, key=lambda column: column.x0)
    names = [index for index, column in enumerate(order) if column.role == "name"]
    if len(names) < 2 or not _repeats(order, names):
        return [header]
    shared = [column for column in order[: names[0]] if column.role in LEVELS or column.role.startswith("list.")]
    starts = [0, *(_begin(order, previous, at) for previous, at in pairwise(names))]
    first, *rest = (order[start:end] for start, end in pairwise([*starts, len(order)]))
    whole = [first, *([*_lent(part, shared), *part] for part in rest)]
    return [Header(header.kind, tuple(part), header.depth) for part in whole]


def _begin(order: list[Column], previous: int, at: int) -> int:
    """Where the group of a name begins: with the levels in front of it."""
    while at - 1 > previous and order[at - 1].role in ("level2", "level1"):
        at -= 1
    return at


def _lent(part: list[Column], others: list[Column]) -> list[Column]:
    """The columns of the first group that another has none of its own of; no level 2 where it has a level 1."""
    own = {column.role for column in part}
    own |= {"level2"} if "level1" in own else set()
    return [column for column in others if column.role not in own]


def _repeats(order: list[Column], names: list[int]) -> bool:
    between = {column.role for column in order[names[0] + 1 : names[1]]}
    return not between.isdisjoint(("value", "actual", "amount"))
