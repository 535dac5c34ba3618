"""GriTS: how alike the grids of truth and reading are, tables of a page matched at best (Smock, Pesala, Abraham 2023).

    Top   where each cell stands, with its spans
    Con   what it says, by longest common subsequence
    Loc   where it lies on the page, by intersection over union

Each is an F score over the grid's positions, so a merged cell weighs as much as the rows and columns it covers. The
library is the authors' own (`grits-metric`), which belongs to the measuring bench (requirements/corpus.txt). Tables
that hold no form are in no truth: what touches no table of the truth is left out, as in `cells`. The text of a cell
that a page break cut may stand in any of its parts and is not judged.
"""

from collections.abc import Iterable
from typing import Any

from grits import GritsEvaluator, TableCell

from benchmarks.evaluate.cells import OVERLAP, overlap
from benchmarks.evaluate.fields import plain
from benchmarks.evaluate.product import Document
from extract.model import Extraction, Table

__all__ = ["NAMES", "grits"]

NAMES = {"grits_top": "GriTS-Top", "grits_con": "GriTS-Con", "grits_loc": "GriTS-Loc"}


def grits(read: Iterable[tuple[Document, Extraction | None]]) -> dict[str, float | None]:
    """`grits_top`, `grits_con` and `grits_loc` over all pages of some documents; None where there is no table."""
    evaluator = GritsEvaluator(metrics=[name.removeprefix("grits_") for name in NAMES])
    for document, extraction in read:
        for page in range(1, len(document.truth["pages"]) + 1):
            evaluator.eval_table_cell_lists(*tables(document.truth["cells"], extraction, page))
    found = evaluator.compute_grits() if evaluator.compute_counts()["num_true_cells"] else {}
    return {name: round(found[name], 5) if found else None for name in NAMES}


def tables(
    cells: list[dict[str, Any]], extraction: Extraction | None, number: int
) -> tuple[list[list[TableCell]], list[list[TableCell]]]:
    """The tables of one page as the library takes them: those of the truth, and the extracted ones that touch them."""
    wanted = [cell for cell in cells if cell["page"] == number]
    page = next((page for page in extraction.pages if page.number == number), None) if extraction else None
    got = (
        [table for table in page.tables if any(overlap(table.box, cell["box"]) > 0 for cell in wanted)] if page else []
    )
    cut = [cell["box"] for cell in wanted if cell["part"]]
    said = [
        [
            TableCell(
                _span(cell["row"], cell["row_span"]),
                _span(cell["column"], cell["column_span"]),
                "" if cell["part"] else plain(cell["text"]),
                cell["box"],
            )
            for cell in wanted
            if cell["table"] == table
        ]
        for table in sorted({cell["table"] for cell in wanted})
    ]
    return said, [_read(table, cut) for table in got]


def _read(table: Table, cut: list[list[float]]) -> list[TableCell]:
    return [
        TableCell(
            _span(cell.row, cell.row_span),
            _span(cell.column, cell.column_span),
            "" if any(overlap(cell.box, box) >= OVERLAP for box in cut) else plain(cell.text),
            list(cell.box),
        )
        for cell in table.cells
    ]


def _span(first: int, count: int) -> list[int]:
    return list(range(first, first + count))
