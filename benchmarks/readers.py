"""`python -m benchmarks.readers [FOLDER …]`: the digital readers side by side, in one run, on the same pages.

    pages      CPU ms a page and cells, each page parsed afresh: our first rung, pdfplumber, camelot
    agreement  cells and texts of the first rung against pdfplumber's, every page that differs named and explained
    triage     a budget without forms: what extract costs against pdfplumber's `extract_tables` on the same pages
    whole      extract, normalize and export of the form documents against `extract_tables` on their pages alone
    memory     the peak of reading 300 pages, in a process of its own

Written to benchmarks/results/readers.md and .json. FOLDERs hold PDFs; those of --formless are known to hold no form.
"""

import argparse
import gc
import io
import json
import logging
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

import camelot
import pdfplumber
import pypdfium2

from benchmarks.readers_report import difference, missed, report, squeezed
from extract import ExtractSettings, extract
from extract.page import Content, content
from extract.page.audit import View
from extract.page.believed import disbelieved
from extract.page.frame import level
from extract.page.seen import as_seen
from extract.readers.tablers import look
from extract.source import PDF, Document
from normalize import form_words, normalize
from pipelines.run.job import run
from pipelines.run.runner import Crew
from pipelines.run.stages import stages
from pipelines.store.objects import Store

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
SETTINGS = ExtractSettings(form_words=form_words(), ocr=False)
MANY = 300  # pages
COPIES = 8
MEMORY_DISK = Path("/dev/shm")  # a new file on ext4 costs between 0.03 and 0.9 ms: the disk's history, not our work
PAIRS = 5  # the two sides of `whole` take turns, so that a busy minute of the machine falls on both


@dataclass(frozen=True)
class PageFigures:
    """One page: CPU ms of each reader (median), cells of each, how our texts differ from pdfplumber's and why."""

    document: str
    page: int
    tablers_ms: float
    pdfplumber_ms: float
    camelot_ms: float
    tablers_cells: int
    pdfplumber_cells: int
    camelot_cells: int
    upright: bool
    difference: str = ""


def main() -> None:
    """Measure, write, and fail where a limit is missed."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("folders", nargs="*", type=Path, default=[ROOT / "tests" / "documents"], metavar="FOLDER")
    a.add_argument(
        "--formless", type=Path, help="a folder of budgets without forms (default: those pages of mixed.pdf)"
    )
    a.add_argument("--repeat", type=int, default=3, help="runs of each page, of which the median counts")
    args = a.parse_args()
    logging.disable(logging.WARNING)
    gc.freeze()  # what all these libraries have loaded is not searched for garbage while one of them is measured
    files = sorted(path for folder in args.folders for path in folder.glob("*.pdf"))
    pages = [figures for path in files for figures in _pages(path, args.repeat)]
    forms = [path for path in files if _reads_forms(path)]
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as scratch:
        formless = sorted(args.formless.glob("*.pdf")) if args.formless else [_formless(Path(scratch))]
        result = {
            "command": "python -m benchmarks.readers " + " ".join(_shown(arg) for arg in sys.argv[1:]),
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "versions": {name: version(name) for name in ("tablers", "pdfplumber", "camelot-py", "pypdfium2")},
            "first_rung": _first_rung(pages),
            "triage": _triage(formless, args.repeat),
            "audit": _audit(forms, args.repeat),
            "whole": _whole(forms, args.repeat, Path(scratch)),
            "memory": _memory(files[0], Path(scratch)),
            "pages": [asdict(page) for page in pages],
        }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "readers.json").write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (RESULTS / "readers.md").write_text(report(result), encoding="utf-8")
    print(report(result))
    if too_slow := missed(result):
        raise SystemExit("missed: " + ", ".join(too_slow))


def _shown(argument: str) -> str:
    """An argument of the command without the place it was run at."""
    return Path(argument).name if Path(argument).is_absolute() else argument


def _cost(work: Callable[[], object], repeat: int) -> float:
    """Median CPU milliseconds."""
    taken = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return 1e3 * median(taken)


def _pages(path: Path, repeat: int) -> Iterator[PageFigures]:
    """Every page of a PDF that has a text layer."""
    data = path.read_bytes()
    with pypdfium2.PdfDocument(data) as pdf:
        digital = [n for n, page in enumerate(pdf, 1) if page.get_textpage().count_chars()]
    for number in digital:
        ours, rotation = _first(data, number)
        theirs = _tables(data, number)
        upright = not rotation and not ours.turn
        lattices = _lattices(data, number)
        yield PageFigures(
            document=path.name,
            page=number,
            tablers_ms=_cost(lambda n=number: _first(data, n), repeat),
            pdfplumber_ms=_cost(lambda n=number: _extract_tables(data, n), repeat),
            camelot_ms=_cost(lambda n=number: _lattices(data, n), repeat),
            tablers_cells=sum(len(table.cells) for table in ours.tables),
            pdfplumber_cells=len(theirs),
            camelot_cells=sum(len(table.cells) * len(table.cells[0]) for table in lattices),
            upright=upright,
            difference=difference(ours, theirs) if upright else "not compared: the page is turned",
        )


def _first(data: bytes, number: int) -> tuple[Content, int]:
    """Our first rung, from the bytes: tablers' characters and paths, the grid, the texts."""
    document = Document(data, PDF)
    try:
        sheet = look(document, number)
        return content(sheet), sheet.rotation
    finally:
        document.close()


