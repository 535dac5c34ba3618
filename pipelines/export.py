"""The export: what all documents say together, as SCHEMA lays it down.

    <table>/<year>.parquet                               whole years, sorted
    units/<year>/<unit>/<project>/<table>.parquet .csv   the same rows, a folder per unit and project
    documents.parquet                                    the ledger
    datapackage.json                                     the tables described

The same input gives the same bytes, and an export replaces the one before: files whose rows are gone are removed.
What a folder holds hangs on few documents, so each folder has a recipe (`stages/export.json`), and one whose recipe
and files are as they were is not written again.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from normalize.schema import SCHEMA_VERSION, TABLES, Identity
from pipelines.artefacts import Artefact, canonical, digest, place
from pipelines.documents import LEDGER_PATH, documents_parquet
from pipelines.findings.between import between
from pipelines.findings.settings import settings_of
from pipelines.layout import Place, folders, year_name
from pipelines.ledger import Entry
from pipelines.package import PACKAGE_PATH, Written, datapackage
from pipelines.stages import version_of
from pipelines.store import Store
from pipelines.tables import frame, to_arrow, to_csv, to_parquet
from pipelines.versions import superseded

__all__ = ["Exported", "Form", "current", "export", "outdated"]

INDEX = "stages/export.json"
_OURS = re.compile(rf"(?:{'|'.join(TABLES)})/\d{{4}}\.parquet|units/.+/(?:{'|'.join(TABLES)})\.(?:parquet|csv)")

Row = dict[str, Any]
Index = dict[str, dict[str, Any]]


class Form(NamedTuple):
    """A form as the export sees it: what all its rows share, its rows by table, its folder's place, its hash."""

    shared: Row
    tables: dict[str, list[Row]]
    place: Place
    hash: str


class Exported(NamedTuple):
    """What an export came to: rows by table, folders there are, folders written now, files removed."""

    rows: dict[str, int]
    folders: int
    written: int
    removed: int
    superseded: int


def export(
    store: Store, entries: Iterable[Entry], *, all_versions: bool = False, afresh: Collection[str] = ()
) -> Exported:
    """Write the tables of every document that went through; superseded forms only if `all_versions`.

    Folders that have not changed are left as they are, but for those with forms of the documents `afresh` (doc_ids).
    """
    entries = list(entries)
    forms, older = _forms(store, entries)
    kept = [form for form in forms if all_versions or form.shared["form_id"] not in older]
    before = {found.path: found.size for found in store.list() if _OURS.fullmatch(found.path)}
    names = folders(form.place for form in kept)
    stale = {names[form.place] for form in kept if form.shared["doc_id"] in afresh}
    index, changed = _plan(store, kept, names, before, stale)
    years, parts = _write_years(store, kept, names, changed)
    _write_folders(store, index, changed, parts)
    wanted = {written.path for written in years.values()} | {f"{f}/{n}" for f in index for n in index[f]["files"]}
    gone = sorted(set(before) - wanted)
    for path in gone:
        store.delete(path)
    ledger = _put(store, LEDGER_PATH, documents_parquet(entries), sum(e.status != "waiting" for e in entries))
    store.put(PACKAGE_PATH, datapackage(years, ledger, len(index)))
    rows = {table: sum(len(form.tables[table]) for form in kept) for table in TABLES}
    return Exported(rows, len(index), len(changed), len(gone), len(older))


def current(store: Store, entries: Iterable[Entry]) -> list[Form]:
    """Every form that no later version supersedes, in the order of the export."""
    forms, older = _forms(store, list(entries))
    return [form for form in forms if form.shared["form_id"] not in older]


def outdated(store: Store, entries: Iterable[Entry]) -> set[str]:
    """The `form_id`s that a later version supersedes."""
    return _forms(store, list(entries))[1]


def _forms(store: Store, entries: list[Entry]) -> tuple[list[Form], set[str]]:
    """Every form in the order of the export, and the `form_id`s of those that a later version supersedes."""
    through = [entry for entry in entries if entry.outcome and "normalize" in entry.outcome.steps]
    artefacts = store.get_many([place("normalize", entry.sha256) for entry in through])
    read = [(e, a) for e, data in zip(through, artefacts, strict=True) if (a := Artefact.parse(data)) and a.payload]
    found = [(entry, form) for entry, artefact in read for form in artefact.payload["forms"]]
    identities = [{**form["identity"], "doc_id": entry.doc_id} for entry, form in found]
    older = superseded(identities, {entry.doc_id: entry.received for entry in through})
    compared = between((form for _, form in found), older, settings_of(store))
    forms = [_form(entry, form, older, compared) for entry, form in found]
    return sorted(forms, key=_order), older


