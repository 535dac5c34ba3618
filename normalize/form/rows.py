"""The indicator rows of a form: every cell read into its fields, with what is doubtful about it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from normalize.cells.lines import ending
from normalize.cells.slot import Cut
from normalize.draft import Draft, Printed, RawIndicator
from normalize.evidence.doubts import Doubt
from normalize.evidence.said import evidence_of, own_doubts
from normalize.evidence.text import Text, uncertain
from normalize.form.derived import qualitative, value_share
from normalize.form.fellows import LEVELS, lacks, left_open
from normalize.form.indicator import Fields, fields_of, levels_of, said
from normalize.form.row_doubt import Measures, evidence, measure, part_doubt, row_doubt, worn
from normalize.kinds import level_cells
from normalize.kinds.name import (
    ends_in_label,
    indicator_name,
    is_name,
    name_doubts,
    recognised_name,
    split_code,
    stands_for_others,
)
from normalize.kinds.operator import operator
from normalize.kinds.unit import is_known_unit, parse_unit
from normalize.schema import EmptySlot, Evidence, Indicator

__all__ = ["Measured", "empty_slots", "measured"]

_SURE = 0.8


class Measured(NamedTuple):
    """A row with what is known of its reading (None for text that leaves nothing open), what is doubtful about it, and
    where its values stand."""

    row: Indicator
    measures: Measures | None
    doubts: frozenset[Doubt]
    evidence: tuple[Evidence, ...]


class _Row(NamedTuple):
    """A row of a form, with what its fellows leave open. `telling`: the cells whose reading decides whether it is
    right."""

    raw: RawIndicator
    name: str
    telling: list[Printed]
    lacks: int = 0
    opened: tuple[Doubt, ...] = ()


def measured(draft: Draft, year: int | None) -> list[Measured]:
    """A row per level-3 indicator, in printed order. `year` is the budget year, for deadlines that name none."""
    rows = [_Row(raw, name, _telling(raw)) for raw in draft.indicators if (name := _name(raw)) is not None]
    doubts = _project_doubts(draft)
    worn_by = (0.0, 0.0)
    if any(uncertain(*row.telling) for row in rows):
        rows, worn_by = _beside(rows), worn([row.telling for row in rows])
    out = []
    for ordinal, row in enumerate(rows, 1):
        measures, own = None, doubts
        own += Doubt("page", "illegible").when(row.raw.name.place.page in draft.illegible)
        if uncertain(*row.telling):
            own += row.opened + name_doubts(row.name, row.raw.name)
            measures = _measures(draft, row, worn_by)
        out.append(_indicator(row.raw, ordinal, fields_of(row.raw, row.name, year), measures, own))
    return out


def _project_doubts(draft: Draft) -> tuple[Doubt, ...]:
    """What is doubtful about the project that every row of a form has."""
    project = _project(draft)
    nameless = project is None or not is_name(project)
    missing = Doubt("project", "missing").when(draft.heading.scope != "unit" and nameless)
    return (*missing, *Doubt("project", "unread").when(project is not None and _is_unread(draft, project)))


def _project(draft: Draft) -> Printed | None:
    """What the project's name was read from; the code in front of it is doubted for itself."""
    printed = draft.printed("project")
    code, name = split_code(printed.text) if printed is not None else (None, "")
    if code is None or printed is None or isinstance(printed, Cut):
        return printed
    return replace(Text.from_(printed), text=name, lines=ending(printed.lines, name))


def _is_unread(draft: Draft, project: Printed) -> bool:
    if "project" in draft.unsure:
        return True
    if not uncertain(project):  # a page break printed it under the header of the next page
        return ends_in_label(project.text) or stands_for_others(project.text)
    return bool(name_doubts(project.text, project)) or (isinstance(project, Cut) and project.joined)


def _beside(rows: Sequence[_Row]) -> list[_Row]:
    """The rows with what their fellows say of them."""
    every = zip(rows, lacks([row.raw for row in rows]), left_open([(row.raw, row.name) for row in rows]), strict=True)
    return [row._replace(lacks=lacking, opened=opened) for row, lacking, opened in every]


