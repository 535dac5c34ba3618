"""The rows of an indicator grid: cells by role, level names filled down their merged cells and over page breaks."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.confusable import any_of
from extract.model import INK_UNREAD, UNCACHED
from normalize.draft import Printed, RawIndicator
from normalize.evidence.doubts import About, Doubt
from normalize.evidence.text import Text
from normalize.kinds.level import LEVEL1, canonical, in_front, is_level, may_be_first
from normalize.kinds.words import blank
from normalize.read.ends import is_level_band
from normalize.read.outline import heads_points, may_head, stands_below_points
from normalize.read.periods import row_of_year
from normalize.read.ticks import ANSWERED, ticked
from normalize.sheet import Sheet
from normalize.slot import Cut, Slot
from normalize.table.content import class_of
from normalize.table.header import Header
from normalize.table.neighbours import LEVELS
from normalize.table.slid import slid_header
from normalize.table.told import UNKNOWN
from normalize.table.walls import is_shared, spread
from normalize.text import HAN

__all__ = ["SIGNED", "Levels", "continued", "lost_name", "read_row"]

SIGNED = re.compile(rf"{any_of('signs')}\s*\d")
_AMOUNT = re.compile(rf"{any_of('signs')}{{1,2}}\d[\d,.]*[^\d=]{{0,8}}|\d[\d,.]*%?")
"""What stands under the name in a row that slid."""
_LEVELS: tuple[About, ...] = ("level1", "level2")
_OUTLINED = re.compile(r"\d{1,2}\.\d{1,2}(?!\d)")
"""The number of a level below the first in an outline: 1.4成本指标."""
_REACH = 60
"""Rows below a level's own that are looked at: a grid on one page has no more, a list without levels thousands."""
_INKED: tuple[About, ...] = ("name", "operator", "value", "unit")
_ROLES = (
    *("value", "unit", "weight", "direction", "explanation", "standard", "remark"),
    *("actual", "score", "deviation", "forecast", "likelihood"),
)


@dataclass(frozen=True)
class Levels:
    """The level cells that hold for the next row, per group of columns: `last` the cell met in each column of them,
    `seen` the cells of names that were met."""

    level1: Printed | None = None
    level2: Printed | None = None
    seen: frozenset[Printed] = frozenset()
    last: Mapping[str, Slot] = field(default_factory=dict)

    def met(self, name: Printed) -> "Levels":
        """The levels once a name's cell was met: a merged one stands in further rows."""
        return replace(self, seen=self.seen | {name})

    def under(self, level1: Printed | None) -> "Levels":
        """The levels below a new level 1; the cell of a level 2 that goes on beside it holds for it, too."""
        last = {role: slot for role, slot in self.last.items() if role != "level2"}
        return replace(self, level1=level1, level2=None, last=last)

    def take(self, role: str, slot: Slot, sheet: Sheet, row: int, *, opening: bool) -> "Levels":
        """The levels with the cell of a level column in `row`: a new name, the last one's rest over a page break, or a
        blank below it.

        A blank cell that begins within the page and reaches its foot is a cell of its own whose name the next page may
        print; any other blank goes on with the name above. `opening`: the row is the first of a page that goes on.
        """
        if self.last.get(role) is slot:
            return self
        now = replace(self, last={**self.last, role: slot})
        before = self.level1 if role == "level1" else self.level2
        if opening and isinstance(before, Cut) and (before.takes(slot) or _torn(before, slot)):
            before.goes_on(slot)
        elif slot.key or (not opening and slot.cell.row == row and isinstance(sheet.cut(slot), Cut)):
            whole = sheet.cut(slot)
            return now.under(whole) if role == "level1" else replace(now, level2=whole)
        return now

    @property
    def cells(self) -> dict[str, Printed]:
        """The cells that hold, by role."""
        found = {"level1": self.level1, "level2": self.level2}
        return {role: cell for role, cell in found.items() if cell is not None}


def _torn(before: Cut, slot: Slot) -> bool:
    """Whether a level name was torn by the page break: `产出指标(50` and `分)`."""
    return not is_level(slot.text) and is_level(before.text + slot.text)


