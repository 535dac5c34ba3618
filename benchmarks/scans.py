"""`python -m benchmarks.scans [FOLDER]`: what a scanned page costs, by step, and what peers cost and get right on it.

FOLDER holds scans NAME.scanN.pdf with their digital twins NAME.pdf and their truth NAME.truth.json; without it these
are the committed samples. In one run, each page at 200 dpi, on one thread, medians of CPU seconds a page after a page
to warm up:

    jixiao       the scan reader, and each step of it (load, straighten, grid, lines, tiny, small, rest)
    PaddleOCR    its whole-page pipeline with the same small models, as its manual has it; it finds lines, no tables,
                 so for its accuracy each line goes into the cell of our grid that holds its middle, at no cost to it
    img2table    with `detect_rotation=True` and RapidOCR, whose small models are the same

Field accuracy is that of the evaluation (benchmarks/evaluate), with our normalizer behind each reader's cells.

`--memory PAGES …` instead measures the product on documents of so many scanned pages (benchmarks/scan_memory.py).
Everything goes to benchmarks/results/scans.json and scans.md.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

import cv2
import numpy as np

from benchmarks.evaluate.cells import Found
from benchmarks.evaluate.fields import judge
from benchmarks.evaluate.figures import Scored, figures
from benchmarks.evaluate.product import Document, Outcome, documents
from benchmarks.pages import DOCUMENTS, Scan, img2table, page_of, raster, scans
from benchmarks.scan_memory import peaks
from benchmarks.scans_report import described
from extract import ExtractSettings
from extract.model import Extraction, Line, Page
from extract.ocr.lines import first_reading, read_lines
from extract.ocr.orientation import turn_needed
from extract.ocr.places import gazetteer
from extract.readers import paddle, ppocr
from extract.scan.clean import clean
from extract.scan.crops import crop
from extract.scan.ink import ink
from extract.scan.lines import cell_lines
from extract.scan.prepare import prepare
from extract.scan.raster import Raster
from extract.scan.rulings import lattice
from normalize import normalize, places, vocabularies

RESULTS = Path(__file__).parent / "results"
DPI = 200
STEPS = ("load", "straighten", "grid", "lines", "tiny", "small", "rest")
SETTINGS = ExtractSettings(vocabularies=vocabularies(), places=places())
UNKNOWN: dict[str, list[object]] = {"funds": [], "tasks": [], "cells": [], "damage": []}
"""What the truth of a published form does not tell."""
Read = tuple[float, Page]
"""CPU seconds and what was found."""


def main() -> None:
    """Measure and write the results."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", default=DOCUMENTS)
    options.add_argument("--memory", type=int, nargs="+", metavar="PAGES", help="documents of so many pages instead")
    given = options.parse_args()
    kept = RESULTS / "scans.json"
    found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    if given.memory:
        found["memory"] = found.get("memory", {}) | peaks(given.folder, given.memory)
    else:
        found = {"memory": found.get("memory", {})} | measure(given.folder)
    kept.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (RESULTS / "scans.md").write_text(described(found), encoding="utf-8")
    print(described(found))


def measure(folder: Path) -> dict[str, Any]:
    """Cost and accuracy on the scans of a folder."""
    cv2.setNumThreads(1)
    pages = list(scans(folder))
    first = raster(pages[0], DPI)
    for warm in (_ours, _whole):
        warm(first, 1)
    steps = [by_step(page) for page in pages]
    pictures = [raster(page, DPI) for page in pages]
    read = {"jixiao": [_timed(page, _ours) for page in pages]}
    whole = [_timed(page, _whole) for page in pages]
    read["PaddleOCR"] = [
        (cost, filled(ours, lines, picture.scale))
        for (cost, lines), (_, ours), picture in zip(whole, read["jixiao"], pictures, strict=True)
    ]
    read["img2table"] = [
        (found["seconds"], page_of(found, picture, page.number))
        for found, picture, page in zip(img2table(pictures), pictures, pages, strict=True)
    ]
    truth = {document.path: document for document in documents(folder)}
    return {
        "machine": {"processor": platform.processor() or platform.machine(), "cores": os.cpu_count()},
        "folder": folder.name,
        "pages": len(pages),
        "dpi": DPI,
        "steps": {step: round(median(page[step] for page in steps), 3) for step in STEPS},
        "readers": {name: summed(pages, runs, truth) for name, runs in read.items()},
    }


