"""A site from an export: its data, then the pages that are not drawn yet, then the pages of the site itself."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.analysis.load import Chosen, exported
from pipelines.language import say
from pipelines.run.runner import Crew
from pipelines.site.gather import Gathered, gather
from pipelines.site.pictures import draw, missing, path_of
from pipelines.site.shards import ASIDE, Shards, script
from pipelines.site.shown import meta
from pipelines.store import ledger
from pipelines.store.artefacts import Artefact
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store

__all__ = ["NotASite", "Site", "build"]

_META = "data/meta.js"


class NotASite(Exception):
    """The folder holds something else: nothing is written over."""


class Site(NamedTuple):
    """What a site came to: forms, projects, pages drawn now, and why documents have no pictures."""

    forms: int
    projects: int
    drawn: int
    without: tuple[str, ...]


def build(out: str, to: Path, crew: Crew | None, notice: Callable[[str], None] = lambda _: None) -> Site:
    """Write the export at `out` as a site into the folder `to`, anew but for pages that are drawn already; `crew` draws
    them, none: no pictures. Raises NoSuchStore, and NotASite where the folder holds something else."""
    store = exported(out)
    if to.exists() and any(to.iterdir()) and not _is_site(to):
        raise NotASite(say("misuse.not_a_site", path=to))
    years = _years(out, store)
    entries = {} if crew is None else {entry.doc_id: entry for entry in ledger.read_all(store).values()}
    sizes = _Sizes(store, entries)
    pages: defaultdict[str, set[int]] = defaultdict(set)
    shards = Shards(to / "data", sum(chosen.table("forms").num_rows for chosen in years.values()))
    counts: Counter[str] = Counter()

    def placed(forms: Iterator[Gathered]) -> Iterator[tuple[Gathered, Mapping[int, Any]]]:
        for form in forms:
            known = sizes.of(form.doc, form.pages)
            pages[form.doc] |= known.keys()
            counts["indicators"] += len(form.indicators)
            yield form, known

    for year, chosen in years.items():
        counts["forms"] += shards.add(placed(gather(chosen)))
        notice(say("progress.gathered", year=year or "-", n=counts["forms"]))
    projects = shards.finish(list(years))
    counts["projects"] = projects
    (to / _META).write_bytes(script("meta", meta(list(years), shards.prefix, counts)))
    shards.close()
    wanted = missing(to, pages)
    _remove_others(to, pages)
    drawn = sum(map(len, wanted.values()))
    without: list[str] = []
    if crew and wanted:
        notice(say("progress.drawing", n=drawn))
        without = [why for why in draw(to, entries, wanted, crew) if why]
    for part in files("pipelines.site").joinpath("page").iterdir():
        (to / part.name).write_bytes(part.read_bytes())
    return Site(counts["forms"], projects, drawn, tuple(without))


def _is_site(folder: Path) -> bool:
    """Whether a folder holds a site, finished or not."""
    return (folder / _META).is_file() or (folder / "data" / ASIDE).is_dir()


def _years(out: str, store: Store) -> dict[int | None, Chosen]:
    """The rows of each year that there are forms of; what has no year comes last."""
    found = sorted(int(Path(one.path).stem) for one in store.list("forms") if one.path.endswith(".parquet"))
    numbers = [year for year in found if year] + [year for year in found if not year]
    return {year or None: Chosen(out, year, None, None, superseded=False) for year in numbers}


class _Sizes:
    """Width and height of documents' pages, from what extract saw; of the document asked for last it is kept."""

    def __init__(self, store: Store, entries: Mapping[str, Entry]) -> None:
        self._store = store
        self._entries = entries
        self._last: tuple[str, dict[int, list[float]]] = ("", {})

    def of(self, doc: str, pages: Any) -> dict[int, list[float]]:
        """The sizes of these pages; none of a document without pages or without pictures."""
        if self._last[0] != doc:
            self._last = doc, self._read(doc)
        return {page: self._last[1][page] for page in pages if page in self._last[1]}

    def _read(self, doc: str) -> dict[int, list[float]]:
        entry = self._entries.get(doc)
        artefact = Artefact.read(self._store, "extract", entry.sha256) if entry else None
        told = artefact.payload["pages"] if artefact and artefact.output else ()
        return {page["number"]: [page["width"], page["height"]] for page in told if page.get("paper", True)}


def _remove_others(to: Path, pages: Mapping[str, set[int]]) -> None:
    """Remove pictures of pages that nothing stands on any more."""
    wanted = {path_of(doc, page) for doc, numbers in pages.items() for page in numbers}
    for path in (to / "pages").glob("*/*/*.webp"):
        if path.relative_to(to).as_posix() not in wanted:
            path.unlink()
