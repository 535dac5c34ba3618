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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extract.model import Box
from extract.rulings import clusters, join
from extract.sheet import Ruling

__all__ = ["GridCell", "TableGrid", "tables"]

CLOSED = "ruling_closed"


class GridCell(NamedTuple):
    """One cell: the elementary rows and columns it covers, its box, and why it may be wrong."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    doubts: tuple[str, ...] = ()


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

    A single box is no table, and neither are horizontal rulings without vertical ones. A small box inside another
    table's cell (a tick box) is left out; a table inside a cell is a table of its own.
    """
    found = []
    for group in _crossing(join(rulings, tolerance), tolerance):
        grid = _grid(group, tolerance, coverage)
        if grid is not None and len(grid.cells) > 1:
            found.append(grid)
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

    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            if v.at > h.end + tolerance:
                break
            if v.at >= h.start - tolerance and v.start - tolerance <= h.at <= v.end + tolerance:
                leader[lead(i)] = lead(j)
    sets: dict[int, list[Ruling]] = {}
    for i, ruling in enumerate([*across, *down]):
        sets.setdefault(lead(i), []).append(ruling)
    return (group for group in sets.values() if len(group) > 2)


def _grid(rulings: list[Ruling], tolerance: float, coverage: float) -> TableGrid | None:
    across = [ruling for ruling in rulings if ruling.axis == "h"]
    down = [ruling for ruling in rulings if ruling.axis == "v"]
    ys = _lines(across, down, tolerance)
    xs = _lines(down, across, tolerance)
    if len(ys) < 2 or len(xs) < 2:
        return None
    floor = _walls(across, ys, xs, tolerance, coverage)  # floor[i][j]: the line ys[i] between xs[j] and xs[j + 1]
    side = _walls(down, xs, ys, tolerance, coverage)  # side[j][i]: the line xs[j] between ys[i] and ys[i + 1]
    cells = sorted(_tile(floor, side, ys, xs), key=lambda cell: cell[:2])
    return TableGrid(tuple(xs), tuple(ys), tuple(cells), not all(floor[0]), not all(floor[-1]))


def _lines(along: Sequence[Ruling], other: Sequence[Ruling], tolerance: float) -> list[float]:
    """Positions of the lines along one axis, with the common end of the crossing rulings where it lies beyond."""
    places = sorted({ruling.at for ruling in along})
    first = [ruling.start for ruling in other if ruling.start < places[0] - tolerance]
    last = [ruling.end for ruling in other if ruling.end > places[-1] + tolerance]
    before = [group for group in clusters(first, tolerance) if len(group) > 1][:1]
    after = [group for group in clusters(last, tolerance) if len(group) > 1][-1:]
    return [*(group[0] for group in before), *places, *(group[-1] for group in after)]


def _walls(
    along: Sequence[Ruling], places: Sequence[float], marks: Sequence[float], tolerance: float, coverage: float
) -> list[list[bool]]:
    """For each line and each step between two marks: is the step covered by rulings?"""
    covered = {place: [0.0] * (len(marks) - 1) for place in places}
    for ruling in along:
        lane = covered[ruling.at]
        for k in range(len(marks) - 1):
            lane[k] += max(0.0, min(ruling.end, marks[k + 1]) - max(ruling.start, marks[k]))
    steps = [after - before for before, after in pairwise(marks)]
    need = [min(coverage * step, max(step - 2 * tolerance, step / 2)) for step in steps]
    return [[lane[k] >= need[k] for k in range(len(steps))] for lane in covered.values()]


def _tile(
    floor: list[list[bool]], side: list[list[bool]], ys: Sequence[float], xs: Sequence[float]
) -> Iterable[GridCell]:
    """Regions of positions without walls between them, each cut into rectangles."""
    rows, columns = len(ys) - 1, len(xs) - 1
    seen = [[False] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if not seen[row][column]:
                region = _region(row, column, floor, side, seen)
                for top, left, bottom, right, closed in _rectangles(region, floor, side):
                    box = (xs[left], ys[top], xs[right + 1], ys[bottom + 1])
                    doubts = (CLOSED,) if closed else ()
                    yield GridCell(top, left, bottom - top + 1, right - left + 1, box, doubts)


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


def _rectangles(
    region: set[tuple[int, int]], floor: list[list[bool]], side: list[list[bool]]
) -> Iterable[tuple[int, int, int, int, bool]]:
    """The region as rectangles (top, left, bottom, right, closed): itself, or greedy ones along its walls."""
    top, bottom = min(i for i, _ in region), max(i for i, _ in region)
    left, right = min(j for _, j in region), max(j for _, j in region)
    if len(region) == (bottom - top + 1) * (right - left + 1):
        closed = not _walled(top, left, bottom, right, floor, side)
        return [(top, left, bottom, right, closed)]
    pieces = []
    rest = set(region)
    while rest:
        i, j = min(rest)
        end = j
        while (i, end + 1) in rest and not side[end + 1][i]:
            end += 1
        last = i
        while all((last + 1, k) in rest and not floor[last + 1][k] for k in range(j, end + 1)):
            last += 1
        rest -= {(a, b) for a in range(i, last + 1) for b in range(j, end + 1)}
        pieces.append((i, j, last, end, True))
    return pieces


def _walled(top: int, left: int, bottom: int, right: int, floor: list[list[bool]], side: list[list[bool]]) -> bool:
    across = range(left, right + 1)
    down = range(top, bottom + 1)
    return all(floor[top][j] and floor[bottom + 1][j] for j in across) and all(
        side[left][i] and side[right + 1][i] for i in down
    )