def by_step(page: Scan) -> dict[str, float]:
    """CPU seconds of each step on one page, each step run as the reader runs it."""
    seconds: dict[str, float] = {}
    start = time.process_time()
    picture = raster(page, DPI)
    seconds["load"] = time.process_time() - start
    start = time.process_time()
    turn = turn_needed(picture.pixels)
    ready = prepare(picture, turn)
    prepared = time.process_time() - start
    marks = ink(clean(ready.raster.pixels).gray, ready.blobs.height)
    start = time.process_time()
    lattice(marks, ready.blobs.height)
    grids = ready.grids()
    seconds["grid"] = time.process_time() - start
    seconds["straighten"] = prepared - seconds["grid"]
    start = time.process_time()
    lines = [line for grid in grids for cell in grid.cells for line in cell_lines(ready.blobs, cell.box)]
    images = [crop(ready.gray, ready.blobs, line) for line in lines]
    seconds["lines"] = time.process_time() - start
    start = time.process_time()
    first = first_reading(images)
    seconds["tiny"] = time.process_time() - start
    start = time.process_time()
    read_lines(images, first, SETTINGS.vocabularies, gazetteer(SETTINGS.places))
    seconds["small"] = time.process_time() - start
    start = time.process_time()
    ppocr.read(picture, page.number, SETTINGS)
    seconds["rest"] = max(0.0, time.process_time() - start - sum(seconds.values()) + seconds["load"])
    return seconds


def _timed(page: Scan, way: Callable[[Raster, int], Any]) -> tuple[float, Any]:
    start = time.process_time()
    found = way(raster(page, DPI), page.number)
    return time.process_time() - start, found


def _ours(picture: Raster, number: int) -> Page:
    return ppocr.read(picture, number, SETTINGS)


def _whole(picture: Raster, _: int) -> Any:
    """PaddleOCR as its manual has it: the page's picture in, lines out; no grid, no straightening."""
    return paddle.pipeline().predict(picture.pixels)[0]


def filled(page: Page, found: Any, scale: float) -> Page:
    """The page with PaddleOCR's lines in the place of its own, each in the cell that holds its middle."""
    lines = []
    for polygon, text, score in zip(found["rec_polys"], found["rec_texts"], found["rec_scores"], strict=True):
        (x0, y0), (x1, y1) = np.min(polygon, axis=0) / scale, np.max(polygon, axis=0) / scale
        confidence = min(1.0, float(score))
        lines.append(Line(text=text, box=(x0, y0, x1, y1), origin="ocr", confidence=confidence))
    lines.sort(key=lambda line: (line.box[1], line.box[0]))
    cells = [cell for table in page.tables for cell in table.cells]
    own: dict[int, list[Line]] = {id(cell): [] for cell in cells}
    outside: list[Line] = []
    for line in lines:
        x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
        home = next((c for c in cells if c.box[0] <= x < c.box[2] and c.box[1] <= y < c.box[3]), None)
        (outside if home is None else own[id(home)]).append(line)
    tables = tuple(
        table.model_copy(
            update={"cells": tuple(c.model_copy(update={"lines": tuple(own[id(c)])}) for c in table.cells)}
        )
        for table in page.tables
    )
    return page.model_copy(update={"reader": paddle.NAME, "tables": tables, "lines": tuple(outside)})


def summed(pages: list[Scan], runs: list[Read], truth: dict[Path, Document]) -> dict[str, Any]:
    """The median cost of a page, and what normalizing the pages' cells gets right."""
    costs = [seconds for seconds, _ in runs]
    on_tables = [seconds for seconds, page in runs if page.tables]
    read = list(zip(pages, (page for _, page in runs), strict=True))
    scored = [
        _scored(truth[path], (page for _, page in found))
        for path, found in groupby(read, key=lambda one: one[0].path)
        if path in truth
    ]
    told = figures(scored)
    return {
        "cpu_seconds_a_page": round(median(costs), 2),
        "cpu_seconds_with_table": round(median(on_tables), 2) if on_tables else None,
        "pages_with_table": len(on_tables),
        "by_page": {scan.name: round(seconds, 2) for scan, (seconds, _) in zip(pages, runs, strict=True)},
        "rows": told["rows"],
        "rows_found": told["rows_found"],
        "field_accuracy": told["field_accuracy"],
        "spurious": told["spurious"],
    }


def _scored(document: Document, pages: Iterable[Page]) -> Scored:
    digest = sha256(document.path.read_bytes()).hexdigest()
    extraction = Extraction(sha256=digest, media_type="application/pdf", pages=tuple(pages))
    known = Document(document.path, document.level, UNKNOWN | document.truth)
    return Scored(judge(known, Outcome(extraction, normalize(extraction))), Found())


if __name__ == "__main__":
    main()
