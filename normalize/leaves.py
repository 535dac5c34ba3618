"""The columns of a header: each by its lowest label, by what it holds, or by its neighbours."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from normalize.levels import LEVEL1, both, canonical, is_level
from normalize.lexicon import REMEMBERED, Vocabulary, is_known, under_label, vocabulary
from normalize.sheet import Sheet, Slot
from normalize.values import blank, is_known_unit, parse_direction, parse_operator, parse_value

__all__ = ["LEVELS", "Column", "lowest", "role_of"]


@dataclass(frozen=True)
class Column:
    """A column's meaning and its horizontal extent as a share of the table's width; `level`: the level name that stands
    over it in the header (产出指标 over 三级指标 | 指标值)."""

    role: str
    x0: float
    x1: float
    label: str
    level: Slot | None = None


def role_of(slot: Slot, vocabularies: tuple[str, ...]) -> str | None:
    """What a label means in the tables `vocabularies` of `columns.toml` (`list.` before the role of a list's own
    column), or None."""
    if not slot.is_ocr:
        return _printed_role(slot.text, vocabularies)
    if slot.key == _BARE_LEVEL:
        return _LEVEL
    found = _roles(slot.means, vocabularies)
    if found:
        return found[0] if len(set(found)) == 1 or is_known(slot.text) else None
    return _head(slot, vocabularies)


def _head(slot: Slot, vocabularies: tuple[str, ...]) -> str | None:
    """What the first lines of a cell of several mean, with those left out that follow: the cell below, whose ruling was
    not seen, or dirt."""
    head, _ = under_label([line.text for line in slot.lines], lambda text: _printed_role(text, vocabularies))
    return _printed_role(head, vocabularies) if head else None


@lru_cache(maxsize=REMEMBERED)
def _printed_role(text: str, vocabularies: tuple[str, ...]) -> str | None:
    """What a label means, to the letter."""
    return next(iter(_roles(lambda words: words.meaning(text), vocabularies)), None)


def _roles(meaning: Callable[[Vocabulary], str | None], vocabularies: tuple[str, ...]) -> list[str]:
    """What a label means in each of the tables; several meanings where it was misread: 绩效目标车 may have been
    绩效目标 or 绩效目标值."""
    meanings = ((name, meaning(vocabulary("columns", name))) for name in vocabularies)
    return [f"list.{role}" if name == "list" else role for name, role in meanings if role is not None]


def lowest(sheet: Sheet, row: int, depth: int, vocabularies: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of a header of `depth` rows by their lowest label: one that is split gives way to those below it."""
    leaves: dict[Slot, Column] = {}
    for column in range(sheet.columns):
        chosen: Slot | None = None
        over: Slot | None = None
        for level in range(row, min(row + depth, sheet.rows)):
            slot = sheet.at(level, column)
            if slot is None or (slot.cell.row < row and not _ran_up(slot, row + depth, vocabularies)):
                continue
            over = slot if is_level(slot.text) else over
            if slot.cell.row + slot.cell.row_span > row + depth and not _ran_down(slot, vocabularies):
                continue
            if slot.key and (chosen is None or role_of(slot, vocabularies) or _splits(slot, chosen)):
                chosen = slot
        if chosen is None:
            continue
        before = leaves.get(chosen)
        if before is None:
            whole = chosen.cell.column == column and chosen.cell.row + chosen.cell.row_span == row + depth
            x0, x1 = (chosen.x0, chosen.x1) if whole else sheet.edges(column)
            leaves[chosen] = Column(role_of(chosen, vocabularies) or _unread(chosen), x0, x1, chosen.text, over)
        elif before.x1 < chosen.x1:  # of a label that is split, only what none below it has
            leaves[chosen] = replace(before, x1=sheet.edges(column)[1])
    run = {label: _parted(sheet, row + depth, label, vocabularies) for label in leaves if leaves[label].role == _UNREAD}
    known = {column.role for column in leaves.values()}
    for label, leaf in leaves.items():
        if leaf.role == "operator" and (held := _held(sheet, row + depth, label)) in LEVELS and held not in known:
            leaves[label] = replace(leaf, role=held)  # 指标类型: 数量指标, 质量指标, …
            known.add(held)
        if leaf.role not in (_UNREAD, ""):
            continue
        told = [*filter(None, [_held(sheet, row + depth, label)]), *(_roles(label.means, vocabularies) * label.is_ocr)]
        if role := next((role for role in told if role not in known), None):
            leaves[label] = replace(leaf, role=role)
            known.add(role)
    if "name" in known and (head := _values_head(sheet, row + depth, leaves)) is not None:
        leaves[head] = replace(leaves[head], role="value")
    columns = [column for label, leaf in leaves.items() for column in run.get(label) or [leaf]]
    return _settled(tuple(_between(columns)))


