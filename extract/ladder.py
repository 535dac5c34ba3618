"""The ladder: each page by the cheapest reader whose result stands up.

    pictures ─► triage ─► tablers ─► pdfplumber ─► camelot ─► OCR
                 │           every rung is judged: is the text sane, is there a table, do its cells tile,
              skipped        do characters fall inside them? The first without fault answers.

`Page.attempts` keeps every rung that was tried and why it was left. Where no digital rung is without fault in its grid,
the fault is the document's own: the first answers, and the page carries the doubt.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.aligned import aligned
from extract.beside import joined
from extract.context import Columns, in_context
from extract.edges import seen_rulings
from extract.errors import OversizedDocument, UnreadablePage
from extract.faults import Guard
from extract.media import WITHOUT_PDF
from extract.model import ALIGNED, FORM_UNREAD, SEEN, TORN_FILE, TURNED, Attempt, Extraction, Page
from extract.opening import opened
from extract.page.frame import level
from extract.page.shown import as_shown
from extract.page.straight import askew, straightened
from extract.pictures import COVERS, NO_PICTURES, Pictures, pictures
from extract.printed import with_printed_walls
from extract.readers import DIGITAL, OCR, reader
from extract.scanned import can_recognise, frames, rejoined, scanned
from extract.settings import ExtractSettings
from extract.sheet import Sheet
from extract.source import PDF, Document
from extract.triage import BLANK, is_ruled, may_hold_form, says_form_in
from extract.underlined import with_underlined_signs
from extract.verdicts import CUT, GAPING, INSANE, LYING, NO_TABLE, TEXTLESS, UNREADABLE, Verdict, glance, judged
from extract.whole import WORDLESS, whole_document

__all__ = ["extract"]

PICTURED = 0.2  # of the page: a picture this large may be a form
HIDDEN = 0.5  # of the text runs
REOPEN = 20  # pages: so often the libraries give back what they hold of pages read
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
            with opened(shown.data, settings) as drawn:
                drawn.notes = dict(shown.notes)
                pages = _read_through(drawn, settings)
        if document.torn:
            pages = [page.model_copy(update={"doubts": (*page.doubts, TORN_FILE)}) for page in pages]
        return Extraction(sha256=digest, media_type=document.media_type, mended=document.mended, pages=tuple(pages))


def _read_through(document: Document, settings: ExtractSettings) -> list[Page]:
    pages = _pages(document, settings) if document.media_type == PDF else frames(document, settings)
    return joined(rejoined(document, list(pages), settings))


def _pages(document: Document, settings: ExtractSettings) -> list[Page]:
    """Every page of a PDF, or why it cannot be read; where none can, the first one's fault is raised."""
    guard = Guard()

    def page(number: int, settings: ExtractSettings, columns: Columns) -> Page:
        if number % REOPEN == 0:
            document.close()
        with guard:
            found = _page(document, number, settings)
            return _guessed(document, settings, found, columns) if columns and not found.tables else found
        document.close()  # nothing is used again that may have been left half done
        return guard.page(number)

    return guard.any_read(in_context(page, len(document.pdf), settings))


def _page(document: Document, number: int, settings: ExtractSettings, *, is_level: bool = False) -> Page:
    """One page; without form words it is read whatever stands on it. One that is askew is turned back first."""
    document.size(number)  # a page of none is not read
    seen = pictures(document, number) if document.has_pictures else NO_PICTURES
    if seen.share >= COVERS and seen.hidden >= HIDDEN:
        page = scanned(document, number, settings, "its text is a hidden layer under or over a picture")
        return page.model_copy(update={"doubts": (*page.doubts, "hidden_text_layer")})
    return _climbed(document, number, settings, seen, is_level=is_level)


def _climbed(document: Document, number: int, settings: ExtractSettings, seen: Pictures, *, is_level: bool) -> Page:
    """One page up the ladder."""
    tried: list[Attempt] = []
    faulty: list[Page] = []
    for name in _rungs(settings):
        sheet, verdict = _try(name, document, number, settings)
        if sheet is not None and sheet.slant and not is_level and may_hold_form(sheet, settings.form_words):
            with straightened(document, number, sheet.slant, settings) as level_one:
                return askew(_page(level_one, 1, settings, is_level=True), number, sheet.slant)
        tried.append(Attempt(reader=name, problem=verdict.problem or verdict.skip or None))
        if verdict.skip and not faulty and not any(attempt.problem == INSANE for attempt in tried):
            return _passed(document, number, settings, _why(verdict.skip, sheet), seen, tried)
        if sheet is None or verdict.skip or verdict.problem == INSANE:
            continue
        if settings.reader in OCR or verdict.problem == LYING:
            break
        if settings.reader == "auto" and not faulty and verdict.problem in (NO_TABLE, GAPING, CUT):
            sheet, verdict = _as_seen(document, number, settings, sheet, verdict, tried)
        page = _read(number, name, sheet, verdict, tried)
        if not verdict.problem and (page.tables or seen.share < COVERS):
            return page
        faulty.append(page)
        if verdict.problem == NO_TABLE and not is_ruled(sheet):
            break  # another parser sees no more strokes than this one
    if faulty and seen.share < (COVERS if faulty[0].tables else PICTURED):
        page = faulty[0].model_copy(update={"attempts": tuple(tried)})
        return _guessed(document, settings, page) if NO_TABLE in page.doubts else page
    return _pictured(document, number, settings, tried)


