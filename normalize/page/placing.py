"""Cells in another place of their grid: what their labels mean there, and labels that a grid does not print."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from extract.model import Cell, Line
from normalize.kinds.level import LEVEL1, canonical, is_level
from normalize.labels.columns import printed_role
from normalize.lexicon import vocabulary

__all__ = ["VALUES", "Otherwise", "label_of_level", "levels_in_front", "placed", "role", "unprinted"]

VALUES = frozenset(("value", "actual"))
"""Roles of labels, one of which a grid that is set otherwise has beside its names."""


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
    return "一级指标" if all(canonical(cell.text, 1) in LEVEL1 for cell in cells) else "二级指标"


def levels_in_front(cells: Sequence[Cell], columns: Sequence[int]) -> list[int] | None:
    """Of the columns in front of a grid's names those of levels: one cell merged down may be the label of the block.
    None where something else stands there."""
    told = {column: [cell for cell in cells if cell.column == column] for column in columns}
    found = [column for column, below in told.items() if all(is_level(cell.text) for cell in below)]
    return found if all(column in found or _names_block(below) for column, below in told.items()) else None


def _names_block(cells: Sequence[Cell]) -> bool:
    named = len(cells) == 1 and vocabulary("fields", "sections").meaning(cells[0].text) is not None
    return named or (len(cells) == 1 and role(cells[0]) == "indicator")
