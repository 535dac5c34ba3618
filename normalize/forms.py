"""Drafts to forms: who files, for which year, how much, and every row with its values read."""

from collections.abc import Sequence

from normalize.dates import Period, parse_deadline, parse_period
from normalize.doubt import form_doubt, row_doubt
from normalize.draft import Draft, Printed, RawFund, RawIndicator, origin
from normalize.levels import level1, level2, parent
from normalize.lexicon import key
from normalize.money import amount, money_unit
from normalize.names import indicator_name, split_code
from normalize.schema import EmptySlot, Form, FormRecord, Fund, Identity, Indicator, Phase, Scope, Task, Total
from normalize.sheet import Place
from normalize.values import Value, blank, number, parse_direction, parse_operator, parse_unit, parse_value

__all__ = ["build"]

_UNIT_RANKS = ("unit_1", "unit_2", "unit_3", "unit_4", "department", "department_2", "department_3", "unit_alone")


def build(draft: Draft, form_id: str) -> Form:
    """The form that a draft makes."""
    period = _period(draft)
    year = draft.heading.year or period.year
    identity = _identity(draft, form_id, year)
    indicators = _indicators(draft, year)
    funds = _funds(draft)
    record = _record(draft, identity, period, funds)
    score, reasons = form_doubt(draft, identity, record, indicators)
    record = record.model_copy(
        update={"confidence": score, "needs_review": bool(reasons), "review_reason": ";".join(reasons) or None}
    )
    return Form(
        identity=identity,
        record=record,
        indicators=indicators,
        funds=funds,
        tasks=_tasks(draft),
        slots=_slots(draft),
        unfilled=_unfilled(draft),
        totals=_totals(draft),
    )


def _text(draft: Draft, meaning: str) -> str | None:
    slot = draft.fields.get(meaning)
    text = slot.text if slot is not None else draft.pairs.get(meaning)
    return text if text and not blank(text) else None


def _identity(draft: Draft, form_id: str, year: int | None) -> Identity:
    named = next((text for rank in _UNIT_RANKS if (text := _text(draft, rank))), None) or draft.heading.unit
    unit_code, unit = split_code(named) if named else (None, None)
    project_code, project = split_code(text) if (text := _text(draft, "project")) else (None, None)
    scope = _scope(draft, project)
    return Identity(
        form_id=form_id,
        year=year,
        unit=unit,
        unit_code=unit_code or draft.pairs.get("unit_code"),
        scope=scope,
        phase=_phase(draft),
        project=None if scope == "unit" else project,
        project_code=None if scope == "unit" else _text(draft, "project_code") or project_code,
    )


def _scope(draft: Draft, project: str | None) -> Scope:
    if draft.heading.scope == "unit" and project and "unit_2" not in draft.fields:
        return "project"
    return draft.heading.scope or ("project" if project else "unit")


def _phase(draft: Draft) -> Phase:
    return draft.heading.phase or ("self_evaluation" if draft.has_actuals else "target")


def _period(draft: Draft) -> Period:
    if text := _text(draft, "period"):
        return parse_period(text)
    ends = [parse_period(text) if (text := _text(draft, name)) else None for name in ("period_start", "period_end")]
    return Period(ends[0].start if ends[0] else None, (ends[1].end or ends[1].start) if ends[1] else None)


def _record(draft: Draft, identity: Identity, period: Period, funds: tuple[Fund, ...]) -> FormRecord:
    total, raw = _budget(draft, identity.phase)
    goals = draft.goals
    annual, overall = goals.get("annual"), goals.get("overall")
    if annual is None:
        annual = goals.get("plain")
    elif overall is None:
        overall = goals.get("plain")
    start_end = [text for name in ("period_start", "period_end") if (text := _text(draft, name))]
    return FormRecord(
        title=draft.heading.title,
        department=split_code(text)[1] if (text := _text(draft, "department")) else None,
        category=_text(draft, "category"),
        nature=_text(draft, "nature"),
        period_start=period.start,
        period_end=period.end,
        period_raw=_text(draft, "period") or "-".join(start_end) or None,
        budget=total,
        budget_raw=raw,
        money_unit=_money_unit(draft),
        annual_goal=annual.long if annual else None,
        overall_goal=overall.long if overall else None,
        page_first=min(draft.pages),
        page_last=max(draft.pages),
    )


def _money_unit(draft: Draft) -> str | None:
    named = _text(draft, "money_unit")
    if named and (unit := money_unit(named)):
        return unit
    return next((fund.unit for fund in draft.funds if fund.unit), None)