def _extract_tables(data: bytes, number: int) -> object:
    with pdfplumber.open(io.BytesIO(data), pages=[number]) as pdf:
        return pdf.pages[0].extract_tables()


def _tables(data: bytes, number: int) -> list[str]:
    """The texts of pdfplumber's cells."""
    with pdfplumber.open(io.BytesIO(data), pages=[number]) as pdf:
        return [
            squeezed(text or "")
            for table in pdf.pages[0].find_tables()
            for row, texts in zip(table.rows, table.extract(), strict=True)
            for cell, text in zip(row.cells, texts, strict=True)
            if cell is not None
        ]


def _lattices(data: bytes, number: int) -> camelot.core.TableList:
    return camelot.read_pdf(data, pages=str(number), flavor="lattice", engine="vector", suppress_stdout=True)


def _first_rung(pages: Iterable[PageFigures]) -> dict[str, object]:
    pages = list(pages)
    ours, theirs = median(page.tablers_ms for page in pages), median(page.pdfplumber_ms for page in pages)
    ruled = [page for page in pages if page.tablers_cells]
    same = [page for page in pages if page.upright and not page.difference]
    return {
        "pages": len(pages),
        "tablers_ms": ours,
        "pdfplumber_ms": theirs,
        "camelot_ms": median(page.camelot_ms for page in pages),
        "times_faster": theirs / ours,
        "times_faster_ruled": median(p.pdfplumber_ms for p in ruled) / median(p.tablers_ms for p in ruled),
        "cells": sum(page.tablers_cells for page in pages),
        "pages_alike": len(same),
        "unexplained": sum(page.difference.startswith("UNEXPLAINED") for page in pages),
    }


def _reads_forms(path: Path) -> bool:
    """Whether every page of a document is digital and one is read: the documents of `whole`."""
    states = {page.status for page in extract(path.read_bytes(), SETTINGS).pages}
    return states == {"read"}


def _formless(folder: Path) -> Path:
    """The pages of the published budget that mixed.pdf begins with."""
    path = folder / "formless.pdf"
    with pypdfium2.PdfDocument(ROOT / "tests" / "documents" / "mixed.pdf") as mixed:
        pdf = pypdfium2.PdfDocument.new()
        pdf.import_pages(mixed, list(range(22)))
        pdf.save(path)
    return path


