"""The rulings of a straight page: what runs in the lane of a wall is one only where it goes on or meets another."""

import numpy as np
import pytest

from extract.page.drawn import Pixels
from extract.scan.ink import flat_strokes, ink
from extract.scan.rulings import lattice

HEIGHT = 20.0


def walls(stroke: tuple[int, int], shelf: int) -> list[tuple[int, int]]:
    """The pieces of the wall at x = 200 on a page with a wall there in its first row; below it a stroke runs from and
    to these rows, and a ruling at y = 100 reaches as far as `shelf`."""
    marks = np.zeros((240, 400), np.uint8)
    for y in (20, 60, 140, 220):
        marks[y : y + 3, 20:380] = 255
    for x in (20, 378):
        marks[20:222, x : x + 3] = 255
    marks[100:103, 20:shelf] = 255
    marks[20:62, 200:203] = 255
    marks[stroke[0] : stroke[1], 200:203] = 255
    found = lattice(marks, HEIGHT).rulings
    return [(round(r.start), round(r.end)) for r in found if r.axis == "v" and abs(r.at - 201) < 3]


@pytest.mark.parametrize(
    ("stroke", "shelf", "pieces"),
    [
        ((60, 88), 90, [(21, 61)]),  # ends in the middle of a cell: a letter's stroke
        ((60, 88), 300, [(21, 61), (61, 101)]),  # torn, but it leads from ruling to ruling
        ((60, 140), 90, [(21, 61), (61, 101), (101, 141)]),
    ],
)
def test_a_weak_wall_leads_from_ruling_to_ruling(stroke, shelf, pieces):
    assert walls(stroke, shelf) == pieces


def test_a_stroke_in_the_lane_of_a_wall_stays_with_its_character():
    """Under a wall of the row above, in a merged cell, 中 and 数 stand as often as not with a stroke in its lane."""
    marks = np.zeros((240, 400), np.uint8)
    for y in (20, 60, 140, 220):
        marks[y : y + 3, 20:380] = 255
    for x in (20, 378):
        marks[20:222, x : x + 3] = 255
    marks[20:62, 200:203] = 255
    marks[116:141, 200:203] = 255  # the upright of a 中 among others, down to the ruling
    for x in (150, 168, 192, 206, 224):
        marks[120:132, x : x + 6] = 255
    erased = lattice(marks, HEIGHT).drawn
    assert erased[30:50, 200:203].all()
    assert not erased[110:130, 140:240].any()


def test_a_line_of_text_that_touches_a_ruling_makes_none_and_loses_nothing():
    """Two cells with a word whose strokes join, one above the other with the ruling, and an empty cell between them."""
    marks = np.zeros((240, 400), np.uint8)
    for y in (20, 60, 140, 220):
        marks[y : y + 3, 20:380] = 255
    for x in (20, 110, 160, 260, 378):
        marks[20:222, x : x + 3] = 255
    for x in (34, 174):
        marks[116:119, x : x + 64] = 255  # the level stroke that the characters share
        for stroke in (0, 13, 26, 39, 52, 61):
            marks[116:141, x + stroke : x + stroke + 3] = 255
        marks[124:127, x : x + 64] = marks[136:139, x : x + 64] = 255
    found = lattice(marks, HEIGHT)
    assert sorted({10 * round(r.at / 10) for r in found.rulings if r.axis == "h"}) == [20, 60, 140, 220]
    assert not found.drawn[100:132, 30:102].any()


def test_a_merged_cell_below_a_wall_stays_whole_though_a_character_stands_on_its_floor():
    """The wall at x = 200 ends with the second row and goes on in the fourth; a stroke in its lane touches the floor of
    the third."""
    marks = np.zeros((300, 400), np.uint8)
    for y in (20, 70, 120, 180, 240):
        marks[y : y + 3, 20:380] = 255
    for x in (20, 378):
        marks[20:242, x : x + 3] = 255
    marks[20:72, 200:203] = 255
    marks[180:242, 200:203] = 255
    marks[166:182, 200:203] = 255  # the last stroke of 机
    for x in (182, 190):
        marks[160:178, x : x + 4] = 255
    found = lattice(marks, HEIGHT).rulings
    walls = [(round(r.start), round(r.end)) for r in found if r.axis == "v" and abs(r.at - 201) < 3]
    assert walls == [(21, 71), (181, 241)]


