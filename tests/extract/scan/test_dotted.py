"""Rulings of which a one-bit scan left dots: they are drawn through, and the page says so; lone signs are none."""

import numpy as np
import pytest

from extract.scan.rulings import lattice

HEIGHT = 20.0


def page() -> np.ndarray:
    """A table of six rows and, but for the wall at x = 200, two columns, with a word in each cell."""
    marks = np.zeros((400, 400), np.uint8)
    for y in range(20, 381, 60):
        marks[y : y + 2, 20:380] = 255
    for x in (20, 378):
        marks[20:382, x : x + 2] = 255
    for y in range(42, 380, 60):
        for x in (60, 84, 280, 304):
            marks[y : y + 18, x : x + 18 : 5] = marks[y : y + 18 : 5, x : x + 18] = 255
    return marks


def walls(marks: np.ndarray, *, bilevel: bool) -> tuple[int, bool]:
    """Of the six rows those that a wall at x = 200 parts, and whether the page says that its rulings are dots."""
    found = lattice(marks, HEIGHT, bilevel)
    inside = [r for r in found.rulings if r.axis == "v" and abs(r.at - 200) < 4]
    return round(sum(r.end - r.start for r in inside) / 60), found.dotted


@pytest.mark.parametrize(("bilevel", "rows"), [(True, 6), (False, 0)])
def test_a_row_of_dots_is_a_ruling_on_a_page_of_bits(bilevel, rows):
    marks = page()
    for y in range(24, 378, 13):
        marks[y : y + 2, 200 + y % 2] = 255
    assert walls(marks, bilevel=bilevel) == (rows, bilevel)


@pytest.mark.parametrize("wide", [7, 14])
def test_signs_under_one_another_are_no_ruling(wide):
    """A column of = or of hyphens: each stands alone in its cell."""
    marks = page()
    for y in range(46, 380, 60):
        marks[y : y + 2, 194 : 194 + wide] = marks[y + 8 : y + 10, 194 : 194 + wide] = 255
    assert walls(marks, bilevel=True) == (0, False)


@pytest.mark.parametrize("step", [3, 5])
def test_broken_units_under_one_another_are_no_ruling(step):
    """A column of 个 or % of which the scan left dots, one below the other in each cell."""
    marks = page()
    for y in range(41, 380, 60):
        for n in range(0, 18, step):
            marks[y + n : y + n + 2, 199 + n % 2 : 201 + n % 2] = 255
    assert walls(marks, bilevel=True) == (0, False)


def test_specks_are_no_ruling():
    rng = np.random.default_rng(5)
    marks = page()
    marks[rng.random(marks.shape) < 0.002] = 255
    assert walls(marks, bilevel=True) == (0, False)
