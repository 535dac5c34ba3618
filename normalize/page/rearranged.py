"""Grids that are set otherwise than with a label over each column, set so: turned or mirrored.

三级指标   | 接警出动起数 | 执勤车辆完好率        三级指标       | 指标值 | 分值
指标值     | ≥620起       | ≥98%            →     接警出动起数   | ≥620起 | 15
分值       | 15           | 10                    执勤车辆完好率 | ≥98%   | 10

应急救援补助 | 项目名称                       项目名称 | 应急救援补助
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from extract.model import Cell, Table
from normalize.cells.sheet import Rearranged, direction
from normalize.kinds.level import is_level
from normalize.page.indicators_across import across
from normalize.page.line_by_line import line_by_line
from normalize.page.placing import Otherwise, placed, role
from normalize.page.side_by_side import is_head, part_of

__all__ = ["set_upright"]

_FEWEST = 3
"""Labels below each other that make a turned grid, or a mirrored head; indicators beside each other, one less."""


_VALUES = frozenset(("value", "actual"))
"""Roles of labels, one of which a turned grid has beside its names."""


def set_upright(table: Table) -> list[Table]:
    """The table as what stands above such a grid, the grid with its labels side by side, and what stands below it; the
    table itself where it has none."""
    if _is_mirrored(table):
        table = _mirrored(table)
    for found in _WAYS:
        if (grid := found(table)) is not None and not _cross(table, (grid.first, grid.end)):
            parts = ((0, grid.first, _kept), grid, (grid.end, table.rows, _kept))
            return [part for first, end, place in parts if (part := _rows(table, first, end, place)) is not None]
    return [table]


def _turned(table: Table) -> Otherwise | None:
    """A turned grid: labels of columns of indicators below each other, those of the names and of their values among
    them, with several cells beside each."""
    if table.columns < _FEWEST:
        return None
    told = {cell.row: role(cell) for cell in table.cells if cell.column == 0}
    for known, run in groupby(range(table.rows), lambda row: told.get(row) is not None):
        rows = list(run)
        roles = {told[row] for row in rows} if known else set[str | None]()
        if len(rows) >= _FEWEST and "name" in roles and not roles.isdisjoint(_VALUES):
            return Otherwise(rows[0], rows[-1] + 1, _transposed)
    return None


def _is_mirrored(table: Table) -> bool:
    """Whether the labels of a head stand behind their values: at the right edge, and none, nor a level, at the left
    one."""
    first = [cell for cell in table.cells if cell.column == 0 and (is_head(cell) or is_level(cell.text))]
    last = [cell for cell in table.cells if cell.column + cell.column_span == table.columns and is_head(cell)]
    return len(last) >= _FEWEST and not first


def _mirrored(table: Table) -> Table:
    columns = table.columns
    cells = (cell.model_copy(update={"column": columns - cell.column - cell.column_span}) for cell in table.cells)
    return _rearranged(table, cells)


def _cross(table: Table, rows: Iterable[int]) -> bool:
    """Whether a cell reaches over the upper edge of one of some rows."""
    return any(cell.row < row < cell.row + cell.row_span for row in rows for cell in table.cells)


def _rows(table: Table, start: int, end: int, placed: Callable[[Sequence[Cell], int], list[Cell]]) -> Table | None:
    """The table of some rows, their cells placed anew; None of none."""
    cells = [cell for cell in table.cells if start <= cell.row < end]
    if not cells:
        return None
    if placed is not _kept or isinstance(table, Rearranged):
        return _rearranged(table, placed(cells, start))
    return part_of(table, _kept(cells, start), table.columns).model_copy(update={"rows": end - start})


def _rearranged(table: Table, cells: Iterable[Cell]) -> Table:
    """The table of cells that were placed anew."""
    placed = sorted(cells, key=attrgetter("row", "column"))
    columns = max(cell.column + cell.column_span for cell in placed)
    rows = max(cell.row + cell.row_span for cell in placed)
    whole = part_of(table, placed, columns)
    return Rearranged(**dict(whole) | {"rows": rows, "turn": direction(table)})


def _kept(cells: Sequence[Cell], start: int) -> list[Cell]:
    return [cell.model_copy(update={"row": cell.row - start}) for cell in cells]


def _transposed(cells: Sequence[Cell], start: int) -> list[Cell]:
    return [placed(cell, cell.column, cell.row - start, cell.column_span, cell.row_span) for cell in cells]


_WAYS = (_turned, across, line_by_line)
