"""Links from a workbook to the originals and to the pictures of the pages that ask, as xlsxwriter takes them."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from xlsxwriter.url import Url

from pipelines.export.books.columns import Column
from pipelines.export.books.content import Book, Row
from pipelines.export.books.pictures import path_of
from pipelines.store.objects import is_url

__all__ = ["LINKED", "Link", "Links"]

LINKED = ("original", "page", "picture")
"""Kinds of column that lead to the original (a page to that page of it, in what shows PDF files) or to a picture."""


class Link(Url):  # type: ignore[misc]
    """A link with the text that its cells show, and `/` in it, which every program takes; xlsxwriter writes those to
    files as Windows has them. Raises ValueError where Excel takes none so long."""

    def __init__(self, target: str, text: str) -> None:
        super().__init__(target)
        self.text = text

    def _target(self) -> str:
        return str(super()._target()).replace("\\", "/")


class Links:
    """Links from a workbook's folder. `results` is the folder of the results, `pictures` those that are there."""

    def __init__(self, book: Book, results: Path | None, pictures: Collection[str] = ()) -> None:
        self._book, self._pictures = book, frozenset(pictures)
        self._originals = (
            {entry.doc_id: _link(entry.sources[0].location, results / book.folder) for entry in book.documents}
            if results is not None
            else {}
        )
        self._made = dict[tuple[str, Any], Link | None]()

    def saying(self, link: str, value: Any) -> Link | None:
        """A link with the text that its cells show, made once; None where Excel takes none so long."""
        if (link, value) not in self._made:
            try:
                self._made[link, value] = Link(link, str(value))
            except ValueError:
                self._made[link, value] = None
        return self._made[link, value]

    def of(self, column: Column, row: Row) -> str | None:
        """Where a cell leads by the kind of its column."""
        if column.kind == "picture" or (column.kind == "flag" and row.get("needs_review")):
            return self.picture(row, row.get("page") or row.get("page_first"))
        if column.kind not in LINKED:
            return None
        page = row.get(column.name) if column.kind == "page" else None
        return self._original(row.get("doc_id"), page if isinstance(page, int) else None)

    def picture(self, row: Row, page: int | None) -> str | None:
        """Where the picture of a page of a row's document is; None where there is none."""
        place = self._book.places.get(row.get("form_id") or "")
        if place is None or page is None:
            return None
        path = path_of(place.rpartition("/")[0], row["doc_id"], page)
        if path not in self._pictures:
            return None
        return f"external:{path.removeprefix(f'{self._book.folder}/')}"

    def _original(self, doc_id: str | None, page: int | None) -> str | None:
        """Where a document's original is, or a page of it; None where it cannot be linked to."""
        link = self._originals.get(doc_id or "")
        return f"{link}#page={page}" if link and page and link.lower().endswith(".pdf") else link


def _link(location: str, here: Path) -> str | None:
    """The link from a folder to a document's original; None where there can be none."""
    if is_url(location):
        return location if location.startswith(("http", "file")) else None
    try:
        return f"external:{os.path.relpath(location, here)}"
    except ValueError:  # on another drive of Windows
        return f"external:{location}"
