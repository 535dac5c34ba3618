"""The one grid algorithm: rulings in, tables of cells with row and column spans out.

    rulings ─ join ─► whole rulings ─ cross ─► one set per table ─ walls ─► regions ─ tile ─► cells

The lines of a table cut its box into elementary rows and columns. Between two neighbouring positions there is a wall
where a ruling covers their common side; positions with no wall between them are one region. A rectangular region is a
cell, spans included, and a line that ends inside a region separates nothing. A region that is no rectangle has lost a
wall: it is cut into rectangles that carry the doubt `ruling_closed`. So the result always tiles rows x columns, each
position exactly once. Where vertical rulings go on beyond the outermost horizontal one (a page break took it), or
horizontal ones beyond the outermost vertical one (forms without side borders), the table is closed at their ends.

Where the rulings come from, vector paths or the pixels of a straightened scan, is of no concern here: the unit is
whatever they are in, and `tolerance` is given in it. Edges, intersections, cells is the way of pdfplumber's
`TableFinder` (after Anssi Nurminen's thesis, 2013); regions instead of four-cornered cells make cut tables whole.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extract.model import Box
from extract.rulings import clusters, join
from extract.sheet import Ruling

__all__ = ["GridCell", "TableGrid", "tables"]

CLOSED = "ruling_closed"
NARROWEST = 16  # tolerances: what is narrower or lower than these is a drawing, or a character drawn as a path
LOWEST = 4
ALONG = 3  # tolerances that a lone ruling may end beside its table


class GridCell(NamedTuple):
    """One cell: the elementary rows and columns it covers, its box, and why it may be wrong."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    doubts: tuple[str, ...] = ()


class _Rectangle(NamedTuple):
    """Positions from one line up to another, and whether one of its sides had to be inferred."""

    row: int
    column: int
    bottom: int
    right: int
    closed: bool


@dataclass(frozen=True)
class TableGrid:
    """One table: `cells` tile `ys` x `xs` (the positions of its row and column lines) in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    open_top: bool = False
    open_bottom: bool = False

    @property
    def box(self) -> Box:
        """The outer box of the table."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def tables(rulings: Sequence[Ruling], tolerance: float = 3.0, coverage: float = 0.8) -> list[TableGrid]:
    """Every table that `rulings` draw, in reading order.

    rulings    horizontal and vertical segments in any order, y growing downwards
    tolerance  in their unit: positions closer than this are one line, gaps up to this are bridged (3 points; for a
               scan at r dpi about r / 24 pixels)
    coverage   the share of a side that a ruling must cover to be a wall (lower it for faded scans)

    A single box is no table (it may be a tick box or the page's frame), neither are horizontal rulings without vertical
    ones, nor what is no wider than a few characters. A table inside another one's cell is a table of its own.
    """
    grids = (_grid(group, tolerance, coverage) for group in _crossing(join(rulings, tolerance), tolerance))
    found = [
        grid
        for grid in grids
        if len(grid.cells) > 1
        and grid.xs[-1] - grid.xs[0] >= NARROWEST * tolerance
        and grid.ys[-1] - grid.ys[0] >= LOWEST * tolerance
    ]
    return sorted(found, key=lambda grid: (grid.box[1], grid.box[0]))


