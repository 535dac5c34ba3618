"""The artefact's page from what was found on a straight one: tables, cells and lines in the page's own coordinates."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from extract.grid import GridCell, TableGrid
from extract.model import ILLEGIBLE, INK_UNREAD, LINE_CUT, TURNED, Attempt, Box, Cell, Line, Page, Table
from extract.ocr.lines import ReadLine
from extract.scan.lines import TextLine
from extract.scan.prepare import Prepared
from extract.scan.seam import at_foot, at_head, is_part

__all__ = ["Placed", "assemble", "lines_at", "with_line"]

SEALED = 0.01  # of a cell's area
DIRT, SCRAWL = 0.2, 6
"""A line less sure than this, of no more characters, is none beside others that read well: a signature, a seal's."""
UNSURE, WORN, LEAST = 0.5, 0.15, 40
"""A page is illegible where many of its rulings are rows of dots, or where more than this share of its text, and so
many characters, stand in lines that their readers are less sure of than that; what is doubted though it was read surely
(`extract.ocr.lines`: its characters stand apart, or are hardly met so) tells nothing of the page. A fax at
126 dpi has 0.154, of 12 pages of labelled scans that are worn to the eye those of which every row came out right up to
0.148. The few words of a last page are asked about by their rows."""


class Placed(NamedTuple):
    """A line that was read, and where it stands: its table and cell by number, or None outside of every table."""

    place: tuple[int, int] | None
    box: TextLine
    read: ReadLine


def assemble(
    page: Prepared, grids: Sequence[TableGrid], lines: Sequence[Placed], number: int, rotation: int, reader: str
) -> Page:
    """The page with its tables and lines; lines without text are dirt and left out, which a cell that has nothing else
    tells."""
    inked = {line.place for line in lines if line.place is not None and not line.read.text}
    lines = [line for line in lines if line.read.text]
    doubts = (f"{TURNED}{page.turn}",) if page.turn else ()
    return Page(
        number=number,
        width=page.raster.width,
        height=page.raster.height,
        rotation=rotation,
        status="read",
        reader=reader,
        attempts=(Attempt(reader=reader),),
        tables=tuple(_table(page, n, grid, lines, inked) for n, grid in enumerate(grids)),
        lines=tuple(_line(page, line) for line in lines if line.place is None),
        doubts=(*doubts, ILLEGIBLE) if grids and (page.lattice.dotted or _is_illegible(lines)) else doubts,
    )


def lines_at(page: Page, box: Box | None) -> list[Line]:
    """The line in a table of the page that has just this box."""
    return [line for table in page.tables for cell in table.cells for line in cell.lines if line.box == box]


def with_line(page: Page, box: Box | None, read: ReadLine | None) -> Page:
    """The page with what was read anew for the line in a table that has just this box; without that line: None."""

    def mended(cell: Cell) -> Cell:
        if all(line.box != box for line in cell.lines):
            return cell
        found = [line if line.box != box else read and line.model_copy(update=read._asdict()) for line in cell.lines]
        return cell.model_copy(update={"lines": tuple(line for line in found if line)})

    tables = (table.model_copy(update={"cells": tuple(map(mended, table.cells))}) for table in page.tables)
    return page.model_copy(update={"tables": tuple(tables)})


def _is_illegible(lines: Sequence[Placed]) -> bool:
    """Whether much of the text was read unsurely; lone signs are doubted on good pages, too."""
    words = [line.read for line in lines if len(line.read.text) > 1]
    unsure = sum(len(read.text) for read in words if read.confidence < UNSURE)
    return unsure >= LEAST and unsure > WORN * sum(len(read.text) for read in words)


def _table(
    page: Prepared, n: int, grid: TableGrid, lines: Sequence[Placed], inked: Collection[tuple[int, int]]
) -> Table:
    own: dict[int, list[Line]] = {}
    cut: set[int] = set()
    for line in lines:
        if line.place is not None and line.place[0] == n:
            own.setdefault(line.place[1], []).append(_line(page, line))
            if _is_cut(line.box, grid.cells[line.place[1]], len(grid.ys) - 1, page.blobs.height):
                cut.add(line.place[1])
    for number, found in own.items():
        legible = [line for line in found if line.confidence >= DIRT or len(line.text) > SCRAWL]
        own[number] = legible or found

    def doubts(k: int) -> list[str]:
        return [INK_UNREAD] * ((n, k) in inked and k not in own) + [LINE_CUT] * (k in cut)

    return Table(
        box=page.page_box(*grid.box),
        rows=len(grid.ys) - 1,
        columns=len(grid.xs) - 1,
        cells=tuple(_cell(page, cell, own.get(k, []), doubts(k)) for k, cell in enumerate(grid.cells)),
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
    )


def _is_cut(line: TextLine, cell: GridCell, rows: int, height: float) -> bool:
    """Whether a page break ran through a line: at the edge of a cell that may go on over it, and lower than text is."""
    return is_part(line, height) and (at_head(line, cell, height) or at_foot(line, cell, rows, height))


def _cell(page: Prepared, cell: GridCell, lines: Sequence[Line], doubts: Sequence[str]) -> Cell:
    x0, y0, x1, y1 = (round(v) for v in cell.box)
    sealed = bool(lines) and (page.seal[y0:y1, x0:x1] > 0).mean() > SEALED
    return Cell(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        box=page.page_box(*cell.box),
        lines=tuple(lines),
        doubts=(*cell.doubts, *(("seal",) if sealed else ()), *doubts),
    )


def _line(page: Prepared, line: Placed) -> Line:
    read, (x0, y0, x1, y1) = line.read, line.box[:4]
    return Line(
        text=read.text,
        box=page.page_box(x0, y0, x1, y1),
        origin="ocr",
        confidence=read.confidence,
        readings=read.readings,
        sealed=round(float((page.seal[y0:y1, x0:x1] > 0).mean()), 2),
    )
