"""The fields of an indicator's row, each read from its cell by its kind: the value, what it was read from and what was
changed in it on the way, and what is doubtful."""

import re
from typing import Any, NamedTuple

from extract.confusable import any_of
from normalize.draft import RawIndicator
from normalize.evidence.doubts import About, Doubt
from normalize.evidence.said import Column, Columns, Said
from normalize.evidence.text import Printed, uncertain
from normalize.kinds import level_cells
from normalize.kinds.date import parse_deadline
from normalize.kinds.decide import Decided
from normalize.kinds.level import is_level, unit_below
from normalize.kinds.number import number
from normalize.kinds.operator import is_struck, operator, parse_direction
from normalize.kinds.recognised_value import is_share
from normalize.kinds.recognised_value import value as decided_value
from normalize.kinds.unit import glued_unit, parse_unit, unit_behind
from normalize.kinds.unit import unit as decided_unit
from normalize.kinds.value import Value, parse_value
from normalize.kinds.words import blank
from normalize.lexicon import key
from normalize.read.boxes import answer
from normalize.schema import Operator

__all__ = ["Fields", "fields_of", "levels_of", "said"]

_LEVELS: tuple[About, ...] = ("level1", "level2")
_TIMES = re.compile(r"[年月日天时季]")
"""Units that may stand beside a date; another one tells that the column of values is not this one."""
_FIGURES = re.compile(r"\d")
_SHARES = ("%", "‰", "1/10万", "/10万", "1/万", "1/千")
_LETTERED = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[^\u4e00-\u9fff/]+%?")
"""Figures with a letter among them, and no words."""
_WHOLE = 100.0
"""Points of a whole form: no indicator weighs more."""
_BOUNDS = ("≥", "≤", ">", "<")
"""Operators behind which a number stands: ≥1200吨(含)."""
_BOUND_BEHIND = re.compile(r"[^\d≥≤≧≦⩾⩽<>＜＞]+[≥≤≧≦⩾⩽<>＜＞]\s*\d")
"""Words before a number with such a sign: 审核通过≥641户, as a stamp leaves it; no date (2024年底前≥80%)."""
_KIND = re.compile(r"\s*定[性量]")
"""What kind of value a row has, in the column of signs: 定量, 定性指标."""
_EQUAL = re.compile(r"\s*[=＝]\s*\d")
_NO_WORDS = re.compile(r"(?![\d.]+[:：/／][\d.]+$)(?:[^\u4e00-\u9fff]*\d[^\u4e00-\u9fff]*|[#＃]{2,})")
"""Figures that are no value, no words and no ratio: 10⁴, 1.23E+05; #### for a number too wide for its cell."""
_TWO = re.compile(r"\d[^\d()（）]*[(（][\d.,]+[^\d()（）]*[)）]$")
"""A value with another one in brackets: ≥96%（97.3%）, of which either may be meant."""
_UNREAD_VALUE = re.compile(rf"(?:[^\d\u4e00-\u9fff]|{any_of('dashes')})*\d|{any_of('signs')}")
"""What begins with a number or a sign, if behind dirt: no words."""


class Fields(NamedTuple):
    """What a row's cells say: the columns by field with what each was read from, `raw` as printed, `value` as it was
    understood."""

    columns: Columns
    raw: dict[str, str | None]
    value: Value
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
    likely = said(raw, "likelihood")
    chance = answer(likely) if likely else None
    mended = ("mended",) if cell is not None and printed is not None and printed.text != cell.text else ()
    columns = {
        "level1": Column(one, _level_said(raw, "level1", one)),
        "level2": Column(two, _level_said(raw, "level2", two)),
        "name": Column(name, Said(raw.name, _changed(raw.name, name))),
        "operator": Column(sign, _operator_said(raw, sign)),
        "value": Column(value.number, _said(cell, *mended)),
        "value_upper": Column(value.upper, _said(cell, *mended) if value.upper is not None else None),
        "value_date": Column(value.date, _date_said(cell, value.date, mended)),
        "measure_unit": unit,
        "weight": _number(raw, "weight", "分%％"),
        "explanation": _words(raw, "explanation"),
        "standard": _words(raw, "standard"),
        "remark": _words(raw, "remark"),
        "actual": Column(actual.number, _said(raw.cells.get("actual"))),
        "score": _number(raw, "score", "分"),
        "deviation": _words(raw, "deviation"),
        "forecast": Column(expected.number, _said(raw.cells.get("forecast"))),
        "likelihood": Column(chance, _said(raw.cells.get("likelihood"))),
        "direction": _direction(raw),
    }
    printed_as = {
        "operator_raw": operator_raw,
        "measure_unit_raw": unit_raw,
        "actual_raw": actual.raw,
        "forecast_raw": expected.raw,
    }
    doubts += printed.doubts if printed else ()
    doubts += named.doubts if named else glued_unit(unit.value, cell or raw.name)
    doubts += (*_of_the_name(raw, name, value), *_conflicts(raw, value))
    doubts += Doubt("unit", "conflict").when(share and _is_no_share(unit))
    doubts += Doubt("likelihood", "unread").when(likely is not None and chance is None)
    doubts += Doubt("actual", "unread").when(_is_misread(raw, "actual", actual))
    doubts += Doubt("forecast", "unread").when(_is_misread(raw, "forecast", expected))
    return Fields(columns, printed_as, value, doubts)


