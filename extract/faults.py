"""One bad page costs that page: whatever goes wrong while it is read becomes its reason.

What is not the page's fault goes on upwards: a reader that was asked for and is not there, memory that ran out (the
worker's limit, which every page shares), and all that asks the program to stop.
"""

import traceback
from pathlib import Path
from types import TracebackType
from typing import Self

from extract.errors import DocumentError, ReaderUnavailable, UnreadablePage
from extract.model import Page

__all__ = ["Guard"]

PANIC = "PanicException"
"""What Rust code that panics raises in Python: no `Exception`, and of a module that cannot be imported."""


class Guard:
    """A context in which the pages of a document are read, one after the other: `fault` is what went wrong with the
    last one that failed, `first` with the first."""

    def __init__(self) -> None:
        self.fault: Exception | None = None
        self.first: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if fault is None or isinstance(fault, ReaderUnavailable | MemoryError):
            return False
        if isinstance(fault, Exception):
            self.fault = fault
        elif type(fault).__name__ == PANIC:
            self.fault = UnreadablePage(f"a library gave up on it ({fault}): print the document to a new PDF")
        self.first = self.first or self.fault
        return isinstance(fault, Exception) or type(fault).__name__ == PANIC

    def page(self, number: int) -> Page:
        """The page that stands for the one that failed last."""
        return Page(number=number, width=0, height=0, status="unread", reason=self._reason())

    def any_read(self, pages: list[Page]) -> list[Page]:
        """The pages; where none of them could be read, the first one's fault is raised."""
        if self.first is not None and all(page.status == "unread" for page in pages):
            raise self.first
        return pages

    def _reason(self) -> str:
        """What went wrong, in words, and what to do."""
        if isinstance(self.fault, DocumentError):
            return str(self.fault)
        where = traceback.extract_tb(self.fault.__traceback__)[-1] if self.fault and self.fault.__traceback__ else None
        place = f" at {Path(where.filename).name}:{where.lineno}" if where else ""
        return f"it broke its reader ({type(self.fault).__name__}{place}): keep the file and report it"
