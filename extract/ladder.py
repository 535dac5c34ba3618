"""The ladder: each page by the cheapest reader whose result stands up.

    pictures ─► triage ─► tablers ─► pdfplumber ─► camelot ─► OCR
                 │           every rung is judged: is the text sane, is there a table, do its cells tile,
              skipped        do characters fall inside them? The first without fault answers.

`Page.attempts` keeps every rung that was tried and why it was left. Where no digital rung is without fault in its grid,
the fault is the document's own: the first answers, and the page carries the doubt.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.clipped import brought_home
from extract.errors import OversizedDocument, UnreadablePage
from extract.faults import Guard
from extract.grid import CLOSED
from extract.media import WITHOUT_PDF
from extract.model import TORN_FILE, Attempt, Box, Cell, Extraction, Page, Table
from extract.page import Content, content
from extract.page.audit import View
from extract.page.fonts import lies
from extract.page.frame import in_frame, level
from extract.page.seen import as_seen
from extract.page.shown import as_shown
from extract.pictures import COVERS, NO_PICTURES, Pictures, pictures
from extract.readers import DIGITAL, OCR, reader
from extract.scanned import can_recognise, frames, rejoined, scanned
from extract.settings import ExtractSettings
from extract.sheet import Sheet
from extract.source import PDF, Document, opened
from extract.text import insane_share
from extract.triage import UNRULED, goes_on, holds_form, is_ruled, may_hold_form
from extract.whole import WORDLESS, whole_document

__all__ = ["extract"]

INSANE_SHARE = 0.05  # of the characters: one stray symbol font is no reason to distrust a page
ASTRIDE = 0.05  # of the characters in tables
PICTURED = 0.2  # of the page: a picture this large may be a form
HIDDEN = 0.5  # of the text runs
REOPEN = 20  # pages: so often the libraries give back what they hold of pages read

UNREADABLE = "cannot_read"
INSANE = "insane_text"
LYING = "font_lies"
NO_TABLE = "no_table"
GAPING = "grid_gaping"
CUT = "text_astride_walls"

BLANK = "nothing is drawn on it"
HEADING = 120  # characters: what a page holds whose table the printer moved to the next one
TEXTLESS = "it has no text layer"
CURVES = 40  # paths with curves: no ruling has one, a page of prose drawn as curves has hundreds
DRAWN = "its characters may be drawn as curves"


def extract(data: bytes, settings: ExtractSettings = ExtractSettings()) -> Extraction:  # noqa: B008
    """Everything that stands on the pages of the document in `data`: a PDF or an image, read page by page, or a file of
    another kind that has a reader of its own.

    Raises `extract.errors.DocumentError` where the document cannot be read, `ReaderUnavailable` where the chosen reader
    cannot run here.
    """
    with opened(data, settings) as document:
        digest = hashlib.sha256(data).hexdigest()
        if document.media_type in WITHOUT_PDF:
            found = whole_document(document, settings)
            return Extraction(sha256=digest, media_type=document.media_type, pages=tuple(found))
        shown = as_shown(document)
        if shown is None:
            pages = _read_through(document, settings)
        else:
            with opened(shown, settings) as drawn:
                pages = _read_through(drawn, settings)
        if document.torn:
            pages = [page.model_copy(update={"doubts": (*page.doubts, TORN_FILE)}) for page in pages]
        return Extraction(sha256=digest, media_type=document.media_type, mended=document.mended, pages=tuple(pages))


def _read_through(document: Document, settings: ExtractSettings) -> list[Page]:
    pages = _pages(document, settings) if document.media_type == PDF else frames(document, settings)
    return rejoined(document, list(pages), settings)


def _pages(document: Document, settings: ExtractSettings) -> list[Page]:
    """Every page of a PDF, or why it cannot be read; where none can, the first one's fault is raised."""
    guard = Guard()

    def page(number: int, settings: ExtractSettings) -> Page:
        with guard:
            return _page(document, number, settings)
        document.close()  # nothing is used again that may have been left half done
        return guard.page(number)

    return guard.any_read(_in_context(page, document, settings))


def _in_context(
    read: Callable[[int, ExtractSettings], Page], document: Document, settings: ExtractSettings
) -> list[Page]:
    """Every page. A ruled page without form words is read after all where a form's table goes on over it, and a page of
    a few lines where the table that they head stands on the next one."""
    pages: list[Page] = []
    whole = replace(settings, form_words=())
    for number in range(1, len(document.pdf) + 1):
        if number % REOPEN == 0:
            document.close()
        page = read(number, settings)
        if pages and _passed_over(page) and pages[-1].tables:
            full = read(number, whole)
            page = full if goes_on(pages[-1], full) else page
        pages.append(page)
        if page.tables and number > 1 and pages[-2].reason == UNRULED:
            full = read(number - 1, whole)
            pages[-2] = full if sum(len(line.text) for line in full.lines) <= HEADING else pages[-2]
        for n in range(len(pages) - 2, -1, -1):
            if not (_passed_over(pages[n]) and pages[n + 1].tables):
                break
            full = read(n + 1, whole)
            if not goes_on(full, pages[n + 1]):
                break
            pages[n] = full
    return pages


