"""The scan reader: grid first, then every line of every cell, by PP-OCRv6 through onnxruntime."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from extract.grid import GridCell, TableGrid, tables
from extract.model import Attempt, Cell, Line, Page, Table
from extract.ocr.detect import detect
from extract.ocr.lines import ReadLine, read_lines
from extract.scan.lines import TextLine, cell_lines, crop
from extract.scan.prepare import Prepared, prepare
from extract.scan.raster import Raster
from extract.settings import ExtractSettings

__all__ = ["NAME", "read"]

NAME = "ppocr"
UPRIGHT = 0.75
SAMPLE = 12


@dataclass(frozen=True)
class _Found:
    """Where text stands on a page: its tables, and each line with the place of its cell (None: outside)."""

    grids: list[TableGrid]
    lines: list[tuple[tuple[int, int] | None, TextLine]]


def read(raster: Raster, number: int, settings: ExtractSettings, rotation: int = 0) -> Page:
    """Everything that stands on a page's picture: tables, cells, lines with their confidence and readings."""
    page = _upright(raster)
    found = _find(page)
    texts = read_lines([_crop(page, line) for _, line in found.lines], settings.vocabularies)
    kept = [(place, line, text) for (place, line), text in zip(found.lines, texts, strict=True) if text.text.strip()]
    return Page(
        number=number,
        width=raster.width,
        height=raster.height,
        rotation=rotation,
        status="read",
        reader=NAME,
        attempts=(Attempt(reader=NAME),),
        tables=tuple(_table(page, n, grid, kept) for n, grid in enumerate(found.grids)),
        lines=tuple(_line(page, line, text) for place, line, text in kept if place is None),
        doubts=(f"turned_{page.turn}",) if page.turn else (),
    )


def _upright(raster: Raster) -> Prepared:
    """The page turned so that its text reads best: as it is when a sample of its lines reads well."""
    best, best_score = None, -1.0
    for turn in (0, 180, 90, 270):
        page = prepare(raster, turn)
        score = _legibility(page)
        if score > best_score:
            best, best_score = page, score
        if score >= UPRIGHT:
            break
    assert best is not None
    return best


def _legibility(page: Prepared) -> float:
    """How well a sample of the page's widest lines reads, 0 to 1."""
    lines = sorted((line for _, line in _find(page).lines), key=lambda line: line.x0 - line.x1)
    sample = lines[:: max(1, len(lines) // SAMPLE)][:SAMPLE]
    read = read_lines([_crop(page, line) for line in sample], ())
    return fmean(line.confidence for line in read) if read else 0.0


def _find(page: Prepared) -> _Found:
    height = page.blobs.height
    grids = tables(page.lattice.rulings, tolerance=0.3 * height, coverage=0.5)
    lines: list[tuple[tuple[int, int] | None, TextLine]] = []
    for n, grid in enumerate(grids):
        for k, cell in enumerate(grid.cells):
            lines += [((n, k), line) for line in cell_lines(page.blobs, cell.box)]
    lines += [(None, line) for line in _outside(page, grids)]
    return _Found(grids, lines)


def _outside(page: Prepared, grids: Sequence[TableGrid]) -> list[TextLine]:
    """Lines detected where no table is, within the rows that have ink there."""
    height = page.blobs.height
    gray = page.gray.copy()
    free = page.blobs.mask.copy()
    for grid in grids:
        x0, y0, x1, y1 = (round(v) for v in grid.box)
        gray[y0:y1, x0:x1] = 255
        free[y0:y1, x0:x1] = 0
    rows = np.flatnonzero((free > 0).sum(axis=1) > 0.3 * height)
    if not rows.size:
        return []
    margin = round(height)
    lines = []
    breaks = np.flatnonzero(np.diff(rows) > 4 * margin)
    for start, end in zip([rows[0], *rows[breaks + 1]], [*rows[breaks], rows[-1]], strict=True):
        top = max(0, int(start) - margin)
        strip = gray[top : int(end) + margin]
        lines += [line._replace(y0=line.y0 + top, y1=line.y1 + top) for line in detect(strip, height)]
    return lines


def _crop(page: Prepared, line: TextLine) -> np.ndarray:
    return crop(page.gray, line, page.blobs.height)


def _table(
    page: Prepared,
    n: int,
    grid: TableGrid,
    lines: Sequence[tuple[tuple[int, int] | None, TextLine, ReadLine]],
) -> Table:
    own: dict[int, list[Line]] = {}
    for place, line, text in lines:
        if place is not None and place[0] == n:
            own.setdefault(place[1], []).append(_line(page, line, text))
    cells = tuple(_cell(page, cell, own.get(k, [])) for k, cell in enumerate(grid.cells))
    return Table(
        box=page.page_box(*grid.box),
        rows=len(grid.ys) - 1,
        columns=len(grid.xs) - 1,
        cells=cells,
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
    )


def _cell(page: Prepared, cell: GridCell, lines: Sequence[Line]) -> Cell:
    x0, y0, x1, y1 = (round(v) for v in cell.box)
    sealed = bool(lines) and (page.seal[y0:y1, x0:x1] > 0).mean() > 0.01
    return Cell(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        box=page.page_box(*cell.box),
        lines=tuple(lines),
        doubts=(*cell.doubts, *(("seal",) if sealed else ())),
    )


def _line(page: Prepared, line: TextLine, text: ReadLine) -> Line:
    return Line(
        text=text.text,
        box=page.page_box(*line),
        origin="ocr",
        confidence=text.confidence,
        readings=text.readings,
    )
