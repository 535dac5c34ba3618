"""Grids in which the names of a level's indicators stand side by side, each over its value, set one below the other.

数量指标 | 采集血样 | 培训牧户        二级指标 | 三级指标 | 指标值
         | ≥3200份  | ≥450户     →    数量指标 | 采集血样 | ≥3200份
质量指标 | 完整率   | 合格率                    | 培训牧户 | ≥450户
         | ≥98%     | =100%           质量指标 | 完整率   | ≥98%
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.model import Cell, Table
from normalize.kinds.classes import NUMBERS, class_of
from normalize.kinds.level import is_level
from normalize.kinds.words import blank
from normalize.labels.columns import printed_role
from normalize.page.placing import Otherwise, label_of_level, levels_in_front, placed, unprinted

__all__ = ["names_over_values"]

_FEWEST = 3
"""Levels that have their indicators so, at the least."""
_VALUED = 0.5
"""Share of the lower cells, at the least, that are numbers; no upper one is."""


class _Level(NamedTuple):
    """A level over two rows: the names beside it, and the values below these."""

    cell: Cell
    names: Sequence[Cell]
    values: Sequence[Cell]


def names_over_values(table: Table) -> Otherwise | None:
    """Such a grid with its labels, an indicator set in a row; None without one."""
    levels = _levels(table.cells)
    if not levels:
        return None
    first, end = levels[0].cell.row, levels[-1].cell.row + 2
    labelled = any(cell.row == first - 1 and _names_level(cell) for cell in table.cells)
    return Otherwise(first - labelled, end, lambda cells, _: list(_rows(levels, cells)))


def _names_level(cell: Cell) -> bool:
    return printed_role(cell.text, ("indicators",)) in ("level1", "level2")


def _levels(cells: Sequence[Cell]) -> list[_Level]:
    """The lowest levels of such a grid, one below the other; none otherwise."""
    lowest = _lowest(cells)
    found = [_level(cells, cell) for cell in lowest]
    if len(found) < _FEWEST:
        return []
    rows = range(lowest[0].row, lowest[-1].row + 2)
    if [cell.row for cell in lowest] != list(rows[::2]):
        return []
    before = [cell for cell in cells if cell.column < lowest[0].column and cell.row in rows]
    return found if _are_in_front(before, rows) and _are_valued(found) else []


def _lowest(cells: Sequence[Cell]) -> list[Cell]:
    """The levels over two rows each that stand farthest to the right."""
    told = [cell for cell in cells if cell.row_span == 2 and is_level(cell.text)]
    column = max((cell.column for cell in told), default=0)
    return [cell for cell in told if cell.column == column]


def _are_in_front(before: Sequence[Cell], rows: range) -> bool:
    """Whether the cells in front are levels over whole pairs of rows."""
    cut = ((cell.row - rows[0]) % 2 or cell.row_span % 2 or cell.row + cell.row_span > rows[-1] + 1 for cell in before)
    return levels_in_front(before, sorted({cell.column for cell in before})) is not None and not any(cut)


def _are_valued(levels: Sequence[_Level]) -> bool:
    """Whether each name has a cell of its width below it, most of them with a number, and none is one."""
    even = all(list(map(_extent, level.names)) == list(map(_extent, level.values)) for level in levels)
    names, values = ([class_of(cell.text) in NUMBERS for cell in side] for side in _sides(levels))
    return even and not any(names) and sum(values) >= _VALUED * len(values) > 0


def _sides(levels: Sequence[_Level]) -> tuple[list[Cell], list[Cell]]:
    """The names of all levels, and their values."""
    return [cell for one in levels for cell in one.names], [cell for one in levels for cell in one.values]


def _level(cells: Sequence[Cell], level: Cell) -> _Level:
    beside = [cell for cell in cells if cell.column > level.column and cell.row_span == 1]
    names, values = ([cell for cell in beside if cell.row == row] for row in (level.row, level.row + 1))
    return _Level(level, names, values)


def _extent(cell: Cell) -> tuple[int, int]:
    return cell.column, cell.column_span


def _rows(levels: Sequence[_Level], cells: Sequence[Cell]) -> Iterator[Cell]:
    """The labels of a grid, and below them its indicators; names left blank have none."""
    own = levels[0].cell
    before = [cell for cell in cells if cell.column <= own.column and cell.row >= own.row]
    fronts = levels_in_front(before, sorted({cell.column for cell in before})) or []
    yield from _labels(levels, before, fronts)
    starts, row = dict[int, int](), 1
    for level in levels:
        starts[level.cell.row] = row
        for name, value in zip(level.names, level.values, strict=True):
            if not blank(name.text):
                yield placed(name, row, len(fronts))
                yield placed(value, row, len(fronts) + 1)
                row += 1
    starts[levels[-1].cell.row + 2] = row
    for cell in (cell for cell in before if cell.column in fronts):
        top, foot = (starts[at] for at in (cell.row, cell.row + cell.row_span))
        if foot > top:
            yield placed(cell, top, fronts.index(cell.column), foot - top)


def _labels(levels: Sequence[_Level], before: Sequence[Cell], fronts: Sequence[int]) -> Iterator[Cell]:
    """The labels of the columns: levels, names and values."""
    for at, column in enumerate(fronts):
        below = [cell for cell in before if cell.column == column]
        yield unprinted(label_of_level(below), below[0], 0, at)
    yield unprinted("三级指标", levels[0].names[0], 0, len(fronts))
    yield unprinted("指标值", levels[0].values[0], 0, len(fronts) + 1)
