"""What a document asks, as decisions: one for each printed text that values hang on, whatever rows they are in.

values of one cell, asked or not          one decision: twenty rows have their level from it
amounts whose unit of money is missing    one, of the form's unit of money
a value that is not all its cell says     one of its own
a row or form that no field asks for      one, once its fields are settled
a cell or page that no form claims        one
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from normalize.evidence.doubts import Doubt, codes
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
)
from normalize.settled.correction import Spot
from normalize.settled.fields import FIELDS, ROWS, reading, rows_of
from pipelines.sample.drawn import Told
from pipelines.settle.cells import by_text, is_plain
from pipelines.settle.document import Read, decision
from pipelines.settle.model import Decision, Hanging, Printed
from pipelines.settle.wholes import of_rows, unclaimed
from pipelines.store.artefacts import canonical, digest

__all__ = ["CHOICES", "asked", "choices_of", "drawn"]

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
_KEY = 16
"""Hex digits of a hash within a key."""
_NO_UNIT = Doubt("money_unit", "missing").code
_SHARED = ("year", "unit", "project")
"""Fields of a form that each of its rows has."""


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


def asked(read: Read) -> list[Decision]:
    """The open decisions of a document."""
    forms = read.submission.forms
    found = [*_of_values(read, forms)]
    found += [decision for form in forms for decision in of_rows(read, form)]
    return [*found, *unclaimed(read)]


def drawn(read: Read, names: Collection[str]) -> Iterator[Decision]:
    """What is asked about values that nobody was asked about, by their names in the order of a spot check: a decision
    each. Its key is that name and a hash of what was read."""
    for form in read.submission.forms:
        for told in form.evidence:
            name = Told.of(form.identity.form_id, form.identity.year, told).name
            if name in names:
                value = _Value(form, _row(form, told), told, read.cells.whole(told) if by_text(told) else None)
                made = _decision(read, [value])
                key = f"{name}/{digest(canonical([made.raw, made.value, made.text]))[:_KEY]}"
                yield made._replace(key=key, hangs=tuple(one._replace(asks=True) for one in made.hangs))


def _row(form: Form, told: Evidence) -> Any:
    table = told.of_table or "forms"
    return next(row for row in rows_of(form, table) if table == "forms" or row.ordinal == told.ordinal)


def _of_values(read: Read, forms: Sequence[Form]) -> Iterator[Decision]:
    groups: defaultdict[tuple[object, ...], list[_Value]] = defaultdict(list)
    asked_at = {_spot(told) for form in forms for told in form.evidence if told.needs_review}
    for form in forms if asked_at else ():
        rows = {(t, None if t == "forms" else row.ordinal): row for t in FIELDS for row in rows_of(form, t)}
        unit = any(told.field == "money_unit" and _lacks_unit(told) for told in form.evidence)
        for told in form.evidence:
            if _spot(told) not in asked_at:
                continue
            row = rows[told.of_table or "forms", told.ordinal]
            apart = told.needs_review and not by_text(told)
            value = _Value(form, row, told, None if apart else read.cells.whole(told))
            groups[("unit", id(form)) if _lacks_unit(told) and unit else value.group].append(value)
    for values in groups.values():
        if any(value.told.needs_review for value in values):
            yield _decision(read, values)


def _lacks_unit(told: Evidence) -> bool:
    """Whether a value asks for the unit of its money alone, which the whole form lacks."""
    return told.needs_review and codes(told.review_reason) == {_NO_UNIT}


def _spot(told: Evidence) -> tuple[object, ...]:
    return told.page, told.box, told.place


def _decision(read: Read, values: Sequence[_Value]) -> Decision:
    asking = [value for value in values if value.told.needs_review] or values
    first = min(values, key=_telling)
    told, cell = first.told, first.cell
    own = cell is not None and not any("from" in edit for one in asking for edit in one.told.edits)
    fields = [value.told.field for value in values] if cell is not None else [told.field]
    box = cell.box if cell is not None and cell.place is None else told.box
    return decision(
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


def _telling(value: _Value) -> tuple[bool, bool, bool, float]:
    """What a decision is shown as goes first: a unit of money that stands nowhere, a value that its cell says as such,
    one that asks, the least sure."""
    return value.cell is not None, not is_plain(value.told.field), not value.told.needs_review, value.told.confidence


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
