"""The main job: what was handed in goes through its stages into the ledger, and the ledger into the export.

    find ─► merge into the ledger ─► plan ─► put through (workers) ─► ledger ─► export

Everything that is decided here is decided from the store: a run that was stopped or killed goes on where it was.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines import ledger
from pipelines.artefacts import place, recipe
from pipelines.export import Exported, export
from pipelines.intake import Found, find
from pipelines.ledger import Entry
from pipelines.runner import Crew, put_through
from pipelines.stages import Stage
from pipelines.store import Store
from pipelines.work import Task

__all__ = ["Choice", "Progress", "Summary", "plan", "run", "work_off"]

Progress = Callable[[Entry, int, int], None]


@dataclass(frozen=True)
class Choice:
    """Which documents to work on, and what each may take.

    again      stages to run even where nothing changed
    retry      quarantined documents are tried again
    timeout    seconds a document may take; memory: bytes a worker may take
    """

    again: frozenset[str] = frozenset()
    retry: bool = False
    timeout: float | None = None
    memory: int | None = None


@dataclass(frozen=True)
class Summary:
    """What a run came to. `entries` are the documents of this run, `worked` how many of them had anything to do,
    `gone` those whose file is no longer there, `ignored` other files met on the way."""

    entries: tuple[Entry, ...]
    worked: int
    gone: tuple[Entry, ...]
    ignored: tuple[str, ...]
    exported: Exported | None

    @property
    def quarantined(self) -> tuple[Entry, ...]:
        """The documents that could not be read."""
        return tuple(entry for entry in self.entries if entry.status == "quarantined")


def run(
    paths: Sequence[str | Path],
    store: Store,
    stages: Sequence[Stage],
    crew: Crew,
    *,
    choice: Choice = Choice(),
    received: datetime | None = None,
    all_versions: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Read everything below the paths and export all that the store knows.

    Raises MissingPath before anything is begun; StoreError and ReaderUnavailable, which concern every document.
    """
    found = find(paths, received)
    entries, gone = enter(store, found)
    handed = {file.location for file in found.files}
    here = {sha for sha, entry in entries.items() if any(s.location in handed for s in entry.sources)}
    tasks = plan(store, [entries[sha] for sha in sorted(here)], stages, choice)
    entries |= work_off(store, entries, tasks, crew, progress)
    exported = export(store, entries.values(), all_versions=all_versions)
    return Summary(tuple(entries[sha] for sha in sorted(here)), len(tasks), gone, tuple(found.ignored), exported)


def enter(store: Store, found: Found) -> tuple[dict[str, Entry], tuple[Entry, ...]]:
    """Enter what was found into the store's ledger; returns the ledger and the documents that are no longer there."""
    merged = ledger.merge(ledger.read_all(store), found.files, found.roots)
    for entry in merged.changed:
        ledger.write(store, entry)
    for entry in merged.gone:
        ledger.drop(store, entry)
    return merged.entries, tuple(merged.gone)


def plan(store: Store, entries: Iterable[Entry], stages: Sequence[Stage], choice: Choice = Choice()) -> list[Task]:
    """A task for each document that has anything to do: no outcome yet, a stage whose key changed or whose artefact
    is missing, a quarantined one that is to be retried, or a stage that is asked for again."""
    present = {found.path for stage in stages for found in store.list(f"stages/{stage.name}")}
    return [
        Task(
            sha256=entry.sha256,
            locations=tuple(source.location for source in entry.sources),
            store=store,
            stages=tuple(stages),
            again=choice.again,
            retry=choice.retry,
            known=entry.outcome.steps if entry.outcome else {},
            timeout=choice.timeout,
            memory=choice.memory,
        )
        for entry in entries
        if not entry.unreadable and _has_work(entry, stages, present, choice)
    ]


def work_off(
    store: Store, entries: Mapping[str, Entry], tasks: Sequence[Task], crew: Crew, progress: Progress | None = None
) -> dict[str, Entry]:
    """Put the tasks through and enter each outcome as it comes; returns the entries that changed."""
    changed = {}
    for done, (task, outcome) in enumerate(put_through(tasks, crew), 1):
        entry = ledger.conclude(entries[task.sha256], outcome)
        ledger.write(store, entry)
        changed[task.sha256] = entry
        if progress:
            progress(entry, done, len(tasks))
    return changed


def _has_work(entry: Entry, stages: Sequence[Stage], present: set[str], choice: Choice) -> bool:
    if entry.outcome is None or choice.again:
        return True
    steps = entry.outcome.steps
    output: str | None = entry.sha256
    for stage in stages:
        if output is None:
            return choice.retry
        step = steps.get(stage.name)
        if step is None or step.key != recipe(output, stage.version, stage.settings):
            return True
        if place(stage.name, entry.sha256) not in present:
            return True
        output = step.output
    return output is None and choice.retry
