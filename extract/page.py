"""A page's sheet turned into tables and lines: characters dealt out to cells, the rest in printed lines."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from extract.grid import TableGrid, tables
from extract.model import Cell, Line, Table
from extract.sheet import Glyph, Sheet
from extract.text import lines

__all__ = ["content"]

COLUMN_GAP = 2.0  # ems: outside tables, a wider gap parts a line (填报单位 at the left, 单位:万元 at the right)


def content(sheet: Sheet) -> tuple[tuple[Table, ...], tuple[Line, ...]]:
    """The tables of a sheet with their texts, and the printed lines outside them, in reading order."""
    grids = tables(sheet.rulings)
    inside, outside = _deal(sheet.glyphs, grids)
    return (
        tuple(_table(grid, inside[k]) for k, grid in enumerate(grids)),
        tuple(sorted(lines(outside, split=COLUMN_GAP), key=lambda line: (round(line.box[3]), line.box[0]))),
    )


def _deal(glyphs: Sequence[Glyph], grids: Sequence[TableGrid]) -> tuple[dict[int, dict[int, list[Glyph]]], list[Glyph]]:
    """Each character to the cell that holds its centre (the smallest table wins), or outside."""
    inside: dict[int, dict[int, list[Glyph]]] = defaultdict(lambda: defaultdict(list))
    outside: list[Glyph] = []
    order = sorted(range(len(grids)), key=lambda k: _area(grids[k]))
    maps = {k: _positions(grids[k]) for k in order}
    for glyph in glyphs:
        x, y = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
        for k in order:
            x0, y0, x1, y1 = grids[k].box
            if x0 <= x < x1 and y0 <= y < y1:
                place = (bisect_right(grids[k].ys, y) - 1, bisect_right(grids[k].xs, x) - 1)
                inside[k][maps[k][place]].append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside


def _area(grid: TableGrid) -> float:
    x0, y0, x1, y1 = grid.box
    return (x1 - x0) * (y1 - y0)


def _positions(grid: TableGrid) -> dict[tuple[int, int], int]:
    return {
        (cell.row + i, cell.column + j): n
        for n, cell in enumerate(grid.cells)
        for i in range(cell.row_span)
        for j in range(cell.column_span)
    }


def _table(grid: TableGrid, inside: dict[int, list[Glyph]]) -> Table:
    cells = tuple(
        Cell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            box=cell.box,
            lines=lines(inside.get(n, ())),
            doubts=cell.doubts,
        )
        for n, cell in enumerate(grid.cells)
    )
    return Table(
        box=grid.box,
        rows=len(grid.ys) - 1,
        columns=len(grid.xs) - 1,
        cells=cells,
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
    )
