"""What a label that no lexicon holds may mean: by the characters and pairs of characters that it shares with known
ones (naive Bayes over character n-grams; Jurafsky and Martin, Speech and Language Processing, chapter 4)."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from normalize.lexicon import REMEMBERED, key, load, native

__all__ = ["WEIGHT", "Wording", "column_wording"]

WEIGHT = 2.0
"""Of a label's odds per n-gram beside what else speaks for a meaning, as it was fitted for columns."""
_SMOOTHING = 0.3
"""Occurrences that every n-gram is given in each meaning."""


def _grams(word: str) -> list[str]:
    framed = f"^{word}$"
    return [*word, *(framed[at : at + 2] for at in range(len(framed) - 1))]


class Wording:
    """The n-grams of the labels of each meaning."""

    def __init__(self, meanings: Mapping[str, Iterable[str]]) -> None:
        self._counts = {
            meaning: Counter(gram for label in labels for gram in _grams(key(label.strip("*"))))
            for meaning, labels in meanings.items()
        }
        self._totals = {meaning: sum(counts.values()) for meaning, counts in self._counts.items()}
        self._all = sum(self._counts.values(), Counter[str]())
        self._total = sum(self._all.values())
        self._size = len(self._all) + 1
        self._met = lru_cache(maxsize=REMEMBERED)(self._odds)

    def odds(self, label: str) -> Mapping[str, float]:
        """For each meaning the logarithm of how much likelier it makes the label than labels at large do, per
        n-gram; 0 for a label of which no n-gram was ever met."""
        return self._met(label)

    def _odds(self, label: str) -> Mapping[str, float]:
        grams = _grams(native(label))
        met = [gram for gram in grams if gram in self._all]
        return {meaning: sum(self._odd(meaning, gram) for gram in met) / len(grams) for meaning in self._counts}

    def _odd(self, meaning: str, gram: str) -> float:
        own = (self._counts[meaning][gram] + _SMOOTHING) / (self._totals[meaning] + _SMOOTHING * self._size)
        return math.log(own / (self._all[gram] / self._total))


@cache
def column_wording() -> Wording:
    """The wording of the columns of indicators and lists."""
    columns = load("columns")
    lists = {f"list.{role}": labels for role, labels in columns["list"].items() if role != "other"}
    return Wording({**columns["indicators"], **lists, "other": [*columns["list"]["other"], *columns["funds"]["other"]]})
