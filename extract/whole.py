"""Files that are no PDF and no picture, each by the one reader that knows its kind.

    media type ─► reader ─► pages, everything on them ─ triage ─► those that hold a form

A kind whose reader cannot run here is told so (`NotRead`); the other kinds go on.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from extract.errors import NotRead, OversizedDocument, ReaderUnavailable
from extract.media import DOCX, FLAT_DOCX, HTML, MHTML, OFD, OLD_FORMATS, XLSX
from extract.model import FORM_UNREAD, Page
from extract.page import Content
from extract.readers import reader
from extract.settings import ExtractSettings
from extract.source import Document
from extract.triage import goes_on, holds_form

__all__ = ["WORDLESS", "whole_document"]

_TITLE = re.compile(r"表[一二三四五六七八九十\d]{0,2}[)）]?\s*$|^(?:附|公开)?表\s*[一二三四五六七八九十\d]")
"""How a line ends or begins that names a table: 收入支出预算总表, 表3, 公开01表."""
HEADING = 120
"""Characters."""
WORDLESS = "too few of the words of a form stand on it"
_READERS = {
    OFD: "ofd",
    DOCX: "word",
    FLAT_DOCX: "word",
    XLSX: "sheet",
    HTML: "web",
    MHTML: "web",
    **dict.fromkeys(OLD_FORMATS, "old"),
}


def whole_document(document: Document, settings: ExtractSettings) -> list[Page]:
    """Every page of a document that has a reader of its own; pages without a form are passed over. Raises a
    `DocumentError`."""
    name = _READERS[document.media_type]
    try:
        module = reader(name)
        found = list(islice(module.pages(document, settings), settings.max_pages + 1))
    except (ReaderUnavailable, ImportError) as fault:
        raise NotRead(f"no reader for this kind is installed ({fault}): hand it in as PDF") from fault
    if len(found) > settings.max_pages:
        raise OversizedDocument(f"it has more than {settings.max_pages} pages or tables: split it")
    return list(_worth_reading(found, settings.form_words))


def _holds_form(page: Page, words: Sequence[str]) -> bool:
    return holds_form(Content(page.tables, page.lines), words)


def _stands_with(before: Page, page: Page) -> bool:
    """Whether the table of a page goes on with the one before it; in a file without pages, whether it has no title of
    its own."""
    if page.paper:
        return goes_on(before, page)
    return bool(before.tables and page.tables) and not any(_TITLE.search(line.text) for line in page.lines)


def _is_heading(page: Page) -> bool:
    """Whether a page is but a few lines, as a title is whose table the printer moved to the next one."""
    return sum(len(line.text) for line in page.lines) <= HEADING


def _worth_reading(pages: Sequence[Page], words: Sequence[str]) -> Iterator[Page]:
    """The pages, those passed over that hold no word of a form and do not go on with one that does."""
    if not words:
        yield from pages
        return
    fits = [
        page.status != "read" or FORM_UNREAD in page.doubts or (bool(page.tables) and _holds_form(page, words))
        for page in pages
    ]
    for n in range(1, len(pages)):
        fits[n] = fits[n] or (fits[n - 1] and _stands_with(pages[n - 1], pages[n]))
    for n in range(len(pages) - 2, -1, -1):
        fits[n] = fits[n] or (fits[n + 1] and _stands_with(pages[n], pages[n + 1]))
    for n in range(len(pages) - 1):
        fits[n] = fits[n] or (fits[n + 1] and not pages[n].tables and _is_heading(pages[n]))
    for page, is_kept in zip(pages, fits, strict=True):
        passed = {"status": "skipped", "reason": WORDLESS, "tables": (), "lines": ()}
        yield page if is_kept else page.model_copy(update=passed)
