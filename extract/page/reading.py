"""The door to the recogniser for pages that are read as digital: it is loaded where ink asks for it, and not before."""

from extract.errors import ReaderUnavailable
from extract.model import INK_UNREAD, Cell
from extract.page.audit import View
from extract.page.content import Content
from extract.scanned import can_recognise
from extract.settings import ExtractSettings

__all__ = ["Place", "doubted", "replaced", "with_ink"]

Place = tuple[int, int]
"""A cell by the number of its table and its own."""


def with_ink(view: View, content: Content, settings: ExtractSettings) -> Content:
    """The content with what stands in its cells in ink alone; what could not be read leaves the doubt `ink_unread`."""
    places = [(t, c) for t, table in enumerate(content.tables) for c in range(len(table.cells))]
    suspects = [places[n] for n in view.inked(content.tables[t].cells[c].box for t, c in places)]
    if not suspects:
        return content
    try:
        from extract.page.inked import read  # loads OpenCV

        cells = read(view, content, suspects, settings, recognise=can_recognise(settings))
    except (ImportError, ReaderUnavailable):
        cells = {(t, c): doubted(content.tables[t].cells[c]) for t, c in suspects}
    return replaced(content, cells)


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