def _passed_over(page: Page) -> bool:
    return page.status == "skipped" and page.reason == WORDLESS


class _Verdict(NamedTuple):
    """What one rung found: its content, either why the page needs no reading or what is wrong with the result, and
    traces of what was left out."""

    content: Content = Content((), ())
    skip: str = ""
    problem: str = ""
    traces: tuple[str, ...] = ()


def _page(document: Document, number: int, settings: ExtractSettings) -> Page:
    """One page up the ladder; without form words it is read whatever stands on it."""
    seen = pictures(document, number) if document.has_pictures else NO_PICTURES
    if seen.share >= COVERS and seen.hidden >= HIDDEN:
        page = scanned(document, number, settings, "its text is a hidden layer under or over a picture")
        return page.model_copy(update={"doubts": (*page.doubts, "hidden_text_layer")})
    tried: list[Attempt] = []
    faulty: list[Page] = []
    for name in _rungs(settings):
        sheet, verdict = _try(name, document, number, settings)
        tried.append(Attempt(reader=name, problem=verdict.problem or verdict.skip or None))
        if verdict.skip and not faulty:
            return _passed(document, number, settings, _why(verdict.skip, sheet), seen, tried)
        if sheet is None or verdict.skip or verdict.problem == INSANE:
            continue
        if settings.reader in OCR or verdict.problem == LYING:
            break
        page = _read(number, name, sheet, verdict, tried)
        if not verdict.problem and (page.tables or seen.share < COVERS):
            return page
        faulty.append(page)
    if faulty and seen.share < COVERS:
        return faulty[0].model_copy(update={"attempts": tuple(tried)})
    return _pictured(document, number, settings, tried)


def _rungs(settings: ExtractSettings) -> Sequence[str]:
    if settings.reader in DIGITAL:
        return (settings.reader,)
    return tuple(DIGITAL) if settings.reader == "auto" else ("tablers",)


def _try(name: str, document: Document, number: int, settings: ExtractSettings) -> tuple[Sheet | None, _Verdict]:
    module = reader(name)
    try:
        drawn: Sheet = module.look(document, number)
    except module.ERRORS as error:
        return None, _Verdict(problem=f"{UNREADABLE}: {error}")
    if len(drawn.glyphs) > settings.max_glyphs:
        raise OversizedDocument(
            f"page {number} has {len(drawn.glyphs)} characters, more than {settings.max_glyphs}: no form has; split it"
        )
    if len(drawn.rulings) > settings.max_rulings:
        drawn = replace(drawn, rulings=())
    sheet = level(drawn)
    verdict = _glance(sheet, settings.form_words)
    if verdict is None:
        sheet, verdict = _whole(document, number, sheet, settings.form_words)
        if not verdict.skip:
            sheet, verdict = _as_seen(document, number, drawn, sheet, verdict, settings)
    return sheet, verdict


def _as_seen(
    document: Document, number: int, drawn: Sheet, sheet: Sheet, verdict: _Verdict, settings: ExtractSettings
) -> tuple[Sheet, _Verdict]:
    """What a person sees of it: `sheet`, made of what the reader found `drawn`, without the text that nobody sees, and
    with what stands in its cells in ink alone."""
    with document.page(number) as page:
        view = View(page, drawn)
        if lies(view, document.lying_fonts):
            return sheet, _Verdict(problem=LYING)
        seen = as_seen(view, sheet, verdict.content, settings)
    if seen.sheet is sheet:
        return sheet, verdict._replace(content=seen.content, traces=seen.traces)
    return seen.sheet, _judged(seen.content, settings.form_words)._replace(traces=seen.traces)


def _whole(document: Document, number: int, sheet: Sheet, words: Sequence[str]) -> tuple[Sheet, _Verdict]:
    """The sheet with clipped text where it belongs, and what is made of it. Text that runs beyond one of several pages
    tells of itself before anything is read."""
    pages = len(document.pdf)
    over = pages > 1 and any(glyph[1][1] < 0 or glyph[1][3] > sheet.height for glyph in sheet.glyphs)
    if over:
        sheet = brought_home(document, number, sheet)
    sheet = in_frame(sheet)
    verdict = _verdict(sheet, words)
    if not over and _may_be_cut(verdict.content, pages):
        whole = brought_home(document, number, sheet)
        if whole is not sheet:
            return whole, _verdict(whole, words)
    return sheet, verdict


