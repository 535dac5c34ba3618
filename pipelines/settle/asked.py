"""What a document asks, as decisions: one for each printed text that values hang on, whatever rows they are in.

values of one cell, asked or not          one decision: twenty rows have their level from it
a value that is not all its cell says     one of its own
a row or form that no field asks for      one, once its fields are settled
a cell or page that no form claims        one
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from normalize.evidence.text import Place
from normalize.kinds.level import LEVEL1
from normalize.lexicon import load
from normalize.schema import (
    Basis,
    Evaluator,
    Evidence,
    Form,
    Likelihood,
    Measure,
    Operator,
    Period,
    Phase,
    Scope,
    Submission,
)
from normalize.settled.correction import Correction
from normalize.settled.doubts import codes, elsewhere
from normalize.settled.fields import FIELDS, ROWS, Spot, reading, row_name, rows_of, said_in, spot_of, text_of
from pipelines.settle.cells import Cells, by_text, is_plain
from pipelines.settle.model import Decision, Hanging, Printed
from pipelines.store.artefacts import canonical, digest
from pipelines.store.ledger import Entry

__all__ = ["CHOICES", "Read", "alike", "asked", "choices_of"]

CHOICES: Mapping[str, tuple[str, ...]] = {
    "scope": get_args(Scope),
    "phase": get_args(Phase),
    "evaluator": get_args(Evaluator),
    "operator": get_args(Operator),
    "likelihood": get_args(Likelihood),
    "direction": ("positive", "negative"),
    "period": get_args(Period),
    "measure": get_args(Measure),
    "basis": get_args(Basis),
    "level1": tuple(sorted(LEVEL1)),
    "level2": tuple(load("levels")["level2"]),
}
"""The words of fields that have a closed vocabulary."""
_SHARED = ("year", "unit", "project")
"""Fields of a form that each of its rows has."""
_OF_ALL_ROWS = frozenset(("column_guessed",))
"""Codes of a row that speak of a column, which is the same for all rows that have them."""
_KEY = 16


@dataclass(frozen=True)
class Read:
    """A document as it was read: what the ledger says, its forms, its cells, the answers about it that are stale."""

    entry: Entry
    submission: Submission
    cells: Cells
    stale: tuple[Correction, ...] = ()

    def replaced(self, page: int | None, box: Any, place: str | None) -> tuple[str, ...]:
        """The ids of the stale answers about a place."""
        return tuple(one.id for one in self.stale if one.stands_at(page, box, place))


@dataclass(frozen=True)
class _Value:
    """A value with the row it is in."""

    form: Form
    row: Any
    told: Evidence
    cell: Printed | None

    @property
    def value(self) -> str:
        return reading(self.form, self.told.of_table or "forms", self.row, self.told.field)

    @property
    def group(self) -> tuple[object, ...]:
        one = self.told
        if self.cell is not None:
            return ("cell", one.page, self.cell.box, self.cell.place)
        return (one.of_table, one.field, one.page, one.box, one.place, one.raw, self.value)


def choices_of(fields: Iterable[str]) -> tuple[str, ...]:
    """The words that a decision about these fields has to choose from; none where it is about more than one."""
    first, *others = dict.fromkeys(fields)
    return () if others else CHOICES.get(first, ())


def asked(read: Read, skipped: frozenset[str] = frozenset()) -> list[Decision]:
    """The open decisions of a document, in the order of its pages. `skipped`: forms that a later version supersedes."""
    forms = [form for form in read.submission.forms if form.identity.form_id not in skipped]
    found = [*_of_values(read, forms)]
    found += [decision for form in forms for decision in _of_rows(read, form)]
    return [*found, *_unclaimed(read)]


def _of_values(read: Read, forms: Sequence[Form]) -> Iterator[Decision]:
    groups: defaultdict[tuple[object, ...], list[_Value]] = defaultdict(list)
    for form in forms:
        rows = {(t, None if t == "forms" else row.ordinal): row for t in FIELDS for row in rows_of(form, t)}
        for told in form.evidence:
            row = rows[told.of_table or "forms", told.ordinal]
            apart = told.needs_review and not by_text(told)
            value = _Value(form, row, told, None if apart else read.cells.whole(told))
            groups[value.group].append(value)
    for values in groups.values():
        if any(value.told.needs_review for value in values):
            yield _decision(read, values)


def _decision(read: Read, values: Sequence[_Value]) -> Decision:
    asking = [value for value in values if value.told.needs_review]
    first = min(values, key=_telling)
    told, cell = first.told, first.cell
    own = cell is not None and not any("from" in edit for one in asking for edit in one.told.edits)
    fields = [value.told.field for value in values] if cell is not None else [told.field]
    box = cell.box if cell is not None and cell.place is None else told.box
    return _made(
        read,
        first.form,
        table=told.of_table or "forms",
        ordinal=told.ordinal,
        field=told.field,
        spot=Spot(told.page, box, told.place),
        raw=told.raw or "",
        value=first.value,
        text=cell.now if cell is not None else first.value,
        rivals=told.rivals,
        choices=choices_of(fields) if own or cell is None else (),
        reasons=tuple(sorted({code for value in asking for code in codes(value.told.review_reason)})),
        confidence=min(value.told.confidence for value in asking),
        weight=_weight(values),
        hangs=tuple(_hanging(value) for value in values),
        cell=cell,
    )


def _telling(value: _Value) -> tuple[bool, bool, float]:
    """What a decision is shown as goes first: a value that its cell says as such, one that asks, the least sure."""
    return not is_plain(value.told.field), not value.told.needs_review, value.told.confidence


def _hanging(value: _Value) -> Hanging:
    told = value.told
    form_id = value.form.identity.form_id
    return Hanging(
        form_id, told.of_table, told.ordinal, told.field, value.value, told.raw or "", told.page, told.box, told.place,
        told.needs_review,
    )  # fmt: skip


def _weight(values: Sequence[_Value]) -> int:
    """How many values hang on a decision: those of its cell; of a form's own name or year its rows, too."""
    rows = {id(v.form): v.form for v in values if v.told.of_table == "forms" and v.told.field in _SHARED}
    return len(values) + sum(len(getattr(form, table)) for form in rows.values() for table in ROWS)