def _form(entry: Entry, form: Row, older: set[str], compared: Mapping[str, list[Row]]) -> Form:
    form_id = form["identity"]["form_id"]
    identity = {name: form["identity"].get(name) for name in Identity.model_fields}
    shared = {
        "schema_version": SCHEMA_VERSION,
        "doc_id": entry.doc_id,
        "source": entry.names[0],
        **identity,
        "superseded": form_id in older,
    }
    tables = {"forms": [form["record"]], **{table: form[table] for table in TABLES if table != "forms"}}
    tables["findings"] = [*form["findings"], *compared.get(form_id, [])]
    where = Place(identity["year"], identity["unit"], identity["project"], identity["scope"] == "unit")
    return Form(shared, tables, where, digest(canonical([shared, tables])))


def _order(form: Form) -> tuple[str, ...]:
    """By unit, project, scope, phase and form, what is not known first."""
    return tuple(form.shared[name] or "" for name in ("unit", "project", "scope", "phase", "form_id"))


def _plan(
    store: Store, forms: list[Form], names: Mapping[Place, str], before: Mapping[str, int], stale: set[str]
) -> tuple[Index, set[str]]:
    """The index of folders as it will be, and the folders to write: those whose recipe or files are not as before."""
    recipes: defaultdict[str, list[str]] = defaultdict(list)
    for form in forms:
        recipes[names[form.place]].append(form.hash)
    old: Index = json.loads(store.get(INDEX) or b"{}")
    version = version_of("pipelines")
    index: Index = {}
    changed = set()
    for folder, hashes in sorted(recipes.items()):
        recipe = digest(canonical([version, hashes]))
        known = old.get(folder, {})
        sizes = {f"{folder}/{name}": size for name, size in known.get("files", {}).items()}
        same = known.get("recipe") == recipe and all(before.get(path) == size for path, size in sizes.items())
        if same and folder not in stale:
            index[folder] = known
        else:
            index[folder] = {"recipe": recipe, "files": {}}
            changed.add(folder)
    return index, changed


def _write_years(
    store: Store, forms: list[Form], names: Mapping[Place, str], changed: set[str]
) -> tuple[dict[tuple[str, str], Written], dict[str, dict[str, pa.Table]]]:
    """Write the whole years; returns them by table and year, and the parts that belong to each changed folder."""
    years: dict[tuple[str, str], Written] = {}
    parts: defaultdict[str, dict[str, pa.Table]] = defaultdict(dict)
    by_year: defaultdict[str, list[Form]] = defaultdict(list)
    for form in forms:
        by_year[year_name(form.place.year)].append(form)
    for table in TABLES:
        for year, members in sorted(by_year.items()):
            rows = [{**form.shared, **row} for form in members for row in form.tables[table]]
            if not rows:
                continue
            whole = to_arrow(table, frame(table, rows))
            years[table, year] = _put(store, f"{table}/{year}.parquet", to_parquet(whole), len(rows))
            owners = [names[form.place] for form in members for _ in form.tables[table]]
            for folder, positions in _positions(owners).items():
                if folder in changed:
                    parts[folder][table] = whole.take(positions)
    return years, parts


def _positions(owners: list[str]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, owner in enumerate(owners):
        found[owner].append(position)
    return found


def _write_folders(store: Store, index: Index, changed: set[str], parts: Mapping[str, Mapping[str, pa.Table]]) -> None:
    """Write the changed folders. They are out of the stored index meanwhile: cut off, the next export writes them."""
    store.put(INDEX, canonical({folder: known for folder, known in index.items() if folder not in changed}))
    for folder in sorted(changed):
        files = index[folder]["files"]
        for table, rows in parts[folder].items():
            for suffix, data in (("parquet", to_parquet(rows, small=True)), ("csv", to_csv(rows))):
                store.put(f"{folder}/{table}.{suffix}", data)
                files[f"{table}.{suffix}"] = len(data)
    store.put(INDEX, canonical(index))


def _put(store: Store, path: str, data: bytes, rows: int) -> Written:
    store.put(path, data)
    return Written(path, digest(data), rows)
