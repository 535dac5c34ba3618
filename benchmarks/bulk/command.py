"""`python -m benchmarks.bulk year`: a run over a year's documents (one in ten is a scan), and the run after it.
`python -m benchmarks.bulk export`: the export of as many digital ones, from nothing and with one more document.
`python -m benchmarks.bulk workers`: the same documents with one worker and with two: digital ones, scans, and both as
in a year.

Overhead is the wall time of a run beyond the stages' own processor time divided by the workers, in percent of the
latter: finding and hashing the files, starting the workers, artefacts, ledger and progress all count. The export is
measured apart, in processor time, which a busy machine stretches less than the clock.
"""

import argparse
import json
import os
import platform
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.bulk.hand_in import fill, renamed
from benchmarks.bulk.report import written
from benchmarks.bulk.watching import timed, used, watched
from pipelines.run.job import Summary, run, write_export
from pipelines.run.plan import Choice
from pipelines.run.runner import local_crew
from pipelines.run.stages import stages
from pipelines.store.objects import Store

RESULTS = Path(__file__).parents[1] / "results"
LIMITS = Choice(timeout=600, memory=2 << 30)


def main() -> None:
    """Measure and write the result."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=list(MEASURES), nargs="?", default="year")
    options.add_argument(
        "--digital",
        type=int,
        help="digital documents; 2,700 for a year, 3,000 for an export, 600 for workers by default",
    )
    options.add_argument(
        "--scans", type=int, help="scanned ones; 300 for a year, none for an export, 30 for workers by default"
    )
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--results", type=Path, default=RESULTS, help="folder of bulk.json and bulk.md")
    given = options.parse_args()
    measure, usual = MEASURES[given.what]
    counts = [said if said is not None else use for said, use in zip((given.digital, given.scans), usual, strict=True)]
    with TemporaryDirectory() as folder:
        measured = measure(Path(folder), *counts, given.workers)
    figures = {
        "command": f"python -m benchmarks.bulk {given.what} --digital {counts[0]} --scans {counts[1]}"
        f" --workers {given.workers}",
        "machine": f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores",
        **measured,
    }
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    given.results.mkdir(exist_ok=True)
    path = given.results / "bulk.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known[given.what] = figures
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (given.results / "bulk.md").write_text(written(known), encoding="utf-8")


def measure_year(folder: Path, digital: int, scans: int, workers: int) -> dict[str, Any]:
    """All figures of one bulk run in a folder."""
    raw, store = folder / "raw", Store(folder / "out")
    fill(raw, digital, scans)
    with watched() as memory:
        figures, summary = measured_run(raw, store, workers)
    exported = write_export(store)
    again, repeated = timed(lambda: once(raw, store, workers, exports=True))
    return {
        **figures,
        "documents": len(summary.entries),
        "statuses": sorted({entry.status for entry in summary.entries}),
        "memory_mib": memory,
        "rows": exported.rows,
        "second_run": {"seconds": round(again, 1), "worked": repeated.worked},
    }


def measure_export(folder: Path, digital: int, scans: int, workers: int) -> dict[str, Any]:
    """What the export of a run costs from nothing, and with one more document."""
    raw, store = folder / "raw", Store(folder / "out")
    fill(raw, digital, scans)
    summary = once(raw, store, workers)
    costs: dict[str, Any] = {}
    for name, prepare in (("from_nothing", lambda: None), ("one_more", lambda: one_more(raw, store, workers))):
        prepare()
        with used() as cpu:
            wall, exported = timed(lambda: write_export(store))
        costs[name] = {"wall_seconds": round(wall, 1), "cpu_seconds": cpu, "folders_written": exported.written}
    return {"documents": len(summary.entries), "rows": exported.rows, "folders": exported.folders, **costs}


def measure_workers(folder: Path, digital: int, scans: int, workers: int) -> dict[str, Any]:
    """The same documents with one worker and with so many: digital ones alone, scans alone, and mixed as in a year."""
    found: dict[str, Any] = {}
    for kind, *counts in (("digital", digital, 0), ("scans", 0, scans), ("as in a year", 9 * scans, scans)):
        raw = folder / kind
        fill(raw, *counts)
        runs = {count: measured_run(raw, Store(folder / f"{kind}-{count}"), count)[0] for count in (1, workers)}
        times = round(runs[1]["wall_seconds"] / runs[workers]["wall_seconds"], 2)
        found[kind] = {"documents": sum(counts), "runs": runs, "times": times}
    return found


def measured_run(raw: Path, store: Store, workers: int) -> tuple[dict[str, Any], Summary]:
    """Wall and processor time of one run without export."""
    with used() as cpu:
        wall, summary = timed(lambda: once(raw, store, workers))
    stage = sum(step.cpu_seconds or 0 for e in summary.entries if e.outcome for step in e.outcome.steps.values())
    figures = {
        "workers": workers,
        "wall_seconds": round(wall, 1),
        "stage_cpu_seconds": round(stage, 1),
        "overhead_percent": round(100 * (wall / (stage / workers) - 1), 1),
        "cpu_seconds": cpu,
        "documents_a_second": round(len(summary.entries) / wall, 1),
    }
    return figures, summary


def once(raw: Path, store: Store, workers: int, *, exports: bool = False) -> Summary:
    """A run as the command line does it."""
    return run([raw], store, renamed(stages()), local_crew(workers), choice=LIMITS, exports=exports)


def one_more(raw: Path, store: Store, workers: int) -> None:
    """One more document is handed in and read."""
    first = min(raw.iterdir())
    shutil.copyfile(first, raw / f"new-{first.name}")
    with (raw / f"new-{first.name}").open("ab") as file:
        file.write(b"% again\n")
    once(raw, store, workers)


MEASURES = {
    "year": (measure_year, (2700, 300)),
    "export": (measure_export, (3000, 0)),
    "workers": (measure_workers, (600, 30)),
}
"""What can be measured, and of how many digital documents and scans."""
