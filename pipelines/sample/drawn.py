"""Values that nobody was asked about, in a random order, and how far along it people have looked.

A person looks at the values in that order. Those up to the first at which nobody looked are a random sample of all of
them, whatever else was settled meanwhile: what a wrong value was put right with reaches others of its cell, and these
stay in the population as what they were.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from math import ceil
from typing import NamedTuple, Self

from extract.model import Box
from normalize.schema import Evidence
from normalize.settled.correction import Correction, effective
from pipelines.sample.bound import most_wrong

__all__ = ["Checked", "Told", "Value", "checked", "in_order", "values"]

SEED = "jixiao 1"
"""Names the order: another one would draw other values."""
_DIGITS = 16
_SETTLED = ("accepted", "corrected")


class Told(NamedTuple):
    """What is known of an exported value: whose it is, whether it asks, what a person said, where it stands."""

    form_id: str
    year: int | None
    table: str
    ordinal: int | None
    field: str
    needs_review: bool
    review: str | None
    page: int | None
    box: Box | None
    place: str | None

    @classmethod
    def of(cls, form_id: str, year: int | None, one: Evidence) -> Self:
        """A value of a form, by its evidence."""
        return cls(
            form_id, year, one.of_table or "", one.ordinal, one.field, one.needs_review, one.review, one.page, one.box,
            one.place,
        )  # fmt: skip

    @property
    def name(self) -> str:
        """What it is called in the order."""
        return f"{self.form_id}/{self.table}/{self.ordinal or 0}/{self.field}"


class Value(NamedTuple):
    """A value that nobody was asked about, and whether it was found wrong; None: nobody has looked."""

    rank: int
    name: str
    form_id: str
    year: int | None
    wrong: bool | None = None


class Checked(NamedTuple):
    """What people found: of `of` values that nobody was asked about the first `looked` of the random order were looked
    at, `wrong` of them were wrong, and so no more than `most` of all are."""

    of: int
    looked: int
    wrong: int

    @property
    def most(self) -> int:
        """The most values that may be wrong."""
        return most_wrong(self.wrong, self.looked, self.of)

    @property
    def per_thousand(self) -> float:
        """The most that may be wrong of a thousand, rounded up to a tenth: what is told is a bound, too."""
        return ceil(10_000 * self.most / self.of) / 10 if self.of else 0.0


def values(told: Iterable[Told], said: Iterable[Correction]) -> Iterator[Value]:
    """The values of one document that nobody was asked about, with what people found of them. `said` are all answers
    about it.

    One that was found wrong and is no longer there, as its row is none, was wrong all the same.
    """
    given = list(said)
    drawn = [one for one in given if one.drawn is not None]
    found, years = _found(given), {}
    for one in told:
        years[one.form_id] = one.year
        if one.name in found:
            wrong = found.pop(one.name)
        elif one.review in _SETTLED:
            if not any(_reaches(answer, one) for answer in drawn):
                continue
            wrong = one.review == "corrected"
        else:
            wrong = None
        if not one.needs_review:
            yield _value(one.name, one.form_id, one.year, wrong)
    for name, wrong in found.items():
        form_id = name.partition("/")[0]
        if wrong and form_id in years:
            yield _value(name, form_id, years[form_id], wrong)


def in_order(found: Iterable[Value]) -> list[Value]:
    """The values as they are to be looked at."""
    return sorted(found)


def checked(ordered: Sequence[Value]) -> Checked:
    """What was found, of values in order."""
    looked = next((at for at, one in enumerate(ordered) if one.wrong is None), len(ordered))
    return Checked(len(ordered), looked, sum(bool(one.wrong) for one in ordered[:looked]))


def _found(given: Sequence[Correction]) -> dict[str, bool]:
    """By the name of a value that was drawn, whether it was found wrong: by any answer but that it is right, or by one
    that was given in place of that."""
    counts = {one.id for one in effective(given)}
    found: defaultdict[str, bool] = defaultdict(bool)
    for one in given:
        if one.drawn is not None:
            found[one.drawn] |= one.act != "accept" or one.id not in counts
    return dict(found)


def _reaches(answer: Correction, one: Told) -> bool:
    """Whether an answer about a value that was drawn is about this one, too: it was read from the same text."""
    here = answer.stands_at(one.page, one.box, one.place)
    if answer.table == "cell":
        return here or answer.holds(one.page, one.box)
    return here and (answer.table, answer.field) == (one.table, one.field)


def _value(name: str, form_id: str, year: int | None, wrong: bool | None) -> Value:
    rank = int(sha256(f"{SEED}/{name}".encode()).hexdigest()[:_DIGITS], 16)
    return Value(rank, name, form_id, year, wrong)
