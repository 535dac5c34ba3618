"""The smaller tables inside a form: the year's main tasks, and money with a column per stage of the budget."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from normalize.cells.sheet import Sheet
from normalize.cells.slot import EDGE, Slot
from normalize.draft import Asked, Fact, RawFund, RawTask, RawTotal
from normalize.evidence.doubts import Doubt
from normalize.kinds.money import is_amount, money_unit
from normalize.kinds.words import blank
from normalize.labels.head import fund_label, fund_named, is_label, is_label_of
from normalize.lexicon import vocabulary
from normalize.read.totals import read_execution_points
from normalize.schema import TOTAL, Measure
from normalize.table.columns import Column
from normalize.table.groups import groups
from normalize.table.header import Header
from normalize.table.money import ITEM

__all__ = ["MEASURES", "READERS", "doubted_columns", "ends_table"]

MEASURES: tuple[Measure, ...] = ("initial_budget", "revised_budget", "budget", "received", "executed", "forecast")
"""The stages of a budget that a column may hold."""
_MEASURES: Mapping[str, Measure] = {measure: measure for measure in MEASURES}
WHOLE = "whole"
"""The role of a column of what the whole project costs."""
_BUDGET = re.compile(r"预算.{0,4}[数额]?$|调整")
"""What heads the money that counts, whatever stage it is of."""


def ends_table(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row no longer belongs to a table of tasks or funds: another block's label begins it."""
    if header.kind == "turned":
        return row not in header.stages
    first = sheet.first(row)
    if first is None:
        return False
    left = header.left()
    if header.kind == "funds":
        head = is_label_of(first, "goals", "sections")
        block = first.x0 < left - EDGE and first.cell.column == 0 and not _holds_amounts(sheet, row, header, first)
        return fund_label(first) is None and (head or block or _holds_no_amount(sheet, row, header))
    block = first.x0 < left - EDGE and (is_label(first) or first.cell.row_span > 1)
    return block or _costs_words(sheet, row, header)


