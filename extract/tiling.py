"""Walls in, rectangles out: a table's elementary positions, joined where no wall parts them, cut where a wall was lost.

Walls are those of `rows` x `columns` positions: `floor[i][j]` is the line above row i along column j, `side[j][i]` the
line left of column j along row i, both with the closing line as their last.
"""

from collections.abc import Container, Iterator
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Rectangle", "tile"]


class Rectangle(NamedTuple):
    """Positions from one line up to another, and whether one of its sides had to be inferred."""

    row: int
    column: int
    bottom: int
    right: int
    closed: bool


def tile(floor: list[list[bool]], side: list[list[bool]]) -> list[Rectangle]:
    """Rectangles that cover each position once; the walls are those given, with their holes closed."""
    beside, around = set(_holes(side, floor)), set(_holes(floor, side))
    if not beside and not around:
        return list(_tile(floor, side))
    side, floor = _filled(side, beside), _filled(floor, around)
    return [_cut_off(cell, beside, around) for cell in _tile(floor, side)]


def _filled(lines: list[list[bool]], holes: Container[tuple[int, int]]) -> list[list[bool]]:
    return [[wall or (n, step) in holes for step, wall in enumerate(line)] for n, line in enumerate(lines)]


def _holes(lines: list[list[bool]], crossing: list[list[bool]]) -> Iterator[tuple[int, int]]:
    """The steps at which a line that goes on above and below has a hole that no cell explains: a merged cell begins and
    ends at crossing lines on both sides, here there is a side with neither."""
    for n, line in enumerate(lines[1:-1], 1):
        walls = [step for step, wall in enumerate(line) if wall]
        for start, end in pairwise(walls):
            if any(not crossing[start + 1][beside] and not crossing[end][beside] for beside in (n - 1, n)):
                yield from ((n, step) for step in range(start + 1, end))


def _cut_off(cell: Rectangle, beside: Container[tuple[int, int]], around: Container[tuple[int, int]]) -> Rectangle:
    """The cell with the doubt that one of its sides had a hole."""
    sides = ((line, step) for line in (cell.column, cell.right) for step in range(cell.row, cell.bottom))
    floors = ((line, step) for line in (cell.row, cell.bottom) for step in range(cell.column, cell.right))
    holed = any(place in beside for place in sides) or any(place in around for place in floors)
    return cell._replace(closed=True) if holed else cell


def _tile(floor: list[list[bool]], side: list[list[bool]]) -> Iterator[Rectangle]:
    """Regions of positions without walls between them, each cut into rectangles."""
    seen = [[False] * (len(side) - 1) for _ in floor[1:]]
    for row, places in enumerate(seen):
        for column in range(len(places)):
            if places[column]:
                continue
            cell = _plain(row, column, floor, side)
            if cell is None:
                yield from _rectangles(_region(row, column, floor, side, seen), floor, side)
                continue
            for line in seen[row : cell.bottom]:
                line[column : cell.right] = [True] * (cell.right - column)
            yield cell


def _plain(row: int, column: int, floor: list[list[bool]], side: list[list[bool]]) -> Rectangle | None:
    """The cell whose top left position this is, where walls go all around it and none through it: the usual case."""
    bottom, right = row + 1, column + 1
    while right < len(side) - 1 and not side[right][row]:
        right += 1
    while bottom < len(floor) - 1 and not floor[bottom][column]:
        bottom += 1
    if not _walled(row, column, bottom, right, floor, side):
        return None
    through = any(any(floor[i][column:right]) for i in range(row + 1, bottom)) or any(
        any(side[j][row:bottom]) for j in range(column + 1, right)
    )
    return None if through else Rectangle(row, column, bottom, right, False)


def _region(
    row: int, column: int, floor: list[list[bool]], side: list[list[bool]], seen: list[list[bool]]
) -> set[tuple[int, int]]:
    """All positions that can be reached from one without going through a wall; they are marked as seen."""
    rows, columns = len(seen), len(seen[0])
    region, front = {(row, column)}, [(row, column)]
    seen[row][column] = True
    while front:
        i, j = front.pop()
        ways = (
            (i > 0 and not floor[i][j], i - 1, j),
            (i + 1 < rows and not floor[i + 1][j], i + 1, j),
            (j > 0 and not side[j][i], i, j - 1),
            (j + 1 < columns and not side[j + 1][i], i, j + 1),
        )
        for free, i2, j2 in ways:
            if free and not seen[i2][j2]:
                seen[i2][j2] = True
                region.add((i2, j2))
                front.append((i2, j2))
    return region


def _rectangles(region: set[tuple[int, int]], floor: list[list[bool]], side: list[list[bool]]) -> Iterator[Rectangle]:
    """The region itself where it is a rectangle, else rectangles cut along its walls, greedily from its top left."""
    top, bottom = min(i for i, _ in region), max(i for i, _ in region) + 1
    left, right = min(j for _, j in region), max(j for _, j in region) + 1
    if len(region) == (bottom - top) * (right - left):
        yield Rectangle(top, left, bottom, right, not _walled(top, left, bottom, right, floor, side))
        return
    rest = set(region)
    while rest:
        i, j = min(rest)
        end = j + 1
        while (i, end) in rest and not side[end][i]:
            end += 1
        last = i + 1
        while all((last, k) in rest and not floor[last][k] for k in range(j, end)):
            last += 1
        rest -= {(a, b) for a in range(i, last) for b in range(j, end)}
        yield Rectangle(i, j, last, end, True)


def _walled(top: int, left: int, bottom: int, right: int, floor: list[list[bool]], side: list[list[bool]]) -> bool:
    """Whether all four sides of a rectangle are walls."""
    return (
        all(floor[top][left:right])
        and all(floor[bottom][left:right])
        and all(side[left][top:bottom])
        and all(side[right][top:bottom])
    )
