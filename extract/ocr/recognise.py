"""Lines of text recognised: crops in, characters with their probabilities out.

Crops are scaled to the models' 48 rows and batched with others of like width, so that hardly any padding is computed
(a page's lines differ from 40 to 1,500 pixels). The output keeps, for each step along the line, the probabilities of
its likely classes, from which other readings can be scored (`extract.ocr.decode`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from extract.ocr.lattice import Lattice
from extract.ocr.models import FloatArray, Size, alphabet, expected, infer, recogniser
from extract.scan.raster import Pixels

__all__ = ["Recognition", "batch", "least", "padded", "recognise", "scaled"]

ROWS = 48
WIDTH_STEP = 32
LEAST_WIDTH = 64
MOST_WIDTH = 3200
BATCH_PIXELS = 1600  # small batches are as fast and keep a worker small


class Recognition(NamedTuple):
    """One line as a model reads it. `text` is the best path's; `scores` are its characters' probabilities and `places`
    where they stand along the line (0 to 1); `lattice` keeps the probabilities behind it."""

    text: str
    scores: tuple[float, ...]
    places: tuple[float, ...]
    lattice: Lattice

    @property
    def score(self) -> float:
        """The probability of the least certain character; 0 when nothing was read."""
        return least(self.text, self.scores)


def least(text: str, scores: Sequence[float]) -> float:
    """How sure the least certain character of a text is, 0 of none. White space is a matter of taste: one reader has it
    behind ≥, half sure, the other has none, and both are sure of the figures."""
    return min((score for one, score in zip(text, scores, strict=True) if not one.isspace()), default=0.0)


def recognise(crops: Sequence[Pixels], size: Size, threads: int = 1, weights: Path | None = None) -> list[Recognition]:
    """Read grey line crops with the recogniser of that size, in the order given; `weights`: not with its own."""
    model = weights or recogniser(size)
    images = [scaled(crop) for crop in crops]
    widths = [padded(image.shape[1]) for image in images]
    order = sorted(range(len(crops)), key=widths.__getitem__)
    found: list[Recognition | None] = [None] * len(crops)
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and widths[order[end]] * (end - start + 1) <= BATCH_PIXELS:
            end += 1
        members = order[start:end]
        steps = infer(model, batch([images[n] for n in members], widths[members[-1]]), threads)
        for n, probabilities in zip(members, steps, strict=True):
            length = images[n].shape[1] * len(probabilities) / widths[members[-1]]
            likely = probabilities[: int(length) + 2] * expected(size)
            likely /= likely.sum(axis=1, keepdims=True)
            found[n] = _best_path(likely, alphabet(size), length)
        start = end
    return [one for one in found if one is not None]


def scaled(crop: Pixels) -> Pixels:
    """A line's grey picture at the models' height."""
    width = min(MOST_WIDTH, max(8, round(crop.shape[1] * ROWS / crop.shape[0])))
    method = cv2.INTER_AREA if crop.shape[0] > ROWS else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(crop, (width, ROWS), interpolation=method), np.uint8)


def padded(width: int) -> int:
    """The width of the batch that a picture of this width stands in."""
    return -(-max(width, LEAST_WIDTH) // WIDTH_STEP) * WIDTH_STEP


def batch(images: Sequence[Pixels], width: int) -> FloatArray:
    """The images side by side in the batch, each padded with paper at its right, scaled to -1..1."""
    batch = np.full((len(images), ROWS, width), 255, np.uint8)
    for row, image in zip(batch, images, strict=True):
        row[:, : image.shape[1]] = image
    plane = batch.astype(np.float32) / 127.5 - 1.0
    return np.ascontiguousarray(np.broadcast_to(plane[:, None], (len(images), 3, ROWS, width)))


def _best_path(steps: FloatArray, classes: Sequence[str], length: float) -> Recognition:
    """Greedy CTC: the best class at each step, repeats folded, blanks dropped. The line is `length` steps long."""
    best = steps.argmax(axis=1)
    sure = steps[np.arange(len(best)), best]
    text: list[str] = []
    scores: list[float] = []
    places: list[float] = []
    before = 0
    for step, (at, score) in enumerate(zip(best.tolist(), sure.tolist(), strict=True)):
        if at and at != before:
            text.append(classes[at])
            scores.append(score)
            places.append((step + 0.5) / length)
        elif at:
            scores[-1] = max(scores[-1], score)
        before = at
    return Recognition("".join(text), tuple(scores), tuple(places), Lattice.of(steps))
