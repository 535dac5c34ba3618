"""Cells judged against the truth: found where they stand with their spans, and how well their characters were read.

A truth cell is found when an extracted cell of its page overlaps it (intersection over union at least `OVERLAP`) and
spans as many rows and columns. Only tables of the truth count: an extracted table that touches none of them is left
out of precision.

Words: of the recognised cells whose printed text is nothing but a level, an operator or a unit of the document, those
where some closed word list's best entry is what is printed. It judges the lists and the decoding by them for
themselves: what was accepted for the cell may well be right without them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.evaluate.fields import plain
from extract.model import Box, Cell, Extraction

__all__ = ["OVERLAP", "Characters", "Found", "characters", "compare", "overlap"]

OVERLAP = 0.6


@dataclass
class Characters:
    """Edits between what is printed and what was read, and which characters were taken for which."""

    edits: int = 0
    total: int = 0
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: "Characters") -> None:
        """Count another text's edits in."""
        self.edits += other.edits
        self.total += other.total
        self.confused += other.confused


@dataclass
class Found:
    """Counts of a document: truth cells, extracted cells, both agreeing; characters of the agreeing ones; recognised
    one-line cells that hold a closed word, and those that a word list named rightly. `agreeing` and `missed` are the
    truth cells, each its page and its box in points."""

    wanted: int = 0
    got: int = 0
    right: int = 0
    agreeing: list[tuple[int, Box]] = field(default_factory=list)
    missed: list[tuple[int, Box]] = field(default_factory=list)
    words: int = 0
    words_right: int = 0
    characters: Characters = field(default_factory=Characters)


WORDS = ("level1_raw", "level2_raw", "operator_raw", "measure_unit_raw")
"""The truth's columns that hold closed words, as printed."""


def compare(truth: dict[str, Any], extraction: Extraction | None) -> Found:
    """The cells of a document, by its truth."""
    out = Found(wanted=len(truth["cells"]))
    if extraction is None:
        return out
    words = {plain(row.get(column)) for row in truth["indicators"] for column in WORDS} - {""}
    for page in extraction.pages:
        wanted = [cell for cell in truth["cells"] if cell["page"] == page.number]
        for table in page.tables:
            if not any(overlap(table.box, cell["box"]) > 0 for cell in wanted):
                continue
            out.got += len(table.cells)
            for cell, want in _pairs(wanted, table.cells):
                if cell.row_span == want["row_span"] and cell.column_span == want["column_span"]:
                    out.right += 1
                    out.agreeing.append(_place(want))
                    if not want["part"]:
                        out.characters.add(characters(plain(want["text"]), plain(cell.text)))
                    if cell.origin == "ocr" and len(cell.lines) == 1 and plain(want["text"]) in words:
                        out.words += 1
                        out.words_right += plain(want["text"]) in _named(cell)
    found = set(out.agreeing)
    out.missed = [place for place in map(_place, truth["cells"]) if place not in found]
    return out


def _place(cell: dict[str, Any]) -> tuple[int, Box]:
    x0, y0, x1, y1 = cell["box"]
    return cell["page"], (x0, y0, x1, y1)


def _named(cell: Cell) -> set[str]:
    """The best entries of the closed word lists that a cell's lines were scored by."""
    readings = [reading for line in cell.lines for reading in line.readings]
    return {plain(reading.text) for reading in readings if reading.by.startswith("vocabulary:")}


def _pairs(wanted: list[dict[str, Any]], cells: tuple[Cell, ...]) -> Iterator[tuple[Cell, dict[str, Any]]]:
    left = list(wanted)
    for cell in cells:
        best = max(left, key=lambda want: overlap(cell.box, want["box"]), default=None)
        if best is not None and overlap(cell.box, best["box"]) >= OVERLAP:
            left.remove(best)
            yield cell, best


def overlap(a: Box, b: Box | list[float]) -> float:
    """Intersection over union of two boxes."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def characters(want: str, got: str) -> Characters:
    """Least edits from the printed text to the read one (Levenshtein), with the substitutions on the way."""
    if want == got:
        return Characters(0, len(want))
    rows = [list(range(len(got) + 1))]
    for i, a in enumerate(want, 1):
        row = [i]
        for j, b in enumerate(got, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b)))
        rows.append(row)
    out = Characters(rows[-1][-1], len(want))
    i, j = len(want), len(got)
    while i or j:
        if i and j and rows[i][j] == rows[i - 1][j - 1] + (want[i - 1] != got[j - 1]):
            if want[i - 1] != got[j - 1]:
                out.confused[want[i - 1], got[j - 1]] += 1
            i, j = i - 1, j - 1
        elif i and rows[i][j] == rows[i - 1][j] + 1:
            out.confused[want[i - 1], ""] += 1
            i -= 1
        else:
            out.confused["", got[j - 1]] += 1
            j -= 1
    return out