def _crossing(rulings: Sequence[Ruling], tolerance: float) -> Iterable[list[Ruling]]:
    """Rulings that touch one another, directly or through others: one set per table."""
    across = [ruling for ruling in rulings if ruling.axis == "h"]
    down = sorted((ruling for ruling in rulings if ruling.axis == "v"), key=lambda ruling: ruling.at)
    leader = list(range(len(across) + len(down)))

    def lead(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    places = [ruling.at for ruling in down]
    for i, h in enumerate(across):
        for j in range(bisect_left(places, h.start - tolerance), bisect_right(places, h.end + tolerance)):
            if down[j].start - tolerance <= h.at <= down[j].end + tolerance:
                leader[lead(i)] = lead(len(across) + j)
    sets: dict[int, list[Ruling]] = {}
    for i, ruling in enumerate([*across, *down]):
        sets.setdefault(lead(i), []).append(ruling)
    crossed = [group for group in sets.values() if len({ruling.axis for ruling in group}) == 2]
    for (alone,) in [group for group in sets.values() if len(group) == 1 and group[0].axis == "v"]:
        beside = next((group for group in crossed if _runs_along(alone, group, tolerance)), None)
        if beside is not None:
            beside.append(alone)
    return crossed


def _runs_along(alone: Ruling, group: Sequence[Ruling], tolerance: float) -> bool:
    """Whether a vertical ruling that touches nothing is as long as the table beside it: a page break took the
    horizontal rulings of a merged cell that goes on over the whole page."""
    down = [ruling for ruling in group if ruling.axis == "v"]
    ends = min(ruling.start for ruling in down) - alone.start, max(ruling.end for ruling in down) - alone.end
    return all(abs(end) <= ALONG * tolerance for end in ends)


def _grid(rulings: list[Ruling], tolerance: float, coverage: float) -> TableGrid:
    across = [ruling for ruling in rulings if ruling.axis == "h"]
    down = [ruling for ruling in rulings if ruling.axis == "v"]
    ys = _lines(across, down, tolerance)
    xs = _lines(down, across, tolerance)
    floor = _walls(across, ys, xs, tolerance, coverage)  # floor[i][j]: the line ys[i] between xs[j] and xs[j + 1]
    side = _walls(down, xs, ys, tolerance, coverage)  # side[j][i]: the line xs[j] between ys[i] and ys[i + 1]
    beside, around = set(_holes(side, floor)), set(_holes(floor, side))
    for lines, holes in ((side, beside), (floor, around)):
        for line, step in holes:
            lines[line][step] = True
    cells = [_cut_off(cell, beside, around) for cell in _tile(floor, side)]
    rows = sorted({cell.row for cell in cells})  # a line at which no cell begins divides nothing
    columns = sorted({cell.column for cell in cells})
    return TableGrid(
        (*(xs[j] for j in columns), xs[-1]),
        (*(ys[i] for i in rows), ys[-1]),
        tuple(sorted(_settled(cell, rows, columns, ys, xs) for cell in cells)),
        not all(floor[0]),
        not all(floor[-1]),
    )


def _settled(
    cell: _Rectangle, rows: Sequence[int], columns: Sequence[int], ys: Sequence[float], xs: Sequence[float]
) -> GridCell:
    """The cell in rows and columns that count."""
    top, left, bottom, right, closed = cell
    row, column = bisect_left(rows, top), bisect_left(columns, left)
    return GridCell(
        row,
        column,
        bisect_left(rows, bottom) - row,
        bisect_left(columns, right) - column,
        (xs[left], ys[top], xs[right], ys[bottom]),
        (CLOSED,) if closed else (),
    )


def _lines(along: Sequence[Ruling], other: Sequence[Ruling], tolerance: float) -> list[float]:
    """Positions of the lines along one axis, with the common end of the crossing rulings where it lies well beyond."""
    places = sorted({ruling.at for ruling in along})
    outer = _outer(along, other, tolerance)
    first = [ruling for ruling in other if ruling.start < places[0] - 2 * tolerance]
    last = [ruling for ruling in other if ruling.end > places[-1] + 2 * tolerance]
    starts = clusters([ruling.start for ruling in first], tolerance) if _any_of(first, outer) else []
    ends = clusters([ruling.end for ruling in last], tolerance) if _any_of(last, outer) else []
    before = [group for group in starts if len(group) > 1][:1]
    after = [group for group in ends if len(group) > 1][-1:]
    return [*(group[0] for group in before), *places, *(group[-1] for group in after)]


def _outer(along: Sequence[Ruling], other: Sequence[Ruling], tolerance: float) -> list[Ruling]:
    """The crossing rulings at which those along the axis begin and end: the table's borders, if it has them."""
    low, high = min(ruling.start for ruling in along), max(ruling.end for ruling in along)
    return [ruling for ruling in other if min(abs(ruling.at - low), abs(ruling.at - high)) <= tolerance]


def _any_of(rulings: Sequence[Ruling], outer: Sequence[Ruling]) -> bool:
    """Whether a break that cut these rulings cut one of the table's borders, too; without borders nothing tells."""
    return not outer or any(ruling in outer for ruling in rulings)


def _walls(
    along: Sequence[Ruling], places: Sequence[float], marks: Sequence[float], tolerance: float, coverage: float
) -> list[list[bool]]:
    """For each line and each step between two marks: is the step covered by rulings?"""
    steps = [after - before for before, after in pairwise(marks)]
    covered = {place: [0.0] * (len(marks) - 1) for place in places}
    for ruling in along:
        lane = covered[ruling.at]
        for k in range(max(0, bisect_right(marks, ruling.start) - 1), bisect_left(marks, ruling.end, hi=len(steps))):
            lane[k] += min(ruling.end, marks[k + 1]) - max(ruling.start, marks[k])
    need = [min(coverage * step, max(step - 2 * tolerance, step / 2)) for step in steps]
    return [[lane[k] >= need[k] for k in range(len(steps))] for lane in covered.values()]


def _holes(lines: list[list[bool]], crossing: list[list[bool]]) -> Iterator[tuple[int, int]]:
    """The steps at which a line that goes on above and below has a hole that no cell explains: a merged cell begins and
    ends at crossing lines on both sides, here there is a side with neither."""
    for n, line in enumerate(lines[1:-1], 1):
        walls = [step for step, wall in enumerate(line) if wall]
        for start, end in pairwise(walls):
            if any(not crossing[start + 1][beside] and not crossing[end][beside] for beside in (n - 1, n)):
                yield from ((n, step) for step in range(start + 1, end))


def _cut_off(cell: _Rectangle, beside: Container[tuple[int, int]], around: Container[tuple[int, int]]) -> _Rectangle:
    """The cell with the doubt that one of its sides had a hole."""
    sides = ((line, step) for line in (cell.column, cell.right) for step in range(cell.row, cell.bottom))
    floors = ((line, step) for line in (cell.row, cell.bottom) for step in range(cell.column, cell.right))
    holed = any(place in beside for place in sides) or any(place in around for place in floors)
    return cell._replace(closed=True) if holed else cell


def _tile(floor: list[list[bool]], side: list[list[bool]]) -> Iterator[_Rectangle]:
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


def _plain(row: int, column: int, floor: list[list[bool]], side: list[list[bool]]) -> _Rectangle | None:
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
    return None if through else _Rectangle(row, column, bottom, right, False)


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


def _rectangles(region: set[tuple[int, int]], floor: list[list[bool]], side: list[list[bool]]) -> Iterator[_Rectangle]:
    """The region itself where it is a rectangle, else rectangles cut along its walls, greedily from its top left."""
    top, bottom = min(i for i, _ in region), max(i for i, _ in region) + 1
    left, right = min(j for _, j in region), max(j for _, j in region) + 1
    if len(region) == (bottom - top) * (right - left):
        yield _Rectangle(top, left, bottom, right, not _walled(top, left, bottom, right, floor, side))
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
        yield _Rectangle(i, j, last, end, True)


def _walled(top: int, left: int, bottom: int, right: int, floor: list[list[bool]], side: list[list[bool]]) -> bool:
    """Whether all four sides of a rectangle are walls."""
    return (
        all(floor[top][left:right])
        and all(floor[bottom][left:right])
        and all(side[left][top:bottom])
        and all(side[right][top:bottom])
    )
