"""Which documents have anything to do, decided from the ledger and a listing of the artefacts alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from extract.errors import EncryptedDocument
from normalize.settled.correction import Correction
from pipelines.run.passwords import Passwords
from pipelines.run.stages import Stage
from pipelines.run.work import Task
from pipelines.store.artefacts import place, recipe
from pipelines.store.corrections import read_corrections
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store
from pipelines.store.people import places

__all__ = ["Choice", "heeding", "plan", "stale"]

LOCKED = EncryptedDocument.reason
_GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True)
class Choice:
    """Which documents to work on, and what each may take.

    again         stages to run even where nothing changed
    retry         only what is quarantined or missing, and that anew
    only          only documents with a name or a location like this pattern (`*`, `?`, `[…]`)
    shard         (k, n): only the k-th of n equal parts, from 1; the parts of all n machines make the whole
    max_failures  share of failures (0 to 1) beyond which the run stops
    timeout       seconds that a document may take
    memory        bytes that a worker may use
    passwords     what opens documents that have one; those that nothing opened yet are tried anew
    """

    again: frozenset[str] = frozenset()
    retry: bool = False
    only: str | None = None
    shard: tuple[int, int] = (1, 1)
    max_failures: float | None = None
    timeout: float | None = None
    memory: int | None = None
    passwords: Passwords = field(default_factory=Passwords)

    def takes(self, entry: Entry) -> bool:
        """Whether the document is among those chosen."""
        part, parts = self.shard
        if int(entry.sha256[:15], 16) % parts != part - 1:
            return False
        return self.only is None or any(
            fnmatchcase(text, self.only) for source in entry.sources for text in (source.name, source.location)
        )


def plan(store: Store, entries: Iterable[Entry], stages: Sequence[Stage], choice: Choice = Choice()) -> list[Task]:
    """A task for each chosen document that has anything to do, small and large ones mixed. Each is told what people
    said of its document."""
    entries = list(entries)
    said = read_corrections(places(store, entries))
    own = {entry.sha256: heeding(stages, said.get(entry.sha256, ())) for entry in entries}
    present = {found.path for stage in stages for found in store.list(f"stages/{stage.name}")}
    chosen = [entry for entry in entries if not entry.known and choice.takes(entry)]
    wanted = [entry for entry in chosen if _wanted(entry, own[entry.sha256], present, choice)]
    return [
        Task(
            sha256=entry.sha256,
            locations=tuple(source.location for source in entry.sources),
            store=store,
            stages=own[entry.sha256],
            again=choice.again,
            retry=choice.retry or entry.reason == LOCKED,
            known=entry.outcome.steps if entry.outcome else {},
            timeout=choice.timeout,
            memory=choice.memory,
            passwords=choice.passwords.of(entry),
        )
        for entry in _mixed(wanted)
    ]


def _mixed(entries: Iterable[Entry]) -> list[Entry]:
    """In an order of which every beginning has small and large ones in the measure of the whole, so that what is done
    tells how long what is left will take; the largest of all first, for nobody to wait for it alone at the end.

    The multiples of the golden ratio, their whole parts left out, are spread as evenly as can be (van der Corput).
    """
    ranked = sorted(entries, key=lambda entry: (-entry.bytes, entry.sha256))
    return [entry for _, entry in sorted(enumerate(ranked), key=lambda place: place[0] * _GOLDEN % 1)]


def heeding(stages: Iterable[Stage], corrections: Sequence[Correction]) -> tuple[Stage, ...]:
    """The stages for a document of which people said this."""
    return tuple(stage.heeding(corrections) for stage in stages)


def stale(entry: Entry, stages: Sequence[Stage], present: set[str]) -> str | None:
    """The first stage whose recipe changed or whose artefact is missing; None where everything is current."""
    output: str | None = entry.sha256
    for stage in stages:
        step = entry.outcome.steps.get(stage.name) if entry.outcome else None
        if output is None:
            return None
        if step is None or step.key != recipe(output, stage.version, stage.settings):
            return stage.name
        if step.words not in (None, stage.words):
            return stage.name
        if place(stage.name, entry.sha256) not in present:
            return stage.name
        output = step.output
    return None


def _wanted(entry: Entry, stages: Sequence[Stage], present: set[str], choice: Choice) -> bool:
    if entry.reason == LOCKED and choice.passwords.of(entry):
        return True
    if choice.retry:
        return entry.status in ("quarantined", "not_read", "waiting")
    return bool(choice.again) or stale(entry, stages, present) is not None
