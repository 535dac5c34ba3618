"""Titles that are printed inside a table: over its whole width, or cut into cells by a scan's stray rulings."""

import re

from extract.confusable import any_of
from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.draft import Heading
from normalize.evidence.text import Text
from normalize.labels.head import is_label
from normalize.read.heading import is_title, read_heading
from normalize.table.kinds_of_rows import WHOLE

__all__ = ["band_of", "title_in_row"]

_TORN = re.compile(any_of("cuts"))
"""What the edges of a title's cells are read as where stray rulings cut it."""


def band_of(sheet: Sheet, row: int) -> Slot | None:
    """The only filled cell of a row, where it is as wide as the table."""
    only = sheet.only(row)
    return only if only is not None and only.width >= WHOLE else None


def title_in_row(sheet: Sheet, row: int) -> Heading | None:
    """The heading that a row of a table is, or None."""
    slots = [slot for slot in sheet.row(row) if slot.key]
    if row == 0 and len(slots) > 1 and (cut := _cut_title(sheet, slots)) is not None:
        return cut
    band = band_of(sheet, row)
    if band is None or band.cell.row != row:
        return None
    lines, whole = [Text.of(line, sheet.page) for line in band.lines], Text.from_(band)
    titled = any(is_title(line.text) for line in (*lines, whole))
    return (read_heading(lines) or read_heading([whole])) if titled else None


def _cut_title(sheet: Sheet, slots: list[Slot]) -> Heading | None:
    """A title, or one and the line under it, that a scan's stray rulings took into the grid and cut into cells."""
    if not slots[0].uncertain or any(is_label(slot) for slot in slots):
        return None
    lines = [Text.of(line, sheet.page) for slot in slots for line in slot.lines]
    if not any(is_title(line.text) for line in lines):
        whole = Text.joined([Text.from_(slot) for slot in slots])
        lines = [whole.edited(_TORN.sub("", whole.text), "walls_taken_out")]
    return read_heading(lines)
