"""Where the cells stand: read off the tinted twin of a document, in which every cell has a colour of its own.

This asks nothing of how a producer draws its tables, and nothing of any table finder.
"""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import pypdfium2 as pdfium

from benchmarks.corpus.printers.tint import number_of
from benchmarks.corpus.sheet import Cell, Document

__all__ = ["Placed", "place"]

Box = tuple[float, float, float, float]

SCALE = 3.0
LEAST = 12
"""Pixels: fewer are a stray."""


@dataclass
class Placed:
    """A cell (or the part of it) on a page: page from 1, table on the page from 0, grid position there, box in
    points."""

    page: int
    table: int
    row: int
    column: int
    rows: int
    columns: int
    box: Box
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
        tables: dict[int, list[tuple[Cell, Box]]] = {}
        for index, box in found.items():
            if index < len(owner):
                cell, table = owner[index]
                tables.setdefault(table, []).append((cell, box))
        for order, table in enumerate(sorted(tables)):
            placed += _grid(number, order, tables[table], document.sheets[table].cells)
    pages = {id(p.cell) for p in placed}
    missing = [cell.text for cell, _ in owner if id(cell) not in pages]
    if missing:
        raise ValueError(f"cells that were not printed: {missing[:5]}")
    return placed, sizes


def _boxes(page: pdfium.PdfPage, half: float) -> dict[int, Box]:
    """Colour → box in points; half a ruling is added, so that boxes meet in the middle of it."""
    image = (
        page.render(scale=SCALE, no_smoothtext=True, no_smoothimage=True, no_smoothpath=True)
        .to_numpy()[..., :3]
        .astype(np.int32)
    )
    blue, green, red = image[..., 0], image[..., 1], image[..., 2]
    codes = (red >> 3 << 10) | (green >> 3 << 5) | (blue >> 3)
    codes[(image > 250).all(axis=2)] = 0
    out: dict[int, Box] = {}
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
        box = (
            float(x.min()) / SCALE - half,
            float(y.min()) / SCALE - half,
            float(x.max() + 1) / SCALE + half,
            float(y.max() + 1) / SCALE + half,
        )
        if stop - start < 0.5 * (x.max() - x.min() + 1) * (y.max() - y.min() + 1):
            continue
        code = int(values[start])
        out[number_of(code >> 10 << 3, (code >> 5 & 31) << 3, (code & 31) << 3)] = box
    return out


def _grid(page: int, table: int, found: list[tuple[Cell, Box]], cells: list[Cell]) -> list[Placed]:
    """The cells of a table on one page, rows and columns counted anew there, boxes cut at the borders that rows have
    in common.

    A cell merged over a page break is not always tinted to its end, so only cells of one row say where rows lie.
    """
    single = [(cell, box) for cell, box in found if cell.rows == 1]
    here = sorted({cell.row for cell, _ in single})
    top = {row: median(box[1] for cell, box in single if cell.row == row) for row in here}
    bottom = {row: median(box[3] for cell, box in single if cell.row == row) for row in here}
    shown = [(cell, [row for row in here if cell.row <= row < cell.row + cell.rows]) for cell in cells]
    shown = [(cell, rows) for cell, rows in shown if rows]
    edges = sorted({edge for cell, _ in shown for edge in (cell.left, cell.right)})
    seen = {
        edge: [b[0] for c, b in found if c.left == edge] + [b[2] for c, b in found if c.right == edge] for edge in edges
    }
    known = [edge for edge in edges if seen[edge]]
    slope, start = np.polyfit(known, [median(seen[edge]) for edge in known], 1)
    x = {edge: median(seen[edge]) if seen[edge] else float(start + slope * edge) for edge in edges}
    out = []
    for cell, rows in shown:
        left, right = edges.index(cell.left), edges.index(cell.right)
        box = (x[cell.left], top[rows[0]], x[cell.right], bottom[rows[-1]])
        out.append(
            Placed(page, table, here.index(rows[0]), left, len(rows), right - left, box, cell, len(rows) < cell.rows)
        )
    return sorted(out, key=lambda p: (p.row, p.column))