def _as_seen(
    document: Document,
    number: int,
    settings: ExtractSettings,
    sheet: Sheet,
    verdict: Verdict,
    tried: list[Attempt],
) -> tuple[Sheet, Verdict]:
    """The sheet with the rulings that a person sees on the page, where they give what its strokes do not."""
    found = replace(sheet, rulings=seen_rulings(document, number, sheet.unit))
    better = judged(document, number, found, settings)
    tried.append(Attempt(reader=SEEN, problem=better.problem or better.skip or None))
    if better.content.tables and not better.problem:
        return found, better._replace(doubts=(SEEN,))
    return sheet, verdict


def _guessed(document: Document, settings: ExtractSettings, page: Page, columns: Columns = ()) -> Page:
    """A page without a table in rows that says it is a form, or on which one of these `columns` goes on, with the table
    that its words show by standing in columns, or that of its picture, or the doubt that it was not read; another page
    as it is."""
    if page.reader in OCR:
        return scanned(document, page.number, settings, page.reason, columns)
    if not columns and not says_form_in(page.lines, settings.form_words):
        return page
    sheet: Sheet = reader(str(page.reader)).look(document, page.number)
    rulings = (*sheet.rulings, *seen_rulings(document, page.number, sheet.unit))
    across = tuple(ruling for ruling in rulings if ruling.axis == "h")
    known = [at * sheet.width for at in columns]
    guess = replace(sheet, rulings=aligned(replace(sheet, rulings=across), known))
    verdict = judged(document, page.number, guess, settings)
    tried = (*page.attempts, Attempt(reader=ALIGNED, problem=verdict.problem or verdict.skip or None))
    guessed = _read(page.number, str(page.reader), guess, verdict._replace(problem="", doubts=(ALIGNED,)), tried)
    if guessed.tables and not verdict.problem:
        return guessed
    pictured = scanned(document, page.number, settings, "no table could be made out of its strokes and words", columns)
    if pictured.tables and ALIGNED not in pictured.doubts:
        return _after(tried, pictured)
    if guessed.tables:
        return guessed
    return page.model_copy(update={"attempts": tried, "doubts": (*page.doubts, FORM_UNREAD)})


def _rungs(settings: ExtractSettings) -> Sequence[str]:
    if settings.reader in DIGITAL:
        return (settings.reader,)
    return tuple(DIGITAL) if settings.reader == "auto" else ("tablers",)


def _try(name: str, document: Document, number: int, settings: ExtractSettings) -> tuple[Sheet | None, Verdict]:
    module, guard = reader(name), Guard()
    with guard:
        sheet: Sheet = module.look(document, number)
    if guard.fault is not None:
        with document.page(number):  # what PDFium cannot load either is given to no other: one may read it for ever
            return None, Verdict(problem=f"{UNREADABLE}: {guard.fault}")
    if len(sheet.glyphs) > settings.max_glyphs:
        raise OversizedDocument(f"page {number} has more than {settings.max_glyphs} characters: no form has; split it")
    if len(sheet.rulings) > settings.max_rulings:
        sheet = replace(sheet, rulings=())
    if not is_ruled(sheet):
        sheet = with_printed_walls(sheet)
    sheet = with_underlined_signs(sheet)
    return sheet, glance(level(sheet), settings.form_words) or judged(document, number, sheet, settings)


def _read(number: int, name: str, sheet: Sheet, verdict: Verdict, tried: Sequence[Attempt]) -> Page:
    return Page(
        number=number,
        width=sheet.unit * sheet.width,
        height=sheet.unit * sheet.height,
        rotation=sheet.rotation,
        status="read",
        reader=name,
        attempts=tuple(tried),
        tables=verdict.content.tables,
        lines=verdict.content.lines,
        doubts=tuple(_doubts(verdict)),
    )


def _doubts(verdict: Verdict) -> Iterator[str]:
    yield from verdict.doubts
    if verdict.problem:
        yield verdict.problem
    yield from verdict.traces
    if verdict.content.turn:
        yield f"{TURNED}{verdict.content.turn}"


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
