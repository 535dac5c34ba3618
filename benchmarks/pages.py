"""Scanned pages to measure on, each with its digital twin; ways to damage a picture that leave its cells as they are;
and img2table on such pictures.

A folder holds NAME.pdf and its scans NAME.scanN.pdf; where NAME.truth.json stands beside them, the fields are known.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium

from benchmarks.peers.__main__ import interpreter
from extract import extract
from extract.model import Cell, Line, Page, Table
from extract.scan.prepare import prepare
from extract.scan.raster import Raster, page_raster

__all__ = ["DOCUMENTS", "Scan", "coarse", "img2table", "page_of", "pale", "raster", "scans", "torn", "turned"]

DOCUMENTS = Path(__file__).parents[1] / "tests" / "documents"
PEERS = Path(".venv/peers")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Scan(NamedTuple):
    """One scanned page and its digital twin."""

    path: Path
    number: int
    twin: Page

    @property
    def name(self) -> str:
        """File and page, as in a table."""
        return f"{self.path.stem} p{self.number}"


def scans(folder: Path = DOCUMENTS) -> Iterator[Scan]:
    """The scans of a folder that have a digital twin, page by page."""
    for path in sorted(folder.glob("*.scan?.pdf")):
        original = path.with_name(f"{path.name.partition('.')[0]}.pdf")
        if original.exists():
            yield from (Scan(path, twin.number, twin) for twin in _pages(original))


@cache
def _pages(original: Path) -> tuple[Page, ...]:
    return extract(original.read_bytes()).pages


def raster(page: Scan, dpi: float | None = None) -> Raster:
    """The page's picture, at its own resolution or as asked."""
    with pdfium.PdfDocument(page.path) as pdf:
        return page_raster(pdf[page.number - 1], dpi)


def turned(page: Raster, quarters: int) -> Raster:
    """The page lying on its side or on its head, by quarters counterclockwise."""
    width, height = (page.width, page.height) if quarters == 2 else (page.height, page.width)
    return Raster(np.ascontiguousarray(np.rot90(page.pixels, quarters)), width, height)


def pale(page: Raster, contrast: float) -> Raster:
    """The page with a share of its contrast left, the paper as it was."""
    paper = np.percentile(page.pixels, 70)
    pixels = paper - (paper - page.pixels.astype(np.float32)) * contrast
    return replace(page, pixels=np.clip(pixels, 0, 255).astype(np.uint8))


def coarse(page: Raster, factor: float) -> Raster:
    """The page with `factor` times its resolution."""
    pixels = cv2.resize(page.pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return replace(page, pixels=np.asarray(pixels, np.uint8))


def torn(page: Raster, share: float, longest: int, seed: int = 1) -> Raster:
    """A share of the rulings' length painted over in gaps of up to `longest` pixels, anywhere along them."""
    straight = prepare(page)
    rulings = straight.lattice.rulings
    lengths = np.array([ruling.end - ruling.start for ruling in rulings])
    random, pixels, done = np.random.default_rng(seed), page.pixels.copy(), 0
    while done < share * lengths.sum():
        ruling = rulings[random.choice(len(rulings), p=lengths / lengths.sum())]
        gap = int(min(float(random.integers(8, longest)), ruling.end - ruling.start))
        start = ruling.start + random.random() * (ruling.end - ruling.start - gap)
        along = start + np.arange(0, gap, 2)
        across = np.full(len(along), ruling.at)
        points = np.stack([along, across] if ruling.axis == "h" else [across, along], axis=1)
        for x, y in straight.placement.source(points).astype(int).tolist():
            around = page.pixels[max(0, y - 12) : y + 12, max(0, x - 12) : x + 12].reshape(-1, 3)
            pixels[max(0, y - 3) : y + 4, max(0, x - 3) : x + 4] = np.percentile(around, 80, axis=0)
        done += gap
    return replace(page, pixels=pixels)


def img2table(pages: Sequence[Raster], *, bare: bool = False) -> list[dict[str, Any]]:
    """What img2table finds on pictures, on one thread, in its own environment (`img2table_pages.py` tells the shape).

    `bare`: the structure alone, no text.
    """
    script = Path(__file__).with_name("img2table_pages.py")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.png" for number, _ in enumerate(pages)]
        for path, page in zip(paths, pages, strict=True):
            cv2.imwrite(str(path), page.pixels)
        out = Path(folder) / "out.json"
        command = [str(interpreter("img2table", PEERS)), str(script), *(["--bare"] if bare else []), str(out)]
        subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, env=os.environ | ONE_THREAD)
        found: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))
    return found


def page_of(found: dict[str, Any], page: Raster, number: int) -> Page:
    """What img2table found on a page as extract's artefact has it; a cell's lines share its box."""
    return Page(
        number=number,
        width=page.width,
        height=page.height,
        status="read",
        reader="img2table",
        tables=tuple(_table(cells, page.scale) for cells in found["tables"] if cells),
        lines=tuple(_line(text, box, page.scale, score) for text, score, box in found["lines"]),
    )


def _table(cells: list[list[Any]], scale: float) -> Table:
    made = tuple(
        Cell(
            row=row,
            column=column,
            row_span=down,
            column_span=across,
            box=_points(box, scale),
            lines=tuple(_line(part, box, scale, 1.0) for part in text.split("\n") if part),
        )
        for row, column, down, across, box, text in cells
    )
    x0, y0, x1, y1 = zip(*(cell.box for cell in made), strict=True)
    rows, columns = (max(cell.row + cell.row_span for cell in made), max(c.column + c.column_span for c in made))
    return Table(box=(min(x0), min(y0), max(x1), max(y1)), rows=rows, columns=columns, cells=made)


def _line(text: str, box: list[float], scale: float, score: float) -> Line:
    return Line(text=text, box=_points(box, scale), origin="ocr", confidence=min(1.0, score))


def _points(box: list[float], scale: float) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (value / scale for value in box)
    return x0, y0, x1, y1
