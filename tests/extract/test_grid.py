"""Rulings in, the tiling that drew them out: whatever the spans, however the lines were drawn."""

from collections import Counter
from itertools import accumulate

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extract.grid import GridCell, TableGrid, tables
from extract.sheet import Ruling

Tile = tuple[int, int, int, int]  # row, column, row span, column span


@st.composite
def tilings(draw: st.DrawFn) -> tuple[list[float], list[float], list[Tile]]:
    """Positions of lines and rectangles that tile them; each line separates something somewhere."""
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(2, 7))
    steps = st.integers(25, 90)
    xs = list(accumulate([40.0] + [float(draw(steps)) for _ in range(columns)]))
    ys = list(accumulate([50.0] + [float(draw(steps)) for _ in range(rows)]))
    free = {(i, j) for i in range(rows) for j in range(columns)}
    tiles = []
    while free:
        i, j = min(free)
        tall, wide = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        while not {(i + a, j + b) for a in range(tall) for b in range(wide)} <= free:
            tall, wide = (tall, wide - 1) if wide > 1 else (tall - 1, wide)
        free -= {(i + a, j + b) for a in range(tall) for b in range(wide)}
        tiles.append((i, j, tall, wide))
    return _visible(xs, ys, tiles)


def _visible(xs: list[float], ys: list[float], tiles: list[Tile]) -> tuple[list[float], list[float], list[Tile]]:
    """Without the lines that run only through merged cells: nothing is drawn there."""
    rows = sorted({i for i, _, _, _ in tiles} | {len(ys) - 1})
    columns = sorted({j for _, j, _, _ in tiles} | {len(xs) - 1})
    tiles = [
        (
            rows.index(i),
            columns.index(j),
            rows.index(i + tall) - rows.index(i),
            columns.index(j + wide) - columns.index(j),
        )
        for i, j, tall, wide in tiles
    ]
    return [xs[j] for j in columns], [ys[i] for i in rows], tiles


def sides(xs: list[float], ys: list[float], tiles: list[Tile]) -> list[Ruling]:
    """Each cell's four sides, as a spreadsheet draws them."""
    drawn = []
    for i, j, tall, wide in tiles:
        x0, y0, x1, y1 = xs[j], ys[i], xs[j + wide], ys[i + tall]
        drawn += [Ruling("h", y0, x0, x1), Ruling("h", y1, x0, x1), Ruling("v", x0, y0, y1), Ruling("v", x1, y0, y1)]
    return drawn


def shape(grid: TableGrid) -> list[Tile]:
    return [cell[:4] for cell in grid.cells]


def assert_tiles(grid: TableGrid) -> None:
    covered = Counter(
        (cell.row + a, cell.column + b)
        for cell in grid.cells
        for a in range(cell.row_span)
        for b in range(cell.column_span)
    )
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    assert covered == Counter((i, j) for i in range(rows) for j in range(columns))


@given(tilings())
def test_a_tiling_comes_back(drawn):
    xs, ys, tiles = drawn
    assume(len(tiles) > 1)
    (grid,) = tables(sides(xs, ys, tiles))
    assert shape(grid) == sorted(tiles)
    assert (list(grid.xs), list(grid.ys)) == (xs, ys)
    assert not any(cell.doubts for cell in grid.cells) and not grid.open_top and not grid.open_bottom


@given(tilings(), st.data())
def test_however_the_lines_are_drawn(drawn, data):
    """Off by a point, drawn twice, in pieces with gaps, ends that stop short or run over, in any order."""
    xs, ys, tiles = drawn
    assume(len(tiles) > 1)
    wobble = st.floats(-1, 1)
    rulings = []
    for axis, at, start, end in sides(xs, ys, tiles):
        middle = start + (end - start) * data.draw(st.floats(0.2, 0.8))
        gap = data.draw(st.floats(0, 1))
        rulings += [
            Ruling(axis, at + data.draw(wobble), start + data.draw(wobble), middle - gap),
            Ruling(axis, at + data.draw(wobble), middle + gap, end + data.draw(wobble)),
        ]
    (grid,) = tables(data.draw(st.permutations(rulings)))
    assert shape(grid) == sorted(tiles)
    assert_tiles(grid)


