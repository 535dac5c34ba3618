"""One document read where it lies, its tables at hand: for a look, not for a year in bulk."""

import atexit
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from extract.errors import DocumentError
from extract.settings import ExtractSettings
from pipelines.analysis.load import Chosen, Frames, Titles
from pipelines.analysis.look import Picture
from pipelines.intake.sources import UnreadableSource, to_path
from pipelines.language import say
from pipelines.language.reasons import detail, explain
from pipelines.run.job import run
from pipelines.run.runner import Crew
from pipelines.run.stages import stages
from pipelines.store.artefacts import digest
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store

__all__ = ["Document", "read_document"]

_HERE = Crew(ThreadPoolExecutor, 1)
"""In this process: a notebook has no file that a fresh process could begin with."""


class Document(Frames):
    """What one document says, table by table, and its pages."""

    def __init__(self, path: str, entry: Entry, out: str, reader: str, titles: Titles) -> None:
        super().__init__(Chosen(out, None, None, None, superseded=True), titles)
        self.path = path
        self.status = entry.status
        self._reader = reader

    def __repr__(self) -> str:
        return f"Document({self.path}: {self.status}, {len(self.forms)} forms, {len(self.indicators)} indicators)"

    def show(self, page: int = 1) -> Picture:
        """A page, counted from 1, with rulings, cells and lines drawn over it and the texts as they were read beside
        it. Raises NoSuchDocument for a page that the document does not have."""
        from pipelines.cli.commands import drawn_page

        return Picture(drawn_page(self.path, self._chosen.store.location, self._reader, page), f"page {page}")

    def _repr_html_(self) -> str:
        shown = ["unit", "project", "year", "phase", "budget", "needs_review"]
        names = [self._named("forms").get(name, name) for name in shown]
        forms: pd.DataFrame = self.forms[names]
        return f"<p>{self!r}</p>{forms._repr_html_()}"  # type: ignore[operator]


def read_document(path: str, reader: str, titles: Titles) -> Document:
    """Read a document in this process. Raises UnreadableSource, DocumentError with what is wrong with it."""
    file = to_path(path)
    if not file.is_file():
        raise UnreadableSource(say("misuse.no_file", path=path))
    place = str(Path(_session()) / digest(file.read_bytes())[:16] / reader)
    table = stages(ExtractSettings(reader=reader))
    (entry, *_) = run([path], Store(place), table, _HERE).entries
    if entry.status in ("quarantined", "not_read"):
        why = detail(entry.message) if entry.message else explain(entry.reason, None, coded=False)
        raise DocumentError(f"{path}: {why}")
    return Document(str(file), entry, place, reader, titles)


@cache
def _session() -> str:
    """A folder for as long as this process lives."""
    folder = TemporaryDirectory(prefix="jixiao-")
    atexit.register(folder.cleanup)
    return folder.name
