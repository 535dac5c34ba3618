"""Doubt: how likely a row is wholly right, and whether a person should look.

Text from a PDF's own layer is as good as the page; what remains is whether the form was understood, and every place
where that is open leaves a reason. A row read from pixels is weighed by a few measures of its reading, put together by
a logistic function whose weights were fitted on a labelled corpus; `data/doubt.json` holds them with the command that
made them.
"""

import json
import math
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from extract.model import Line
from normalize.draft import Draft, Printed, origin
from normalize.schema import FormRecord, Identity, Indicator
from normalize.sheet import Place

__all__ = [
    "MEASURES",
    "Measures",
    "Weights",
    "chance",
    "evidence",
    "form_doubt",
    "measure",
    "page_quality",
    "part_doubt",
    "row_doubt",
]

SOUND = 0.999
"""The chance that a row of a text layer that raised no doubt is right: no error in 2,400 labelled rows."""
DOUBTED = 0.6
"""What is left of it where the reading of the form itself is open."""


class Measures(NamedTuple):
    """What is known of how a row was read from pixels. Logarithms of chances are cut off at `LOWEST`."""

    name: float
    """The logarithm of the chance that every line of the name is right."""
    value: float
    """The same for the value."""
    rest: float
    """The same for the other cells that no closed vocabulary confirms."""
    weakest: float
    """The logarithm of the least certain line's chance."""
    quarrels: float
    """Lines of which two readers read different characters."""
    length: float
    """Characters of name and value, in tens."""
    flaws: float
    """Cells whose walls were inferred or that a stamp covers."""
    strict: float
    """1 where the sign is > or <: a faint ≥ or ≤ is read so, the bar below is the first thing a scan loses."""
    contested: float
    """1 where the readings differ in a comparison and its shape did not decide between them."""
    lacks: float
    """What the row has none of though most rows of its form do: sign, unit, value."""
    page: float
    """The mean logarithm over all such lines of the form: how good the scan is."""


MEASURES = Measures._fields
LOWEST = -6.0
_ONE_BAR = str.maketrans("≧≦", "≥≤")


class Weights(NamedTuple):
    """A logistic function of `Measures`, and the chance below which a person should look."""

    bias: float
    weights: tuple[float, ...]
    ask_below: float


@cache
def _fitted() -> Weights:
    data = json.loads(files(__package__).joinpath("data", "doubt.json").read_text(encoding="utf-8"))
    return Weights(data["bias"], tuple(data["weights"].get(name, 0.0) for name in MEASURES), data["ask_below"])


def chance(measures: Measures, weights: Weights) -> float:
    """The chance that a row with these measures is wholly right."""
    score = weights.bias + sum(w * m for w, m in zip(weights.weights, measures, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def measure(
    name: Printed, value: Printed | None, rest: Sequence[Printed], *, signs: tuple[bool, bool], lacks: int, page: float
) -> Measures:
    """The measures of a row. `signs`: whether one is strict, whether one is contested; `page` is that of its form
    (`page_quality`)."""
    parts = [name, *([value] if value is not None else []), *rest]
    lines = [line for part in parts for line in part.lines]
    text = name.text + (value.text if value is not None else "")
    return Measures(
        name=_log([name]),
        value=_log([value] if value is not None else []),
        rest=_log(rest),
        weakest=max(LOWEST, min((math.log(max(line.confidence, 1e-6)) for line in lines), default=0.0)),
        quarrels=float(sum(_quarrel(line) for line in lines)),
        length=len(text) / 10,
        flaws=float(sum(bool(part.doubts) for part in parts)),
        strict=float(signs[0]),
        contested=float(signs[1]),
        lacks=float(lacks),
        page=page,
    )


def _quarrel(line: Line) -> bool:
    """Whether two readers read different characters; how a sign is drawn is none of theirs."""
    return len({r.text.translate(_ONE_BAR) for r in line.readings if not r.by.startswith("vocabulary")}) > 1


def page_quality(parts: Sequence[Printed]) -> float:
    """The mean logarithm of the chances of all lines of `parts`."""
    logs = [math.log(max(line.confidence, 1e-6)) for part in parts for line in part.lines]
    return max(LOWEST, sum(logs) / len(logs)) if logs else 0.0


def _log(parts: Sequence[Printed]) -> float:
    return max(LOWEST, sum(math.log(max(line.confidence, 1e-6)) for part in parts for line in part.lines))


def row_doubt(measures: Measures | None, doubts: Sequence[str] = ()) -> tuple[float, list[str]]:
    """The confidence of a row, and the reasons why a person should look at it. `measures`: None for digital text."""
    reasons = list(dict.fromkeys(doubts))
    score = SOUND
    if measures is not None:
        score = min(SOUND, chance(measures, _fitted()))
        if score < _fitted().ask_below:
            reasons.append("ocr_doubt")
    return round(score * DOUBTED if doubts else score, 4), reasons


def part_doubt(parts: Sequence[Printed]) -> tuple[float, list[str]]:
    """The confidence of a smaller row (a fund, a task, a form's own fields) and the reasons to look at it."""
    if origin(list(parts)) == "text":
        return SOUND, []
    score = math.exp(_log(parts))
    return round(min(SOUND, score), 4), ["ocr_doubt"] if score < _ASK_PART else []


_ASK_PART = 0.9
_NAME_DOUBT = math.log(0.9)


def form_doubt(
    draft: Draft, identity: Identity, record: FormRecord, rows: Sequence[tuple[Indicator, Measures | None]]
) -> tuple[float, list[str]]:
    """The confidence of a form's own fields, and the reasons why a person should look at it: a name that may be
    misread is one that nobody finds."""
    reasons = sorted(draft.doubts)
    if identity.unit is None:
        reasons.append("unit_missing")
    if identity.year is None:
        reasons.append("year_missing")
    if identity.scope != "unit" and (identity.project is None or not re.search(r"[^\W\d]", identity.project)):
        reasons.append("project_missing")
    if record.budget is not None and record.money_unit is None:
        reasons.append("money_unit_missing")
    if "money_unit_guess" in draft.pairs:
        reasons.append("money_unit_doubt")
    if record.budget is None and origin(list(draft.fields.values())) == "ocr":
        reasons.append("budget_missing")
    if not rows:
        reasons.append("no_indicators")
    if any(row.needs_review and found is not None and found.name < _NAME_DOUBT for row, found in rows):
        reasons.append("name_doubt")
    parts: list[Printed] = [*draft.fields.values(), *(fund.value for fund in draft.funds)]
    score, ocr = part_doubt(parts)
    return round(score * DOUBTED, 4) if reasons else score, [*reasons, *ocr]


def evidence(place: Place, parts: Sequence[Printed], score: float, reasons: Sequence[str]) -> dict[str, object]:
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
        "needs_review": bool(reasons),
    }
