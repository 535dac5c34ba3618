"""The layouts printed: NAME.pdf and NAME.truth.json for each, with the cells that scans move along."""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.corpus.boxes import Placed, place
from benchmarks.corpus.files import cell_of, write_json
from benchmarks.corpus.layouts import page, truth
from benchmarks.corpus.make import Planned, check_faces, versions
from benchmarks.corpus.printers import PRINTERS, printer

__all__ = ["make", "plan"]

HERE = Path(__file__).parent


def plan() -> list[Planned]:
    """Every layout as a document to be printed, in order."""
    pages = sorted(HERE.glob("*.html"))
    return [Planned(path.stem, "layouts", page.read(path.read_text("utf-8")), []) for path in pages]


def make(out: Path) -> list[Planned]:
    """Print every layout into `out` with its truth file; returns what was made."""
    out.mkdir(parents=True, exist_ok=True)
    check_faces()
    planned = plan()
    with tempfile.TemporaryDirectory() as twins:
        for producer in PRINTERS:
            mine = {p.name: p.document for p in planned if p.document.producer == producer}
            if mine:
                printer(producer)(mine, out, False)
                printer(producer)(mine, Path(twins), True)
        for p in planned:
            placed, sizes = place(p.document, Path(twins) / f"{p.name}.pdf")
            write_json(out / f"{p.name}.truth.json", _told(p.name) | _seen(placed, sizes))
    write_json(out / "corpus.json", {"layouts": len(planned), "versions": versions()})
    return planned


def _told(name: str) -> dict[str, Any]:
    return truth.read((HERE / f"{name}.toml").read_text("utf-8"))


def _seen(placed: list[Placed], sizes: list[tuple[float, float]]) -> dict[str, Any]:
    """Pages and cells as they were printed."""
    return {
        "family": "layouts",
        "damage": [],
        "pages": [[round(width, 2), round(height, 2)] for width, height in sizes],
        "cells": [cell_of(p) for p in placed],
    }