def _costs_words(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether words stand in a row where tasks have their amounts."""
    slot = header.slot(sheet, row, "amount")
    return slot is not None and not blank(slot.text) and not any(map(str.isdigit, slot.text))


def _holds_amounts(sheet: Sheet, row: int, header: Header, label: Slot) -> bool:
    """Whether a label that nobody knows has an amount at each of several stages."""
    slots = [slot for role in MEASURES if (slot := header.slot(sheet, row, role)) is not None]
    amounts = [slot for slot in slots if is_amount(slot)]
    return not is_label(label) and 1 < len(amounts) == len(set(map(id, slots)))


def _holds_no_amount(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether words stand where the stages of a budget have their amounts, and not one amount; words with figures where
    one cell is merged over several stages."""
    slots = [slot for role in MEASURES if (slot := header.slot(sheet, row, role)) is not None and not blank(slot.text)]
    merged = len(slots) > 1 and all(slot is slots[0] and not is_amount(slot) for slot in slots)
    return merged or (bool(slots) and not any(re.search(r"\d", slot.key) for slot in slots))


def _task_rows(sheet: Sheet, row: int, header: Header) -> Iterator[RawTask | RawFund]:
    """The tasks of a row: one, or as many as the header has groups of columns."""
    for part in groups(header):
        yield from _task_row(sheet, row, part)


def _task_row(sheet: Sheet, row: int, header: Header) -> Iterator[RawTask | RawFund]:
    """A row of the tasks: name, content, amount; a row without a name and content is none."""
    cells: dict[str, Slot] = {}
    for role in ("name", "content", "amount", "executed"):
        slot = header.slot(sheet, row, role)
        if slot is not None and slot.cell.row == row and not blank(slot.text) and slot not in cells.values():
            cells[role] = slot
    name, total = cells.get("name"), cells.get("amount")
    if not {"name", "content"} & set(cells):
        return
    column = header.column("amount")
    unit = money_unit(column.label) if column else None
    if name is not None and name.means(vocabulary("fields", "tail")):
        if total is not None:
            yield RawFund(name, total, TOTAL, unit=unit, rank=3)
        return
    yield RawTask(name, cells.get("content"), cells.get("amount"), unit, cells.get("executed"))


def _fund_row(sheet: Sheet, row: int, header: Header) -> Iterator[RawFund | RawTotal | Asked]:
    """A row of the money table: its label stands left of the first amount, an amount per stage; the only row of one
    without such a label is the total."""
    if _stages_repeat(header):
        yield from _by_source(sheet, row, header)
        return
    first = header.left(*MEASURES, WHOLE, "past")
    before = [slot for slot in sheet.row(row) if slot.x1 <= first + EDGE]
    label = _row_label(before, row) or _label_behind(sheet, row, header)
    if label is None:
        if only := tuple(_only_row(sheet, row, header)):
            yield from read_execution_points(sheet, row, header)
        yield from only
        return
    total = fund_label(label)
    if total is not None and total.item == TOTAL:
        yield from read_execution_points(sheet, row, header)
    said = next((unit for slot in before if (unit := money_unit(slot.text))), None)
    yield from _funds(sheet, row, header, label, first, said)
    if total is not None and total.item == TOTAL:
        yield from _parts_of_total(sheet, row, header, said)


def _label_behind(sheet: Sheet, row: int, header: Header) -> Slot | None:
    """The label of money that stands behind the first amount of a row: 全年预算数 | 资金来源 | 全年执行数."""
    slots = (sheet.under(row, column) for column in header.columns if column.role == "other")
    return next((slot for slot in slots if slot is not None and slot.cell.row == row and fund_label(slot)), None)


def _stages_repeat(header: Header) -> bool:
    """Whether the stages of a table of money stand once more for another source: under 资金合计, and under 财政拨款."""
    planned = [column for column in header.columns if column.role in MEASURES]
    return len({column.role for column in planned}) > 1 and len(planned) >= 2 * len({c.role for c in planned})


def _by_source(sheet: Sheet, row: int, header: Header) -> Iterator[RawFund]:
    """The amount of each stage in a row, of the source that stands over its column."""
    for column in header.columns:
        slot, measure = sheet.under(row, column), _MEASURES.get(column.role)
        source = _source_over(sheet, row, column)
        if measure is None or slot is None or source is None or not is_amount(slot):
            continue
        label = fund_label(source)
        item, rank = (label.item, label.rank) if label else (None, None)
        unit = money_unit(column.label) or money_unit(source.text)
        yield RawFund(source, slot, item, measure=measure, unit=unit, rank=rank)


def _source_over(sheet: Sheet, row: int, column: Column) -> Slot | None:
    """The label over a column's own that is broader: that of the source."""
    over = (sheet.under(at, column) for at in range(row - 1, -1, -1))
    return next((slot for slot in over if slot is not None and slot.width > column.width + EDGE and slot.key), None)


def _parts_of_total(sheet: Sheet, row: int, header: Header, said: str | None) -> Iterator[RawFund]:
    """What the total has of each source or kind of money that a column is of, at the stage in front of that column."""
    measure: Measure = "budget"
    for column in header.columns:
        measure = next((one for one in MEASURES if one == column.role), measure)
        slot, known = sheet.under(row, column), fund_named(column.label)
        if column.role == ITEM and known is not None and slot is not None and is_amount(slot):
            unit = money_unit(column.label) or said
            yield RawFund(slot, slot, known.item, measure=measure, unit=unit, label_text=column.label)


def _stage_row(sheet: Sheet, row: int, header: Header) -> Iterator[RawFund]:
    """A row of a turned table of money: the amount of each source at one stage of the budget."""
    measure = next((one for one in MEASURES if one == header.stages[row]), None)
    unit = next((unit for slot in sheet.starting(row) if (unit := money_unit(slot.text))), None)
    for column in header.columns:
        slot = sheet.under(row, column)
        if measure is None or column.head is None or slot is None or not is_amount(slot):
            continue
        known = fund_label(column.head)
        item, rank = (known.item, known.rank) if known else (None, None)
        yield RawFund(column.head, slot, item, measure=measure, unit=money_unit(column.label) or unit, rank=rank)


def _only_row(sheet: Sheet, row: int, header: Header) -> Iterator[RawFund]:
    """The totals by stage of a table of money that has one row and no label in front of it."""
    for measure in MEASURES:
        column, slot = header.column(measure), header.slot(sheet, row, measure)
        if column is None or slot is None or slot.uncertain or not is_amount(slot):
            continue
        above, below = sheet.at(row - 1, slot.cell.column), sheet.below(slot)
        if is_amount(above) or is_amount(below):
            return
        unit = money_unit(column.label)
        yield RawFund(slot, slot, TOTAL, measure=measure, unit=unit, rank=1, label_text=column.label)


def _row_label(before: list[Slot], row: int) -> Slot | None:
    """The label of a row, the last words in front of its amounts: of its own, else of money from above."""
    filled = [slot for slot in before if slot.key and not is_amount(slot)]
    labels = [slot for slot in filled if slot.cell.row == row] or [slot for slot in filled if fund_label(slot)]
    return labels[-1] if labels else None


def _funds(
    sheet: Sheet, row: int, header: Header, label: Slot, first: float, said: str | None
) -> Iterator[RawFund | Asked]:
    """The amount of each stage in a row, under the nearest label: incomes stand with their budget, expenditures with
    what was spent. `first`: where the amounts begin; `said`: the unit that the row names."""
    for role in (*MEASURES, WHOLE):
        column, slot = header.column(role), header.slot(sheet, row, role)
        if column is None or slot is None:
            continue
        if not is_amount(slot) and not blank(slot.text):
            yield from [Asked(Doubt("amount", "unread"), slot)] * any(map(str.isdigit, slot.text))
            continue
        between = [one for one in sheet.starting(row) if first < one.x0 < column.x0 and fund_label(one) is not None]
        nearest = between[-1] if between else label
        known = fund_label(nearest)
        item, rank = (known.item, known.rank) if known else (None, None)
        rate = header.slot(sheet, row, "rate") if role == "executed" else None
        unit = money_unit(column.label) or said
        fund = RawFund(nearest, slot, item, unit=unit, rank=rank, rate=rate)
        yield replace(fund, period="whole", rank=None) if role == WHOLE else replace(fund, measure=_MEASURES[role])


def doubted_columns(sheet: Sheet, row: int, header: Header) -> Iterator[Asked]:
    """What is open about what stands under a header of which a column is guessed, or about the money under one that is
    not known and may be the one that counts."""
    if not all(column.sure for column in header.columns):
        yield Asked(Doubt("field", "guessed"))
    if header.kind == "funds" and any(_BUDGET.search(slot.key) and not header.knows(slot) for slot in sheet.row(row)):
        yield Asked(Doubt("amount", "unread"))


READERS: Mapping[str, Callable[[Sheet, int, Header], Iterable[Fact]]] = {
    "tasks": _task_rows,
    "funds": _fund_row,
    "turned": _stage_row,
}
"""By the kind of a table, what reads a row of it."""
