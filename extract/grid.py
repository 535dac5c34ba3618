"""The one grid algorithm: rulings in, tables of cells with row and column spans out.

    rulings ─ join ─► whole rulings ─ cross ─► one set per table ─ walls ─► regions ─ tile ─► cells

The lines of a table cut its box into elementary rows and columns. Between two neighbouring positions there is a wall
where a ruling covers their common side; positions with no wall between them are one region. A rectangular region is a
cell, spans included, and a line that ends inside a region separates nothing. A region that is no rectangle has lost a
wall: it is cut into rectangles that carry the doubt `ruling_closed`. So the result always tiles rows x columns, each
position exactly once. Where vertical rulings go on beyond the outermost horizontal one (a page break took it), or
horizontal ones beyond the outermost vertical one (forms without side borders), the table is closed at their ends; so
is a row of one cell there, which nothing but its floor and its ceiling draws.

Where the rulings come from, vector paths or the pixels of a straightened scan, is of no concern here: the unit is
whatever they are in, and `tolerance` is given in it. Edges, intersections, cells is the way of pdfplumber's
`TableFinder` (after Anssi Nurminen's thesis, 2013); regions instead of four-cornered cells make cut tables whole.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extract.model import Box
from extract.rulings import clusters, join
from extract.sheet import Ruling
from extract.tiling import Rectangle, tile

__all__ = ["GridCell", "TableGrid", "tables"]

CLOSED = "ruling_closed"
NARROWEST = 16  # tolerances: what is narrower or lower than these is a drawing, or a character drawn as a path
LOWEST = 4
MOST_POSITIONS = 100_000  # a page of 1,000 rows and 100 columns; more are a drawing's, and would cost all memory
APART = 1.5  # of their highest row: so high may a row of one cell be; titles and what stands below them need more
LETTER = 4.5  # tolerances, 1.35 heights of the text of a scan: so far up goes no letter above a table
ALONG = 3  # tolerances that a lone ruling may end beside its table


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

    A single box is no table (it may be a tick box or the page's frame), nor is a drawing of more lines than any table
    has, neither are horizontal rulings without vertical
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
    return _bridged(crossed, tolerance)


def _bridged(groups: Iterable[list[Ruling]], tolerance: float) -> list[list[Ruling]]:
    """The sets of rulings, two as one that end alike and open at both sides, one under the other no further apart than
    some of their rows: a row of one cell between them, where nothing is drawn but its floor and its ceiling."""
    found: list[list[Ruling]] = []
    for group in sorted(groups, key=lambda group: _levels(group)[0]):
        before = found[-1] if found else None
        if before is not None and _is_row_between(before, group, tolerance):
            before += group
        else:
            found.append(list(group))
    return found


def _is_row_between(above: Sequence[Ruling], below: Sequence[Ruling], tolerance: float) -> bool:
    sides = [_open_sides(group, tolerance) for group in (above, below)]
    if sides[0] is None or sides[1] is None:
        return False
    alike = all(abs(one - other) <= tolerance for one, other in zip(*sides, strict=True))
    rows = [second - first for group in (above, below) for first, second in pairwise(_levels(group))]
    return alike and tolerance < _levels(below)[0] - _levels(above)[-1] <= APART * max(rows, default=0.0)


def _levels(group: Sequence[Ruling]) -> list[float]:
    return sorted(ruling.at for ruling in group if ruling.axis == "h")


def _open_sides(group: Sequence[Ruling], tolerance: float) -> tuple[float, float] | None:
    """From where to where a set's level rulings reach, if they do so beyond its upright ones at both sides."""
    across = [ruling for ruling in group if ruling.axis == "h"]
    down = [ruling.at for ruling in group if ruling.axis == "v"]
    left, right = min(ruling.start for ruling in across), max(ruling.end for ruling in across)
    return (left, right) if left + tolerance < min(down) and max(down) < right - tolerance else None


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
    if len(xs) * len(ys) > MOST_POSITIONS:
        return TableGrid((xs[0], xs[-1]), (ys[0], ys[-1]), ())
    floor = _walls(across, ys, xs, tolerance, coverage)  # floor[i][j]: the line ys[i] between xs[j] and xs[j + 1]
    side = _walls(down, xs, ys, tolerance, coverage)  # side[j][i]: the line xs[j] between ys[i] and ys[i + 1]
    cells = tile(floor, side)
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
    cell: Rectangle, rows: Sequence[int], columns: Sequence[int], ys: Sequence[float], xs: Sequence[float]
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
    first = [(ruling, places[0] - ruling.start) for ruling in other]
    last = [(ruling, ruling.end - places[-1]) for ruling in other]
    before = [places[0] - by for by in _beyond(first, outer, tolerance)]
    return [*before, *places, *(places[-1] + by for by in _beyond(last, outer, tolerance))]


def _beyond(reaches: Sequence[tuple[Ruling, float]], outer: Sequence[Ruling], tolerance: float) -> list[float]:
    """How far crossing rulings go on together beyond the last line, if a break cut the table there: then its borders
    go on, too; one of two alone may be a letter's stroke, if it goes no further than a letter."""
    cut = [(ruling, by) for ruling, by in reaches if by > 2 * tolerance]
    together = [group for group in clusters([by for _, by in cut], tolerance) if len(group) > 1]
    borders = [any(ruling in side for ruling, _ in cut) for side in _sides(outer, tolerance)]
    if not together or (borders and not any(borders)):
        return []
    far = together[-1][-1]
    return [far] if all(borders) or far > LETTER * tolerance else []


def _sides(outer: Sequence[Ruling], tolerance: float) -> list[list[Ruling]]:
    places = clusters({ruling.at for ruling in outer}, tolerance)
    return [[ruling for ruling in outer if ruling.at in place] for place in places]


def _outer(along: Sequence[Ruling], other: Sequence[Ruling], tolerance: float) -> list[Ruling]:
    """The crossing rulings at which those along the axis begin and end: the table's borders, if it has them."""
    low, high = min(ruling.start for ruling in along), max(ruling.end for ruling in along)
    return [ruling for ruling in other if min(abs(ruling.at - low), abs(ruling.at - high)) <= tolerance]


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
