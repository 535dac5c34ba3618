"""Doubt: how likely a row is wholly right, and whether a person should look."""

from collections.abc import Sequence

from normalize.draft import Draft, Printed, origin
from normalize.schema import FormRecord, Identity, Indicator
from normalize.sheet import Place

__all__ = ["evidence", "form_doubt", "row_doubt"]

_SOUND = 0.999


def row_doubt(parts: Sequence[Printed], doubts: Sequence[str] = ()) -> tuple[float, list[str]]:
    """The confidence of a row read from `parts`, and the reasons why a person should look at it."""
    lines = [line for part in parts for line in part.lines]
    score = _SOUND
    for line in lines:
        score *= line.confidence
    reasons = list(dict.fromkeys(doubts))
    if reasons:
        score *= 0.6
    if any(line.origin == "ocr" for line in lines) and score < 0.9:
        reasons.append("ocr_doubt")
    return round(score, 4), reasons


def form_doubt(
    draft: Draft, identity: Identity, record: FormRecord, indicators: Sequence[Indicator]
) -> tuple[float, list[str]]:
    """The confidence of a form's own fields, and the reasons why a person should look at it."""
    reasons = sorted(draft.doubts)
    if identity.unit is None:
        reasons.append("unit_missing")
    if identity.year is None:
        reasons.append("year_missing")
    if identity.scope != "unit" and identity.project is None:
        reasons.append("project_missing")
    if record.budget is not None and record.money_unit is None:
        reasons.append("money_unit_missing")
    if not indicators:
        reasons.append("no_indicators")
    parts: list[Printed] = [*draft.fields.values(), *(fund.value for fund in draft.funds)]
    score, ocr = row_doubt(parts)
    return (round(score * 0.6, 4) if reasons else score), [*reasons, *ocr]


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
