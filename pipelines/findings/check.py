"""`jixiao check`: what the documents of a store say against themselves and each other, told and reported.

Without a settings file it tells what the last run found. With one, the file is kept in the store, where it holds for
every run to come, and the forms are checked anew under it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipelines.cli.commands import upto
from pipelines.export.books import write_books
from pipelines.findings.gather import UnitYear, gather
from pipelines.findings.reports import Reports, write_reports
from pipelines.findings.settings import keep_settings
from pipelines.run.job import work_off, write_export
from pipelines.run.plan import Choice, plan
from pipelines.run.runner import Crew
from pipelines.store import ledger
from pipelines.store.lock import alone, among_others
from pipelines.store.objects import Store

__all__ = ["Checked", "check", "settle"]


class Checked(NamedTuple):
    """What a check came to: the units it was asked about, by year, and their reports (None: none were asked for)."""

    told: Sequence[UnitYear]
    reports: Reports | None


def check(store: Store, *, year: int | None = None, unit: str | None = None, reports: bool = True) -> Checked:
    """Write `findings` for all documents, and the reports of one year and of units whose name has `unit` in it."""
    write_export(store)
    told = gather(store, year, unit)
    if not reports:
        return Checked(told, None)
    with alone(store, "reports"):
        made = write_reports(store, told, all_units=year is None and unit is None)
    with alone(store, "export"):
        write_books(store, ledger.read_all(store).values())
    return Checked(told, made)


def settle(store: Store, settings: Path, reader: str, crew: Crew) -> None:
    """Keep a settings file and check every document's forms anew under it, as far as it changes anything.

    `reader` is the one that the documents are read by. Raises SettingsError before anything is kept.
    """
    keep_settings(store, settings.read_bytes(), settings.name)
    with among_others(store):
        entries = ledger.read_all(store)
        through = [entry for entry in entries.values() if entry.outcome]
        tasks = plan(store, through, upto("normalize", reader, store), Choice())
        work_off(store, entries, tasks, crew)
