"""The indicator rows of a form: every cell read into its fields, with what is doubtful about it."""

import re
from typing import Any, NamedTuple

from normalize import recognised, recognised_levels, recognised_signs
from normalize.dates import parse_deadline
from normalize.derived import qualitative, value_share
from normalize.doubt import Measures, evidence, measure, part_doubt, row_doubt, unsettled, worn
from normalize.draft import Draft, Printed, RawIndicator, origin
from normalize.evidence.row import row_saids
from normalize.evidence.said import evidence_of, own_reasons
from normalize.evidence.text import settled
from normalize.levels import is_level
from normalize.lexicon import key
from normalize.names import (
    ends_in_label,
    indicator_name,
    is_name,
    name_doubts,
    recognised_name,
    unit_in_name,
)
from normalize.read.ticks import answer
from normalize.recognised_rows import LEVELS, lacks, left_open, plain_value
from normalize.schema import EmptySlot, Evidence, Indicator, Operator
from normalize.sheet import Cut
from normalize.values import Value, blank, is_known_unit, number, parse_direction, parse_unit, parse_value
from normalize.witness import Heard, contradicted, testimonies

__all__ = ["Measured", "empty_slots", "measured"]

_SURE = 0.8
_WORDS = ("explanation", "standard", "remark")
_UNREAD_VALUE = re.compile(r"\D{0,2}\d|[≥≤≧≦<>=]")


class Measured(NamedTuple):
    """A row with what is known of its reading (None for text from the PDF's own layer) and where its values stand."""

    row: Indicator
    measures: Measures | None
    evidence: tuple[Evidence, ...]


def measured(draft: Draft, year: int | None) -> list[Measured]:
    """A row per level-3 indicator, in printed order. `year` is the budget year, for deadlines that name none."""
    named = [(raw, name) for raw in draft.indicators if (name := _name(raw)) is not None]
    telling = [_telling(raw) for raw, _ in named]
    raws = [raw for raw, _ in named]
    project = draft.fields.get("project")
    nameless = project is None or not is_name(project)
    odd: tuple[str, ...] = ("project_missing",) if draft.heading.scope != "unit" and nameless else ()
    if project is not None and origin([project]) == "ocr":
        spoiled = (
            name_doubts(project.text, project) or unsettled(project) or (isinstance(project, Cut) and project.joined)
        )
        odd += ("project_unread",) if spoiled or contradicted(draft, project.text) else ()
    elif project is not None and (ends_in_label(project.text) or "project" in draft.unsure):
        odd += ("project_unread",)  # a page break printed it under the header of the next page
    recognisable = any(origin(parts) == "ocr" for parts in telling)
    lacking = lacks(raws) if recognisable else []
    opened = left_open(named) if recognisable else []
    signed_cells = (cell for raw in raws for cell in (*raw.operators, *filter(None, [raw.cells.get("value")])))
    bars = recognised_signs.bars(signed_cells) if recognisable else {}
    heard = testimonies(draft, [_heard(raw, name) for raw, name in named]) if recognisable else []
    wear, discord = worn(telling) if recognisable else (0.0, 0.0)
    rows: list[Measured] = []
    for ordinal, ((raw, name), parts) in enumerate(zip(named, telling, strict=True), 1):
        measures: Measures | None = None
        missing = odd + ("page_illegible",) * (raw.name.place.page in draft.illegible)
        if origin(parts) == "ocr":
            missing += opened[ordinal - 1] + name_doubts(name, raw.name)
            missing += ("name_differs",) * (heard[ordinal - 1].name is not None)
            name = heard[ordinal - 1].name or name if heard[ordinal - 1].better else name
            value = raw.cells.get("value")
            signed = [cell for cell in (*raw.operators, *([value] if value else [])) if not settled(cell)]
            measures = measure(
                raw.name,
                value,
                [part for part in parts[1:] if part is not value],
                [project] if project is not None and draft.heading.scope != "unit" else [],
                signs=(recognised_signs.strict(signed), recognised_signs.contested(signed)),
                lacks=lacking[ordinal - 1],
                agreed=heard[ordinal - 1].agrees,
                wear=wear,
                discord=discord,
            )
        row, values = _indicator(raw, name, ordinal, year, measures, missing, bars)
        rows.append(Measured(row, measures, values))
    return rows


