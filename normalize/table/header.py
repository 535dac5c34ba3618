"""Header rows: which table of a form begins here."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from typing import Literal

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.draft import UNTITLED, Heading
from normalize.kinds.date import BARE_YEAR
from normalize.kinds.level import is_level
from normalize.labels.columns import role_of
from normalize.labels.head import is_field, is_label_of
from normalize.labels.likely import heads_group, label_like
from normalize.lexicon import key, vocabulary
from normalize.table.columns import ITEMS, LEVELS, Column
from normalize.table.grid_below import cells_of, rows_below
from normalize.table.lowest_labels import lowest
from normalize.table.money import staged
from normalize.table.periods import of_the_form
from normalize.table.tasks import told_tasks

__all__ = ["Column", "Header", "find_header", "names_levels", "own_points"]

_DEEPEST = 4
"""Rows of a header."""
_KINDS_OF_LEVELS = 3
"""Levels side by side, at the least, that are labels: a row of a grid begins with two."""
_POINTS = ("weight", "score")
_SPLIT = frozenset(
    (
        *("operator", "value", "past", "lower", "upper", "whole", "unit", "amount", "other", "direction"),
        *("actual", "score", "weight", *LEVELS),
    )
)
"""Roles of labels below another one."""
Kind = Literal["indicators", "list", "tasks", "funds", "turned"]


@dataclass(frozen=True)
class Header:
    """A header of one table of a form. `depth` rows belong to it. For `list`, roles of the list's own columns are
    prefixed `list.`; columns of the indicators carry their bare role. `boxes` are the columns of boxes to tick that one
    of them is split into, each with its role; `stages` the stage of the budget that each row of a table of money is
    that has a column for each source."""

    kind: Kind
    columns: tuple[Column, ...]
    depth: int
    boxes: tuple[Column, ...] = ()
    stages: Mapping[int, str | None] = field(default_factory=dict)

    @cached_property
    def _of_role(self) -> dict[str, list[Column]]:
        found: dict[str, list[Column]] = {}
        for column in self.columns:
            for role in column.roles:
                found.setdefault(role, []).append(column)
        return found

    @cached_property
    def roles(self) -> set[str]:
        """The roles of all columns."""
        return set(self._of_role)

    def column(self, role: str) -> Column | None:
        """The first column of a role."""
        found = self._of_role.get(role)
        return found[0] if found else None

    def left(self, *roles: str) -> float:
        """Where its columns begin, those of some roles or all of them."""
        return min((column.x0 for column in self.columns if not roles or column.role in roles), default=0.0)

    def repeats(self, sheet: Sheet, row: int) -> bool:
        """Whether it stands in `row` once more, to the letter."""
        rows = range(row, row + self.depth)
        return all(
            any((slot := sheet.under(at, c)) is not None and slot.key == key(c.label) for at in rows)
            for c in self.columns
        )

    def knows(self, slot: Slot) -> bool:
        """Whether a cell of the header heads a column whose role is known, or names the block beside it."""
        inside = (column.holds(slot) for column in self.columns)
        return any(inside) or is_label_of(slot, "sections", "fields")

    def slot(self, sheet: Sheet, row: int, role: str) -> Slot | None:
        """The slot of `row` in the first column of `role`."""
        column = self.column(role)
        return sheet.under(row, column) if column else None

    def told(self, sheet: Sheet, row: int, role: str) -> tuple[Column | None, Slot | None]:
        """The column in which `row` has what a role says, and its slot: the first of the role, or one that has it
        instead."""
        column, slot = self.column(role), self.slot(sheet, row, role)
        if slot is not None and slot.key:
            return column, slot
        others = (one for one in self._of_role.get(role, ()) if one.instead and one.role == role)
        filled = ((one, own) for one in others if (own := sheet.under(row, one)) is not None and own.key)
        return next(filled, (column, slot))

    def slots(self, sheet: Sheet, row: int, role: str) -> list[Slot]:
        """The slots of `row` in every column of `role`."""
        found = [slot for c in self._of_role.get(role, ()) if (slot := sheet.under(row, c)) is not None]
        return list(dict.fromkeys(found)) if len(found) > 1 else found


def find_header(sheet: Sheet, row: int, heading: Heading = UNTITLED) -> Header | None:
    """The header that begins in `row`, or None. A second header row under merged labels belongs to it."""
    filled = sheet.filled(row)
    if len(filled) < 2:
        return None
    for vocabularies, kinds in _KINDS.items():
        labelled = _labels(filled, vocabularies)
        over = _over_labels(sheet, filled, vocabularies) if _names_alone(labelled, vocabularies) else []
        known = [*labelled, *over]
        if len(known) < 2 or not (_outnumber(sheet, known, filled) or names_levels(sheet, row, vocabularies)):
            continue
        header = _without_strip(sheet, row, _header(sheet, row, labelled, vocabularies, heading))
        for kind, suits in kinds.items():
            if suits(header):
                return _whole(sheet, row, replace(header, kind=kind), heading)
    return None


def _labels(filled: Sequence[Slot], vocabularies: tuple[str, ...]) -> list[Slot]:
    """The labels of a row that are known, and beside them levels where several stand side by side."""
    labels = [slot for slot in filled if role_of(slot, vocabularies)]
    if "indicators" not in vocabularies or all(role_of(slot, vocabularies) == "indicator" for slot in labels):
        return labels
    levels = [slot for slot in filled if is_level(slot.text)]
    return [*labels, *levels] if len(levels) >= _KINDS_OF_LEVELS else labels


def _names_alone(labelled: Sequence[Slot], vocabularies: tuple[str, ...]) -> bool:
    """Whether the only label that is known heads the names, merged down to labels below the others."""
    return len(labelled) == 1 < labelled[0].cell.row_span and role_of(labelled[0], vocabularies) == "name"


def _over_labels(sheet: Sheet, filled: Sequence[Slot], vocabularies: tuple[str, ...]) -> list[Slot]:
    """The cells of a row that head several columns, most of whose labels in the row below are known."""
    found = []
    for slot in filled:
        below = [one for one in sheet.filled(slot.cell.row + slot.cell.row_span) if slot.holds(one)]
        known = sum(role_of(one, vocabularies) is not None for one in below)
        found += [slot] * (len(below) > 1 and 2 * known > len(below))
    return found


def _without_strip(sheet: Sheet, row: int, header: Header) -> Header:
    """A header of which a column names no projects, but is a form's head set downwards: labels stand in it."""
    column = header.column("list.project")
    if column is None:
        return header
    (cells,) = cells_of(rows_below(sheet, row + header.depth, header.columns), [column])
    if not any(slot.key and is_field(slot) for slot in cells):
        return header
    told = (replace(c, role="list.other") if c.role == "list.project" else c for c in header.columns)
    return replace(header, columns=tuple(told))


