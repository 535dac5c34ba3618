"""Forms for the checks, as short as a test can say them."""

from typing import Any

from normalize.kinds.unit import parse_unit
from normalize.kinds.value import parse_value
from normalize.schema import EmptySlot, Form, FormRecord, Fund, Identity, Indicator, Task, Total

COST = {"level1": "成本指标", "level2": "经济成本指标"}
EVALUATION = {"phase": "self_evaluation", "title": "2026年项目支出绩效自评表"}
TARGET = {"title": "2026年项目支出绩效目标表", "page_first": 1, "page_last": 1, "money_unit": "万元"}


def row(
    name: str, printed: str | None = None, operator: Any = None, unit: str | None = None, **columns: Any
) -> Indicator:
    """An indicator as normalize reads it from a value cell, an operator's cell and a unit's cell."""
    value = parse_value(printed, 2026)
    kind = "percent" if value.kind == "number" and parse_unit(unit) == "%" else value.kind
    known = {
        "ordinal": 1,
        "level1": "产出指标",
        "level2": "数量指标",
        "name": name,
        "name_raw": name,
        "operator": operator or value.operator,
        "operator_raw": operator or value.operator_raw,
        "value_raw": value.raw,
        "value": value.number,
        "value_upper": value.upper,
        "value_kind": kind,
        "value_date": value.date,
        "value_date_precision": value.date_precision,
        "measure_unit": parse_unit(unit) or value.unit,
        "measure_unit_raw": unit or value.unit_raw,
        "page": 1,
        "x0": 100.0,
        "y0": 200.0,
        "x1": 300.0,
        "y1": 215.0,
    }
    return Indicator(**(known | columns))


def scored(name: str, printed: str, actual: str, weight: float, score: float, **columns: Any) -> Indicator:
    """An indicator of a self-evaluation."""
    done = parse_value(actual, 2026)
    return row(name, printed, weight=weight, score=score, actual_raw=done.raw, actual=done.number, **columns)


def fund(item: str, amount: float | None, **columns: Any) -> Fund:
    """An amount in 万元; None: printed and not filled."""
    known = {
        "ordinal": 1,
        "period": "annual",
        "measure": "budget",
        "item": item,
        "item_raw": item,
        "basis": "total",
        "amount": amount,
        "amount_raw": None if amount is None else f"{amount:g}",
        "page": 1,
        "x0": 100.0,
        "y0": 80.0,
        "x1": 300.0,
        "y1": 95.0,
    }
    return Fund(**(known | columns))


def form(
    *rows: Indicator,
    funds: tuple[Fund, ...] = (),
    slots: tuple[EmptySlot, ...] = (),
    totals: tuple[Total, ...] = (),
    tasks: tuple[Task, ...] = (),
    **said: Any,
) -> Form:
    """A form: what is no column of its identity is one of its record. Rows are numbered, unfilled amounts set apart."""
    identity = {"form_id": "0" * 16 + "-01", "year": 2026, "unit": "某局", "scope": "project", "phase": "target"}
    names = Identity.model_fields
    identity |= {name: value for name, value in said.items() if name in names}
    if identity["scope"] == "project":
        identity.setdefault("project", "某项目")
    record = TARGET | {name: value for name, value in said.items() if name not in names}
    return Form(
        identity=Identity(**identity),
        record=FormRecord(**record),
        indicators=tuple(r.model_copy(update={"ordinal": n}) for n, r in enumerate(rows, 1)),
        funds=tuple(f for f in funds if f.amount is not None),
        unfilled=tuple(f for f in funds if f.amount is None),
        slots=slots,
        totals=totals,
        tasks=tasks,
    )


def evaluation(*rows: Indicator, **more: Any) -> Form:
    """A self-evaluation."""
    return form(*rows, **EVALUATION, **more)


def budget(amount: float | None) -> dict[str, Any]:
    """This year's budget, printed as such."""
    place = {} if amount is not None else {"item_raw": "年度本级预算"}
    return {"budget": amount, "funds": (fund("资金总额", amount, **place),)}
