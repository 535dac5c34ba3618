"""What must be an indicator and was not read: nobody would miss what is not there, so it is told."""

import re
from collections.abc import Collection, Iterator, Sequence

from extract.confusable import any_of
from extract.model import INK_UNREAD, Box, Cell, Extraction, Page, Table, upright
from normalize.cells.sheet import direction
from normalize.evidence.doubts import Doubt, review, told
from normalize.evidence.text import is_uncertain
from normalize.kinds.level import canonical
from normalize.lexicon import key
from normalize.read.heading import is_title
from normalize.schema import Form, Indicator

__all__ = ["flagged", "unread_pages", "unread_rows"]

_TELLING = 3
_SIGNED = re.compile(rf"^{any_of('signs')}=?(?:\d|$)")
_TOP = float("-inf")

Where = tuple[int, float]
"""A page and a height on it."""


def unread_pages(extraction: Extraction, forms: Sequence[Form]) -> Iterator[int]:
    """The pages whose tables name several levels of indicators, and on which no indicator or empty slot stands; of a
    text layer those that have comparisons, or the title of a form, as well."""
    read = {row.page for form in forms for row in (*form.indicators, *form.slots)}
    for page in extraction.pages:
        if page.number in read:
            continue
        cells = [cell for table in page.tables for cell in table.cells]
        told = any(map(_may_tell, cells)) or any(is_title(line.text) for line in page.lines)
        if told and len({name for cell in cells for name in _levels_in(cell)}) >= _TELLING:
            yield page.number


def _may_tell(cell: Cell) -> bool:
    """Whether a cell was recognised, or has a comparison."""
    return any(map(is_uncertain, cell.lines)) or _SIGNED.match(key(cell.text)) is not None


def _levels_in(cell: Cell) -> Iterator[str]:
    """The level that a cell names, or those among the words of its lines where walls were not made out."""
    words = (cell.text, *(word for line in cell.lines for word in line.text.split()))
    return (name for word in words if (name := canonical(word, 2)) is not None)


def unread_rows(extraction: Extraction, forms: Sequence[Form]) -> Iterator[Where]:
    """Where a comparison stands in a table (`≥95%`, or a sign alone), or ink that a text layer does not account for and
    nobody read, in line with no indicator that was read."""
    for page in extraction.pages:
        for table in page.tables:
            yield from _unread(page, table, forms)


def _unread(page: Page, table: Table, forms: Sequence[Form]) -> Iterator[Where]:
    telling = _telling(table)
    if not telling:
        return
    turn = direction(table)
    rows = [row for form in forms for row in (*form.indicators, *form.slots) if row.page == page.number]
    bands = [_band(row.box, turn) for row in rows if row.box is not None]
    for cell in telling:
        if not any(_in_line(_band(cell.box, turn), band) for band in bands):
            yield page.number, cell.box[1]


def _telling(table: Table) -> list[Cell]:
    """The cells that have a comparison, or ink that nobody read beside the text of a text layer."""
    has_layer = any(line for cell in table.cells for line in cell.lines if not is_uncertain(line))
    return [c for c in table.cells if _SIGNED.match(key(c.text)) or (has_layer and INK_UNREAD in c.doubts)]


def _in_line(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether the middle of one of two bands lies in the other."""
    return any(low <= sum(band) / 2 <= high for band, (low, high) in ((one, other), (other, one)))


def _band(box: Box, turn: int) -> tuple[float, float]:
    """From where to where a box reaches across the rows."""
    _, top, _, bottom = upright(box, turn)
    return top, bottom


def flagged(forms: Sequence[Form], pages: Sequence[int], rows: Sequence[Where]) -> tuple[Form, ...]:
    """The forms, of which that before each unread page and row asks for a look: what stands there may belong to it."""
    doubts: dict[int, set[Doubt]] = {}
    for where, doubt in [
        *(((page, _TOP), Doubt("page", "unread")) for page in pages),
        *((row, Doubt("row", "unread")) for row in rows),
    ]:
        before = (n for n, form in enumerate(forms) if any(_above(row, where) for row in form.indicators))
        doubts.setdefault(max(before, default=0), set()).add(doubt)
    return tuple(_asking(form, doubts.get(n, set())) for n, form in enumerate(forms))


def _above(row: Indicator, where: Where) -> bool:
    return row.page is not None and (row.page, row.y0 or 0.0) < where


def _asking(form: Form, doubts: Collection[Doubt]) -> Form:
    if not doubts:
        return form
    reason = told(doubts, form.record.review_reason)
    return form.model_copy(update={"record": form.record.model_copy(update=review(reason))})
