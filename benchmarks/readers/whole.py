"""Whole documents: what triage, the look at what is seen, the pipeline and 300 pages at once cost."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import pypdfium2

from benchmarks.readers.pages import cost, extract_tables
from extract import ExtractSettings, extract
from extract.clipped import brought_home
from extract.page import content
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

__all__ = ["audit", "formless", "memory", "reads_forms", "triage", "whole"]

ROOT = Path(__file__).parents[2]
SETTINGS = ExtractSettings(form_words=form_words(), ocr=False)
MANY = 300  # pages
COPIES = 8
READING = """
import re, resource, sys
from pathlib import Path
from extract import extract
extract(Path(sys.argv[1]).read_bytes())
told = Path("/proc/self/status")
own = re.search(r"VmHWM:\\s+(\\d+)", told.read_text()) if told.exists() else None
peak = int(own[1]) if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak / (2**20 if sys.platform == "darwin" else 2**10))
"""
"""Reads a document and says its own peak; that of `getrusage` on Linux begins with the memory of whoever started it."""
PAIRS = 5  # the two sides of `whole` take turns, so that a busy minute of the machine falls on both


def reads_forms(path: Path) -> bool:
    """Whether every page of a document is digital and one is read: the documents of `whole`."""
    states = {page.status for page in extract(path.read_bytes(), SETTINGS).pages}
    return states == {"read"}


def formless(folder: Path) -> Path:
    """The pages of the published budget that mixed.pdf begins with."""
    path = folder / "formless.pdf"
    with pypdfium2.PdfDocument(ROOT / "tests" / "documents" / "mixed.pdf") as mixed:
        pdf = pypdfium2.PdfDocument.new()
        pdf.import_pages(mixed, list(range(22)))
        pdf.save(path)
    return path


def triage(files: list[Path], repeat: int) -> dict[str, object]:
    """What extract costs on pages without forms against pdfplumber's `extract_tables` on the same."""
    ours = theirs = 0.0
    count = candidates = 0
    for path in files:
        data = path.read_bytes()
        found = extract(data, SETTINGS).pages
        count += len(found)
        candidates += sum(page.status != "skipped" for page in found)
        ours += cost(lambda data=data: extract(data, SETTINGS), repeat)
        theirs += cost(lambda data=data, found=found: [extract_tables(data, page.number) for page in found], 1)
    return {
        "documents": len(files),
        "pages": count,
        "candidates": candidates,
        "extract_ms": ours / count,
        "pdfplumber_ms": theirs / count,
        "share": ours / theirs,
    }


def audit(files: list[Path], repeat: int) -> dict[str, object]:
    """What it costs to hold a page that is read in full against what is seen of it: the page loaded, rendered twice,
    its fonts and text compared. Every run opens the document anew, for PDFium keeps what it has drawn; what was clipped
    is brought home before, as on the ladder."""

    def once(data: bytes) -> float:
        document, taken = Document(data, PDF), 0.0
        try:
            numbers = range(1, len(document.pdf) + 1)
            drawn = [look(document, number) for number in numbers]
            home = [brought_home(document, n, level(sheet)) for n, sheet in zip(numbers, drawn, strict=True)]
            document.close()
            for number, whole, sheet in zip(numbers, drawn, home, strict=True):
                found = content(sheet)
                start = time.process_time()
                view = View(document, number, whole)
                view.disbelieved = disbelieved(view, sheet, document.lies)
                as_seen(view, sheet, found, SETTINGS)
                taken += time.process_time() - start
            return 1e3 * taken / len(numbers)
        finally:
            document.close()

    costs = [median(once(data) for _ in range(repeat)) for data in (path.read_bytes() for path in files)]
    return {"documents": len(files), "ms": median(costs), "most_ms": max(costs)}


def whole(files: list[Path], repeat: int, scratch: Path) -> dict[str, object]:
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
    taken = [(cost(once, 1) / COPIES, cost(lambda: [extract_tables(*page) for page in pages], 1)) for _ in pairs]
    ours, theirs = (median(costs) for costs in zip(*taken, strict=True))
    found = [extract(path.read_bytes(), SETTINGS) for path in files]
    return {
        "documents": len(files),
        "copies": COPIES,
        "pages": len(pages),
        "ours_ms": ours / len(pages),
        "extract_ms": cost(lambda: [extract(path.read_bytes(), SETTINGS) for path in files], repeat) / len(pages),
        "normalize_ms": cost(lambda: [normalize(one) for one in found], repeat) / len(pages),
        "pdfplumber_ms": theirs / len(pages),
        "times_faster": theirs / ours,
    }


def memory(sample: Path, scratch: Path) -> dict[str, object]:
    """Peak resident memory of reading `MANY` pages in full, in a process of its own."""
    path = scratch / "many.pdf"
    pdf = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(sample) as pages:
        while len(pdf) < MANY:
            pdf.import_pages(pages)
    pdf.save(path)
    reading = [sys.executable, "-c", READING, path]
    peak = subprocess.run(reading, capture_output=True, text=True, check=True, cwd=ROOT)
    return {"pages": len(pdf), "document_mib": path.stat().st_size / 2**20, "peak_mib": float(peak.stdout)}