@given(tilings(), st.sampled_from(["left", "right", "sides", "top", "bottom"]))
def test_an_outer_border_may_be_missing(drawn, missing):
    """Forms without side borders; tables that a page break cut. (Without side borders a row that goes all the way
    across looks like the gap between two tables, and is taken for it.)"""
    xs, ys, tiles = drawn
    assume(len(tiles) > 1)
    assume(missing != "sides" or all(wide < len(xs) - 1 for _, _, _, wide in tiles))
    gone = {
        "left": [("v", xs[0])],
        "right": [("v", xs[-1])],
        "sides": [("v", xs[0]), ("v", xs[-1])],
        "top": [("h", ys[0])],
        "bottom": [("h", ys[-1])],
    }[missing]
    rulings = [ruling for ruling in sides(xs, ys, tiles) if (ruling.axis, ruling.at) not in gone]
    assume({ruling.axis for ruling in rulings} == {"h", "v"})
    found = tables(rulings)
    assert [shape(grid) for grid in found] == [sorted(tiles)]
    assert found[0].open_top == (missing == "top")
    assert found[0].open_bottom == (missing == "bottom")
    open_cells = {"left": lambda t: t[1] == 0, "top": lambda t: t[0] == 0}.get(missing)
    if open_cells:
        assert [bool(cell.doubts) for cell in found[0].cells] == [open_cells(tile) for tile in sorted(tiles)]


@given(st.lists(st.tuples(st.sampled_from("hv"), *[st.integers(0, 60)] * 3), max_size=40))
@settings(max_examples=300)
def test_any_rulings_give_tables_that_tile(strokes):
    rulings = [Ruling(axis, at * 8, min(a, b) * 8, max(a, b) * 8 + 8) for axis, at, a, b in strokes]
    for grid in tables(rulings):
        assert_tiles(grid)


def test_a_lost_wall_leaves_rectangles_with_a_doubt():
    """The wall between a merged cell and one of its neighbours was not drawn: both come out, neither trusted."""
    xs, ys = [0.0, 50.0, 100.0, 150.0], [0.0, 20.0, 40.0, 60.0]
    tiles = [(0, 0, 3, 1), *((i, j, 1, 1) for i in range(3) for j in (1, 2))]
    rulings = [ruling for ruling in sides(xs, ys, tiles) if ruling.axis == "h" or ruling.at != 50.0]
    rulings += [Ruling("v", 50.0, 0.0, 20.0), Ruling("v", 50.0, 40.0, 60.0)]
    (grid,) = tables(rulings)
    assert shape(grid) == sorted(tiles)
    assert {cell[:2] for cell in grid.cells if cell.doubts} == {(0, 0), (1, 1)}


def test_what_is_no_table():
    box = [Ruling("h", 0, 0, 300), Ruling("h", 200, 0, 300), Ruling("v", 0, 0, 200), Ruling("v", 300, 0, 200)]
    three_lines = [Ruling("h", y, 0, 300) for y in (0, 20, 200)]
    character = [Ruling("h", y, 0, 20) for y in (0, 10, 20)] + [Ruling("v", x, 0, 20) for x in (0, 10, 20)]
    assert tables(box) == tables(three_lines) == tables(character) == tables([]) == []


