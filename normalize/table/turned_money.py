"""Tables of money that are turned: a row for each stage of the year's budget, a column for each source.

    用款计划 |            | 资金总额 | 财政拨款 | 其他资金
             | 年初批复数 | 418.79   | 418.79   | 0.00
             | 全年执行数 | 326.66   | 326.66   | 0.00

The stages of the rows are told as those of columns are (`normalize.table.money`): by labels, cells and order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.kinds.words import blank
from normalize.labels.head import fund_label
from normalize.labels.likely import label_like
from normalize.lexicon import vocabulary
from normalize.schema import TOTAL
from normalize.table.columns import Column
from normalize.table.money import PLANNED, staged_rows
from normalize.table.money_rows import is_filled, speak

__all__ = ["Turned", "turned"]

_SAME = 1e-6
"""Of the table's width: edges nearer than that are one."""
_FEWEST = 2
"""Columns of sources, and rows of stages."""
_RECKONED = re.compile(r"\(\d+\)(?:=[\d()+-]+)?")
"""The number of a column, and how it is reckoned from others: (4)=(1)+(2)."""


class Turned(NamedTuple):
    """The sources of a turned table of money, each with its label's cell, and by row its stage (None: it numbers the
    columns)."""

    sources: tuple[Column, ...]
    stages: Mapping[int, str | None]
    sure: bool


def turned(sheet: Sheet, row: int) -> Turned | None:
    """The turned table of money whose labels of sources stand in `row`; None where none does."""
    sources = _sources(sheet, row)
    labelled = list(_labelled(sheet, row, sources)) if sources else []
    if len(labelled) < _FEWEST or any(_names_part(label) for _, label in labelled):
        return None
    under = ([sheet.under(at, one) for one in sources] for at, _ in labelled)
    cells = [[slot for slot in slots if slot is not None] for slots in under]
    stages, sure = staged_rows([label for _, label in labelled], cells)
    if PLANNED.isdisjoint(stages):
        return None
    columns = tuple(Column("source", one.x0, one.x1, one.text, head=one) for one in sources)
    rows = [at for at, _ in labelled]
    between: dict[int, str | None] = dict.fromkeys(range(row + 1, rows[-1]))
    return Turned(columns, between | dict(zip(rows, stages, strict=True)), sure)


def _names_part(label: Slot) -> bool:
    """Whether a label of money names a part of it: rows of these have their stages side by side."""
    known = fund_label(label)
    return known is not None and known.item != TOTAL


def _sources(sheet: Sheet, row: int) -> list[Slot]:
    """The labels of sources in a row, behind what stands over the labels of the rows below; empty where there are none:
    most speak of money, one to the letter, and none is an amount."""
    heads = [slot for slot in sheet.filled(row) if slot.cell.row_span == 1 and not _is_remark(slot)]
    below = next((at for at in range(row + 1, sheet.rows) if not _is_reckoned(sheet.filled(at))), sheet.rows)
    first = sheet.first(below) if below < sheet.rows else None
    if heads and first is not None and abs(heads[0].x0 - first.x0) < _SAME:
        heads = heads[1:]
    if len(heads) < _FEWEST or any(map(is_filled, heads)) or not any(map(fund_label, heads)):
        return []
    return heads if speak(heads, block=True) else []


def _is_reckoned(slots: Sequence[Slot]) -> bool:
    """Whether a row numbers the columns above it and says how they are reckoned, and no more."""
    return bool(slots) and all(_RECKONED.fullmatch(slot.key) for slot in slots)


def _is_remark(slot: Slot) -> bool:
    return slot.means(vocabulary("columns", "indicators")) == "remark"


def _labelled(sheet: Sheet, row: int, sources: Sequence[Slot]) -> Iterator[tuple[int, Slot]]:
    """The rows below the sources that have a label in front of them, and under each an amount, a share or nothing."""
    rows = ((at, sheet.filled(at)) for at in range(row + 1, sheet.rows))
    for at, slots in ((at, slots) for at, slots in rows if not _is_reckoned(slots)):
        label = _in_front(slots, sources[0])
        behind = [slot for slot in slots if sources[0].x0 - _SAME <= slot.x0 < sources[-1].x1 - _SAME]
        beside = [slot.columns for slot in behind] == [slot.columns for slot in sources]
        if label is None or not beside or not all(map(_may_be_amount, behind)):
            return
        yield at, label


def _in_front(slots: Sequence[Slot], source: Slot) -> Slot | None:
    """The only label of a row's own in front of the sources."""
    before = [slot for slot in slots if slot.x1 <= source.x0 + _SAME and slot.cell.row_span == 1]
    return before[0] if len(before) == 1 and label_like(before[0]) else None


def _may_be_amount(slot: Slot) -> bool:
    return blank(slot.text) or is_filled(slot)
