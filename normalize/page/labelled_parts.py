"""Grids in which one cell behind each name says all of its indicator, each part with its label, set with a column each.

数量指标 | 送戏演出 | 目标：≥96场；分值：10        二级指标 | 三级指标 | 目标  | 分值
质量指标 | 达标率   | 目标：≥92%；分值：15    →    数量指标 | 送戏演出 | ≥96场 | 10
"""

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from extract.model import Cell, Table
from normalize.labels.columns import printed_role
from normalize.lexicon import key
from normalize.page.placing import Otherwise, label_of_level, levels_in_front, placed, unprinted

__all__ = ["labelled_parts"]

_PART = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,8})[:：]\s*(?P<said>[^:：;；]+?)\s*(?:[;；。]|$)")
_MEASURED = frozenset(("value", "actual", "weight", "score"))
"""Roles of labels, one of which the parts have."""
_FEWEST, _MOST = 3, 3
"""Rows that make such a grid; columns in front of its names: two levels, and the label of the block."""


class _Grid(NamedTuple):
    """Such a grid: its first row and the one behind its last, the columns in front of its parts, their labels, their
    cells."""

    first: int
    end: int
    fronts: Sequence[int]
    labels: tuple[str, ...]
    cells: Sequence[Cell]


def labelled_parts(table: Table) -> Otherwise | None:
    """Such a grid, with a band over it, each part set in a column of its own; None without one."""
    grid = _grid(table.cells)
    if grid is None:
        return None
    return Otherwise(grid.first, grid.end, lambda cells, start: list(_apart(grid, cells, start)))


def _grid(cells: Sequence[Cell]) -> _Grid | None:
    labels, own = _labelled(cells)
    if len(labels) < 2 or len(own) < _FEWEST:
        return None
    at, first, end = own[0].column, own[0].row, own[-1].row + 1
    bands = {cell.row for cell in cells if cell.column < at < cell.column + cell.column_span}
    before = _in_front(cells, at, set(range(first, end)) - bands)
    *columns, names = sorted({cell.column for cell in before}) or [at]
    levels = levels_in_front(before, columns)
    rows = bands | {cell.row for cell in own}
    if levels is None or len(columns) > _MOST or not rows.issuperset(range(first, end)):
        return None
    return _Grid(first - (first - 1 in bands), end, [*levels, names], labels, own)


def _in_front(cells: Sequence[Cell], column: int, rows: Set[int]) -> list[Cell]:
    return [cell for cell in cells if cell.column < column and cell.row in rows]


def _labelled(cells: Sequence[Cell]) -> tuple[tuple[str, ...], list[Cell]]:
    """The labels of the parts of cells, and the cells of one column that are nothing but such parts."""
    told = [(cell, tuple(_parts(cell))) for cell in cells if cell.column]
    labels = max((found for _, found in told if any(map(_measures, found))), key=len, default=())
    own = [cell for cell, found in told if found and set(labels).issuperset(found)]
    return labels, own if len({cell.column for cell in own}) == 1 else []


def _measures(label: str) -> bool:
    return printed_role(label, ("indicators",)) in _MEASURED


def _parts(cell: Cell) -> dict[str, str]:
    """What a cell says by its labels, where it is nothing but such parts."""
    text = "".join(line.text.strip() for line in cell.lines)
    found = list(_PART.finditer(text)) if "：" in text or ":" in text else []
    whole = "".join(part[0] for part in found) == text
    return {key(part["label"]): part["said"] for part in found} if whole else {}


def _apart(grid: _Grid, cells: Sequence[Cell], start: int) -> Iterator[Cell]:
    """The labels of the columns, and below them the rows."""
    many = len(grid.fronts)
    for at, column in enumerate(grid.fronts):
        below = [cell for cell in cells if cell.column == column and cell.row in {own.row for own in grid.cells}]
        yield unprinted("三级指标" if at == many - 1 else label_of_level(below), below[0], 0, at)
    for at, label in enumerate(grid.labels, many):
        yield unprinted(label, grid.cells[0], 0, at)
    for cell in cells:
        row, over = cell.row - start + 1, range(cell.column, cell.column + cell.column_span)
        if cell in grid.cells:
            yield from _parted(grid, cell, row)
        elif spans := [at for at, column in enumerate(grid.fronts) if column in over]:
            wide = len(grid.labels) if grid.cells[0].column in over else 0
            yield placed(cell, row, spans[0], cell.row_span, len(spans) + wide)


def _parted(grid: _Grid, cell: Cell, row: int) -> Iterator[Cell]:
    """The parts of a cell, each in the column of its label."""
    said = _parts(cell)
    for at, label in enumerate(grid.labels, len(grid.fronts)):
        line = cell.lines[0].model_copy(update={"text": said.get(label, ""), "box": cell.box, "readings": ()})
        yield placed(cell, row, at).model_copy(update={"lines": (line,) if label in said else ()})
