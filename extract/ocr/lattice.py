"""What a line's likely characters are, step by step, kept small.

A recogniser gives each of its thousands of classes a probability at each step along a line; nearly all of them are
next to nothing. What lies below `FLOOR` is nowhere told from it (`extract.ocr.decode`), so only what lies above is
kept: of print some ten classes a step, of noise up to all of them, so that a page of thousands of specks took
gigabytes. There the likeliest do.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.ocr.models import FloatArray

__all__ = ["FLOOR", "Lattice"]

FLOOR = 1e-7
"""The least probability of a class at a step."""
MOST = 1000
"""Classes kept of a step, the likeliest: on damaged print one step in 2,000 has more, one in 60 of what is read again,
and leaving these out changes the scores of rivals by 1e-12."""


class Lattice(NamedTuple):
    """The probabilities of `length` steps by `classes`: where the likely ones stand, row by row, and what they are. The
    blank, the first class, is kept at every step."""

    length: int
    classes: int
    at: NDArray[np.int32]
    chances: FloatArray

    @classmethod
    def of(cls, steps: FloatArray) -> "Lattice":
        """That of `(time, classes)` probabilities."""
        likely = steps > FLOOR
        for crowded in np.flatnonzero(np.count_nonzero(likely, axis=1) > MOST).tolist():
            likely[crowded] &= steps[crowded] >= np.partition(steps[crowded], -MOST)[-MOST]
        likely[:, 0] = True
        at = np.flatnonzero(likely).astype(np.int32)
        return cls(len(steps), steps.shape[1], at, steps.ravel()[at])

    def part(self, start: int, end: int) -> "Lattice":
        """The steps from `start` to `end`, cut off where there are no more."""
        start, end = (min(one, self.length) * self.classes for one in (start, end))
        first, last = np.searchsorted(self.at, (start, end))
        return Lattice(
            (end - start) // self.classes, self.classes, self.at[first:last] - start, self.chances[first:last]
        )

    def steps(self) -> FloatArray:
        """The probabilities as `(time, classes)`, 0 where they are not kept."""
        whole = np.zeros(self.length * self.classes, np.float32)
        whole[self.at] = self.chances
        return whole.reshape(self.length, self.classes)
