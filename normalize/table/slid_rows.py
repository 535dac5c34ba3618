"""Rows that slid a column to the left: the merge of their level 1 ended early, and what stands under each label is what
should stand under the next one.

    一级指标 | 二级指标       | 三级指标 | 指标值
    产出指标 | 数量指标       | 养护里程 | ≥30公里
    成本指标 | 成本控制合理性 | 可控     |             level 2, name and value stand a column too far left
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extract.confusable import dirt
from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.kinds.level import LEVEL1, canonical, is_level
from normalize.kinds.words import blank
from normalize.table.frequencies import suits
from normalize.table.header import Column, Header

__all__ = ["slid_header"]

_SLID = 3.0
"""By how much (logarithm of odds) the labels before make a row's cells likelier than their own. Of the rows of 300 made
documents whose last column is empty those that slid gain 3.1 and more, all others less than 1."""
_SPECKS = dirt("before_words")
"""Beside what is printed: .≤779万元 is no value."""


def slid_header(sheet: Sheet, row: int, header: Header) -> Header | None:
    """The header as a row sees it that slid a column to the left; None for a row in its place. The last column of one
    that slid is empty, and its cells are rather of the kinds that stand under the labels to the right of their own.
    What a list has in front of its levels does not slide."""
    one, two, name = (header.slot(sheet, row, role) for role in ("level1", "level2", "name"))
    if one is None or two is None or name is None or len({one, two, name}) < 3 or _in_place(one, two, row):
        return None
    fixed = tuple(column for column in header.columns if column.x0 < one.x0)
    order = sorted(set(header.columns).difference(fixed), key=lambda column: column.x0)
    cells = [_said(sheet.under(row, column)) for column in order]
    if not blank(cells[-1]) or _suit(order[1:], cells[:-1]) - _suit(order, cells) < _SLID:
        return None
    slid = [replace(column, x0=left.x0, x1=left.x1) for left, column in itertools.pairwise(order)]
    return replace(header, columns=(*fixed, *(column for column in slid if column.role != "level1")))


def _said(slot: Slot | None) -> str:
    return slot.text.strip(_SPECKS) if slot is not None else ""


def _suit(columns: Sequence[Column], cells: Sequence[str]) -> float:
    """How likely (logarithm of odds) cells are in columns."""
    return sum(suits(column.role, text) for column, text in zip(columns, cells, strict=True))


def _in_place(one: Slot, two: Slot, row: int) -> bool:
    """Whether a row's levels stand where they should: its own level 1, or one from above, with a level 2."""
    if one.cell.row != row or canonical(one.text, 2) in LEVEL1 - {"成本指标"}:
        return True
    return blank(two.text) or is_level(two.text)
