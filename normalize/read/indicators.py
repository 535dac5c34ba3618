"""The rows of an indicator grid: cells by role, level names filled down their merged cells and over page breaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.model import INK_UNREAD, UNCACHED
from normalize.columns import Header
from normalize.draft import Printed, RawIndicator
from normalize.heading import labelled
from normalize.kinds.level import LEVEL1, canonical, is_level
from normalize.kinds.words import blank
from normalize.lexicon import vocabulary
from normalize.neighbours import LEVELS
from normalize.read.slid import slid_header
from normalize.read.ticks import ANSWERED, ticked
from normalize.read.walls import fills, is_shared, line_of, near, spread
from normalize.sheet import Cut, Sheet, Slot
from normalize.table.content import class_of
from normalize.table.stages import names_money
from normalize.table.standing import label_like
from normalize.table.told import UNKNOWN

__all__ = ["Levels", "continued", "ends_grid", "is_sum", "lost_name", "read_row"]

_AMOUNT = re.compile(r"[≥≤≧≦<>=═]{1,2}\d[\d,.]*[^\d=]{0,8}|\d[\d,.]*%?")
"""What stands under the name in a row that slid."""
_SHORT = 10
_ACROSS = 0.6
"""Of the table's width: no name alone is as wide."""
_TOTALS = frozenset(("总分", "合计", "总计", "小计"))
_HEADS = frozenset(("project", "unit_1", "unit_2"))
_INKED = ("name", "operator", "value", "unit")
_MEASURES = ("value", "actual", "weight", "score")
"""What a row has beside its name, the first that its header has: a form of points alone has no values."""
_ROLES = (
    *("value", "unit", "weight", "direction", "explanation", "standard", "remark"),
    *("actual", "score", "deviation", "forecast", "likelihood"),
)


@dataclass
class Levels:
    """The level cells that hold for the next row, per group of columns."""

    level1: Printed | None = None
    level2: Printed | None = None
    opening: bool = False
    seen: set[Slot] = field(default_factory=set)
    last: dict[str, Slot] = field(default_factory=dict)

    def take(self, role: str, slot: Slot, sheet: Sheet, row: int) -> None:
        """The cell of a level column in `row`: a new name, the last one's rest over a page break, or a blank below it.

        A blank cell that begins within the page and reaches its foot is a cell of its own whose name the next page may
        print; any other blank goes on with the name above.
        """
        if self.last.get(role) is slot:
            return
        self.last[role] = slot
        before: Printed | None = getattr(self, role)
        if self.opening and isinstance(before, Cut) and (before.takes(slot) or _torn(before, slot)):
            before.parts.append(slot)
        elif slot.key or (not self.opening and slot.cell.row == row and isinstance(sheet.cut(slot), Cut)):
            setattr(self, role, sheet.cut(slot))
            if role == "level1":
                self.level2 = None


def _torn(before: Cut, slot: Slot) -> bool:
    """Whether a level name was torn by the page break: `产出指标(50` and `分)`."""
    return not is_level(slot.text) and is_level(before.text + slot.text)


