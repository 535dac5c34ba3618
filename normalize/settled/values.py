"""What a person typed for one field, read as that field is: the same parsers that read what is printed.

A number, its operator and its unit are read as one. What follows from a value (its share, its kind, the region of a
unit, the key of a project) follows from what was typed.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from extract.model import Line
from normalize.evidence.text import Text
from normalize.form.derived import project_key, qualitative, value_share
from normalize.form.regions import region
from normalize.kinds.date import parse_deadline, parse_period, parse_until, title_year
from normalize.kinds.level import level1, level2
from normalize.kinds.money import amount, money_unit
from normalize.kinds.name import indicator_name, split_code
from normalize.kinds.number import number
from normalize.kinds.operator import parse_direction, parse_operator
from normalize.kinds.unit import parse_unit
from normalize.kinds.value import Value, parse_value
from normalize.schema import Form, FormRecord, Fund, Identity, Indicator, Operator, Task

__all__ = ["NotAValue", "put", "shown"]

Updates = dict[str, Any]
Found = TypeVar("Found")
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_NOWHERE = (0.0, 0.0, 0.0, 0.0)
_CLOSED_RAW = ("level1", "level2", "operator", "measure_unit")


class NotAValue(Exception):
    """What was typed is no value of the field: `field` and `says` tell which; say it as it is printed."""

    def __init__(self, field: str, says: str | None) -> None:
        super().__init__(f"{field}: {says!r} is no value of this field; type it as it is printed")
        self.field, self.says = field, says


def shown(value: object) -> str:
    """A value as a text that is the same wherever it is compared: 95 for 95.0, "" for none."""
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def put(form: Form, table: str, ordinal: int | None, field: str, says: str | None) -> Form:
    """The form with what `says` reads as in one field of one of its rows; None or an empty text takes the value out.

    Raises NotAValue.
    """
    text = (says or "").strip()
    try:
        if table == "forms":
            return _in_form(form, field, text)
        rows = getattr(form, table)
        changed = [_in_row(form, row, field, text) if row.ordinal == ordinal else row for row in rows]
    except (ValidationError, KeyError, ValueError) as fault:
        raise NotAValue(field, says) from fault
    return form.model_copy(update={table: tuple(changed)})


def _in_form(form: Form, field: str, text: str) -> Form:
    if field in Identity.model_fields:
        identity = form.identity.model_dump() | _identity(field, text)
        return form.model_copy(update={"identity": Identity.model_validate(identity)})
    if field not in FormRecord.model_fields:
        raise KeyError(field)
    record = form.record.model_dump() | _record(form, field, text)
    return form.model_copy(update={"record": FormRecord.model_validate(record)})


def _identity(field: str, text: str) -> Updates:
    if field == "unit":
        code, name = split_code(text)
        found: Updates = {"unit": name or None, **region(name or None)._asdict()}
        return found | ({"unit_code": code} if code else {})
    if field == "project":
        code, name = split_code(text)
        found = {"project": name or None, "project_key": project_key(name or None)}
        return found | ({"project_code": code} if code else {})
    if field == "year" and text:
        return {field: _found(field, title_year(text))}
    return {field: text or None}


def _record(form: Form, field: str, text: str) -> Updates:
    if not text:
        return {field: None}
    if field == "budget":
        return {"budget": _amount(form, field, text), "budget_raw": text}
    if field == "total_score":
        return {field: _number(field, text.rstrip("分"))}
    if field in ("period_start", "period_end"):
        return {field: _found(field, _day(field, text, form.identity.year))}
    if field == "as_of":
        until = text if _ISO.fullmatch(text) else parse_until(text, form.identity.year)
        return {field: _found(field, until)}
    if field == "money_unit":
        return {field: money_unit(text) or text}
    return {field: text}


def _day(field: str, text: str, year: int | None) -> str | None:
    """The day on which a period begins or ends; of a month or a year its first or its last."""
    period = parse_period(text)
    if field == "period_start":
        return period.start
    ends = parse_deadline("".join(text.split()), year)
    return period.end or (ends.end.isoformat() if ends is not None and ends.end is not None else None)


def _in_row(form: Form, row: Any, field: str, text: str) -> Any:
    read: dict[type, Callable[..., Updates]] = {Indicator: _indicator, Fund: _fund, Task: _task}
    if field not in type(row).model_fields:
        raise KeyError(field)
    updated = row.model_dump() | read[type(row)](form, row, field, text)
    if isinstance(row, Indicator):
        updated |= _follows(updated)
    return type(row).model_validate(updated)


def _indicator(form: Form, row: Indicator, field: str, text: str) -> Updates:
    if field == "value":
        return _value(parse_value(text or None, form.identity.year, row.measure_unit), text)
    if field == "name":
        return {"name": indicator_name(text) or text, "name_raw": text} if text else {}
    if field in _CLOSED_RAW:
        return {field: _word(field, text), f"{field}_raw": text or None}
    if field in ("actual", "forecast"):
        return {field: parse_value(text or None, form.identity.year).number, f"{field}_raw": text or None}
    if not text:
        return {field: None}
    if field in ("weight", "score", "value_upper"):
        return {field: _number(field, text.rstrip("分%％"))}
    if field == "direction":
        return {field: parse_direction(text) or text}
    return {field: text}


def _value(value: Value, text: str) -> Updates:
    """The columns of a value; an operator and a unit only where they were typed with it."""
    found: Updates = {
        "value_raw": text or None,
        "value": value.number,
        "value_upper": value.upper,
        "value_date": value.date,
        "value_date_precision": value.date_precision,
        "value_kind": value.kind,
    }
    if value.operator is not None:
        found |= {"operator": value.operator, "operator_raw": value.operator_raw}
    if value.unit is not None:
        found |= {"measure_unit": value.unit, "measure_unit_raw": value.unit_raw}
    return found


def _word(field: str, text: str) -> str | None:
    if not text:
        return None
    if field == "operator":
        return parse_operator(text) or (text if text in get_args(Operator) else _none_such(field))
    return {"level1": level1, "level2": level2, "measure_unit": parse_unit}[field](text)


def _none_such(field: str) -> str:
    raise ValueError(field)


def _follows(row: Updates) -> Updates:
    """The columns that follow from others."""
    kind = row["value_kind"]
    if kind in ("number", "percent"):
        kind = "percent" if row["measure_unit"] == "%" else "number"
    return {
        "value_kind": kind,
        "value_share": value_share(row["name"], kind, row["value"], row["measure_unit"]),
        "qualitative": qualitative(row["operator"], kind),
    }


def _fund(form: Form, row: Fund, field: str, text: str) -> Updates:
    if field == "amount":
        return {"amount": _amount(form, field, text) if text else None, "amount_raw": text or None}
    if field == "execution_rate":
        return {field: _number(field, text.rstrip("%％")) if text else None}
    if field == "item":
        return {"item": text or None, "item_raw": text or None}
    return {field: text or None}


def _task(form: Form, row: Task, field: str, text: str) -> Updates:
    if field in ("amount", "executed"):
        return {field: _amount(form, field, text) if text else None}
    return {field: text or None}


def _number(field: str, text: str) -> float:
    return _found(field, number(text))


def _found(field: str, value: Found | None) -> Found:
    if value is None:
        raise ValueError(field)
    return value


def _amount(form: Form, field: str, text: str) -> float:
    """An amount in 万元, typed as printed: in the form's unit where none is typed with it."""
    unit = money_unit(form.record.money_unit or "")
    return _found(field, amount(Text.of(Line(text=text, box=_NOWHERE), 0), unit))
