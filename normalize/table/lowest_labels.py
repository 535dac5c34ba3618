"""The columns of a header by their lowest labels and by what they hold; the rest their neighbours tell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.confusable import dirt
from normalize.cells.sheet import Sheet
from normalize.cells.slot import EDGE, Slot
from normalize.draft import UNTITLED, Heading
from normalize.kinds.date import BARE_PART, BARE_YEAR
from normalize.kinds.level import is_level
from normalize.kinds.operator import parse_operator
from normalize.kinds.unit import is_known_unit
from normalize.labels.columns import LEVEL, printed_role, role_of
from normalize.lexicon import key
from normalize.table.columns import ITEMS, LEVELS, UNREAD, Column, settled
from normalize.table.columns_by_content import OF_KIND, decided
from normalize.table.kinds_of_rows import SUMS, TOTALS
from normalize.table.periods import of_the_form
from normalize.table.roles import LOOSE
from normalize.table.stacked_labels import lowest_of, parted_below

__all__ = ["lowest"]

_PARENTS = frozenset(("list.budget", "value", "actual", "forecast", "score", "weight", "past", "executed"))
"""Roles that a label may have which is split by years or parts of one."""
_PARTED = ("value", "actual")
"""Roles of which words may stand in a column of their own."""
_POINTS = ("score", "weight")
_MEANS = frozenset(("平均", "平均分", "均分", "平均得分", "平均值"))
"""What the points that several people gave come to."""
_RUNNING = frozenset(("累计", "累计数", "累计值", "累计完成", "合计"))
"""What was reached in parts of the year, all of them together."""
_IN_PARTS = dict.fromkeys(_POINTS, "list.other") | {"actual": "past", "list.budget": "list.source"}
"""Roles that a label may have below which parts stand beside what they come to, and what the parts are then."""
_BARE_NAMES = ("名称", "内容")
_WHOLES = TOTALS.union(SUMS, _MEANS)
_CURRENT = re.compile(r"数?值|(?:本|当|今|全|预算)年(?:度|末)?(?:[(]20\d{2}年?[)])?")
_LEVELS_TOGETHER = re.compile(r"一级?[、,及和/]二级?(?:[、,及和/]三级?)?指标")
"""What heads level 1 and level 2, or all three."""
_RECKONED = frozenset("+-*/=×÷＋－＝－—")
"""What stands as a label between two columns of which a third is reckoned: it says nothing of any row."""
_UNTIL, _PLAN = re.compile(r"至[1-9]月[末底]"), re.compile("其中|计划|分解|目标")
"""What a part of the year is called for which something is planned, and what says that it is."""
_LATER = re.compile(r"(?:下|次|明|后)年")


def lowest(
    sheet: Sheet, row: int, depth: int, vocabularies: tuple[str, ...], heading: Heading = UNTITLED
) -> tuple[Column, ...]:
    """The columns of a header of `depth` rows by their lowest label: one that is split gives way to those below it."""
    end = row + depth
    leaves = _leaves(sheet, row, end, vocabularies, heading.year)
    run = {label: _parted(sheet, end, label, vocabularies) for label, leaf in leaves.items() if leaf.role == UNREAD}
    for label, leaf in leaves.items():
        if leaf.role in ("", "indicator") or _LEVELS_TOGETHER.match(label.key):
            run[label] = [Column("", x0, x1, label.text) for x0, x1 in parted_below(sheet, end, label)]
    columns = [column for label, leaf in leaves.items() for column in run.get(label) or [leaf]]
    columns = list(of_the_form(sheet, row, depth, columns, heading.year))
    printed = settled(list(columns))
    if "indicators" not in vocabularies or all(column.role != "name" for column in printed):
        return printed
    open_ = _unsettled(columns, printed)
    if not any(_is_open(column, open_) for column in open_):
        return printed
    return settled(list(decided(sheet, end, open_, heading)[0]))


def _is_open(column: Column, beside: Sequence[Column]) -> bool:
    """Whether a label leaves a column's role to what stands below it: it says nothing, is also that of something else,
    means what no other column is where nothing better does (年度目标 over values), or is one of two of values, of which
    one may have the signs."""
    said = {other.role for other in beside}
    unsaid = not said.issuperset(LOOSE.get(column.role, ()))
    twice = sum(other.role == "value" and other.sign is None for other in beside) > 1 and "operator" not in said
    return not column.role or column.role in OF_KIND or unsaid or (twice and column.role == "value")


def _leaves(
    sheet: Sheet, row: int, end: int, vocabularies: tuple[str, ...], year: int | None = None
) -> dict[Slot, Column]:
    """The columns of the table by their lowest labels between two rows."""
    leaves: dict[Slot, Column] = {}
    split: dict[Slot, list[Slot]] = {}
    roles: dict[Slot, str | None] = {}
    for label, x0, x1, above in lowest_of(sheet, row, end):
        levels = [one for one in above if is_level(one.text)]
        over = levels[0] if levels else None
        parents = [(one, role) for one in above if (role := role_of(one, vocabularies)) in _PARENTS]
        leaf = replace(_leaf(label, x0, x1, over, vocabularies), level2=levels[-1] if len(levels) > 1 else None)
        leaves[label] = _of_parent(leaf, parents[-1][1], year) if parents else _planned(leaf, above)
        for parent in above[:1]:
            split.setdefault(parent, []).append(label)
            if (said := parents[-1][1] if parents else leaves[label].role) in _PARENTS:
                roles.setdefault(parent, said)
    leaves |= _by_signs(leaves, [group for parent, group in split.items() if roles.get(parent) == "value"])
    for parent, group in split.items():
        leaves |= _summed(leaves, group, roles.get(parent)) | _instead(sheet, end, leaves, group, roles.get(parent))
    return leaves


def _summed(leaves: Mapping[Slot, Column], group: Sequence[Slot], role: str | None) -> dict[Slot, Column]:
    """Points that are given in parts (完成程度 | 及时性 | 合计 below 得分), or by several people: those of the sum, or
    of the mean; what was reached in parts of the year: what it comes to (一季度 | 二季度 | 累计);
    a project's money by source."""
    sums = [label for label in group if label.key in (_RUNNING if role == "actual" else _WHOLES)]
    if role not in _IN_PARTS or len(sums) != 1 or len(group) == 1:
        return {}
    return {label: replace(leaves[label], role=role if label in sums else _IN_PARTS[role]) for label in group}


