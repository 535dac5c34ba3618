"""Words in rows: those at one height, and how many of them stand side by side."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from extract.model import Box, Line

__all__ = [
    "LEAST_COLUMNS",
    "LEAST_RULINGS",
    "SAME_ROW",
    "in_rows",
    "middle",
    "side_by_side",
    "stand_in_columns",
    "table_words",
]

LEAST_RULINGS = 4  # level ones that make a table, and rows
LEAST_COLUMNS = 3
SAME_ROW = 0.5  # heights
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,3}")
"""The number of an item of an outline, which belongs to the words behind it: 1.4.1; two parts may be a value."""


def stand_in_columns(words: Sequence[Box], least: int = LEAST_RULINGS) -> bool:
    """Whether words may be a table's though no ruling shows one: several rows of them have enough side by side."""
    found = in_rows(words, median(box[3] - box[1] for box in words)) if words else []
    return sum(len(side_by_side(row)) >= LEAST_COLUMNS for row in found) >= least


def table_words(found: Sequence[Line]) -> list[Box]:
    """The boxes of words, without the rows of which every one names something and says it, as those above a table do
    (填报单位:…, 单位:万元)."""
    if not found:
        return []
    height = median(line.box[3] - line.box[1] for line in found)
    says = {line.box: ":" in line.text[1:-1] or "：" in line.text[1:-1] for line in found}
    rows = [row for row in in_rows(list(says), height) if not all(says[box] for box in row)]
    numbers = {line.box for line in found if _OUTLINE.fullmatch(line.text)}
    return [box for row in rows for box in _with_numbers(sorted(row), numbers)]


def _with_numbers(row: Sequence[Box], numbers: set[Box]) -> Iterator[Box]:
    """The words of a row from left to right, each with the number of an outline that stands in front of it."""
    begun: Box | None = None
    for box in row:
        whole = box if begun is None else (begun[0], min(begun[1], box[1]), box[2], max(begun[3], box[3]))
        begun = whole if box in numbers and box is not row[-1] else None
        if begun is None:
            yield whole


def in_rows(words: Sequence[Box], height: float) -> list[list[Box]]:
    """Words whose middles are at one height, from the top; `height` is that of the text."""
    rows: list[list[Box]] = []
    for box in sorted(words, key=middle):
        if rows and middle(box) - middle(rows[-1][0]) <= SAME_ROW * height:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def side_by_side(words: Sequence[Box]) -> list[Box]:
    """The words of a row from left to right, those that stand over one another as one."""
    found: list[Box] = []
    for box in sorted(words):
        if found and box[0] < found[-1][2]:
            x0, y0, x1, y1 = found[-1]
            found[-1] = (x0, min(y0, box[1]), max(x1, box[2]), max(y1, box[3]))
        else:
            found.append(box)
    return found


def middle(box: Box) -> float:
    """The height at which it stands."""
    return (box[1] + box[3]) / 2