def test_underlines_and_tick_boxes_inside_a_cell_divide_nothing():
    rulings = sides([0, 100, 300], [0, 60, 120], [(i, j, 1, 1) for i in range(2) for j in range(2)])
    underline = [Ruling("h", 30, 120, 280), Ruling("h", 90, 102, 200)]
    tick = sides([20, 30], [20, 30], [(0, 0, 1, 1)])
    (grid,) = tables(rulings + underline + tick)
    assert shape(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_tables_side_by_side_and_inside_one_another():
    square = [(i, j, 1, 1) for i in range(2) for j in range(2)]
    outer = sides([0, 200, 400], [0, 100, 200], square)
    inner = sides([20, 100, 180], [20, 50, 80], square)
    beside = sides([450, 500, 560], [13, 50, 80], square)
    assert [grid.box for grid in tables(outer + inner + beside)] == [
        (0, 0, 400, 200),
        (450, 13, 560, 80),
        (20, 20, 180, 80),
    ]


def test_the_unit_is_whatever_the_tolerance_is_given_in():
    xs, ys = [0, 400, 1200], [0, 120, 240]
    tiles = [(i, j, 1, 1) for i in range(2) for j in range(2)]
    doubled = [r._replace(at=r.at + d) for r in sides(xs, ys, tiles) for d in (-8, 8)]
    (grid,) = tables(doubled, tolerance=16)
    assert shape(grid) == tiles
    assert grid.cells[0] == GridCell(0, 0, 1, 1, (0, 0, 400, 120))


def test_a_ruling_as_long_as_the_table_beside_it_bounds_a_merged_cell_that_goes_on_over_the_page():
    """A page break took all horizontal rulings of the first column; the table's own ends are open, too."""
    down = [Ruling("v", at, 20.0, 220.0) for at in (60.0, 120.0, 180.0)]
    across = [Ruling("h", at, 60.0, 180.0) for at in (80.0, 140.0)]
    short = Ruling("v", 200.0, 60.0, 100.0)
    (grid,) = tables([Ruling("v", 10.0, 21.0, 219.0), short, *down, *across])
    assert grid.xs == (10.0, 60.0, 120.0, 180.0)
    assert shape(grid)[0] == (0, 0, 3, 1)
    assert grid.open_top and grid.open_bottom
    assert_tiles(grid)


def test_strokes_over_the_head_of_a_table_make_no_row_where_its_borders_end():
    """A signature's strokes join two inner walls beyond the top; a page break would have cut the borders as well."""
    xs, ys = [0.0, 100.0, 200.0, 300.0, 400.0], [0.0, 40.0, 80.0]
    tiles = [(i, j, 1, 1) for i in range(2) for j in range(4)]
    strokes = [Ruling("v", 100.0, -30.0, 0.0), Ruling("v", 200.0, -30.0, 0.0)]
    (grid,) = tables([*sides(xs, ys, tiles), *strokes])
    assert shape(grid) == tiles
    assert not grid.open_top
    cut = [Ruling("v", x, -30.0, 0.0) for x in (0.0, 200.0, 400.0)]
    (grid,) = tables([*sides(xs, ys, tiles), *cut])
    assert len(grid.ys) == 4
    assert grid.open_top


def holed(*, crossed: bool) -> TableGrid:
    """Two columns of one tall cell each beside three rows; the wall between them has a hole beside the middle row.
    `crossed`: the hole is a merged cell's, rulings run along its upper and lower side."""
    xs, ys = (0.0, 100.0, 200.0, 300.0), (0.0, 50.0, 100.0, 150.0)
    frame = [Ruling("h", y, 0.0 if y in (0.0, 150.0) or crossed else 200.0, 300.0) for y in ys]
    frame += [Ruling("v", x, 0.0, 150.0) for x in (0.0, 200.0, 300.0)]
    return tables([*frame, Ruling("v", xs[1], 0.0, 50.0), Ruling("v", xs[1], 100.0, 150.0)])[0]


def test_a_hole_in_a_wall_that_no_merged_cell_explains_is_closed() -> None:
    found = holed(crossed=False)
    assert shape(found) == [(0, 0, 3, 1), (0, 1, 3, 1), (0, 2, 1, 1), (1, 2, 1, 1), (2, 2, 1, 1)]
    assert [cell.doubts for cell in found.cells] == [("ruling_closed",)] * 2 + [()] * 3


def test_a_merged_cells_hole_stays_open() -> None:
    assert (1, 0, 1, 2) in shape(holed(crossed=True))


def test_letters_above_a_table_that_stand_on_a_wall_and_on_a_border_make_no_row() -> None:
    xs, ys = [0.0, 100.0, 200.0], [0.0, 40.0, 80.0]
    tiles = [(i, j, 1, 1) for i in range(2) for j in range(2)]
    strokes = [Ruling("v", x, -9.0, 0.0) for x in (100.0, 200.0)]
    assert shape(tables([*sides(xs, ys, tiles), *strokes])[0]) == tiles
    cut = [Ruling("v", x, -9.0, 0.0) for x in xs]
    assert tables([*sides(xs, ys, tiles), *cut])[0].open_top


def open_sided(*bands: tuple[float, float]) -> list[Ruling]:
    """Tables of rows 20 high between open sides, each from one height to another."""
    level = [Ruling("h", y, 50, 550) for top, bottom in bands for y in range(int(top), int(bottom) + 1, 20)]
    return level + [Ruling("v", x, top, bottom) for top, bottom in bands for x in (200, 400)]


def test_a_row_of_one_cell_between_open_sides_belongs_to_the_table_it_parts() -> None:
    (grid,) = tables(open_sided((100, 140), (160, 220)))
    (cell,) = [cell for cell in grid.cells if cell.column_span == 3]
    assert cell.box == (50, 140, 550, 160)


def test_tables_between_open_sides_far_from_each_other_stay_two() -> None:
    assert len(tables(open_sided((100, 140), (180, 240)))) == 2
