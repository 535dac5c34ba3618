"""What may stay wrong without anybody being asked, as a person sets it: so many of a thousand exported values.

Every value has one doubt: how surprised its reader was (minus the logarithm of the chance that its lines are right),
times what such surprise has cost in that field on labelled corpora. Words of a closed list are right however faint they
are, of a project's name or a goal a faint line is often wrong. With a limit set, a value asks whose doubt is above it,
in place of those that are asked about for how they were read; what asks for any other reason asks as ever.

`data/risk.json` holds the weights, and what each limit comes to, with the command that made it: a bound, with 95 %
confidence, of the exported values that are wrong and in no row that asks (Bates, Angelopoulos, Lei, Malik, Jordan,
Distribution-free, risk-controlling prediction sets, 2021, arXiv 2101.02703).
"""

import json
import math
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from normalize.evidence.doubts import Doubt, codes, joined, review
from normalize.evidence.said import DOUBTED, SOUND
from normalize.schema import Evidence, Form

__all__ = ["Limit", "Point", "Table", "asking", "doubt", "field_of", "limit_of", "surprise", "table"]

READING = Doubt("ocr", "doubt").code
"""The reason that a limit takes the place of."""
OF_PROJECT, OF_VALUE = Doubt("project", "risk").code, Doubt("value", "risk").code
"""Why a value asks by a limit; of a form's project each of its rows does, too."""
NAMES = Doubt("name", "doubt").code
"""That a row of the form asks of which the name may be misread."""
_ROWS = ("indicators", "funds", "tasks")
_LEAST = 1e-3
"""The least chance: beyond it a reader's figures mean nothing."""


class Point(NamedTuple):
    """What a limit came to on the labelled corpora: the bound, per thousand values, and the share of rows asked."""

    most: float
    bound: float
    asked: float


class Table(NamedTuple):
    """What surprise costs: by `table.field`, and in any other field; and what limits come to, the loosest first."""

    weights: Mapping[str, float]
    other: float
    points: tuple[Point, ...]


class Limit(NamedTuple):
    """The doubt above which a value asks, the bound that this comes to, and whether that is what was wanted."""

    most: float
    reached: float
    holds: bool


@cache
def table() -> Table:
    """The fitted weights and limits."""
    data = json.loads(files("normalize").joinpath("data", "risk.json").read_text(encoding="utf-8"))
    return Table(data["weights"], data["other"], tuple(Point(**point) for point in data["points"]))


def limit_of(silent: float) -> Limit:
    """The loosest limit that is bounded at so many of a thousand; where none is, the strictest there is."""
    points = table().points
    found = next((point for point in points if point.bound <= silent), points[-1])
    return Limit(found.most, found.bound, found.bound <= silent)


def surprise(value: Evidence) -> float:
    """How surprised the reader of a value was; 0 for a text layer's, and for what a person settled."""
    return -math.log(max(_LEAST, _chance(value)) / SOUND)


def field_of(value: Evidence) -> str:
    """The field that a value is in: `indicators.name`."""
    return f"{value.of_table}.{value.field}"


def doubt(value: Evidence, by: Table) -> float:
    """How doubtful a value is: the errors to be expected, were they spread as on the labelled corpora."""
    return surprise(value) * by.weights.get(field_of(value), by.other)


def asking(form: Form, most: float, by: Table | None = None) -> Form:
    """The form in which each value asks whose doubt is above the limit, and none for how it was read alone."""
    evidence = tuple(_value(one, most, by or table()) for one in form.evidence)
    found: defaultdict[tuple[str | None, int | None], set[str]] = defaultdict(set)
    for one in evidence:
        found[one.of_table, one.ordinal] |= codes(one.review_reason) & {OF_PROJECT, OF_VALUE}
    shared = found["forms", None] & {OF_PROJECT}
    rows = {
        name: tuple(_row(row, found[name, row.ordinal] | shared, {READING}) for row in getattr(form, name))
        for name in _ROWS
    }
    no_names = set() if any(row.needs_review for row in rows["indicators"]) else {NAMES}
    record = _row(form.record, found["forms", None], {READING} | no_names)
    return form.model_copy(update={**rows, "record": record, "evidence": evidence})


def _value(one: Evidence, most: float, by: Table) -> Evidence:
    before = codes(one.review_reason)
    after = before - {READING}
    if doubt(one, by) > most:
        after.add(OF_PROJECT if field_of(one) == "forms.project" else OF_VALUE)
    if after == before:
        return one
    sure = round(_chance(one) * (DOUBTED if after else 1.0), 4)
    return one.model_copy(update={**review(joined(after)), "confidence": sure})


def _chance(one: Evidence) -> float:
    """The chance that its lines are right, whatever is open about it."""
    return min(SOUND, one.confidence / DOUBTED if one.review_reason else one.confidence)


def _row(row: Any, more: set[str], but: set[str]) -> Any:
    return row.model_copy(update=review(joined((codes(row.review_reason) - but) | more)))
