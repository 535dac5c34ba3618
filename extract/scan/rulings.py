"""Rulings in pixels: traced on a bent page, measured on a straight one.

trace     long thin runs of ink, followed along their length (for straightening)
rulings   on the straight page: positions where runs gather, then for each piece between two crossings the share
          of its length that has ink; a fold or a faded drum leaves gaps, text leaves pieces without a ruling
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.rulings import clusters
from extract.scan.dotted import dotted
from extract.scan.pieces import CERTAIN, PRESENT, Lane, Sight, beside, pieces
from extract.scan.raster import Pixels
from extract.scan.straighten import Trace
from extract.sheet import Axis, Ruling

__all__ = ["Lattice", "drawn", "lattice", "trace"]

DOUBTFUL = 0.2
WORN = 0.02  # of the ink of a page's rulings: rows of dots, from which on others are likely missed
ARC = 8.0
SPECK = 0.35  # of the text's height: so long is a speck beside a ruling
AXES: tuple[tuple[Axis, Axis], ...] = (("h", "v"), ("v", "h"))


@dataclass(frozen=True)
class Lattice:
    """The rulings of one straight page, in its pixels, those pieces of them that were weak, a mask of their ink, and
    whether many of them are rows of dots."""

    rulings: tuple[Ruling, ...]
    weak: tuple[Ruling, ...]
    drawn: Pixels
    dotted: bool = False


class _Run(NamedTuple):
    """One straight run of ink: its place across, and where along it begins and how long it is."""

    at: float
    start: int
    length: int


def drawn(mask: Pixels, height: float) -> Pixels:
    """The ink that may belong to rulings: joined ink that is long, or thin for its length; letters are neither."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    wide, tall, area = (stats[:, n] for n in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    longer, shorter = np.maximum(wide, tall), np.minimum(wide, tall)
    dense = (shorter < 2 * height) & (area > 0.18 * wide * tall)
    thin = (shorter <= 0.5 * height) & (longer >= np.maximum(1.4 * height, 4 * shorter))
    kept = ((longer > 3 * height) & ~dense) | thin
    kept[0] = False
    return np.asarray(np.where(kept, np.uint8(255), np.uint8(0))[labels], np.uint8)


def trace(mask: Pixels, length: int) -> list[Trace]:
    """Every run of ink at least `length` pixels long that is nearly horizontal or vertical, as its middle line."""
    return [
        *(Trace("h", points) for points in _runs(mask, length)),
        *(Trace("v", points[:, ::-1]) for points in _runs(np.asarray(cv2.transpose(mask), np.uint8), length)),
    ]


def lattice(marks: Pixels, height: float, bilevel: bool = False) -> Lattice:
    """The rulings of a straight page's ink; `height` is that of its text, and a `bilevel` one may have them dotted."""
    long, short, reach = round(1.4 * height), round(0.6 * height), max(2, round(0.12 * height))
    mask = drawn(marks, height)
    dots = dotted(marks, mask, height) if bilevel else np.zeros_like(mask)
    worn = bool(np.count_nonzero(dots) > WORN * np.count_nonzero(mask))
    mask = np.asarray(cv2.bitwise_or(mask, dots), np.uint8)
    ink_along = {"h": marks, "v": np.asarray(cv2.transpose(marks), np.uint8)}
    drawn_along = {"h": mask, "v": np.asarray(cv2.transpose(mask), np.uint8)}
    straight = {
        axis: _straight_runs(_opened(along, long), long, ARC * height)[0] for axis, along in drawn_along.items()
    }
    sure = {axis: [run for run in own if run.length >= 2 * long] for axis, own in straight.items()}
    sights: dict[Axis, Sight] = {}
    for axis, other in AXES:
        ends = np.array([run.at for run in sure[other]] or [-1e9])
        near = [run for run in straight[axis] if run.length < 2 * long and _held(run, ends, 3 * reach)]
        held = [run for run in near if _alone(ink_along[axis], run, reach, height)]
        lanes = _lanes([*sure[axis], *held], height, reach)
        runs = _straight_runs(_opened(drawn_along[axis], short), short, ARC * height)[1]
        # a piece that touches the text beside it passes for text, but no stroke of text is as long as this
        touched = cv2.morphologyEx(ink_along[axis], cv2.MORPH_OPEN, np.ones((1, round(3 * height)), np.uint8))
        runs = _in_lanes(np.asarray(cv2.bitwise_or(runs, touched), np.uint8), lanes)
        sights[axis] = Sight(ink_along[axis], runs, lanes)
    found = [piece for axis, other in AXES for piece in pieces(axis, sights[axis], sights[other].lanes, height)]
    present = [ruling for ruling, share in found if share >= PRESENT]
    strong = [
        ruling
        for ruling, share in found
        if share >= CERTAIN or (share >= PRESENT and _anchored(ruling, present, 3 * reach))
    ]
    weak = [ruling for ruling, share in found if DOUBTFUL <= share < CERTAIN]
    both = cv2.bitwise_or(sights["h"].runs, cv2.transpose(sights["v"].runs))
    return Lattice(tuple(strong), tuple(weak), np.asarray(both, np.uint8), worn)


