"""What stands beside and under the rows: level-2 slots without an indicator, the scores a form adds up itself, and what
it came to."""

from collections.abc import Iterator, Mapping, Sequence

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.draft import EmptyRow, Labelled, RawTotal
from normalize.evidence.text import Text
from normalize.kinds.number import points
from normalize.kinds.words import blank
from normalize.lexicon import load, native, vocabulary
from normalize.read.grid_end import foot_across, is_rate
from normalize.read.levels import Levels
from normalize.read.parts import of_role
from normalize.schema import TotalKind
from normalize.table.columns import Column
from normalize.table.header import Header
from normalize.table.kinds_of_rows import TOTALS

__all__ = ["empty_row", "read_execution_points", "read_half_totals", "read_outcome", "read_rate_row", "read_totals"]

_OF_ALL: Mapping[str, TotalKind] = {"weight": "weight", "score": "score"}
_OF_RATE: Mapping[str, TotalKind] = {"weight": "execution_weight", "score": "execution_score"}
_OUTCOME = ("grade", "conclusion")


def empty_row(sheet: Sheet, row: int, header: Header, levels: Levels) -> EmptyRow | None:
    """A row that names its levels and leaves the indicator's cell blank; None where it does not."""
    name, column = header.slot(sheet, row, "name"), header.column("name")
    if name is None or column is None or name.key or name in levels.seen or levels.level2 is None:
        return None
    if name.x0 < column.x0 - 0.02 or name.x1 > column.x1 + 0.02:
        return None
    level1 = {"level1": levels.level1} if levels.level1 is not None else {}
    return EmptyRow(name, {**level1, "level2": levels.level2})


def read_totals(sheet: Sheet, row: int, header: Header) -> Iterator[RawTotal | Labelled]:
    """The sums of weights and scores under an indicator grid, and the grade beside them: `总分 | 100 | 95.6 | 优`."""
    first = sheet.first(row)
    if first is not None and native(first.text).split("(")[0] in TOTALS:
        yield from _points(sheet, row, header, first, _OF_ALL)
        grades = load("values")["grades"]["words"]
        yield from (Labelled("fields", "grade", slot) for slot in sheet.starting(row) if slot.key in grades)


def read_half_totals(sheet: Sheet, row: int, halves: Sequence[Header]) -> Iterator[RawTotal | Labelled]:
    """The same of a grid in two halves, beside the last rows of the longer one, and the outcome there."""
    for half in halves:
        if (label := foot_across(sheet, row, half)) is not None:
            yield from _points(sheet, row, half, label, _OF_ALL)
            yield from read_outcome(sheet, row)


def read_rate_row(sheet: Sheet, row: int, header: Header) -> Iterator[RawTotal]:
    """The points of the execution rate in a row of an indicator grid: `预算执行率 | 10 | 9.71`."""
    first = sheet.first(row)
    if first is not None and is_rate(first):
        yield from _points(sheet, row, header, first, _OF_RATE)


def _points(
    sheet: Sheet, row: int, header: Header, label: Slot | None, kinds: Mapping[str, TotalKind]
) -> Iterator[RawTotal]:
    """The numbers of a row under the weights and the scores, each of its kind; by themselves where none has a label."""
    for role, kind in kinds.items():
        column = header.column(role) or next((one for one in header.columns if _is_of_points(one, role)), None)
        slot = sheet.under(row, column) if column is not None else None
        own = of_role(slot, column, role) if slot is not None and column is not None and slot is not label else None
        if own is not None and points(own.text) is not None:
            yield RawTotal(kind, label or own, own)


def _is_of_points(column: Column, role: str) -> bool:
    """Whether a column of a table of money has its points: 分值, 得分."""
    return column.role == "other" and vocabulary("columns", "indicators").meaning(column.label) == role


def read_outcome(sheet: Sheet, row: int) -> Iterator[Labelled]:
    """Grade and conclusion under a grid: `自评等级 | 优☑ 良□`, `评价结论 | …`, or in one cell: `评价等级：优`."""
    fields = vocabulary("fields", "fields")
    for slot in sheet.starting(row):
        label, _, inside = slot.text.replace("：", ":").partition(":")
        meaning = fields.meaning(label) if inside else slot.means(fields)
        value = Text.from_(slot).part(inside.strip()) if inside else sheet.right(slot)
        if meaning in _OUTCOME and value is not None and not blank(value.text):
            yield Labelled("fields", meaning, value)


def read_execution_points(sheet: Sheet, row: int, header: Header) -> Iterator[RawTotal]:
    """The points of the execution rate, beside the money it is reckoned from: `全年执行数 | 分值 | 执行率 | 得分`."""
    yield from _points(sheet, row, header, None, _OF_RATE)
