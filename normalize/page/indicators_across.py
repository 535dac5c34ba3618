"""Grids that have an indicator in each column, set with one in each row.

项目名称 | 产出指标            | 效益指标        项目名称 | 一级指标 | 三级指标 | 指标值
         | 修缮面积 | 验收率   | 参观人数   →    弥陀殿   | 产出指标 | 修缮面积 | ≥96㎡
弥陀殿   | ≥96㎡    | 100%     | ≥6000人                  |          | 验收率   | 100%
大雄宝殿 | ≥312㎡   | 100%     | ≥18000人                 | 效益指标 | 参观人数 | ≥6000人

A row is a project, or a place: then the row of them all is the form's, and what stands in front of its values its head.
The labels that such a grid does not print stand where its levels and names do.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from extract.model import Cell, Table
from normalize.kinds.level import is_level
from normalize.kinds.unit import is_known_unit
from normalize.kinds.words import blank
from normalize.labels.columns import printed_role
from normalize.lexicon import key
from normalize.page.placing import Otherwise, label_of_level, placed, unprinted
from normalize.table.kinds_of_rows import SUMS

__all__ = ["across"]

_FEWEST = 3
"""Indicators beside each other, at the least."""
_WHOLE = re.compile(rf"(?:全[省市州县区盟旗])?(?:{'|'.join(SUMS)})|全[省市州县区盟旗]")
"""What the row of all places is called."""


class _Grid(NamedTuple):
    """Such a grid: its first row and the one behind its last; the labels in front of the indicators; the levels, row by
    row from the topmost; the names; the units, if any; the rows below."""

    first: int
    end: int
    front: Sequence[Cell]
    levels: Sequence[Sequence[Cell]]
    names: Sequence[Cell]
    units: Sequence[Cell]
    body: Sequence[Sequence[Cell]]


def across(table: Table) -> Otherwise | None:
    """A grid that has an indicator in each column, one set in each row; None without one."""
    grid = _grid(table.cells)
    return Otherwise(grid.first, grid.end, lambda *_: _downward(grid)) if grid is not None else None


def _downward(grid: _Grid) -> list[Cell]:
    """The cells of such a grid, an indicator a row."""
    if _is_list(grid.front):
        projects = [row for row in grid.body if not all(blank(cell.text) for cell in row[len(grid.front) :])]
        return list(_rows(grid, grid.front, projects, 0))
    whole = _whole(grid.body)
    head = zip(grid.front[1:], whole[1:], strict=False)
    pairs = [placed(cell, row, column) for row, pair in enumerate(head) for column, cell in enumerate(pair)]
    return [*pairs, *_rows(grid, (), [whole[len(grid.front) :]], len(grid.front) - 1)]


def _is_list(front: Sequence[Cell]) -> bool:
    """Whether each row is a project."""
    return any(printed_role(cell.text, ("list",)) == "list.project" for cell in front)


def _whole(body: Sequence[Sequence[Cell]]) -> Sequence[Cell]:
    """The row of all places, or the only one; empty where none is, or several are."""
    told = [row for row in body if _WHOLE.fullmatch(key(row[0].text))]
    return body[0] if len(body) == 1 else told[0] if len(told) == 1 else ()


def _grid(cells: Sequence[Cell]) -> _Grid | None:
    """The first such grid of a table."""
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(cells, key=attrgetter("row", "column")):
        rows.setdefault(cell.row, []).append(cell)
    for first, row in rows.items():
        if (grid := _below(rows, first, row)) is not None and (_is_list(grid.front) or _whole(grid.body)):
            return grid
    return None


def _below(rows: dict[int, list[Cell]], first: int, row: Sequence[Cell]) -> _Grid | None:
    """The grid whose header begins with a row: labels merged downward, and several levels behind them."""
    front = list(takewhile(lambda cell: not is_level(cell.text), row))
    depths = {cell.row_span for cell in front}
    top = row[len(front) :]
    if len(depths) != 1 or len({key(cell.text) for cell in top}) < 2:
        return None
    start, end = top[0].column, first + depths.pop()
    header = [[cell for cell in rows.get(at, ()) if cell.column >= start] for at in range(first, end)]
    levels = list(takewhile(_are_levels, header))
    names, units = (*header[len(levels) :], [], [])[:2]
    if len(levels) + 1 + bool(units) != len(header) or not _are_names(names, start):
        return None
    if not _stand_over(levels, names) or not _are_units(units):
        return None
    body = _body(rows, end, front, names)
    return _Grid(first, end + len(body), front, levels, names, units, body) if body else None


def _are_levels(cells: Sequence[Cell]) -> bool:
    return all(is_level(cell.text) for cell in cells)


def _are_units(cells: Sequence[Cell]) -> bool:
    return all(blank(cell.text) or is_known_unit(cell.text) for cell in cells)


def _body(rows: dict[int, list[Cell]], end: int, front: Sequence[Cell], names: Sequence[Cell]) -> list[list[Cell]]:
    """The rows from `end` on that have a cell below each name: what stands below each label in front, merged downward
    or not, and the values."""
    found: list[list[Cell]] = []
    for at in range(end, max(rows) + 1):
        values = [cell for cell in rows.get(at, ()) if cell.column >= names[0].column]
        before = [_covering(rows, end, at, label.column) for label in front]
        if [cell.column for cell in values] != [name.column for name in names] or None in before:
            break
        found.append([*(cell for cell in before if cell is not None), *values])
    return found


def _covering(rows: dict[int, list[Cell]], first: int, row: int, column: int) -> Cell | None:
    """The cell of a row and a column that begins in row `first` or below it."""
    cells = (cell for at in range(first, row + 1) for cell in rows.get(at, ()))
    reach = (cell for cell in cells if cell.row + cell.row_span > row)
    return next((cell for cell in reach if cell.column <= column < cell.column + cell.column_span), None)


def _stand_over(levels: Sequence[Sequence[Cell]], names: Sequence[Cell]) -> bool:
    """Whether there are rows of levels, each over all names: levels side by side are those of a row of a grid."""
    return bool(levels) and all(sum(cell.column_span for cell in cells) == len(names) for cells in levels)


def _are_names(cells: Sequence[Cell], start: int) -> bool:
    """Whether cells from a column on are the names of indicators, one in each column: none is a column's label."""
    each = [cell.column for cell in cells] == list(range(start, start + len(cells)))
    return each and len(cells) >= _FEWEST and not any(blank(cell.text) or _is_label(cell) for cell in cells)


def _is_label(cell: Cell) -> bool:
    return printed_role(cell.text, ("indicators", "list")) is not None


def _rows(grid: _Grid, front: Sequence[Cell], body: Sequence[Sequence[Cell]], row: int) -> Iterator[Cell]:
    """From a row on, the labels of a grid, and below them the indicators of each row one below the other."""
    values = [cells[len(front) :] for cells in body]
    stacks = [*grid.levels, grid.names, *([grid.units] if grid.units else []), *values[:1]]
    labels = [*map(label_of_level, grid.levels), "三级指标", *(["计量单位"] if grid.units else []), "指标值"]
    yield from (placed(cell, row, n) for n, cell in enumerate(front))
    for at, (text, cells) in enumerate(zip(labels, stacks, strict=True), len(front)):
        yield unprinted(text, cells[0], row, at)
    many = len(grid.names)
    for n, cells in enumerate(body):
        top = row + 1 + n * many
        yield from (placed(cell, top, at, many) for at, cell in enumerate(cells[: len(front)]))
        for at, stack in enumerate([*stacks[:-1], values[n]], len(front)):
            start = grid.names[0].column
            yield from (placed(cell, top + cell.column - start, at, cell.column_span) for cell in stack)