def _instead(
    sheet: Sheet, row: int, leaves: Mapping[Slot, Column], group: Sequence[Slot], role: str | None
) -> dict[Slot, Column]:
    """Of the columns below one label those that nobody knows, in which a row has its value where it has none in the one
    that is known: 数值 | 表述 below 指标值; or all, where units head them and a row is filled in one alone."""
    if role not in _PARTED:
        return {}
    known = [label for label in group if leaves[label].role == role]
    rows = range(row, sheet.rows)
    if sum(is_known_unit(label.text) for label in group) > 1:
        told = group if all(_filled(sheet, at, leaves, group) <= 1 for at in rows) else []
    elif len(known) == 1:
        open_ = (label for label in group if not leaves[label].role)
        told = [label for label in open_ if _take_turns(sheet, rows, leaves[known[0]], leaves[label])]
    else:
        told = []
    return {label: replace(leaves[label], role=role, instead=True) for label in told}


def _take_turns(sheet: Sheet, rows: Iterable[int], one: Column, other: Column) -> bool:
    """Whether rows have something in either of two columns, and none in both."""
    pairs = ((sheet.under(at, one), sheet.under(at, other)) for at in rows)
    filled = {(bool(a.key), bool(b.key)) for a, b in pairs if a is not None and b is not None and a is not b}
    return {(True, False), (False, True)} <= filled and (True, True) not in filled


def _filled(sheet: Sheet, row: int, leaves: Mapping[Slot, Column], group: Sequence[Slot]) -> int:
    """In how many of the columns below some labels something stands in a row."""
    return len({slot for label in group if (slot := sheet.under(row, leaves[label])) is not None and slot.key})


def _by_signs(leaves: Mapping[Slot, Column], groups: Iterable[Sequence[Slot]]) -> dict[Slot, Column]:
    """The columns of values below one label that have a sign each (不低于 | 等于 | 不高于 | 文字要求): a row has its
    value in one of them."""
    told = [group for group in groups if sum(parse_operator(label.text) is not None for label in group) > 1]
    signs = {label: label if parse_operator(label.text) is not None else None for group in told for label in group}
    open_ = {label: leaves[label] for label, sign in signs.items() if sign is not None or not leaves[label].role}
    return {label: replace(leaf, role="value", sign=signs[label]) for label, leaf in open_.items()}


