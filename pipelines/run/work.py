"""What a worker does with one document: its stages in order, each only where its artefact is not current.

What the document itself is at fault for is written into the artefact of the stage that met it, and the rest of its
way is left out. Anything else is raised: the future carries it to the runner, which knows what to make of it.
"""

from collections.abc import Collection, Mapping, Sequence
from time import perf_counter, process_time
from typing import Any, NamedTuple

from pydantic import BaseModel, SecretStr

from extract.errors import DocumentError, NotRead
from extract.model import FORM_UNREAD, ILLEGIBLE, TORN_FILE, Extraction, Page
from normalize.schema import Form, Submission
from pipelines.intake.sources import UnreadableSource, read_source
from pipelines.run.passwords import with_passwords
from pipelines.run.stages import Stage
from pipelines.store.artefacts import Artefact, digest, recipe
from pipelines.store.ledger import Outcome, Status, Step
from pipelines.store.objects import Store

__all__ = ["Done", "Made", "Task", "blame", "make", "outcome", "process", "standing", "verdict"]

NEEDS_OCR = "needs_ocr"
MENDED = "mended"
Spent = dict[str, float | None]


class Done(NamedTuple):
    """A stage that is done with a document: its artefact, what it says in the ledger, what it made (None: the
    document is quarantined)."""

    artefact: Artefact
    step: Step
    value: BaseModel | None


Made = dict[str, Done]


class Task(NamedTuple):
    """One document to put through. `again` names the stages to run even where their artefact is current, `retry`
    whether a quarantined one is tried anew, `known` the steps of an earlier run (for their seconds),
    `timeout` (seconds) and `memory` (bytes) what it may take at most, `passwords` what may open it."""

    sha256: str
    locations: tuple[str, ...]
    store: Store
    stages: tuple[Stage, ...]
    again: frozenset[str] = frozenset()
    retry: bool = False
    known: Mapping[str, Step] = {}
    timeout: float | None = None
    memory: int | None = None
    passwords: tuple[SecretStr, ...] = ()


def process(task: Task) -> Outcome:
    """Put one document through its stages and say what became of it. Safe to repeat, safe to cut off at any point.

    Raises what `make` does.
    """
    return outcome(make(task))


def make(task: Task) -> Made:
    """Put one document through its stages; returns what each made. What is current is not made again.

    Raises what is not the document's fault: StoreError, ReaderUnavailable, and whatever a library's defect raises.
    """
    made: Made = {}
    given: BaseModel | bytes | None = None
    output = task.sha256
    for stage in task.stages:
        key = recipe(output, stage.version, stage.settings)
        done = _current(task, stage, key)
        if done is None:
            done = _attempt(stage, key, _read(task) if given is None else given, task.passwords)
            done.artefact.write(task.store, stage.name, task.sha256)
        made[stage.name] = done
        if done.artefact.output is None:
            break
        given, output = done.value, done.artefact.output
    return made


def blame(task: Task, reason: str, message: str) -> Outcome:
    """Quarantine a document that took its worker down or met a defect, at the stage that it had come to."""
    made, missing = _stored(task._replace(retry=True))
    if missing is not None:
        stage, key = missing
        artefact = Artefact.quarantined(key, reason, message)
        artefact.write(task.store, stage.name, task.sha256)
        made[stage.name] = Done(artefact, Step(key=key, version=stage.version), None)
    return outcome(made)


def verdict(task: Task, reasons: Collection[str]) -> Outcome | None:
    """What a document that took its worker down was found guilty of before that, if it is one of these reasons."""
    made, _ = _stored(task._replace(again=frozenset(), retry=False))
    return outcome(made) if any(done.artefact.reason in reasons for done in made.values()) else None


def outcome(made: Made) -> Outcome:
    """What became of a document, from the artefacts of the stages that it went through."""
    failed = next((done.artefact for done in made.values() if done.value is None), None)
    values = [done.value for done in made.values()]
    pages = next((value.pages for value in values if isinstance(value, Extraction)), None)
    forms = next((value.forms for value in values if isinstance(value, Submission)), ())
    rows = [row for form in forms for row in form.indicators]
    facts: dict[str, Any] = {
        "pages": sum(page.paper for page in pages or ()) or None,
        "forms": len(forms),
        "indicators": len(rows),
        "reviews": sum(row.needs_review for row in rows),
        "engine": "+".join(sorted({page.reader for page in pages or () if page.reader})) or None,
        "steps": {name: done.step for name, done in made.items()},
    }
    if failed is not None:
        status: Status = "not_read" if failed.reason == NotRead.reason else "quarantined"
        return Outcome(status=status, reason=failed.reason, message=failed.message, **facts)
    if "normalize" not in made:
        return Outcome(status="waiting", **facts)
    lost = [number for value in values if isinstance(value, Submission) for number in value.unread]
    status, reason, message = standing(pages or (), forms, lost)
    mended = next((value.mended for value in values if isinstance(value, Extraction)), ())
    if mended:
        told = f"the file was mended: {', '.join(mended)}; compare it with the original"
        reason, message = reason or MENDED, f"{message}. {told}" if message else told
    return Outcome(status=status, reason=reason, message=message, **facts)


