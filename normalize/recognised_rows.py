"""What the recognised rows of a form say of one another.

A form is filled in one way throughout. Where a row read from pixels has none of what its fellows have, or has it out of
line with theirs, something on the page was not seen, however surely the rest of the row was read.
"""

import re

from normalize import recognised, recognised_levels, recognised_signs
from normalize.draft import RawIndicator
from normalize.values import Value, parse_value

__all__ = ["LEVELS", "lacks", "left_open", "plain_value"]

_MOST = 0.7
LEVELS = (("level1", 1), ("level2", 2))


def plain_value(row: RawIndicator) -> Value:
    """What the value cell says as it was read, before anything is mended."""
    value, unit = row.cells.get("value"), row.cells.get("unit")
    return parse_value(value.text if value else None, None, unit.text if unit else None)


def left_open(rows: list[tuple[RawIndicator, str]]) -> list[tuple[str, ...]]:
    """Why a person should look at each of a form's rows, given with their names: what their fellows have that was not
    seen here, or a column that was seen in none of them."""
    valued = sum("value" in row.cells for row, _ in rows)
    usual = valued == 0 or valued > _MOST * len(rows)
    valueless = [("value_unread",) * (usual and _is_valueless(row, name)) for row, name in rows]
    levels = _levels([row for row, _ in rows])
    return [none + own + bare for none, own, bare in zip(valueless, levels, _without_percent(rows), strict=True)]


def _is_valueless(row: RawIndicator, name: str) -> bool:
    """Whether a row has no value, neither one of its own nor one in its name, and does not say that it needs none."""
    told = any(recognised_signs.operator(cell)[0] == "定性" for cell in row.operators)
    return "value" not in row.cells and not told and re.search(r"\d", name) is None


def lacks(rows: list[RawIndicator]) -> list[int]:
    """How many things each row has none of though most rows of its form do: a value, and a number's sign and unit."""
    values = [plain_value(row) for row in rows]
    have = {
        "operator": [
            bool(row.operators or value.operator) or value.number is None
            for row, value in zip(rows, values, strict=True)
        ],
        "unit": [
            bool("unit" in row.cells or value.unit) or value.number is None
            for row, value in zip(rows, values, strict=True)
        ],
        "value": ["value" in row.cells for row in rows],
    }
    usual = [filled for filled in have.values() if sum(filled) > _MOST * len(rows)]
    return [sum(not filled[index] for filled in usual) for index in range(len(rows))]


def _without_percent(rows: list[tuple[RawIndicator, str]]) -> list[tuple[str, ...]]:
    """The shares of a hundred by their name that are numbers without a unit, where others of the form have one."""
    bare: list[bool | None] = []
    for row, name in rows:
        value = plain_value(row)
        share = recognised.is_share(name) and value.number is not None
        bare.append(not ("unit" in row.cells or value.unit) if share else None)
    usual = any(one is False for one in bare)
    return [("unit_missing",) if one and usual else () for one in bare]


def _levels(rows: list[RawIndicator]) -> list[tuple[str, ...]]:
    """What each recognised row's levels leave open: a name out of line with its fellows', or one level without the
    other, where a wall of its column was not seen."""
    sure: dict[str, list[bool]] = {}
    usual: list[str] = []
    shared: dict[str, list[bool]] = {}
    for role, level in LEVELS:
        shared[role] = [role in row.cells and recognised_levels.is_shared(row.cells[role], level) for row in rows]
        sure[role] = [role not in row.cells or recognised_levels.level(row.cells[role], level).sure for row in rows]
        cells = {row.cells[role].place: good for row, good in zip(rows, sure[role], strict=True) if role in row.cells}
        usual += [role] * (sum(cells.values()) > _MOST * len(cells))  # a merged cell counts once
    levelled = sum(not {"level1", "level2"}.isdisjoint(row.cells) for row in rows) > _MOST * len(rows)
    return [
        (
            *(f"{role}_unread" for role in sure if shared[role][index] or (role in usual and not sure[role][index])),
            *_half_levelled(row, levelled),
        )
        for index, row in enumerate(rows)
    ]


def _half_levelled(row: RawIndicator, levelled: bool) -> tuple[str, ...]:
    """A level that a recognised row lacks though it has the other one, or though most rows have levels (`levelled`):
    a wall of its column may not have been seen."""
    one, two = ("level1" in row.cells, "level2" in row.cells)
    if one == two:
        return ("level1_missing", "level2_missing") if levelled and not one else ()
    return ("level2_missing",) if one else ("level1_missing",)
