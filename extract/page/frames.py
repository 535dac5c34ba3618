"""Boxes drawn over a table, as a stamp's frame or a note's border is: their sides are no walls of it.

A cell's corners lie on the walls of its neighbours, and what crosses a table's frame ends there. The corners of a box
laid over a table lie on nothing, or those of one side by chance, and the table's walls run through its sides.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter

from extract.sheet import Axis, Ruling

__all__ = ["boxes", "laid_over"]

SAME = 0.75  # points between ends that are one corner
THROUGH = 3.0  # points beyond a box's side: what runs no farther ends at it
BY_CHANCE = 2  # corners: a side of the box may run along a wall
MOST = 4000  # rulings: a page with more is a drawing


Sides = tuple[Ruling, Ruling, Ruling, Ruling]


def laid_over(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The sides of boxes laid over the table that the other rulings make."""
    if len(rulings) > MOST:
        return []
    by_place: dict[tuple[Axis, int], list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        by_place[ruling.axis, _near(ruling.at)].append(ruling)
    alone = [sides for sides in boxes(rulings) if _neighbours(sides, by_place) <= BY_CHANCE]
    return [side for sides in alone if any(_crosses(ruling, sides) for ruling in rulings) for side in sides]


def boxes(rulings: Sequence[Ruling]) -> Iterator[Sides]:
    """Every four rulings that meet at their ends: top, bottom, left, right."""
    by_ends: dict[tuple[Axis, int, int], list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        by_ends[ruling.axis, _near(ruling.start), _near(ruling.end)].append(ruling)
    for (axis, start, end), level in by_ends.items():
        if axis == "v" or len(level) < 2:
            continue
        for top, bottom in pairwise(sorted(level, key=itemgetter(1))):
            upright = by_ends.get(("v", _near(top.at), _near(bottom.at)), [])
            left = next((ruling for ruling in upright if _near(ruling.at) == start), None)
            right = next((ruling for ruling in upright if _near(ruling.at) == end), None)
            if left and right:
                yield top, bottom, left, right


def _near(place: float) -> int:
    return round(place / (2 * SAME))


def _neighbours(sides: Sides, by_place: Mapping[tuple[Axis, int], Sequence[Ruling]]) -> int:
    """How many corners of a box lie on other rulings."""
    top, bottom, left, right = sides
    return sum(
        any(_lies_on(own, other, sides, by_place) for own, other in ((level, upright), (upright, level)))
        for level in (top, bottom)
        for upright in (left, right)
    )


def _lies_on(own: Ruling, other: Ruling, sides: Sides, by_place: Mapping[tuple[Axis, int], Sequence[Ruling]]) -> bool:
    """Whether the corner of two sides lies on another ruling that runs as `own` does."""
    beside = (ruling for step in (-1, 0, 1) for ruling in by_place.get((own.axis, _near(own.at) + step), ()))
    return any(
        ruling not in sides and abs(ruling.at - own.at) <= SAME and ruling.start - SAME <= other.at <= ruling.end + SAME
        for ruling in beside
    )


def _crosses(ruling: Ruling, sides: Sides) -> bool:
    """Whether a ruling runs through a side of a box, from within to beyond."""
    top, bottom, left, right = sides
    low, high, first, last = (top, bottom, left, right) if ruling.axis == "h" else (left, right, top, bottom)
    if not low.at + SAME < ruling.at < high.at - SAME:
        return False
    return any(ruling.start < side.at - THROUGH and ruling.end > side.at + THROUGH for side in (first, last))
