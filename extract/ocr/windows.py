"""The doubtful stretches of a line, cut out and read again by the larger model.

A line of prose has forty characters of which two are in doubt: reading only those, with a neighbour at either side,
costs the larger model a tenth. A stretch is cut where the ink is thinnest between two characters.
"""

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import numpy as np

from extract.ocr.dots import passed_over
from extract.ocr.language import is_han, unmet
from extract.ocr.models import FloatArray
from extract.ocr.places import Gazetteer, misspelt
from extract.ocr.recognise import Recognition
from extract.scan.crops import LineImage
from extract.scan.raster import Pixels

__all__ = ["PLAIN", "Window", "gapped", "inked", "odd", "parted", "spliced", "windows"]

PLAIN = 0.999
"""How sure a character is beyond doubt."""
FIGURE = 0.95
"""How sure a figure is that is read once: of 122 numbers that the first reader had at 0.9 to 0.95 five were wrong, of
5,600 above it five."""
NEIGHBOURS = 1
WHOLE = 12
GAP = 1.8
START, END = 1.0, 0.9
"""Of a line's step: how far its ink begins before the first character's middle, and ends behind the last one's, where
another character stands there (of 12,500 lines read rightly 14 and 15 lie above, most of them under dirt)."""
FAR = 0.65
"""Of the height of a line's picture: how far its ink goes on beyond the middle of its first and last character at most,
half a character and its room; a figure alone has no step to tell it."""
SPACED = 1.6
FAINT = 200
SPECK = 0.2  # of a line's height


class Window(NamedTuple):
    """Characters `start` to `end` of a line, and the columns of its picture that they take."""

    start: int
    end: int
    left: int
    right: int


def windows(pixels: Pixels, read: Recognition, certain: float, odd: Collection[int] = ()) -> list[Window]:
    """Where to read a line again: around characters below `certain` and those that are `odd` for another reason, and
    around gaps too wide for the line's step, those between its ends and its first and last character among them.

    A short line, or one that is doubtful nearly everywhere, is one window.
    """
    count, width = len(read.text), pixels.shape[1]
    whole = [Window(0, count, 0, width)]
    doubted = {n for n, score in enumerate(read.scores) if score < certain} | _gaps(read.places, inked(pixels))
    doubted |= set(odd)
    if not doubted and count:
        return []
    if count <= WHOLE:
        return whole
    spans: list[tuple[int, int]] = []
    for n in sorted(doubted):
        start, end = max(0, n - NEIGHBOURS), min(count, n + NEIGHBOURS + 1)
        if spans and start <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    if sum(end - start for start, end in spans) > 0.6 * count:
        return whole
    return [Window(start, end, _cut(pixels, read, start), _cut(pixels, read, end)) for start, end in spans]


def odd(image: LineImage, read: Recognition, places: Gazetteer) -> set[int]:
    """The characters of a line that are to be read again though they were read surely: those of no place, those that
    were never met beside their neighbours, but for what has hardly any doubt, figures, which nothing beside them bears
    out, those that a dot may stand beside, and those at the ends where something beside them was not read."""
    figures = {n for n, one in enumerate(read.text) if one.isdecimal() and read.scores[n] < FIGURE}
    faint = {n for n in unmet(read.text) if read.scores[n] < PLAIN}
    return misspelt(read.text, places) | faint | figures | passed_over(image.pixels, read) | _torn(image, read)


def _torn(image: LineImage, read: Recognition) -> set[int]:
    rows, columns = image.pixels.shape
    beside = image.crossed or gapped(read.text, read.places, inked(image.pixels), rows / columns)
    return {0, len(read.text) - 1} if read.text and image.copies == 1 and beside else set()


def spliced(
    read: Recognition, parts: Sequence[tuple[Window, Recognition]], width: int
) -> tuple[str, tuple[float, ...], tuple[float, ...]]:
    """The line's text, scores and places with each window's characters replaced by its second reading.

    `width` is that of the line's picture, in the pixels of the windows.
    """
    text: list[str] = []
    scores: list[float] = []
    places: list[float] = []
    at = 0
    for window, part in parts:
        span = window.right - window.left
        text += [read.text[at : window.start], part.text]
        scores += [*read.scores[at : window.start], *part.scores]
        places += [*read.places[at : window.start], *((window.left + place * span) / width for place in part.places)]
        at = window.end
    return "".join([*text, read.text[at:]]), (*scores, *read.scores[at:]), (*places, *read.places[at:])


