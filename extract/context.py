"""Pages in the company of their neighbours: what a page alone does not say of itself.

a ruled page without form words      is read where a form's table goes on over it, or it has the form's labels again
a page of a few lines                is read where the table that they head stands on the next one
a page of words in columns           goes on with the table of the page before, if that has no walls either: its
                                     columns are the same
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from extract.beside import stands_beside
from extract.model import ALIGNED, FORM_UNREAD, TURNED, Box, Page
from extract.rows import stand_in_columns
from extract.settings import ExtractSettings
from extract.triage import BLANK, UNRULED, goes_on, labelled_alike
from extract.whole import WORDLESS

__all__ = ["Columns", "Read", "in_context"]

HEADING = 120  # characters: what a page holds whose table the printer moved to the next one

Columns = tuple[float, ...]
"""From left to right where the columns of a table without walls part, its sides as well, in widths of the page; none
where they are not known."""
Read = Callable[[int, ExtractSettings, Columns], Page]
"""What reads a page by its number: where columns are given, as one on which a table of these goes on."""


def in_context(read: Read, count: int, settings: ExtractSettings) -> list[Page]:
    """Every page of so many, each with a look at the one before and the one behind."""
    pages: list[Page] = []
    whole = replace(settings, form_words=())
    for number in range(1, count + 1):
        page = read(number, settings, ())
        if pages and _passed_over(page) and pages[-1].tables:
            full = read(number, whole, ())
            belongs = goes_on(pages[-1], full) or stands_beside(pages[-1], full) or labelled_alike(pages[-1], full)
            page = full if belongs else page
        if pages and ALIGNED in pages[-1].doubts and not page.tables and page.reason != BLANK:
            page = _going_on(read, page, pages[-1], whole)
        pages.append(page)
        if page.tables and number > 1 and (pages[-2].reason == UNRULED or FORM_UNREAD in pages[-2].doubts):
            full = read(number - 1, whole, ())
            pages[-2] = full if sum(len(line.text) for line in full.lines) <= HEADING else pages[-2]
        for n in range(len(pages) - 2, -1, -1):
            if not (_passed_over(pages[n]) and pages[n + 1].tables):
                break
            full = read(n + 1, whole, ())
            if not goes_on(full, pages[n + 1]):
                break
            pages[n] = full
    return pages


def _passed_over(page: Page) -> bool:
    return page.status == "skipped" and page.reason == WORDLESS


def _going_on(read: Read, page: Page, before: Page, whole: ExtractSettings) -> Page:
    """A page behind one whose table has no walls: if its words stand in columns, with the rows that go on over it, or
    the doubt that they were not read."""
    full = page if page.lines else read(page.number, whole, ())
    if not stand_in_columns([line.box for line in full.lines], least=1):
        return page
    full = read(page.number, whole, _columns(before))
    return full if full.tables else full.model_copy(update={"doubts": (*full.doubts, FORM_UNREAD)})


def _columns(page: Page) -> Columns:
    """Where the columns of a page's last table part: between the cells of its fullest row."""
    if any(doubt.startswith(TURNED) for doubt in page.doubts):
        return ()  # they lie across the page
    table = page.tables[-1]
    rows: dict[int, list[Box]] = {}
    for cell in table.cells:
        if cell.lines:
            rows.setdefault(cell.row, []).append(cell.box)
    fullest = sorted(rows[max(rows, key=lambda row: len(rows[row]))])
    parts = [(before[2] + after[0]) / 2 for before, after in pairwise(fullest)]
    return tuple(at / page.width for at in (table.box[0], *parts, table.box[2]))
