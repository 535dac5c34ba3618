"""What the commands on one document do: find it, bring its stages up to date, and hand on what they made."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from extract import ExtractSettings
from extract.errors import DocumentError
from extract.model import Extraction
from normalize.form.risk import Silent
from pipelines.cli import cells
from pipelines.cli.named import NoSuchDocument, resolve
from pipelines.cli.options import TIMEOUT
from pipelines.cli.progress import Told
from pipelines.export.tally import tally
from pipelines.export.write import Exported, Titles
from pipelines.findings.settings import settings_of
from pipelines.intake.sources import read_source
from pipelines.language import say
from pipelines.language.reasons import explain
from pipelines.run.job import Summary, run, work_off, write_export
from pipelines.run.plan import Choice, plan
from pipelines.run.runner import Crew, local_crew
from pipelines.run.silent import keep_silent, silent_of
from pipelines.run.stages import Stage, stages
from pipelines.run.watch import default_memory
from pipelines.store import ledger
from pipelines.store.artefacts import Artefact, place
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store, StoreError, existing
from pipelines.store.words import overlay_of

__all__ = ["draw_page", "drawn_page", "export_again", "one_stage", "print_cells", "run_again", "run_locally", "upto"]


def upto(name: str, reader: str, store: Store) -> tuple[Stage, ...]:
    """The stages as far as the named one, with this reader and what the store asks for."""
    table = stages(ExtractSettings(reader=reader), settings_of(store), overlay_of(store), silent_of(store))
    return table[: [stage.name for stage in table].index(name) + 1]


def one_stage(doc: str, out: str, name: str, reader: str) -> tuple[Entry, str]:
    """Run one stage of one document afresh (those before it only as far as they are not up to date).

    Returns the document's entry and where the artefact is.
    """
    store = Store(out)
    entry = resolve(doc, ledger.read_all(store))
    ledger.write(store, entry)
    entry = _bring_up(store, entry, upto(name, reader, store), Choice(again=frozenset({name})))
    return entry, f"{store.location.rstrip('/')}/{place(name, entry.sha256)}"


def run_again(
    store: Store,
    docs: Sequence[str],
    table: Sequence[Stage],
    crew: Crew,
    choice: Choice,
    *,
    all_versions: bool = False,
    told: Told,
) -> Summary:
    """Run the stages `choice.again` of these documents (none named: all of them) and what hangs on them; export."""
    entries = ledger.read_all(store)
    chosen = [resolve(doc, entries) for doc in docs] or list(entries.values())
    entries |= {entry.sha256: entry for entry in chosen}
    tasks = plan(store, chosen, table, choice)
    told.notice(say("progress.begun", n=len(chosen), new=len(tasks)))
    entries |= work_off(store, entries, tasks, crew, choice, told.document)
    exported = write_export(store, all_versions=all_versions, notice=told.notice)
    known = tuple(entries.values())
    chosen = [entries[entry.sha256] for entry in chosen]
    return Summary(tuple(chosen), len(tasks), known=known, exported=exported, tally=tally(store, known))


def export_again(doc: str | None, out: str, *, all_versions: bool, titles: Titles | None) -> Exported:
    """Write the tables; the folders of one document, if named, even where they have not changed."""
    store = existing(out)
    entries = ledger.read_all(store)
    afresh = {resolve(doc, entries).doc_id} if doc else set()
    return write_export(store, all_versions=all_versions, titles=titles, afresh=afresh)


def print_cells(doc: str, out: str, reader: str, form: str) -> str:
    """What extract saw, as `html`, `csv` or `json`."""
    entry, extraction = _extraction(doc, out, reader)
    if form == "html":
        return cells.as_html(extraction, entry.names[0])
    return cells.as_csv(extraction) if form == "csv" else cells.as_json(extraction)


def draw_page(doc: str, out: str, reader: str, number: int, output: Path | None) -> Path:
    """A page with rulings, cells and texts drawn over it, as PNG; returns where it is."""
    entry, drawn = _drawn(doc, out, reader, number)
    path = output or Path(f"{Path(entry.names[0]).stem}.page{number}.png")
    try:
        path.write_bytes(drawn)
    except OSError as fault:
        raise StoreError(say("stop.picture", path=path, why=fault.strerror)) from fault
    return path


def drawn_page(doc: str, out: str, reader: str, number: int) -> bytes:
    """The same picture, as bytes. Raises NoSuchDocument for a page that the document does not have."""
    return _drawn(doc, out, reader, number)[1]


def _drawn(doc: str, out: str, reader: str, number: int) -> tuple[Entry, bytes]:
    from extract.draw import draw

    entry, extraction = _extraction(doc, out, reader)
    if not 1 <= number <= len(extraction.pages):
        raise NoSuchDocument(say("misuse.no_page", path=entry.path, page=number, pages=len(extraction.pages)))
    return entry, draw(read_source(entry.sources[0].location), extraction.pages[number - 1])


def run_locally(
    paths: Sequence[str],
    out: str,
    reader: str,
    workers: int | None,
    *,
    received: datetime | None = None,
    withdraw: bool = False,
    all_versions: bool = False,
    silent: float | None = None,
    surely: float | None = None,
) -> Summary:
    """The main job on this machine, with the limits that the command has unless told otherwise."""
    store, count = Store(out), workers or os.cpu_count() or 1
    if (most := surely or silent) is not None:
        keep_silent(store, Silent(most, surely is not None))
    choice = Choice(timeout=TIMEOUT, memory=default_memory(count))
    when = received.replace(tzinfo=received.tzinfo or UTC) if received else None
    return run(
        paths, store, upto("normalize", reader, store), local_crew(count),
        choice=choice, received=when, withdraw=withdraw, all_versions=all_versions,
    )  # fmt: skip


def _extraction(doc: str, out: str, reader: str) -> tuple[Entry, Extraction]:
    """A document and what extract saw in it. Looking leaves no trace: what the store does not have as it is wanted
    is made in a folder of its own."""
    store = Store(out)
    entry = resolve(doc, ledger.read_all(store))
    stage = upto("extract", reader, store)
    if entry.outcome and not plan(store, [entry], stage):
        return entry, _read(store, entry)
    with TemporaryDirectory() as folder:
        aside = Store(folder)
        _bring_up(aside, entry, stage, Choice())
        return entry, _read(aside, entry)


def _read(store: Store, entry: Entry) -> Extraction:
    artefact = Artefact.read(store, "extract", entry.sha256)
    if artefact is None or artefact.output is None:
        why = explain(artefact.reason, artefact.message) if artefact else entry.message
        raise DocumentError(f"{entry.path}: {why}")
    return Extraction.model_validate_json(artefact.text)


def _bring_up(store: Store, entry: Entry, table: tuple[Stage, ...], choice: Choice) -> Entry:
    """Bring a document up to date as far as these stages, in a worker of its own."""
    tasks = plan(store, [entry], table, choice)
    return work_off(store, {entry.sha256: entry}, tasks, local_crew(1)).get(entry.sha256, entry)
