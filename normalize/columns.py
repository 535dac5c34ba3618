"""Header rows: which table of a form begins here, and what each of its columns means."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from normalize.levels import LEVEL1, both, canonical, is_level
from normalize.lexicon import REMEMBERED, Vocabulary, is_known, vocabulary
from normalize.sheet import Sheet, Slot
from normalize.values import blank, is_known_unit, parse_direction, parse_operator

__all__ = ["Column", "Header", "find_header"]

Kind = Literal["indicators", "list", "tasks", "funds"]


@dataclass(frozen=True)
class Column:
    """A column's meaning and its horizontal extent as a share of the table's width."""

    role: str
    x0: float
    x1: float
    label: str


@dataclass(frozen=True)
class Header:
    """A header of one table of a form. `depth` rows belong to it. For `list`, roles of the list's own columns are
    prefixed `list.`; columns of the indicators carry their bare role."""

    kind: Kind
    columns: tuple[Column, ...]
    depth: int

    @cached_property
    def _first(self) -> dict[str, Column]:
        return {column.role: column for column in reversed(self.columns)}

    def column(self, role: str) -> Column | None:
        """The first column of a role."""
        return self._first.get(role)

    def repeated(self, sheet: Sheet, row: int) -> bool:
        """Whether a recognised row is this header once more, as far as the scan lets it be read: half of its labels at
        least, in their places."""
        vocabularies = next(words for kind, words, _ in _KINDS if kind == self.kind)
        slots = [(column.role, sheet.under(row, column.x0, column.x1)) for column in self.columns]
        same = sum(slot is not None and slot.is_ocr and _role(slot, vocabularies) == role for role, slot in slots)
        return same >= max(2, len(self.columns) / 2)

    def slot(self, sheet: Sheet, row: int, role: str) -> Slot | None:
        """The slot of `row` in the first column of `role`."""
        column = self.column(role)
        return sheet.under(row, column.x0, column.x1) if column else None

    def slots(self, sheet: Sheet, row: int, role: str) -> list[Slot]:
        """The slots of `row` in every column of `role`."""
        found = (sheet.under(row, c.x0, c.x1) for c in self.columns if c.role == role)
        return list(dict.fromkeys(slot for slot in found if slot is not None))


def find_header(sheet: Sheet, row: int) -> Header | None:
    """The header that begins in `row`, or None. A second header row under merged labels belongs to it."""
    filled = [slot for slot in sheet.starting(row) if slot.key]
    if len(filled) < 2:
        return None
    sections = vocabulary("fields", "sections")
    known = {words: [slot for slot in filled if _role(slot, words)] for words in {words for _, words, _ in _KINDS}}
    for kind, vocabularies, suits in _KINDS:
        labelled = known[vocabularies]
        others = (slot for slot in filled if slot not in labelled and not _is_spoiled(slot))
        if len(labelled) < 2 or len(labelled) < 2 * sum(not slot.means(sections) for slot in others):
            continue
        header = _header(sheet, row, labelled, kind, vocabularies)
        if suits({column.role for column in header.columns}):
            return header
    return None


def _is_spoiled(slot: Slot) -> bool:
    """Whether a recognised cell is hardly legible: what stands under a signature may be a label."""
    return slot.is_ocr and slot.cell.confidence < _LEGIBLE


def _header(sheet: Sheet, row: int, labelled: list[Slot], kind: Kind, vocabularies: tuple[str, ...]) -> Header:
    spans = Counter(slot.cell.row_span for slot in labelled)
    depth = min(spans, key=lambda span: (-spans[span], span))
    if _is_second(sheet, row + depth, vocabularies):
        depth += 1
    return Header(kind, _leaves(sheet, row, depth, vocabularies), depth)


def _role(slot: Slot, vocabularies: tuple[str, ...]) -> str | None:
    if not slot.is_ocr:
        return _printed_role(slot.text, vocabularies)
    if slot.key == _BARE_LEVEL:
        return _LEVEL
    found = _roles(slot.means, vocabularies)
    if found:
        return found[0] if len(set(found)) == 1 or is_known(slot.text) else None
    return _printed_role(slot.lines[0].text, vocabularies) if len(slot.lines) > 1 else None


@lru_cache(maxsize=REMEMBERED)
def _printed_role(text: str, vocabularies: tuple[str, ...]) -> str | None:
    """What a label means, to the letter."""
    return next(iter(_roles(lambda words: words.meaning(text), vocabularies)), None)


def _roles(meaning: Callable[[Vocabulary], str | None], vocabularies: tuple[str, ...]) -> list[str]:
    """What a label means in each of the tables; several meanings where it was misread: 绩效目标车 may have been
    绩效目标 or 绩效目标值."""
    meanings = ((name, meaning(vocabulary("columns", name))) for name in vocabularies)
    return [f"list.{role}" if name == "list" else role for name, role in meanings if role is not None]


def _is_second(sheet: Sheet, row: int, vocabularies: tuple[str, ...]) -> bool:
    """Whether a second header row follows, under labels merged downward or over blanks: labels and nothing else."""
    if row >= sheet.rows:
        return False
    texts = [slot for slot in sheet.starting(row) if slot.key]
    split = {"operator", "value", "past", "unit", "amount", "other", "direction", "actual", "score", "weight", *_LEVELS}
    return 0 < len(texts) < len(sheet.row(row)) and all(_role(slot, vocabularies) in split for slot in texts)


def _leaves(sheet: Sheet, row: int, depth: int, vocabularies: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns by their lowest label: a label that is split below gives way to those under it."""
    leaves: dict[Slot, Column] = {}
    for column in range(sheet.columns):
        chosen: Slot | None = None
        for level in range(row, min(row + depth, sheet.rows)):
            slot = sheet.at(level, column)
            if slot is None or slot.cell.row < row:
                continue
            if slot.cell.row + slot.cell.row_span > row + depth and not _ran_down(slot, vocabularies):
                continue
            if slot.key and (chosen is None or _role(slot, vocabularies)):
                chosen = slot
        if chosen is not None and chosen not in leaves:
            leaves[chosen] = Column(_role(chosen, vocabularies) or _unread(chosen), chosen.x0, chosen.x1, chosen.text)
    run = {label: _parted(sheet, row + depth, label, vocabularies) for label in leaves if leaves[label].role == _UNREAD}
    known = {column.role for column in leaves.values()}
    for label, leaf in leaves.items():
        if leaf.role == "operator" and "level2" not in known and _held(sheet, row + depth, label) == "level2":
            leaves[label] = replace(leaf, role="level2")  # 指标类型: 数量指标, 质量指标, …
            known.add("level2")
        if leaf.role not in (_UNREAD, ""):
            continue
        told = [*filter(None, [_held(sheet, row + depth, label)]), *(_roles(label.means, vocabularies) * label.is_ocr)]
        if role := next((role for role in told if role not in known), None):
            leaves[label] = replace(leaf, role=role)
            known.add(role)
    columns = [column for label, leaf in leaves.items() for column in run.get(label) or [leaf]]
    return _settled(tuple(_between(columns)))


