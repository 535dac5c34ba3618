"""The printed texts of a document: which cell or line a value was read from, and whether it is all that stands there.

Where it is, a person corrects the text and the ordinary reading follows; elsewhere (a part of a line, a cell that a
page break cut, a sum) the value itself is corrected.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from extract.model import Box, Cell, Extraction, Line
from normalize.cells.sheet import direction
from normalize.cells.slot import Slot
from normalize.evidence.doubts import codes
from normalize.schema import Evidence
from normalize.settled.correction import Correction, squeezed
from pipelines.settle.model import Printed

__all__ = ["Cells", "Text", "by_text", "is_plain"]

_NOWHERE = (0.0, 0.0, 0.0, 0.0)
_TEXT = frozenset(("ocr_doubt", "value_risk", "project_risk"))
"""The reasons of a value whose text may be misread, whatever the value is made of it."""
_DECIDED = frozenset(
    (
        *("year", "scope", "phase", "evaluator", "as_of", "unit_code", "project_code", "function_code"),
        *("function_name", "direction", "likelihood", "period", "measure", "basis", "money_unit"),
    )
)
"""Fields that say something else than what is printed: a code, a word of a closed list, a part of a title."""


def is_plain(field: str) -> bool:
    """Whether a field says what its cell does, read as a number, a name or a text."""
    return field not in _DECIDED


def by_text(value: Evidence) -> bool:
    """Whether a value is put right by its text: where it says what its cell does, read as a number, a name or a text,
    and where only the reading of that text is in doubt."""
    return is_plain(value.field) or (bool(asked := codes(value.review_reason)) and asked <= _TEXT)


@dataclass(frozen=True)
class Text:
    """A cell of a table, or a line outside them, as it was read; `written` is what a person wrote over it. `lines`
    gives its text with the line breaks that a person made: it is asked of a few."""

    id: str
    page: int
    box: Box
    place: str | None
    text: str
    lines: Callable[[], str]
    written: str | None = None
    row: int | None = None
    column: int | None = None

    @cached_property
    def now(self) -> str:
        """What it says, without the line breaks of its width."""
        return self.lines() if self.written is None else self.written


class Cells:
    """Every filled cell and outer line of a document, with what a person wrote over it; none of one that nobody has to
    look at (no `extraction`)."""

    def __init__(self, extraction: Extraction | None, corrections: Iterable[Correction]) -> None:
        self._written = [one for one in corrections if one.table == "cell" and one.act == "correct"]
        self.all = tuple(_texts(extraction, self._written)) if extraction else ()
        self._by_page: dict[int, list[Text]] = {}
        self._by_place: dict[str, Text] = {}
        for text in self.all:
            self._by_page.setdefault(text.page, []).append(text)
            if text.place is not None:
                self._by_place[text.place] = text
        self._found: dict[tuple[object, ...], tuple[Text, ...]] = {}

    def under(self, value: Evidence) -> tuple[Text, ...]:
        """The texts that stand where a value was read from; none where nothing does."""
        if value.place is not None:
            found = self._by_place.get(value.place)
            return (found,) if found else ()
        if value.page is None or value.box is None:
            return ()
        spot = (value.page, value.box)
        if spot not in self._found:
            self._found[spot] = tuple(_under(self._by_page.get(value.page, ()), value.box))
        return self._found[spot]

    def whole(self, value: Evidence) -> Printed | None:
        """The text that a value was read from as a whole; None where it is a part of one, or of several."""
        for said in self._written:
            if said.stands_at(value.page, value.box, value.place) and squeezed(said.says) == squeezed(value.raw):
                return Printed(said.page or 0, said.box or _NOWHERE, said.place, said.was, said.says or "")
        texts = self.under(value)
        if not value.raw or squeezed("".join(text.text for text in texts)) != squeezed(value.raw):
            return None
        if len(texts) == 1:
            one = texts[0]
            return Printed(one.page, one.box, one.place, one.text, one.now)
        if any(text.row is not None for text in texts) or value.box is None:
            return None
        was, now = ("\n".join(lines) for lines in ((one.text for one in texts), (one.now for one in texts)))
        return Printed(texts[0].page, value.box, None, was, now)


def _texts(extraction: Extraction, written: Sequence[Correction]) -> Iterator[Text]:
    for page in extraction.pages:
        for n, table in enumerate(page.tables):
            turn = direction(table)
            for cell in table.cells:
                if cell.lines:
                    long = partial(_long, page.number, cell, turn)
                    now = _written(written, page.number, cell.box, cell.place, cell.text)
                    id_ = f"p{page.number}t{n}r{cell.row}c{cell.column}"
                    yield Text(id_, page.number, cell.box, cell.place, cell.text, long, now, cell.row, cell.column)
        yield from (_line(page.number, n, line, written) for n, line in enumerate(page.lines) if line.text.strip())


def _line(page: int, n: int, line: Line, written: Sequence[Correction]) -> Text:
    now = _written(written, page, line.box, line.place, line.text)
    return Text(f"p{page}l{n}", page, line.box, line.place, line.text, lambda: line.text, now)


def _long(page: int, cell: Cell, turn: int) -> str:
    return Slot(page, cell, 0.0, 1.0, turn).long


def _written(written: Sequence[Correction], page: int, box: Box, place: str | None, text: str) -> str | None:
    """What a person wrote over a text."""
    for one in written:
        if one.stands_at(page, box, place) and squeezed(one.was) == squeezed(text):
            return one.says or ""
    return None


def _under(texts: Sequence[Text], box: Box) -> Iterator[Text]:
    """The cell in which the middle of a box lies; of lines outside the tables those whose middle lies in the box."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    cell = next((text for text in texts if text.row is not None and _holds(text.box, x, y)), None)
    if cell is not None:
        yield cell
        return
    for text in texts:
        if text.row is None and _holds(box, (text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2):
            yield text


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] - 0.01 <= x <= box[2] + 0.01 and box[1] - 0.01 <= y <= box[3] + 0.01
