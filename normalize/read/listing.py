"""List-style tables: a row per indicator, unit and project cells merged downward, several projects a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.model import LINE_CUT
from normalize.draft import Draft, Heading, Printed, RawFund
from normalize.evidence.doubts import Doubt
from normalize.kinds.money import amount, money_unit
from normalize.kinds.words import blank
from normalize.lexicon import key, vocabulary
from normalize.lexicon.alike import dirt
from normalize.read.brackets import add_brackets, is_bracket_text
from normalize.read.indicators import Levels, read_row
from normalize.read.items import items_under, take_items
from normalize.read.several import rows_within
from normalize.read.tables import MEASURES
from normalize.sheet import Sheet
from normalize.slot import CLOSED, TORN, Cut, Slot
from normalize.table.header import Header
from normalize.table.standing import is_total
from normalize.text import HAN

__all__ = ["Listing"]

_CENT = 0.005
_SPECK = 2  # characters
_STROKES = frozenset(dirt("level_strokes"))
_OWN = ("list.budget", "list.unit")


@dataclass
class Listing:
    """The list being read: whose rows these are, and the form of the project they belong to."""

    unit: Printed | None = None
    code: Printed | None = None
    draft: Draft | None = None
    project: Slot | Cut | None = None
    cuts: dict[str, Cut] = field(default_factory=dict)
    rest: Slot | None = None
    levels: list[Levels] = field(default_factory=list)

    def row(
        self, sheet: Sheet, row: int, header: Header, parts: Sequence[Header], heading: Heading, *, opening: bool
    ) -> Draft | None:
        """Reads a row; returns the form it belongs to, or None for the unit's own rows, categories and totals.

        `parts`: the header by its groups of columns, where a row has several indicators side by side. `opening`: it is
        the first row of a page that goes on with the list, where cut cells have their rest.
        """
        column = "list.project" if header.column("list.project") else "list.unit"
        project = header.slot(sheet, row, column)
        if project is not None and _is_speck(project):
            project.empty()
        if not _speaks(sheet, row, header, parts, project) or is_total(sheet, row):
            self._note_unit(sheet, row, header, column)
            return None
        carried = opening and project is not None and self._carries(sheet, row, header, project)
        if carried:
            self.rest = header.slot(sheet, row, "list.unit")  # of the unit's name, whose cell the page break cut
        elif column == "list.project":
            self._note_unit(sheet, row, header, column)
        if opening:
            self._open(sheet, row, header, project, carried=carried)
        if project is not None and self._is_new(sheet, row, project):
            self._start(sheet, row, header, heading, project)
        if self.draft is None:
            return None
        self.draft.pages.add(sheet.page)
        for levels in self.levels:
            levels.opening = opening
        self._read(self.draft, sheet, row, header, parts, header.slot(sheet, row, "list.goal"))
        return self.draft

    def _open(self, sheet: Sheet, row: int, header: Header, project: Slot | None, *, carried: bool) -> None:
        """The first row of a page, which may hold the rest of what the break cut."""
        if project is not None and not carried:
            self._doubt_torn(project)
        self._go_on(sheet, row, header, project if carried else None)

    def _carries(self, sheet: Sheet, row: int, header: Header, project: Slot) -> bool:
        """Whether the row at the head of a page goes on with the project before it: its project cell is blank, or the
        one that the page break cut was, or the break ran through a line of that; or the name was torn, and what every
        project has of its own, its budget and unit, does not stand beside its rest."""
        cut = self.cuts.get("list.project")
        if self.draft is None or blank(project.text):
            return self.draft is not None
        if cut is None or not key(cut.text) or LINE_CUT in cut.doubts:
            return cut is not None
        if not cut.torn(project):
            return False
        own = [(self.cuts.get(role), header.slot(sheet, row, role)) for role in _OWN]
        stood = [(cut, rest) for cut, rest in own if cut is not None and rest is not None and not blank(cut.text)]
        return bool(stood) and not any(_is_own(rest) and not _is_again(cut, rest) for cut, rest in stood)

    def _doubt_torn(self, project: Slot) -> None:
        """Doubt the recognised names on both sides of a page break that cut a project's cell, where the second may be
        the rest of the first."""
        cut = self.cuts.get("list.project")
        if cut is None or not project.uncertain or CLOSED not in cut.doubts or not cut.torn(project):
            return
        for part in (*cut.parts, project):
            part.doubts = (*part.doubts, TORN)

    def _go_on(self, sheet: Sheet, row: int, header: Header, project: Slot | None) -> None:
        """The rest of the cells that the page break cut; of a `project` that is carried over it also those whose text
        goes on."""
        for role, cut in self.cuts.items():
            own = project if role == "list.project" and project is not None else header.slot(sheet, row, role)
            if own is None:
                continue
            goes_on = project is not None and own.key not in key(cut.text) and (own is project or _is_own(own))
            if cut.takes(own) or goes_on:
                cut.parts.append(own)
        self.cuts = {}

    def _is_new(self, sheet: Sheet, row: int, project: Slot) -> bool:
        """Whether another project begins: another name, or a blank cell of its own that the next page may fill."""
        if self.draft is None or self.project is None:
            return True
        parts = self.project.parts if isinstance(self.project, Cut) else [self.project]
        if project in parts:
            return False
        if not blank(project.text):
            return key(project.text) != key(self.project.text)
        above = sheet.at(row - 1, project.cell.column) if row else None
        merged = project.cell.row_span > 1 or (above is not None and above.cell.row_span > 1 and not blank(above.text))
        return project.cell.row == row and merged and isinstance(sheet.cut(project), Cut)

    def _note_unit(self, sheet: Sheet, row: int, header: Header, column: str) -> None:
        """A row without a form of its own may name the unit whose projects follow."""
        unit, code = header.slot(sheet, row, "list.unit"), header.slot(sheet, row, "list.unit_code")
        coded = code is not None and not blank(code.text)
        if unit is None or unit is self.rest or blank(unit.text) or _across(unit, header):
            return
        if unit.means(vocabulary("fields", "tail")):
            return
        if column == "list.unit" and header.column("list.unit_code") is not None and not coded:
            return
        if self.unit is not None and unit.text != self.unit.text:
            self.project = None
        self.unit, self.code = unit, code if coded else None

    def _start(self, sheet: Sheet, row: int, header: Header, heading: Heading, project: Slot) -> None:
        self.cuts = {}
        fields: dict[str, Printed] = {"project": self._cut(sheet, project, "list.project")}
        optional = {
            "project_code": header.slot(sheet, row, _code_column(header)),
            "category": header.slot(sheet, row, "list.category"),
        }
        fields |= {name: slot for name, slot in optional.items() if slot is not None and not blank(slot.text)}
        if self.unit is not None:
            fields["unit_4"] = self.unit
        own = header.slot(sheet, row, "list.unit") if header.column("list.project") else None
        if own is not None and isinstance(whole := self._cut(sheet, own, "list.unit"), Cut):
            fields["unit_3"] = whole  # the next page may have its name, or the rest of it
        elif self.unit is not None:
            fields["unit_3"] = self.unit
        pairs = dict(heading.pairs)
        if "unit_3" in fields and header.column("list.project"):
            pairs.pop("unit_2", None)  # the department above a list of its offices' projects files none of them
        draft = Draft(heading, fields, pairs=pairs)
        if self.code is not None and not pairs.keys() & {"unit_1", "unit_2"}:
            draft.note("unit_code", self.code)
        self._budget(sheet, row, header, draft)
        goal = header.slot(sheet, row, "list.goal")
        if goal is not None and blank(goal.text):
            draft.aim(_goal_meaning(header), self._cut(sheet, goal, "list.goal"))
        self.draft, self.project, self.levels = draft, self.cuts.get("list.project", project), []

    def _cut(self, sheet: Sheet, slot: Slot, role: str) -> Slot | Cut:
        """The slot, remembered where it may go on over the page break."""
        whole = sheet.cut(slot)
        if isinstance(whole, Cut):
            self.cuts[role] = whole
        return whole

    def _budget(self, sheet: Sheet, row: int, header: Header, draft: Draft) -> None:
        for measure in MEASURES:
            role = f"list.{measure}"
            column, slot = header.column(role), header.slot(sheet, row, role)
            if column is None or slot is None or (slot.key and amount(slot, None) is None):
                continue
            inside = [one for one in sheet.row(row) if column.x0 <= (one.x0 + one.x1) / 2 <= column.x1]
            if len(inside) > 1:  # one label over a total and its parts
                slot, total = inside[0], _adds_up(inside)
                if not total:
                    draft.ask(Doubt("amount", "unread"))
            unit, value = money_unit(column.label), self._cut(sheet, slot, role)
            draft.take(
                RawFund(value, value, "资金总额", "annual", measure, "total", unit, rank=1, label_text=column.label)
            )

    def _read(
        self, draft: Draft, sheet: Sheet, row: int, header: Header, parts: Sequence[Header], goal: Slot | None
    ) -> None:
        if len(self.levels) != len(parts):
            self.levels = [Levels() for _ in parts]
        if goal is not None:
            self._goal(draft, header, goal)
        take_items(sheet, row, header, draft)
        if header.column("name") is not None:
            found = [read_row(sheet, row, part, levels) for part, levels in zip(parts, self.levels, strict=True)]
            draft.take(*(one for raw in found if raw is not None for one in rows_within(raw)))

    def _goal(self, draft: Draft, header: Header, goal: Slot) -> None:
        """The cell under the goals: indicators in brackets, or a goal."""
        if is_bracket_text(goal):
            printed = {slot.key for slot in self.levels[0].seen}  # a page break may print the whole text on both pages
            if goal not in self.levels[0].seen and goal.key not in printed:
                self.levels[0].seen.add(goal)
                add_brackets(draft, goal)
        elif not _silent(goal):
            draft.aim(_goal_meaning(header), goal)


def _speaks(sheet: Sheet, row: int, header: Header, parts: Sequence[Header], project: Slot | None) -> bool:
    """Whether a row says something of a project: it has an indicator, or, in a list without any, a goal."""
    if any(items_under(sheet, row, header)):
        return True
    if header.column("name") is None:
        goal = header.slot(sheet, row, "list.goal")
        return goal is not None and goal is not project and not _silent(goal)
    names = (part.slot(sheet, row, "name") for part in parts)
    return any(name is not None and name is not project and not blank(name.text) for name in names)


def _is_speck(project: Slot) -> bool:
    """Whether a project's cell holds no more than what a speck is read as."""
    strokes = project.key in _STROKES or not HAN.search(project.key)
    return project.uncertain and 0 < len(project.key) <= _SPECK and strokes