def _name(raw: RawIndicator) -> str | None:
    name = indicator_name(raw.name.text)
    if name is None or origin([raw.name]) == "text":
        return name
    told = [cell.text for role in ("value", "unit") if (cell := raw.cells.get(role)) is not None]
    return recognised_name(name, share=any(parse_unit(text.strip()[-1:]) == "%" for text in told))


def _heard(row: RawIndicator, name: str) -> Heard:
    lines = row.name.lines
    others = tuple(reading.text for line in lines for reading in line.readings) if len(lines) == 1 else ()
    words = "。".join(cell.text for role in _WORDS if (cell := row.cells.get(role)) is not None)
    return Heard(name, others, not _sure(row.name), plain_value(row).number, key(words))


def _indicator(
    raw: RawIndicator,
    name: str,
    ordinal: int,
    year: int | None,
    measures: Measures | None,
    odd: tuple[str, ...],
    bars: dict[int, int],
) -> tuple[Indicator, tuple[Evidence, ...]]:
    def text(role: str) -> str | None:
        cell = raw.cells.get(role)
        return cell.text if cell is not None and not blank(cell.text) else None

    def long(role: str) -> str | None:
        cell = raw.cells.get(role)
        return cell.long if cell is not None and not blank(cell.text) else None

    cell = raw.cells.get("value")
    share = recognised.is_share(name)
    printed = recognised.value(cell, share=share) if cell is not None else None
    value = parse_value(printed.text.translate(bars) if printed else None, year, text("unit"))
    operator, operator_raw, doubts = _operator(raw, value)
    operator_raw = operator_raw.translate(bars) if operator_raw else None
    unit_raw = text("unit") or value.unit_raw or (unit_in_name(name) if value.number is not None else None)
    named = recognised.unit(raw.cells["unit"], share=share) if text("unit") is not None else None
    unit = value.unit or parse_unit(unit_raw) if named is None else parse_unit(named.text) or value.unit
    kind = "percent" if value.kind == "number" and unit == "%" else value.kind
    actual, expected = (parse_value(text(role), year) for role in ("actual", "forecast"))
    place = raw.name.place.join(cell.place) if cell is not None else raw.name.place
    parts = [raw.name, *raw.cells.values(), *raw.operators]
    doubts += printed.doubts if printed else ()
    doubts += named.doubts if named else recognised.glued_unit(unit, cell or raw.name)
    if share and value.number is not None and origin([raw.name]) == "ocr":
        doubts += ("share_over_100",) * (value.number > 100)
    doubts += ("name_is_level",) if name.endswith("指标") and is_level(name) else ()
    one, two = _levels(raw)
    read: dict[str, Any] = {
        "level1": one,
        "level2": two,
        "name": name,
        "operator": operator,
        "value": value.number,
        "value_upper": value.upper,
        "value_date": value.date,
        "measure_unit": unit,
        "weight": number((text("weight") or "").rstrip("分%％")),
        "direction": _direction(raw),
        "explanation": long("explanation"),
        "standard": long("standard"),
        "remark": long("remark"),
        "actual": actual.number,
        "score": number((text("score") or "").rstrip("分")),
        "deviation": long("deviation"),
        "forecast": expected.number,
        "likelihood": answer(likely) if (likely := text("likelihood")) else None,
    }
    doubts += ("likelihood_unread",) * (text("likelihood") is not None and read["likelihood"] is None)
    saids = row_saids(raw, read, printed.text if printed else None)
    own = own_reasons(saids)
    score, reasons = row_doubt(measures, [*raw.doubts, *_conflicts(raw, value), *doubts, *odd], own=own)
    row = Indicator(
        ordinal=ordinal,
        level1_raw=text("level1"),
        level2_raw=text("level2"),
        name_raw=raw.name.text,
        operator_raw=operator_raw,
        value_raw=value.raw,
        value_kind=kind,
        value_date_precision=value.date_precision,
        value_share=value_share(name, kind, value.number, unit),
        qualitative=qualitative(operator, kind),
        measure_unit_raw=unit_raw,
        actual_raw=actual.raw,
        forecast_raw=expected.raw,
        **read,
        **evidence(place, parts, score, reasons),
    )
    nulls = [field for field, one in read.items() if one is None]
    return row, tuple(evidence_of("indicators", ordinal, saids, reasons, nulls, at=place))


