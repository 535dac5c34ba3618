"""The main job: what was handed in goes through its stages into the ledger, and the ledger into the export.

    find ─► merge into the ledger ─► plan ─► put through (workers) ─► ledger ─► export

Everything that is decided here is decided from the store: a run that was stopped or killed goes on where it was.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines import ledger
from pipelines.export import Exported, export
from pipelines.intake import Found, find
from pipelines.ledger import Entry
from pipelines.lock import alone, among_others
from pipelines.plan import Choice, plan
from pipelines.runner import Crew, put_through
from pipelines.stages import Stage
from pipelines.store import Store
from pipelines.work import Task

__all__ = ["Progress", "Summary", "TooManyFailures", "enter", "run", "work_off", "write_export"]

Progress = Callable[[Entry, int, int], None]
FEW = 20
"""Documents before a share of failures means anything."""


class TooManyFailures(Exception):
    """The share of failures passed the limit: something is wrong with the run, not with the documents."""


@dataclass(frozen=True)
class Summary:
    """What a run came to. `entries` are the documents of this run, `worked` how many of them had anything to do,
    `gone` those whose file is no longer there, `ignored` other files met on the way; no `exported` where none was
    asked for."""

    entries: tuple[Entry, ...]
    worked: int
    gone: tuple[Entry, ...] = ()
    ignored: tuple[str, ...] = ()
    exported: Exported | None = None

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
    choice: Choice = Choice(),  # noqa: B008
    received: datetime | None = None,
    all_versions: bool = False,
    exports: bool = True,
    progress: Progress | None = None,
) -> Summary:
    """Read everything below the paths and export all that the store knows.

    Raises MissingPath before anything is begun; TooManyFailures; StoreError and ReaderUnavailable, which concern every
    document.
    """
    found = find(paths, received)
    with among_others(store):
        entries, gone = enter(store, found)
        handed = {file.location for file in found.files}
        here = {sha for sha, entry in entries.items() if any(s.location in handed for s in entry.sources)}
        tasks = plan(store, [entries[sha] for sha in here], stages, choice)
        entries |= work_off(store, entries, tasks, crew, choice, progress)
        exported = write_export(store, all_versions=all_versions) if exports else None
    return Summary(tuple(entries[sha] for sha in sorted(here)), len(tasks), gone, tuple(found.ignored), exported)


def enter(store: Store, found: Found) -> tuple[dict[str, Entry], tuple[Entry, ...]]:
    """Enter what was found into the store's ledger; returns the ledger and the documents that are no longer there."""
    merged = ledger.merge(ledger.read_all(store), found.files, found.roots)
    for entry in merged.changed:
        ledger.write(store, entry)
    for entry in merged.gone:
        ledger.drop(store, entry)
    return merged.entries, tuple(merged.gone)


def work_off(
    store: Store,
    entries: Mapping[str, Entry],
    tasks: Sequence[Task],
    crew: Crew,
    choice: Choice = Choice(),  # noqa: B008
    progress: Progress | None = None,
) -> dict[str, Entry]:
    """Put the tasks through and enter each outcome as it comes; returns the entries that changed.

    An entry is read again before it is written: another run may have entered a source meanwhile.
    """
    changed: dict[str, Entry] = {}
    failed = 0
    running = put_through(tasks, crew)
    for done, (task, outcome) in enumerate(running, 1):
        entry = ledger.conclude(ledger.read(store, task.sha256) or entries[task.sha256], outcome)
        ledger.write(store, entry)
        changed[task.sha256] = entry
        failed += entry.status == "quarantined"
        if progress:
            progress(entry, done, len(tasks))
        if choice.max_failures is not None and done >= FEW and failed > choice.max_failures * done:
            running.close()
            raise TooManyFailures(
                f"{failed} of {done} documents failed, more than {choice.max_failures:.0%}: stopped. "
                "`jixiao status` says why; the same command goes on from here"
            )
    return changed


def write_export(store: Store, *, all_versions: bool = False, afresh: Iterable[str] = ()) -> Exported:
    """Export the ledger as it is now. One at a time on a store: the last to come sees what all the others entered."""
    with alone(store, "export"):
        entries = ledger.read_all(store).values()
        return export(store, entries, all_versions=all_versions, afresh=frozenset(afresh))