def _is_misread(raw: RawIndicator, role: str, value: Value) -> bool:
    """Whether what was recognised is a number with a letter, and so none: Q.89."""
    cell = raw.cells.get(role)
    return value.kind == "text" and cell is not None and uncertain(cell) and _LETTERED.fullmatch(cell.text) is not None


def _is_no_share(unit: Column) -> bool:
    """Whether a unit that was read from a level, or from the label of the values, is none of a share's."""
    outside = unit.said is not None and not {"unit_from_level", "unit_from_label"}.isdisjoint(unit.said.edits)
    return outside and unit.value not in _SHARES


def said(raw: RawIndicator, role: str) -> str | None:
    """What a row's cell says on one line; None of one that says nothing."""
    cell = raw.cells.get(role)
    return cell.text if cell is not None and not blank(cell.text) else None


def _said(cell: Printed | None, *edits: str) -> Said | None:
    return Said(cell, edits) if cell is not None and not blank(cell.text) else None


def _number(raw: RawIndicator, role: str, marks: str) -> Column:
    """A number of points; none where it is no weight that an indicator can have: a stroke read as -, a point lost."""
    value = number((said(raw, role) or "").rstrip(marks))
    impossible = role == "weight" and value is not None and not 0 <= value <= _WHOLE
    return Column(None if impossible else value, _said(raw.cells.get(role)))


def _words(raw: RawIndicator, role: str) -> Column:
    from_ = _said(raw.cells.get(role))
    return Column(from_.printed.long if from_ is not None else None, from_)


def levels_of(raw: RawIndicator) -> tuple[str | None, str | None]:
    """The canonical level 1 and level 2 of a row."""
    return level_cells.levels(raw.cells.get("level1"), raw.cells.get("level2"), raw.name.place)


def _operator(raw: RawIndicator, value: Value) -> tuple[Operator | None, str | None, tuple[Doubt, ...]]:
    """The operator of its own column, a comparison before 定性; else the one glued to the value; and what is open:
    what stands where the sign should, of a row without a value, is that a column too far left, a number or words."""
    read = [operator(cell) for cell in raw.operators]
    signs = sorted((sign == "定性", index) for index, (sign, _) in enumerate(read) if sign is not None)
    if signs:
        sign, decided = read[signs[0][1]]
        return sign, decided.text, decided.doubts
    if value.number is None:
        moved = value.kind == "empty" and any(map(_may_be_value, raw.operators))
        return value.operator, value.operator_raw, Doubt("operator", "unread").when(moved)
    struck = next((cell for cell in raw.operators if is_struck(cell)), None)
    if struck is not None and value.operator is None:
        return "=", struck.text, (Doubt("operator", "unread"),)
    return value.operator, value.operator_raw, tuple(doubt for _, decided in read for doubt in decided.doubts)


def _may_be_value(cell: Printed) -> bool:
    """Whether a cell under the label of signs, none of which it is, may be a value, not the kind of one."""
    return not blank(cell.text) and parse_direction(cell.text) is None and _KIND.match(cell.text) is None


def _unit(raw: RawIndicator, name: str, value: Value, named: Decided | None) -> tuple[Column, str | None]:
    """The unit of the value and how it is printed: in a cell of its own (`named`), glued to the value, or in brackets
    behind the name or one of its levels."""
    if named is not None:
        own, unit = raw.cells["unit"], parse_unit(named.text) or value.unit
        return Column(unit, Said(own, _canonical(own, unit))), own.text
    if value.number is None or value.unit_raw is not None:
        return Column(
            value.unit, _said(raw.cells.get("value"), "unit_from_value") if value.unit else None
        ), value.unit_raw
    over = [cell for level in ("level2", "level1") if (cell := raw.cells.get(level)) is not None]
    around = [(raw.name, unit_behind(name), "unit_from_name")]
    around += [(cell, unit_below(cell.text), "unit_from_level") for cell in over]
    if (label := raw.cells.get("label_unit")) is not None:
        around.append((label, label.text, "unit_from_label"))
    told = ((Column(parse_unit(printed), Said(cell, (edit,))), printed) for cell, printed, edit in around if printed)
    return next(told, (Column(), None))


