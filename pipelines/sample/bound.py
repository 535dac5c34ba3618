"""What a sample says of the whole: the exact bound of Clopper and Pearson, for a population that is finite."""

from math import comb

__all__ = ["CONFIDENCE", "most_wrong"]

_ONE_IN = 20
CONFIDENCE = 1 - 1 / _ONE_IN
"""How often a bound holds, at the least: of so large a share of the samples that may be drawn."""


def most_wrong(wrong: int, looked: int, of: int) -> int:
    """The most values that may be wrong among `of`, where `wrong` were found among `looked` drawn at random.

    The largest number with which so few would be found in one sample of twenty or more: the hypergeometric test turned
    round (Clopper and Pearson, The use of confidence or fiducial limits, Biometrika 1934; for finite populations
    Buonaccorsi, A note on confidence intervals for proportions in finite populations, The American Statistician 1987).
    Whole numbers throughout: nothing is rounded.
    """
    low, high = wrong, of - looked + wrong
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _is_likely(middle, wrong, looked, of) else (low, middle - 1)
    return low


def _is_likely(all_wrong: int, wrong: int, looked: int, of: int) -> bool:
    """Whether a sample finds no more than `wrong` in one case of twenty or more, where `all_wrong` are."""
    ways = sum(comb(all_wrong, found) * comb(of - all_wrong, looked - found) for found in range(wrong + 1))
    return ways * _ONE_IN > comb(of, looked)