def _of_rows(read: Read, form: Form) -> Iterator[Decision]:
    """Rows, and the form itself, that are asked about as a whole and by no field of theirs: those that ask for one and
    the same cause, as a column whose meaning was guessed, together."""
    told = elsewhere(read.submission, form)
    groups: defaultdict[tuple[object, ...], list[tuple[str, Any]]] = defaultdict(list)
    for table in FIELDS:
        for row in rows_of(form, table):
            trust = form.record if table == "forms" else row
            said = said_in(form, table, None if table == "forms" else row.ordinal)
            if not trust.needs_review or any(one.needs_review for one in said):
                continue
            if whole := codes(trust.review_reason) - told[table]:
                together = None if whole <= _OF_ALL_ROWS else row
                groups[table, tuple(sorted(whole)), id(together)].append((table, row))
    for (_, reasons, _), rows in groups.items():
        yield _whole(read, form, rows, reasons)  # type: ignore[arg-type]


def _whole(read: Read, form: Form, rows: Sequence[tuple[str, Any]], reasons: tuple[str, ...]) -> Decision:
    """The decision about one row as a whole, or about several that one cause makes ask."""
    form_id = form.identity.form_id
    hangs = tuple(
        Hanging(
            form_id, table, None if table == "forms" else row.ordinal, "", row_name(form, table, row),
            text_of(form, table, row), *spot_of(form, table, row), True,
        )
        for table, row in rows
    )  # fmt: skip
    table = rows[0][0]
    first = hangs[0]
    values = sum(1 for one in hangs for _ in said_in(form, table, one.ordinal))
    trusted = [form.record if table == "forms" else row for table, row in rows]
    return _made(
        read,
        form,
        table=table,
        ordinal=first.ordinal,
        field=None,
        spot=_around([Spot(one.page, one.box, one.place) for one in hangs]),
        raw=first.raw,
        value=first.value,
        text="\n".join(one.raw for one in hangs),
        rivals=(),
        choices=(),
        reasons=reasons,
        confidence=min(one.confidence for one in trusted),
        weight=max(1, values),
        hangs=hangs,
        cell=None,
    )


def _around(spots: Sequence[Spot]) -> Spot:
    """What stands around all of these that are on the page of the first."""
    first, *others = spots
    place = Place(first.page or 0, first.box, first.place) if first.box is not None else None
    for one in others:
        if place is not None and one.box is not None:
            place = place.join(Place(one.page or 0, one.box))
    return first if place is None else Spot(first.page, place.box, first.place)


def _unclaimed(read: Read) -> Iterator[Decision]:
    """Pages and cells that no form claims, those of a page that ask for one cause together; and stale answers in whose
    place nothing is read any more."""
    groups: defaultdict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for one in read.submission.evidence:
        if one.needs_review:
            alone = one.place if one.review == "stale" else None
            groups[one.page, one.field == "page", one.review_reason, one.box if alone else None].append(one)
    years = {form.identity.year for form in read.submission.forms}
    for members in groups.values():
        first = members[0]
        table = "page" if first.field == "page" else "cell"
        hangs = tuple(
            Hanging(None, table, None, "", one.raw or "", one.raw or "", one.page, one.box, one.place, True)
            for one in members
        )
        made = _made(
            read,
            None,
            table=table,
            ordinal=None,
            field=None,
            spot=_around([Spot(one.page, one.box, one.place) for one in members]),
            raw=first.raw or "",
            value=first.raw or "",
            text="\n".join(one.raw or "" for one in members),
            rivals=(),
            choices=(),
            reasons=tuple(sorted(codes(first.review_reason))),
            confidence=first.confidence,
            weight=len(members),
            hangs=hangs,
            cell=None,
        )
        yield made._replace(year=next(iter(years)) if len(years) == 1 else None)


def _made(read: Read, form: Form | None, *, spot: Spot, confidence: float, weight: int, **facts: Any) -> Decision:
    """A decision with what its document and form say."""
    sha = read.entry.sha256
    named = [sha, facts["table"], facts["field"], *spot, facts["raw"], facts["value"], facts["reasons"]]
    return Decision(
        key=digest(canonical(named))[:_KEY],
        risk=round((1 - confidence) * weight, 6),
        sha256=sha,
        path=read.entry.path,
        year=form.identity.year if form else None,
        unit=form.identity.unit if form else None,
        project=form.identity.project if form else None,
        form_id=form.identity.form_id if form else None,
        page=spot.page,
        box=spot.box,
        place=spot.place,
        confidence=confidence,
        replaces=tuple(
            dict.fromkeys(id_ for one in facts["hangs"] for id_ in read.replaced(one.page, one.box, one.place))
        ),
        **facts,
    )


def alike(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions, each with the keys of the others about the same text with the same doubt."""
    same: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for one in decisions:
        same[_kind(one)].append(one.key)
    return [
        one._replace(like=tuple(key for key in same[_kind(one)] if key != one.key)) if one.field and one.text else one
        for one in decisions
    ]


def _kind(one: Decision) -> tuple[object, ...]:
    return one.table, one.field, "".join(one.text.split()), one.value, one.reasons, one.cell is None
