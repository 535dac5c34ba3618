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
import json
import logging
import platform
import sys
import tempfile
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from benchmarks.readers.pages import first_rung, pages
from benchmarks.readers.report import missed, report
from benchmarks.readers.whole import ROOT, audit, formless, memory, reads_forms, triage, whole

RESULTS = ROOT / "benchmarks" / "results"
MEMORY_DISK = Path("/dev/shm")  # a new file on ext4 costs between 0.03 and 0.9 ms: the disk's history, not our work


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
    figures = [page for path in files for page in pages(path, args.repeat)]
    forms = [path for path in files if reads_forms(path)]
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as scratch:
        without = sorted(args.formless.glob("*.pdf")) if args.formless else [formless(Path(scratch))]
        result = {
            "command": "python -m benchmarks.readers " + " ".join(_shown(arg) for arg in sys.argv[1:]),
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "versions": {name: version(name) for name in ("tablers", "pdfplumber", "camelot-py", "pypdfium2")},
            "first_rung": first_rung(figures),
            "triage": triage(without, args.repeat),
            "audit": audit(forms, args.repeat),
            "whole": whole(forms, args.repeat, Path(scratch)),
            "memory": memory(files[0], Path(scratch)),
            "pages": [asdict(page) for page in figures],
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


if __name__ == "__main__":
    main()
