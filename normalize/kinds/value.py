"""Values as printed to values as data: numbers, ranges and dates with their operators and units. Pure functions, one
policy: what cannot be read for certain stays text; nothing here guesses."""

import datetime
import re
from dataclasses import dataclass, replace

from normalize.kinds.date import parse_deadline
from normalize.kinds.number import NUMBER, as_float, has_power, without_note
from normalize.kinds.operator import Glued, glued, glued_words
from normalize.kinds.unit import is_known_unit, parse_unit
from normalize.kinds.words import blank
from normalize.lexicon import key, load
from normalize.schema import DatePrecision, Operator, ValueKind

__all__ = ["Value", "parse_value"]

_SCALAR = re.compile(rf"^(?P<number>{NUMBER})(?P<rest>.*)$")
_RANGE = re.compile(
    rf"^(?P<low>{NUMBER})(?P<unit_low>[^\d~—–至到-]*?)(?P<to>~|—{{1,2}}|–|-{{1,2}}|至|到)(?P<high>{NUMBER})(?P<rest>.*)$"
)
_UNIT = re.compile(r"^(?:[^\d,，。;；:：、!?！？]|(?<=[A-Za-z])\d){1,12}$")
"""Twelve characters at the most; figures in it are powers and those of a formula: m2, tCO2e."""
_SAID = re.compile(r"(?P<unit>[^\d(),，。;；且并]{1,8})(?:[(](?P<inside>[^()]+)[)]|[且并][\u4e00-\u9fff]{2,})$")
"""A unit with a remark in brackets behind it, or with what else is wanted of the value."""
_APPROXIMATE = re.compile(r"^(?:约为?|大约|近)(?=\d)")
_NEAR = 10  # years from the budget year that a date may be
_ABOUT = re.compile(r"左右$")
_SPAN = re.compile(r"^(?P<unit>.+?)内$")


@dataclass(frozen=True)
class Value:
    """A value cell, read. `operator_raw` and `unit_raw` are what was glued to the number, as printed."""

    raw: str | None
    kind: ValueKind
    number: float | None = None
    upper: float | None = None
    date: datetime.date | None = None
    date_precision: DatePrecision | None = None
    operator: Operator | None = None
    operator_raw: str | None = None
    unit: str | None = None
    unit_raw: str | None = None


def parse_value(text: str | None, year: int | None = None, unit: str | None = None) -> Value:
    """Read a value cell.

    `year` is the budget year, for deadlines that name only a month; `unit` is what the unit's own cell says. Numbers
    keep the unit printed (95% is 95), a range has both ends, dates and periods give their end, everything else is text.
    `2026.12` is a number where it has a unit of its own, or is years away from the budget year.
    """
    if text is None or blank(text):
        return Value(text.strip() or None if text else None, "empty")
    raw = text.strip()
    body = without_note(raw)
    if has_power(body):
        return Value(raw, "text")
    found = glued(key(body).replace("，", ","))
    counts = not blank(unit) and not re.search("[年月日]", unit or "")
    value = _read(found.rest, year, counts)
    if value is None and found.in_words:
        found = Glued(key(body))
        value = _read(found.rest, year, counts)
    if value is None:
        return Value(raw, "text", operator=found.operator, operator_raw=found.raw)
    if value.operator is None:
        value = replace(value, operator=found.operator, operator_raw=found.raw)
    if value.unit_raw is not None and value.unit_raw not in raw:
        printed = _as_printed(raw, value.unit_raw)
        value = replace(value, unit_raw=printed, unit=parse_unit(printed))
    return replace(value, raw=raw)


def _as_printed(raw: str, folded: str) -> str:
    """The stretch of a text that a unit was folded from: 台（套） for 台(套), ㎡ for m2."""
    text = "".join(raw.split())
    stretches = (text[start:end] for start in range(len(text)) for end in range(len(text), start, -1))
    return next((one for one in stretches if key(one) == folded), folded)


def _read(body: str, year: int | None, counts: bool) -> Value | None:
    """A value without operator signs: number with unit, range, or date; None where it is words. `counts`: a unit of its
    own says that it is no date."""
    bare = as_float(body) if re.fullmatch(NUMBER, body) else None
    if bare is not None and (counts or (year is not None and abs(bare - year) > _NEAR)):
        return Value(body, "number", bare)
    if deadline := parse_deadline(body, year):
        return Value(body, "date", date=deadline.end, date_precision=deadline.precision)
    said = glued_words(_ABOUT.sub("", _APPROXIMATE.sub("", body)))
    return _range(said) or _scalar(said)


def _range(said: Glued) -> Value | None:
    span = _RANGE.match(said.rest)
    unit = _unit(span["rest"]) if span else None
    if span is None or unit is None:
        return None
    low, high = as_float(span["low"]), as_float(span["high"])
    if low >= high or said.operator is not None or parse_unit(span["unit_low"]) not in (None, parse_unit(unit)):
        return None
    ends = Value(said.rest, "range", low, high, operator="~", operator_raw=span["to"])
    return replace(ends, unit=parse_unit(unit), unit_raw=unit or None)


def _scalar(said: Glued) -> Value | None:
    scalar = _SCALAR.match(said.rest)
    unit = _unit(scalar["rest"]) if scalar else None
    if scalar is None or unit is None:
        return None
    inside = _SPAN.match(unit) if said.operator is None else None
    if inside is not None and inside["unit"] in load("values")["time_units"]["names"]:
        unit, said = inside["unit"], Glued(said.rest, "≤", "内")
    name = parse_unit(unit)
    kind: ValueKind = "percent" if name == "%" else "number"
    amount, raw = as_float(scalar["number"]), unit or None
    return Value(said.rest, kind, amount, operator=said.operator, operator_raw=said.raw, unit=name, unit_raw=raw)


def _unit(rest: str) -> str | None:
    """What follows a number, if it can be a unit (or nothing), without what is said of the value behind one that is
    known (12次（每月1次）, 95%且逐年提高); None where it is a sentence, or two values of one unit (96%（97.3%））."""
    rest = rest.strip()
    said = _SAID.match(rest)
    if said is not None and re.fullmatch(NUMBER + re.escape(said["unit"]), said["inside"] or ""):
        return None
    if said is not None and is_known_unit(said["unit"]) and not is_known_unit(said["inside"] or ""):
        return said["unit"]
    return rest if not rest or _UNIT.match(rest) else None