def test_a_faint_stroke_of_which_a_part_was_seen_is_whole():
    """The hairlines of = in front of a number; specks and what is faint alone stay as they are."""
    gray = np.full((60, 200), 255, np.uint8)
    gray[26:28, 40:54] = gray[32:34, 40:54] = 230
    gray[26, 44:46] = gray[33, 48:50] = 150
    gray[10:12, 100:114] = 230
    gray[40:44, 150:154] = 100
    marks = ink(gray, HEIGHT)
    whole = flat_strokes(gray, marks, HEIGHT)
    assert marks[26:34, 40:54].any() and not marks[26:28, 50:54].any()
    assert whole[26:28, 40:54].all() and whole[32:34, 40:54].all()
    assert not whole[10:12].any()
    assert (whole[36:50, 140:160] == marks[36:50, 140:160]).all()


def joined_heads(wide: int) -> Pixels:
    """A grid with a level stroke of some width in a high cell, without the characters below it."""
    marks = np.zeros((400, 400), np.uint8)
    for y in (20, 60, 340):
        marks[y : y + 3, 20:380] = 255
    for x in (20, 170, 378):
        marks[20:342, x : x + 3] = 255
    marks[180:183, 20 : 20 + wide] = 255
    return marks


def is_ruling(marks: Pixels) -> bool:
    """Whether that stroke is one."""
    return any(r.axis == "h" and abs(r.at - 181) < 4 and r.start < 60 for r in lattice(marks, HEIGHT).rulings)


@pytest.mark.parametrize(("wide", "ruling"), [(360, True), (150, False)])
def test_the_joined_heads_of_a_lone_line_of_text_are_no_ruling(wide: int, ruling: bool) -> None:
    """A pen stroke joins the level strokes on top of a word in a high cell; a ruling goes on beyond the cell."""
    marks = joined_heads(wide)
    for x in range(30, 160, 22):
        marks[183:200, x : x + 3] = marks[183:200, x + 14 : x + 17] = 255
        marks[188:191, x : x + 17] = marks[197:200, x : x + 17] = 255
    assert is_ruling(marks) == ruling


@pytest.mark.parametrize(("wide", "ruling"), [(360, True), (150, False)])
def test_joined_heads_with_little_below_them_are_no_ruling_either(wide: int, ruling: bool) -> None:
    """The second line of a name in a low print: its uprights stand far apart, but they grow out of what joins them."""
    marks = joined_heads(wide)
    for x in range(30, 160, 14):
        marks[183:200, x : x + 5] = marks[197:200, x : x + 9] = 255
    assert is_ruling(marks) == ruling


@pytest.mark.parametrize(
    ("blots", "walls"),
    [([33], [(21, 61)]), ([24, 31, 40, 49], [])],
    ids=["a speck", "writing"],
)
def test_a_wall_of_one_row_is_one_though_a_speck_lies_beside_it(blots: list[int], walls: list[tuple[int, int]]) -> None:
    """A short wall between two rulings is no stroke of what is written there; a speck is nothing written."""
    marks = np.zeros((160, 400), np.uint8)
    for y in (20, 60, 140):
        marks[y : y + 3, 20:380] = 255
    for x in (20, 378):
        marks[20:142, x : x + 3] = 255
    marks[20:62, 200:203] = 255
    for y in blots:
        marks[y : y + 5, 206:211] = 255
    found = lattice(marks, HEIGHT).rulings
    assert [(round(r.start), round(r.end)) for r in found if r.axis == "v" and abs(r.at - 201) < 3] == walls