def ends_grid(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row no longer belongs to the grid: a tail row (合计, 评价结论, ...) or a head's label/value row."""
    if header.kind == "list":
        return False
    first = next((slot for slot in sheet.row(row) if slot.key and slot.cell.row == row), None)
    name = header.slot(sheet, row, "name")
    if first is None or name is None:
        return name is None
    if names_money(sheet, row, name):
        return True
    slack = near(name)
    across = name.x0 < _left(header) - slack or name.x1 > _right(header) + slack
    if first is name and not across:  # a name may well read like a label: 完成时间
        if _left(header) < name.x0 - slack:
            return False
        return name.key in _TOTALS or name.means(vocabulary("fields", "fields")) in _HEADS
    if first.means(vocabulary("fields", "tail")) or any(_names_unit(slot) for slot in sheet.starting(row)):
        return True
    if _is_row(sheet, row, header, first):
        return False
    label = any(slot.means(vocabulary("fields", table)) for slot in (first,) for table in ("fields", "goals"))
    return (label and not is_level(first.text)) or (across and not is_level(first.text) and first.cell.column == 0)


def _is_row(sheet: Sheet, row: int, header: Header, first: Slot) -> bool:
    """Whether a row has a name and a value in their own columns, below a level 1 merged down from above: what begins it
    is a level, though it reads like a label (绩效目标, 目标完成情况); or beside the label of the whole grid, whose text
    a page break put on the further page."""
    name, one = header.slot(sheet, row, "name"), header.slot(sheet, row, "level1")
    measure = next((role for role in _MEASURES if header.column(role) is not None), "value")
    value = header.slot(sheet, row, measure)
    if name is None or value is None or name is value:
        return False
    left = _left(header) if one is None or one is first else max(_left(header), one.x0)
    beside = first.x1 <= left + near(first) and first.cell.row_span > 1
    if not beside and (one is None or one.cell.row == row):
        return False
    placed = all(fills(slot, header.column(role)) for role, slot in (("name", name), (measure, value)))
    return placed and name.cell.row == row and bool(name.key) and not _is_label(name)


def is_sum(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row is a sum within the grid (小计, 合计): further indicators, or a level 1 as a band, follow it."""
    first = next((slot for slot in sheet.starting(row) if slot.key), None)
    if first is None or first.key not in _TOTALS:
        return False
    for at in (row + 1, row + 2):
        name, value = header.slot(sheet, at, "name"), header.slot(sheet, at, "value")
        if name is None or value is None or name.cell.row != at:
            return False
        if name is not value:
            placed = fills(name, header.column("name")) and fills(value, header.column("value"))
            return placed and bool(name.key) and not _is_label(name)
        if not _is_band(sheet, at, name):
            return False
    return False


def _is_label(slot: Slot) -> bool:
    return any(slot.means(vocabulary("fields", table)) for table in ("fields", "goals", "tail"))


def _names_unit(slot: Slot) -> bool:
    """Whether a cell is the line under a further form's title: 单位:万元."""
    return len(slot.key) <= _SHORT and "money_unit" in labelled(slot.text)


def _left(header: Header) -> float:
    return min(column.x0 for column in header.columns if column.role in ("level1", "level2", "name"))


def _right(header: Header) -> float:
    column = header.column("name")
    return column.x1 if column else 1.0


def read_row(sheet: Sheet, row: int, header: Header, levels: Levels) -> RawIndicator | None:
    """The indicator that stands in `row`, or None where there is none (its level cells are remembered all the same)."""
    slid = slid_header(sheet, row, header, levels.level1)
    header = slid or header
    doubts: tuple[str, ...] = ("row_shifted",) if slid else ()
    doubts += ("column_guessed",) if any(not column.sure for column in header.columns) else ()
    name = _levels(sheet, row, header, levels)
    part = line_of(sheet, row, header, name) if name is not None else None
    if name is None or not name.key or (part is None and name in levels.seen):
        return None
    levels.seen.add(name)
    cells: dict[str, Printed] = {}
    for role in _ROLES:
        if role in ANSWERED and any(box.role == role for box in header.boxes):
            if (answered := ticked(sheet, row, header.boxes, role)) is not None:
                cells[role] = answered
            continue
        slot = header.slot(sheet, row, role)
        if slot is not None and _heads(slot, header, role):
            doubts = (*doubts, f"{role}_unread") if role in ("value", "unit") else doubts
        elif slot is not None and slot is not name and slot.key and slot not in cells.values():
            cells[role] = slot
    operators = tuple(slot for slot in header.slots(sheet, row, "operator") if slot is not name and slot.key)
    if (apart := spread(sheet, row, header)) is not None:
        more, parts = apart
        operators, cells = (*operators, *more), cells | parts
        doubts = (*doubts, "value_split") if not parts else doubts
    cells |= {role: cell for role in LEVELS[:2] if (cell := getattr(levels, role)) is not None}
    for level in LEVELS[:2]:
        if level not in cells and _may_hold_level(sheet, row, header, level):
            doubts = (*doubts, f"{level}_missing")
    if cells.keys().isdisjoint(LEVELS) and any(is_level(slot.text) for slot in sheet.row(row) if slot is not name):
        doubts = (*doubts, "level1_missing", "level2_missing")  # the header says nothing of their column
    sign = re.search(r"[≥≤=<>]\s*\d", name.key) and "**" not in name.key
    if _AMOUNT.fullmatch(name.key) or ("value" not in cells and sign):
        doubts = (*doubts, "value_in_name")
    read = cells.keys() | ({"operator"} if operators else set()) | {"name"}
    doubts += tuple(f"{role}_unread" for role in _INKED if _is_ink_unread(header.slots(sheet, row, role), role in read))
    over = name.is_ocr and header.slot(sheet, row, "value") is name
    if part is not None or over or is_shared(sheet, row, header, name):
        doubts = (*doubts, "cells_merged", "row_unread")
    return RawIndicator(part or name, cells, operators, doubts)


def _is_ink_unread(slots: Sequence[Slot], has_text: bool) -> bool:
    """Whether ink was left unread in one of the slots of a role: beside the text of a text layer, or where the role has
    no text. Beside what was recognised it is dirt."""
    lost = any(UNCACHED in slot.doubts for slot in slots if not slot.key)
    return lost or any(INK_UNREAD in slot.doubts and ((slot.key and not slot.is_ocr) or not has_text) for slot in slots)


def _may_hold_level(sheet: Sheet, row: int, header: Header, level: str) -> bool:
    """Whether a column that nobody knows has a few words in a row: they may be the level that the header lacks."""
    if header.column(level) is not None:
        return False
    left = min(column.x0 for column in header.columns if column.role == "name")
    for column in (column for column in header.columns if column.role == UNKNOWN):
        slot = sheet.under(row, column.x0, column.x1)
        levels = ("levelish", "level1", "level2")
        words = (*levels, "short", "words") if column.x0 < left else levels
        if slot is not None and class_of(slot.text) in words:
            return True
    return False


def _heads(slot: Slot, header: Header, role: str) -> bool:
    """Whether a recognised cell is the column's label and its neighbour's, which took in the cells of the row below."""
    column = header.column(role)
    return slot.is_ocr and column is not None and slot.text == column.label and slot.x0 < column.x0 - near(slot)


def lost_name(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row has a value of its own and its name was not read: a stamp or a fold took it from a scan's row, or
    what stands in its cell is no text."""
    name, value = header.slot(sheet, row, "name"), header.slot(sheet, row, "value")
    if name is None or value is None or name is value or name.key or name.cell.row != row:
        return False
    return (value.is_ocr or INK_UNREAD in name.doubts) and not blank(value.text)


def continued(sheet: Sheet, row: int, header: Header, last: RawIndicator) -> RawIndicator | None:
    """The last indicator with the rest of its text, where `row` opens a page with nothing but that; else None.

    A row that a page break cut has no value, no unit and no weight of its own, though the row before has a value; or
    it has no name. What is joined is asked about.
    """
    cells = {role: slot for role in ("name", *_ROLES) if (slot := header.slot(sheet, row, role)) and slot.key}
    levels = {role: slot for role in ("level1", "level2") if (slot := header.slot(sheet, row, role)) and slot.key}
    nameless = "name" not in cells and bool(cells)
    valueless = (
        set(cells) == {"name"}
        and "value" in last.cells
        and not any(slot.key for slot in header.slots(sheet, row, "operator"))
    )
    if any(not _completes(last, role, slot) for role, slot in levels.items()):
        return None
    if not (nameless or valueless) or all(blank(slot.text) for slot in cells.values()):
        return None
    joined = dict(last.cells)
    for role, slot in (cells | levels).items():
        if role != "name":
            joined[role] = _both(joined.get(role), slot)
    name = _both(last.name, cells["name"]) if "name" in cells else last.name
    return replace(last, name=name, cells=joined, doubts=(*last.doubts, "row_split"))


def _completes(last: RawIndicator, role: str, slot: Slot) -> bool:
    """Whether a level's words are the rest of the last row's, which with them name a level."""
    before = last.cells.get(role)
    return before is not None and canonical(before.text + slot.text, 1 if role == "level1" else 2) is not None


def _both(before: Printed | None, slot: Slot) -> Printed:
    if isinstance(before, Slot):
        return Cut(before, slot)
    return Cut(*before.parts, slot) if isinstance(before, Cut) else slot


def _levels(sheet: Sheet, row: int, header: Header, levels: Levels) -> Slot | None:
    """Takes note of the row's level cells; returns its name cell."""
    one, two, name = (header.slot(sheet, row, role) for role in ("level1", "level2", "name"))
    if name is not None and not name.key and (group := header.slot(sheet, row, "group")) is not None:
        name = group
    if name is not None and one is None and _is_band(sheet, row, name):
        levels.level1, levels.level2 = name, None
        return None
    column = header.column("name")
    if column is not None and column.level is not None:
        levels.level1 = column.level
    if one is not None and one is not name:
        levels.take("level1", one, sheet, row)
    if two is not None and two is not name:
        levels.take("level2", two, sheet, row)
    elif two is not None and name is not None:
        levels.level2 = None
        if is_level(name.text):
            levels.level2, name = name, None
    return name


def _is_band(sheet: Sheet, row: int, name: Slot) -> bool:
    """Whether a row, of a grid without a column of them, is a level 1 that stands over the rows below."""
    own = [slot for slot in sheet.row(row) if slot.key and (slot is name or slot.cell.row == row)]
    return own == [name] and (canonical(name.text, 1) in LEVEL1 or _is_own_level(name))


def _is_own_level(name: Slot) -> bool:
    """Whether a cell as wide as its table is a level in a province's own words: 履职效能."""
    return name.x1 - name.x0 > _ACROSS and label_like(name)