def _may_be_cut(found: Content, pages: int) -> bool:
    """Whether text may stand elsewhere than in its cell: it is too high for it; or, on one of several pages, a break
    cut the cell, and text stands outside the tables: beyond the side that the break left open, or over or under an
    empty cell it would fit in."""
    return found.spilled or (
        pages > 1
        and any(
            _is_beyond(line.box, table) or any(_would_fit(line.box, cell) for cell in table.cells)
            for line in found.lines
            for table in found.tables
        )
    )


def _is_beyond(box: Box, table: Table) -> bool:
    return (table.open_top and box[1] < table.box[1]) or (table.open_bottom and box[3] > table.box[3])


def _would_fit(box: Box, cell: Cell) -> bool:
    return not cell.lines and cell.box[0] <= box[0] and box[2] <= cell.box[2]


def _glance(sheet: Sheet, words: Sequence[str]) -> _Verdict | None:
    """What can be said of a page before its tables are made out; None where it is to be read."""
    if not any(glyph.text.strip() for glyph in sheet.glyphs):
        return _Verdict(skip=TEXTLESS)
    if words and not is_ruled(sheet):
        return _Verdict(skip=UNRULED)
    if insane_share(sheet.glyphs) > INSANE_SHARE:
        return _Verdict(problem=INSANE)
    return None if may_hold_form(sheet, words) else _Verdict(skip=WORDLESS)


def _verdict(sheet: Sheet, words: Sequence[str]) -> _Verdict:
    return _judged(content(sheet), words)


def _judged(found: Content, words: Sequence[str]) -> _Verdict:
    if not holds_form(found, words):
        return _Verdict(skip=WORDLESS)
    return _Verdict(found, problem=_problem(found, words))


def _problem(found: Content, words: Sequence[str]) -> str:
    if words and not found.tables:
        return NO_TABLE
    if any(_gaping(table) for table in found.tables):
        return GAPING
    return CUT if found.astride > ASTRIDE else ""


def _gaping(table: Table) -> bool:
    """Whether a wall had to be inferred inside the table; at its edges that is what a page break leaves."""
    return any(
        CLOSED in cell.doubts
        and cell.row > 0
        and cell.row + cell.row_span < table.rows
        and cell.column > 0
        and cell.column + cell.column_span < table.columns
        for cell in table.cells
    )


def _read(number: int, name: str, sheet: Sheet, verdict: _Verdict, tried: Sequence[Attempt]) -> Page:
    return Page(
        number=number,
        width=sheet.width,
        height=sheet.height,
        rotation=sheet.rotation,
        status="read",
        reader=name,
        attempts=tuple(tried),
        tables=verdict.content.tables,
        lines=verdict.content.lines,
        doubts=tuple(_doubts(verdict)),
    )


def _doubts(verdict: _Verdict) -> Iterator[str]:
    if verdict.problem:
        yield verdict.problem
    yield from verdict.traces
    if verdict.content.turn:
        yield f"turned_{verdict.content.turn}"


def _why(skip: str, sheet: Sheet | None) -> str:
    """Why a page is passed over by its text: on one drawn with curves the words may be curves."""
    return DRAWN if skip == WORDLESS and sheet is not None and sheet.curves >= CURVES else skip


def _passed(
    document: Document, number: int, settings: ExtractSettings, why: str, seen: Pictures, tried: Sequence[Attempt]
) -> Page:
    """A page whose text is no form: skipped, unless a picture on it may be one."""
    if why == TEXTLESS:
        drawn = seen.objects if document.has_pictures else pictures(document, number).objects
        if drawn:
            return _after(tried, scanned(document, number, settings, "it has no text layer"))
        why = BLANK
    elif why == DRAWN:
        return _after(tried, scanned(document, number, settings, DRAWN))
    elif seen.share >= PICTURED:
        return _after(tried, scanned(document, number, settings, f"a picture covers {seen.share:.0%} of it, and {why}"))
    width, height = document.size(number)
    return Page(number=number, width=width, height=height, status="skipped", reason=why, attempts=tuple(tried))


def _pictured(document: Document, number: int, settings: ExtractSettings, tried: Sequence[Attempt]) -> Page:
    """A page that no digital reader could make sense of, from its picture."""
    if all((attempt.problem or "").startswith(UNREADABLE) for attempt in tried) and not can_recognise(settings):
        raise UnreadablePage(f"page {number} cannot be read ({tried[-1].problem}): print the document to a new PDF")
    return _after(tried, scanned(document, number, settings, "its text layer cannot be trusted"))


def _after(tried: Sequence[Attempt], page: Page) -> Page:
    return page.model_copy(update={"attempts": (*tried, *page.attempts)})
