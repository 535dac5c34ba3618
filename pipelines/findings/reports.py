"""The reports on disk: an HTML page and a workbook beside the folders of a unit's year.

    units/<year>/<unit>/findings.html   findings.xlsx

What people wrote in a workbook is read back before anything is written, and kept. A report whose findings and notes are
as they were is not written again; one whose unit has no forms any more is removed.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import TypeAdapter

from pipelines.findings.gather import UnitYear
from pipelines.findings.html import as_html
from pipelines.findings.notes import fingerprint, read_back, unmatched
from pipelines.findings.pictures import pictures
from pipelines.findings.sheet import as_workbook
from pipelines.run.stages import version_of
from pipelines.store import ledger
from pipelines.store.artefacts import canonical, digest
from pipelines.store.aside import set_aside
from pipelines.store.objects import Store
from pipelines.store.people import Note, Notes, keep_notes, places, read_notes

__all__ = ["Reports", "write_reports"]

INDEX = "stages/reports.json"
PAGE, WORKBOOK = "findings.html", "findings.xlsx"
_OURS = re.compile(r"units/[^/]+/[^/]+/findings\.(?:html|xlsx)")


class Reports(NamedTuple):
    """What became of the reports: the folders they stand in, how many were written now, how many removed, how many
    notes of people were read back, and where workbooks that were edited otherwise are kept."""

    folders: tuple[str, ...]
    written: int
    removed: int
    notes: int = 0
    kept: tuple[str, ...] = ()


class Made(NamedTuple):
    """A report as we wrote it: its recipe, the hash of its workbook and the fingerprint of all but its notes."""

    recipe: str
    workbook: str
    fingerprint: str


_INDEX = TypeAdapter(dict[str, Made])


def write_reports(store: Store, told: Sequence[UnitYear], *, all_units: bool) -> Reports:
    """Write what is new or changed; `all_units`: these are all there are, and reports of any other are removed.

    Raises StoreError, before anything is written over, where people's notes cannot be kept.
    """
    index = _index(store)
    there = {found.path for found in store.list("units") if _OURS.fullmatch(found.path)}
    where = places(store, ledger.read_all(store).values())
    notes = read_notes(where)
    said, kept = _gather_notes(store, there, index, notes)
    if said != notes:
        keep_notes(where, said)
    now: dict[str, Made] = {}
    written = 0
    for unit in told:
        names = {f"{unit.folder}/{name}" for name in (PAGE, WORKBOOK)}
        recipe = _recipe(unit, said)
        made = index.get(unit.folder)
        if made is None or made.recipe != recipe or not there.issuperset(names) or unit.folder in kept:
            made = _write(store, unit, said, recipe)
            written += 1
        now[unit.folder] = made
    gone = {path for path in there if path.rpartition("/")[0] not in now} if all_units else set()
    for path in sorted(gone):
        store.delete(path)
    known = now if all_units else index | now
    store.put(INDEX, canonical({folder: made._asdict() for folder, made in known.items()}))
    changed = sum(said.get(key) != notes.get(key) for key in said.keys() | notes.keys())
    return Reports(tuple(now), written, len(gone), changed, tuple(sorted(filter(None, kept.values()))))


def _index(store: Store) -> dict[str, Made]:
    """What was written last; nothing where that cannot be understood, so that everything is written."""
    try:
        return _INDEX.validate_json(store.get(INDEX) or b"{}")
    except ValueError:
        return {}


def _gather_notes(
    store: Store, there: set[str], index: dict[str, Made], notes: Notes
) -> tuple[Notes, dict[str, str | None]]:
    """The notes with what saved workbooks say, and the folders of those workbooks, each with where it is kept if more
    than its notes was changed."""
    said = dict(notes)
    kept: dict[str, str | None] = {}
    for path in sorted(path for path in there if path.endswith(WORKBOOK)):
        folder, made = path.rpartition("/")[0], index.get(path.rpartition("/")[0])
        data = store.get(path)
        if data is None or (made and digest(data) == made.workbook):
            continue
        answers = read_back(data)
        for key, (status, remark, about) in answers.by_key.items() if answers else ():
            said.pop(key, None)
            if status or remark:
                note = notes.get(key) or Note(key=key, folder=folder, about=about)
                said[key] = note.model_copy(update={"status": status, "remark": remark})
        ours = answers is not None and made is not None and answers.fingerprint == made.fingerprint
        kept[folder] = None if ours else set_aside(store, path, data)
    return said, kept


def _write(store: Store, unit: UnitYear, notes: Notes, recipe: str) -> Made:
    pieces = pictures(unit)
    page, workbook = as_html(unit, pieces, notes, store.folder), as_workbook(unit, pieces, notes, store.folder)
    store.put(f"{unit.folder}/{PAGE}", page)
    store.put(f"{unit.folder}/{WORKBOOK}", workbook)
    return Made(recipe, digest(workbook), fingerprint(workbook))


def _recipe(unit: UnitYear, notes: Notes) -> str:
    """The hash of all that a report says, and of the code that says it."""
    rows = [
        [dict(form.shared), dict(form.record), [[dict(row) for row in told.rows] for told in form.findings]]
        for form in unit.forms
    ]
    reviews = [row for form in unit.forms for row in form.reviews]
    keys = [finding.key for form in unit.forms for finding in form.findings]
    mine = [notes[key].model_dump() for key in keys if key in notes]
    mine += [note.model_dump() for note in unmatched(unit, notes)]
    return digest(canonical([version_of("pipelines"), version_of("normalize"), rows, reviews, mine]))
