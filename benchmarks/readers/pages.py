"""Single pages through each digital reader, parsed afresh: CPU time, cells, how the texts differ."""

import io
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import camelot
import pdfplumber
import pypdfium2

from benchmarks.readers.report import difference, squeezed
from extract.page import Content, content
from extract.readers.tablers import look
from extract.source import PDF, Document

__all__ = ["PageFigures", "cost", "extract_tables", "first_rung", "pages"]


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


def cost(work: Callable[[], object], repeat: int) -> float:
    """Median CPU milliseconds."""
    taken = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return 1e3 * median(taken)


def pages(path: Path, repeat: int) -> Iterator[PageFigures]:
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
            tablers_ms=cost(lambda n=number: _first(data, n), repeat),
            pdfplumber_ms=cost(lambda n=number: extract_tables(data, n), repeat),
            camelot_ms=cost(lambda n=number: _lattices(data, n), repeat),
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


def extract_tables(data: bytes, number: int) -> object:
    """What a page costs with pdfplumber alone."""
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


def first_rung(found: Iterable[PageFigures]) -> dict[str, object]:
    """The readers over all pages."""
    pages = list(found)
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
