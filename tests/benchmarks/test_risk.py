"""The bounds of what may stay wrong: as the textbooks have them, and counted as the docs say."""

import pytest

from benchmarks.fit_risk import Seen, design_effect, falling, handed_in, upper, weights
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
    points = [{"bound": bound, "surely": surely} for bound, surely in ((5, 9), (4, 9), (4, 9), (3, 9), (3, 8), (2, 9))]
    assert falling(points) == [*points[:2], *points[3:5], {"bound": 2, "surely": 8}]


def test_a_hand_in_of_twenty_has_more_than_what_is_told_though_the_mean_has_less():
    documents = [Tally(values=1000, silent=4), *[Tally(values=1000)] * 15]
    assert summed(documents).loss == 0.25
    assert handed_in(documents) == 1.0, "a quarter of the hand-ins of four documents have the one with four wrong"
    assert handed_in([Tally(values=1000)] * 4) == 0.0


def test_a_field_costs_what_was_wrong_in_rows_of_it_and_nothing_else():
    rows = [
        *[Seen("a", 5, wrong, False, {"name": 1.0, "level1": 1.0}) for wrong in (1, 0) * 50],
        *[Seen("a", 5, 0, False, {"level1": 1.0})] * 100,
        *[Seen("a", 5, 5, True, {"level1": 1.0})] * 100,
    ]
    costs = weights(rows).weights
    assert costs["name"] == pytest.approx(0.5, abs=0.03) and costs["level1"] < 0.02
