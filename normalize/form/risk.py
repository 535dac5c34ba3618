"""What may stay wrong without anybody being asked, as a person sets it: so many of a thousand exported values.

Every value has one doubt: how surprised its reader was (minus the logarithm of the chance that its lines are right),
times what such surprise has cost in that field on labelled corpora. Words of a closed list are right however faint they
are, of a project's name or a goal a faint line is often wrong. The doubts of a row add up to the wrong values to be
expected in it. With a limit set, a row asks where that is more, about its most doubtful values until what is left is
below it, in place of what asks for how it was read; what asks for any other reason asks as ever.

`data/risk.json` holds the weights, and what each limit comes to, with the command that made it: a bound, with 95 %
confidence, of the exported values that are wrong and in no row that asks (Bates, Angelopoulos, Lei, Malik, Jordan,
Distribution-free, risk-controlling prediction sets, 2021, arXiv 2101.02703), and what one hand-in of twenty exceeds.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from normalize.evidence.doubts import Doubt, codes, joined, review
from normalize.evidence.said import DOUBTED, SOUND
from normalize.schema import Evidence, Form

__all__ = ["Limit", "Point", "Silent", "Table", "asking", "field_of", "limit_of", "surprises", "table"]

READING = Doubt("ocr", "doubt").code
"""The reason that a limit takes the place of."""
OF_PROJECT, OF_VALUE = Doubt("project", "risk").code, Doubt("value", "risk").code
"""Why a value asks by a limit; of a form's project each of its rows does, too."""
PROJECT = "forms.project"
"""The field that every row of a form has from one cell."""
NAMES = Doubt("name", "doubt").code
"""That a row of the form asks of which the name may be misread."""
_Of = tuple[str | None, int | None]
"""A row: its table, and which of that it is."""
_FORM: _Of = ("forms", None)
_ROWS = ("indicators", "funds", "tasks")
_LEAST = 1e-3
"""The least chance: beyond it a reader's figures mean nothing."""


class Silent(NamedTuple):
    """How many of a thousand values a person lets stay wrong with nobody asked: as is to be expected, or `surely` in
    nineteen of twenty hand-ins."""

    most: float
    surely: bool = False


class Point(NamedTuple):
    """What a limit came to on the labelled corpora: the bound of what is to be expected per thousand values, what one
    hand-in of twenty has more than, and the share of rows asked."""

    most: float
    bound: float
    surely: float
    asked: float


class Table(NamedTuple):
    """What surprise costs: by `table.field`, and in any other field; and what limits come to, the loosest first."""

    weights: Mapping[str, float]
    other: float
    points: tuple[Point, ...]

    def costs(self, field: str, surprise: float) -> float:
        """The wrong values to be expected of so much surprise."""
        return surprise * self.weights.get(field, self.other)

    def doubt(self, value: Evidence) -> float:
        """The wrong values to be expected in one."""
        return self.costs(field_of(value), surprise(value))


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


def limit_of(silent: Silent) -> Limit:
    """The loosest limit that is bounded at so many of a thousand; where none is, the strictest there is."""
    bounds = [point.surely if silent.surely else point.bound for point in table().points]
    found = next((n for n, bound in enumerate(bounds) if bound <= silent.most), len(bounds) - 1)
    return Limit(table().points[found].most, bounds[found], bounds[found] <= silent.most)


def surprise(value: Evidence) -> float:
    """How surprised the reader of a value was; 0 for a text layer's, and for what a person settled."""
    return -math.log(max(_LEAST, _chance(value)) / SOUND)


def field_of(value: Evidence) -> str:
    """The field that a value is in: `indicators.name`."""
    return f"{value.of_table}.{value.field}"


def surprises(form: Form) -> dict[_Of, dict[str, float]]:
    """How surprised the readers of each row were, by field; the project's name is in all of them."""
    found: dict[_Of, dict[str, float]] = {}
    for of, values in _by_row(form).items():
        row = found.setdefault(of, {})
        for one in values:
            row[field_of(one)] = row.get(field_of(one), 0.0) + surprise(one)
    project = found.get(_FORM, {}).get(PROJECT, 0.0)
    return {of: row | {PROJECT: project} for of, row in found.items()}


def asking(form: Form, most: float, by: Table | None = None) -> Form:
    """The form in which rows ask in which more wrong values are to be expected, and none for how it was read alone."""
    fitted = by or table()
    rows = _by_row(form)
    project = sum(fitted.doubt(one) for one in rows.get(_FORM, ()) if field_of(one) == PROJECT)
    shared = {OF_PROJECT} if project > most else set()
    spared = 0.0 if shared else project
    above = {key for values in rows.values() for key in map(_key, _above(values, most, spared, fitted))}
    evidence = tuple(_value(one, _key(one) in above, shared) for one in form.evidence)
    found: defaultdict[_Of, set[str]] = defaultdict(set)
    for one in evidence:
        found[one.of_table, one.ordinal] |= codes(one.review_reason) & {OF_VALUE}
    told = {
        name: tuple(_row(row, found[name, row.ordinal] | shared, {READING}) for row in getattr(form, name))
        for name in _ROWS
    }
    no_names = set() if any(row.needs_review for row in told["indicators"]) else {NAMES}
    record = _row(form.record, found[_FORM] | shared, {READING} | no_names)
    return form.model_copy(update={**told, "record": record, "evidence": evidence})


def _by_row(form: Form) -> dict[_Of, list[Evidence]]:
    """The values of each row; what no row claims is of none."""
    rows: defaultdict[_Of, list[Evidence]] = defaultdict(list)
    for one in form.evidence:
        if one.of_table is not None:
            rows[one.of_table, one.ordinal].append(one)
    return dict(rows)


def _key(one: Evidence) -> tuple[str | None, int | None, str]:
    return one.of_table, one.ordinal, one.field


def _above(values: Sequence[Evidence], most: float, project: float, by: Table) -> Iterator[Evidence]:
    """The most doubtful values of a row, without which it is below the limit."""
    doubtful = sorted((one for one in values if field_of(one) != PROJECT), key=by.doubt)
    left = project + sum(map(by.doubt, doubtful))
    while doubtful and left > most:
        yield doubtful[-1]
        left -= by.doubt(doubtful.pop())


def _value(one: Evidence, above: bool, shared: Set[str]) -> Evidence:
    before = codes(one.review_reason)
    after = (before - {READING}) | ({OF_VALUE} if above else set()) | (shared if field_of(one) == PROJECT else set())
    if after == before:
        return one
    sure = round(_chance(one) * (DOUBTED if after else 1.0), 4)
    return one.model_copy(update={**review(joined(after)), "confidence": sure})


def _chance(one: Evidence) -> float:
    """The chance that its lines are right, whatever is open about it."""
    return min(SOUND, one.confidence / DOUBTED if one.review_reason else one.confidence)


def _row(row: Any, more: set[str], but: set[str]) -> Any:
    return row.model_copy(update=review(joined((codes(row.review_reason) - but) | more)))
