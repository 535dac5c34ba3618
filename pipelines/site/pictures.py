"""The pages that values stand on, as WebP, drawn once: a document's pages never change, its name is its hash.

Measured on 18 pages of the sample documents: a page of 1,000 pixels' width takes 27 KB at this quality; the values' own
pieces take 30 KB and 38 files.
"""

import io
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from PIL import Image

from extract.crop import page_pictures
from extract.errors import DocumentError
from pipelines.analysis.look import NoPicture, document_bytes
from pipelines.run.runner import Crew
from pipelines.store.ledger import Entry

__all__ = ["QUALITY", "draw", "missing", "path_of"]

QUALITY = 40  # of 100, as WebP counts
_METHOD = 4  # of 6: slower ones save two in a hundred


def path_of(doc: str, page: int) -> str:
    """Where a page's picture stands, below the site."""
    return f"pages/{doc[:2]}/{doc}/{page}.webp"


def missing(site: Path, pages: Mapping[str, Collection[int]]) -> dict[str, list[int]]:
    """Of the pages of each document those that are not drawn yet."""
    wanted = {doc: [page for page in sorted(numbers) if not (site / path_of(doc, page)).is_file()]
              for doc, numbers in pages.items()}  # fmt: skip
    return {doc: numbers for doc, numbers in wanted.items() if numbers}


def draw(site: Path, entries: Mapping[str, Entry], pages: Mapping[str, list[int]], crew: Crew) -> Iterator[str | None]:
    """Draw these pages; for each document why it has none, or None. All of them were drawn once before, when they were
    read: one that takes its reader down is in no table."""
    with crew.start(crew.workers) as workers:
        jobs = [workers.submit(_draw, site, entries[doc], numbers) for doc, numbers in pages.items()]
        for job in jobs:
            yield job.result()


def _draw(site: Path, entry: Entry, numbers: list[int]) -> str | None:
    try:
        for page, shown in page_pictures(document_bytes(entry), numbers):
            path = site / path_of(entry.doc_id, page)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_webp(shown.picture))
    except (NoPicture, DocumentError) as fault:
        return str(fault)
    return None


def _webp(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=_METHOD)
    return out.getvalue()
