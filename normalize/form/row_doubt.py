"""Doubt: how likely a row is wholly right, and whether a person should look.

Text from a PDF's own layer is as good as the page; what remains is whether the form was understood, and every place
where that is open leaves a reason. A row read from pixels is weighed by a few measures of its reading, put together by
a logistic function whose weights were fitted on a labelled corpus; `data/doubt.json` holds them with the command that
made them.
"""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from extract.confusable import read_as
from extract.model import Line
from normalize.draft import Printed, origin
from normalize.evidence.doubts import Doubt, review, told
from normalize.evidence.said import ASK_PART, DOUBTED, SOUND
from normalize.evidence.text import Place, is_settled, settled, uncertain
from normalize.lexicon import key

__all__ = ["MEASURES", "Measures", "Weights", "chance", "evidence", "measure", "part_doubt", "row_doubt", "worn"]


class Measures(NamedTuple):
    """What is known of how a row was read from pixels. Logarithms of chances are cut off at `LOWEST`."""

    name: float
    """The logarithm of the chance that the least certain line of the name is right."""
    value: float
    """The same for the value."""
    rest: float
    """The same for the other cells that no closed vocabulary confirms."""
    project: float
    """The same for the form's project, which every row has from one cell."""
    name_quarrels: float
    """Lines of the name of which two readers read different characters."""
    value_quarrels: float
    """The same for the value."""
    rest_quarrels: float
    """The same for the other cells."""
    stamped: float
    """1 where a seal covers one of these cells."""
    lacks: float
    """What the row has none of though most rows of its form do: sign, unit, value."""
    wear: float
    """The mean, over the form's rows, of the logarithm of the chance that all their lines are right."""
    discord: float
    """The share of the form's rows of which two readers read a line differently."""
    doubts: float = 0.0
    """1 where something is open for a reason of its own (`row_doubt`)."""


MEASURES = Measures._fields
LOWEST = -6.0
_NO_BAR = str.maketrans(read_as("strokes"))
_READERS = ("tiny", "small")


class Weights(NamedTuple):
    """A logistic function of `Measures`, and the chance below which a person should look."""

    bias: float
    weights: tuple[float, ...]
    ask_below: float


@cache
def _fitted() -> Weights:
    data = json.loads(files("normalize").joinpath("data", "doubt.json").read_text(encoding="utf-8"))
    return Weights(data["bias"], tuple(data["weights"].get(name, 0.0) for name in MEASURES), data["ask_below"])


def chance(measures: Measures, weights: Weights) -> float:
    """The chance that a row with these measures is wholly right."""
    score = weights.bias + sum(w * m for w, m in zip(weights.weights, measures, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def measure(
    name: Printed,
    value: Printed | None,
    rest: Sequence[Printed],
    project: Sequence[Printed],
    *,
    lacks: int,
    wear: float,
    discord: float,
) -> Measures:
    """The measures of a row."""
    values = [value] if value is not None else []
    open_ = (part for part in (name, *values, *rest, *project) if not settled(part))
    return Measures(
        name=_least([name]),
        value=_least(values),
        rest=_least(rest),
        project=_least(project),
        name_quarrels=_quarrels([name]),
        value_quarrels=_quarrels(values),
        rest_quarrels=_quarrels(rest),
        stamped=float(any("seal" in part.doubts for part in open_)),
        lacks=float(lacks),
        wear=wear,
        discord=discord,
    )


def worn(rows: Sequence[Sequence[Printed]]) -> tuple[float, float]:
    """`wear` and `discord` of a form whose rows have these cells."""
    least = [_least(parts) for parts in rows]
    return sum(least) / len(rows), sum(_quarrels(parts) > 0 for parts in rows) / len(rows)


def _least(parts: Sequence[Printed]) -> float:
    return min((_log(line) for part in parts for line in part.lines), default=0.0)


def _quarrels(parts: Sequence[Printed]) -> float:
    return float(sum(_quarrel(line) for part in parts for line in part.lines))


def _quarrel(line: Line) -> bool:
    """Whether two readers read different characters; white space and how a sign is drawn are none of theirs. A person
    who settled it has decided."""
    if is_settled(line):
        return False
    return len({key(r.text).translate(_NO_BAR) for r in line.readings if r.by in _READERS}) > 1


def _log(line: Line) -> float:
    """The logarithm of the chance that a line is right."""
    if is_settled(line):
        return 0.0
    return max(LOWEST, math.log(max(line.confidence, 1e-6)))


def row_doubt(
    measures: Measures | None, doubts: Sequence[Doubt] = (), *, own: Sequence[Doubt] = ()
) -> tuple[float, frozenset[Doubt]]:
    """The confidence of a row, and all that a person should look at. `measures`: None for digital text; `own`: what is
    doubtful about some of its values whatever the row as a whole is."""
    every = frozenset((*doubts, *own))
    if measures is None:
        return round(SOUND * DOUBTED, 4) if every else SOUND, every
    weighed = measures._replace(doubts=float(bool(doubts)))
    every = every.union(Doubt("ocr", "doubt").when(chance(measures, _fitted()) < _fitted().ask_below))
    return round(min(SOUND, chance(weighed, _fitted())), 4), every


def part_doubt(parts: Sequence[Printed], *, own: Sequence[Doubt] = ()) -> tuple[float, frozenset[Doubt]]:
    """The confidence of a smaller row (a fund, a task, a form's own fields) and what to look at. `own`: what is
    doubtful about some of its values whatever the rest is."""
    if not uncertain(*parts):
        return round(SOUND * DOUBTED, 4) if own else SOUND, frozenset(own)
    chances = [sum(_log(line) for line in part.lines) for part in parts]
    score = math.exp(max(LOWEST, sum(chances)))
    asks = math.exp(min(chances, default=0.0)) < ASK_PART
    return round(min(SOUND, score), 4), frozenset((*own, *Doubt("ocr", "doubt").when(asks)))


def evidence(place: Place, parts: Sequence[Printed], score: float, doubts: Iterable[Doubt]) -> dict[str, object]:
    """The evidence columns of a row that stands at `place` and was read from `parts`."""
    x0, y0, x1, y1 = (round(edge, 2) for edge in place.box)
    return {
        "page": place.page,
        "x0": x0,
        "y0": y0,
        "x1": x1,
        "y1": y1,
        "origin": origin(list(parts)),
        "confidence": score,
        **review(told(doubts)),
    }
