"""What the recognised rows of a form say of one another: its fellows, of each.

A form is filled in one way throughout. Where a row read from pixels has none of what its fellows have, or has it out of
line with theirs, something on the page was not seen, however surely the rest of the row was read.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from normalize.draft import RawIndicator
from normalize.evidence.doubts import About, Doubt
from normalize.kinds import level_cells
from normalize.kinds.operator import operator, parse_direction
from normalize.kinds.recognised_value import is_share
from normalize.kinds.value import Value, parse_value
from normalize.kinds.words import blank

__all__ = ["LEVELS", "lacks", "left_open"]

_MOST = 0.7
_OF_EVERY_ROW = (Doubt("weight", "missing"), Doubt("score", "missing"), Doubt("direction", "missing"))
"""What a row has where most of its fellows do: of 19 recognised rows without, in 20 labelled corpora, 16 had one on
the page; a text layer's rows all have it."""
_FEW = 2
"""Numbers with a sign that are too few to tell that another one has lost its own."""
LEVELS: tuple[tuple[About, int], ...] = (("level1", 1), ("level2", 2))


def _plain_value(row: RawIndicator) -> Value:
    """What the value cell says as it was read, before anything is mended."""
    value, unit = row.cells.get("value"), row.cells.get("unit")
    return parse_value(value.text if value else None, None, unit.text if unit else None)


def left_open(rows: list[tuple[RawIndicator, str]]) -> list[tuple[Doubt, ...]]:
    """What is open about each of a form's rows, given with their names: what their fellows have that was not seen here,
    or a column that was seen in none of them."""
    valued = ["value" in row.cells for row, _ in rows]
    scored = _is_usual([row.holds("standard") for row, _ in rows])  # an evaluation has points in place of values
    usual = _is_usual(valued) or not (any(valued) or scored)
    valueless = [Doubt("value", "unread").when(usual and _is_valueless(row, name)) for row, name in rows]
    levels = _levels([row for row, _ in rows])
    units = zip(_without_percent(rows), _shared_units([row for row, _ in rows]), strict=True)
    unfilled = _unfilled([row for row, _ in rows])
    signs = _unsigned([row for row, _ in rows])
    every = zip(valueless, levels, units, unfilled, signs, strict=True)
    return [none + own + bare + other + blanks + sign for none, own, (bare, other), blanks, sign in every]


def _is_usual(filled: Sequence[bool]) -> bool:
    """Whether most rows of a form have it."""
    return sum(filled) > _MOST * len(filled)


def _unfilled(rows: list[RawIndicator]) -> list[tuple[Doubt, ...]]:
    """What stands in none of a row's cells though most rows of its form have it."""
    usual = [doubt for doubt in _OF_EVERY_ROW if _is_usual([_says(row, doubt.about) for row in rows])]
    return [tuple(doubt for doubt in usual if not _says(row, doubt.about)) for row in rows]


def _says(row: RawIndicator, about: About) -> bool:
    """Whether a row's cell has what its column has; words that are no direction are none."""
    return row.holds(about) and (about != "direction" or parse_direction(row.cells[about].text) is not None)


def _is_valueless(row: RawIndicator, name: str) -> bool:
    """Whether a row has no value, neither one of its own nor one in its name, and does not say that it needs none."""
    told = any(operator(cell)[0] == "定性" for cell in row.operators)
    return "value" not in row.cells and not told and re.search(r"\d", name) is None


def lacks(rows: list[RawIndicator]) -> list[int]:
    """How many things each row has none of though most rows of its form do: a value, and a number's sign and unit."""
    have = [_has(row, _plain_value(row)) for row in rows]
    usual = [_is_usual(filled) for filled in zip(*have, strict=True)]
    return [sum(most and not filled for most, filled in zip(usual, own, strict=True)) for own in have]


def _has(row: RawIndicator, value: Value) -> tuple[bool, bool, bool]:
    """Whether a row has the sign and the unit that a number needs, and a value."""
    signed = bool(row.operators or value.operator) or value.number is None
    return signed, bool("unit" in row.cells or value.unit) or value.number is None, "value" in row.cells


def _unsigned(rows: list[RawIndicator]) -> list[tuple[Doubt, ...]]:
    """The one number without a sign in a form whose others all have one, in a column of signs: the two strokes of = are
    thin."""
    numbers = [_plain_value(row).number is not None for row in rows]
    bare = [number and not _signed(row) for row, number in zip(rows, numbers, strict=True)]
    alone = sum(bare) == 1 and sum(numbers) > _FEW and any(row.operators for row in rows)
    return [Doubt("operator", "unread").when(alone and one) for one in bare]


def _signed(row: RawIndicator) -> bool:
    return bool(row.operators) or _plain_value(row).operator is not None


def _without_percent(rows: list[tuple[RawIndicator, str]]) -> list[tuple[Doubt, ...]]:
    """The shares of a hundred by their name that are numbers without a unit, where others of the form have one."""
    bare: list[bool | None] = []
    for row, name in rows:
        value = _plain_value(row)
        share = is_share(name) and value.number is not None
        bare.append(not ("unit" in row.cells or value.unit) if share else None)
    usual = any(one is False for one in bare)
    return [Doubt("unit", "missing").when(one and usual) for one in bare]


def _shared_units(rows: list[RawIndicator]) -> list[tuple[Doubt, ...]]:
    """The rows without a number whose unit stands in one cell with a fellow's: the wall between them was not seen, and
    words have no unit."""
    places = [cell.place if (cell := row.cells.get("unit")) and not blank(cell.text) else None for row in rows]
    shared = {place for place, count in Counter(places).items() if place is not None and count > 1}
    return [
        Doubt("unit", "unread").when(place in shared and _plain_value(row).number is None)
        for row, place in zip(rows, places, strict=True)
    ]


def _levels(rows: list[RawIndicator]) -> list[tuple[Doubt, ...]]:
    """What each recognised row's levels leave open: a name out of line with its fellows', or one level without the
    other, where a wall of its column was not seen."""
    levelled = _is_usual([not {"level1", "level2"}.isdisjoint(row.cells) for row in rows])
    both = all(any(role in row.cells for row in rows) for role, _ in LEVELS)
    unread = zip(*(_unread(rows, role, number) for role, number in LEVELS), strict=True)
    return [(*one, *two, *_half_levelled(row, levelled, both)) for row, (one, two) in zip(rows, unread, strict=True)]


def _unread(rows: list[RawIndicator], role: About, number: int) -> Iterator[tuple[Doubt, ...]]:
    """By row, what is open about its name of a level: it is none of the list's though most of its fellows' are. A
    merged cell counts once."""
    cells = [row.cells.get(role) for row in rows]
    sure = [cell is None or level_cells.level(cell, number).sure for cell in cells]
    usual = _is_usual(list({cell.place: good for cell, good in zip(cells, sure, strict=True) if cell}.values()))
    yield from (Doubt(role, "unread").when(usual and not good) for good in sure)


def _half_levelled(row: RawIndicator, levelled: bool, both: bool) -> tuple[Doubt, ...]:
    """A level that a recognised row lacks though it has the other one, in a form that has `both`, or though most rows
    have levels (`levelled`): a wall of its column may not have been seen."""
    one, two = ("level1" in row.cells, "level2" in row.cells)
    if one == two:
        return (Doubt("level1", "missing"), Doubt("level2", "missing")) if levelled and not one else ()
    missing = Doubt("level2", "missing") if one else Doubt("level1", "missing")
    return missing.when(both)