def _ran_down(slot: Slot, vocabularies: tuple[str, ...]) -> bool:
    """Whether a recognised label took in the cell below, the ruling between them unseen: its first line says it."""
    return slot.is_ocr and len(slot.lines) > 1 and _printed_role(slot.lines[0].text, vocabularies) is not None


def _parted(sheet: Sheet, row: int, label: Slot, vocabularies: tuple[str, ...]) -> list[Column]:
    """The two columns of a recognised cell that holds two labels because the wall between them was not seen, or was
    read as a stroke: the row below has it."""
    left = sheet.at(row, label.cell.column)
    if left is None or left.x1 >= label.x1 - 0.01 or not label.is_ocr:
        return []
    for cut in range(2, len(label.key) - 1):
        second = label.key[cut:].lstrip(_STROKES)
        parts = (label.key[:cut], label.x0, left.x1), (second, left.x1, label.x1)
        roles = [_printed_role(text, vocabularies) for text, _, _ in parts]
        if all(roles):
            return [Column(role or "", x0, x1, text) for role, (text, x0, x1) in zip(roles, parts, strict=True)]
    return []


def _held(sheet: Sheet, row: int, label: Slot) -> str | None:
    """What a column holds by its cells from `row` on: level names, units, operators or directions, or nothing of the
    kind."""
    slots = (sheet.under(at, label.x0, label.x1) for at in range(row, sheet.rows))
    texts = [slot.text for slot in dict.fromkeys(slots) if slot is not None and not blank(slot.text)]
    tests: dict[str, Callable[[str], object]] = {
        "level1": _is_level1,
        "level2": is_level,
        "unit": is_known_unit,
        "operator": parse_operator,
        "direction": parse_direction,
    }
    for role, test in tests.items():
        if len(texts) >= _FEWEST and sum(bool(test(text)) for text in texts) >= _MOST * len(texts):
            return role
    return None


