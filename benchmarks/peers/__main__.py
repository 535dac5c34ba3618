"""`python -m benchmarks.peers CORPUS`: the product and its peers on the same documents, in one run.

Peers of digital documents and of scans each live in an environment of their own, made from a hashed lock at first use
(`.venv/peers/PEER`), since their OpenCV builds exclude each other. None flags what it is unsure of: what a peer gets
wrong is silent.
Writes CORPUS/.evaluation/peers.json.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.evaluate.product import Document, documents, outcome, run
from benchmarks.peers.compare import rows_found, tables_of

HERE = Path(__file__).parent
DIGITAL = ("tablers", "pdfplumber", "camelot", "docvortex", "opendataloader")
SCANS = ("img2table", "rapid_table")


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


def read(peer: str, found: list[Document], home: Path) -> dict[str, Any]:
    """A peer's tables of some documents, with its CPU seconds."""
    with tempfile.TemporaryDirectory() as work:
        out = Path(work) / "out.json"
        command = [str(interpreter(peer, home)), str(HERE / "readers.py"), peer, str(out)]
        subprocess.run([*command, *(str(one.path) for one in found)], check=True, capture_output=True)
        result: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return result


def figures(found: list[Document], tables: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Rows found, cells, CPU seconds a page."""
    rows = sum(len(one.truth["indicators"]) for one in found)
    pages = sum(len(one.truth["pages"]) for one in found)
    right = sum(rows_found(one.truth["indicators"], tables[one.path.name]) for one in found)
    cells = sum(text is not None for one in found for table in tables[one.path.name] for row in table for text in row)
    return {
        "documents": len(found),
        "rows": rows,
        "rows_found": round(right / rows, 4) if rows else None,
        "cells": cells,
        "seconds_a_page": round(seconds / pages, 3),
    }


def main() -> None:
    """Run the product and the peers."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpus", type=Path)
    a.add_argument("--peers", default=",".join(DIGITAL + SCANS))
    a.add_argument("--home", type=Path, default=Path(".venv/peers"))
    a.add_argument("--most", type=int, help="only so many documents a level")
    args = a.parse_args()
    everything = documents(args.corpus)
    levels = {level: [one for one in everything if one.level == level][: args.most] for level in "0123"}
    levels = {level: found for level, found in levels.items() if found}
    results: dict[str, dict[str, Any]] = {}
    for level, found in levels.items():
        with tempfile.TemporaryDirectory() as work:
            here = Path(work) / "in"
            here.mkdir()
            for one in found:
                shutil.copy(one.path, here)
            seconds = run(here, Path(work) / "out", workers=1)
            tables = {one.path.name: tables_of(outcome(one.path, Path(work) / "out").extraction) for one in found}
        results.setdefault("jixiao", {})[level] = figures(found, tables, seconds)
        for peer in args.peers.split(","):
            if (peer in DIGITAL) == (level == "0"):
                result = read(peer, found, args.home)
                results.setdefault(peer, {})[level] = figures(found, result["documents"], result["seconds"])
                results[peer][level]["failed"] = len(result["errors"])
        for peer, by in results.items():
            if level in by:
                print(level, peer, json.dumps(by[level]), flush=True)
    out = args.corpus / ".evaluation"
    out.mkdir(exist_ok=True)
    (out / "peers.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
