"""The workbooks and the page on disk: written only where what they show has changed, never over a person's work."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from pydantic import TypeAdapter

from pipelines.export.books.book import as_workbook
from pipelines.export.books.content import Book, books
from pipelines.export.books.page import as_page
from pipelines.export.books.pictures import wanted
from pipelines.export.documents import row
from pipelines.export.write import INDEX as EXPORTED
from pipelines.export.write import folder_recipes
from pipelines.language import say
from pipelines.run.drawing import draw
from pipelines.run.stages import version_of
from pipelines.store.artefacts import canonical, digest
from pipelines.store.aside import replace, set_aside
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store

__all__ = ["Books", "write_books"]

INDEX = "stages/books.json"
NAME, PAGE = "年度总表.xlsx", "index.html"
_TIMES = ("ingested_at", "extract_seconds", "normalize_seconds")


class Books(NamedTuple):
    """What became of the workbooks: how many were written now, and where those are kept that somebody had edited."""

    written: int
    kept: tuple[str, ...]


class Made(NamedTuple):
    """A file as we wrote it: what it was made of, and its hash."""

    recipe: str
    hash: str


class Known(NamedTuple):
    """What the last time left: the stamp of what was exported then, and each file."""

    stamp: str | None
    made: dict[str, Made]


_KNOWN = TypeAdapter(Known)


def write_books(store: Store, entries: Iterable[Entry], notice: Callable[[str], None] = lambda _: None) -> Books:
    """Bring the workbooks, the pictures that they lead to and the page up to date with what is exported."""
    known = _known(store)
    there = {found.path for found in store.list() if not found.path.startswith("stages/")}
    stamp = _stamp(store, there)
    if known.stamp == stamp and there.issuperset([*known.made, PAGE]):
        return Books(0, ())
    content = books(store, entries)
    exported = folder_recipes(store)
    made = _pictures(store, content[0], known, there, notice)
    pictures, kept = sorted(made), list[str | None]()
    for book in content:
        path, recipe = f"{book.folder}/{NAME}".lstrip("/"), _recipe(book, exported, pictures)
        before = known.made.get(path)
        if before is not None and path in there and before.recipe == recipe:
            made[path] = before
            continue
        data = as_workbook(book, store.folder, pictures)
        kept.append(replace(store, path, data, before.hash if before else None))
        made[path] = Made(recipe, digest(data))
    kept += [_remove(store, path, known.made[path].hash) for path in sorted((known.made.keys() - made.keys()) & there)]
    store.put(PAGE, as_page(content[0], there | made.keys()))
    store.put(INDEX, canonical(Known(stamp, made)._asdict()))
    written = sum(known.made.get(path) != one for path, one in made.items() if path not in pictures)
    return Books(written, tuple(sorted(filter(None, kept))))


def _pictures(
    store: Store, book: Book, known: Known, there: Collection[str], notice: Callable[[str], None]
) -> dict[str, Made]:
    """Bring the pictures of the pages that ask up to date; returns those that there are. Only a folder has any: nothing
    else can be linked to."""
    pages = wanted(book) if store.folder else []
    recipes = {asked.path: digest(canonical([version_of("pipelines"), asked])) for asked in pages}
    made = {p: known.made[p] for p in recipes if p in there and p in known.made and known.made[p].recipe == recipes[p]}
    pending = [asked for asked in pages if asked.path not in made]
    if pending:
        notice(say("progress.drawing", n=len(pending)))
    for asked, data in draw(pending, {entry.doc_id: entry for entry in book.documents}):
        store.put(asked.path, data)
        made[asked.path] = Made(recipes[asked.path], digest(data))
    return made


def _remove(store: Store, path: str, ours: str) -> str | None:
    data = store.get(path)
    kept = set_aside(store, path, data) if data is not None and digest(data) != ours else None
    store.delete(path)
    return kept


def _known(store: Store) -> Known:
    """What was written last; nothing where that cannot be understood, so that everything is written."""
    try:
        return _KNOWN.validate_json(store.get(INDEX) or b"null")
    except ValueError:
        return Known(None, {})


def _stamp(store: Store, there: Iterable[str]) -> str:
    """The hash of what is exported and of which reports there are: where it is as it was, nothing has to be read."""
    reports = sorted(path for path in there if path.rpartition("/")[2].startswith("findings."))
    return digest(canonical([digest(store.get(EXPORTED) or b""), reports]))


def _recipe(book: Book, exported: Mapping[str, str], pictures: Sequence[str]) -> str:
    """The hash of all that a workbook shows, and of the code that shows it."""
    here = [path for path in pictures if path.startswith(book.folder)]
    documents = [{name: str(v) for name, v in row(e).items() if name not in _TIMES} for e in book.documents]
    locations = [[source.location for source in entry.sources] for entry in book.documents]
    asking = sorted(repr((key, values)) for key, values in book.asking.items())
    folders = sorted({book.places[form["form_id"]] for form in book.tables["forms"]})
    tables = [(folder, exported.get(folder)) for folder in folders]
    version = [version_of("pipelines"), version_of("normalize")]
    return digest(canonical([version, tables, asking, documents, locations, here]))
