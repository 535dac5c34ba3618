"""Signs told by their fellows: a page prints each of its comparisons in one face, and the scan wears all alike.

A lone sign that the models doubt, or take for a letter or a figure, is laid over those of its page that were read
surely. Where it looks like one of them and like no other, it is that: template matching by the correlation of grey
levels (Lewis, Fast Normalized Cross-Correlation, 1995), with templates that no font file could give.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import cv2
import numpy as np

from extract.confusable import read_as
from extract.model import Reading
from extract.ocr.models import FloatArray
from extract.ocr.signs import CONTESTED, SHAPE
from extract.scan.crops import LineImage
from extract.scan.raster import Pixels

__all__ = ["FELLOWS", "likened", "of_one_face"]

FELLOWS = "fellows"
SIGNS = frozenset("<>≤≥≦≧=")
ALIKE, APART = 0.9, 0.05
"""The correlation from which a sign is its fellows', and by how much more than that with any other sign: of 90 doubtful
signs of the corpus that had fellows, 50 were so alike, all of them rightly."""
SIDE = 24  # pixels of the larger side of a sign that is compared
NEAREST = 3
MOST = 3
"""Times as many signs of the one face as of the other: of nine labelled scans with both, eight, all of them rightly."""
FEWEST, LEAST = 3, 0.25  # unsure signs, and how sure each must be


def likened(images: Sequence[LineImage], texts: Sequence[str], scores: Sequence[float]) -> list[Reading | None]:
    """For each line of a page the sign that its fellows say it is, and how sure that makes it; None for a line that is
    no lone sign, is sure of itself, or is like none. Several unsure ones that were read alike and look alike bear each
    other out, though less."""
    lone = {n: _canvas(image.ink) for n, image in enumerate(images) if image.ink is not None and min(image.ink.shape)}
    sure = {n for n in lone if texts[n] in SIGNS and scores[n] >= SHAPE}
    fellows = _fellows(lone, texts, [n for n in lone if texts[n] in SIGNS and scores[n] >= LEAST], sure)
    return [
        _likest(lone[n], fellows) if n in lone and n not in sure and _is_open(texts[n], scores[n]) else None
        for n in range(len(images))
    ]


def of_one_face(texts: Sequence[str]) -> list[str]:
    """The lines of a page, whose ≥ and ≧ are of one face: where most are, all have the second bar, or none; and so are
    its ≤ and ≦, which may be of another. It is the first thing that blur takes, or makes."""
    wrong: dict[str, str] = {}
    for single, double in read_as("once_barred").items():
        singles, doubles = (sum(text.count(sign) for text in texts) for sign in (single, double))
        if singles >= MOST * doubles:
            wrong[double] = single
        elif doubles >= MOST * singles:
            wrong[single] = double
    return ["".join(wrong.get(char, char) for char in text) for text in texts]


def _is_open(text: str, score: float) -> bool:
    """Whether a lone line may be a comparison."""
    return len(text) <= 2 and not _is_other(text, score)


def _is_other(text: str, score: float) -> bool:
    """Whether a line was read as a sign that is no comparison, a %, and not too unsurely."""
    return score >= CONTESTED and text not in SIGNS and not any(map(str.isalnum, text)) and text != ""


def _fellows(
    lone: Mapping[int, FloatArray], texts: Sequence[str], seen: Iterable[int], sure: Collection[int]
) -> dict[str, tuple[Sequence[FloatArray], float]]:
    """The pictures of each sign, and how sure what looks like them is: those that are sure of themselves, else those
    that were `seen` and look alike."""
    by_sign: dict[str, list[int]] = {}
    for n in seen:
        by_sign.setdefault(texts[n], []).append(n)
    fellows: dict[str, tuple[Sequence[FloatArray], float]] = {}
    for sign, lines in by_sign.items():
        if own := [lone[n] for n in lines if n in sure]:
            fellows[sign] = own, SHAPE
        elif len(agreed := _agreed([lone[n] for n in lines])) >= FEWEST:
            fellows[sign] = agreed, CONTESTED
    return fellows


def _agreed(pictures: Sequence[FloatArray]) -> list[FloatArray]:
    """Those of the pictures that are like others of them."""
    return [
        one
        for n, one in enumerate(pictures)
        if len(pictures) >= FEWEST and _alike(one, [*pictures[:n], *pictures[n + 1 :]]) >= ALIKE
    ]


def _likest(picture: FloatArray, fellows: Mapping[str, tuple[Sequence[FloatArray], float]]) -> Reading | None:
    found = sorted((_alike(picture, pictures), sign) for sign, (pictures, _) in fellows.items())
    if not found or found[-1][0] < ALIKE or (len(found) > 1 and found[-1][0] - found[-2][0] < APART):
        return None
    return Reading(text=found[-1][1], score=fellows[found[-1][1]][1], by=FELLOWS)


def _alike(picture: FloatArray, fellows: Sequence[FloatArray]) -> float:
    """The mean correlation with the nearest of the fellows."""
    nearest = sorted((float((picture * fellow).sum()) for fellow in fellows), reverse=True)[:NEAREST]
    return sum(nearest) / len(nearest)


def _canvas(ink: Pixels) -> FloatArray:
    """A sign in the middle of a square, its proportions kept, as grey levels of mean 0 and length 1."""
    high, wide = ink.shape
    scale = SIDE / max(high, wide)
    size = max(1, round(wide * scale)), max(1, round(high * scale))
    square = np.zeros((SIDE + 2, SIDE + 2), np.float32)
    top, left = (SIDE + 2 - size[1]) // 2, (SIDE + 2 - size[0]) // 2
    square[top : top + size[1], left : left + size[0]] = 255 - cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    soft: FloatArray = np.asarray(cv2.GaussianBlur(square, (0, 0), 0.8), np.float32)
    level = soft - soft.mean()
    return np.asarray(level / (np.linalg.norm(level) + 1e-6), np.float32)
