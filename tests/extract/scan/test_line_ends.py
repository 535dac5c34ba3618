"""Where a printed line ends: a thin dash behind it is the first half of a range, any other speck is dirt, and so is a
blot a wide blank away, even one of a letter's size."""

import numpy as np
import pytest

from extract.scan.lines import blobs, cell_lines

HEIGHT = 20.0
CELL = (0.0, 0.0, 300.0, 60.0)


@pytest.mark.parametrize(
    ("top", "wide", "high", "end"),
    [(29, 5, 2, 89), (29, 4, 4, 82), (21, 5, 2, 82), (36, 4, 4, 88)],
    ids=["dash", "dust", "high stroke", "full stop"],
)
def test_what_stands_behind_the_last_figure(top: int, wide: int, high: int, end: int) -> None:
    mask = np.zeros((60, 300), np.uint8)
    for x in (20, 42, 64):
        mask[20:40, x : x + 18] = 255
        mask[26:34, x + 5 : x + 13] = 0
    mask[top : top + high, 84 : 84 + wide] = 255
    (line,) = cell_lines(blobs(mask, HEIGHT), CELL)
    assert line.x1 == end


@pytest.mark.parametrize(
    ("left", "wide", "high", "ends"),
    [
        (190, 7, 5, (60, 122)),
        (20, 7, 5, (60, 122)),
        (20, 16, 3, (20, 122)),
        (190, 12, 18, (60, 202)),
        (40, 7, 5, (40, 122)),
    ],
    ids=["blot behind", "blot in front", "dash", "figure", "mark close by"],
)
def test_what_stands_a_wide_blank_away(left: int, wide: int, high: int, ends: tuple[int, int]) -> None:
    mask = np.zeros((60, 300), np.uint8)
    for x in (60, 82, 104):
        mask[20:40, x : x + 18] = 255
        mask[26:34, x + 5 : x + 13] = 0
    mask[28 : 28 + high, left : left + wide] = 255
    (line,) = cell_lines(blobs(mask, HEIGHT), CELL)
    assert (line.x0, line.x1) == ends


def test_the_thousands_of_dots_of_dotted_rulings_are_no_sign() -> None:
    mask = np.zeros((400, 900), np.uint8)
    for top in range(4, 396, 8):
        for left in range(4, 896, 6):
            mask[top : top + 3, left : left + 3] = 255
    assert cell_lines(blobs(mask, HEIGHT), (0.0, 0.0, 900.0, 400.0)) == []


@pytest.mark.parametrize(
    ("left", "top", "lines"), [(3, 6, 1), (3, 22, 1), (12, 6, 2)], ids=["stump", "beside print", "figure"]
)
def test_a_stump_of_a_bent_wall_is_no_line_of_its_own(left: int, top: int, lines: int) -> None:
    mask = np.zeros((60, 300), np.uint8)
    for x in (20, 42, 64):
        mask[32:52, x : x + 18] = 255
        mask[38:46, x + 5 : x + 13] = 0
    mask[top : top + 13, left : left + 6] = 255
    found = cell_lines(blobs(mask, HEIGHT), CELL)
    assert len(found) == lines
    assert found[-1].x0 == (3 if top == 22 else 20)


def test_a_character_alone_on_a_line_that_runs_together_with_the_one_above_is_a_line() -> None:
    mask = np.zeros((80, 300), np.uint8)
    for x, y in ((20, 10), (42, 10), (64, 10), (42, 32)):
        mask[y : y + 20, x : x + 18] = 255
        mask[y + 6 : y + 14, x + 5 : x + 13] = 0
    mask[28:34, 50] = 255
    found = cell_lines(blobs(mask, HEIGHT), (0.0, 0.0, 300.0, 80.0))
    assert [(line.x0, line.x1) for line in found] == [(20, 82), (42, 60)]


@pytest.mark.parametrize(
    ("above", "wide", "top", "start"),
    [(True, 12, 76, 14), (True, 18, 76, 20), (True, 12, 62, 20), (False, 12, 76, 20)],
    ids=["point of a number", "before a character", "high speck", "nothing above"],
)
def test_a_line_may_begin_with_the_point_of_a_number(above: bool, wide: int, top: int, start: int) -> None:
    mask = np.zeros((100, 300), np.uint8)
    for y in (20, 60)[0 if above else 1 :]:
        for x in (20, 42, 64):
            mask[y : y + 20, x : x + wide] = 255
            mask[y + 6 : y + 14, x + 4 : x + wide - 4] = 0
    mask[top : top + 4, 14:18] = 255
    assert cell_lines(blobs(mask, HEIGHT), (0.0, 0.0, 300.0, 100.0))[-1].x0 == start


def test_a_character_alone_on_its_line_that_touches_the_one_above_is_no_stroke_of_a_signature() -> None:
    mask = np.zeros((100, 300), np.uint8)
    for x in (20, 42, 64):
        mask[20:41, x : x + 20] = 255
        mask[26:34, x + 5 : x + 15] = 0
    mask[41:65, 50:54] = 255
    mask[45:65, 42:62] = 255
    mask[50:60, 46:58] = 0
    assert len(cell_lines(blobs(mask, HEIGHT), (0.0, 0.0, 300.0, 100.0))) == 2
