"""Columns of several years, or of parts of one: which of them the form is about.

              2025年度          |       2026年度
    目标值 | 完成值 | 得分      | 目标值 | 权重

A column is of the year, and of the part of one, that the lowest of its labels names. Those of another year than the
form's are past, or no field; of what was reached in parts of the year, the last that says anything counts.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from normalize.cells.sheet import Sheet
from normalize.cells.slot import EDGE, Slot
from normalize.kinds.date import part_of_year
from normalize.kinds.words import blank
from normalize.lexicon import key
from normalize.table.columns import Column
from normalize.table.grid_below import cells_of, rows_below

__all__ = ["of_the_form"]

_YEAR = re.compile(r"(?<![\d—~到-])(?<!(?<!截)至)20\d{2}(?=年(?!.*20\d{2})|$)")
"""A year, but none of a range of them."""
_OTHER = "list.other"
_STAGES = ("initial_budget", "revised_budget", "budget", "executed", "received", "rate")
_VALUES = frozenset(("value", "lower", "upper", "actual", "past", *_STAGES))
"""Roles that are past in a column of another year."""
_OF_A_YEAR = _VALUES | {"", "operator", "unit", "weight", "score", "deviation", "forecast", "likelihood", "standard"}
"""Roles of which a column may have another year than the form's."""
_OF_A_PART = ("actual", "score", "weight", "deviation", "forecast", "executed", "rate")
_CUMULATED = re.compile(r"累计|累积|截[至止]")
_QUARTER = "季度"


def of_the_form(sheet: Sheet, row: int, depth: int, columns: Sequence[Column], year: int | None) -> tuple[Column, ...]:
    """The columns of a header of `depth` rows that begins in `row`, those of other years or of earlier parts of the
    form's told so; `year`: the form's, where its heading names one."""
    labels = [_labels(sheet, row, depth, column) for column in columns]
    told = _of_year(columns, [_lowest(_year, over) for over in labels], year)
    for role in _OF_A_PART:
        told = _of_part(sheet, row + depth, told, labels, role)
    return tuple(told)


def _labels(sheet: Sheet, row: int, depth: int, column: Column) -> list[str]:
    """The labels over a column from the lowest to the topmost."""
    slots = (sheet.under(at, column) for at in range(row, min(row + depth, sheet.rows)))
    return [key(column.label), *(slot.key for slot in reversed(list(slots)) if slot is not None and slot.key)]


def _lowest(said: Callable[[str], int | None], labels: Sequence[str]) -> int | None:
    """What the lowest label says that says anything."""
    return next((found for label in labels if (found := said(label)) is not None), None)


def _year(label: str) -> int | None:
    found = _YEAR.search(label)
    return int(found[0]) if found else None


def _of_year(columns: Sequence[Column], years: Sequence[int | None], year: int | None) -> list[Column]:
    """The columns, those of another year than the form's past or no field; where none is of the form's year, that is
    the last of which there are values."""
    said = [found for column, found in zip(columns, years, strict=True) if column.role in (*_VALUES, "")]
    valued = {found for column, found in zip(columns, years, strict=True) if found and column.role in _VALUES}
    own = year if year in said else max(valued, default=None)
    if own is None:
        return list(columns)
    return [
        replace(column, role="past" if column.role in (*_VALUES, "") else _OTHER)
        if found not in (None, own) and column.role in _OF_A_YEAR
        else column
        for column, found in zip(columns, years, strict=True)
    ]


def _of_part(
    sheet: Sheet, row: int, columns: Sequence[Column], labels: Sequence[Sequence[str]], role: str
) -> list[Column]:
    """The columns, of those of a role for parts of the year the last alone that says anything from `row` on. It is in
    question where it may be that of a quarter alone."""
    parts = {
        at: part
        for at, column in enumerate(columns)
        if column.role == role and (part := _lowest(part_of_year, labels[at])) is not None
    }
    if len(set(parts.values())) < 2:
        return list(columns)
    cells = cells_of(rows_below(sheet, row, columns), columns)
    filled = [at for at in parts if _says_anything(columns[at], cells[at])]
    last = max(filled or parts, key=parts.__getitem__)
    alone = _QUARTER in "".join(labels[last]) and len(filled) > 1 and not _CUMULATED.search("".join(labels[last]))
    told = list(columns)
    told[last] = replace(columns[last], sure=columns[last].sure and not alone)
    for at in parts.keys() - {last}:
        told[at] = replace(columns[at], role="past" if role == "actual" else _OTHER)
    return told


def _says_anything(column: Column, cells: Sequence[Slot]) -> bool:
    """Whether something stands below a label, as far down as its cells are not broader than it."""
    own = takewhile(lambda slot: slot.width <= column.width + EDGE, cells)
    return not all(blank(slot.text) for slot in own)