def _direction(raw: RawIndicator) -> Column:
    cells = [raw.cells.get("direction"), *raw.operators]
    found = ((parse_direction(cell.text), cell) for cell in cells if cell is not None)
    return next((Column(told, Said(cell)) for told, cell in found if told), Column())


def _changed(cell: Printed, name: str) -> tuple[str, ...]:
    """The edit of a name that is not as printed: its marks and its numbering off, or mended."""
    if key(name) == key(cell.text):
        return ()
    return ("marks_left_out",) if key(name) in key(cell.text) else ("mended",)


def _canonical(cell: Printed, value: str | None) -> tuple[str, ...]:
    """The edit of a word of a closed vocabulary for which another wording is printed."""
    return () if value is None or value == "".join(cell.text.split()) else ("canonical",)


def _level_said(raw: RawIndicator, role: str, value: str | None) -> Said | None:
    """A level's cell, beside the row or above it; a level that the other one's cell alone tells has that."""
    cell = raw.cells.get(role)
    if cell is None or blank(cell.text):
        other = raw.cells.get("level1" if role == "level2" else "level2")
        return _said(other, "from_other_level") if value is not None else None
    filled = ("level_filled",) if not _beside(cell, raw.name) else ()
    return Said(cell, (*_canonical(cell, value), *filled))


def _beside(cell: Printed, name: Printed) -> bool:
    """Whether a level's cell reaches to the row, whichever way the page was turned."""
    at, row = cell.place, name.place
    across = at.box[1] <= (row.box[1] + row.box[3]) / 2 <= at.box[3]
    along = at.box[0] <= (row.box[0] + row.box[2]) / 2 <= at.box[2]
    return at.page == row.page and (across or along)


def _operator_said(raw: RawIndicator, value: str | None) -> Said | None:
    """The operator's own cell, else the value that it is glued to."""
    own = next((cell for cell in raw.operators if not blank(cell.text) and not parse_direction(cell.text)), None)
    if own is not None:
        return Said(own, _canonical(own, value))
    return _said(raw.cells.get("value"), "operator_from_value") if value is not None else None


def _date_said(cell: Printed | None, value: Any, mended: tuple[str, ...]) -> Said | None:
    if value is None or cell is None:
        return None
    return Said(cell, mended if str(value.year) in cell.text else (*mended, "year_from_form"))


def _of_the_name(raw: RawIndicator, name: str, value: Value) -> tuple[Doubt, ...]:
    """What the name says against the row: a share is no more than a hundred, a level is no indicator."""
    over = is_share(name) and value.number is not None and value.number > 100 and uncertain(raw.name)
    return (
        *Doubt("share", "over_100").when(over),
        *Doubt("name", "is_level").when(name.endswith("指标") and is_level(name)),
    )


def _conflicts(raw: RawIndicator, value: Value) -> tuple[Doubt, ...]:
    """What contradicts itself within a row."""
    shared = [role for role in ("weight", "score") if _number(raw, role, "分%％").value is None]
    missing = [
        Doubt(role, "missing")
        for role in _LEVELS
        if (cell := raw.cells.get(role)) and blank(cell.text) and (uncertain(cell) or not cell.text)
    ]
    column, _, _ = _operator(raw, Value(None, "empty"))
    differs = column and value.operator and column != value.operator and value.kind != "range"
    return (
        *missing,
        *Doubt("cells", "merged").when(any(_FIGURES.search(said(raw, role) or "") for role in shared)),
        *Doubt("operator", "conflict").when(differs),
        *Doubt("unit", "conflict").when(_is_other_unit(raw, value, bound=column in _BOUNDS)),
        *(_unparsed(raw, value) if value.kind == "text" else ()),
    )


def _is_other_unit(raw: RawIndicator, value: Value, *, bound: bool) -> bool:
    """Whether the unit's own cell names one that the value, which may be behind a `bound`, does not have."""
    unit = raw.cells.get("unit")
    named = parse_unit(unit.text) if unit is not None else None
    if named is None or value.unit is not None:
        return named is not None and named != value.unit
    return (value.kind == "date" or (value.kind == "text" and bound)) and not _TIMES.search(named)


def _unparsed(raw: RawIndicator, value: Value) -> tuple[Doubt, ...]:
    """What words that are no value should have been."""
    if parse_deadline(value.raw or "", None):
        return (Doubt("date", "unread"),)
    said = value.raw or ""
    if _TWO.search(said):
        return (Doubt("value", "split"),)
    figures = _UNREAD_VALUE.match(said) and uncertain(raw.cells["value"])
    bound = value.operator in _BOUNDS and any(map(str.isdigit, said))
    marked = _NO_WORDS.fullmatch(said) or _EQUAL.match(said) or _BOUND_BEHIND.match(said)
    return Doubt("value", "unread").when(figures or bound or marked)
