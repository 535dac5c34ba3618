"""A page's text and tables as a person sees them: witnesses heard, then what the page shows.

    reader's sheet ─ unseen text out ─ text laid over out ─ struck text out ─ strings whole ─ ink read ─► content

Each step is taken where a cheap look suspects that it is needed; most pages take none.
"""

from typing import NamedTuple

from extract.page.audit import View
from extract.page.content import Content, content
from extract.page.overlay import laid_over
from extract.page.reading import with_ink
from extract.page.strikes import strikes
from extract.settings import ExtractSettings
from extract.sheet import Sheet

__all__ = ["LAID_OVER", "STRUCK", "UNSEEN", "Seen", "as_seen"]

UNSEEN = "text_unseen"
"""The trace on a page of text that nobody sees and that was left out."""
LAID_OVER = "text_laid_over"
"""That of text laid over the page, as a watermark or a seal is."""
STRUCK = "text_struck"
"""That of text struck out."""


class Seen(NamedTuple):
    """What is seen of a page: its sheet, what stands on it, and the traces of what was left out."""

    sheet: Sheet
    content: Content
    traces: tuple[str, ...] = ()


def as_seen(view: View, sheet: Sheet, found: Content, settings: ExtractSettings) -> Seen:
    """What is seen of a page of which `sheet` was made of its reader's characters, and `found` of the sheet."""
    traces: list[str] = []
    if any(glyph.turn % 90 for glyph in view.sheet.glyphs):
        traces.append(LAID_OVER)
    whole = sheet
    if unseen := view.unseen(sheet):
        sheet = sheet.without(unseen)
        found = content(sheet)
        traces.append(UNSEEN)
    if over := laid_over(view, sheet, found):
        sheet = sheet.without(over)
        traces = [*dict.fromkeys((*traces, LAID_OVER))]
    through = strikes(sheet, found)
    if through.glyphs or through.rulings:
        sheet = through.without(sheet)
        view.strikes = through.rulings
        traces += [STRUCK] * bool(through.glyphs)
    if sheet is not whole or found.crossing:
        found = content(sheet, view.strings(sheet) if found.crossing else ())
    view.leave_out(sheet)
    return Seen(sheet, through.told(with_ink(view, found, settings)), tuple(traces))
