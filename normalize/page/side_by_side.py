"""One ruled table that is several side by side: two projects' forms, a form's head beside its grid, or projects with
columns of their own beside labels and levels that all of them have.

项目名称 | 灌溉渠维修 | 项目名称 | 垃圾收运        项目名称 | 菌棒补贴 | 一级指标 | 三级指标 | 指标值
一级指标 | …          | 一级指标 | …              资金总额 | 675.00   | 产出指标 | …        | …

项目名称 | 湖水治理          | 花卉展陈
一级指标 | 三级指标 | 指标值 | 三级指标 | 指标值
"""

from collections.abc import Sequence
from itertools import pairwise

from extract.model import Box, Cell, Table
from normalize.labels.head import fund_named
from normalize.lexicon import key, vocabulary
from normalize.page.placing import role

__all__ = ["halves", "is_head", "part_of"]

_NAMES = ("project", "unit_2")
"""Fields that open a form."""
_GRID = 3
"""Labels of a grid side by side, and of a head one below the other, that make either."""
_LEVELS = ("level1", "level2", "name")


def halves(table: Table) -> list[Table]:
    """The two tables that a table is, the left one first; the table itself where it is one."""
    first = {cell.column: cell for cell in table.cells if cell.row == 0}
    if edges := _projects(table, first):
        shared = [cell for cell in table.cells if cell.column < edges[0]]
        return [_beside(table, shared, start, end) for start, end in pairwise(edges)]
    at = _second_form(first) or _grid(table, first)
    if at is None or _crosses(table, at):
        return [table]
    left = [cell for cell in table.cells if cell.column < at]
    right = [cell.model_copy(update={"column": cell.column - at}) for cell in table.cells if cell.column >= at]
    return [part_of(table, left, at), part_of(table, right, table.columns - at)]


def _projects(table: Table, first: dict[int, Cell]) -> list[int]:
    """The columns at which projects side by side begin, and where the last ends: the first row has one label and their
    names, and each has a column of names of indicators below its own; empty where the table is of another kind."""
    label, *names = (first[column] for column in sorted(first))
    told = {key(name.text) for name in names if not is_head(name)} - {""}
    if _field(label) not in _NAMES or label.column != 0 or not 1 < len(names) == len(told):
        return []
    edges = [*(name.column for name in names), table.columns]
    heads = [cell.column for cell in table.cells if role(cell) == "name"]
    each = all(sum(start <= column < end for column in heads) == 1 for start, end in pairwise(edges))
    return edges if each and not any(_crosses(table, at) for at in edges) else []


def _crosses(table: Table, at: int) -> bool:
    """Whether a cell reaches over the edge in front of a column."""
    return any(cell.column < at < cell.column + cell.column_span for cell in table.cells)


def _beside(table: Table, shared: Sequence[Cell], start: int, end: int) -> Table:
    """The table of one of several projects: what all of them have, and its own columns."""
    left = max(cell.column + cell.column_span for cell in shared)
    own = [cell for cell in table.cells if start <= cell.column < end]
    moved = [cell.model_copy(update={"column": cell.column - start + left}) for cell in own]
    return part_of(table, [*shared, *moved], left + end - start)


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
    begins = min(labels, key=_column)
    return begins.column if begins.column > 1 and role(begins) in _LEVELS else None


def _column(cell: Cell) -> int:
    return cell.column


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