def _is_own(slot: Slot) -> bool:
    """Whether a cell at the head of a page holds something of its own, not what the page break left of a line."""
    spoiled = LINE_CUT in slot.doubts or (slot.uncertain and not re.search(r"[\u4e00-\u9fff]|\d{2}", slot.text))
    return not blank(slot.text) and not spoiled


def _is_again(cut: Cut, slot: Slot) -> bool:
    """Whether a cell at the head of a page is the one that the break cut, drawn on both pages as it is whole."""
    return CLOSED in cut.doubts and not slot.uncertain and slot.key == key(cut.text)


def _adds_up(slots: Sequence[Slot]) -> bool:
    """Whether the first of several amounts is the sum of the others."""
    total, *parts = (amount(slot, None) or 0.0 for slot in slots)
    return abs(total - sum(parts)) < _CENT


def _code_column(header: Header) -> str:
    """The column of a project's code: its own, or that of units and projects alike: 单位编码(项目编码)."""
    column = header.column("list.unit_code")
    return "list.unit_code" if column is not None and "项目" in column.label else "list.project_code"


def _silent(slot: Slot) -> bool:
    """Whether a cell says nothing; a dash that stands alone on a scan is read as 一."""
    return blank(slot.text) or (slot.uncertain and slot.key == "一")


def _across(slot: Slot, header: Header) -> bool:
    """Whether a cell lies over more than one column, as a remark under the table does."""
    return sum(slot.x0 <= (column.x0 + column.x1) / 2 <= slot.x1 for column in header.columns) > 2


def _goal_meaning(header: Header) -> str:
    """Whose goal the column of goals holds: the year's, the whole project's, or as it does not say whose it is."""
    column = header.column("list.goal")
    return vocabulary("fields", "goals").meaning(key(column.label) if column else "") or "plain"