def _splits(slot: Slot, above: Slot) -> bool:
    """Whether a recognised label, known or not, is one of several below another."""
    return slot.is_ocr and slot is not above and slot.cell.column_span < above.cell.column_span


def _ran_down(slot: Slot, vocabularies: tuple[str, ...]) -> bool:
    """Whether a recognised label took in the cell below, the ruling between them unseen: its first lines say it."""
    return slot.is_ocr and _head(slot, vocabularies) is not None


def _ran_up(slot: Slot, end: int, vocabularies: tuple[str, ...]) -> bool:
    """Whether a recognised label of a header that ends with row `end` took in the cell above."""
    return slot.is_ocr and slot.cell.row + slot.cell.row_span == end and role_of(slot, vocabularies) is not None


def _parted(sheet: Sheet, row: int, label: Slot, vocabularies: tuple[str, ...]) -> list[Column]:
    """The two columns of a recognised cell that holds two labels because the wall between them was not seen, or was
    read as a stroke: the row below has it, or, where the page ends with the header, it stands between their words."""
    left = sheet.at(row, label.cell.column) if row < sheet.rows else label
    if left is None or (left is not label and left.x1 >= label.x1 - 0.01) or not label.is_ocr:
        return []
    for cut in range(2, len(label.key) - 1):
        second = label.key[cut:].lstrip(_STROKES)
        between = label.x0 + (label.x1 - label.x0) * cut / len(label.key)
        wall = between if left is label else left.x1
        parts = (label.key[:cut], label.x0, wall), (second, wall, label.x1)
        roles = [_printed_role(text, vocabularies) for text, _, _ in parts]
        if all(roles):
            return [Column(role or "", x0, x1, text) for role, (text, x0, x1) in zip(roles, parts, strict=True)]
    return []