def _outnumber(sheet: Sheet, labelled: list[Slot], filled: list[Slot]) -> bool:
    """Whether the labels that are known outnumber twofold those that speak against a header; what is merged deeper
    than all of them names the block."""
    deepest = max(slot.cell.row_span for slot in labelled)
    other = [slot for slot in filled if slot not in labelled and slot.cell.row_span <= deepest]
    return len(labelled) >= 2 * sum(_is_open(sheet, slot) for slot in other)


def own_points(header: Header) -> Header:
    """A header of which each level has its points, with those of the indicators alone: they stand behind the names."""
    header = _without_totals(header) if header.kind == "list" else header
    name, points = header.column("name"), [column for column in header.columns if column.role == "weight"]
    if name is None or len(points) < 2 or sum(column.role == "name" for column in header.columns) > 1:
        return header
    own = next((column for column in points if column.x0 > name.x0), points[-1])
    told = (replace(c, role="list.other") if c in points and c is not own else c for c in header.columns)
    return replace(header, columns=tuple(told))


def _without_totals(header: Header) -> Header:
    """The header of a list, of which what stands in front of the levels and names is the project's: 自评得分."""
    left = header.left(*LEVELS)
    told = (replace(c, role="list.other") if c.role in _POINTS and c.x0 < left else c for c in header.columns)
    return replace(header, columns=tuple(told))


def _whole(sheet: Sheet, row: int, header: Header, heading: Heading) -> Header:
    """A header with its own points; one of money or of tasks with the columns that its labels do not tell."""
    if header.kind in ("indicators", "list"):
        return own_points(header)
    foot = row + header.depth - 1
    known = {column.x0 for column in header.columns}
    heads = [slot for slot in sheet.row(foot) if slot.key and slot.cell.row >= row and slot.x0 not in known]
    unknown = [
        Column("", slot.x0, slot.x1, slot.text)
        for slot in heads
        if not any(column.holds(slot) for column in header.columns)
    ]
    every = sorted([*header.columns, *unknown], key=attrgetter("x0"))
    columns = of_the_form(sheet, row, header.depth, every, heading.year)
    told = (staged if header.kind == "funds" else told_tasks)(sheet, row + header.depth, columns)
    whole = tuple(column for column in told if column.role)
    return replace(header, columns=of_the_form(sheet, row, header.depth, whole, heading.year))