def _telling(raw: RawIndicator) -> list[Printed]:
    """The cells whose reading decides whether a row is right: the name, then those that no closed vocabulary has
    confirmed."""
    parts = [
        cell
        for role, number in LEVELS
        if (cell := raw.cells.get(role)) and not recognised_levels.level(cell, number).sure
    ]
    parts += [cell for cell in raw.operators if not recognised_signs.operator(cell)[1].sure]
    parts += [cell for role in ("value", "actual") if (cell := raw.cells.get(role))]
    if (unit := raw.cells.get("unit")) is not None and not (is_known_unit(unit.text) and _sure(unit)):
        parts.append(unit)
    return [raw.name, *parts]


def _sure(cell: Printed) -> bool:
    return all(line.confidence >= _SURE for line in cell.lines)


def _levels(raw: RawIndicator) -> tuple[str | None, str | None]:
    return recognised_levels.levels(raw.cells.get("level1"), raw.cells.get("level2"), raw.name.place)


def _operator(raw: RawIndicator, value: Value) -> tuple[Operator | None, str | None, tuple[str, ...]]:
    """The operator of its own column, a comparison before 定性; else the one glued to the value; and what is open."""
    read = [(*recognised_signs.operator(cell), cell.text) for cell in raw.operators]
    signs = sorted((sign == "定性", index) for index, (sign, _, _) in enumerate(read) if sign is not None)
    if signs:
        sign, decided, text = read[signs[0][1]]
        return sign, text, decided.doubts
    if value.number is None:
        return value.operator, value.operator_raw, ()
    struck = next((cell for cell in raw.operators if recognised_signs.is_struck(cell)), None)
    if struck is not None and value.operator is None:
        return "=", struck.text, ("operator_unread",)
    return value.operator, value.operator_raw, tuple(doubt for _, decided, _ in read for doubt in decided.doubts)


def _direction(raw: RawIndicator) -> str | None:
    cells = [raw.cells.get("direction"), *raw.operators]
    return next((found for cell in cells if cell is not None and (found := parse_direction(cell.text))), None)


def _conflicts(raw: RawIndicator, value: Value) -> list[str]:
    """What contradicts itself within a row."""
    column, _, _ = _operator(raw, Value(None, "empty"))
    found = [f"{role}_missing" for role in ("level1", "level2") if (cell := raw.cells.get(role)) and blank(cell.text)]
    if column and value.operator and column != value.operator and value.kind != "range":
        found.append("operator_conflict")
    unit = raw.cells.get("unit")
    named = parse_unit(unit.text) if unit is not None else None
    if named and value.unit and named != value.unit:
        found.append("unit_conflict")
    if value.kind == "text" and parse_deadline(value.raw or "", None):
        found.append("date_unread")
    elif value.kind == "text" and _UNREAD_VALUE.match(value.raw or "") and origin([raw.cells["value"]]) == "ocr":
        found.append("value_unread")
    return found


def empty_slots(draft: Draft) -> tuple[EmptySlot, ...]:
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
    score, reasons = part_doubt(parts)
    where = evidence(raw.name.place, parts, score, reasons)
    return EmptySlot(level1=levels[0], level2=levels[1], text=raw.name.text or None, **where)