def _measures(draft: Draft, row: _Row, worn_by: tuple[float, float]) -> Measures:
    project, value = _project(draft), row.raw.cells.get("value")
    return measure(
        row.raw.name,
        value,
        [part for part in row.telling[1:] if part is not value],
        [project] if project is not None and draft.heading.scope != "unit" else [],
        lacks=row.lacks,
        wear=worn_by[0],
        discord=worn_by[1],
    )


def _name(raw: RawIndicator) -> str | None:
    name = indicator_name(raw.name.text)
    if name is None or not uncertain(raw.name):
        return name
    told = [cell.text for role in ("value", "unit") if (cell := raw.cells.get(role)) is not None]
    return recognised_name(name, share=any(parse_unit(text.strip()[-1:]) == "%" for text in told))


def _indicator(
    raw: RawIndicator, ordinal: int, fields: Fields, measures: Measures | None, odd: tuple[Doubt, ...]
) -> Measured:
    read, value = {name: column.value for name, column in fields.columns.items()}, fields.value
    cell = raw.cells.get("value")
    place = raw.name.place.join(cell.place) if cell is not None else raw.name.place
    saids = {name: column.said for name, column in fields.columns.items()}
    score, doubts = row_doubt(measures, [*raw.doubts, *fields.doubts, *odd], own=own_doubts(saids))
    kind = "percent" if value.kind == "number" and read["measure_unit"] == "%" else value.kind
    row = Indicator(
        ordinal=ordinal,
        level1_raw=said(raw, "level1"),
        level2_raw=said(raw, "level2"),
        name_raw=raw.name.text,
        value_raw=value.raw,
        value_kind=kind,
        value_date_precision=value.date_precision,
        value_share=value_share(read["name"], kind, value.number, read["measure_unit"]),
        qualitative=qualitative(read["operator"], kind),
        **fields.raw,
        **read,
        **evidence(place, [raw.name, *raw.cells.values(), *raw.operators], score, doubts),
    )
    nulls = [field for field, one in read.items() if one is None]
    return Measured(row, measures, doubts, tuple(evidence_of("indicators", ordinal, saids, doubts, nulls, at=place)))


def _telling(raw: RawIndicator) -> list[Printed]:
    """The cells whose reading decides whether a row is right: the name, then those that no closed vocabulary has
    confirmed."""
    cells = raw.cells
    parts = [cells[role] for role, level in LEVELS if role in cells and not level_cells.level(cells[role], level).sure]
    parts += [cell for cell in raw.operators if not operator(cell)[1].sure]
    parts += [cells[role] for role in ("value", "actual") if role in cells]
    if (unit := cells.get("unit")) is not None and not (is_known_unit(unit.text) and _sure(unit)):
        parts.append(unit)
    return [raw.name, *parts]


def _sure(cell: Printed) -> bool:
    return all(line.confidence >= _SURE for line in cell.lines)


def empty_slots(draft: Draft) -> tuple[EmptySlot, ...]:
    """The level-2 slots without any indicator, each once, with what stands there instead."""
    used: set[tuple[str | None, str | None]] = set()
    empty: dict[tuple[str | None, str | None], RawIndicator] = {}
    for raw in (*draft.indicators, *draft.unnamed):
        levels = levels_of(raw)
        if indicator_name(raw.name.text) is not None:
            used.add(levels)
        elif levels[1] is not None and (levels not in empty or not empty[levels].name.text):
            empty[levels] = raw
    return tuple(_slot(raw, levels) for levels, raw in empty.items() if levels not in used)


def _slot(raw: RawIndicator, levels: tuple[str | None, str | None]) -> EmptySlot:
    parts = [raw.name, *(cell for role, cell in raw.cells.items() if role == "level2")]
    score, doubts = part_doubt(parts)
    where = evidence(raw.name.place, parts, score, doubts)
    return EmptySlot(level1=levels[0], level2=levels[1], text=raw.name.text or None, **where)