def inked(pixels: Pixels) -> tuple[float, float]:
    """Where a line's ink begins and ends, as shares of its width; specks beside it, narrower than any character that
    may have been lost there, are none of it."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (pixels.min(axis=0) < FAINT).astype(np.int8), [0]])))
    runs = [(start, end) for start, end in edges.reshape(-1, 2).tolist() if end - start > SPECK * pixels.shape[0]]
    return (runs[0][0] / pixels.shape[1], runs[-1][1] / pixels.shape[1]) if runs else (0.0, 1.0)


def gapped(text: str, places: Sequence[float], ink: tuple[float, float], height: float) -> bool:
    """Whether a character is missing: Chinese type is evenly spaced, and so are figures; here two stand further apart
    than others, or the first or last character further from the end of the line's `ink`. `height`: of the line's
    picture, as a share of its width."""
    if not text or len(places) != len(text):
        return False
    far = max(places[0] - ink[0], ink[1] - places[-1]) > FAR * height
    return far or parted(text, places) or _overhung(text, places, ink)


def parted(text: str, places: Sequence[float]) -> bool:
    """Whether two characters within a text, or two figures, stand further apart than others: one between them is
    missing, or a wall was."""
    if len(places) != len(text):
        return False
    return _figures_apart(text, places) or _characters_apart(text, places)


def _figures_apart(text: str, places: Sequence[float]) -> bool:
    steps = _steps(text, places, str.isdigit)
    return len(steps) >= 3 and max(steps) > SPACED * median(steps)


def _characters_apart(text: str, places: Sequence[float]) -> bool:
    steps = _steps(text, places, is_han)
    return len(steps) >= 2 and max(steps) > SPACED * _usual(steps)


def _overhung(text: str, places: Sequence[float], ink: tuple[float, float]) -> bool:
    """Whether ink goes on beyond a text's ends by another character."""
    steps = _steps(text, places, is_han)
    if len(steps) < 2:
        return False
    before = places[0] - ink[0] if is_han(text[0]) else 0.0
    behind = ink[1] - places[-1] if is_han(text[-1]) else 0.0
    return before > START * _usual(steps) or behind > END * _usual(steps)


def _usual(steps: Sequence[float]) -> float:
    return median(steps) if len(steps) > 2 else min(steps)


def _steps(text: str, places: Sequence[float], of: Callable[[str], bool]) -> list[float]:
    """How far characters of a kind that stand beside each other are apart."""
    between = pairwise(zip(text, places, strict=True))
    return [after - before for (one, before), (two, after) in between if of(one) and of(two)]


def _gaps(places: Sequence[float], ink: tuple[float, float]) -> set[int]:
    """Characters beside a step much wider than the line's widest usual one: something may have been left out."""
    steps = np.diff(places)
    if len(steps) < 3:
        return set()
    usual = float(np.quantile(steps, 0.75))
    ends = {0} if places[0] - ink[0] > START * usual else set()
    ends |= {len(steps)} if ink[1] - places[-1] > END * usual else set()
    return ends | {n + k for n in np.flatnonzero(steps > GAP * usual).tolist() for k in (0, 1)}


def _cut(pixels: Pixels, read: Recognition, before: int) -> int:
    """The column at which to cut before that character."""
    width = int(pixels.shape[1])
    if before == 0:
        return 0
    if before == len(read.text):
        return width
    left, right = (float(read.places[n] * width) for n in (before - 1, before))
    low, high = round(left + 0.3 * (right - left)), round(left + 0.8 * (right - left)) + 1
    brightness: FloatArray = pixels[:, low:high].mean(axis=0, dtype=np.float32)
    return low + int(brightness.argmax()) if brightness.size else low
