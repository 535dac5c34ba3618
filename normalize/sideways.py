"""A grid of indicators that is turned: its labels stand one below the other, each indicator is a column.

三级指标   | 接警出动起数 | 执勤车辆完好率        三级指标       | 指标值 | 分值
指标值     | ≥620起       | ≥98%            →     接警出动起数   | ≥620起 | 15
分值       | 15           | 10                    执勤车辆完好率 | ≥98%   | 10
"""

from collections.abc import Callable
from itertools import groupby

from extract.model import Cell, Table
from normalize.halves import part_of
from normalize.table.labels import printed_role

__all__ = ["set_upright"]

_FEWEST = 3
"""Labels below each other that make such a grid; indicators beside each other, one less."""
_VALUES = frozenset(("value", "actual"))


def set_upright(table: Table) -> list[Table]:
    """The table as what stands above such a grid, the grid with its labels side by side, and what stands below it; the
    table itself where it has none."""
    found = _turned(table)
    if found is None:
        return [table]
    first, end = found
    parts = (
        _rows(table, 0, first, _kept),
        _rows(table, first, end, _transposed),
        _rows(table, end, table.rows, _kept),
    )
    return [part for part in parts if part is not None]


def _turned(table: Table) -> tuple[int, int] | None:
    """The first row of a turned grid and the one behind its last: labels of columns of indicators, those of the names
    and of their values among them, with several cells beside each."""
    if table.columns < _FEWEST:
        return None
    told = {cell.row: printed_role(cell.text, ("indicators",)) for cell in table.cells if cell.column == 0}
    for known, run in groupby(range(table.rows), lambda row: told.get(row) is not None):
        rows = list(run)
        roles = {told[row] for row in rows} if known else set[str | None]()
        if len(rows) >= _FEWEST and "name" in roles and not roles.isdisjoint(_VALUES):
            ends = (rows[0], rows[-1] + 1)
            return None if any(_crosses(cell, row) for cell in table.cells for row in ends) else ends
    return None


def _crosses(cell: Cell, row: int) -> bool:
    """Whether a cell reaches over the upper edge of a row."""
    return cell.row < row < cell.row + cell.row_span


def _rows(table: Table, start: int, end: int, placed: Callable[[Cell, int], Cell]) -> Table | None:
    """The table of some rows; None of none."""
    cells = sorted((placed(cell, start) for cell in table.cells if start <= cell.row < end), key=_in_order)
    if not cells:
        return None
    columns = max(cell.column + cell.column_span for cell in cells)
    rows = max(cell.row + cell.row_span for cell in cells)
    return part_of(table, cells, columns).model_copy(update={"rows": rows})


def _in_order(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _kept(cell: Cell, start: int) -> Cell:
    return cell.model_copy(update={"row": cell.row - start})


def _transposed(cell: Cell, start: int) -> Cell:
    return cell.model_copy(
        update={
            "row": cell.column,
            "column": cell.row - start,
            "row_span": cell.column_span,
            "column_span": cell.row_span,
        }
    )
