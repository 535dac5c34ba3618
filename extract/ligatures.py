"""Characters that one code draws, as a ligature does: PDFium gives each of them the whole code's box.

    ┌───────┐      ┌──┬───┐
    │ 3   3 │ ───► │ 3│ 3 │
    └───────┘      └──┴───┘

They are told from characters drawn over one another, which have one's breadth, by a box that is as broad as all.
"""

from collections.abc import Iterator, Sequence
from itertools import compress, count, groupby, islice
from operator import eq

from extract.model import Box

__all__ = ["parted"]

HALF, WHOLE = 0.4, 0.8
"""How broad a character is at least, of its box's height: a letter or a digit, and any other."""
LATIN = "\u024f"


def parted(texts: Sequence[str], boxes: Sequence[Box], turns: Sequence[int]) -> list[Box]:
    """The boxes, with a part of its own for each of the upright characters that share one."""
    alike = compress(count(1), map(eq, boxes, islice(boxes, 1, None)))
    if not any(not texts[n - 1].isspace() and not texts[n].isspace() for n in alike):
        return list(boxes)  # a blank that PDFium makes up has the box of another one
    found: list[Box] = []
    for box, own in groupby(range(len(boxes)), key=boxes.__getitem__):
        numbers = list(own)
        shares = [HALF if texts[n] <= LATIN else WHOLE for n in numbers]
        is_one = len(numbers) > 1 and not any(texts[n].isspace() or turns[n] for n in numbers)
        found += _parts(box, shares) if is_one and _holds(box, shares) else [box] * len(numbers)
    return found


def _holds(box: Box, shares: Sequence[float]) -> bool:
    """Whether characters of these breadths stand side by side in a box."""
    return box[2] - box[0] >= sum(shares) * (box[3] - box[1])


def _parts(box: Box, shares: Sequence[float]) -> Iterator[Box]:
    x0, y0, x1, y1 = box
    step, left = (x1 - x0) / sum(shares), x0
    for share in shares:
        yield (left, y0, left + share * step, y1)
        left += share * step
