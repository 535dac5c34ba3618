"""List-style tables: a row per indicator, unit and project cells merged downward, several projects a table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.confusable import dirt
from extract.model import LINE_CUT
from normalize.cells.lines import HAN
from normalize.cells.sheet import Sheet
from normalize.cells.slot import CLOSED, Cut, Slot
from normalize.draft import Asked, Draft, Fact, Heading, Labelled, Printed, RawFund
from normalize.evidence.doubts import Doubt
from normalize.kinds.money import CENT, amount, is_amount, money_unit
from normalize.kinds.words import blank
from normalize.labels.head import fund_named
from normalize.lexicon import key, vocabulary
from normalize.read.bracket_text import begins_anew, is_bracket_text, read_brackets, whole_brackets
from normalize.read.indicators import read_row
from normalize.read.items import read_items
from normalize.read.levels import Levels
from normalize.read.rows_of_lists import silent, speaks
from normalize.read.several import rows_within
from normalize.read.tasks_and_money import MEASURES
from normalize.schema import TOTAL
from normalize.table.header import Header
from normalize.table.kinds_of_rows import is_total

__all__ = ["Listing", "Took"]

_SPECK = 2  # characters
_STROKES = frozenset(dirt("level_strokes"))
_OWN = ("list.budget", "list.unit")


class Listing(NamedTuple):
    """The list as far as it was read: whose rows these are, the project they belong to (`begun`: there is one), the
    cells of it that the page break may have cut; the cell of the unit that goes on over pages (`office`); the bracket
    text that was read with its rest on the next page (`brackets`)."""

    unit: Printed | None = None
    code: Printed | None = None
    begun: bool = False
    project: Slot | Cut | None = None
    cuts: Mapping[str, Cut] = {}
    rest: Slot | None = None
    office: Cut | None = None
    brackets: Cut | None = None
    levels: tuple[Levels, ...] = ()

    def row(
        self, sheet: Sheet, row: int, header: Header, parts: Sequence[Header], heading: Heading, *, opening: bool
    ) -> "Took":
        """Reads a row.

        `parts`: the header by its groups of columns, where a row has several indicators side by side. `opening`: it is
        the first row of a page that goes on with the list, where cut cells have their rest.
        """
        column = "list.project" if header.column("list.project") else "list.unit"
        project = _unspecked(header.slot(sheet, row, column))
        if not speaks(sheet, row, header, parts, project) or is_total(sheet, row):
            return Took(self._named(sheet, row, header, column))
        now, draft = self, None
        carried = opening and project is not None and self._carries(sheet, row, header, project)
        torn = opening and not carried and self._is_torn(sheet, row, header, project)
        if opening:
            now = now._gone_on(sheet, row, header, project if carried else None)
        if column == "list.project" and not carried:
            now = now._named(sheet, row, header, column)
        if project is not None and now._is_new(sheet, row, header, project):
            now, draft = now._started(sheet, row, header, heading, project)
        return Took(*now._read(sheet, row, header, parts, opening=opening), draft, torn) if now.begun else Took(now)

    def _carries(self, sheet: Sheet, row: int, header: Header, project: Slot) -> bool:
        """Whether the row at the head of a page goes on with the project before it: its project cell is blank, or the
        one that the page break cut was, or the break ran through a line of that; or the name was torn, and what every
        project has of its own, its budget and unit, does not stand beside its rest, or stands there alone, where no
        wall parts the two."""
        cut = self.cuts.get("list.project")
        if not self.begun or blank(project.text):
            return self.begun
        if cut is None or not key(cut.text) or LINE_CUT in cut.doubts:
            return cut is not None
        if not cut.torn(project):
            return False
        stood = [(cut, rest) for cut, rest in self._own(sheet, row, header) if not blank(cut.text)]
        if not stood:
            return not project.uncertain and CLOSED in cut.doubts and CLOSED in project.doubts
        return all(blank(rest.text) or _is_again(cut, rest) for cut, rest in stood)

    def _own(self, sheet: Sheet, row: int, header: Header) -> Iterator[tuple[Cut, Slot]]:
        """What every project has of its own, as the page break cut it, with what a row has of it."""
        for role in _OWN:
            cut, rest = self.cuts.get(role), header.slot(sheet, row, role)
            if cut is not None and rest is not None:
                yield cut, rest

    def _is_torn(self, sheet: Sheet, row: int, header: Header, project: Slot | None) -> bool:
        """Whether a page break may have cut a project's recognised name, of which the next page has the rest: not where
        another budget or unit stands beside that."""
        cut = self.cuts.get("list.project")
        if cut is None or project is None:
            return False
        other = any(not blank(rest.text) and rest.key != key(cut.text) for cut, rest in self._own(sheet, row, header))
        return project.uncertain and CLOSED in cut.doubts and cut.torn(project) and not other

    def _gone_on(self, sheet: Sheet, row: int, header: Header, project: Slot | None) -> "Listing":
        """The list with the rest of the cells that the page break cut; of a `project` that is carried over it also of
        those whose text goes on, and of its unit's name."""
        for role, cut in self.cuts.items():
            own = project if role == "list.project" and project is not None else header.slot(sheet, row, role)
            if own is None:
                continue
            goes_on = project is not None and own.key not in key(cut.text) and (own is project or not blank(own.text))
            if cut.takes(own) or goes_on:
                cut.goes_on(own)
        rest = self.rest if project is None else header.slot(sheet, row, "list.unit")
        office = self.cuts.get("list.unit")
        named = office if office is not None and key(office.text) else self.unit
        return self._replace(cuts={}, rest=rest, office=office, unit=named)

    def _is_new(self, sheet: Sheet, row: int, header: Header, project: Slot) -> bool:
        """Whether another project begins: another name, or a blank cell of its own that the next page may fill."""
        if not self.begun or self.project is None:
            return True
        parts = self.project.parts if isinstance(self.project, Cut) else [self.project]
        if project in parts:
            return False
        if not blank(project.text):
            return key(project.text) != key(self.project.text)
        above = sheet.at(row - 1, project.cell.column) if row else None
        merged = project.cell.row_span > 1 or (above is not None and above.cell.row_span > 1 and not blank(above.text))
        goal = header.slot(sheet, row, "list.goal")
        whole = merged or (goal is not None and is_bracket_text(goal) and begins_anew(goal))
        return project.cell.row == row and whole and isinstance(sheet.cut(project), Cut)

    def _named(self, sheet: Sheet, row: int, header: Header, column: str) -> "Listing":
        """The list with the unit whose projects follow, which a row without a form of its own may name."""
        unit, code = header.slot(sheet, row, "list.unit"), header.slot(sheet, row, "list.unit_code")
        coded = code is not None and not blank(code.text)
        if unit is None or unit is self.rest or blank(unit.text) or _across(unit, header):
            return self
        if unit.means(vocabulary("fields", "tail")):
            return self
        if column == "list.unit" and header.column("list.unit_code") is not None and not coded:
            return self
        other = self.unit is not None and unit.text != self.unit.text
        return self._replace(unit=unit, code=code if coded else None, project=None if other else self.project)

    def _whole_office(self, sheet: Sheet, unit: Slot) -> Printed:
        """The unit's cell, or all of it where it goes on over pages."""
        goes_on = self.office is not None and self.office.parts[-1] is unit
        return self.office if goes_on and self.office is not None else sheet.cut(unit)

    def _started(
        self, sheet: Sheet, row: int, header: Header, heading: Heading, project: Slot
    ) -> tuple["Listing", Draft]:
        """The list with another project, and the form of that."""
        named = header.column("list.project") is not None
        whole, goal = sheet.cut(project), header.slot(sheet, row, "list.goal")
        facts: list[Fact] = list(_budgets(sheet, row, header))
        wholes = {f"list.{fund.measure}": fund.value for fund in facts if isinstance(fund, RawFund)}
        wholes["list.project"] = whole
        if named and (unit := header.slot(sheet, row, "list.unit")) is not None:
            wholes["list.unit"] = self._whole_office(sheet, unit)
        if goal is not None and blank(goal.text):
            wholes["list.goal"] = sheet.cut(goal)
            facts.append(Labelled("goals", _goal_meaning(header), wholes["list.goal"]))
        cuts = {role: cell for role, cell in wholes.items() if isinstance(cell, Cut)}
        # of a unit's cut cell the next page may have the name, or the rest of it
        office = cuts.get("list.unit", self.unit)
        fields = {"project": whole, **_beside(sheet, row, header), "unit_4": self.unit, "unit_3": office}
        pairs = self._pairs(heading, filed=named and office is not None)
        draft = Draft(heading, {name: cell for name, cell in fields.items() if cell is not None}, pairs=pairs)
        now = self._replace(begun=True, project=whole if "list.project" in cuts else project, cuts=cuts, levels=())
        return now, draft.plus(*facts)

    def _pairs(self, heading: Heading, *, filed: bool) -> dict[str, Printed]:
        """What the heading has labels for, and the unit's code; the department above a list of its offices' projects
        files none of them (`filed`: an office is named)."""
        pairs = {name: value for name, value in heading.pairs.items() if not (filed and name == "unit_2")}
        coded = self.code is not None and not pairs.keys() & {"unit_1", "unit_2"}
        return {"unit_code": self.code, **pairs} if coded and self.code is not None else pairs

    def _read(
        self, sheet: Sheet, row: int, header: Header, parts: Sequence[Header], *, opening: bool
    ) -> tuple["Listing", list[Fact]]:
        """What a row says of its project."""
        levels = list(self.levels) if len(self.levels) == len(parts) else [Levels()] * len(parts)
        levels[0], brackets, facts = self._goal(sheet, row, header, levels[0])
        facts += read_items(sheet, row, header)
        if header.column("name") is not None:
            found = [read_row(sheet, row, part, one, opening=opening) for part, one in zip(parts, levels, strict=True)]
            levels = [one for _, one in found]
            facts += [one for raw, _ in found if raw is not None for one in rows_within(raw)]
        return self._replace(levels=tuple(levels), brackets=brackets), facts

    def _goal(self, sheet: Sheet, row: int, header: Header, levels: Levels) -> tuple[Levels, Cut | None, list[Fact]]:
        """What a row says in the column of goals: a goal, or indicators as bracket text, with the whole of one that the
        next page goes on with; the levels with a bracket text that was met, for a page break may print it on both."""
        goal = header.slot(sheet, row, "list.goal")
        if goal is None or (self.brackets is not None and goal.cell is self.brackets.parts[-1].cell):
            return levels, None, []
        if not is_bracket_text(goal):
            return levels, None, [] if silent(goal) else [Labelled("goals", _goal_meaning(header), goal)]
        if any(goal.key == key(one.text) for one in levels.seen):
            return levels, None, []
        whole = whole_brackets(goal, _rest(sheet, header, goal))
        return levels.met(goal), whole if isinstance(whole, Cut) else None, list(read_brackets(whole))


