"""The fields of an indicator's row, each read from its cell by its kind, with what is doubtful about them."""

import re
from typing import Any, NamedTuple

from normalize.draft import RawIndicator
from normalize.evidence.doubts import About, Doubt
from normalize.evidence.text import uncertain
from normalize.kinds import level_cells
from normalize.kinds.date import parse_deadline
from normalize.kinds.decide import Decided
from normalize.kinds.level import is_level
from normalize.kinds.name import unit_in_name
from normalize.kinds.number import number
from normalize.kinds.operator import is_struck, operator, parse_direction
from normalize.kinds.spoiled import is_share
from normalize.kinds.spoiled import value as decided_value
from normalize.kinds.unit import glued_unit, parse_unit
from normalize.kinds.unit import unit as decided_unit
from normalize.kinds.value import Value, parse_value
from normalize.kinds.words import blank
from normalize.read.ticks import answer
from normalize.schema import Operator

__all__ = ["Fields", "fields_of", "levels_of", "said"]

_LEVELS: tuple[About, ...] = ("level1", "level2")
_UNREAD_VALUE = re.compile(r"\D{0,2}\d|[≥≤≧≦<>=]")


class Fields(NamedTuple):
    """What a row's cells say: `read` by field, `raw` as printed, `value` as it was understood from `value_text`."""

    read: dict[str, Any]
    raw: dict[str, str | None]
    value: Value
    value_text: str | None
    doubts: tuple[Doubt, ...]


def fields_of(raw: RawIndicator, name: str, year: int | None) -> Fields:
    """The fields of a row. `year` is the budget year."""
    share = is_share(name)
    cell = raw.cells.get("value")
    printed = decided_value(cell) if cell is not None else None
    value = parse_value(printed.text if printed else None, year, said(raw, "unit"))
    sign, operator_raw, doubts = _operator(raw, value)
    named = decided_unit(raw.cells["unit"], share=share) if said(raw, "unit") is not None else None
    unit, unit_raw = _unit(raw, name, value, named)
    actual, expected = (parse_value(said(raw, role), year) for role in ("actual", "forecast"))
    one, two = levels_of(raw)
    read: dict[str, Any] = {
        "level1": one,
        "level2": two,
        "name": name,
        "operator": sign,
        "value": value.number,
        "value_upper": value.upper,
        "value_date": value.date,
        "measure_unit": unit,
        "weight": number((said(raw, "weight") or "").rstrip("分%％")),
        "direction": _direction(raw),
        "explanation": _long(raw, "explanation"),
        "standard": _long(raw, "standard"),
        "remark": _long(raw, "remark"),
        "actual": actual.number,
        "score": number((said(raw, "score") or "").rstrip("分")),
        "deviation": _long(raw, "deviation"),
        "forecast": expected.number,
        "likelihood": answer(likely) if (likely := said(raw, "likelihood")) else None,
    }
    printed_as = {
        "operator_raw": operator_raw,
        "measure_unit_raw": unit_raw,
        "actual_raw": actual.raw,
        "forecast_raw": expected.raw,
    }
    doubts += printed.doubts if printed else ()
    doubts += named.doubts if named else glued_unit(unit, cell or raw.name)
    doubts += (*_of_the_name(raw, name, value), *_conflicts(raw, value))
    doubts += Doubt("likelihood", "unread").when(likely is not None and read["likelihood"] is None)
    return Fields(read, printed_as, value, printed.text if printed else None, doubts)


def said(raw: RawIndicator, role: str) -> str | None:
    """What a row's cell says on one line; None of one that says nothing."""
    cell = raw.cells.get(role)
    return cell.text if cell is not None and not blank(cell.text) else None


def _long(raw: RawIndicator, role: str) -> str | None:
    cell = raw.cells.get(role)
    return cell.long if cell is not None and not blank(cell.text) else None


def levels_of(raw: RawIndicator) -> tuple[str | None, str | None]:
    """The canonical level 1 and level 2 of a row."""
    return level_cells.levels(raw.cells.get("level1"), raw.cells.get("level2"), raw.name.place)


def _operator(raw: RawIndicator, value: Value) -> tuple[Operator | None, str | None, tuple[Doubt, ...]]:
    """The operator of its own column, a comparison before 定性; else the one glued to the value; and what is open."""
    read = [(*operator(cell), cell.text) for cell in raw.operators]
    signs = sorted((sign == "定性", index) for index, (sign, _, _) in enumerate(read) if sign is not None)
    if signs:
        sign, decided, text = read[signs[0][1]]
        return sign, text, decided.doubts
    if value.number is None:
        return value.operator, value.operator_raw, ()
    struck = next((cell for cell in raw.operators if is_struck(cell)), None)
    if struck is not None and value.operator is None:
        return "=", struck.text, (Doubt("operator", "unread"),)
    return value.operator, value.operator_raw, tuple(doubt for _, decided, _ in read for doubt in decided.doubts)


def _unit(raw: RawIndicator, name: str, value: Value, named: Decided | None) -> tuple[str | None, str | None]:
    """The unit of the value and how it is printed: glued to it, in a cell of its own (`named`), behind the name."""
    printed = said(raw, "unit") or value.unit_raw or (unit_in_name(name) if value.number is not None else None)
    if named is not None:
        return parse_unit(named.text) or value.unit, printed
    return value.unit or parse_unit(printed), printed


def _direction(raw: RawIndicator) -> str | None:
    cells = [raw.cells.get("direction"), *raw.operators]
    return next((found for cell in cells if cell is not None and (found := parse_direction(cell.text))), None)


def _of_the_name(raw: RawIndicator, name: str, value: Value) -> tuple[Doubt, ...]:
    """What the name says against the row: a share is no more than a hundred, a level is no indicator."""
    over = is_share(name) and value.number is not None and value.number > 100 and uncertain(raw.name)
    return (
        *Doubt("share", "over_100").when(over),
        *Doubt("name", "is_level").when(name.endswith("指标") and is_level(name)),
    )


def _conflicts(raw: RawIndicator, value: Value) -> tuple[Doubt, ...]:
    """What contradicts itself within a row."""
    missing = [Doubt(role, "missing") for role in _LEVELS if (cell := raw.cells.get(role)) and blank(cell.text)]
    column, _, _ = _operator(raw, Value(None, "empty"))
    differs = column and value.operator and column != value.operator and value.kind != "range"
    unit = raw.cells.get("unit")
    named = parse_unit(unit.text) if unit is not None else None
    other = named and value.unit and named != value.unit
    return (
        *missing,
        *Doubt("operator", "conflict").when(differs),
        *Doubt("unit", "conflict").when(other),
        *(_unparsed(raw, value) if value.kind == "text" else ()),
    )


def _unparsed(raw: RawIndicator, value: Value) -> tuple[Doubt, ...]:
    """What words that are no value should have been."""
    if parse_deadline(value.raw or "", None):
        return (Doubt("date", "unread"),)
    figures = _UNREAD_VALUE.match(value.raw or "") and uncertain(raw.cells["value"])
    return Doubt("value", "unread").when(figures)
