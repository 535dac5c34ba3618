"""The bounds of what may stay wrong: as the textbooks have them, and counted as the docs say."""

import pytest

from benchmarks.fit_risk import design_effect, falling, upper
from benchmarks.risk import Tally, summed


@pytest.mark.parametrize(
    ("wrong", "of", "share"), [(0, 59, 0.0495), (0, 6000, 0.000499), (5, 100, 0.1023), (100, 100, 1)]
)
def test_the_upper_limit_is_that_of_clopper_and_pearson(wrong, of, share):
    assert upper(wrong, of) == pytest.approx(share, rel=2e-3)


def test_errors_that_come_together_weigh_as_few():
    alone = [Tally(values=100, silent=1)] * 10
    together = [Tally(values=100, silent=10), *[Tally(values=100)] * 9]
    assert design_effect(alone) == 1.0
    assert design_effect(together) == pytest.approx(10.1 * 1.833**2 / 1.645**2, rel=0.03), "Student's for ten documents"
    assert design_effect([Tally(values=100)] * 10) == 1.0, "nothing is wrong"
    assert summed(together) == summed(alone) == Tally(values=1000, silent=10)


def test_a_stricter_limit_that_promises_no_more_is_left_out():
    points = [{"bound": bound} for bound in (5, 4, 4, 3)]
    assert falling(points) == [points[0], points[1], points[3]]
