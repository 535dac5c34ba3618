"""A page's text and tables as a person sees them: witnesses heard, then what the page shows.

    reader's sheet ─ unseen text out ─ text laid over out ─ struck text out ─ strings whole ─ ink read ─► content

Each step is taken where a cheap look suspects that it is needed; most pages take none.
"""

from collections.abc import Sequence
from typing import NamedTuple

from extract.model import Box, Cell, Line
from extract.page.audit import View
from extract.page.content import Content, content
from extract.page.overlay import laid_over
from extract.page.places import powers
from extract.page.reading import Place, asked, replaced, with_ink
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


def as_seen(
    view: View, sheet: Sheet, found: Content, settings: ExtractSettings, notes: Sequence[tuple[str, Box]] = ()
) -> Seen:
    """What is seen of a page of which `sheet` was made of its reader's characters, and `found` of the sheet; `notes`
    lie on it and could not be drawn."""
    traces: list[str] = []
    if not view.sheet.is_level:
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
    found = through.told(with_ink(view, found, settings))
    raised = (n for n in powers(view.sheet, view.boxes, view.height) if n not in view.left_out)
    found = asked(found, [view.sheet.glyphs[n].box for n in raised])
    return Seen(sheet, _with_notes(found, notes) if notes else found, tuple(traces))


def _with_notes(found: Content, notes: Sequence[tuple[str, Box]]) -> Content:
    """The content with notes in the cells that hold their middle."""
    left = list(notes)
    cells: dict[Place, Cell] = {}
    for t, table in enumerate(found.tables):
        for c, cell in enumerate(table.cells):
            own = [note for note in left if _holds(cell.box, note[1])]
            if own:
                lines = (*cell.lines, *(Line(text=text, box=box) for text, box in own))
                cells[t, c] = cell.model_copy(update={"lines": lines})
                left = [note for note in left if note not in own]
    return replaced(found, cells)._replace(lines=(*found.lines, *(Line(text=text, box=box) for text, box in left)))


def _holds(box: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]
