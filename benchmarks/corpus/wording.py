"""How an indicator's value, operator and unit are spelled in a form, and what the schema makes of each spelling.

The truth is stated here from the intended indicator and the chosen spelling, side by side: it is never read off the
text.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from benchmarks.corpus.measures import Measure

__all__ = ["Spelled", "Style", "amount", "spell", "style"]

SYMBOLS = {
    "≥": ["≥", "≥", "≥", "⩾", "≧", ">=", "》=", "大于等于"],
    "≤": ["≤", "≤", "≤", "⩽", "≦", "<=", "小于等于"],
    "=": ["=", "=", "＝", "═", "等于"],
    ">": [">", "＞", "大于"],
    "<": ["<", "＜", "小于"],
}
BEFORE = {"≥": ["不低于", "不少于", "至少"], "≤": ["不超过", "不高于"]}
BEHIND = {"≥": ["以上"], "≤": ["以内", "以下"]}


@dataclass(frozen=True)
class Style:
    """A form's spelling. `operator`: column, glued or none; `unit`: column, glued or none."""

    operator: str = "glued"
    unit: str = "glued"
    symbols: dict[str, str] = field(default_factory=lambda: {op: op for op in SYMBOLS} | {"~": "-"})
    percent: str = "%"
    figures: str = "plain"
    qualitative: str = "定性"
    sloppy: float = 0.0


@dataclass(frozen=True)
class Spelled:
    """The texts of the three cells and the truth's fields."""

    value: str
    operator: str
    unit: str
    truth: dict[str, Any]


def style(rng: Random, operator: str, unit: str, **fixed: Any) -> Style:
    """A random spelling for a form with the given places of operator and unit."""
    plain = rng.random() < 0.6
    symbols = {op: spellings[0] if plain else rng.choice(spellings) for op, spellings in SYMBOLS.items()}
    symbols["~"] = rng.choice("-~—")
    if operator == "glued" and symbols["≥"] == "大于等于":
        symbols["≥"] = "≥"
    chosen: dict[str, Any] = {
        "symbols": symbols,
        "percent": rng.choice(["%", "%", "百分比", "％"] if unit == "column" else ["%", "%", "%", "％", "百分比"]),
        "figures": rng.choice(["plain", "plain", "plain", "commas", "fixed"]),
        "qualitative": rng.choice(["定性", "定性", ""]),
        "sloppy": rng.choice([0.0, 0.0, 0.15]),
    }
    return Style(operator, unit, **(chosen | fixed))


def amount(value: Decimal, figures: str = "plain") -> str:
    """A number as printed: `3309840`, `3,309,840.00` (commas) or `3309840.00` (fixed), never rounded."""
    places = max(2, -int(value.normalize().as_tuple().exponent))
    if figures == "commas":
        return f"{value:,.{places}f}"
    if figures == "fixed":
        return f"{value:.{places}f}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def spell(rng: Random, m: Measure, s: Style) -> Spelled:
    """One indicator's value cell, operator cell and unit cell (empty where the form has no such column) with their
    truth."""
    if m.value is None:
        return _spell_words(rng, m, s)
    figures = s.figures
    number = amount(m.value, figures)
    if m.upper is not None:
        number += s.symbols["~"] + amount(m.upper, figures)
    unit = s.percent if m.unit == "%" else m.unit or ""
    if s.unit == "column" and unit == "个" and rng.random() < 0.5:
        unit = "个数"
    canonical = "%" if m.unit == "%" else m.unit
    operator, glued_unit = m.operator, unit if s.unit == "glued" else ""
    text, column = number + glued_unit, unit if s.unit == "column" else ""
    if s.unit == "column" and m.unit == "%" and rng.random() < s.sloppy:
        text, column = number + "%", rng.choice(["", "%"])
        unit = "%"
    raw_operator = None
    cell = ""
    if m.upper is not None:
        raw_operator = s.symbols["~"]
    elif s.operator == "column":
        if rng.random() < s.sloppy:
            operator, cell = "定性", "定性"
        else:
            cell = s.symbols[m.operator or "="]
        raw_operator = cell
    elif s.operator == "glued":
        operator, raw_operator, text = _glued(rng, m, s, text)
    else:
        operator = None
    return Spelled(
        text,
        cell,
        column,
        {
            "operator": operator,
            "operator_raw": raw_operator,
            "value": float(m.value),
            "value_upper": None if m.upper is None else float(m.upper),
            "value_kind": "range"
            if m.upper is not None
            else "percent"
            if canonical == "%" and s.unit != "none"
            else "number",
            "value_date": None,
            "unit": (canonical if s.unit != "none" else None),
            "measure_unit_raw": (unit or None) if s.unit != "none" else None,
            "value_raw": text,
        },
    )


def _glued(rng: Random, m: Measure, s: Style, text: str) -> tuple[str | None, str | None, str]:
    """The operator, its spelling and the value text with it: a sign before, a word before or behind, or none
    printed."""
    operator = m.operator or "="
    if operator == "=" and rng.random() < 0.5:
        return None, None, text
    if s.sloppy and operator in BEFORE and rng.random() < 0.3:
        word = rng.choice(BEFORE[operator] + BEHIND[operator])
        return operator, word, text + word if word in BEHIND[operator] else word + text
    return operator, s.symbols[operator], s.symbols[operator] + text


def _spell_words(rng: Random, m: Measure, s: Style) -> Spelled:
    """A date or a word: with an operator column `定性`, a deadline's `≤`, or nothing stands there."""
    cell, operator = "", None
    if s.operator == "column":
        cell = rng.choice([s.symbols["≤"], s.qualitative]) if m.kind == "date" else s.qualitative
        operator = {"": None, "定性": "定性"}.get(cell, "≤")
    return Spelled(
        m.words or "",
        cell,
        "",
        {
            "operator": operator,
            "operator_raw": cell or None,
            "value": None,
            "value_upper": None,
            "value_kind": m.kind if m.words else "empty",
            "value_date": m.date,
            "unit": None,
            "measure_unit_raw": None,
            "value_raw": m.words or None,
        },
    )
