"""The main job: what was handed in goes through its stages into the ledger, and the ledger into the export.

    find ─► merge into the ledger ─► plan ─► put through (workers) ─► ledger ─► export

Everything that is decided here is decided from the store: a run that was stopped or killed goes on where it was.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines.export.books import write_books
from pipelines.export.tally import Tally, tally
from pipelines.export.write import Exported, Titles, export
from pipelines.intake.find import find
from pipelines.intake.found import Found
from pipelines.language import say
from pipelines.run.plan import Choice, plan
from pipelines.run.runner import Crew, put_through
from pipelines.run.stages import Stage
from pipelines.run.watch import seldom_gathered
from pipelines.run.work import Task
from pipelines.store import ledger
from pipelines.store.ledger import Entry
from pipelines.store.lock import alone, among_others
from pipelines.store.objects import Store

__all__ = ["Progress", "Summary", "TooManyFailures", "TooManyGone", "enter", "run", "work_off", "write_export"]

Progress = Callable[[Entry, int, int, float], None]
"""Called with each document that is done, how many are, of how many, and what share of their bytes that is."""
Notice = Callable[[str], None]
QUARANTINED, INCOMPLETE = 1, 3
"""Exit codes."""
MOST_GONE = 0.2
"""The share of a folder's documents that may be taken back at once without a person saying so: more is rather a share
that is not mounted, or an emptied folder."""
FEW = 20
"""Documents before a share of failures means anything."""


def _unheard(_text: str) -> None:
    """Nobody listens."""


class TooManyGone(Exception):
    """So many documents are no longer where they were that their folder is rather unmounted or emptied by mistake."""


class TooManyFailures(Exception):
    """The share of failures passed the limit: something is wrong with the run, not with the documents."""


@dataclass(frozen=True)
class Summary:
    """What a run came to. `entries` are the documents of this run, `worked` how many of them had anything to do,
    `gone` those whose file is no longer there, `known` every document of the store; no `exported` and no `tally` of it
    where no export was asked for."""

    entries: tuple[Entry, ...]
    worked: int
    gone: tuple[Entry, ...] = ()
    known: tuple[Entry, ...] = ()
    exported: Exported | None = None
    tally: Tally | None = None

    @property
    def exit_code(self) -> int:
        """0: all done; 1: something is quarantined; 3: something was understood in part, or not read."""
        states = {entry.status for entry in self.entries}
        if "quarantined" in states:
            return QUARANTINED
        return INCOMPLETE if states & {"partly", "needs_ocr", "not_read"} else 0


def run(
    paths: Sequence[str | Path],
    store: Store,
    stages: Sequence[Stage],
    crew: Crew,
    *,
    choice: Choice = Choice(),  # noqa: B008
    received: datetime | None = None,
    withdraw: bool = False,
    all_versions: bool = False,
    titles: Titles | None = None,
    exports: bool = True,
    progress: Progress | None = None,
    notice: Notice = _unheard,
) -> Summary:
    """Read everything below the paths and export all that the store knows.

    `received` is when the files were handed in, `withdraw` whether all that is no longer there was taken back.

    Raises MissingPath and TooManyGone before anything is changed; TooManyFailures; StoreError and ReaderUnavailable,
    which concern every document.
    """
    notice(say("progress.looking", paths=", ".join(map(str, paths))))
    found = find(paths, received)
    with among_others(store, lambda: notice(say("progress.others", out=store.location))):
        entries, gone = enter(store, found, received, withdraw=withdraw)
        handed = {file.location for file in found.files}
        here = {sha for sha, entry in entries.items() if any(s.location in handed for s in entry.sources)}
        tasks = plan(store, [entries[sha] for sha in here], stages, choice)
        notice(say("progress.begun", n=len(here), new=len(tasks)))
        entries |= work_off(store, entries, tasks, crew, choice, progress)
        exported = None
        if exports:
            exported = write_export(store, all_versions=all_versions, titles=titles, notice=notice)
    return Summary(
        tuple(entries[sha] for sha in sorted(here)),
        len(tasks),
        gone,
        tuple(entries.values()),
        exported,
        tally(store, entries.values()) if exports else None,
    )


def enter(
    store: Store, found: Found, received: datetime | None = None, *, withdraw: bool = False
) -> tuple[dict[str, Entry], tuple[Entry, ...]]:
    """Enter what was found into the store's ledger; returns the ledger and the documents that are no longer there.

    Raises TooManyGone, before anything is changed, unless `withdraw`.
    """
    before = ledger.read_all(store)
    merged = ledger.merge(before, found.files, [*found.roots, *found.archives], received)
    if not withdraw:
        _refuse_loss(before.values(), merged.gone, found)
    for entry in merged.changed:
        if entry.sha256 not in before:
            entry = merged.entries[entry.sha256] = ledger.restated(store, entry)
        ledger.write(store, entry)
    for entry in merged.gone:
        ledger.drop(store, entry)
    return merged.entries, tuple(merged.gone)


def _refuse_loss(before: Iterable[Entry], gone: Sequence[Entry], found: Found) -> None:
    """Refuse to take out what is gone where that is more than a fifth of a folder's documents. One whose file was
    replaced by another at the same place is not gone."""
    here = {file.location for file in found.files}
    here |= {str(Path(location).parent) for location in here}  # the pictures of what was an album may still be there
    vanished = {entry.sha256 for entry in gone if not any(source.location in here for source in entry.sources)}
    for root in found.roots:
        below = [entry for entry in before if any(source.location.startswith(root) for source in entry.sources)]
        lost = sum(entry.sha256 in vanished for entry in below)
        if lost > MOST_GONE * len(below):
            raise TooManyGone(say("stop.gone", n=lost, total=len(below), root=root))


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
    size, read = sum(entries[task.sha256].bytes + 1 for task in tasks), 0
    running = put_through(tasks, crew)
    for done, (task, outcome) in enumerate(running, 1):
        entry = ledger.conclude(ledger.read(store, task.sha256) or entries[task.sha256], outcome)
        ledger.write(store, entry)
        changed[task.sha256] = entry
        read += entry.bytes + 1
        failed += entry.status == "quarantined"
        if progress:
            progress(entry, done, len(tasks), read / size)
        if choice.max_failures is not None and done >= FEW and failed > choice.max_failures * done:
            running.close()
            raise TooManyFailures(say("stop.failures", failed=failed, done=done, limit=choice.max_failures))
    return changed


def write_export(
    store: Store,
    *,
    all_versions: bool = False,
    titles: Titles | None = None,
    afresh: Iterable[str] = (),
    notice: Notice = _unheard,
) -> Exported:
    """Export the ledger as it is now, tables and workbooks. One at a time on a store: the last to come sees what all
    the others entered."""
    with alone(store, "export", lambda: notice(say("progress.waiting", out=store.location))), seldom_gathered():
        notice(say("progress.exporting", out=store.location))
        entries = ledger.read_all(store).values()
        done = export(store, entries, all_versions=all_versions, afresh=frozenset(afresh), titles=titles)
        books = write_books(store, entries, notice)
        return done._replace(kept=(*done.kept, *books.kept))
