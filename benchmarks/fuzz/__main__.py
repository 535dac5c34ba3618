"""`python -m benchmarks.fuzz [--n 2000] [--seed 1]`: mutated PDFs and pictures through the product, four in five a PDF.

It fails where one is lost from the ledger, where one cost its worker (a crash, a time limit, memory beyond the limit)
or where a fault is none that the product has a name for; whatever did is kept in --keep. Wounds are to the structure
(structure.py); those to bytes are in tests/pipelines/test_fuzz.py.
"""

import argparse
import resource
import tempfile
from pathlib import Path
from random import Random

from benchmarks.fuzz.structure import mutant, picture
from pipelines.run.job import run
from pipelines.run.plan import Choice
from pipelines.run.runner import local_crew
from pipelines.run.stages import stages
from pipelines.store.objects import Store

DOCUMENTS = Path(__file__).parents[2] / "tests" / "documents"
MEMORY = 1536 << 20  # bytes a worker may use
TIMEOUT = 300.0  # seconds a document may take
PICTURES = 0.2  # of the documents
WORKERS = 2
FATAL = {"crash", "defect", "timeout", "memory"}
"""Reasons that say that a document took its worker with it, or that nobody foresaw it."""


def main() -> None:
    """Mutate, run, tell."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--n", type=int, default=2000)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--keep", type=Path, help="a folder for what went wrong")
    args = a.parse_args()
    chance = Random(args.seed)
    samples = [path.read_bytes() for path in sorted(DOCUMENTS.rglob("*.pdf")) if path.stat().st_size < 1 << 20]
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "raw"
        raw.mkdir()
        for number in range(args.n):
            is_picture = chance.random() < PICTURES
            data = picture(chance) if is_picture else mutant(chance.choice(samples), chance)
            (raw / f"{number:05d}.{'png' if is_picture else 'pdf'}").write_bytes(data)
        crew = local_crew(WORKERS)
        choice = Choice(timeout=TIMEOUT, memory=MEMORY)
        summary = run([raw], Store(Path(scratch) / "out"), stages(), crew, choice=choice, exports=False)
        told = {name: (one.status, one.reason, one.message) for one in summary.entries for name in one.names}
        wrong = {name: said for name, said in told.items() if said[1] in FATAL}
        lost = {path.name for path in raw.iterdir()} - set(told)
        for name in sorted({*wrong, *lost}):
            print(name, *wrong.get(name, ("lost",)))
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / name).write_bytes((raw / name).read_bytes())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(f"{len(told)} documents, {len(wrong)} cost their worker, {len(lost)} lost; the largest worker had {peak} MiB")
    if wrong or lost:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
