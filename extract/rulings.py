"""Rulings put in order: near-coincident ones become one, broken ones become whole.

    straight, sides, path   what a drawn segment, rectangle or path means as rulings (points)
    snap     parallel segments closer than the tolerance get one common position (double lines, rect sides)
    join     collinear segments that touch or nearly touch become one (per-cell sides, dashes)

Pure functions over `Ruling` values; the unit is whatever the rulings are in.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.model import Box
from extract.sheet import Axis, Ruling

__all__ = ["Point", "clusters", "join", "lies_in", "path", "sides", "straight"]

Point = tuple[float, float]
SLACK = 1.0  # points that a level segment may be off level
DOT = 1.5  # a box no longer than so many times its width is a dot
THIN = 3.0  # points: a filled box no thicker than this is a drawn line


def straight(box: Box) -> list[Ruling]:
    """The ruling of a segment drawn from one corner of `box` to the other; none where it is neither level nor upright.

    The corners may come in any order.
    """
    x0, y0, x1, y1 = box
    wide, high = abs(x1 - x0), abs(y1 - y0)
    if high <= SLACK and wide > high:
        return [Ruling("h", (y0 + y1) / 2, min(x0, x1), max(x0, x1))]
    if wide <= SLACK and high > wide:
        return [Ruling("v", (x0 + x1) / 2, min(y0, y1), max(y0, y1))]
    return []


def sides(box: Box, stroked: bool) -> list[Ruling]:
    """The rulings of a drawn rectangle: itself where it is thin, its four sides where they are stroked, else none
    (a filled area is a background, and of a dot nobody can say which way its line runs)."""
    x0, y0, x1, y1 = box
    if min(x1 - x0, y1 - y0) <= THIN:
        if max(x1 - x0, y1 - y0) <= min(THIN, DOT * min(x1 - x0, y1 - y0)):
            return []
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        return straight((x0, middle_y, x1, middle_y) if x1 - x0 > y1 - y0 else (middle_x, y0, middle_x, y1))
    if stroked:
        return [Ruling("h", y0, x0, x1), Ruling("h", y1, x0, x1), Ruling("v", x0, y0, y1), Ruling("v", x1, y0, y1)]
    return []


def path(points: Sequence[Point], stroked: bool) -> list[Ruling]:
    """The rulings of a drawn path: its straight segments where it is stroked; as a filled area only what is thin."""
    if len(points) == 2 and stroked:  # as nearly all are
        return straight((*points[0], *points[1]))
    if not stroked:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return sides((min(xs), min(ys), max(xs), max(ys)), stroked=False)
    return [ruling for start, end in pairwise(points) for ruling in straight((*start, *end))]


def lies_in(ruling: Ruling, box: Box) -> bool:
    """Whether a ruling runs through the inside of a box, and not along its side."""
    x0, y0, x1, y1 = box
    low, high, start, end = (y0, y1, x0, x1) if ruling.axis == "h" else (x0, x1, y0, y1)
    return low + SLACK < ruling.at < high - SLACK and ruling.start < end - SLACK and start + SLACK < ruling.end


def clusters(values: Iterable[float], tolerance: float) -> list[list[float]]:
    """Sorted values in groups: each neighbour within `tolerance`, no group wider than twice that."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance and value - groups[-1][0] <= 2 * tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def join(rulings: Sequence[Ruling], tolerance: float) -> list[Ruling]:
    """Whole rulings from drawn segments: positions snapped together, then overlapping or touching ones merged."""
    return [*_join_axis(rulings, "h", tolerance), *_join_axis(rulings, "v", tolerance)]


def _join_axis(rulings: Sequence[Ruling], axis: Axis, tolerance: float) -> Iterable[Ruling]:
    drawn = [ruling for ruling in rulings if ruling.axis == axis]
    place = {
        value: sum(group) / len(group)
        for group in clusters({ruling.at for ruling in drawn}, tolerance)
        for value in group
    }
    lanes: dict[float, list[tuple[float, float]]] = {}
    for ruling in drawn:
        lanes.setdefault(place[ruling.at], []).append((ruling.start, ruling.end))
    for at, spans in sorted(lanes.items()):
        for start, end in _merge(sorted(spans), tolerance):
            yield Ruling(axis, at, start, end)


def _merge(spans: list[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    merged = [spans[0]]
    for start, end in spans[1:]:
        if start - merged[-1][1] <= gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
