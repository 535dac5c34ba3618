"""One cell with its text and its place, whole or cut by a page break."""

import re
from functools import cached_property

from extract.model import Cell, Line, upright
from normalize.cells.lines import clean, flat, may_be_text, paragraphs, together, wrapped
from normalize.evidence.doubts import LEFT_OUT
from normalize.evidence.text import Place, is_uncertain
from normalize.lexicon import Vocabulary, is_known, key

__all__ = ["CLOSED", "EDGE", "TORN", "Across", "Cut", "Slot"]


EDGE = 0.01
"""Of the table's width, some five points on a page: edges nearer than that are one."""
TORN = "name_torn"
"""The doubt of a name whose cell may have been cut in two, or was cut off another one."""
CLOSED = "ruling_closed"
_DIRT = re.compile(
    r"^[^\u4e00-\u9fff(（]{1,2}(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?![:：]\d)[^\u4e00-\u9fff)）]{1,2}$"
)
"""What is read of specks before and behind a label."""


class Across:
    """What takes a stretch of its table's width: `x0` to `x1`, as shares of that."""

    x0: float
    x1: float

    @property
    def width(self) -> float:
        """How much of the table's width it takes."""
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        """Where its middle stands."""
        return (self.x0 + self.x1) / 2

    def holds(self, other: "Across") -> bool:
        """Whether the middle of another one lies within it."""
        return self.x0 <= other.middle <= self.x1


class Slot(Across):
    """One cell with its text: `text` on one line as printed, `long` with a person's line breaks, `key` for the lexicon;
    `lines` are the printed ones, page numbers and a stamp's characters left out.

    `uncertain`: whether it may say other than it was read; `doubts`: what may be wrong with the cell itself.
    `x0`, `x1` are its horizontal extent as a share of the table's width, so that the columns of a table that goes on
    over a page break, or over two scans of different size, can be compared.
    """

    def __init__(self, page: int, cell: Cell, x0: float, x1: float, turn: int = 0, edits: tuple[str, ...] = ()) -> None:
        self.page, self.cell, self.turn = page, cell, turn
        self.x0, self.x1 = x0, x1
        self.place = Place(page, cell.box, cell.place)
        self.uncertain = any(map(is_uncertain, cell.lines))
        self.doubts = cell.doubts
        lines = clean(cell.lines)
        self.edits = (*edits, *("page_number_left_out",) * (len(lines) < len(cell.lines)))
        if self.uncertain:
            boxes = [upright(line.box, turn) for line in lines]
            kept = together(lines, boxes, upright(cell.box, turn))
            stand = [box for line, box in zip(lines, boxes, strict=True) if line in kept]
            left = [(line, box) for line, box in zip(lines, boxes, strict=True) if line not in kept]
            self.doubts += (LEFT_OUT,) * any(may_be_text(line, box, stand) for line, box in left)
            self.edits += (LEFT_OUT,) * (len(kept) < len(lines))
            lines = kept
        self.lines = lines
        self.text = flat(self.lines)
        self.key = key(self.text)

    @cached_property
    def emptied(self) -> "Slot":
        """The cell without what specks in it were read as."""
        bare = self.cell.model_copy(update={"lines": ()})
        return Slot(self.page, bare, self.x0, self.x1, self.turn, (*self.edits, "speck_left_out"))

    @property
    def columns(self) -> range:
        """The columns of its table that it takes."""
        return range(self.cell.column, self.cell.column + self.cell.column_span)

    @cached_property
    def long(self) -> str:
        """The text with only the line breaks that a person made."""
        turned = [(line.text, upright(line.box, self.turn)) for line in self.lines]
        return paragraphs(turned, upright(self.cell.box, self.turn))

    def means(self, words: Vocabulary) -> str | None:
        """What the cell says as a label of the lexicon; a recognised one may have specks around it, or one
        character wrong."""
        found = words.meaning(self.text)
        if found is not None or not self.uncertain or is_known(self.text):
            return found
        return words.meaning(_DIRT.sub("", self.text)) or words.near(self.text)

    def __repr__(self) -> str:
        return f"Slot({self.page}:{self.cell.row},{self.cell.column} {self.text[:20]!r})"


class Cut:
    """A cell that a page break may have cut: what goes on at the head of the next page belongs to it.

    Where the text of a merged cell lands is the producer's choice: on the first page, on the next one, or on both.
    """

    def __init__(self, *parts: "Slot") -> None:
        self.parts = list(parts)

    @property
    def text(self) -> str:
        """The texts of all parts on one line."""
        return "".join(part.text for part in self.parts)

    @property
    def long(self) -> str:
        """The texts of all parts; the break between pages is not a person's."""
        return "".join(part.long for part in self.parts)

    @property
    def place(self) -> Place:
        """Where the first part with text stands."""
        return next((part.place for part in self.parts if part.key), self.parts[0].place)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The printed lines of all parts."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What may be wrong with the parts."""
        return tuple(doubt for part in self.parts for doubt in part.doubts)

    @property
    def edits(self) -> tuple[str, ...]:
        """What was changed in the parts, and that there are several."""
        return (*(edit for part in self.parts for edit in part.edits), *(("page_joined",) * self.joined))

    @property
    def joined(self) -> bool:
        """Whether its text is put together from both sides of a page break."""
        return sum(bool(part.key) for part in self.parts) > 1

    def takes(self, slot: "Slot") -> bool:
        """Whether `slot`, at the head of the next page, may be the rest of this cell: one of the two is blank."""
        return not slot.key or not key(self.text)

    def goes_on(self, slot: "Slot") -> None:
        """Take `slot` for the rest of this cell: whoever read it before the page break reads it whole then."""
        self.parts.append(slot)

    def torn(self, slot: "Slot") -> bool:
        """Whether the text of `slot` may go on with the last part's: its last line had no room for more."""
        last = self.parts[-1]
        if not last.lines or not slot.key:
            return False
        lines = [(line.text, upright(line.box, last.turn)) for line in last.lines]
        widest = max(box[2] - box[0] for _, box in lines)
        return wrapped(lines[-1], slot.text, upright(last.cell.box, last.turn), widest)
