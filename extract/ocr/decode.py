"""Entries of closed word lists scored by a recogniser's own probabilities.

The probability of a fixed string under CTC is the sum over all alignments (Graves et al. 2006, the forward variable).
It is given per character, as the geometric mean, so that long and short strings compare.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.ocr.lattice import FLOOR
from extract.ocr.models import FloatArray, Size, alphabet, indices

__all__ = ["Entry", "best_entry", "peaks", "probability"]

SCALED = 16  # steps after which the sums are scaled up again; so many of the least emissions do not underflow
LEAST = -3.0


class Entry(NamedTuple):
    """A string and its probability per character."""

    text: str
    score: float


def probability(steps: FloatArray, classes: Sequence[int], floor: float = FLOOR) -> float:
    """The probability that a line of `(time, classes)` probabilities reads as these classes, summed over alignments; -1
    stands for a class that its reader does not know. No class at all: nothing stands there. `floor`: what each step
    gives to every class at least."""
    length = 2 * len(classes) + 1
    if len(steps) < len(classes):
        return 0.0
    states = np.zeros(length, np.int64)
    states[1::2] = classes
    emitted = np.maximum(np.where(states < 0, 0.0, steps[:, states].astype(np.float64)), floor)
    skip = np.zeros(length)
    skip[3::2] = states[3::2] != states[1:-2:2]
    leap = skip[2:]
    forward = np.zeros(length)
    forward[:2] = emitted[0, :2]
    log_scale = 0.0
    for at in range(1, len(emitted)):
        moved = forward.copy()
        moved[1:] += forward[:-1]
        moved[2:] += leap * forward[:-2]
        forward = moved
        forward *= emitted[at]
        if at % SCALED == 0:
            total = float(forward.sum())
            if total <= 0:
                return 0.0
            log_scale += math.log(total)
            forward /= total
    return float(min(1.0, math.exp(log_scale) * float(forward[-2:].sum())))


def peaks(steps: FloatArray) -> NDArray[np.float64]:
    """The logarithm of each class's highest probability anywhere in a line, and 0 for the class after the last."""
    return np.append(np.log(np.maximum(steps.max(axis=0), FLOOR)), 0.0)


def best_entry(
    steps: FloatArray, highest: NDArray[np.float64], entries: tuple[str, ...], size: Size, copies: int = 1
) -> Entry | None:
    """The entry that the probabilities favour most; None when none of them is at all likely.

    `steps` are those of the recogniser of that size, `highest` their `peaks`, the same for every list; `copies` says
    how often the line stands in the picture. Entries are sieved by an upper bound, the product of each character's
    highest probability anywhere in the line, before the exact sum is taken.
    """
    spelt = _spelt(entries, size)
    bounds = highest[spelt.classes].sum(axis=1) / spelt.lengths
    best: Entry | None = None
    for n in np.argsort(-bounds):
        if bounds[n] <= (LEAST if best is None else np.log(best.score)):
            break
        classes = spelt.classes[n, : spelt.lengths[n]].tolist() * copies
        score = probability(steps, classes) ** (1 / len(classes))
        if score > (np.exp(LEAST) if best is None else best.score):
            best = Entry(spelt.entries[n], score)
    return best


class _Spelt(NamedTuple):
    """Entries as classes of one model, padded with the class after its last, which always counts as certain."""

    entries: tuple[str, ...]
    classes: NDArray[np.int64]
    lengths: NDArray[np.int64]


@cache
def _spelt(entries: tuple[str, ...], size: Size) -> _Spelt:
    index = indices(size)
    known = tuple(entry for entry in entries if entry and all(character in index for character in entry))
    lengths = np.array([len(entry) for entry in known], np.int64)
    classes = np.full((len(known), max(lengths, default=0)), len(alphabet(size)), np.int64)
    for row, entry in zip(classes, known, strict=True):
        row[: len(entry)] = [index[character] for character in entry]
    return _Spelt(known, classes, lengths)
