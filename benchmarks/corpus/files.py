"""Truth files: a document's statement as JSON, with the places that its print gave it."""

import json
from pathlib import Path
from typing import Any

from benchmarks.corpus.boxes import Placed
from benchmarks.corpus.sheet import Cell, Document
from benchmarks.corpus.truth import Stated

__all__ = ["truth_of", "write_json"]

Places = dict[int, list[Placed]]


def truth_of(
    family: str, document: Document, stated: list[Stated], placed: list[Placed], sizes: list[tuple[float, float]]
) -> dict[str, Any]:
    """The truth file's content. Cells are those of the tables that hold a form; of a cell cut by a page break every
    part
    is there (`part`), its text may stand in any of them."""
    where: Places = {}
    for p in placed:
        where.setdefault(id(p.cell), []).append(p)
    first = stated[0].form if stated else {"year": None, "unit": None}
    holding = {(p.page, p.table) for form in stated for cell in cells_of(form) for p in where[id(cell)]}
    return {
        "year": first["year"],
        "unit": first["unit"],
        "forms": [{"form": i} | form.form | extent(form, where) for i, form in enumerate(stated)],
        "indicators": [
            {"project": form.form["project"], "form": i} | row.columns | located(row.at, where)
            for i, form in enumerate(stated)
            for row in form.indicators
        ],
        "funds": [
            {"project": form.form["project"], "form": i} | row.columns | located(row.at, where)
            for i, form in enumerate(stated)
            for row in form.funds
        ],
        "tasks": [
            {"form": i} | row.columns | located(row.at, where) for i, form in enumerate(stated) for row in form.tasks
        ],
        "faults": [
            {"form": i} | fault.columns | located(fault.at, where)
            for i, form in enumerate(stated)
            for fault in form.faults
        ],
        "family": family,
        "producer": document.producer,
        "face": document.face,
        "size": document.size,
        "damage": [],
        "pages": [[round(width, 2), round(height, 2)] for width, height in sizes],
        "cells": [cell_of(p) for p in placed if (p.page, p.table) in holding],
    }


def cells_of(form: Stated) -> list[Cell]:
    """The cells that a form's rows stand in."""
    return [cell for row in form.indicators + form.funds + form.tasks for cell in row.at]


def extent(form: Stated, where: Places) -> dict[str, int]:
    """First and last page of a form."""
    pages = [p.page for cell in cells_of(form) for p in where[id(cell)]]
    return {"page_first": min(pages), "page_last": max(pages)}


def cell_of(p: Placed) -> dict[str, Any]:
    """A cell of a table on a page."""
    return {
        "page": p.page,
        "table": p.table,
        "row": p.row,
        "column": p.column,
        "row_span": p.rows,
        "column_span": p.columns,
        "text": p.cell.text,
        "part": p.part,
        "box": [round(v, 2) for v in p.box],
    }


def located(cells: list[Cell], where: Places) -> dict[str, Any]:
    """Page and box of a row: those of its first cell, joined with its other cells on the same page."""
    if not cells:
        return {"page": None, "box": None}
    page = where[id(cells[0])][0].page
    boxes = [p.box for cell in cells for p in where[id(cell)] if p.page == page]
    low = [min(box[i] for box in boxes) for i in (0, 1)]
    high = [max(box[i] for box in boxes) for i in (2, 3)]
    return {"page": page, "box": [round(v, 2) for v in low + high]}


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write readable JSON in UTF-8: a line for each key, and for each element of a list of objects."""
    lines = []
    for key, entry in value.items():
        if isinstance(entry, list) and entry and isinstance(entry[0], dict):
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in entry)
            lines.append(f" {json.dumps(key)}: [\n{rows}\n ]")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(entry, ensure_ascii=False)}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