def _is_open(sheet: Sheet, slot: Slot) -> bool:
    """Whether a cell speaks against a header: it does not name a block or a group, nor are all labels below it
    levels."""
    below = [one for one in sheet.filled(slot.cell.row + slot.cell.row_span) if slot.holds(one)]
    heads = len(below) > 1 and all(is_level(one.text) for one in below)
    return not (heads or slot.means(vocabulary("fields", "sections")) or heads_group(slot))


def _header(sheet: Sheet, row: int, labelled: list[Slot], vocabularies: tuple[str, ...], heading: Heading) -> Header:
    """The header with these labels, taken for a list's: its columns tell what it is."""
    heads = [slot for slot in labelled if role_of(slot, vocabularies) != "indicator"]  # 绩效指标 names the block
    spans = Counter([span for slot in heads if (span := slot.cell.row_span) <= _DEEPEST] or [1])
    depth = min(spans, key=lambda span: (-spans[span], span))
    foot = row + max(spans) - 1
    if max(spans) > depth and (
        _is_second(sheet, foot, vocabularies) or names_levels(sheet, foot, vocabularies) or _are_labels(sheet, foot)
    ):
        depth = max(spans)
    elif _is_second(sheet, row + depth, vocabularies):
        depth += 1
    columns = lowest(sheet, row, depth, vocabularies, heading)
    return Header("list", of_the_form(sheet, row, depth, columns, heading.year), depth)


def _are_labels(sheet: Sheet, row: int) -> bool:
    """Whether what begins in a row is labels by its words, though nobody knows them, or years."""
    filled = sheet.filled(row)
    return len(filled) > 1 and all(label_like(slot) or BARE_YEAR.fullmatch(slot.key) for slot in filled)


def names_levels(sheet: Sheet, row: int, vocabularies: tuple[str, ...]) -> bool:
    """Whether a row has the labels of several levels, whatever else stands in it."""
    return len({role_of(slot, vocabularies) for slot in sheet.starting(row)} & set(LEVELS)) > 1


def _is_second(sheet: Sheet, row: int, vocabularies: tuple[str, ...]) -> bool:
    """Whether a row goes on with the header above it: below labels merged downward or over blanks (a workbook of which
    nobody merged the cells) labels of what a column is split into, and nothing else."""
    labels = sheet.filled(row)
    roles = {role for slot in labels for role in (role_of(slot, vocabularies) or "").split("/")}
    return 0 < len(labels) < len(sheet.row(row)) and roles <= _SPLIT


def _suits_indicators(header: Header) -> bool:
    roles = header.roles
    scored = bool(roles & {"standard", "weight", "score"}) and bool(
        roles & {"level1", "level2"}
    )  # no target of its own
    rows = "name" in roles and (bool(roles & {"value", "lower", "actual"}) or scored)
    return (rows or _has_items(header)) and not roles & {"list.project"}


def _has_items(header: Header) -> bool:
    """Whether levels head columns of items, and no names stand in one of their own."""
    return "name" not in header.roles and sum(column.role == ITEMS for column in header.columns) > 1


def _suits_list(header: Header) -> bool:
    roles, unit = header.roles, header.column("list.unit")
    both = unit is not None and "项目" in unit.label and "list.budget" in roles  # 单位(项目名称)
    who = both or "list.project" in roles or {"list.unit", "list.goal"} <= roles
    return who and (
        _has_items(header)
        or ("name" in roles and bool(roles & {"value", "actual"}))
        or ("list.goal" in roles and len(roles) >= 3)
    )


def _suits_tasks(header: Header) -> bool:
    return "name" in header.roles and bool(header.roles & {"content", "amount"})


def _suits_funds(header: Header) -> bool:
    return (
        len(header.roles & {"initial_budget", "revised_budget", "executed", "rate", "budget", "past", "forecast"}) >= 2
    )


_KINDS: Mapping[tuple[str, ...], Mapping[Kind, Callable[[Header], bool]]] = {
    ("indicators", "list"): {"list": _suits_list, "indicators": _suits_indicators},
    ("tasks",): {"tasks": _suits_tasks},
    ("funds",): {"funds": _suits_funds},
}
