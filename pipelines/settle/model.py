"""What the desk hands out: decisions to take, and a document as its page shows it. All frozen, all plain values."""

from dataclasses import dataclass
from typing import NamedTuple

from extract.model import Box
from normalize.schema import Rival
from normalize.settled.correction import Correction

__all__ = [
    "CellView",
    "Counted",
    "Decision",
    "DocumentView",
    "FieldView",
    "FormView",
    "Hanging",
    "PageView",
    "Picture",
    "Printed",
    "Progress",
    "RowView",
    "Settled",
    "Stale",
]


class Printed(NamedTuple):
    """A cell, or lines outside the tables: `was` is what was read there, which a correction of the whole text replaces,
    `now` what it says after the last one."""

    page: int
    box: Box
    place: str | None
    was: str
    now: str


class Hanging(NamedTuple):
    """A value that a decision settles; `asks`: it asks by itself, the others only stand in the same cell. With `field`
    "" it is a whole row, cell or page, `raw` all that it says."""

    form_id: str | None
    table: str | None
    ordinal: int | None
    field: str
    value: str
    raw: str
    page: int | None
    box: Box | None
    place: str | None
    asks: bool


class Decision(NamedTuple):
    """One thing to settle, and all that hangs on it.

    key        names it as long as the text under it is the same; hex
    risk       the chance that it is wrong times the values that hang on it
    table      of the value it asks about first: `forms`, `indicators`, `funds`, `tasks`; `cell` and `page` for what no
               form claims; with `field` None (`whole`) the doubts of a whole row or form
    raw        the printed text it was read from; "" where nothing stands there
    value      the value as it was read; "" for none
    text       what a person edits: the cell's whole printed text where `cell` is told, else the value
    rivals     what else `text` may be, the likeliest first
    choices    the words of a closed vocabulary that the value has to be one of; () where it is open
    hangs      the values that it settles
    like       keys of decisions about the same text, read as the same value of the same field
    beside     keys of the other decisions about values of its document
    replaces   ids of stale answers about this place, which an answer takes the place of
    """

    key: str
    risk: float
    sha256: str
    path: str
    year: int | None
    unit: str | None
    project: str | None
    form_id: str | None
    table: str
    ordinal: int | None
    field: str | None
    page: int | None
    box: Box | None
    place: str | None
    raw: str
    value: str
    text: str
    rivals: tuple[Rival, ...]
    choices: tuple[str, ...]
    reasons: tuple[str, ...]
    confidence: float
    hangs: tuple[Hanging, ...]
    like: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    cell: Printed | None = None
    replaces: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is about a row, a form, a cell or a page as a whole: it is accepted, or its values are edited."""
        return self.field is None or self.table in ("cell", "page")


class FieldView(NamedTuple):
    """A value of a row as the document's page shows it; `cells` are the ids of the cells it was read from. One without
    evidence (nothing stands there) has the row's place."""

    id: str
    sha256: str
    form_id: str | None
    table: str
    ordinal: int | None
    field: str
    title: str
    value: str
    raw: str
    text: str
    page: int | None
    box: Box | None
    place: str | None
    confidence: float
    edits: tuple[str, ...]
    rivals: tuple[Rival, ...]
    reasons: tuple[str, ...]
    needs_review: bool
    review: str | None
    choices: tuple[str, ...]
    cells: tuple[str, ...]
    cell: Printed | None = None
    replaces: tuple[str, ...] = ()


class RowView(NamedTuple):
    """A row of a table; `name` is what names it, and what striking it is addressed by. `whole` are the doubts that no
    field has."""

    sha256: str
    form_id: str
    table: str
    ordinal: int | None
    name: str
    page: int | None
    box: Box | None
    place: str | None
    needs_review: bool
    corrected: bool
    whole: tuple[str, ...]
    fields: tuple[FieldView, ...]


class FormView(NamedTuple):
    """A form with its rows, the first of which is the form's own."""

    form_id: str
    title: str | None
    phase: str
    year: int | None
    unit: str | None
    project: str | None
    needs_review: bool
    rows: tuple[RowView, ...]


class CellView(NamedTuple):
    """A cell, or a line outside the tables: what it says, what was read there (`was`), and the ids of the fields that
    were read from it. Not `claimed`: no form knows what it is, which asks."""

    id: str
    page: int
    box: Box
    place: str | None
    text: str
    was: str
    row: int | None
    column: int | None
    claimed: bool
    feeds: tuple[str, ...]


class PageView(NamedTuple):
    """A page with its cells; `paper` False where it has no picture: a worksheet, a stretch of a file without pages, a
    page of an OFD."""

    number: int
    width: float
    height: float
    paper: bool
    status: str
    cells: tuple[CellView, ...]


class DocumentView(NamedTuple):
    """A document as its page shows it."""

    sha256: str
    path: str
    status: str
    pages: tuple[PageView, ...]
    forms: tuple[FormView, ...]
    decisions: tuple[Decision, ...]
    corrections: tuple[Correction, ...]


class Picture(NamedTuple):
    """A picture of a page or of a piece of one; `area` is what of the page it shows, in the page's own units."""

    media_type: str
    data: bytes
    area: Box


class Settled(NamedTuple):
    """What came of answers: those that were kept, the documents read anew, the decisions that are still open there,
    the keys of those that are gone, and the answers that were not kept: they are no value of their field, or the text
    that they are about was another one by then."""

    kept: tuple[Correction, ...]
    documents: tuple[str, ...]
    open: tuple[Decision, ...]
    gone: tuple[str, ...]
    refused: tuple[Correction, ...] = ()


class Stale(NamedTuple):
    """An answer whose text is no longer there, and what stands there now."""

    correction: Correction
    path: str
    now: str | None


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How much of something is read: values, those that ask, those a person settled, findings."""

    year: int | None
    unit: str | None
    project: str | None
    values: int
    asking: int
    accepted: int
    corrected: int
    stale: int
    findings: int


@dataclass(frozen=True, kw_only=True)
class Progress(Counted):
    """How far a project, a unit or a year is."""

    documents: tuple[str, ...]
    forms: int
