"""What is handed in: the samples again and again, each with bytes of its own, its forms given to one of 300 units.

Reading and normalizing are the product's own; only the names of unit and project are others, so that the export is as
wide as a year's. Imported by the workers: nothing heavy here.
"""

from dataclasses import replace
from pathlib import Path

from extract.model import Extraction
from normalize import normalize
from normalize.schema import Form, Submission
from pipelines.run.stages import Stage

SAMPLES = Path(__file__).parents[2] / "tests" / "documents"
UNITS = 300


def fill(raw: Path, digital: int, scans: int = 0) -> None:
    """So many documents of each kind, none with the same bytes."""
    raw.mkdir(parents=True, exist_ok=True)
    paths = [path for path in sorted(SAMPLES.glob("*.pdf")) if path.stem != "mixed"]
    for kind, count, samples in (
        ("digital", digital, [path for path in paths if ".scan" not in path.name]),
        ("scan", scans, [path for path in paths if ".scan" in path.name]),
    ):
        for number in range(count):
            path = raw / f"{kind}-{number:05d}.pdf"
            path.write_bytes(samples[number % len(samples)].read_bytes() + f"\n% {number}\n".encode())


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
