"""Pages of documents as pictures, with places boxed in red; drawn in a process of their own, so that a page that
takes it down goes without a picture and the work goes on.

Measured on the sample documents: 20 ms and 60 KB a page, and 1 s for the process.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.crop import page_pictures
from extract.errors import DocumentError
from extract.model import Box
from pipelines.intake.original import original
from pipelines.intake.sources import UnreadableSource
from pipelines.run.runner import Crew, local_crew
from pipelines.run.watch import limited
from pipelines.store.ledger import Entry

__all__ = ["ALONE", "Asked", "draw"]

ALONE = local_crew(1)
_QUALITY = 45
"""Of 100, as JPEG counts: legible, and opened by every machine, as WebP is not."""
_TIMEOUT, _MEMORY = 60, 2 << 30
"""Seconds and bytes that the pages of one document may take."""


class Asked(NamedTuple):
    """A page of a document, the boxes to be drawn on it, and the path that its picture is for."""

    path: str
    doc_id: str
    page: int
    boxes: tuple[Box, ...]


def draw(pages: Iterable[Asked], entries: Mapping[str, Entry], crew: Crew = ALONE) -> Iterator[tuple[Asked, bytes]]:
    """A JPEG of each of these pages; of a document that is no longer there, or has no pages to be drawn, none."""
    documents: defaultdict[str, list[Asked]] = defaultdict(list)
    for asked in pages:
        documents[asked.doc_id].append(asked)
    waiting = list(documents.values())
    while waiting:
        with crew.start(1) as worker:
            try:
                while waiting:
                    members = waiting.pop()
                    yield from worker.submit(_drawn, entries[members[0].doc_id], members).result()
            except crew.lost:
                continue  # that document goes without, the others have a fresh process


def _drawn(entry: Entry, asked: Sequence[Asked]) -> list[tuple[Asked, bytes]]:
    """The pictures of pages of one document."""
    drawn: list[tuple[Asked, bytes]] = []
    try:
        with limited(_TIMEOUT, _MEMORY):
            for page, shown in page_pictures(original(entry), sorted({one.page for one in asked})):
                drawn += [(one, shown.marked(one.boxes, _QUALITY)) for one in asked if one.page == page]
    except (UnreadableSource, DocumentError, MemoryError):
        return drawn
    return drawn
