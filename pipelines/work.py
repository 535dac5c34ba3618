"""What a worker does with one document: its stages in order, each only where its artefact is not current.

What the document itself is at fault for is written into the artefact of the stage that met it, and the rest of its
way is left out. Anything else is raised: the future carries it to the runner, which knows what to make of it.
"""

from collections.abc import Collection, Mapping
from time import perf_counter
from typing import Any, NamedTuple

from pydantic import BaseModel

from extract.errors import DocumentError
from pipelines.artefacts import Artefact, digest, recipe
from pipelines.intake import UnreadableSource, read_source
from pipelines.ledger import Outcome, Step
from pipelines.stages import Stage
from pipelines.store import Store

__all__ = ["Task", "blame", "outcome", "process", "verdict"]

NEEDS_OCR = "needs_ocr"
Made = dict[str, tuple[Artefact, Step]]


class Task(NamedTuple):
    """One document to put through. `again` names the stages to run even where their artefact is current, `retry`
    whether a quarantined one is tried anew, `known` the steps of an earlier run (for their seconds),
    `timeout` (seconds) and `memory` (bytes) what it may take at most."""

    sha256: str
    locations: tuple[str, ...]
    store: Store
    stages: tuple[Stage, ...]
    again: frozenset[str] = frozenset()
    retry: bool = False
    known: Mapping[str, Step] = {}
    timeout: float | None = None
    memory: int | None = None


def process(task: Task) -> Outcome:
    """Put one document through its stages and say what became of it. Safe to repeat, safe to cut off at any point.

    Raises what is not the document's fault: StoreError, ReaderUnavailable, and whatever a library's defect raises.
    """
    made: Made = {}
    value: BaseModel | bytes | None = None
    output = task.sha256
    for stage in task.stages:
        key = recipe(output, stage.version, stage.settings)
        artefact = _current(task, stage, key)
        seconds = known.seconds if (known := task.known.get(stage.name)) and known.key == key else None
        if artefact is None:
            artefact, value, seconds = _attempt(stage, key, _input(task, stage, value, made))
            artefact.write(task.store, stage.name, task.sha256)
        else:
            value = None
        made[stage.name] = artefact, Step(key=key, version=stage.version, output=artefact.output, seconds=seconds)
        if artefact.output is None:
            break
        output = artefact.output
    return outcome(made)


def blame(task: Task, reason: str, message: str) -> Outcome:
    """Quarantine a document that took its worker down or met a defect, at the stage that it had come to."""
    made, missing = _stored(task._replace(retry=True))
    if missing is not None:
        stage, key = missing
        artefact = Artefact.quarantined(key, reason, message)
        artefact.write(task.store, stage.name, task.sha256)
        made[stage.name] = artefact, Step(key=key, version=stage.version)
    return outcome(made)


def verdict(task: Task, reasons: Collection[str]) -> Outcome | None:
    """What a document that took its worker down was found guilty of before that, if it is one of these reasons."""
    made, _ = _stored(task._replace(again=frozenset(), retry=False))
    return outcome(made) if any(artefact.reason in reasons for artefact, _ in made.values()) else None


def outcome(made: Made) -> Outcome:
    """What became of a document, from the artefacts of the stages that it went through."""
    steps = {name: step for name, (_, step) in made.items()}
    failed = next((artefact for artefact, _ in made.values() if artefact.status == "quarantined"), None)
    pages = _payload(made, "extract").get("pages", [])
    forms = _payload(made, "normalize").get("forms", [])
    rows = [row for form in forms for row in form["indicators"]]
    unread = [page for page in pages if page["status"] == NEEDS_OCR]
    facts: dict[str, Any] = {
        "pages": len(pages) if "extract" in made and made["extract"][0].output else None,
        "forms": len(forms),
        "indicators": len(rows),
        "reviews": sum(row["needs_review"] for row in rows),
        "engine": "+".join(sorted({page["reader"] for page in pages if page["reader"]})) or None,
        "steps": steps,
    }
    if failed is not None:
        return Outcome(status="quarantined", reason=failed.reason, message=failed.message, **facts)
    if unread and "normalize" in made:
        numbers = ", ".join(str(page["number"]) for page in unread)
        message = f"page {numbers}: only an image, and not read; {unread[0]['reason'] or 'OCR is needed'}"
        return Outcome(status="needs_ocr", reason=NEEDS_OCR, message=message, **facts)
    if "normalize" not in made:
        return Outcome(status="waiting", **facts)
    return Outcome(status="done" if forms else "no_forms", **facts)


def _stored(task: Task) -> tuple[Made, tuple[Stage, str] | None]:
    """The stored artefacts that are current, in order, and the first stage with its key that has none."""
    made: Made = {}
    output = task.sha256
    for stage in task.stages:
        key = recipe(output, stage.version, stage.settings)
        artefact = _current(task, stage, key)
        if artefact is None:
            return made, (stage, key)
        made[stage.name] = artefact, Step(key=key, version=stage.version, output=artefact.output)
        if artefact.output is None:
            break
        output = artefact.output
    return made, None


def _current(task: Task, stage: Stage, key: str) -> Artefact | None:
    """The stored artefact where it is the one wanted and need not be made again."""
    if stage.name in task.again:
        return None
    artefact = Artefact.read(task.store, stage.name, task.sha256)
    if artefact is None or artefact.key != key or (task.retry and artefact.status == "quarantined"):
        return None
    return artefact


def _input(task: Task, stage: Stage, value: BaseModel | bytes | None, made: Made) -> BaseModel | bytes:
    """What a stage is given: what the one before just made, its artefact, or the document's bytes."""
    if value is not None:
        return value
    if stage.takes is None:
        return _read(task)
    before = list(made.values())[-1][0]
    return stage.takes.model_validate(before.payload)


def _read(task: Task) -> bytes:
    """The document's bytes, from the first place it was handed in from that still has them."""
    problem = "the file is no longer where it was handed in"
    for location in task.locations:
        try:
            data = read_source(location)
        except UnreadableSource as fault:
            problem = str(fault)
            continue
        if digest(data) == task.sha256:
            return data
        problem = "the file changed while it was being read: run again"
    raise UnreadableSource(problem)


def _attempt(stage: Stage, key: str, given: Any) -> tuple[Artefact, BaseModel | None, float]:
    """Run a stage: its artefact, what it made, and the seconds it took. What the document is at fault for becomes a
    quarantined artefact."""
    value: BaseModel | None = None
    begun = perf_counter()
    try:
        value = stage.run(given)
    except DocumentError as fault:
        reason, message = fault.reason, str(fault)
    except MemoryError:
        reason, message = "memory", MEMORY_MESSAGE
    except RecursionError:
        reason, message = "nesting", NESTING_MESSAGE
    seconds = round(perf_counter() - begun, 4)
    if value is None:
        return Artefact.quarantined(key, reason, message), None, seconds
    return Artefact.ok(key, value), value, seconds


def _payload(made: Made, stage: str) -> dict[str, Any]:
    if stage not in made or made[stage][0].payload is None:
        return {}
    return dict(made[stage][0].payload)


MEMORY_MESSAGE = "reading it took more memory than a worker may use: raise --memory, or ask for a smaller file"
NESTING_MESSAGE = "its parts are nested beyond any sense: it may be built to do harm; ask for it to be printed anew"
