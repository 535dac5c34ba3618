"""A year in bulk, measured: `python -m benchmarks.bulk --documents 3000 --workers 2`.

The documents are the digital samples again and again, each with bytes of its own behind the end of its file; their
forms are given to 300 units and a project each, so that the export is as wide as a year's. Reading and normalizing are
the real ones. Measured: the wall time against the stages' own time, memory of driver and workers, a second run, the
export alone, and the export after one document changed. Written to `benchmarks/results/bulk.json`.
"""

import argparse
import json
import platform
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import psutil

from extract.model import Extraction
from normalize import normalize
from normalize.schema import Form, Submission
from pipelines import ledger
from pipelines.plan import Choice
from pipelines.run import Summary, run, write_export
from pipelines.runner import local_crew
from pipelines.stages import Stage, stages
from pipelines.store import Store

SAMPLES = Path(__file__).parents[1] / "tests" / "documents"
RESULT = Path(__file__).parent / "results" / "bulk.json"
UNITS = 300
Result = TypeVar("Result")


def main() -> None:
    """Measure and write the result."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--documents", type=int, default=3000)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    options.add_argument("--result", type=Path, default=RESULT)
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        measured = measure(given.keep or Path(folder), given.documents, given.workers)
    given.result.parent.mkdir(exist_ok=True)
    given.result.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(measured, ensure_ascii=False, indent=1))


def measure(folder: Path, documents: int, workers: int) -> dict[str, object]:
    """All figures of one bulk run in a folder."""
    raw, store = folder / "raw", Store(folder / "out")
    fill(raw, documents)
    table = renamed(stages())
    crew = local_crew(workers)

    def once(*, exports: bool = False) -> Summary:
        return run([raw], store, table, crew, choice=Choice(timeout=600, memory=2 << 30), exports=exports)

    with watched() as memory:
        wall, summary = timed(once)
    work = sum(step.seconds or 0 for e in summary.entries if e.outcome for step in e.outcome.steps.values())
    again, repeated = timed(once)
    export_all, exported = timed(lambda: write_export(store))
    export_none, _ = timed(lambda: write_export(store))
    change_one(raw)
    once()
    export_one, changed = timed(lambda: write_export(store))
    return {
        "command": f"python -m benchmarks.bulk --documents {documents} --workers {workers}",
        "machine": f"{platform.platform()}, Python {platform.python_version()}, {psutil.cpu_count()} cores",
        "load_average": [round(load, 1) for load in psutil.getloadavg()],
        "documents": len(ledger.read_all(store)),
        "statuses": sorted({entry.status for entry in summary.entries}),
        "wall_seconds": round(wall, 1),
        "stage_seconds": round(work, 1),
        "overhead_percent": round(100 * (wall - work / workers) / wall, 1),
        "documents_per_second": round(documents / wall, 1),
        "memory_mib": memory,
        "second_run_seconds": round(again, 1),
        "second_run_worked": repeated.worked,
        "export_seconds": {
            "everything": round(export_all, 1),
            "nothing_changed": round(export_none, 1),
            "one_document_changed": round(export_one, 1),
        },
        "folders": {"all": exported.folders, "written_for_one_document": changed.written},
        "rows": exported.rows,
    }


def fill(raw: Path, documents: int) -> None:
    """So many documents, none with the same bytes."""
    samples = [path for path in sorted(SAMPLES.glob("*.pdf")) if ".scan" not in path.name and path.stem != "mixed"]
    raw.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        sample = samples[number % len(samples)]
        (raw / f"{number:05d}-{sample.name}").write_bytes(sample.read_bytes() + f"\n% {number}\n".encode())


def change_one(raw: Path) -> None:
    """A document is handed in anew."""
    first = min(raw.iterdir())
    shutil.copyfile(first, raw / f"new-{first.name}")
    with (raw / f"new-{first.name}").open("ab") as file:
        file.write(b"% again\n")


def renamed(table: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The real stages, but that each document's forms belong to a unit and projects of their own."""
    return *table[:-1], replace(table[-1], run=elsewhere, version=f"{table[-1].version}-bulk")


def elsewhere(extraction: Extraction) -> Submission:
    """Normalize, then give the forms to another unit and project."""
    submission = normalize(extraction)
    number = int(extraction.sha256[:8], 16)
    forms = tuple(_moved(form, number) for form in submission.forms)
    return submission.model_copy(update={"forms": forms})


def _moved(form: Form, number: int) -> Form:
    name = None if form.identity.scope == "unit" else f"{form.identity.project or '项目'}-{number:08x}"
    identity = form.identity.model_copy(update={"unit": f"第{number % UNITS}单位", "project": name})
    return form.model_copy(update={"identity": identity})


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds that a piece of work took, and its result."""
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


@contextmanager
def watched() -> Iterator[dict[str, object]]:
    """Resident memory of driver and workers, looked at each second: in the middle and at the end of the time."""
    seen: list[tuple[int, int]] = []
    done = threading.Event()
    driver = psutil.Process()

    def look() -> None:
        while not done.wait(1):
            seen.append((driver.memory_info().rss, max(map(resident, driver.children(recursive=True)), default=0)))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    found: dict[str, object] = {}
    try:
        yield found
    finally:
        done.set()
        watcher.join()
        for place, name in ((0, "driver"), (1, "largest_worker")):
            values = [moment[place] >> 20 for moment in seen] or [0]
            third = max(1, len(values) // 3)
            found[name] = {"first_third": max(values[:third]), "last_third": max(values[-third:])}


def resident(process: psutil.Process) -> int:
    """Bytes in use; 0 for a process that ended meanwhile."""
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


if __name__ == "__main__":
    main()
