"""A printed text with its place and its history: the one form in which cells and lines outside the tables are read.

    Text
    ├─ text      what it says, after the edits
    ├─ place     page and box
    ├─ lines     the printed lines it was read from, each with what a recogniser made of it
    ├─ edits     what was changed in it and why, a code each
    └─ doubts    what may be wrong with it

It never changes: whoever takes a part of it, or mends it, makes another one that says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from typing import NamedTuple, Protocol, Self

from extract.model import Box, Line, Origin

__all__ = [
    "ACCEPTED",
    "CORRECTED",
    "Place",
    "Printed",
    "Text",
    "by_person",
    "is_settled",
    "is_uncertain",
    "origin_of",
    "settled",
    "uncertain",
]

ACCEPTED, CORRECTED = "accepted", "corrected"
"""Who read a line surely: a person, who found a value right that was read from it, or wrote its text anew."""


class Place(NamedTuple):
    """A page and a box on it, in points of the page as shown. `name` says where it is in a file without pages, whose
    boxes tell order and columns alone: `Sheet1!C7`."""

    page: int
    box: Box
    name: str | None = None

    def at(self, box: Box) -> "Place":
        """A part of the place."""
        return Place(self.page, box, self.name)

    @staticmethod
    def around(places: Iterable["Place"]) -> "Place":
        """The place around all of them."""
        return reduce(Place.join, places)

    def join(self, other: "Place") -> "Place":
        """The place around both; across pages the first one stands alone."""
        if other.page != self.page:
            return self
        (a, b, c, d), (e, f, g, h) = self.box, other.box
        return self.at((min(a, e), min(b, f), max(c, g), max(d, h)))


class Printed(Protocol):
    """A printed text with its place: a slot of a table, one that a page break cut, or a `Text`."""

    @property
    def text(self) -> str:
        """The text on one line."""

    @property
    def long(self) -> str:
        """The text with a person's line breaks."""

    @property
    def place(self) -> Place:
        """Where it stands."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The printed lines it was read from."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What may be wrong with the cell itself."""

    @property
    def edits(self) -> tuple[str, ...]:
        """What was changed in it."""


@dataclass(frozen=True)
class Text:
    """A printed text. `text` is what it says after its `edits`."""

    text: str
    place: Place
    lines: tuple[Line, ...]
    doubts: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()

    @classmethod
    def of(cls, line: Line, page: int) -> Self:
        """A line outside the tables."""
        return cls(line.text, Place(page, line.box, line.place), (line,))

    @classmethod
    def from_(cls, said: Printed) -> Self:
        """What a cell says."""
        return cls(said.text, said.place, said.lines, said.doubts, said.edits)

    @classmethod
    def of_lines(cls, said: Printed, lines: Sequence[Line], text: str | None = None) -> Self:
        """Some lines of a cell, or a `text` that stands on them."""
        whole = "".join(line.text.strip() for line in lines) if text is None else text
        return cls(whole, Place.around(said.place.at(line.box) for line in lines), tuple(lines), said.doubts)

    @classmethod
    def joined(cls, parts: Sequence["Text"]) -> Self:
        """Several lines that are one text, in printed order."""
        return cls(
            "".join(part.text.strip() for part in parts),
            Place.around(part.place for part in parts),
            tuple(line for part in parts for line in part.lines),
            tuple(doubt for part in parts for doubt in part.doubts),
            tuple(edit for part in parts for edit in part.edits),
        )

    @property
    def long(self) -> str:
        """The text; a piece of running text has no breaks of its own."""
        return self.text

    @cached_property
    def raw(self) -> str:
        """The printed lines it was read from, as they were accepted."""
        return "\n".join(line.text for line in self.lines)

    def part(self, text: str) -> Self:
        """A part of it, which stands on the same lines."""
        return replace(self, text=text)

    def edited(self, text: str, edit: str) -> Self:
        """What it says once `edit` was done to it; itself, where that changed nothing."""
        return self if text == self.text else replace(self, text=text, edits=(*self.edits, edit))


def is_settled(line: Line) -> bool:
    """Whether a person has settled what a line says."""
    return bool(line.readings) and any(reading.by in (ACCEPTED, CORRECTED) for reading in line.readings)


def settled(said: Printed) -> bool:
    """Whether a person has settled all that a text says."""
    return bool(said.lines) and all(map(is_settled, said.lines))


def by_person(lines: Iterable[Line]) -> bool:
    """Whether a person wrote one of these lines."""
    return any(reading.by == CORRECTED for line in lines for reading in line.readings)


def origin_of(lines: Iterable[Line]) -> Origin:
    """`ocr` as soon as one line was recognised from pixels."""
    return "ocr" if "ocr" in [line.origin for line in lines] else "text"


def is_uncertain(line: Line) -> bool:
    """Whether a line may be other than it was read: it has readings beside a person's, or its reader was not certain.
    What a text layer holds has one reading, itself."""
    if line.confidence < 1.0 or not line.readings:
        return line.confidence < 1.0
    return any(reading.by not in (ACCEPTED, CORRECTED) for reading in line.readings)


def uncertain(*parts: Printed) -> bool:
    """Whether any of these texts may be other than it was read: then it is decided by what stands around it."""
    return any(any(map(is_uncertain, part.lines)) for part in parts)
