"""The rows of an indicator grid: cells by role."""

import re
from collections.abc import Collection, Mapping, Sequence

from extract.confusable import any_of
from extract.model import INK_UNREAD, UNCACHED
from normalize.cells.sheet import Sheet
from normalize.cells.slot import EDGE, Slot
from normalize.draft import Printed, RawIndicator
from normalize.evidence.doubts import About, Doubt
from normalize.evidence.text import Text
from normalize.kinds.classes import NUMBERS, class_of
from normalize.kinds.date import BARE_PART
from normalize.kinds.level import unit_below
from normalize.kinds.operator import parse_operator
from normalize.kinds.unit import is_known_unit
from normalize.kinds.words import blank
from normalize.read.boxes import ANSWERED, ticked, ticked_levels
from normalize.read.levels import Levels, filled_down, lost_levels
from normalize.read.parts import of_role, unit_behind
from normalize.table.columns import ITEMS
from normalize.table.columns_by_content import UNKNOWN
from normalize.table.header import Header
from normalize.table.mismatched import by_sign, is_shared, spread
from normalize.table.slid_rows import slid_header

__all__ = ["ROLES", "SIGNED", "lost_name", "read_row"]

SIGNED = re.compile(rf"{any_of('signs')}\s*\d")
_AMOUNT = re.compile(rf"{any_of('signs')}{{1,2}}\d[\d,.]*[^\d=]{{0,8}}|\d[\d,.]*%?")
"""What stands under the name in a row that slid."""
_SENTENCE = re.compile(r"[，。；：]|[,;:]")
_INKED: tuple[About, ...] = ("name", "operator", "value", "unit")
_WHOLE_YEAR = re.compile(r"全?年度|全年(?:合计)?")
ROLES = (
    *("value", "unit", "weight", "direction", "explanation", "standard", "remark"),
    *("actual", "score", "deviation", "forecast", "likelihood"),
)
"""Roles of what a row says of its indicator beside its name, its levels and its sign."""


def read_row(
    sheet: Sheet, row: int, header: Header, levels: Levels, *, opening: bool
) -> tuple[RawIndicator | None, Levels]:
    """The indicator that stands in `row`, or None where there is none, and the levels that hold from there on.
    `opening`: it is the first row of a page that goes on with the grid."""
    slid = slid_header(sheet, row, header)
    header = slid or header
    name, levels = filled_down(sheet, row, header, levels, opening=opening)
    if name is None or not name.key or name in levels.seen or _is_note(sheet, row, header, name):
        return None, levels
    levels = levels.met(name)
    if (year := _row_of_year(sheet, name)) is not None:
        row = year
    cells = _cells(sheet, row, header, name)
    operators, doubts = _operators(sheet, row, header, name)
    if (apart := by_sign(sheet, row, header) or spread(sheet, row, header)) is not None:
        more, parts = apart
        operators, cells = (*operators, *more), cells | parts
        doubts += Doubt("value", "split").when(not parts)
    cells |= _bounds(sheet, row, header) | levels.cells | _unit_in_label(sheet, row, header, cells.get("value"))
    if header.column(ITEMS) is not None:
        cells |= (told := ticked_levels(sheet, row, header))
        doubts += Doubt("level1", "missing").when(not told)
    doubts += Doubt("row", "shifted").when(slid is not None)
    doubts += Doubt("column", "guessed").when(any(not column.sure for column in header.columns))
    doubts += lost_levels(sheet, row, header, name, cells.keys())
    doubts += Doubt("value", "in_name").when(_has_value(name, "value" in cells))
    doubts += Doubt("value", "unread").when(_leaves_value(sheet, row, header, cells))
    doubts += _lost_ink(sheet, row, header, {"name", *cells, *(["operator"] * bool(operators))})
    doubts += Doubt("cells", "merged").when(_is_whole(sheet, row, header))
    doubts += Doubt("row", "unread").when(name.uncertain and len(name.key) == 1 and _says_value(cells))  # of its name
    doubts += (Doubt("cells", "merged"), Doubt("row", "unread")) * _took_others_in(sheet, row, header, name)
    return RawIndicator(*_without_unit(name, cells, header), operators, tuple(doubts)), levels


def _without_unit(name: Slot, cells: Mapping[str, Printed], header: Header) -> tuple[Printed, Mapping[str, Printed]]:
    """The name and the cells of a row whose unit stands in brackets behind its name, as the label of the names says."""
    column = header.column("name")
    if "unit" in cells or column is None or (parts := unit_behind(name, column)) is None:
        return name, cells
    return parts[0], {**cells, "unit": parts[1]}


def _is_note(sheet: Sheet, row: int, header: Header, name: Slot) -> bool:
    """Whether sentences stand from the names on over all that is said of them: a note to the row above, which nobody
    reads: 扣0.2分：两场演出因沙尘天气取消。"""
    behind = [column for column in header.columns if column.x0 >= name.x0 - EDGE]
    over = len(behind) > 1 and all(sheet.under(row, column) is name for column in behind)
    return over and header.column("value") in behind and _SENTENCE.search(name.text) is not None


def _took_others_in(sheet: Sheet, row: int, header: Header, name: Slot) -> bool:
    """Whether a name's cell took in its value, or a further row's name: their wall was not seen."""
    over = name.uncertain and header.slot(sheet, row, "value") is name
    return over or is_shared(sheet, row, header, name)


