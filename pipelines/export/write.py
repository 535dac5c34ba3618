"""The export: what all documents say together, as SCHEMA lays it down.

    <table>/<year>.parquet                               whole years, sorted
    units/<year>/<unit>/<project>/<table>.parquet .csv   the same rows, a folder per unit and project, without evidence
    documents.parquet                                    the ledger
    datapackage.json                                     the tables described

The same input gives the same bytes, and an export replaces the one before: files whose rows are gone are removed.
What it costs is in proportion to what changed: the export as a whole, each year and each folder has a recipe, kept in
`stages/export.json`, and what has its recipe and its files as they were is not written again.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal, NamedTuple

import pyarrow as pa
from pydantic import TypeAdapter

from normalize.schema import TABLES
from pipelines.export.documents import LEDGER_PATH, documents_parquet, row
from pipelines.export.forms import EVIDENCE, ROWS, Form, Older, named, read_forms
from pipelines.export.layout import Place, folders
from pipelines.export.package import PACKAGE_PATH, Written, datapackage
from pipelines.export.tables import to_csv, to_parquet
from pipelines.export.titled import to_titled_csv
from pipelines.export.years import Year, by_year, parts, recipes, tables
from pipelines.findings.settings import SETTINGS
from pipelines.run.stages import version_of
from pipelines.store.artefacts import canonical, digest
from pipelines.store.aside import replace, set_aside
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store

__all__ = ["Exported", "Titles", "export", "folder_recipes"]

INDEX = "stages/export.json"
WRITERS = 8
_TABLE = "|".join(TABLES)
_OURS = re.compile(rf"(?:{_TABLE})/\d{{4}}\.parquet|units/.+/(?:{_TABLE})\.(?:parquet|csv)")
_TIMES = ("ingested_at", "extract_seconds", "normalize_seconds")

Titles = Literal["code", "zh"]
Sizes = dict[str, int]
Files = dict[str, tuple[int, str]]
"""Size and hash of each file by its name."""


class Whole(NamedTuple):
    """A year's tables as they were written: their recipe and files."""

    recipe: str
    files: list[Written]


class Known(NamedTuple):
    """What the last export left: its recipe, its figures, the sizes of its files outside the folders, and for each
    folder a recipe and its files, the titles of its CSVs, the years. Nothing of the ledger's own file, which knows
    times."""

    recipe: str | None
    figures: dict[str, Any]
    files: Sizes
    folders: dict[str, tuple[str, Files]]
    titles: Titles = "code"
    years: dict[str, Whole] = {}  # noqa: RUF012 -- never changed, and an index of before has none


_KNOWN = TypeAdapter(Known)


class Exported(NamedTuple):
    """What an export came to: rows by table, folders there are, folders written now, files removed, the forms that a
    later version supersedes, and where files that somebody had edited are kept now."""

    rows: dict[str, int]
    folders: int
    written: int
    removed: int
    superseded: list[Older]
    kept: tuple[str, ...] = ()


def export(
    store: Store,
    entries: Iterable[Entry],
    *,
    all_versions: bool = False,
    afresh: Collection[str] = (),
    titles: Titles | None = None,
) -> Exported:
    """Write the tables of every document that went through; superseded forms only if `all_versions`. `titles` are
    those of the CSVs: the columns' names, or Chinese ones; those of the last export if not given.

    Folders that have not changed are left as they are, but for those with forms of the documents `afresh` (doc_ids).
    """
    entries = list(entries)
    ledger = _put(store, LEDGER_PATH, documents_parquet(entries), sum(e.status != "waiting" for e in entries))
    before = {found.path: found.size for found in store.list() if _is_ours(found.path)}
    known = _known(store)
    titles = titles or known.titles
    recipe = _recipe(store, entries, all_versions, titles)
    if known.recipe == recipe and not afresh and _all_sizes(known) == before:
        return _as_before(known)
    forms, older, unclaimed = read_forms(store, entries)
    kept = [form for form in forms if all_versions or form.shared["form_id"] not in older]
    names = folders(form.place for form in kept)
    stale = {names[form.place] for form in kept if form.shared["doc_id"] in afresh}
    wanted = _folders(kept, names, titles)
    current = {f: known.folders[f] for f in wanted if f not in stale and _is_current(f, wanted[f], known, before)}
    years = by_year(kept, unclaimed)
    same = {name: one for name, one in known.years.items() if all(before.get(w.path) == w.size for w in one.files)}
    pending = {folder: ("", files) for folder, (_, files) in known.folders.items()}
    store.put(INDEX, canonical(Known(None, {}, {}, pending | current, titles)._asdict()))
    whole, split = _write_years(store, years, same, recipes(years, entries), names, set(wanted) - set(current))
    files = _by_table(whole)
    written, edited = _write_folders(store, wanted, split, known, titles)
    package = _put(store, PACKAGE_PATH, datapackage(files, ledger, len(wanted)), 1)
    singles = {w.path: w.size for w in (*files.values(), package)}
    rows = {table: sum(w.rows for (name, _), w in files.items() if name == table) for table in TABLES}
    told = named(forms, older)
    now = Known(recipe, Exported(rows, len(wanted), 0, 0, told)._asdict(), singles, current | written, titles, whole)
    gone = sorted(set(before) - set(_all_sizes(now)))
    edited += filter(None, [_remove(store, path, known) for path in gone])
    store.put(INDEX, canonical(now._asdict()))
    return Exported(rows, len(wanted), len(written), len(gone), told, tuple(sorted(edited)))


def _is_ours(path: str) -> bool:
    """Whether a file is the export's to replace or remove; a person's own file beside them is not."""
    return path == PACKAGE_PATH or _OURS.fullmatch(path) is not None


