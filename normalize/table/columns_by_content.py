"""The columns of a header told: those whose label says nothing by their cells and their order, or left unknown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.draft import UNTITLED, Heading
from normalize.kinds.classes import NUMBERS, class_of
from normalize.kinds.date import BARE_YEAR
from normalize.kinds.words import blank
from normalize.lexicon import key
from normalize.table.columns import YEAR, Column
from normalize.table.grid_below import cells_of, first_item, grouped, rows_below
from normalize.table.kinds_of_rows import is_band
from normalize.table.roles import LOOSE, OTHER, Decided, Leaf, decide
from normalize.table.stacked_labels import first_of, period
from normalize.table.taking_turns import taking_turns

__all__ = ["OF_KIND", "UNKNOWN", "decided", "is_serial"]

UNKNOWN = "unknown"
"""The role of a filled column that no label, content or neighbour tells."""
_SURE = 1.5
"""Margin (logarithm of odds) above which a column's role is settled; below it the rows are asked about."""
_SPEAKING_KINDS = frozenset(("level1", "level2", "direction", "unit", "signed", "naming"))
_OUTLINE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}(?!\d)")
OF_KIND: Mapping[str, frozenset[str]] = {
    "operator": frozenset(("sign", "signed", "direction", "short")),
    "list.category": frozenset(("kind", "nature", "project", "naming", "short", "words")),
}
"""Roles whose label is also that of something else (指标类型), and the classes of cells that they have."""
_CORE = frozenset(("level1", "level2", "name", "operator", "value", "unit", "actual", "forecast", "list.project"))


def decided(
    sheet: Sheet, row: int, columns: Sequence[Column], heading: Heading = UNTITLED
) -> tuple[tuple[Column, ...], list[Decided]]:
    """The columns, those without a role given one by their label, their cells from `row` on and their order.

    Columns whose labels repeat (三级指标 | 指标值 under each level) are decided once, by the cells of all. A filled one
    that stays without a field is `UNKNOWN`; an empty one is left out.
    """
    columns = [_of_year(column, heading.year) for column in columns]
    rows = rows_below(sheet, row, columns)
    cells = cells_of(rows, columns)
    repeats = period([f"{column.role}{key(column.label)}" for column in columns])
    twins = _twins(len(columns), *repeats)
    banded = any(is_band(beside, at) for beside, at in rows)
    leaves = [
        _leaf(column, [slot for n in same for slot in cells[n]], _fellows(sheet, row, column), banded)
        for column, same in zip(columns, twins, strict=False)
    ]
    told = decide(_with_gaps(leaves, twins, rows, columns), heading.phase)
    whole = [told[first_of(at, repeats)] for at in range(len(columns))]
    result = (_with_role(column, one, slots) for column, one, slots in zip(columns, whole, cells, strict=True))
    kept = [column for column in result if column is not None]
    return taking_turns(kept, rows, UNKNOWN), whole


def _with_gaps(
    leaves: Sequence[Leaf], twins: Sequence[range], rows: Sequence[tuple[Sheet, int]], columns: Sequence[Column]
) -> Sequence[Leaf]:
    """The columns with what of their cells says nothing, where a label leaves a role open."""
    if all(leaf.known is not None and leaf.known not in LOOSE for leaf in leaves):
        return leaves
    blanks = [[_is_blank(sheet, row, column) for column in columns] for sheet, row in rows]
    return [replace(leaf, gaps=sum(_gaps(blanks, n) for n in same)) for leaf, same in zip(leaves, twins, strict=True)]


def _of_year(column: Column, year: int | None) -> Column:
    """A column whose label begins with a year and says no more that is known: an earlier one's is past, a later one's
    is no field, and a bare year is that of the values."""
    label = key(column.label)
    said = YEAR.match(label)
    if column.role or year is None or said is None:
        return column
    if int(said[0]) != year:
        return replace(column, role="past" if int(said[0]) < year else "list.other")
    return replace(column, role="value") if BARE_YEAR.fullmatch(label) else column


def _twins(columns: int, length: int, end: int, start: int) -> list[range]:
    """For each of the first `end` columns, where those of its label stand: from `start` on they repeat."""
    return [range(at, columns, length) if at >= start else range(at, at + 1) for at in range(end)]


def _with_role(column: Column, one: Decided, slots: Sequence[Slot]) -> Column | None:
    """A column with the role that was decided for it; None of an empty one without any."""
    if column.role and column.role == one.role:
        return column
    if one.role != OTHER:
        return column.told(one.role, sure=_is_sure(one))
    if all(blank(slot.text) for slot in slots):
        return None
    return column.told(UNKNOWN, sure=_is_sure(one) and not _speaks(slots))


def _speaks(slots: Sequence[Slot]) -> bool:
    """Whether what stands in a column that no role was found for is of a kind that makes indicators all the same: a
    single sign, which stands nowhere else, or mostly values, units, names."""
    kinds = [kind for slot in slots if (kind := class_of(first_item(slot))) is not None]
    return "sign" in kinds or sum(kind in _SPEAKING_KINDS for kind in kinds) > len(kinds) / 2


def _is_sure(one: Decided) -> bool:
    """Whether a column's role is settled, or neither it nor the next likeliest is one that makes an indicator."""
    return one.margin >= _SURE or not {one.role, one.rival} & _CORE


def _leaf(column: Column, slots: Sequence[Slot], fellows: Sequence[str], banded: bool) -> Leaf:
    texts = _without_levels([first_item(slot) for slot in slots])
    lines = tuple(line.text for slot in slots for line in slot.lines)
    role = "list.other" if not column.role and is_serial(lines) else column.role
    known = None if not role or _is_refuted(role, texts) else role
    return Leaf(column.label, texts, lines, grouped(slots), known, fellows=tuple(fellows), banded=banded)


def _without_levels(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts of a column; of an outline (1产出指标, 1.1数量指标, 1.1.1改造面积) without the levels."""
    outlined = any(_OUTLINE.match(text) for text in texts)
    return tuple(text for text in texts if not (outlined and class_of(text) in ("level1", "level2")))


def _gaps(rows: Sequence[Sequence[bool]], at: int) -> int:
    """In how many rows, of which each cell is blank or not, a column says nothing, though most do, and the one beside
    it."""
    return sum(
        row[at] and not row[at + 1 if at + 1 < len(row) else at - 1] and row.count(False) > len(row) / 2 for row in rows
    )


def _is_blank(sheet: Sheet, row: int, column: Column) -> bool:
    slot = sheet.under(row, column)
    return slot is None or blank(slot.text)


def _fellows(sheet: Sheet, row: int, column: Column) -> list[str]:
    """The roles that other headers of the document gave a label."""
    told = sheet.beside.told.get(key(column.label), ())
    return [role for page, at, role in told if (page, at) != (sheet.page, row)]


def _is_refuted(role: str, texts: Sequence[str]) -> bool:
    """Whether nothing in a column is of the one kind that its label allows, no sign below 指标类型; or signs and no
    numbers stand below the label of values, whose rest (指标值类型) a seal covered."""
    kinds = {kind for text in texts if (kind := class_of(text)) is not None}
    if role == "value" and "sign" in kinds:
        return kinds.isdisjoint(NUMBERS)
    return role in OF_KIND and len(kinds) > 0 and kinds.isdisjoint(OF_KIND[role])


def is_serial(texts: Sequence[str]) -> bool:
    """Whether cells count from 1 on: the rows' own numbers."""
    counted = [key(text) for text in texts if key(text)]
    return len(counted) > 1 and counted == [str(number) for number in range(1, len(counted) + 1)]