class Took(NamedTuple):
    """What a row made of a list: the list from there on, what it says of its project (None: it is the unit's own, a
    category or a total), the form of that where the project begins, and whether its name may be the `torn` rest of the
    one before."""

    listing: Listing
    facts: Sequence[Fact] | None = None
    draft: Draft | None = None
    torn: bool = False


def _budgets(sheet: Sheet, row: int, header: Header) -> Iterator[RawFund | Asked]:
    """What a project may spend, by the stages of its budget."""
    for measure in MEASURES:
        role = f"list.{measure}"
        column, slot = header.column(role), header.slot(sheet, row, role)
        if column is None or slot is None or (slot.key and not is_amount(slot)):
            continue
        inside = [one for one in sheet.row(row) if column.holds(one)]
        if len(inside) > 1:  # one label over a total and its parts
            slot = inside[0]
            if not _adds_up(inside):
                yield Asked(Doubt("amount", "unread"))
        unit, value = money_unit(column.label), sheet.cut(slot)
        yield RawFund(value, value, TOTAL, measure=measure, unit=unit, rank=1, label_text=column.label)
    yield from _sources(sheet, row, header)


def _sources(sheet: Sheet, row: int, header: Header) -> Iterator[RawFund | Asked]:
    """What a project may spend of each source that has a column of its own beside their sum."""
    for column in header.columns:
        slot = sheet.under(row, column) if column.role == "list.source" else None
        if slot is None or blank(slot.text):
            continue
        known = fund_named(column.label)
        if known is not None and is_amount(slot):
            yield RawFund(slot, slot, known.item, unit=money_unit(column.label), label_text=column.label)
        else:
            yield Asked(Doubt("amount", "unread"))