def _triage(files: list[Path], repeat: int) -> dict[str, object]:
    ours = theirs = 0.0
    count = candidates = 0
    for path in files:
        data = path.read_bytes()
        found = extract(data, SETTINGS).pages
        count += len(found)
        candidates += sum(page.status != "skipped" for page in found)
        ours += _cost(lambda data=data: extract(data, SETTINGS), repeat)
        theirs += _cost(lambda data=data, found=found: [_extract_tables(data, page.number) for page in found], 1)
    return {
        "documents": len(files),
        "pages": count,
        "candidates": candidates,
        "extract_ms": ours / count,
        "pdfplumber_ms": theirs / count,
        "share": ours / theirs,
    }


def _audit(files: list[Path], repeat: int) -> dict[str, object]:
    """What it costs to hold a page that is read in full against what is seen of it: the page loaded, rendered twice,
    its fonts and text compared. Every run opens the document anew, for PDFium keeps what it has drawn."""

    def once(data: bytes) -> float:
        document, taken = Document(data, PDF), 0.0
        try:
            for number in range(1, len(document.pdf) + 1):
                sheet = level(look(document, number))
                found = content(sheet)
                start = time.process_time()
                with document.page(number) as page:
                    view = View(page, sheet)
                    view.disbelieved = disbelieved(view, sheet, document.lies)
                    as_seen(view, sheet, found, SETTINGS)
                taken += time.process_time() - start
            return 1e3 * taken / len(document.pdf)
        finally:
            document.close()

    costs = [median(once(data) for _ in range(repeat)) for data in (path.read_bytes() for path in files)]
    return {"documents": len(files), "ms": median(costs), "most_ms": max(costs)}


def _whole(files: list[Path], repeat: int, scratch: Path) -> dict[str, object]:
    """The main job on `COPIES` of every form document (with a mark at the end, so that each is a document of its own):
    what a run costs once, whatever it reads, is shared by as many pages as a small office's year has."""
    handed = scratch / "handed"
    handed.mkdir()
    for path in files:
        for n in range(COPIES):
            (handed / f"{n}-{path.name}").write_bytes(path.read_bytes() + f"\n% {n}".encode())
    crew = Crew(lambda count: ThreadPoolExecutor(1), 1)
    pairs = range(max(PAIRS, repeat))
    rounds = iter(range(len(pairs) + 1))

    def once() -> None:
        run([handed], Store(scratch / f"out{next(rounds)}"), stages(SETTINGS), crew, all_versions=True)

    once()  # what is loaded once a process is not what a document costs
    pages = [(path.read_bytes(), n) for path in files for n in range(1, len(pypdfium2.PdfDocument(path)) + 1)]
    taken = [(_cost(once, 1) / COPIES, _cost(lambda: [_extract_tables(*page) for page in pages], 1)) for _ in pairs]
    ours, theirs = (median(costs) for costs in zip(*taken, strict=True))
    found = [extract(path.read_bytes(), SETTINGS) for path in files]
    return {
        "documents": len(files),
        "copies": COPIES,
        "pages": len(pages),
        "ours_ms": ours / len(pages),
        "extract_ms": _cost(lambda: [extract(path.read_bytes(), SETTINGS) for path in files], repeat) / len(pages),
        "normalize_ms": _cost(lambda: [normalize(one) for one in found], repeat) / len(pages),
        "pdfplumber_ms": theirs / len(pages),
        "times_faster": theirs / ours,
    }


def _memory(sample: Path, scratch: Path) -> dict[str, object]:
    """Peak resident memory of reading `MANY` pages in full, in a process of its own."""
    path = scratch / "many.pdf"
    pdf = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(sample) as pages:
        while len(pdf) < MANY:
            pdf.import_pages(pages)
    pdf.save(path)
    code = (
        "import resource, sys; from pathlib import Path; from extract import extract;"
        "extract(Path(sys.argv[1]).read_bytes());"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peak = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True, cwd=ROOT)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return {"pages": len(pdf), "document_mib": path.stat().st_size / 2**20, "peak_mib": int(peak.stdout) / unit}


if __name__ == "__main__":
    main()
