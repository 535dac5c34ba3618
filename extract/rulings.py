"""Rulings put in order: near-coincident ones become one, broken ones become whole.

    snap     parallel segments closer than the tolerance get one common position (double lines, rect sides)
    join     collinear segments that touch or nearly touch become one (per-cell sides, dashes)

Pure functions over `Ruling` values; the unit is whatever the rulings are in.
"""

from collections.abc import Iterable, Sequence

from extract.sheet import Axis, Ruling

__all__ = ["clusters", "join", "straight"]


def straight(x0: float, y0: float, x1: float, y1: float, slack: float = 1.0) -> Ruling | None:
    """The ruling along a drawn segment; None when it is neither horizontal nor vertical within `slack`."""
    width, height = abs(x1 - x0), abs(y1 - y0)
    if height <= slack and width > height:
        return Ruling("h", (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    if width <= slack and height > width:
        return Ruling("v", (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    return None


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
