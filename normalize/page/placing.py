"""Cells in another place of their grid: what their labels mean there, and labels that a grid does not print."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from extract.model import Cell, Line
from normalize.kinds.level import is_level1
from normalize.labels.columns import printed_role

__all__ = ["Otherwise", "label_of_level", "placed", "role", "unprinted"]


class Otherwise(NamedTuple):
    """A grid that is set otherwise than with a label over each column: its first row, the row behind its last, and what
    sets the cells of these rows, of which the first is given, with one."""

    first: int
    end: int
    upright: Callable[[Sequence[Cell], int], list[Cell]]


def role(cell: Cell) -> str | None:
    """What a cell means as the label of a column of indicators."""
    return printed_role(cell.text, ("indicators",))


def placed(cell: Cell, row: int, column: int, row_span: int = 1, column_span: int = 1) -> Cell:
    """A cell in another place of its grid; where it stands on the page is kept."""
    return cell.model_copy(update={"row": row, "column": column, "row_span": row_span, "column_span": column_span})


def unprinted(text: str, cell: Cell, row: int, column: int) -> Cell:
    """A label that is not printed, where a cell that it heads stands."""
    return Cell(row=row, column=column, box=cell.box, lines=(Line(text=text, box=cell.box),), place=cell.place)


def label_of_level(cells: Sequence[Cell]) -> str:
    """The label of a column of levels."""
    return "一级指标" if all(is_level1(cell.text) for cell in cells) else "二级指标"