def _latest(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with the values of the last of several years as the only ones: 2024年目标值 | 2025年目标值."""
    years = {c: found[0] for c in columns if c.role == "value" and (found := _YEAR.match(c.label))}
    last = max(years.values(), default="")
    return tuple(replace(c, role="past") if years.get(c, last) != last else c for c in columns)


def _may_file(column: Column) -> bool:
    """Whether a column of units may be one of offices: 单位, but not 计量单位."""
    return column.role == "unit" and not re.search("计量|度量|指标|数值", column.label)


def _held(sheet: Sheet, row: int, label: Slot) -> str | None:
    """What a column holds by its cells from `row` on: level names, units, operators or directions, or nothing of the
    kind."""
    texts = _texts(sheet, row, label)
    tests: dict[str, Callable[[str], object]] = {
        "level1": _is_level1,
        "level2": is_level,
        "unit": is_known_unit,
        "operator": parse_operator,
        "direction": parse_direction,
    }
    return next((role for role, test in tests.items() if _share(texts, test) >= _MOST), None)


def _values_head(sheet: Sheet, row: int, leaves: dict[Slot, Column]) -> Slot | None:
    """The recognised label over the values where no label says so: the only spoiled one with amounts, shares, dates or
    comparisons below it. 年度(项目)指标值 may come out as anything, but ≥95% stands under nothing else."""
    if {column.role for column in leaves.values()} & {"value", "whole", "actual"}:
        return None
    spoiled = [label for label, leaf in leaves.items() if label.is_ocr and leaf.role in _SPOILED]
    found = [label for label in spoiled if _share(_texts(sheet, row, label), _is_value) >= _HALF]
    return found[0] if len(found) == 1 else None


def _is_value(text: str) -> bool:
    return parse_value(text).kind not in ("text", "empty")


def _texts(sheet: Sheet, row: int, label: Slot) -> list[str]:
    """The texts under a label from `row` on."""
    slots = (sheet.under(at, label.x0, label.x1) for at in range(row, sheet.rows))
    return [slot.text for slot in dict.fromkeys(slots) if slot is not None and not blank(slot.text)]


def _share(texts: list[str], test: Callable[[str], object]) -> float:
    """The share of texts that pass a test; 0 of too few."""
    return sum(bool(test(text)) for text in texts) / len(texts) if len(texts) >= _FEWEST else 0.0


def _is_level1(text: str) -> bool:
    return canonical(text, 1) in LEVEL1 or both(text) is not None


_YEAR = re.compile(r"20\d{2}(?=年)")
_FEWEST, _MOST, _HALF = 3, 0.7, 0.5
_STROKES = "1lI|丨"
_UNREAD = "unread"
_LEVEL, _BARE_LEVEL = "level", "级指标"
LEVELS = ("level1", "level2", "name")
_SPOILED = ("", _UNREAD, "list.other", "other")
"""Roles of a label whose wording says nothing of what stands below it."""
_NEIGHBOURS = {
    ("", "level2"): "level1",
    ("", "weight"): "name",
    ("", "operator"): "name",
    ("level1", "name"): "level2",
    ("level2", "value"): "name",
    ("level2", "operator"): "name",
    ("level2", "unit"): "name",
    ("level2", "weight"): "name",
    ("level2", "direction"): "name",
    ("name", "value"): "operator",
    ("name", "unit"): "value",
    ("operator", "unit"): "value",
    ("value", "weight"): "unit",
    ("value", "actual"): "unit",
    ("name", "weight"): "value",
    ("operator", "weight"): "value",
    ("value", "direction"): "unit",
    ("list.project", "list.goal"): "list.budget",
    ("list.unit_code", "list.budget"): "list.unit",
    ("name", ""): "value",
    ("operator", ""): "value",
}


def _unread(slot: Slot) -> str:
    """The role of a label that the lexicon does not know: none, or, where it was read from pixels, one that its
    neighbours may tell."""
    return _UNREAD if slot.is_ocr else ""


def _between(columns: list[Column]) -> list[Column]:
    """The columns that have a role. A label that a scan spoiled between 一级指标 and 三级指标 is 二级指标; labels that
    lost the thin strokes of 一, 二, 三 are told by their order."""
    levels = [column for column in columns if column.role in (_LEVEL, *LEVELS)]
    spoiled = any(column.role == _LEVEL for column in levels) or _doubled(levels)
    if spoiled:
        told = _in_order(columns, levels)
        columns = [told.get(column, column) for column in columns]
    often = max(1, sum(column.role == "value" for column in columns))  # twice in a twin header
    for at, column in enumerate(columns):
        if column.role in (_UNREAD, _LEVEL):
            before, after = (columns[n].role if 0 <= n < len(columns) else "" for n in (at - 1, at + 1))
            role = _NEIGHBOURS.get((before.replace("indicator", ""), after))
            if before == "list.unit" and set(column.label) & set("项目名称"):
                role = "list.project"
            if role and sum(other.role == role for other in columns) < often:
                columns[at] = replace(column, role=role)
    return [column for column in columns if column.role not in ("", _UNREAD, _LEVEL)]


def _in_order(columns: list[Column], levels: list[Column]) -> dict[Column, Column]:
    """The labels of levels, told by their order: three of them, and behind the values their last ones again."""
    if len(levels) <= len(LEVELS):
        return {column: replace(column, role=role) for column, role in zip(levels, LEVELS, strict=False)}
    runs = [list(run) for is_level, run in groupby(columns, levels.__contains__) if is_level]
    if len(runs[0]) != len(LEVELS) or any(len(run) > len(LEVELS) for run in runs):
        return {}
    return {
        column: replace(column, role=role)
        for run in runs
        for column, role in zip(run, LEVELS[-len(run) :], strict=True)
    }


def _doubled(levels: list[Column]) -> bool:
    """Whether three levels stand side by side of which one was misread for its neighbour: 一级, 二级, 二级."""
    return len(levels) == len(LEVELS) and len({column.role for column in levels}) == len(LEVELS) - 1


def _settled(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Labels whose meaning hangs on their neighbours: 单位 left of the names is who files, 指标内容 alone is the
    name, 年度预算数 in front of the stages of a budget heads the column of its sources."""
    roles = [column.role for column in columns]
    if roles[:1] == ["budget"] and set(roles) & {"initial_budget", "revised_budget", "executed"}:
        return columns[1:]
    at = roles.index("name") if roles.count("name") > 1 else len(roles)
    if roles[at + 1 : at + 2] == ["name"]:  # 三级指标 | 四级指标: the lower one is the indicator's
        columns = (*columns[:at], replace(columns[at], role="group"), *columns[at + 1 :])
        roles = [column.role for column in columns]
    columns = _latest(columns)
    for weaker, stronger in (("whole", "value"), ("adjustment", "revised_budget")):
        if weaker in roles and stronger not in roles:
            return _settled(tuple(replace(c, role=stronger) if c.role == weaker else c for c in columns))
    if "name" not in roles:
        behind = "indicator" in roles and not set(roles[roles.index("indicator") :]) & set(LEVELS)
        for stand_in in (*(["indicator"] * behind), "explanation", "level2"):
            if stand_in in roles and "value" in roles:
                at = roles.index(stand_in)
                return (*columns[:at], replace(columns[at], role="name"), *columns[at + 1 :])
        return columns
    first = min(roles.index(role) for role in LEVELS if role in roles)
    return tuple(
        replace(column, role="list.unit") if index < first and _may_file(column) else column
        for index, column in enumerate(columns)
    )