def read_row(
    sheet: Sheet, row: int, header: Header, levels: Levels, *, opening: bool
) -> tuple[RawIndicator | None, Levels]:
    """The indicator that stands in `row`, or None where there is none, and the levels that hold from there on.
    `opening`: it is the first row of a page that goes on with the grid."""
    slid = slid_header(sheet, row, header)
    header = slid or header
    name, levels = _levels(sheet, row, header, levels, opening=opening)
    if name is None or not name.key or name in levels.seen:
        return None, levels
    levels = levels.met(name)
    if (year := row_of_year(sheet, name)) is not None:
        row = year
    cells = _cells(sheet, row, header, name)
    doubts: list[Doubt] = []
    operators = tuple(slot for slot in header.slots(sheet, row, "operator") if slot is not name and slot.key)
    if (apart := spread(sheet, row, header)) is not None:
        more, parts = apart
        operators, cells = (*operators, *more), cells | parts
        doubts += Doubt("value", "split").when(not parts)
    cells |= _bounds(sheet, row, header) | levels.cells
    doubts += Doubt("row", "shifted").when(slid is not None)
    doubts += Doubt("column", "guessed").when(any(not column.sure for column in header.columns))
    doubts += _lost_levels(sheet, row, header, name, cells.keys())
    doubts += Doubt("value", "in_name").when(_has_value(name, "value" in cells))
    doubts += Doubt("value", "unread").when(_leaves_value(sheet, row, header))
    doubts += _lost_ink(sheet, row, header, {"name", *cells, *(["operator"] * bool(operators))})
    doubts += (Doubt("cells", "merged"), Doubt("row", "unread")) * _took_others_in(sheet, row, header, name)
    return _level_apart(RawIndicator(name, cells, operators, tuple(doubts))), levels


def _level_apart(row: RawIndicator) -> RawIndicator:
    """A row without a level 2 whose name has it in front: `数量指标：统防统治面积`."""
    parts = in_front(row.name.text) if "level2" not in row.cells else None
    if parts is None:
        return row
    whole = Text.from_(row.name)
    level, name = (whole.edited(part, "level_apart") for part in parts)
    return replace(row, name=name, cells={**row.cells, "level2": level})


def _took_others_in(sheet: Sheet, row: int, header: Header, name: Slot) -> bool:
    """Whether a name's cell took in its value, or a further row's name: their wall was not seen."""
    over = name.uncertain and header.slot(sheet, row, "value") is name
    return over or is_shared(sheet, row, header, name)


def _cells(sheet: Sheet, row: int, header: Header, name: Slot) -> dict[str, Printed]:
    """The cells of a row by role, each once."""
    cells: dict[str, Printed] = {}
    for role in _ROLES:
        if role in ANSWERED and any(box.role == role for box in header.boxes):
            if (answered := ticked(sheet, row, header.boxes, role)) is not None:
                cells[role] = answered
            continue
        slot = header.slot(sheet, row, role)
        if slot is not None and slot is not name and slot.key and slot not in cells.values():
            cells[role] = slot
    return cells


def _bounds(sheet: Sheet, row: int, header: Header) -> dict[str, Printed]:
    """The value of a row whose range has a column for each end; words stand across both."""
    low, high = header.slot(sheet, row, "lower"), header.slot(sheet, row, "upper")
    if low is None or not low.key:
        return {}
    if high is None or high is low or not high.key:
        return {"value": low}
    place, lines = low.place.join(high.place), (*low.lines, *high.lines)
    return {"value": Text(f"{low.text}～{high.text}", place, lines, (*low.doubts, *high.doubts), ("bounds_joined",))}


def _lost_levels(sheet: Sheet, row: int, header: Header, name: Slot, found: Collection[str]) -> tuple[Doubt, ...]:
    """The levels that a row lacks though one may stand where nobody looks: in a column that nobody knows, beside the
    columns that the header knows, or in a row above that says nothing but points."""
    lost = tuple(
        Doubt(level, "missing")
        for level in _LEVELS
        if level not in found and _may_hold_level(sheet, row, header, level)
    )
    unheaded = not set(found) & set(LEVELS) and any(is_level(slot.text) for slot in sheet.row(row) if slot is not name)
    above = range(max(0, row - _REACH), row + 1)
    headless = header.roles.isdisjoint(LEVELS[:2]) and any(may_head(sheet, at, header) for at in above)
    return (
        *lost,
        *(Doubt("level1", "missing"), Doubt("level2", "missing")) * unheaded,
        *Doubt("level1", "missing").when(headless),
    )


def _has_value(name: Slot, valued: bool) -> bool:
    """Whether a value stands under the names: one alone, or one behind a sign in a row without any."""
    signed = SIGNED.search(name.key) and "**" not in name.key
    return bool(_AMOUNT.fullmatch(name.key) or (not valued and signed))