def _amount(fund: RawFund, unit: str | None) -> float | None:
    return amount(fund.amount_text or fund.value.text, fund.unit or unit)


def _budget(draft: Draft, phase: Phase) -> tuple[float | None, str | None]:
    """This year's total: the best labelled one, else the sum of its sources; a self-evaluation's revised budget."""
    unit = _money_unit(draft)
    year = [fund for fund in draft.funds if fund.period == "annual" and _amount(fund, unit) is not None]
    measures = (
        ("revised_budget", "budget", "initial_budget")
        if phase == "self_evaluation"
        else ("budget", "initial_budget", "revised_budget")
    )
    for measure in measures:
        totals = [fund for fund in year if fund.measure == measure and fund.rank is not None]
        if totals:
            best = min(totals, key=lambda fund: fund.rank or 9)
            return _amount(best, unit), best.amount_text or best.value.text
    whole = [f for f in draft.funds if f.period == "whole" and f.rank is None and f.item == "资金总额"]
    for measure in measures:
        for basis in ("total", "income", "expenditure"):
            parts = [
                fund for fund in year if fund.measure == measure and fund.basis == basis and fund.item != "资金总额"
            ]
            if parts:
                return round(sum(_amount(fund, unit) or 0.0 for fund in parts), 6), None
    if whole and not year:
        return _amount(whole[0], unit), whole[0].amount_text or whole[0].value.text
    return None, None


def _funds(draft: Draft) -> tuple[Fund, ...]:
    unit = _money_unit(draft)
    printed = [(fund, value) for fund in draft.funds if (value := _amount(fund, unit)) is not None]
    return tuple(_fund(fund, value, ordinal) for ordinal, (fund, value) in enumerate(printed, 1))


def _unfilled(draft: Draft) -> tuple[Fund, ...]:
    """The amounts that have a label and no number: nothing, 无, a dash."""
    empty = [fund for fund in draft.funds if not fund.amount_text and blank(fund.value.text)]
    return tuple(_fund(fund, None, ordinal) for ordinal, fund in enumerate(empty, 1))


def _fund(fund: RawFund, value: float | None, ordinal: int) -> Fund:
    score, reasons = row_doubt([fund.label, fund.value])
    label = fund.label_text or fund.label.text
    return Fund(
        ordinal=ordinal,
        period=fund.period,
        measure=fund.measure,
        item=fund.item or key(label),
        item_raw=label,
        basis=fund.basis,
        amount=value,
        amount_raw=fund.amount_text or fund.value.text or None,
        execution_rate=number(fund.rate.text.strip().rstrip("%％")) if fund.rate else None,
        **_evidence(fund.label.place.join(fund.value.place), [fund.label, fund.value], score, reasons),
    )


def _slots(draft: Draft) -> tuple[EmptySlot, ...]:
    """The level-2 slots without any indicator, each once, with what stands there instead."""
    used: set[tuple[str | None, str | None]] = set()
    empty: dict[tuple[str | None, str | None], RawIndicator] = {}
    for raw in (*draft.indicators, *draft.unnamed):
        levels = _levels(raw)
        if indicator_name(raw.name.text) is not None:
            used.add(levels)
        elif levels[1] is not None and (levels not in empty or not empty[levels].name.text):
            empty[levels] = raw
    return tuple(_slot(raw, levels) for levels, raw in empty.items() if levels not in used)


def _slot(raw: RawIndicator, levels: tuple[str | None, str | None]) -> EmptySlot:
    parts = [raw.name, *(cell for role, cell in raw.cells.items() if role == "level2")]
    score, reasons = row_doubt(parts)
    evidence = _evidence(raw.name.place, parts, score, reasons)
    return EmptySlot(level1=levels[0], level2=levels[1], text=raw.name.text or None, **evidence)


def _totals(draft: Draft) -> tuple[Total, ...]:
    rows = []
    for raw in draft.totals:
        value = number(raw.value.text.strip().rstrip("分"))
        if value is not None:
            score, reasons = row_doubt([raw.label, raw.value])
            place = raw.label.place.join(raw.value.place)
            rows.append(Total(kind=raw.kind, amount=value, **_evidence(place, [raw.label, raw.value], score, reasons)))
    return tuple(rows)


