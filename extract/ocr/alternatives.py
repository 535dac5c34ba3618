"""What else a character may be: the probabilities that the models gave to others where it stands."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extract.ocr.models import FloatArray, Size, alphabet, indices
from extract.ocr.recognise import Recognition

__all__ = ["Part", "alternatives", "chance"]


class Part(NamedTuple):
    """A model's reading of a line's characters from `start` on, as many as the line has there."""

    start: int
    size: Size
    read: Recognition


def chance(character: str, at: int, parts: Sequence[Part]) -> float:
    """The highest probability that a model gave a character where character `at` of the line stands."""
    held = [(size, steps) for size, steps in _held(at, parts) if character in indices(size)]
    return max((float(steps[:, indices(size)[character]].max(initial=0.0)) for size, steps in held), default=0.0)


def alternatives(at: int, parts: Sequence[Part], least: float) -> dict[str, float]:
    """The characters that a model held at least so likely where character `at` of the line stands."""
    found: dict[str, float] = {}
    for size, steps in _held(at, parts):
        highest = steps.max(axis=0, initial=0.0)
        for number in np.flatnonzero(highest[1:] >= least).tolist():
            character = alphabet(size)[number + 1]
            found[character] = max(found.get(character, 0.0), float(highest[number + 1]))
    return found


def _held(at: int, parts: Sequence[Part]) -> list[tuple[Size, FloatArray]]:
    """Each model's probabilities around a character, `(time, classes)`."""
    around = []
    for start, size, read in parts:
        if start <= at < start + len(read.text):
            step = round(read.places[at - start] * (len(read.steps) - 1.5) - 0.5)
            around.append((size, read.steps[max(0, step - 1) : step + 2]))
    return around
