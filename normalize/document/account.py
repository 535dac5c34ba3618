"""The account of a document: every filled cell of a form is claimed once, or it is told.

    claimed     a label, what a row or a field of the form was read from, or what stands beside or under a label that
                the lexicon knows and the schema has no column for
    a pair      a label that nobody knows with what stands beside it: handed to `fields`, which may know what it is
    unclaimed   all else: a doubt of the form, with its place

The walk says which rows it took for what (`Step`); the drafts say which printed lines their values were read from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from extract.model import Box
from normalize.cells.sheet import Sheet
from normalize.cells.slot import EDGE, Slot
from normalize.draft import Draft
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed
from normalize.kinds.classes import class_of
from normalize.kinds.level import is_level
from normalize.kinds.words import blank
from normalize.labels.head import is_label
from normalize.labels.likely import label_like
from normalize.labels.within import labelled
from normalize.lexicon import vocabulary
from normalize.table.columns_by_content import UNKNOWN
from normalize.table.header import Header
from normalize.table.kinds_of_rows import WHOLE
from normalize.table.money_rows import leads_amounts

__all__ = ["Kind", "Pair", "Step", "Unclaimed", "account"]

Kind = Literal["title", "header", "body", "head", "outside"]
_READ = frozenset(("name", "indicator", "value"))
"""Roles of columns of which every filled cell makes a row, or is asked about."""
_COLONS = (":", "：")
"""What a label ends with whose value stands in a cell of its own."""


@dataclass(frozen=True)
class Step:
    """Rows of a table as the walk took them: `rows` from `row` on, of which form (its number), under which header."""

    sheet: Sheet
    row: int
    rows: int
    kind: Kind
    form: int | None
    header: Header | None


@dataclass(frozen=True)
class Pair:
    """A label that the lexicon does not know, and what stands beside it; `opens`: whether it is the first of its
    table, headings left out."""

    label: Slot
    value: Slot
    form: int
    opens: bool = False


@dataclass(frozen=True)
class Unclaimed:
    """A filled cell that nobody read, and what its form is doubted for."""

    said: Printed
    doubt: Doubt
    form: int


_Found = TypeVar("_Found")


def account(steps: Sequence[Step], drafts: Sequence[Draft]) -> tuple[list[Pair], list[Unclaimed]]:
    """What of the forms' tables was not claimed: pairs under a label of their own, and single cells."""
    claims = [_claims(draft) for draft in drafts]
    found: list[Pair | Unclaimed] = []
    unknown: list[Slot] = []
    told: set[tuple[int, Slot]] = set()
    for step in steps:
        form, header = step.form, step.header
        if step.kind == "header" and header is not None:
            unknown = _unknown_columns(step, header)
        if form is None:
            continue
        if step.kind == "body" and header is not None:
            new = [head for head in unknown if (form, head) not in told]
            told.update((form, head) for head in new)
            found.extend(Unclaimed(head, Doubt("column", "unknown"), form) for head in new)
            found.extend(_unclaimed_in_body(step, header, form, claims[form]))
        elif step.kind == "head":
            found.extend(_unclaimed_in_head(step, form, claims[form]))
    return _of_kind(found, Pair), _of_kind(found, Unclaimed)


def _of_kind(found: Sequence[object], kind: type[_Found]) -> list[_Found]:
    return [one for one in found if isinstance(one, kind)]


def _claims(draft: Draft) -> set[Box]:
    """Where the printed lines stand that a form's values were read from."""
    return {line.box for printed in _printed(draft) for line in printed.lines}


def _printed(draft: Draft) -> Iterator[Printed]:
    yield from (*draft.fields.values(), *draft.pairs.values(), *draft.goals.values(), *draft.heading.said.values())
    for fund in draft.funds:
        yield from filter(None, (fund.label, fund.value, fund.rate))
    for task in draft.tasks:
        yield from filter(None, (task.name, task.content, task.amount, task.executed))
    for total in draft.totals:
        yield from (total.label, total.value)
    for row in (*draft.indicators, *draft.unnamed):
        yield from (row.name, *row.cells.values(), *row.operators)


def _is_claimed(slot: Slot, claims: set[Box]) -> bool:
    return any(line.box in claims for line in slot.lines)


def _unknown_columns(step: Step, header: Header) -> list[Slot]:
    """The labels of filled columns that nothing tells."""
    rows = range(step.row, step.row + step.rows)
    unknown = (column for column in header.columns if column.role == UNKNOWN)
    heads = (
        next((slot for row in reversed(rows) if (slot := step.sheet.under(row, one)) and slot.key), None)
        for one in unknown
    )
    return [head for head in heads if head is not None]


def _unclaimed_in_body(step: Step, header: Header, form: int, claims: set[Box]) -> Iterator[Unclaimed]:
    """What stands in a row of a grid under no column of it; a row of which nothing was read, by its value."""
    slots = [slot for slot in step.sheet.starting(step.row) if not blank(slot.text)]
    if not any(_is_claimed(slot, claims) for slot in step.sheet.row(step.row)):
        value = header.slot(step.sheet, step.row, "value")
        if value in slots and not _is_labelled(value):
            yield Unclaimed(value, Doubt("row", "unread"), form)
        return
    left = header.left()
    for slot in slots:
        heads = slot.x1 <= left + EDGE and label_like(slot)
        left_over = _may_be_left(slot, header) and not _stands_across(slot, header)
        if not heads and not left_over and not _is_claimed(slot, claims) and not _is_labelled(slot):
            yield Unclaimed(slot, Doubt("cell", "unclaimed"), form)


