"""One ruled table that is several side by side: two projects' forms, a form's head beside its grid, or projects with
columns of their own beside labels and levels that all of them have.

项目名称 | 灌溉渠维修 | 项目名称 | 垃圾收运        项目名称 | 菌棒补贴 | 一级指标 | 三级指标 | 指标值
一级指标 | …          | 一级指标 | …              资金总额 | 675.00   | 产出指标 | …        | …

项目名称 | 湖水治理          | 花卉展陈               项目名称            | 合计  | 公路改建 | 危桥改造
一级指标 | 三级指标 | 指标值 | 三级指标 | 指标值      预算                | 2,270 | 1,850    | 420
                                                      一级指标 | 三级指标 |       | 各项目指标值
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from extract.model import Box, Cell, Table
from normalize.labels.head import fund_named
from normalize.lexicon import key, vocabulary
from normalize.page.placing import role
from normalize.table.kinds_of_rows import SUMS

__all__ = ["halves", "is_head", "part_of"]

_NAMES = ("project", "unit_2")
"""Fields that open a form."""
_GRID = 3
"""Labels of a grid side by side, and of a head one below the other, that make either."""
_LEVELS = ("level1", "level2", "name")


def halves(table: Table) -> list[Table]:
    """The tables that a table is, the left one first; the table itself where it is one."""
    if projects := _projects(table):
        return [_beside(table, projects, own) for own in projects.own]
    first = {cell.column: cell for cell in table.cells if cell.row == 0}
    at = _second_form(first) or _grid(table, first)
    if at is None or _crosses(table, at):
        return [table]
    cells = [
        part for cell in table.cells for part in (_parted(cell, at, first[at].box[0]) if _reaches(cell, at) else [cell])
    ]
    left = [cell for cell in cells if cell.column < at]
    right = [cell.model_copy(update={"column": cell.column - at}) for cell in cells if cell.column >= at]
    return [part_of(table, left, at), part_of(table, right, table.columns - at)]


def _parted(cell: Cell, at: int, x: float) -> list[Cell]:
    """An empty cell that reaches over the edge in front of a column, at `x`, as two."""
    x0, y0, x1, y1 = cell.box
    left = {"column_span": at - cell.column, "box": (x0, y0, x, y1)}
    right = {"column": at, "column_span": cell.column + cell.column_span - at, "box": (x, y0, x1, y1)}
    return [cell.model_copy(update=left), cell.model_copy(update=right)]


class _Projects(NamedTuple):
    """Projects side by side: how many columns all of them share, and the columns of each."""

    shared: int
    own: Sequence[range]


def _projects(table: Table) -> _Projects | None:
    """The projects of a table in which a row has one label and their names. Each has a column of names of indicators
    below its own, or all have one in front of them, and columns of values, as many in each; None where the table is of
    another kind."""
    labels = (cell for cell in table.cells if cell.column == 0 and _field(cell) in _NAMES)
    found = next(filter(None, (_named_behind(table, label) for label in labels)), None)
    return found if found and _has_indicators(table, found) and not _is_cut(table, found) else None


def _named_behind(table: Table, label: Cell) -> _Projects | None:
    """The projects whose names stand behind a label, but for what sums them up; None where these are no such names."""
    beside = (cell for cell in table.cells if cell.row == label.row and cell is not label)
    names = sorted(beside, key=attrgetter("column"))
    own = [cell for cell in names if key(cell.text) not in SUMS]
    told = {key(name.text) for name in own if not is_head(name)} - {""}
    if not 1 < len(own) == len(told) or names[0].column != label.column_span:
        return None
    return _Projects(label.column_span, [range(cell.column, cell.column + cell.column_span) for cell in own])


def _has_indicators(table: Table, projects: _Projects) -> bool:
    """Whether each project has names of indicators of its own, or all of them have the same."""
    heads = [cell.column for cell in table.cells if role(cell) == "name"]
    each = [sum(column in own for column in heads) for own in projects.own]
    shared = sum(column < projects.shared for column in heads)
    return set(each) == {1} or (shared == 1 and set(each) == {0} and len({len(own) for own in projects.own}) == 1)


def _is_cut(table: Table, projects: _Projects) -> bool:
    """Whether a cell reaches out of the columns of a project, and not over those of all."""
    edges = [own.start for own in projects.own]
    return any(_reaches(cell, at) for at in edges for cell in table.cells if not _is_of_all(cell, projects))


def _is_of_all(cell: Cell, projects: _Projects) -> bool:
    """Whether a cell stands over the columns of all projects."""
    first, last = projects.own[0], projects.own[-1]
    return cell.column <= first.start and cell.column + cell.column_span >= last.stop


def _crosses(table: Table, at: int) -> bool:
    """Whether a cell that says anything reaches over the edge in front of a column."""
    return any(_reaches(cell, at) for cell in table.cells if cell.text)


def _reaches(cell: Cell, at: int) -> bool:
    return cell.column < at < cell.column + cell.column_span


def _beside(table: Table, projects: _Projects, own: range) -> Table:
    """The table of one of several projects: what all of them have, and its own columns."""
    shared, width = projects.shared, projects.shared + len(own)
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.column < shared:
            cells.append(cell.model_copy(update={"column_span": min(cell.column_span, width - cell.column)}))
        elif _is_of_all(cell, projects):
            cells.append(cell.model_copy(update={"column": shared, "column_span": len(own)}))
        elif cell.column in own:
            cells.append(cell.model_copy(update={"column": cell.column - own.start + shared}))
    return part_of(table, cells, width)


def _second_form(first: dict[int, Cell]) -> int | None:
    """The column at which a second form begins: its first row names two projects, or two departments."""
    named = [cell for cell in first.values() if _field(cell) in _NAMES]
    if len(named) != 2 or named[0].column != 0 or _field(named[0]) != _field(named[1]):
        return None
    values = [first.get(cell.column + cell.column_span) for cell in named]
    told = [key(cell.text) for cell in values if cell is not None and key(cell.text)]
    return named[1].column if len(set(told)) == 2 else None


def _grid(table: Table, first: dict[int, Cell]) -> int | None:
    """The column at which a grid begins beside a head: its labels stand in the first row, the head's in the first
    column."""
    labels = [cell for cell in first.values() if role(cell) is not None]
    head = [cell for cell in table.cells if cell.column == 0 and is_head(cell)]
    if len(labels) < _GRID or len(head) < _GRID or head[0].row != 0:
        return None
    begins = min(labels, key=attrgetter("column"))
    return begins.column if begins.column > 1 and role(begins) in _LEVELS else None


def _field(cell: Cell) -> str | None:
    return vocabulary("fields", "fields").meaning(cell.text)


def is_head(cell: Cell) -> bool:
    """Whether a cell is a label of a head: of a field, a goal or money."""
    goal = vocabulary("fields", "goals").meaning(cell.text)
    return _field(cell) is not None or goal is not None or fund_named(cell.text) is not None


def part_of(table: Table, cells: list[Cell], columns: int) -> Table:
    """A table of some of another one's cells."""
    edges = list(zip(*(cell.box for cell in cells), strict=True))
    box: Box = (min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3]))
    return table.model_copy(update={"box": box, "columns": columns, "cells": tuple(cells)})
