"""Grids in which each indicator has a line for its target and one for its result, set with a column for each.

三级指标 | 类别 | 数值   | 分值        三级指标 | 目标值 | 完成值 | 分值
修缮栋数 | 目标 | 14栋   | 20     →    修缮栋数 | 14栋   | 13栋   | 20
         | 完成 | 13栋   |
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from extract.model import Cell, Table
from normalize.labels.columns import printed_role
from normalize.lexicon import key
from normalize.page.placing import Otherwise, placed, unprinted

__all__ = ["line_by_line"]

_FEWEST = 3
"""Indicators, at the least."""
_LINES = ("value", "actual")
"""What the lines of an indicator are, in their order."""


def line_by_line(table: Table) -> Otherwise | None:
    """Such a grid with its labels, an indicator set in a row; None without one."""
    cells = table.cells
    kinds = _kinds(cells)
    rows = [cell.row for cell in kinds]
    if len(rows) < _FEWEST * 2 or rows != list(range(rows[0], rows[0] + len(rows))):
        return None
    beside = [cell for cell in cells if cell.row in rows and cell not in kinds]
    values = [cell for cell in beside if cell.row_span == 1]
    if [cell.row for cell in values] != rows or not _are_pairs(beside, rows[0]):
        return None
    columns = {cell.column for cell in values}
    if columns != _labelled(cells, rows[0], columns):
        return None
    return Otherwise(rows[0] - 1, rows[-1] + 1, lambda cells, start: list(_rows(kinds, values, cells, start)))


def _labelled(cells: Sequence[Cell], row: int, columns: Set[int]) -> set[int]:
    """The one of these columns that has a label over a row; none of several."""
    return {cell.column for cell in cells if cell.row == row - 1 and {cell.column} == columns}


def _kinds(cells: Sequence[Cell]) -> list[Cell]:
    """What says in turn which line is which, in one column; empty otherwise."""
    told = [cell for cell in cells if cell.row_span == 1 and _line(cell) is not None]
    often = Counter((cell.column, cell.text) for cell in told)
    kinds = [cell for cell in told if often[cell.column, cell.text] >= _FEWEST]
    in_turn = all(_line(cell) == _LINES[at % 2] for at, cell in enumerate(kinds))
    return kinds if in_turn and len({cell.column for cell in kinds}) == 1 else []


def _are_pairs(beside: Sequence[Cell], first: int) -> bool:
    """Whether what is merged beside the lines stands over whole pairs of them, from the row `first` on."""
    return all(cell.row_span % 2 == 0 and (cell.row - first) % 2 == 0 for cell in beside if cell.row_span > 1)


def _line(cell: Cell) -> str | None:
    """Which line of an indicator a cell says that its own is: 目标, 完成."""
    found = printed_role(f"{key(cell.text).removesuffix('值')}值", ("indicators",))
    return found if found in _LINES else None


def _rows(kinds: Sequence[Cell], values: Sequence[Cell], cells: Sequence[Cell], first: int) -> Iterator[Cell]:
    """The labels of a grid, which stand in its `first` row, and below them its indicators."""
    columns = (kinds[0].column, values[0].column)
    for column, kind in zip(columns, kinds, strict=False):
        yield unprinted(f"{key(kind.text).removesuffix('值')}值", kind, 0, column)
    for at, value in enumerate(values):
        yield placed(value, 1 + at // 2, columns[at % 2])
    for cell in cells:
        if cell.row == first and cell.column not in columns:
            yield placed(cell, 0, cell.column, 1, cell.column_span)
        elif cell.row > first and cell.row_span > 1:
            row = 1 + (cell.row - first - 1) // 2
            yield placed(cell, row, cell.column, cell.row_span // 2, cell.column_span)