def _is_level1(text: str) -> bool:
    return canonical(text, 1) in LEVEL1 or both(text) is not None


_FEWEST, _MOST = 3, 0.7
_LEGIBLE = 0.5
_STROKES = "1lI|丨"
_UNREAD = "unread"
_LEVEL, _BARE_LEVEL = "level", "级指标"
_LEVELS = ("level1", "level2", "name")
_NEIGHBOURS = {
    ("", "level2"): "level1",
    ("level1", "name"): "level2",
    ("level2", "value"): "name",
    ("level2", "operator"): "name",
    ("name", "value"): "operator",
    ("name", "unit"): "value",
    ("operator", "unit"): "value",
    ("value", "weight"): "unit",
    ("name", "weight"): "value",
    ("operator", "weight"): "value",
    ("value", "direction"): "unit",
    ("name", ""): "value",
    ("operator", ""): "value",
}


def _unread(slot: Slot) -> str:
    """The role of a label that the lexicon does not know: none, or, where it was read from pixels, one that its
    neighbours may tell."""
    return _UNREAD if slot.is_ocr else ""


def _between(columns: list[Column]) -> Iterator[Column]:
    """The columns that have a role. A label that a scan spoiled between 一级指标 and 三级指标 is 二级指标; labels that
    lost the thin strokes of 一, 二, 三 are told by their order."""
    levels = [column for column in columns if column.role in (_LEVEL, *_LEVELS)]
    spoiled = any(column.role == _LEVEL for column in levels) or _doubled(levels)
    if spoiled and len(levels) <= len(_LEVELS):
        told = {column: replace(column, role=role) for column, role in zip(levels, _LEVELS, strict=False)}
        columns = [told.get(column, column) for column in columns]
    known = {column.role for column in columns}
    for before, column, after in zip([None, *columns], columns, [*columns[1:], None], strict=False):
        if column.role == _UNREAD:
            role = _NEIGHBOURS.get((before.role if before else "", after.role if after else ""))
            if role is not None and role not in known:
                yield replace(column, role=role)
        elif column.role and column.role not in (_UNREAD, _LEVEL):
            yield column


def _doubled(levels: list[Column]) -> bool:
    """Whether three levels stand side by side of which one was misread for its neighbour: 一级, 二级, 二级."""
    return len(levels) == len(_LEVELS) and len({column.role for column in levels}) == len(_LEVELS) - 1


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
    if "name" not in roles:
        for stand_in in ("explanation", "level2"):
            if stand_in in roles and "value" in roles:
                at = roles.index(stand_in)
                return (*columns[:at], replace(columns[at], role="name"), *columns[at + 1 :])
        return columns
    first = min(roles.index(role) for role in _LEVELS if role in roles)
    return tuple(
        replace(column, role="list.unit") if column.role == "unit" and index < first else column
        for index, column in enumerate(columns)
    )


def _suits_indicators(roles: set[str]) -> bool:
    return "name" in roles and bool(roles & {"value", "actual"}) and not roles & {"list.project"}


def _suits_list(roles: set[str]) -> bool:
    who = bool(roles & {"list.project"}) or {"list.unit", "list.goal"} <= roles
    return who and (
        ("name" in roles and bool(roles & {"value", "actual"})) or ("list.goal" in roles and len(roles) >= 3)
    )


def _suits_tasks(roles: set[str]) -> bool:
    return "name" in roles and bool(roles & {"content", "amount"})


def _suits_funds(roles: set[str]) -> bool:
    return len(roles & {"initial_budget", "revised_budget", "executed", "rate", "budget"}) >= 2


_KINDS: tuple[tuple[Kind, tuple[str, ...], Callable[[set[str]], bool]], ...] = (
    ("list", ("indicators", "list"), _suits_list),
    ("indicators", ("indicators", "list"), _suits_indicators),
    ("tasks", ("tasks",), _suits_tasks),
    ("funds", ("funds",), _suits_funds),
)