def _tasks(draft: Draft) -> tuple[Task, ...]:
    rows: list[Task] = []
    for number_, task in enumerate(draft.tasks, 1):
        parts = [part for part in (task.name, task.content, task.amount) if part is not None]
        place = parts[0].place
        for part in parts[1:]:
            place = place.join(part.place)
        score, reasons = row_doubt(parts)
        rows.append(
            Task(
                ordinal=number_,
                name=task.name.text if task.name else None,
                content=task.content.long if task.content else None,
                amount=amount(task.amount.text, task.unit or _money_unit(draft)) if task.amount else None,
                **_evidence(place, parts, score, reasons),
            )
        )
    return tuple(rows)


def _evidence(place: Place, parts: Sequence[Printed], score: float, reasons: Sequence[str]) -> dict[str, object]:
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


def _indicators(draft: Draft, year: int | None) -> tuple[Indicator, ...]:
    rows: list[Indicator] = []
    for raw in draft.indicators:
        name = indicator_name(raw.name.text)
        if name is not None:
            rows.append(_indicator(raw, name, len(rows) + 1, year))
    return tuple(rows)


def _indicator(raw: RawIndicator, name: str, ordinal: int, year: int | None) -> Indicator:
    def text(role: str) -> str | None:
        cell = raw.cells.get(role)
        return cell.text if cell is not None and not blank(cell.text) else None

    def long(role: str) -> str | None:
        cell = raw.cells.get(role)
        return cell.long if cell is not None and not blank(cell.text) else None

    cell = raw.cells.get("value")
    value = parse_value(cell.text if cell is not None else None, year)
    operator, operator_raw = _operator(raw, value)
    unit_raw = text("unit") or value.unit_raw
    unit = parse_unit(text("unit")) or value.unit
    kind = "percent" if value.kind == "number" and unit == "%" else value.kind
    actual = parse_value(text("actual"), year)
    place = raw.name.place.join(cell.place) if cell is not None else raw.name.place
    parts = [raw.name, *raw.cells.values(), *raw.operators]
    score, reasons = row_doubt(parts, [*raw.doubts, *_conflicts(raw, value)])
    one, two = _levels(raw)
    return Indicator(
        ordinal=ordinal,
        level1=one,
        level1_raw=text("level1"),
        level2=two,
        level2_raw=text("level2"),
        name=name,
        name_raw=raw.name.text,
        operator=operator,
        operator_raw=operator_raw,
        value_raw=value.raw,
        value=value.number,
        value_upper=value.upper,
        value_kind=kind,
        value_date=value.date,
        measure_unit=unit,
        measure_unit_raw=unit_raw,
        weight=number((text("weight") or "").rstrip("分%％")),
        direction=_direction(raw),
        explanation=long("explanation"),
        standard=long("standard"),
        remark=long("remark"),
        actual_raw=actual.raw,
        actual=actual.number,
        score=number((text("score") or "").rstrip("分")),
        deviation=long("deviation"),
        review_reason=";".join(reasons) or None,
        **_evidence(place, parts, score, reasons),
    )


def _levels(raw: RawIndicator) -> tuple[str | None, str | None]:
    one, two = raw.cells.get("level1"), raw.cells.get("level2")
    if one is not None and one is two:
        name = level2(one.text)
        return parent(one.text) or level1(one.text), name if parent(one.text) or name != level1(one.text) else None
    return level1(one.text) if one else None, level2(two.text) if two else None


def _operator(raw: RawIndicator, value: Value) -> tuple[object, str | None]:
    """The operator of its own column, a comparison before 定性; else the one glued to the value."""
    words = [(sign, cell.text) for cell in raw.operators if (sign := parse_operator(cell.text))]
    words.sort(key=lambda word: word[0] == "定性")
    if words:
        return words[0]
    return value.operator, value.operator_raw


def _direction(raw: RawIndicator) -> str | None:
    cells = [raw.cells.get("direction"), *raw.operators]
    return next((found for cell in cells if cell is not None and (found := parse_direction(cell.text))), None)


def _conflicts(raw: RawIndicator, value: Value) -> list[str]:
    """What contradicts itself within a row."""
    column, _ = _operator(RawIndicator(raw.name, {}, raw.operators), Value(None, "empty"))
    found = []
    if column and value.operator and column != value.operator and value.kind != "range":
        found.append("operator_conflict")
    unit = raw.cells.get("unit")
    named = parse_unit(unit.text) if unit is not None else None
    if named and value.unit and named != value.unit:
        found.append("unit_conflict")
    if value.kind == "text" and parse_deadline(value.raw or "", None):
        found.append("date_unread")
    return found