def _is_whole(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether what two roles share a cell for has not a part for each."""
    shared = ((column, sheet.under(row, column)) for column in header.columns if len(column.roles) > 1)
    return any(slot and not blank(slot.text) and of_role(slot, one, one.roles[0]) is None for one, slot in shared)


def _cells(sheet: Sheet, row: int, header: Header, name: Slot) -> dict[str, Printed]:
    """The cells of a row by role, each once."""
    cells: dict[str, Printed] = {}
    for role in ROLES:
        if role in ANSWERED and any(box.role == role for box in header.boxes):
            if (answered := ticked(sheet, row, header.boxes, role)) is not None:
                cells[role] = answered
            continue
        column, slot = header.told(sheet, row, role)
        if slot is None or column is None or slot is name or not slot.key or slot in cells.values():
            continue
        if (own := of_role(slot, column, role)) is not None:
            cells[role] = own
    return cells


def _operators(sheet: Sheet, row: int, header: Header, name: Slot) -> tuple[tuple[Printed, ...], list[Doubt]]:
    """The signs of a row: in columns of their own, or the one that is ticked; several of those are a doubt."""
    if not any(box.role == "operator" for box in header.boxes):
        return tuple(slot for slot in header.slots(sheet, row, "operator") if slot is not name and slot.key), []
    chosen = ticked(sheet, row, header.boxes, "operator")
    if chosen is None or parse_operator(chosen.text) is not None:
        return (chosen,) if chosen is not None else (), []
    return (), [Doubt("operator", "unread")]


def _unit_in_label(sheet: Sheet, row: int, header: Header, value: Printed | None) -> dict[str, Printed]:
    """The unit that the label of the values has in brackets, or is, of those that have none: 目标值（万元）."""
    column, _ = header.told(sheet, row, "value")
    if column is None or value is None:
        return {}
    unit = column.label if column.instead and is_known_unit(column.label) else unit_below(column.label)
    return {"label_unit": Text.from_(value).edited(unit, "unit_from_label")} if unit else {}


def _bounds(sheet: Sheet, row: int, header: Header) -> dict[str, Printed]:
    """The value of a row whose range has a column for each end; words stand across both."""
    low, high = header.slot(sheet, row, "lower"), header.slot(sheet, row, "upper")
    if low is None or not low.key:
        return {}
    if high is None or high is low or not high.key:
        return {"value": low}
    place, lines = low.place.join(high.place), (*low.lines, *high.lines)
    return {"value": Text(f"{low.text}～{high.text}", place, lines, (*low.doubts, *high.doubts), ("bounds_joined",))}


def _has_value(name: Slot, valued: bool) -> bool:
    """Whether a value stands under the names: one alone, or one behind a sign in a row without any."""
    signed = SIGNED.search(name.key) and "**" not in name.key
    return bool(_AMOUNT.fullmatch(name.key) or (not valued and signed))


def _leaves_value(sheet: Sheet, row: int, header: Header, read: Collection[str]) -> bool:
    """Whether a row of which no value was read has one in a column that no field is made of: the only number under
    labels that nobody knows, a target with its sign where the grid has no column of values."""
    if "value" in read:
        return False
    told = [(one.role, class_of(slot.text)) for one in header.columns if (slot := sheet.under(row, one)) is not None]
    unknown = sum(role == UNKNOWN and kind in NUMBERS for role, kind in told) == 1
    other = any(kind == "signed" and (role == "past" or role.startswith("list.")) for role, kind in told)
    return unknown or (other and header.column("value") is None)


def _lost_ink(sheet: Sheet, row: int, header: Header, read: Collection[str]) -> tuple[Doubt, ...]:
    """The roles of which ink was left unread in the row."""
    return tuple(
        Doubt(role, "unread") for role in _INKED if _is_ink_unread(header.slots(sheet, row, role), role in read)
    )


def _is_ink_unread(slots: Sequence[Slot], has_text: bool) -> bool:
    """Whether ink was left unread in one of the slots of a role: beside the text of a text layer, or where the role has
    no text. Beside what was recognised it is dirt."""
    lost = any(UNCACHED in slot.doubts for slot in slots if not slot.key)
    inked = [slot for slot in slots if INK_UNREAD in slot.doubts]
    return lost or any(not has_text or (slot.key and not slot.uncertain) for slot in inked)


def lost_name(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row has a value of its own and its name was not read: a stamp or a fold took it from a scan's row, or
    what stands in its cell is no text."""
    name, value = header.slot(sheet, row, "name"), header.slot(sheet, row, "value")
    if name is None or value is None or name is value or name.key or name.cell.row != row:
        return False
    return (value.uncertain or INK_UNREAD in name.doubts) and not blank(value.text)


def _says_value(cells: Mapping[str, Printed]) -> bool:
    return "value" in cells and not blank(cells["value"].text)


def _row_of_year(sheet: Sheet, name: Slot) -> int | None:
    """The row of the whole year where each row that a name is merged over has a period of its own, 一季度 over 上半年
    over 全年; else None."""
    rows = range(name.cell.row, name.cell.row + name.cell.row_span)
    said = [[slot.key for slot in sheet.starting(at) if _is_period(slot.key)] for at in rows]
    if len(rows) < 2 or not all(said):
        return None
    return next((at for at, periods in zip(rows, said, strict=True) if any(map(_WHOLE_YEAR.fullmatch, periods))), None)


def _is_period(text: str) -> bool:
    return (_WHOLE_YEAR.fullmatch(text) or BARE_PART.fullmatch(text)) is not None
