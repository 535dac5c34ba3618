"""Pictures of the pages that ask, with what asks boxed in red: where the doubtful cells of the workbooks lead.

    units/<year>/<unit>/页面图片/<doc_id>-<page>.jpg

Where nothing new asks, nothing is drawn.
"""

from collections import defaultdict

from extract.model import Box
from pipelines.export.books.asking import SIDES, asking
from pipelines.export.books.content import Book
from pipelines.run.drawing import Asked

__all__ = ["path_of", "wanted"]

FOLDER = "页面图片"
MOST = 2_000
"""Pages that are drawn of all there are, the first in the order of units: a minute and 120 MB."""


def path_of(folder: str, doc_id: str, page: int) -> str:
    """Where a page's picture stands; `folder` is the unit's."""
    return f"{folder}/{FOLDER}/{doc_id}-{page}.jpg"


def wanted(book: Book) -> list[Asked]:
    """The pages that ask."""
    found: defaultdict[tuple[str, str, int], set[Box]] = defaultdict(set)
    for row in asking(book):
        if row.get("form_id") is None or not row.get("page"):
            continue
        boxes = found[book.places[row["form_id"]].rpartition("/")[0], row["doc_id"], row["page"]]
        if row.get("x0") is not None:
            x0, y0, x1, y1 = (row[side] for side in SIDES)
            boxes.add((x0, y0, x1, y1))
    first = sorted(found.items())[:MOST]
    return [Asked(path_of(*key), *key[1:], tuple(sorted(boxes))) for key, boxes in first]