def _leaves_value(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a target stands in a column that no field is made of, in a grid without one of values."""
    left = (column for column in header.columns if column.role == "past" or column.role.startswith("list."))
    cells = (sheet.under(row, column.x0, column.x1) for column in left)
    return header.column("value") is None and any(one is not None and class_of(one.text) == "signed" for one in cells)


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


def _may_hold_level(sheet: Sheet, row: int, header: Header, level: str) -> bool:
    """Whether a column that nobody knows has a few words in a row: they may be the level that the header lacks."""
    if header.column(level) is not None:
        return False
    left = min(column.x0 for column in header.columns if column.role == "name")
    for column in (column for column in header.columns if column.role == UNKNOWN):
        slot = sheet.under(row, column.x0, column.x1)
        levels = ("level1", "level2")
        words = (*levels, "levelish", "short", "words", "naming", None) if column.x0 < left else levels
        if slot is not None and HAN.search(slot.text) and class_of(slot.text) in words:
            return True
    return False


def lost_name(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row has a value of its own and its name was not read: a stamp or a fold took it from a scan's row, or
    what stands in its cell is no text."""
    name, value = header.slot(sheet, row, "name"), header.slot(sheet, row, "value")
    if name is None or value is None or name is value or name.key or name.cell.row != row:
        return False
    return (value.uncertain or INK_UNREAD in name.doubts) and not blank(value.text)


def continued(sheet: Sheet, row: int, header: Header, last: RawIndicator) -> RawIndicator | None:
    """The last indicator with the rest of its text, where `row` opens a page with nothing but that; else None.

    A row that a page break cut has no value, no unit and no weight of its own, though the row before has a value; or
    it has no name. What is joined is asked about.
    """
    rest, levels = _filled(sheet, row, header, ("name", *_ROLES)), _filled(sheet, row, header, LEVELS[:2])
    if not all(_completes(last, role, slot) for role, slot in levels.items()):
        return None
    signed = any(slot.key for slot in header.slots(sheet, row, "operator"))
    valueless = rest.keys() == {"name"} and "value" in last.cells and not signed
    if ("name" in rest and not valueless) or all(blank(slot.text) for slot in rest.values()):
        return None
    joined = {role: _both(last.cells.get(role), slot) for role, slot in (rest | levels).items() if role != "name"}
    name = _both(last.name, rest["name"]) if "name" in rest else last.name
    return replace(last, name=name, cells={**last.cells, **joined}, doubts=(*last.doubts, Doubt("row", "split")))


def _filled(sheet: Sheet, row: int, header: Header, roles: Sequence[str]) -> dict[str, Slot]:
    """The cells of a row that say something, by role."""
    return {role: slot for role in roles if (slot := header.slot(sheet, row, role)) is not None and slot.key}


def _completes(last: RawIndicator, role: str, slot: Slot) -> bool:
    """Whether a level's words are the rest of the last row's, which with them name a level."""
    before = last.cells.get(role)
    return before is not None and canonical(before.text + slot.text, 1 if role == "level1" else 2) is not None


def _both(before: Printed | None, slot: Slot) -> Printed:
    if isinstance(before, Slot):
        return Cut(before, slot)
    return Cut(*before.parts, slot) if isinstance(before, Cut) else slot


def _levels(sheet: Sheet, row: int, header: Header, levels: Levels, *, opening: bool) -> tuple[Slot | None, Levels]:
    """The row's name cell, and the levels with its level cells."""
    one, two, name = (header.slot(sheet, row, role) for role in ("level1", "level2", "name"))
    if name is not None and not name.key and (group := header.slot(sheet, row, "group")) is not None:
        name = group
    column = header.column("name")
    if column is not None and column.level is not None:
        levels = replace(levels, level1=column.level)
    if one is not None and one is not name:
        levels = levels.take("level1", one, sheet, row, opening=opening)
    if name is not None and (below := _below(sheet, row, header, name, levels)) is not None:
        return None, below
    if two is not None and two is not name:
        levels = levels.take("level2", two, sheet, row, opening=opening)
    elif two is not None:
        return _over_level2(two, levels)
    return name, levels


def _over_level2(name: Slot, levels: Levels) -> tuple[Slot | None, Levels]:
    """The name of a row whose cell reaches over the column of level 2: none where it is a level 2 itself."""
    if is_level(name.text):
        return None, replace(levels, level2=name)
    return name, replace(levels, level2=None)


def _below(sheet: Sheet, row: int, header: Header, name: Slot, levels: Levels) -> Levels | None:
    """The levels below a row that is a level itself: a band over the rows below where no column has level 1, or, where
    none has level 2, a level among the names; None of any other row."""
    beside = header.slot(sheet, row, "level1") is not None
    if not beside and is_level_band(sheet, row, name):
        return levels.under(name) if may_be_first(name.text) else replace(levels, level2=name)
    if header.slot(sheet, row, "level2") is not None:
        return None
    if _is_level_row(sheet, row, header, name):
        first = not beside and canonical(name.text, 1) in LEVEL1 and _OUTLINED.match(name.key) is None
    elif not beside and heads_points(sheet, row, header):
        first = not stands_below_points(sheet, row, header)
    else:
        return None
    return levels.under(name) if first else replace(levels, level2=name)


def _is_level_row(sheet: Sheet, row: int, header: Header, name: Slot) -> bool:
    """Whether a row of a grid without a column of level 2 is a level: its name, and no value of its own beside it (the
    points of all below it may stand there)."""
    value, weight = header.slot(sheet, row, "value"), header.slot(sheet, row, "weight")
    return is_level(name.text) and (value is None or value is name or value is weight or blank(value.text))
