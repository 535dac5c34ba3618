"""What the product made of a document: its two artefacts, taken from a run's output or made in this process."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.evaluate.came import TOLD, Came, submitted
from extract.model import Extraction
from normalize.schema import Submission
from pipelines.run.stages import stages
from pipelines.run.work import standing
from pipelines.store.artefacts import place

__all__ = ["LEVELS", "Document", "Outcome", "documents", "in_process", "outcome", "run"]


_RAN = (0, 1, 3)
"""Exit codes of a run that came to its end: all done, some documents quarantined, some not understood."""
LEVELS = "01234"
"""Every level of a corpus: 0 digital, 1 to 4 scans."""


@dataclass(frozen=True)
class Document:
    """A document of a corpus with its truth. `level`: 0 digital, 1 to 4 scans, or the name of a single damage."""

    path: Path
    level: str
    truth: dict[str, Any]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem


@dataclass(frozen=True)
class Outcome:
    """What came out. `reason` is set where a stage could not do the document."""

    extraction: Extraction | None = None
    submission: Submission | None = None
    reason: str | None = None

    @property
    def told(self) -> bool:
        """Whether the ledger asks for the document anew: a stage failed, or what came out of it says so."""
        if self.submission is None:
            return self.reason is not None
        pages = self.extraction.pages if self.extraction is not None else ()
        status, _, _ = standing(pages, self.submission.forms, self.submission.unread)
        return status in TOLD

    @property
    def came(self) -> Came:
        """The forms that came out, as plain columns."""
        return submitted(self.submission.model_dump() if self.submission else None, self.told)


def documents(folder: Path) -> list[Document]:
    """Every PDF of a corpus that has a truth; a scan has its original's, with the cells as they stand on the scan."""
    found = []
    for path in sorted(folder.glob("*.pdf")):
        base, _, scan = path.stem.partition(".scan")
        kind = path.stem.partition(".dmg-")[2]
        truth_path = path.with_name(f"{base}.truth.json")
        if not truth_path.exists():
            continue
        truth = json.loads(truth_path.read_text(encoding="utf-8"))
        moved = path.with_name(f"{path.stem}.cells.json")
        if scan and moved.exists():
            truth |= json.loads(moved.read_text(encoding="utf-8"))
        found.append(Document(path, kind or scan or "0", truth))
    return found


def run(folder: Path, out: Path, workers: int | None = None, reader: str = "auto") -> float:
    """`jixiao run` on a folder; returns its CPU seconds, the children's included."""
    command = [
        str(Path(sys.executable).with_name("jixiao")),
        "run",
        str(folder),
        "--out",
        str(out),
        "--no-export",
        "--reader",
        reader,
    ]
    command += ["--workers", str(workers)] if workers else []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode not in _RAN:
        raise RuntimeError(f"jixiao run failed:\n{done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def outcome(path: Path, out: Path) -> Outcome:
    """What a run left behind for a document."""
    sha = sha256(path.read_bytes()).hexdigest()
    payloads: dict[str, Any] = {}
    for stage in ("extract", "normalize"):
        artefact = out / place(stage, sha)
        if not artefact.exists():
            return Outcome(reason=f"no artefact of {stage}")
        value = json.loads(artefact.read_text(encoding="utf-8"))
        if value["status"] != "ok":
            return Outcome(reason=value["reason"])
        payloads[stage] = value["payload"]
    return Outcome(Extraction.model_validate(payloads["extract"]), Submission.model_validate(payloads["normalize"]))


def in_process(path: Path) -> Outcome:
    """The product's stages called here, one after the other."""
    first, second = stages()
    extraction = first.run(path.read_bytes())
    submission = second.run(extraction)
    if not isinstance(extraction, Extraction) or not isinstance(submission, Submission):
        raise TypeError("the product's stages are not what they were")
    return Outcome(extraction, submission)
