"""The bound of a spot check: exact where it is known, and right about the truth as often as it says."""

import random

import pytest

from pipelines.sample.bound import CONFIDENCE, most_wrong
from pipelines.sample.drawn import Value, checked, in_order

YEARS = 200


@pytest.mark.parametrize(
    ("wrong", "looked", "of", "most"),
    [
        (0, 0, 50, 50),  # nobody has looked: all may be wrong
        (0, 50, 50, 0),  # all were looked at
        (3, 50, 50, 3),
        (0, 59, 10**6, 49_506),  # Clopper and Pearson: 1 - 0.05^(1/59) = 0.04951
        (0, 300, 10**6, 9_935),
        (1, 100, 10**6, 46_557),  # 0.04656
    ],
)
def test_the_bound_is_that_of_clopper_and_pearson(wrong, looked, of, most):
    assert most_wrong(wrong, looked, of) == pytest.approx(most, abs=1 if of < 100 else 2)


def simulated(seed):
    """A year of values of which some are wrong, looked at as far as somebody liked to."""
    chance = random.Random(seed)
    of = chance.randrange(200, 5000)
    rate = 10 ** chance.uniform(-3.5, -1)
    wrong = {at for at in range(of) if chance.random() < rate}
    looked = chance.randrange(1, min(of, 600))
    names = {f"{seed}-{at}": at for at in range(of)}
    order = in_order(Value(chance.getrandbits(64), name, "", 2026) for name in names)
    told = [one._replace(wrong=names[one.name] in wrong) for one in order[:looked]]
    return len(wrong), checked([*told, *order[looked:]])


def test_the_bound_covers_the_truth_in_at_least_95_of_a_hundred_simulated_years():
    years = [simulated(seed) for seed in range(YEARS)]
    covered = sum(truth <= found.most for truth, found in years)
    assert covered >= CONFIDENCE * YEARS
    assert sum(found.most < found.of / 10 for _, found in years) > YEARS / 2, "a bound that says something"
