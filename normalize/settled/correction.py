"""What a person said of one value, cell, row or page: an answer that is input, like the document itself.

It says where (`page` and `box`, or `place` in a file without pages), what stood there when it was said (`was`), and
what is right (`says`). An answer whose text is no longer there is stale: it is told, never applied.

    accept    the value is right as it was read: `was` the printed text, `says` the value; without `field` the doubts of
              a whole row, form, cell or page are settled: `says` is their codes
    correct   table `cell`: the cell's whole text is `says`; else the value of one field is what `says` reads as
    strike    the row is none: `was` is what names it
    add       a row is missing at this place: `says` is a JSON object, the printed text by field

`read` is the value that a correction of one field is given in place of, for several may be read from one text;
`replaces` are the ids of stale answers that it was given in place of. `drawn` names the value that it was asked about
in a spot check, which the reading had not asked about.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict

from extract.model import Box
from normalize.evidence.doubts import codes
from normalize.evidence.text import CORRECTED
from normalize.schema import Evidence

__all__ = ["Act", "Correction", "Spot", "Table", "effective", "overlap", "squeezed"]

Act = Literal["accept", "correct", "strike", "add"]
Table = Literal["cell", "page", "forms", "indicators", "funds", "tasks"]
SAME_PLACE = 0.5
"""Of what two boxes cover together: that share in common and they are one place, though another reader drew it. Cells
tile a table, so of two of them only one can have it."""
_ID = 16
_EDGE = 1.0
"""In points: what a line may reach beyond its cell."""


class Spot(NamedTuple):
    """Where something stands: on a page, or in a file without pages."""

    page: int | None = None
    box: Box | None = None
    place: str | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of evidence that say where."""
        x0, y0, x1, y1 = self.box or (None, None, None, None)
        return {"page": self.page, "x0": x0, "y0": y0, "x1": x1, "y1": y1, "place": self.place}


class Correction(BaseModel):
    """One answer. `box` is in points of the page as shown (pixels for an image), `at` when it was given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str
    table: Table
    field: str | None = None
    page: int | None = None
    box: Box | None = None
    place: str | None = None
    was: str = ""
    read: str | None = None
    says: str | None = None
    act: Act
    replaces: tuple[str, ...] = ()
    drawn: str | None = None
    who: str = ""
    at: AwareDatetime

    @property
    def id(self) -> str:
        """The hash of what was said and of where: the same answer by two people is one."""
        return sha256(self.model_dump_json(exclude={"who", "at", "replaces", "drawn"}).encode()).hexdigest()[:_ID]

    @property
    def instead_of(self) -> str | None:
        """The value that it speaks of: one that is given after another one was put there is about that."""
        return (self.says if self.act == "accept" else self.read) if self.field is not None else None

    @property
    def whole(self) -> bool:
        """Whether it settles the doubts of a whole row, form, cell or page."""
        return self.act == "accept" and self.field is None

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the doubts that it settles, of a whole."""
        return frozenset(codes(self.says))

    @property
    def spot(self) -> Spot:
        """Where it was given."""
        return Spot(self.page, self.box, self.place)

    def is_of(self, value: Evidence) -> bool:
        """Whether it speaks of the text of a value, where that stands."""
        return self.stands_at(value.page, value.box, value.place) and squeezed(value.raw) == squeezed(self.was)

    def written(self, raw: str | None, **columns: Any) -> Evidence:
        """The evidence of what it says of something that stands there."""
        told = {"origin": "person", "edits": (CORRECTED,), "review": CORRECTED} | columns
        return Evidence(raw=raw, **self.spot.columns, **told)

    def stands_at(self, page: int | None, box: Box | None, place: str | None) -> bool:
        """Whether it speaks of what stands there."""
        if self.place is not None or place is not None:
            return self.place == place
        if self.page != page:
            return False
        if self.box is None or box is None:
            return self.box == box
        return overlap(self.box, box) >= SAME_PLACE

    def holds(self, page: int | None, box: Box | None) -> bool:
        """Whether something stands within its place: a line of a cell."""
        if self.page != page or self.box is None or box is None:
            return False
        (x0, y0, x1, y1), (left, top, right, bottom) = box, self.box
        return left <= (x0 + x1) / 2 <= right and top <= (y0 + y1) / 2 <= bottom and x1 - x0 <= right - left + _EDGE


def effective(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """The answers that count, in the order in which they were given: of several about one thing the last. A cell's new
    text is about every value that was read from it before."""
    last: list[Correction] = []
    for one in sorted(corrections, key=lambda said: (said.at, said.id)):
        last = [other for other in last if other.id not in one.replaces and not _replaces(one, other)]
        last.append(one)
    return tuple(last)


def _replaces(later: Correction, earlier: Correction) -> bool:
    """Whether an answer is about the same as an earlier one, or about the text that the earlier one is about a value
    of. Rows to add are each of their own."""
    if "add" in (later.act, earlier.act):
        return later.id == earlier.id
    here = earlier.stands_at(later.page, later.box, later.place)
    if (later.table, later.field) == (earlier.table, earlier.field):
        if later.whole and earlier.whole:
            return here and earlier.codes <= later.codes and squeezed(earlier.was) == squeezed(later.was)
        return here and later.instead_of == earlier.instead_of
    rewritten = later.table == "cell" and later.act == "correct" and earlier.field is not None
    return rewritten and (here or later.holds(earlier.page, earlier.box))


def overlap(one: Box, other: Box) -> float:
    """What two boxes have in common, as a share of what they cover together: 0 to 1."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if one == other:
        return 1.0
    if width <= 0 or height <= 0:
        return 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return width * height / (sum(areas) - width * height)


def squeezed(text: str | None) -> str:
    """A text without white space, in which readers differ: what `was` is compared by."""
    return "".join((text or "").split())
