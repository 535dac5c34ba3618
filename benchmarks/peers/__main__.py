"""`python -m benchmarks.peers CORPUS`: the product and its peers on the same documents, in one run.

Peers of digital documents and of scans each live in an environment of their own, made from a hashed lock at first use
(`.venv/peers/PEER`), since their OpenCV builds exclude each other. Each is scored by rows found in its own tables, and
by fields with our normalizer behind it: as a reader of the product where it is one (`jixiao run --reader`; PaddleOCR
reads the whole page and our grid holds its lines), else by `behind`. None flags what it is unsure of: what a peer gets
wrong is silent unless our normalizer asks.
Writes CORPUS/.evaluation/peers.json.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.charts import LEVELS
from benchmarks.evaluate.figures import figures
from benchmarks.evaluate.product import Document, Outcome, documents, outcome, run
from benchmarks.evaluate.score import score
from benchmarks.peers.behind import behind
from benchmarks.peers.compare import Cells, Table, rows_found, rows_of, tables_of
from normalize import normalize

HERE = Path(__file__).parent
DIGITAL = ("tablers", "pdfplumber", "camelot", "docvortex", "opendataloader")
SCANS = ("paddleocr", "img2table", "rapid_table")
READERS = ("tablers", "pdfplumber", "camelot", "paddleocr")
"""Peers that are readers of the product, too."""


def interpreter(peer: str, home: Path) -> Path:
    """The Python of a peer's environment; ours where its package is one of our own dependencies."""
    lock = HERE / "requirements" / f"{peer}.txt"
    if not lock.exists():
        return Path(sys.executable)
    python = home / peer / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home / peer)], check=True)
        uv = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--python", str(python)]
        subprocess.run([*uv, "--require-hashes", "--no-deps", "-r", str(lock)], check=True)
    return python


def read(peer: str, paths: Iterable[Path], home: Path) -> dict[str, Any]:
    """A peer's tables of some documents, with its CPU seconds."""
    with tempfile.TemporaryDirectory() as work:
        out = Path(work) / "out.json"
        command = [str(interpreter(peer, home)), str(HERE / "readers.py"), peer, str(out)]
        subprocess.run([*command, *map(str, paths)], check=True, capture_output=True)
        result: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return result


def product(found: list[Document], reader: str = "auto") -> tuple[list[Outcome], float]:
    """What the product makes of documents with one of its readers, and its CPU seconds."""
    with tempfile.TemporaryDirectory() as work:
        here, out = Path(work) / "in", Path(work) / "out"
        here.mkdir()
        for one in found:
            shutil.copy(one.path, here)
        seconds = run(here, out, workers=1, reader=reader)
        return [outcome(one.path, out) for one in found], seconds


def worth(found: list[Document], tables: list[list[Table]], came: list[Outcome], seconds: float) -> dict[str, Any]:
    """Rows found in a reader's tables, its cells, CPU seconds a page; fields with our normalizer behind it."""
    pages = sum(len(one.truth["pages"]) for one in found)
    rows = sum(len(one.truth["indicators"]) for one in found)
    right = sum(rows_found(one.truth["indicators"], own) for one, own in zip(found, tables, strict=True))
    fields = figures(score(one, mine) for one, mine in zip(found, came, strict=True))
    return {
        "documents": len(found),
        "rows": rows,
        "rows_found": round(right / rows, 4) if rows else None,
        "cells": sum(text is not None for own in tables for table in own for row in table for text in row),
        "seconds_a_page": round(seconds / pages, 3),
    } | {key: fields[key] for key in ("field_accuracy", "silent_per_1000_fields", "spurious_per_100_rows")}


def peer_worth(peer: str, found: list[Document], ours: list[Outcome], home: Path) -> dict[str, Any]:
    """A peer's tables scored as they are, and with our normalizer behind them."""
    if peer == "paddleocr":
        came, seconds = product(found, peer)
        return worth(found, [tables_of(one.extraction) for one in came], came, seconds)
    result = read(peer, [one.path for one in found], home)
    own = [[[tuple(cell) for cell in table] for table in result["documents"][one.path.name]] for one in found]
    if peer in READERS:
        came = product(found, peer)[0]
    else:
        came = [_normalized(tables, one) for tables, one in zip(own, ours, strict=True)]
    tables = [[rows_of(table) for table in each] for each in own]
    return worth(found, tables, came, result["seconds"]) | {"failed": len(result["errors"])}


def _normalized(tables: list[Cells], ours: Outcome) -> Outcome:
    if ours.extraction is None:
        return ours
    scanned = any(line.origin == "ocr" for page in ours.extraction.pages for line in page.lines)
    extraction = behind(tables, ours.extraction, "ocr" if scanned else "text")
    return Outcome(extraction, normalize(extraction))


def main() -> None:
    """Run the product and the peers."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpus", type=Path)
    a.add_argument("--peers", default=",".join(DIGITAL + SCANS))
    a.add_argument("--home", type=Path, default=Path(".venv/peers"))
    a.add_argument("--most", type=int, help="only so many documents a level")
    a.add_argument("--out", type=Path, help="instead of CORPUS/.evaluation")
    args = a.parse_args()
    everything = documents(args.corpus)
    levels = {level: [one for one in everything if one.level == level][: args.most] for level in LEVELS}
    results: dict[str, dict[str, Any]] = {}
    for level, found in levels.items():
        if not found:
            continue
        ours, seconds = product(found)
        done = {"jixiao": worth(found, [tables_of(one.extraction) for one in ours], ours, seconds)}
        wanted = [peer for peer in args.peers.split(",") if (peer in DIGITAL) == (level == "0")]
        for peer in wanted:
            done[peer] = peer_worth(peer, found, ours, args.home)
        for reader, one in done.items():
            results.setdefault(reader, {})[level] = one
            print(level, reader, json.dumps(one), flush=True)
    out = args.out or args.corpus / ".evaluation"
    out.mkdir(exist_ok=True, parents=True)
    (out / "peers.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
