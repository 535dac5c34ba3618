"""What the desk keeps of a document, and how that is read: from the store, or from what was just made."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from extract.model import Extraction
from normalize.schema import Form, Identity, Reviewed, Submission
from normalize.settled.correction import Correction, effective
from pipelines.run.work import Made
from pipelines.sample.drawn import Told, Value, values
from pipelines.settle.asked import asked
from pipelines.settle.cells import Cells
from pipelines.settle.document import Read
from pipelines.settle.figures import Figures, figures_of
from pipelines.settle.model import Decision
from pipelines.store.artefacts import Artefact
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store

__all__ = ["Known", "known", "known_of", "output_of", "read_of", "stored"]


class Known(NamedTuple):
    """What is kept of a document: the hash of its result, its decisions, its figures, what decides which forms they
    are, the ids of the answers that are stale, the values that nobody was asked about."""

    output: str | None
    decisions: tuple[Decision, ...] = ()
    figures: tuple[Figures, ...] = ()
    identities: tuple[dict[str, Any], ...] = ()
    stale: tuple[str, ...] = ()
    sample: tuple[Value, ...] = ()


def known_of(store: Store, entry: Entry, said: Iterable[Correction]) -> Known:
    """What is kept of a document that the store has. The cells of one that asks nothing are not looked at: most of a
    year are such, and their extractions are the larger part of it."""
    artefact = Artefact.read(store, "normalize", entry.sha256)
    if artefact is None or artefact.output is None:
        return Known(output_of(entry))
    submission = Submission.model_validate_json(artefact.text)
    asks = submission.stale or any(one.needs_review for one in submission.evidence) or any(map(_asks, submission.forms))
    if not asks:
        return known(Read(entry, submission, Cells(None, ())), said)
    found = stored(store, entry, said)
    return known(found[0], said) if found else Known(output_of(entry))


def _asks(form: Form) -> bool:
    rows: tuple[Reviewed, ...] = (*form.indicators, *form.funds, *form.tasks)
    return form.record.needs_review or any(row.needs_review for row in rows)


def known(read: Read, said: Iterable[Correction]) -> Known:
    """What is kept of a document as it was read, of which this was said."""
    forms = read.submission.forms
    identities = tuple(
        {
            **{name: getattr(form.identity, name) for name in Identity.model_fields},
            "as_of": form.record.as_of,
            "evaluator": form.record.evaluator,
            "doc_id": read.entry.doc_id,
        }
        for form in forms
    )
    figures = tuple(figures_of(read))
    told = (Told.of(form.identity.form_id, form.identity.year, one) for form in forms for one in form.evidence)
    sample = tuple(values(told, said))
    return Known(output_of(read.entry), tuple(asked(read)), figures, identities, read.submission.stale, sample)


def output_of(entry: Entry) -> str | None:
    """The hash of what was read of a document; None where nothing was."""
    step = entry.outcome.steps.get("normalize") if entry.outcome else None
    return step.output if step else None


def stored(store: Store, entry: Entry, said: Iterable[Correction]) -> tuple[Read, Extraction] | None:
    """A document as it was read, with what was said of it; None where the store has nothing of it."""
    first, second = (Artefact.read(store, stage, entry.sha256) for stage in ("extract", "normalize"))
    if first is None or second is None or first.output is None or second.output is None:
        return None
    extraction = Extraction.model_validate_json(first.text)
    return _read(entry, extraction, Submission.model_validate_json(second.text), said), extraction


def read_of(entry: Entry, made: Made, said: Iterable[Correction]) -> Read:
    """A document as it was just read."""
    values = [done.value for done in made.values()]
    extraction = next(value for value in values if isinstance(value, Extraction))
    submission = next(value for value in values if isinstance(value, Submission))
    return _read(entry, extraction, submission, said)


def _read(entry: Entry, extraction: Extraction, submission: Submission, said: Iterable[Correction]) -> Read:
    given = effective(said)
    stale = tuple(one for one in given if one.id in submission.stale)
    return Read(entry, submission, Cells(extraction, given), stale)
