"""Recognised cells that took in the cell below because the ruling between them was not seen: a label of a header with
the first name, or level, under it. They are parted between the label's lines and the rest, and say so."""

from collections.abc import Iterator
from operator import attrgetter

from extract.model import Cell, Table
from normalize.cells.sheet import direction
from normalize.cells.slot import TORN
from normalize.evidence.text import is_uncertain
from normalize.labels.columns import printed_role

__all__ = ["parted"]

_OF_HEADER = ("indicators",)


def parted(table: Table) -> Table:
    """A table in which a label of a header that runs into the row below has its own cell."""
    heads = {cell.row for cell in table.cells if printed_role(cell.text, _OF_HEADER) is not None}
    if not heads or direction(table) != 0:
        return table
    cells = [part for cell in table.cells for part in _parts(table, cell, heads)]
    return table.model_copy(update={"cells": tuple(sorted(cells, key=attrgetter("row", "column")))})


def _parts(table: Table, cell: Cell, heads: set[int]) -> Iterator[Cell]:
    """A cell, or the label and the cell below it that it is."""
    cut = _end_of_label(cell) if cell.row in heads and cell.row_span > 1 and _alone(table, cell) else None
    if cut is None:
        yield cell
        return
    x0, y0, x1, y1 = cell.box
    wall = (cell.lines[cut - 1].box[3] + cell.lines[cut].box[1]) / 2
    yield cell.model_copy(update={"row_span": 1, "box": (x0, y0, x1, wall), "lines": cell.lines[:cut]})
    below = {"row": cell.row + 1, "row_span": cell.row_span - 1, "box": (x0, wall, x1, y1), "lines": cell.lines[cut:]}
    yield cell.model_copy(update=below | {"doubts": (*cell.doubts, TORN)})


def _alone(table: Table, cell: Cell) -> bool:
    """Whether all other cells that begin in a cell's row right of the first column end with it."""
    beside = [one for one in table.cells if one.row == cell.row and one is not cell and one.column > 0]
    return bool(beside) and all(one.row_span == 1 for one in beside)


def _end_of_label(cell: Cell) -> int | None:
    """How many of a recognised cell's first lines are a label of a header, where others follow."""
    if not any(map(is_uncertain, cell.lines)):
        return None
    texts = [line.text for line in cell.lines]
    return next((n for n in range(1, len(texts)) if printed_role("".join(texts[:n]), _OF_HEADER) is not None), None)
