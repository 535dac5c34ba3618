"""What a rung of the ladder found on a page: its content, and either why the page needs no reading or what is wrong.

glance    before any table is made out: is there text, is it sane, is the page ruled, can it hold a form?
judged    the tables and texts of a sheet: is there a table, do its cells tile, do characters fall inside them?
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.clipped import brought_home
from extract.grid import CLOSED
from extract.model import Box, Cell, Table
from extract.page import Content, content
from extract.page.audit import View
from extract.page.believed import disbelieved, is_believed
from extract.page.frame import in_frame, level
from extract.page.frames import laid_over
from extract.page.language import is_language
from extract.page.places import overlaps
from extract.page.seen import as_seen
from extract.scale import enlarged, measured
from extract.settings import ExtractSettings
from extract.sheet import Sheet
from extract.source import Document
from extract.text import insane_share
from extract.triage import UNRULED, holds_form, is_ruled, may_hold_form, says_form
from extract.whole import WORDLESS

__all__ = ["CUT", "GAPING", "INSANE", "LYING", "NO_TABLE", "TEXTLESS", "UNREADABLE", "Verdict", "glance", "judged"]

INSANE_SHARE = 0.05  # of the characters: one stray symbol font is no reason to distrust a page
ASTRIDE = 0.05  # of the characters in tables
OVERLAID = 12  # characters over others: what is laid over labels may keep them from being known

HEAPED = 3  # labels of a grid in one cell
FEW_ROWS, STACKED = 2, 6  # rows of a table, and lines in one of its cells, that no form is made of

UNREADABLE = "cannot_read"
INSANE = "insane_text"
LYING = "font_lies"
NO_TABLE = "no_table"
GAPING = "grid_gaping"
CUT = "text_astride_walls"

TEXTLESS = "it has no text layer"


class Verdict(NamedTuple):
    """What one rung found: its content, and either why the page needs no reading or what is wrong with the result;
    `doubts` are those of a page that is read all the same, `traces` tell what was left out of it."""

    content: Content = Content((), ())
    skip: str = ""
    problem: str = ""
    doubts: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()


def glance(sheet: Sheet, words: Sequence[str]) -> Verdict | None:
    """What can be said of a page before its tables are made out; None where it is to be read. A page without rulings
    that says it is a form has a table that nobody drew."""
    if not any(glyph.text.strip() for glyph in sheet.glyphs):
        return Verdict(skip=TEXTLESS)
    if words and not is_ruled(sheet):
        return Verdict(content(sheet), problem=NO_TABLE) if says_form(sheet, words) else Verdict(skip=UNRULED)
    if insane_share(sheet.glyphs) > INSANE_SHARE:
        return Verdict(problem=INSANE)
    if not is_language(sheet.glyphs):
        return Verdict(problem=LYING)
    return None if may_hold_form(sheet, words) else Verdict(skip=WORDLESS)


def judged(document: Document, number: int, drawn: Sheet, settings: ExtractSettings) -> Verdict:
    """What is made of what a reader found `drawn` on page `number`: as a person sees it, without the text that nobody
    sees and with what stands in its cells in ink alone."""
    found = _seen(document, number, drawn, settings)
    return found._replace(content=enlarged(found.content, drawn.unit))


def _seen(document: Document, number: int, drawn: Sheet, settings: ExtractSettings) -> Verdict:
    """What `judged` says, in the unit that the page is measured in."""
    words = settings.form_words
    sheet, verdict = _whole(document, number, level(drawn), words)
    if _is_uneven(verdict) and (over := set(map(id, laid_over(sheet.rulings)))):
        drawn = replace(drawn, rulings=tuple(ruling for ruling in drawn.rulings if id(ruling) not in over))
        sheet, verdict = _whole(document, number, level(drawn), words)
    if verdict.skip and overlaps(sheet) < OVERLAID:
        return verdict
    before = content(sheet) if verdict.skip else verdict.content
    notes = [(text, measured(box, drawn.unit)) for text, box in document.notes.get(number, ())]
    view = View(document, number, drawn)
    view.disbelieved = disbelieved(view, sheet, document.lies)
    if not is_believed(view, before, view.disbelieved):
        return Verdict(problem=LYING)
    seen = as_seen(view, sheet, before, settings, notes)
    if verdict.skip and seen.sheet is sheet:
        return verdict
    if seen.sheet is not sheet:
        verdict = _found(seen.content, words)
    return verdict._replace(content=seen.content, traces=seen.traces)


def _whole(document: Document, number: int, sheet: Sheet, words: Sequence[str]) -> tuple[Sheet, Verdict]:
    """The sheet with clipped text where it belongs, and what is made of it. Text that runs beyond one of several pages
    tells of itself before anything is read."""
    if sheet.unit != 1:  # clip paths are in points
        sheet = in_frame(sheet)
        return sheet, _verdict(sheet, words)
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


def _verdict(sheet: Sheet, words: Sequence[str]) -> Verdict:
    return _found(content(sheet), words)


def _found(found: Content, words: Sequence[str]) -> Verdict:
    if not holds_form(found, words):
        return Verdict(skip=WORDLESS)
    return Verdict(found, problem=_problem(found, words))


def _problem(found: Content, words: Sequence[str]) -> str:
    if words and all(_is_undivided(table) or _is_unwalled(table) for table in found.tables):
        return NO_TABLE
    if any(
        _is_heaped(cell, set(words)) for table in found.tables for cell in table.cells if len(cell.lines) >= STACKED
    ):
        return NO_TABLE
    if any(_gaping(table) for table in found.tables):
        return GAPING
    return CUT if found.astride > ASTRIDE else ""


def _is_undivided(table: Table) -> bool:
    """Whether a table has columns alone, in which its rows' lines stand one under the other."""
    return table.rows <= FEW_ROWS and max(len(cell.lines) for cell in table.cells) >= STACKED


def _is_unwalled(table: Table) -> bool:
    """Whether no cell of a table has all of its walls: what is left of a grid whose lines are drawn in pieces."""
    return all(CLOSED in cell.doubts for cell in table.cells)


def _is_heaped(cell: Cell, words: set[str]) -> bool:
    """Whether a part of a grid whose walls were not made out stands in one cell: labels, and lines of several words."""
    lines = [line.text.split() for line in cell.lines]
    across = sum(len(parts) > 1 for parts in lines)
    return across >= len(lines) / 2 and len(words.intersection(part for parts in lines for part in parts)) >= HEAPED


def _is_uneven(verdict: Verdict) -> bool:
    """Whether something may be drawn over a grid: a wall of it is missing, or one runs through text."""
    cells = (cell for table in verdict.content.tables for cell in table.cells)
    return verdict.problem in (GAPING, CUT) or any(CLOSED in cell.doubts for cell in cells)


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
