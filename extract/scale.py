"""Pages of any scale: lengths are counted in points of ordinary type, not of the paper.

What is a line and what an area, what is close and what apart, is a matter of the text's size. A form printed at a tenth
or at ten times its size is measured in a unit of its own; what is handed on is in the page's points again.
"""

from collections.abc import Callable, Sequence
from statistics import median

from extract.model import Box, Line, Table
from extract.page import Content

__all__ = ["enlarged", "measured", "measured_in", "unit_of"]

ORDINARY = 10.0  # points: the type that forms are set in
SMALLEST, LARGEST = 4.0, 32.0  # points: within these type is taken as it is
SAMPLE = 150  # characters
CHINESE = "\u2e80"  # and what follows: characters as wide as their type


def unit_of(texts: Sequence[str], boxes: Sequence[Box]) -> float:
    """Points of this page to one of a page of ordinary type, from its Chinese characters, which are square; 1 unless
    they are far too small or too large for paper."""
    step = max(1, len(texts) // SAMPLE)
    sides = [
        min(x1 - x0, y1 - y0)
        for text, (x0, y0, x1, y1) in zip(texts[::step], boxes[::step], strict=True)
        if text >= CHINESE
    ]
    size = median(sides) if sides else ORDINARY
    return 1.0 if SMALLEST <= size <= LARGEST or size <= 0 else size / ORDINARY


def measured_in(unit: float, shown: Callable[[Box], Box] | None) -> Callable[[Box], Box] | None:
    """What puts a box where it is shown, in that unit."""
    if unit == 1:
        return shown
    return lambda box: _times(1 / unit, shown(box) if shown else box)


def measured(box: Box, unit: float) -> Box:
    """A box of the page in that unit."""
    return box if unit == 1 else _times(1 / unit, box)


def enlarged(found: Content, unit: float) -> Content:
    """What stands on a page that was measured in `unit`, in its own points."""
    if unit == 1:
        return found
    return found._replace(
        tables=tuple(_table(table, unit) for table in found.tables),
        lines=tuple(_line(line, unit) for line in found.lines),
    )


def _table(table: Table, unit: float) -> Table:
    cells = (
        cell.model_copy(
            update={"box": _times(unit, cell.box), "lines": tuple(_line(line, unit) for line in cell.lines)}
        )
        for cell in table.cells
    )
    return table.model_copy(update={"box": _times(unit, table.box), "cells": tuple(cells)})


def _line(line: Line, unit: float) -> Line:
    return line.model_copy(update={"box": _times(unit, line.box)})


def _times(factor: float, box: Box) -> Box:
    x0, y0, x1, y1 = box
    return (factor * x0, factor * y0, factor * x1, factor * y1)