def _unspecked(project: Slot | None) -> Slot | None:
    """A project's cell, emptied where it holds no more than what a speck is read as."""
    if project is None or not project.uncertain or not 0 < len(project.key) <= _SPECK:
        return project
    return project.emptied if project.key in _STROKES or not HAN.search(project.key) else project


def _beside(sheet: Sheet, row: int, header: Header) -> dict[str, Slot]:
    """What stands beside a project's name that is of the project alone."""
    roles = {"project_code": _code_column(header), "category": "list.category"}
    slots = {name: header.slot(sheet, row, role) for name, role in roles.items()}
    return {name: slot for name, slot in slots.items() if slot is not None and not blank(slot.text)}


def _is_again(cut: Cut, slot: Slot) -> bool:
    """Whether a cell at the head of a page is the one that the break cut, drawn on both pages as it is whole."""
    return CLOSED in cut.doubts and not slot.uncertain and slot.key == key(cut.text)


def _adds_up(slots: Sequence[Slot]) -> bool:
    """Whether the first of several amounts is the sum of the others."""
    total, *parts = (amount(slot, None) or 0.0 for slot in slots)
    return abs(total - sum(parts)) < CENT


def _code_column(header: Header) -> str:
    """The column of a project's code: its own, or that of units and projects alike: 单位编码(项目编码)."""
    column = header.column("list.unit_code")
    return "list.unit_code" if column is not None and "项目" in column.label else "list.project_code"


def _rest(sheet: Sheet, header: Header, goal: Slot) -> Slot | None:
    """The cell at the head of the next page that may have the rest of a goal's text."""
    cut = isinstance(sheet.cut(goal), Cut)
    return header.slot(sheet.after, 0, "list.goal") if cut and sheet.after is not None else None


def _across(slot: Slot, header: Header) -> bool:
    """Whether a cell lies over more than one column, as a remark under the table does."""
    return sum(slot.holds(column) for column in header.columns) > 2


def _goal_meaning(header: Header) -> str:
    """Whose goal the column of goals holds: the year's, the whole project's, or as it does not say whose it is."""
    column = header.column("list.goal")
    return vocabulary("fields", "goals").meaning(key(column.label) if column else "") or "plain"