def standing(
    pages: Sequence[Page], forms: Sequence[Form], lost: Sequence[int]
) -> tuple[Status, str | None, str | None]:
    """What the ledger says of a document that went through: status, reason, message. `lost`: its pages of indicators
    of which none was read (`Submission.unread`)."""
    broken = [page for page in pages if page.status == "unread"]
    unread = [page for page in pages if page.status == NEEDS_OCR]
    worn = [page.number for page in pages if ILLEGIBLE in page.doubts]
    told = [f"page {page.number}: not read; {page.reason}" for page in broken]
    if any(TORN_FILE in page.doubts for page in pages):
        told.append("parts of the file are lost, a page may show less than it did: fetch it again")
    silent = [page.number for page in pages if FORM_UNREAD in page.doubts]
    if silent:
        told.append(f"page {_numbers(silent)}: it says it is such a form, but no table could be made out")
    if unread:
        why = unread[0].reason or "OCR is needed"
        told.append(f"page {_numbers([page.number for page in unread])}: only an image, and not read; {why}")
    if worn:
        told.append(f"page {_numbers(worn)}: hardly legible, what was read there is doubtful; ask for a better scan")
    if told:
        kinds = ((unread, NEEDS_OCR), (worn, ILLEGIBLE), (broken, "unreadable_page"), (silent, FORM_UNREAD))
        reason = next((code for found, code in kinds if found), "damaged")
        return "needs_ocr", reason, ". ".join(told)
    if lost and not forms:
        message = f"page {_numbers(lost)}: indicators stand there, but no form could be made out"
        return "quarantined", "form_unread", message
    return _understood(forms, lost)


def _understood(forms: Sequence[Form], lost: Sequence[int]) -> tuple[Status, str | None, str | None]:
    """What is said of a document whose pages were read: whether every page and form of it was understood."""
    empty = [form.record.page_first or 1 for form in forms if not form.indicators]
    told = []
    if lost:
        told.append(f"page {_numbers(lost)}: indicators stand there, but no form could be made out")
    if empty:
        told.append(f"page {_numbers(sorted(set(empty)))}: a form begins there of which no indicator was read")
    if told:
        return "partly", "page_unread" if lost else "form_empty", ". ".join(told)
    return "done" if forms else "no_forms", None, None


def _numbers(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages))


def _stored(task: Task) -> tuple[Made, tuple[Stage, str] | None]:
    """The stored artefacts that are current, in order, and the first stage with its key that has none."""
    made: Made = {}
    output = task.sha256
    for stage in task.stages:
        key = recipe(output, stage.version, stage.settings)
        done = _current(task, stage, key)
        if done is None:
            return made, (stage, key)
        made[stage.name] = done
        if done.artefact.output is None:
            break
        output = done.artefact.output
    return made, None


def _current(task: Task, stage: Stage, key: str) -> Done | None:
    """What is stored, where it is what is wanted and need not be made again."""
    if stage.name in task.again:
        return None
    artefact = Artefact.read(task.store, stage.name, task.sha256)
    if artefact is None or artefact.key != key or artefact.words not in (None, stage.words):
        return None
    if task.retry and artefact.status == "quarantined":
        return None
    value = None if artefact.output is None else stage.makes.model_validate_json(artefact.text)
    return Done(artefact, _step(stage, artefact, _known(task, stage, key)), value)


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


def _known(task: Task, stage: Stage, key: str) -> Spent:
    """What an artefact that is current cost when it was made, as far as the ledger tells."""
    step = task.known.get(stage.name)
    return {"seconds": step.seconds, "cpu_seconds": step.cpu_seconds} if step and step.key == key else {}


def _step(stage: Stage, artefact: Artefact, spent: Spent) -> Step:
    return Step(key=artefact.key, version=stage.version, output=artefact.output, words=artefact.words, **spent)


def _attempt(stage: Stage, key: str, given: Any, passwords: Sequence[SecretStr] = ()) -> Done:
    """Run a stage. What the document is at fault for becomes a quarantined artefact."""
    value: BaseModel | None = None
    begun, used = perf_counter(), process_time()
    try:
        value = with_passwords(stage.run, given, passwords) if passwords else stage.run(given)
    except DocumentError as fault:
        reason, message = fault.reason, str(fault)
    except MemoryError:
        reason, message = "memory", MEMORY_MESSAGE
    except RecursionError:
        reason, message = "nesting", NESTING_MESSAGE
    spent: Spent = {"seconds": round(perf_counter() - begun, 4), "cpu_seconds": round(process_time() - used, 4)}
    artefact = (
        Artefact.quarantined(key, reason, message) if value is None else Artefact.ok(key, value, stage.hung_on(value))
    )
    return Done(artefact, _step(stage, artefact, spent), value)


MEMORY_MESSAGE = "reading it took more memory than a worker may use: raise --memory, or ask for a smaller file"
NESTING_MESSAGE = "its parts are nested beyond any sense: it may be built to do harm; ask for it to be printed anew"
