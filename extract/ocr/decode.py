"""Entries of closed word lists scored by a recogniser's own probabilities.

The probability of a fixed string under CTC is the sum over all alignments (Graves et al. 2006, the forward variable).
It is given per character, as the geometric mean, so that long and short strings compare.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extract.ocr.models import FloatArray

__all__ = ["Entry", "best_entry", "probability"]

FLOOR = 1e-7
LEAST = -3.0


class Entry(NamedTuple):
    """A string and its probability per character."""

    text: str
    score: float


def probability(steps: FloatArray, classes: Sequence[int]) -> float:
    """The probability that a line of `(time, classes)` probabilities reads as these classes, summed over alignments."""
    length = 2 * len(classes) + 1
    if not classes or len(steps) < len(classes):
        return 0.0
    states = np.zeros(length, np.int64)
    states[1::2] = classes
    emitted = np.maximum(steps[:, states].astype(np.float64), FLOOR)
    skip = np.zeros(length, bool)
    skip[3::2] = states[3::2] != states[1:-2:2]
    forward = np.zeros(length)
    forward[:2] = emitted[0, :2]
    log_scale = 0.0
    for emission in emitted[1:]:
        moved = forward.copy()
        moved[1:] += forward[:-1]
        moved[2:] += np.where(skip[2:], forward[:-2], 0.0)
        forward = moved * emission
        total = forward.sum()
        if total <= 0:
            return 0.0
        log_scale += float(np.log(total))
        forward /= total
    return float(min(1.0, np.exp(log_scale) * (forward[-1] + forward[-2])))


def best_entry(steps: FloatArray, entries: Sequence[str], index: dict[str, int], copies: int = 1) -> Entry | None:
    """The entry that the probabilities favour most; None when none of them is at all likely.

    `index` gives each character's class; `copies` says how often the line stands in the picture. Entries are sieved by
    an upper bound, the product of each character's highest probability anywhere in the line, before the exact sum.
    """
    highest = steps.max(axis=0)
    bounded = []
    for entry in entries:
        classes = [index[character] for character in entry if character in index] * copies
        if classes and len(classes) == copies * len(entry) <= len(steps):
            bound = float(np.log(np.maximum(highest[classes], FLOOR)).mean())
            if bound > LEAST:
                bounded.append((bound, entry, classes))
    best: Entry | None = None
    for bound, entry, classes in sorted(bounded, reverse=True):
        if best is not None and np.exp(bound) <= best.score:
            break
        score = probability(steps, classes) ** (1 / len(classes))
        if score > (np.exp(LEAST) if best is None else best.score):
            best = Entry(entry, score)
    return best
