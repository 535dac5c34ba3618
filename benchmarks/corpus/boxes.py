"""Where the cells stand: read off the tinted twin of a document, in which every cell has a colour of its own.

This asks nothing of how a producer draws its tables, and nothing of any table finder.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from benchmarks.corpus.printers.tint import number_of
from benchmarks.corpus.sheet import Cell, Document

__all__ = ["Placed", "place"]

SCALE = 3.0
LEAST = 12
"""Pixels: fewer are a stray."""


@dataclass
class Placed:
    """A cell (or the part of it) on a page: page from 1, table on the page from 0, grid position there, box in points."""

    page: int
    table: int
    row: int
    column: int
    rows: int
    columns: int
    box: tuple[float, float, float, float]
    cell: Cell
    part: bool


def place(document: Document, twin: Path) -> tuple[list[Placed], list[tuple[float, float]]]:
    """Every cell's place on every page it stands on, and the pages' sizes in points."""
    owner = [(cell, t) for t, sheet in enumerate(document.sheets) for cell in sheet.cells]
    placed: list[Placed] = []
    sizes = []
    pdf = pdfium.PdfDocument(twin)
    for number, page in enumerate(pdf, 1):
        sizes.append(page.get_size())
        found = _boxes(page, document.ruling / 2)
        tables: dict[int, list[tuple[Cell, tuple[float, float, float, float]]]] = {}
        for index, box in found.items():
            if index < len(owner):
                cell, table = owner[index]
                tables.setdefault(table, []).append((cell, box))
        for order, table in enumerate(sorted(tables)):
            placed += _grid(number, order, tables[table])
    pages = {}
    for p in placed:
        pages.setdefault(id(p.cell), set()).add(p.page)
    for p in placed:
        p.part = len(pages[id(p.cell)]) > 1
    missing = [cell.text for cell, _ in owner if id(cell) not in pages]
    if missing:
        raise ValueError(f"cells that were not printed: {missing[:5]}")
    return placed, sizes


def _boxes(page: pdfium.PdfPage, half: float) -> dict[int, tuple[float, float, float, float]]:
    """Colour → box in points; half a ruling is added, so that boxes meet in the middle of it."""
    image = page.render(scale=SCALE, no_smoothtext=True, no_smoothimage=True, no_smoothpath=True).to_numpy()[..., :3].astype(np.int32)
    blue, green, red = image[..., 0], image[..., 1], image[..., 2]
    codes = (red >> 3 << 10) | (green >> 3 << 5) | (blue >> 3)
    codes[(image > 250).all(axis=2)] = 0
    out: dict[int, tuple[float, float, float, float]] = {}
    ys, xs = np.nonzero(codes)
    if not len(ys):
        return out
    values = codes[ys, xs]
    order = np.argsort(values, kind="stable")
    ys, xs, values = ys[order], xs[order], values[order]
    starts = np.nonzero(np.diff(values, prepend=-1))[0]
    for start, stop in zip(starts, [*starts[1:], len(values)], strict=True):
        y, x = ys[start:stop], xs[start:stop]
        if stop - start < LEAST:
            continue
        box = (x.min() / SCALE - half, y.min() / SCALE - half, (x.max() + 1) / SCALE + half, (y.max() + 1) / SCALE + half)
        if stop - start < 0.5 * (x.max() - x.min() + 1) * (y.max() - y.min() + 1):
            continue
        code = int(values[start])
        out[number_of(code >> 10 << 3, (code >> 5 & 31) << 3, (code & 31) << 3)] = tuple(round(float(v), 2) for v in box)
    return out


def _grid(page: int, table: int, cells: list[tuple[Cell, tuple[float, float, float, float]]]) -> list[Placed]:
    """Rows and columns counted anew among what stands on this page."""
    rows = sorted({cell.row for cell, _ in cells} | {cell.row + cell.rows for cell, _ in cells})
    here = {row for cell, _ in cells if cell.rows == 1 for row in [cell.row]}
    index = {}
    count = 0
    for row in range(rows[0], rows[-1] + 1):
        index[row] = count
        count += row in here
    edges = sorted({edge for cell, _ in cells for edge in (cell.left, cell.right)})
    column = {edge: i for i, edge in enumerate(edges)}
    out = []
    for cell, box in cells:
        first, last = index[cell.row], index[cell.row + cell.rows]
        left, right = column[cell.left], column[cell.right]
        out.append(Placed(page, table, first, left, max(1, last - first), right - left, box, cell, False))
    return sorted(out, key=lambda p: (p.row, p.column))
