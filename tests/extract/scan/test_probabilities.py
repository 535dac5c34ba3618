"""A line's probabilities kept small: nothing that is told from nothing is lost, and noise takes no memory."""

import numpy as np

from extract.ocr.decode import FLOOR
from extract.ocr.lattice import Lattice
from extract.ocr.recognise import recognise


def steps(length: int = 12, classes: int = 50) -> np.ndarray:
    """Probabilities of which most are next to nothing."""
    random = np.random.default_rng(1)
    return (random.uniform(0, 1, (length, classes)) ** 40).astype(np.float32)


def test_what_is_above_the_floor_comes_back_as_it_was():
    kept = Lattice.of(steps()).steps()
    assert np.array_equal(np.maximum(kept, FLOOR), np.maximum(steps(), FLOOR))


def test_the_blank_is_kept_however_unlikely():
    sure = np.array([[1e-12, 1.0]], np.float32)
    assert Lattice.of(sure).steps()[0, 0] == sure[0, 0]


def test_a_part_has_the_steps_of_the_whole():
    whole = Lattice.of(steps())
    for start, end in ((0, 3), (4, 9), (8, 12), (10, 40), (12, 13)):
        assert np.array_equal(whole.part(start, end).steps(), whole.steps()[start:end])


def test_noise_takes_a_fraction_of_what_its_probabilities_would():
    """Dust on a page is read as thousands of lines of a step or two, in which much is a little likely."""
    random = np.random.default_rng(2)
    crops = [random.integers(0, 255, (20, 12), np.uint8) for _ in range(50)]
    lattices = [one.lattice for one in recognise(crops, "small")]
    kept = sum(one.at.nbytes + one.chances.nbytes for one in lattices)
    assert 5 * kept < sum(one.steps().nbytes for one in lattices)
