"""The columns of a header that their own labels do not tell: by their neighbours, and by the order of the levels."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from normalize.cells.slot import Across, Slot
from normalize.labels.columns import LEVEL

__all__ = ["ITEMS", "LEVELS", "UNREAD", "YEAR", "Column", "settled"]

LEVELS = ("level1", "level2", "name")
ITEMS = "items"
"""The role of a column that a level's name heads: its cells hold names with their values."""
UNREAD = "unread"
"""The role of a label that a scan spoiled."""
YEAR = re.compile(r"20\d{2}(?=年)")
"""The year that the label of a column begins with."""
_STAND_INS = (("whole", "value"), ("adjustment", "revised_budget"))
"""Roles that are another where no label says that one."""
_EDGE = 0.02
"""Of the table's width: what begins there begins the table."""
_MEASURED = frozenset(("value", "operator", "unit"))
"""What stands behind the names: 绩效指标 before one of them heads them, before levels the whole block."""
_BETWEEN = {("list.project", "list.goal"): "list.budget", ("list.unit_code", "list.budget"): "list.unit"}
"""What a column of a list is between two others where its label was spoiled: what it holds does not tell."""


@dataclass(frozen=True)
class Column(Across):
    """A column's meaning and its horizontal extent as a share of the table's width; `level`: the level name that stands
    over it in the header (产出指标 over 三级指标 | 指标值), `level2` a further one between the two, `head` its own
    label's cell where that names the level of what stands below it, `sign` the label that is the sign of all its values
    (不低于 below 指标值), `instead` whether a row has its value here or in the column of the same role, never in both
    (数值 | 表述 below 指标值); `sure`: whether its label, or all that speaks for its role, leaves no other in
    question."""

    role: str
    x0: float
    x1: float
    label: str
    level: Slot | None = None
    sure: bool = True
    head: Slot | None = None
    sign: Slot | None = None
    instead: bool = False
    level2: Slot | None = None

    @property
    def roles(self) -> list[str]:
        """Its role, or the two that share its cells."""
        return self.role.split("/")

    def told(self, role: str, *, sure: bool) -> "Column":
        """The column with a role that its label alone did not tell."""
        return replace(self, role=role, sure=sure)


def settled(columns: list[Column]) -> tuple[Column, ...]:
    """The columns that have a role, by themselves or by what stands beside them, in their order."""
    return _settled(tuple(_between(columns)))


def _between(columns: list[Column]) -> list[Column]:
    """The columns that have a role: labels that lost the thin strokes of 一, 二, 三 by their order, a list's own that a
    scan spoiled by their place."""
    levels = [column for column in columns if column.role in (LEVEL, *LEVELS)]
    if any(column.role == LEVEL for column in levels) or _doubled(levels):
        told = _in_order(columns, levels)
        columns = [told.get(column, column) for column in columns]
    columns = [_by_place(columns, at) if column.role == UNREAD else column for at, column in enumerate(columns)]
    return [column for column in columns if column.role not in ("", UNREAD, LEVEL)]


def _by_place(columns: list[Column], at: int) -> Column:
    """A column of a list whose label was spoiled, by what stands beside it."""
    before, after = (columns[n].role if 0 <= n < len(columns) else "" for n in (at - 1, at + 1))
    named = before == "list.unit" and bool(set(columns[at].label) & set("项目名称"))
    return replace(columns[at], role="list.project" if named else _BETWEEN.get((before, after), UNREAD))


def _in_order(columns: list[Column], levels: list[Column]) -> dict[Column, Column]:
    """The labels of levels, told by their order: three of them, and behind the values their last ones again."""
    if len(levels) <= len(LEVELS):
        return {column: replace(column, role=role) for column, role in zip(levels, LEVELS, strict=False)}
    runs = [list(run) for is_level, run in groupby(columns, levels.__contains__) if is_level]
    if len(runs[0]) != len(LEVELS) or any(len(run) > len(LEVELS) for run in runs):
        return {}
    return {
        column: replace(column, role=role)
        for run in runs
        for column, role in zip(run, LEVELS[-len(run) :], strict=True)
    }


def _doubled(levels: list[Column]) -> bool:
    """Whether three levels stand side by side of which one was misread for its neighbour: 一级, 二级, 二级."""
    return len(levels) == len(LEVELS) and len({column.role for column in levels}) == len(LEVELS) - 1


def _settled(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Labels whose meaning hangs on their neighbours: 单位 left of the names is who files, 指标内容 alone is the
    name, 年度预算数 in front of the stages of a budget heads the column of its sources."""
    roles = [column.role for column in columns]
    if roles[:1] == ["budget"] and _heads_sources(columns[0], set(roles)):
        return columns[1:]
    columns = _lowest_named(columns)
    for weaker, stronger in _STAND_INS:
        if weaker in roles and stronger not in roles:
            return _settled(tuple(replace(c, role=stronger) if c.role == weaker else c for c in columns))
    if "name" not in roles:
        return _with_name(columns)
    first = min(index for index, column in enumerate(columns) if column.role in LEVELS)
    return tuple(
        replace(column, role="list.unit") if index < first and _may_file(column) else column
        for index, column in enumerate(columns)
    )


def _lowest_named(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """三级指标 | 四级指标: the lower one is the indicator's."""
    roles = [column.role for column in columns]
    at = roles.index("name") if roles.count("name") > 1 else len(roles)
    if roles[at + 1 : at + 2] != ["name"]:
        return columns
    return (*columns[:at], replace(columns[at], role="group"), *columns[at + 1 :])


def _with_name(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with the one that stands in for a name that no label says."""
    roles = [column.role for column in columns]
    at = roles.index("indicator") if "indicator" in roles else len(roles)
    behind = roles[at + 1 : at + 2] != [] and (roles[at + 1] in _MEASURED or not set(roles[at:]) & set(LEVELS))
    for stand_in in (*(["indicator"] * behind), "explanation", "level2"):
        if stand_in in roles and "value" in roles:
            label = columns[roles.index(stand_in)].label  # twice in a twin header
            return tuple(replace(c, role="name") if (c.role, c.label) == (stand_in, label) else c for c in columns)
    return columns


def _heads_sources(first: Column, roles: set[str]) -> bool:
    """Whether 年度预算数, the first of a table of money, heads the labels of its rows, not a stage of the budget: other
    budgets stand beside it, or it begins the table, where there is room for labels alone."""
    return bool(roles & {"initial_budget", "revised_budget"}) or ("executed" in roles and first.x0 < _EDGE)


def _may_file(column: Column) -> bool:
    """Whether a column of units may be one of offices: 单位, but not 计量单位."""
    return column.role == "unit" and "单位" in column.label and not re.search("计量|度量|指标|数值", column.label)