def _known(store: Store) -> Known:
    """What the last export left; nothing where that cannot be understood, so that everything is written."""
    try:
        return _KNOWN.validate_json(store.get(INDEX) or b"null")
    except ValueError:
        return Known(None, {}, {}, {})


def folder_recipes(store: Store) -> dict[str, str]:
    """The hash of what each folder holds, as it was last exported."""
    return {folder: recipe for folder, (recipe, _) in _known(store).folders.items()}


def _as_before(known: Known) -> Exported:
    """The figures of an export that changed nothing."""
    return TypeAdapter(Exported).validate_python(known.figures)


def _recipe(store: Store, entries: Iterable[Entry], all_versions: bool, titles: Titles) -> str:
    """All that decides the export, times apart: the ledger with the hash of every result, the code, the settings."""
    ledger = sorted(canonical([_timeless(entry), entry.received[1]]).decode("utf-8") for entry in entries)
    settings = (store.get(SETTINGS) or b"").decode("utf-8", "replace")
    return digest(canonical([version_of("pipelines"), version_of("normalize"), settings, all_versions, titles, ledger]))


def _timeless(entry: Entry) -> dict[str, Any]:
    facts = {name: str(value) for name, value in row(entry).items() if name not in _TIMES}
    return {**facts, "outputs": [step.output for step in entry.outcome.steps.values()] if entry.outcome else None}


def _all_sizes(known: Known) -> Sizes:
    inside = {
        f"{folder}/{name}": size for folder, (_, files) in known.folders.items() for name, (size, _) in files.items()
    }
    return {**known.files, **inside}


def _folders(forms: Iterable[Form], names: Mapping[Place, str], titles: Titles) -> dict[str, str]:
    """The recipe of each folder: the code and the forms it holds."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for form in forms:
        held[names[form.place]].append(form.hash)
    version = version_of("pipelines")
    return {folder: digest(canonical([version, titles, hashes])) for folder, hashes in sorted(held.items())}


def _is_current(folder: str, recipe: str, known: Known, before: Sizes) -> bool:
    made, files = known.folders.get(folder, ("", {}))
    return made == recipe and all(before.get(f"{folder}/{name}") == size for name, (size, _) in files.items())


def _write_years(
    store: Store,
    years: Mapping[str, Year],
    known: Mapping[str, Whole],
    wanted: Mapping[str, str],
    names: Mapping[Place, str],
    changed: set[str],
) -> tuple[dict[str, Whole], dict[str, dict[str, pa.Table]]]:
    """Write the whole years that are not as they were or have a changed folder; returns each, and the parts that belong
    to each changed folder."""
    made: dict[str, Whole] = {}
    split: defaultdict[str, dict[str, pa.Table]] = defaultdict(dict)
    for name, year in years.items():
        owners = [names[form.place] for form in year.forms]
        if name in known and known[name].recipe == wanted[name] and changed.isdisjoint(owners):
            made[name] = known[name]
            continue
        files: list[Written] = []
        for table, whole in tables(year):
            files.append(_put(store, f"{table}/{name}.parquet", to_parquet(whole), whole.num_rows))
            inside = () if table == EVIDENCE else parts(table, whole, year, owners, changed)
            for folder, rows in inside:
                split[folder][table] = rows
        made[name] = Whole(wanted[name], files)
    return made, split


def _by_table(years: Mapping[str, Whole]) -> dict[tuple[str, str], Written]:
    """The files of the years by table and year, in the order of the tables."""
    found = {(one.path.partition("/")[0], name): one for name, whole in years.items() for one in whole.files}
    return {
        (table, name): found[table, name] for table in (*ROWS, EVIDENCE) for name in years if (table, name) in found
    }


def _write_folders(
    store: Store, recipes: Mapping[str, str], parts: Mapping[str, Mapping[str, pa.Table]], known: Known, titles: Titles
) -> tuple[dict[str, tuple[str, Files]], list[str]]:
    """Write the changed folders, over a network several at a time; returns what is known of them now, and where files
    that somebody had edited are kept. The stored index does not have them meanwhile: cut off here, the next export
    writes them."""
    edited: list[str] = []

    def write(folder: str) -> tuple[str, tuple[str, Files]]:
        files = {}
        for table, rows in parts[folder].items():
            for suffix, data in (
                ("parquet", to_parquet(rows, small=True)),
                ("csv", _csv(table, rows, titles)),
            ):
                path = f"{folder}/{table}.{suffix}"
                edited.extend(filter(None, [replace(store, path, data, _ours(path, known))]))
                files[f"{table}.{suffix}"] = len(data), digest(data)
        return folder, (recipes[folder], files)

    if store.folder is not None:  # threads would only be in each other's way
        return dict(map(write, sorted(parts))), edited
    with ThreadPoolExecutor(WRITERS) as writers:
        return dict(writers.map(write, sorted(parts))), edited


def _csv(table: str, rows: pa.Table, titles: Titles) -> bytes:
    return to_csv(rows) if titles == "code" else to_titled_csv(table, rows)


def _ours(path: str, known: Known) -> str | None:
    """The hash of a folder's file as the last export wrote it."""
    folder, _, name = path.rpartition("/")
    _, files = known.folders.get(folder, ("", {}))
    return files[name][1] if name in files else None


def _remove(store: Store, path: str, known: Known) -> str | None:
    """Remove a file whose rows are gone; returns where it is kept if somebody had edited it."""
    ours, there = _ours(path, known), store.get(path)
    kept = set_aside(store, path, there) if there is not None and ours and digest(there) != ours else None
    store.delete(path)
    return kept


def _put(store: Store, path: str, data: bytes, rows: int) -> Written:
    store.put(path, data)
    return Written(path, digest(data), len(data), rows)
