"""The level names of a grid, filled down their merged cells and over page breaks."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from normalize.cells.lines import HAN
from normalize.cells.sheet import Sheet
from normalize.cells.slot import Cut, Slot
from normalize.draft import Printed
from normalize.evidence.doubts import About, Doubt
from normalize.evidence.text import Text
from normalize.kinds.classes import class_of
from normalize.kinds.level import canonical, is_first, is_level, is_level1, may_be_first
from normalize.kinds.words import blank
from normalize.read.grid_end import foot_across, is_level_band
from normalize.read.levels_by_points import heads_points, may_head, stands_below_points
from normalize.table.columns import LEVELS, Column
from normalize.table.columns_by_content import UNKNOWN
from normalize.table.header import Header

__all__ = ["Levels", "filled_down", "lost_levels"]

_LEVELS: tuple[About, ...] = ("level1", "level2")
_OUTLINED = re.compile(r"\d{1,2}\.\d{1,2}(?!\d)")
"""The number of a level below the first in an outline: 1.4成本指标."""
_CODE = re.compile(r"[A-ZＡ-Ｚ]\d?|[①-⑳Ⅰ-Ⅻ甲乙丙丁]")
"""What may stand for a level that a note tells."""
_OPEN = (UNKNOWN, "list.category", "list.other")
"""Roles of columns in which it may stand."""
_LETTERS = frozenset("ABCDEFGHIJKL")
_HEADING = re.compile(
    r"\s*(?:(?P<first>[一二三四五六七八九十]{1,2}、)|(?P<second>[(（][一二三四五六七八九十]{1,2}[)）])|(?P<third>\d{1,2}[.、](?!\d)))"
)
"""The number of a heading."""
_REACH = 60
"""Rows below a level's own that are looked at: a grid on one page has no more, a list without levels thousands."""


class Levels(NamedTuple):
    """The level cells that hold for the next row, per group of columns: `last` the cell met in each column of them,
    `seen` the cells of names that were met."""

    level1: Printed | None = None
    level2: Printed | None = None
    seen: frozenset[Printed] = frozenset()
    last: Mapping[str, Slot] = {}

    def met(self, name: Printed) -> "Levels":
        """The levels once a name's cell was met: a merged one stands in further rows."""
        return self._replace(seen=self.seen | {name})

    def under(self, level1: Printed | None) -> "Levels":
        """The levels below a new level 1; the cell of a level 2 that goes on beside it holds for it, too."""
        last = {role: slot for role, slot in self.last.items() if role != "level2"}
        return self._replace(level1=level1, level2=None, last=last)

    def below(self, lines: Sequence[Text]) -> "Levels":
        """The levels below lines outside the tables, of which headings name them; none below another heading."""
        now = self
        for line in lines:
            told = replace(line, edits=(*line.edits, "level_elsewhere"))
            if is_first(line.text) or (is_level1(line.text) and now._may_head(line)):
                now = now.under(told)
            elif is_level(line.text):
                now = now._replace(level2=told)
            elif _HEADING.match(line.text) and now.level1 is not None and "level_elsewhere" in now.level1.edits:
                now = now.under(None)
        return now

    def _may_head(self, line: Text) -> bool:
        """Whether 成本指标 in a heading is a level 1: it is numbered as the one before, or that is none of outputs."""
        before = self.level1.text if self.level1 is not None else ""
        numbers = [found.lastgroup if (found := _HEADING.match(text)) else None for text in (before, line.text)]
        return canonical(before, 1) != "产出指标" or numbers[0] == numbers[1]

    def take(self, role: str, slot: Slot, sheet: Sheet, row: int, *, opening: bool) -> "Levels":
        """The levels with the cell of a level column in `row`: a new name, the last one's rest over a page break, or a
        blank below it.

        A blank cell that begins within the page and reaches its foot is a cell of its own whose name the next page may
        print; any other blank goes on with the name above. `opening`: the row is the first of a page that goes on.
        """
        if self.last.get(role) is slot:
            return self
        now = self._replace(last={**self.last, role: slot})
        before = self.level1 if role == "level1" else self.level2
        if opening and isinstance(before, Cut) and (before.takes(slot) or _torn(before, slot)):
            before.goes_on(slot)
        elif slot.key or (not opening and _may_be_cut(sheet, row, slot)):
            whole = sheet.cut(slot)
            return now.under(whole) if role == "level1" else now._replace(level2=whole)
        return now

    @property
    def cells(self) -> dict[str, Printed]:
        """The cells that hold, by role."""
        found = {"level1": self.level1, "level2": self.level2}
        return {role: cell for role, cell in found.items() if cell is not None}


def _may_be_cut(sheet: Sheet, row: int, slot: Slot) -> bool:
    """Whether a blank cell is one that the page break cut; none is below a level that has a row of its own, nor where
    the one above it was left blank."""
    above = sheet.at(row - 1, slot.cell.column) if row else None
    blanks = above is not None and above.cell.row_span == 1 and (not above.key or sheet.filled(row - 1) == [above])
    return slot.cell.row == row and isinstance(sheet.cut(slot), Cut) and not blanks