def _leaf(label: Slot, x0: float, x1: float, over: Slot | None, vocabularies: tuple[str, ...]) -> Column:
    """A column by its own label: of items, where that is a level's name and no more stands below it."""
    reckoned = label.key in _RECKONED and not label.uncertain
    role = "list.other" if reckoned else "name" if _names_items(label, over) else role_of(label, vocabularies)
    if role is None and is_level(label.text) and "list" in vocabularies:
        return Column(ITEMS, x0, x1, label.text, over, head=label)
    return Column(role or _unread(label), x0, x1, label.text, over)


def _names_items(label: Slot, over: Slot | None) -> bool:
    """Whether a bare 名称 heads names: below a level, which it then names the indicators of."""
    return over is not None and label.key in _BARE_NAMES


def _of_parent(leaf: Column, role: str, year: int | None) -> Column:
    """A column below a label of a role: the values, or those of the year that counts, have that role, those of a later
    one none, nor has the unit of what was reached; all below a label of other years are past. What was reached in parts
    of the year has its role below each. Of points by level (一级 | 二级 | 三级 below 权重) the last count."""
    if role in ("weight", "score") and leaf.role in LEVELS:
        return replace(leaf, role=role if leaf.role == LEVELS[-1] else "list.other")
    if role in ("actual", "score", "executed") and BARE_PART.fullmatch(key(leaf.label)):
        return replace(leaf, role=role)
    if role == "past" or leaf.role == "past":
        return replace(leaf, role="past")
    if year is not None and (said := BARE_YEAR.fullmatch(key(leaf.label))) is not None:
        return replace(leaf, role=_of_year(int(said[1]), year, role))
    if _LATER.match(key(leaf.label)) or (role != "value" and leaf.role in ("unit", "operator")):
        return replace(leaf, role="list.other")
    return replace(leaf, role=role) if _CURRENT.fullmatch(key(leaf.label)) else leaf


def _planned(leaf: Column, above: Sequence[Slot]) -> Column:
    """A column below a label that nobody knows: what is planned for a part of the year is not the year's."""
    part = not leaf.role and _UNTIL.fullmatch(key(leaf.label)) is not None
    return replace(leaf, role="past") if part and any(_PLAN.search(one.text) for one in above) else leaf


def _of_year(said: int, year: int, role: str) -> str:
    """The role of a column of a year below a label of a role: none of a later one."""
    return role if said == year else "past" if said < year else "list.other"


def _unsettled(columns: list[Column], printed: tuple[Column, ...]) -> list[Column]:
    """The columns with the roles that their neighbours told, and none where nobody told one."""
    by_place = {column.x0: column for column in printed}
    return [
        by_place.get(column.x0, replace(column, role="")) if column.role in (UNREAD, LEVEL) else column
        for column in columns
    ]


def _parted(sheet: Sheet, row: int, label: Slot, vocabularies: tuple[str, ...]) -> list[Column]:
    """The two columns of a recognised cell that holds two labels because the wall between them was not seen, or was
    read as a stroke: the row below has it, or, where the page ends with the header, it stands between their words."""
    left = sheet.at(row, label.cell.column) if row < sheet.rows else label
    if left is None or (left is not label and left.x1 >= label.x1 - EDGE) or not label.uncertain:
        return []
    for cut in range(2, len(label.key) - 1):
        second = label.key[cut:].lstrip(_STROKES)
        between = label.x0 + (label.x1 - label.x0) * cut / len(label.key)
        wall = between if left is label else left.x1
        parts = (label.key[:cut], label.x0, wall), (second, wall, label.x1)
        roles = [printed_role(text, vocabularies) for text, _, _ in parts]
        if all(roles):
            return [Column(role or "", x0, x1, text) for role, (text, x0, x1) in zip(roles, parts, strict=True)]
    return []


_STROKES = dirt("uprights")


def _unread(slot: Slot) -> str:
    """The role of a label that the lexicon does not know: none, or, where it was read from pixels, one that its
    neighbours may tell."""
    return UNREAD if slot.uncertain else ""
