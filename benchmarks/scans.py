"""`python -m benchmarks.scans [--pages N]`: what a scanned page costs, by step, and what PaddleOCR costs on it.

The pages are the sample scans, whose digital twins say what every cell holds. In one run, on one thread: CPU seconds
of each step of the scan reader (load, straighten, grid, lines, tiny, small, rest), of PaddleOCR's whole-page pipeline
with the same small models on the same pixels, and of the reader `paddleocr`, with the share of cells that each gets
right. Memory is the peak of a process of its own that reads pages over and over, after 10 and after N of them. Written
to benchmarks/results/scans.json and .md.
"""

import argparse
import json
import os
import platform
import re
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

import cv2
import pypdfium2 as pdfium

from extract import ExtractSettings, extract
from extract.model import Page
from extract.ocr.lines import first_reading, read_lines
from extract.ocr.orientation import turn_needed
from extract.readers import paddle, ppocr
from extract.scan.clean import clean
from extract.scan.lines import cell_lines, crop
from extract.scan.prepare import prepare
from extract.scan.raster import Raster, page_raster
from extract.scan.rulings import ink, lattice
from normalize import vocabularies

DOCUMENTS = Path(__file__).parents[1] / "tests" / "documents"
RESULTS = Path(__file__).parent / "results"
STEPS = ("load", "straighten", "grid", "lines", "tiny", "small", "rest")
SETTINGS = ExtractSettings(vocabularies=vocabularies())


class Scan(NamedTuple):
    """One scanned page and its digital twin."""

    path: Path
    number: int
    twin: Page


def main() -> None:
    """Measure and write the results."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--pages", type=int, default=60, help="pages of the memory run")
    options.add_argument("--memory-run", type=int, default=0, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.memory_run:
        print(json.dumps(_peaks(given.memory_run)))
        return
    found = measure(given.pages)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "scans.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (RESULTS / "scans.md").write_text(_table(found), encoding="utf-8")
    print(_table(found))


def scans() -> Iterator[Scan]:
    """The sample scans, page by page."""
    for path in sorted(DOCUMENTS.glob("*.scan?.pdf")):
        twins = extract((DOCUMENTS / f"{path.name.partition('.')[0]}.pdf").read_bytes()).pages
        yield from (Scan(path, twin.number, twin) for twin in twins)


def measure(memory_pages: int) -> dict[str, object]:
    """All figures of one run: medians over the pages, in CPU seconds a page."""
    # Linux hands a parent's peak on to its children: while this process is small.
    memory = _memory(memory_pages)
    pages = list(scans())
    first = _raster(pages[0])
    for warm in (ppocr.read, paddle.read):
        warm(first, 1, SETTINGS)
    steps = [by_step(page) for page in pages]
    ours, whole, theirs = ([_timed(page, way) for page in pages] for way in (_ours, _whole, _theirs))
    cost = {name: median(seconds for seconds, _ in runs) for name, runs in (("ours", ours), ("paddleocr", whole))}
    return {
        "machine": {"cpu": platform.processor() or platform.machine(), "cores": os.cpu_count()},
        "pages": len(pages),
        "steps": {step: round(median(page[step] for page in steps), 3) for step in STEPS},
        "cpu_seconds_a_page": {
            "ppocr": round(cost["ours"], 2),
            "PaddleOCR, whole page": round(cost["paddleocr"], 2),
            "paddleocr (its lines in our grid)": round(median(seconds for seconds, _ in theirs), 2),
        },
        "times_faster_than_paddleocr": round(cost["paddleocr"] / cost["ours"], 1),
        "cells_right": {"ppocr": _right(pages, ours), "paddleocr": _right(pages, theirs)},
        "memory_mib": memory,
    }


def by_step(page: Scan) -> dict[str, float]:
    """CPU seconds of each step on one page, each step run as the reader runs it."""
    seconds: dict[str, float] = {}
    start = time.process_time()
    raster = _raster(page)
    seconds["load"] = time.process_time() - start
    start = time.process_time()
    turn = turn_needed(raster.pixels)
    ready = prepare(raster, turn)
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
    read_lines(images, first, SETTINGS.vocabularies)
    seconds["small"] = time.process_time() - start
    start = time.process_time()
    ppocr.read(raster, page.number, SETTINGS)
    seconds["rest"] = max(0.0, time.process_time() - start - sum(seconds.values()) + seconds["load"])
    return seconds


def _raster(page: Scan) -> Raster:
    with pdfium.PdfDocument(page.path) as pdf:
        return page_raster(pdf[page.number - 1])


def _timed(page: Scan, way: Callable[[Raster, int], Page | None]) -> tuple[float, Page | None]:
    start = time.process_time()
    found = way(_raster(page), page.number)
    return time.process_time() - start, found


def _ours(raster: Raster, number: int) -> Page:
    return ppocr.read(raster, number, SETTINGS)


def _theirs(raster: Raster, number: int) -> Page:
    return paddle.read(raster, number, SETTINGS)


def _whole(raster: Raster, number: int) -> None:
    """PaddleOCR as its manual has it: the page's picture in, lines out; no grid, no straightening."""
    paddle.pipeline().predict(cv2.cvtColor(raster.pixels, cv2.COLOR_BGR2RGB)[:, :, ::-1])


def _right(pages: list[Scan], runs: list[tuple[float, Page | None]]) -> float:
    """The share of the twins' written cells whose text comes out right, punctuation and white space aside."""
    same = []
    for scan, (_, page) in zip(pages, runs, strict=True):
        tables = page.tables if page else ()
        ours = {(n, c.row, c.column): c.text for n, table in enumerate(tables) for c in table.cells}
        written = [(n, cell) for n, table in enumerate(scan.twin.tables) for cell in table.cells if cell.text.strip()]
        same += [_plain(ours.get((n, cell.row, cell.column), "")) == _plain(cell.text) for n, cell in written]
    return round(sum(same) / len(same), 4)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("⩾", "≥").replace("⩽", "≤")
    return re.sub(r"[\s,，、;；:：“”\"'()（）。]", "", text)


def _memory(pages: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.scans", "--memory-run", str(pages)]
    told: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told


def _peaks(pages: int) -> dict[str, float]:
    """Peak memory of this process in MiB, after 10 pages and after all."""
    samples, peaks = [(path, n) for path in sorted(DOCUMENTS.glob("*.scan?.pdf")) for n in (0,)], {}
    for count in range(1, pages + 1):
        path, number = samples[count % len(samples)]
        with pdfium.PdfDocument(path) as pdf:
            ppocr.read(page_raster(pdf[number]), 1, SETTINGS)
        if count in (10, pages):
            peaks[f"after {count} pages"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0)
    return peaks


def _table(found: dict[str, object]) -> str:
    lines = [
        "# Scanned pages",
        "",
        "CPU seconds a page, one thread, medians over the sample scans; see benchmarks/scans.py.",
        "",
    ]
    for name, value in found.items():
        if isinstance(value, dict):
            lines += [f"| {name} | |", "|---|---|", *(f"| {key} | {part} |" for key, part in value.items()), ""]
        else:
            lines += [f"{name}: {value}", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