def _anchored(piece: Ruling, others: Sequence[Ruling], slack: float) -> bool:
    """Whether a weak piece goes on, or ends at a crossing ruling, on either side; one that ends in the middle of a cell
    is a letter's stroke."""
    return all(
        any(
            (other.start == end or other.end == end)
            if other.axis == piece.axis
            else abs(other.at - end) <= slack and other.start - slack <= piece.at <= other.end + slack
            for other in others
            if other is not piece and (other.axis != piece.axis or other.at == piece.at)
        )
        for end in (piece.start, piece.end)
    )


def _runs(mask: Pixels, length: int) -> list[np.ndarray]:
    thick = _opened(mask, length)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(thick)
    runs = []
    for n in range(1, count):
        left, top, width, height, _ = stats[n]
        if width < 2 * length or height > max(12, width // 6):
            continue
        part = labels[top : top + height, left : left + width] == n
        at = np.arange(0, width, 8)
        weight = part[:, at].sum(axis=0)
        middle = (part[:, at] * np.arange(height)[:, None]).sum(axis=0) / np.maximum(weight, 1)
        kept = weight > 0
        if kept.sum() > 3:
            runs.append(np.stack([left + at[kept], top + middle[kept]], axis=1).astype(np.float64))
    return runs


def _opened(mask: Pixels, length: int) -> Pixels:
    """Horizontal runs of ink of at least `length`; a run may climb a pixel or two on its way."""
    thick = cv2.dilate(np.ascontiguousarray(mask), np.ones((3, 1), np.uint8))
    thick = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    return np.asarray(cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)), np.uint8)


def _straight_runs(runs: Pixels, least: int, longest_arc: float) -> tuple[list[_Run], Pixels]:
    """The runs that are straight, as values and as a mask. An arc of a seal is as thin as a ruling, but spreads across
    more than that."""
    count, labels, stats, centres = cv2.connectedComponentsWithStats(runs)
    kept = runs.copy()
    found = []
    for n in range(1, count):
        left, top, length, spread, area = stats[n].tolist()
        if length >= least and (length > longest_arc or spread - area / length <= 1.5 + 0.01 * length):
            found.append(_Run(float(centres[n, 1]), left, length))
        else:
            box = slice(top, top + spread), slice(left, left + length)
            kept[box][labels[box] == n] = 0
    return found, kept


def _held(run: _Run, crossings: NDArray[np.float64], slack: float) -> bool:
    """A run no longer than a letter is a ruling where it stands between two crossing ones and touches both."""
    end = run.start + run.length
    return bool(np.abs(crossings - run.start).min() <= slack and np.abs(crossings - end).min() <= slack)


def _alone(marks: Pixels, run: _Run, reach: int, height: float) -> bool:
    """Nothing is written close beside a run but a speck: a stroke of a signature has others around it."""
    low, high, end = round(run.at) - reach, round(run.at) + reach + 1, run.start + run.length
    return beside(marks, low, high, run.start, end, height) < max(0.1, SPECK * height / run.length)


def _lanes(runs: list[_Run], height: float, reach: int) -> list[Lane]:
    """Where runs gather across their direction: one lane for each ruling."""
    weight: dict[float, int] = {}
    for run in runs:
        weight[run.at] = weight.get(run.at, 0) + run.length
    lanes = []
    for group in clusters(weight, 0.3 * height):
        at = sum(value * weight[value] for value in group) / sum(weight[value] for value in group)
        lanes.append(Lane(at, max(0, round(min(group)) - reach), round(max(group)) + reach + 1))
    return lanes


def _in_lanes(runs: Pixels, lanes: list[Lane]) -> Pixels:
    kept = np.zeros_like(runs)
    for lane in lanes:
        kept[lane.low : lane.high] = runs[lane.low : lane.high]
    return kept