def _may_be_left(slot: Slot, header: Header) -> bool:
    """Whether a cell stands under a column of which a filled cell need not make a row."""
    over = (column for column in header.columns if column.x0 - EDGE <= slot.middle <= column.x1 + EDGE)
    return any(column.role not in _READ for column in over)


def _stands_across(slot: Slot, header: Header) -> bool:
    """Whether a cell stands across the names and the values: a note between the rows."""
    columns = (header.column("name"), header.column("value"))
    return all(column is not None and slot.holds(column) for column in columns)


def _is_labelled(slot: Slot | None) -> bool:
    """Whether a cell is a label that the lexicon knows, or has one with its value."""
    return slot is not None and (is_label(slot) or is_level(slot.text) or bool(labelled(slot.text)))


def _is_beside_level(sheet: Sheet, slot: Slot) -> bool:
    """Whether a cell outside a grid stands beside a level that is no label of anything else: it holds indicators."""
    level = sheet.at(slot.cell.row, slot.cell.column - 1)
    beside = level is not None and is_level(level.text) and not is_label(level)
    return beside and not blank(slot.text) and not _is_labelled(slot)


def _unclaimed_in_head(step: Step, form: int, claims: set[Box]) -> Iterator[Pair | Unclaimed]:
    """What stands in rows of labels and values beside no label that is known."""
    sheet = step.sheet
    for row in range(step.row, step.row + step.rows):
        slots = sheet.starting(row)
        tail = any(slot.means(vocabulary("fields", "tail")) for slot in slots[:1])
        if not tail and not _is_section(sheet, row):
            items = [slot for slot in slots if _is_beside_level(sheet, slot)]
            lost = (slot for slot in items if not {line.box for line in slot.lines} <= claims)
            yield from (Unclaimed(slot, Doubt("row", "unread"), form) for slot in lost)
            yield from _unclaimed_in_row(sheet, [slot for slot in slots if slot not in items], form, claims)


def _unclaimed_in_row(sheet: Sheet, slots: Sequence[Slot], form: int, claims: set[Box]) -> Iterator[Pair | Unclaimed]:
    before: Slot | None = None  # the label whose value comes next
    for slot in slots:
        if blank(slot.text):
            before = None
        elif _is_labelled(slot) and not (before is not None and _names_kind(before, slot)):
            before = None if slot.means(vocabulary("fields", "sections")) else slot
        elif _is_claimed(slot, claims):
            before = None
        elif slot.text.rstrip().endswith(_COLONS) and _heads(sheet, slot):  # what is in front of it names its block
            before = slot
        else:
            found, before = _open_cell(sheet, slot, before, form, claims)
            if found is not None:
                yield found


def _open_cell(
    sheet: Sheet, slot: Slot, before: Slot | None, form: int, claims: set[Box]
) -> tuple[Pair | Unclaimed | None, Slot | None]:
    """What a cell is that nobody claims, by the label in front of it or over it, and the label whose value comes
    next."""
    if before is not None:
        if _is_labelled(before):
            return None, None
        open_ = leads_amounts(sheet, slot)
        return Unclaimed(slot, Doubt("cell", "unclaimed"), form) if open_ else _pair(sheet, before, slot, form), None
    if _is_under_label(sheet, slot, claims):
        return None, None
    if (over := _label_over(sheet, slot, claims)) is not None:
        return _pair(sheet, over, slot, form), None
    if _heads(sheet, slot):
        right = sheet.right(slot)  # a label merged over several rows names their block, but for one with its value
        own = slot.cell.row_span == 1 or (right is not None and right.cell.row_span == slot.cell.row_span)
        return None, slot if own else None
    return Unclaimed(slot, Doubt("cell", "unclaimed"), form), None


def _pair(sheet: Sheet, label: Slot, value: Slot, form: int) -> Pair:
    return Pair(label, value, form, all(sheet.only(row) is not None for row in range(label.cell.row)))


def _names_kind(label: Slot, slot: Slot) -> bool:
    """Whether a cell beside a label that nobody knows is the kind of a project, though money may be called so, too:
    其他运转类."""
    return not _is_labelled(label) and class_of(slot.text) == "kind"


def _is_section(sheet: Sheet, row: int) -> bool:
    """Whether a row is one heading across the table: 一、基本情况."""
    only = sheet.only(row)
    return only is not None and only.width > WHOLE and label_like(only)


def _is_under_label(sheet: Sheet, slot: Slot, claims: set[Box]) -> bool:
    """Whether a cell stands under a label that the lexicon knows; one that has its value beside it is a label of a row,
    and what may be another below it no value."""
    over = sheet.at(slot.cell.row - 1, slot.cell.column)
    if over is None or not is_label(over) or over.means(vocabulary("fields", "sections")) or over.width > WHOLE:
        return False
    beside, value = sheet.right(over), sheet.right(slot)
    in_row = beside is not None and _is_claimed(beside, claims)
    return not (in_row and label_like(slot) and value is not None and bool(value.key))


def _label_over(sheet: Sheet, slot: Slot, claims: set[Box]) -> Slot | None:
    """The label in the row above under which a cell stands, no wider than it, where that is one nobody knows and the
    cell itself is none: 当年总盘子 over 42.5."""
    over = sheet.at(slot.cell.row - 1, slot.cell.column)
    if over is None or over.cell.column_span != slot.cell.column_span or label_like(slot):
        return None
    return over if label_like(over) and not _is_labelled(over) and not _is_claimed(over, claims) else None


def _heads(sheet: Sheet, slot: Slot) -> bool:
    """Whether a cell may be a label: by its words, and by what is to its right."""
    right = sheet.right(slot)
    return label_like(slot) and right is not None
