"""The labels of a header as they stand over each other and beside each other."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.kinds.level import is_level
from normalize.lexicon import Vocabulary, vocabulary

__all__ = ["Lowest", "first_of", "lowest_of", "parted_below", "period", "stacked"]

_GROUPS = re.compile(r"指标|类别|级")
"""What a label says that may head several levels."""


def stacked(sheet: Sheet, row: int, end: int, column: int) -> list[Slot]:
    """The labels of a column between two rows of a header, from the top; what reaches below it is none."""
    slots = (sheet.at(at, column) for at in range(row, min(end, sheet.rows)))
    within = (slot for slot in slots if slot is not None and slot.key and slot.cell.row >= row)
    return list(dict.fromkeys(slot for slot in within if slot.cell.row + slot.cell.row_span <= end))


class Lowest(NamedTuple):
    """The lowest label of a column, or of several side by side: where these run, and what stands over the first."""

    label: Slot
    x0: float
    x1: float
    above: list[Slot]

    @property
    def over(self) -> Slot | None:
        """What stands right over it."""
        return self.above[-1] if self.above else None


def lowest_of(sheet: Sheet, row: int, end: int) -> list[Lowest]:
    """The lowest labels between two rows of a header, from left to right; one that is split has the columns that none
    below it has."""
    found: dict[Slot, Lowest] = {}
    for column in range(sheet.columns):
        if labels := stacked(sheet, row, end, column):
            *above, label = labels
            x0, x1 = sheet.edges(column)
            known = found.get(label, Lowest(label, x0, x1, above))
            found[label] = known._replace(x1=max(known.x1, x1))
    return list(found.values())


def parted_below(sheet: Sheet, row: int, label: Slot) -> list[tuple[float, float]]:
    """Where the columns begin and end that a label heads together, 一、二级指标 or 指标类别 over level 1 and level 2;
    none where most rows from `row` on, or the first of them, have one cell below it, or further labels stand there."""
    if not _heads_several(sheet, row, label):
        return []
    rows = [
        {(slot.cell.column, slot.cell.column_span) for slot in sheet.row(at) if slot.cell.column in label.columns}
        for at in range(row, sheet.rows)
    ]
    parted = [cells for cells in rows if len(cells) > 1]
    if len(parted) <= len(rows) / 2 or any(cells != rows[0] for cells in parted):
        return []
    return [(sheet.edges(column)[0], sheet.edges(column + span - 1)[1]) for column, span in sorted(parted[0])]


def _heads_several(sheet: Sheet, row: int, label: Slot) -> bool:
    """Whether a label may head several columns together, of which none has a label of its own in `row`."""
    if label.cell.column_span < 2 or is_level(label.text) or not _GROUPS.search(label.key):
        return False
    below = [slot for slot in sheet.starting(row) if slot.cell.column in label.columns]
    return not any(slot.means(words) for slot in below for words in _labels())


@cache
def _labels() -> tuple[Vocabulary, ...]:
    return vocabulary("columns", "indicators"), vocabulary("columns", "funds"), vocabulary("columns", "tasks")


def period(labels: Sequence[str]) -> tuple[int, int, int]:
    """How the labels of a header repeat: the length of the group, where its first one ends, where it begins; a header
    that does not repeat is one group."""
    many = len(labels)
    for length in range(2, many // 2 + 1):
        for start in range(many - 2 * length + 1):
            groups = [labels[at : at + length] for at in range(start, many, length)]
            if len(groups) > 1 and all(group == groups[0] for group in groups):
                return length, start + length, start
    return max(1, many), many, 0


def first_of(at: int, period: tuple[int, int, int]) -> int:
    """The column of the first group that one of a later group repeats."""
    length, end, start = period
    return at if at < end else start + (at - start) % length