def _torn(before: Cut, slot: Slot) -> bool:
    """Whether a level name was torn by the page break: `产出指标(50` and `分)`."""
    return not is_level(slot.text) and is_level(before.text + slot.text)


def filled_down(sheet: Sheet, row: int, header: Header, levels: Levels, *, opening: bool) -> tuple[Slot | None, Levels]:
    """The row's name cell, and the levels with its level cells."""
    one, two = (header.slot(sheet, row, role) for role in LEVELS[:2])
    name = _name_or_group(sheet, row, header)
    if foot_across(sheet, row, header) is not None:
        return None, levels
    column = header.column("name")
    if column is not None and column.level is not None:
        levels = levels if levels.level1 is not None else Levels(column.level, column.level2, levels.seen, levels.last)
        if name is not None and _heads_group(sheet, row, header, name):
            return None, levels.under(name)
    if one is not None and one is not name:
        levels = levels.take("level1", one, sheet, row, opening=opening)
    if name is not None and (below := _below(sheet, row, header, name, levels)) is not None:
        return None, below
    if two is not None and two is not name:
        levels = levels.take("level2", two, sheet, row, opening=opening)
    elif two is not None:
        return _over_level2(two, levels)
    return name, levels


def _name_or_group(sheet: Sheet, row: int, header: Header) -> Slot | None:
    """The cell of a row's name; of one that has none the group that it is in, where a column names that."""
    name = header.slot(sheet, row, "name")
    group = header.slot(sheet, row, "group") if name is not None and not name.key else None
    return group or name


def _heads_group(sheet: Sheet, row: int, header: Header, name: Slot) -> bool:
    """Whether a cell is a further level 1 over the rows below it, in a group of columns that has one in its header: it
    stands over all of these."""
    return may_be_first(name.text) and all(sheet.under(row, column) is name for column in header.columns)


def _over_level2(name: Slot, levels: Levels) -> tuple[Slot | None, Levels]:
    """The name of a row whose cell reaches over the column of level 2: none where it is a level 2 itself."""
    if is_level(name.text):
        return None, levels._replace(level2=name)
    return name, levels._replace(level2=None)


def _below(sheet: Sheet, row: int, header: Header, name: Slot, levels: Levels) -> Levels | None:
    """The levels below a row that is a level itself: a band over the rows below where no column has level 1, or, where
    none has level 2, a level among the names; None of any other row."""
    beside = header.slot(sheet, row, "level1") is not None
    if not beside and is_level_band(sheet, row, name):
        return levels.under(name) if may_be_first(name.text) else levels._replace(level2=name)
    if header.slot(sheet, row, "level2") is not None:
        return None
    if _is_level_row(sheet, row, header, name):
        first = not beside and is_level1(name.text) and _OUTLINED.match(name.key) is None
    elif not beside and heads_points(sheet, row, header):
        first = not stands_below_points(sheet, row, header)
    else:
        return None
    return levels.under(name) if first else levels._replace(level2=name)


def _is_level_row(sheet: Sheet, row: int, header: Header, name: Slot) -> bool:
    """Whether a row of a grid without a column of level 2 is a level: its name, and no value of its own beside it (the
    points of all below it may stand there)."""
    value, weight = header.slot(sheet, row, "value"), header.slot(sheet, row, "weight")
    return is_level(name.text) and (value is None or value is name or value is weight or blank(value.text))


def lost_levels(sheet: Sheet, row: int, header: Header, name: Slot, found: Collection[str]) -> tuple[Doubt, ...]:
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


def _is_coded(sheet: Sheet, row: int, column: Column) -> bool:
    """Whether a cell is a letter that others of its column repeat, or all are letters without a figure: it does not
    number the row."""
    around = range(max(0, row - _REACH), min(sheet.rows, row + _REACH))
    slots = dict.fromkeys(slot for at in around if (slot := sheet.under(at, column)) is not None)
    codes = [slot.text.strip() for slot in slots if _CODE.fullmatch(slot.text.strip())]
    own = sheet.under(row, column)
    told = len(set(codes)) < len(codes) or _LETTERS.issuperset(codes)
    return told and own is not None and own.text.strip() in codes


def _may_hold_level(sheet: Sheet, row: int, header: Header, level: str) -> bool:
    """Whether a column that nobody knows has a few words in a row, or one that is no field of an indicator a letter
    that stands for words: they may be the level that the header lacks."""
    if header.column(level) is not None:
        return False
    if any(_is_coded(sheet, row, column) for column in header.columns if column.role in _OPEN):
        return True
    left = header.left("name")
    for column in (column for column in header.columns if column.role == UNKNOWN):
        slot = sheet.under(row, column)
        levels = ("level1", "level2")
        words = (*levels, "levelish", "short", "words", "naming", None) if column.x0 < left else levels
        if slot is not None and HAN.search(slot.text) and class_of(slot.text) in words:
            return True
    return False
