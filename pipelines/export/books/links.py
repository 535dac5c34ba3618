"""Links from a workbook to the originals and to the pictures of the pages that ask, as xlsxwriter takes them."""

import os
from collections.abc import Collection
from pathlib import Path

from pipelines.export.books.columns import Column
from pipelines.export.books.content import Book, Row
from pipelines.export.books.pictures import path_of
from pipelines.store.objects import is_url

__all__ = ["LINKED", "Links"]

LINKED = ("original", "page", "picture")
"""Kinds of column that lead to the original (a page to that page of it, in what shows PDF files) or to a picture."""


class Links:
    """Links from a workbook's folder. `results` is the folder of the results, `pictures` those that are there."""

    def __init__(self, book: Book, results: Path | None, pictures: Collection[str] = ()) -> None:
        self._book, self._pictures = book, frozenset(pictures)
        self._from = None if results is None else results / book.folder
        self._locations = {entry.doc_id: entry.sources[0].location for entry in book.documents}

    def of(self, column: Column, row: Row) -> str | None:
        """Where a cell leads by the kind of its column."""
        if column.kind not in LINKED:
            return None
        if column.kind == "picture":
            return self.picture(row, row.get("page"))
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
        location = self._locations.get(doc_id or "")
        if location is None or self._from is None:
            return None
        at = f"#page={page}" if page and location.lower().endswith(".pdf") else ""
        if is_url(location):
            return location + at if location.startswith(("http", "file")) else None
        try:
            return f"external:{os.path.relpath(location, self._from)}{at}"
        except ValueError:  # on another drive of Windows
            return f"external:{location}{at}"
