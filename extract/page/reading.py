"""The door to the recogniser for pages that are read as digital: it is loaded where ink asks for it, and not before."""

from collections.abc import Sequence
from typing import NamedTuple

from extract.errors import ReaderUnavailable
from extract.model import INK_UNREAD, Box, Cell
from extract.page.audit import View
from extract.page.content import Content
from extract.scanned import can_recognise
from extract.settings import ExtractSettings

__all__ = ["Place", "Suspects", "asked", "doubted", "replaced", "with_ink"]

Place = tuple[int, int]
"""A cell by the number of its table and its own."""


class Suspects(NamedTuple):
    """Cells to be looked at: with ink that no character accounts for, with unseen text under what is seen (of a
    character that stands in one place twice the text layer has but one), and with text that is not believed."""

    inked: Sequence[Place]
    covered: Sequence[Place]
    untold: Sequence[Place]


def with_ink(view: View, content: Content, settings: ExtractSettings) -> Content:
    """The content with what stands in its cells in ink alone; what could not be read leaves the doubt `ink_unread`."""
    places = [(t, c) for t, table in enumerate(content.tables) for c in range(len(table.cells))]
    boxes = [content.tables[t].cells[c].box for t, c in places]
    suspects = Suspects(
        inked=[places[n] for n in view.inked(boxes)],
        covered=[places[n] for n in view.holding(view.covered, boxes)],
        untold=[places[n] for n in view.holding(view.disbelieved - view.left_out, boxes)],
    )
    if not any(suspects):
        return content
    try:
        from extract.page.inked import read  # loads OpenCV

        cells = read(view, content, suspects, settings, recognise=can_recognise(settings))
    except (ImportError, ReaderUnavailable):
        cells = {(t, c): doubted(content.tables[t].cells[c]) for own in suspects for t, c in own}
    return replaced(content, cells)


def asked(content: Content, marks: Sequence[Box]) -> Content:
    """The content with a doubt in the cells that hold the middle of one of these marks."""
    middles = [((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in marks]
    cells = {
        (t, c): doubted(cell)
        for t, table in enumerate(content.tables if middles else ())
        for c, cell in enumerate(table.cells)
        if any(cell.box[0] <= x < cell.box[2] and cell.box[1] <= y < cell.box[3] for x, y in middles)
    }
    return replaced(content, cells) if cells else content


def doubted(cell: Cell) -> Cell:
    """The cell with the doubt that ink in it was not read."""
    return cell.model_copy(update={"doubts": (*cell.doubts, INK_UNREAD)})


def replaced(content: Content, cells: dict[Place, Cell]) -> Content:
    """The content with these cells in the place of its own."""
    tables = list(content.tables)
    for t, table in enumerate(tables):
        if any(t == place[0] for place in cells):
            own = tuple(cells.get((t, c), cell) for c, cell in enumerate(table.cells))
            tables[t] = table.model_copy(update={"cells": own})
    return content._replace(tables=tuple(tables))
