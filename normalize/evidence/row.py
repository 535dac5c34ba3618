"""What the values of an indicator's row were read from, and what was changed in them on the way."""

from collections.abc import Mapping
from typing import Any

from normalize.draft import RawIndicator
from normalize.evidence.said import Said, Saids
from normalize.evidence.text import Printed
from normalize.kinds.operator import parse_direction
from normalize.kinds.words import blank
from normalize.lexicon import key

__all__ = ["row_saids"]

_PLAIN = (
    *("weight", "explanation", "standard", "remark", "actual", "score", "deviation"),
    *("forecast", "likelihood"),
)


def row_saids(raw: RawIndicator, read: Mapping[str, Any], value_text: str | None) -> Saids:
    """By field, what each value of a row was read from. `read` has the values by field, `value_text` is the value's
    cell as it was understood."""
    value = raw.cells.get("value")
    mended = ("mended",) if value is not None and value_text not in (None, value.text) else ()
    return {
        **{level: _level(raw, level, read[level]) for level in ("level1", "level2")},
        "name": Said(raw.name, _changed(raw.name, read["name"])),
        "operator": _operator(raw, read["operator"]),
        "value": _said(value, *mended),
        "value_upper": _said(value, *mended) if read["value_upper"] is not None else None,
        "value_date": _date(value, read["value_date"], mended),
        "measure_unit": _unit(raw, read["measure_unit"]),
        **{role: _said(raw.cells.get(role)) for role in _PLAIN},
        "direction": _direction(raw) if read["direction"] is not None else None,
    }


def _said(cell: Printed | None, *edits: str) -> Said | None:
    return Said(cell, edits) if cell is not None and not blank(cell.text) else None


def _changed(cell: Printed, name: str) -> tuple[str, ...]:
    """The edit of a name that is not as printed: its marks and its numbering off, or mended."""
    if key(name) == key(cell.text):
        return ()
    return ("marks_left_out",) if key(name) in key(cell.text) else ("mended",)


def _canonical(cell: Printed, value: str | None) -> tuple[str, ...]:
    """The edit of a word of a closed vocabulary for which another wording is printed."""
    return () if value is None or value == "".join(cell.text.split()) else ("canonical",)


def _level(raw: RawIndicator, role: str, value: str | None) -> Said | None:
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


def _operator(raw: RawIndicator, value: str | None) -> Said | None:
    """The operator's own cell, else the value that it is glued to."""
    own = next((cell for cell in raw.operators if not blank(cell.text) and not parse_direction(cell.text)), None)
    if own is not None:
        return Said(own, _canonical(own, value))
    return _said(raw.cells.get("value"), "operator_from_value") if value is not None else None


def _date(cell: Printed | None, value: Any, mended: tuple[str, ...]) -> Said | None:
    if value is None or cell is None:
        return None
    return Said(cell, mended if str(value.year) in cell.text else (*mended, "year_from_form"))


def _unit(raw: RawIndicator, value: str | None) -> Said | None:
    """The unit's own cell, else the value that it is glued to, else the name that has it in brackets."""
    if (own := raw.cells.get("unit")) is not None and not blank(own.text):
        return Said(own, _canonical(own, value))
    cell = raw.cells.get("value")
    if value is None:
        return None
    in_name = cell is None or (key(value) not in key(cell.text) and key(value) in key(raw.name.text))
    return Said(raw.name, ("unit_from_name",)) if in_name else _said(cell, "unit_from_value")


def _direction(raw: RawIndicator) -> Said | None:
    cells = [raw.cells.get("direction"), *raw.operators]
    return next((Said(cell) for cell in cells if cell is not None and parse_direction(cell.text)), None)
