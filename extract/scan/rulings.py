"""Rulings in pixels: traced on a bent page, measured on a straight one.

trace     long thin runs of ink, followed along their length (for straightening)
rulings   on the straight page: positions where runs gather, then for each piece between two crossings the share
          of its length that has ink; a fold or a faded drum leaves gaps, text leaves pieces without a ruling
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.rulings import clusters
from extract.scan.raster import Pixels
from extract.scan.straighten import Trace
from extract.sheet import Axis, Ruling

__all__ = ["Lattice", "drawn", "ink", "lattice", "trace"]

PRESENT = 0.5
DOUBTFUL = 0.2
CERTAIN = 0.8
TORN = 5.0


@dataclass(frozen=True)
class Lattice:
    """The rulings of one straight page, in its pixels, those pieces of them that were weak, and a mask of their ink."""

    rulings: tuple[Ruling, ...]
    weak: tuple[Ruling, ...]
    drawn: Pixels


class _Run(NamedTuple):
    """One straight run of ink: its place across, and where along it begins and how long it is."""

    at: float
    start: int
    length: int


class _Lane(NamedTuple):
    """Where one ruling runs: its place, and the pixels `low` to `high` across it that it wanders over."""

    at: float
    low: int
    high: int


def ink(gray: Pixels, height: float) -> Pixels:
    """255 where a clean page has ink, judged against its surroundings; `height` is that of the text, in pixels."""
    block = 2 * round(0.75 * height) + 1
    faint = cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(block, 15), 30)
    return np.asarray(faint, np.uint8)


def drawn(mask: Pixels, height: float) -> Pixels:
    """The ink that may belong to rulings: joined ink that is long, or thin for its length; letters are neither."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    wide, tall, area = (stats[:, n] for n in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    longer, shorter = np.maximum(wide, tall), np.minimum(wide, tall)
    dense = (shorter < 2 * height) & (area > 0.18 * wide * tall)
    thin = (shorter <= 0.5 * height) & (longer >= np.maximum(1.4 * height, 4 * shorter))
    kept = ((longer > 3 * height) & ~dense) | thin
    kept[0] = False
    return np.asarray(np.where(kept, 255, 0)[labels], np.uint8)


def trace(mask: Pixels, length: int) -> list[Trace]:
    """Every run of ink at least `length` pixels long that is nearly horizontal or vertical, as its middle line."""
    return [
        *(Trace("h", points) for points in _runs(mask, length)),
        *(Trace("v", points[:, ::-1]) for points in _runs(np.ascontiguousarray(mask.T), length)),
    ]


def lattice(mask: Pixels, height: float) -> Lattice:
    """The rulings of a straight page's drawn ink; `height` is that of its text."""
    long, short, reach = round(1.4 * height), round(0.6 * height), max(2, round(0.12 * height))
    lanes, runs = {}, {}
    along = {"h": mask, "v": np.ascontiguousarray(mask.T)}
    found = {axis: _straight_runs(_opened(marks, long), long) for axis, marks in along.items()}
    sure = {axis: [run for run in own if run.length >= 2 * long] for axis, own in found.items()}
    for axis, other in (("h", "v"), ("v", "h")):
        ends = np.array([run.at for run in sure[other]] or [-1e9])
        held = [run for run in found[axis] if run.length < 2 * long and _held(run, ends, 3 * reach)]
        lanes[axis] = _lanes([*sure[axis], *held], height, reach)
        runs[axis] = _in_lanes(_opened(along[axis], short), lanes[axis])
    pieces = [
        *_pieces(runs["h"], "h", lanes["h"], lanes["v"], reach, TORN * height),
        *_pieces(runs["v"], "v", lanes["v"], lanes["h"], reach, TORN * height),
    ]
    strong = [ruling for ruling, share in pieces if share >= PRESENT]
    weak = [ruling for ruling, share in pieces if DOUBTFUL <= share < CERTAIN]
    drawn = cv2.bitwise_or(runs["h"], np.ascontiguousarray(runs["v"].T))
    return Lattice(tuple(strong), tuple(weak), np.asarray(drawn, np.uint8))


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


def _straight_runs(runs: Pixels, least: int) -> list[_Run]:
    """The runs that are straight. An arc of a seal is as thin as a ruling, but spreads across more than that."""
    _, _, stats, centres = cv2.connectedComponentsWithStats(runs)
    found = []
    for (start, _, length, spread, area), (_, at) in zip(stats[1:].tolist(), centres[1:].tolist(), strict=True):
        if length >= least and spread - area / length <= 1.5 + 0.01 * length:
            found.append(_Run(at, start, length))
    return found


def _held(run: _Run, crossings: NDArray[np.float64], slack: float) -> bool:
    """A run no longer than a letter is a ruling where it stands between two crossing ones and touches both."""
    return bool(np.abs(crossings - run.start).min() <= slack and np.abs(crossings - run.start - run.length).min() <= slack)


def _lanes(runs: list[_Run], height: float, reach: int) -> list[_Lane]:
    """Where runs gather across their direction: one lane for each ruling."""
    weight: dict[float, int] = {}
    for run in runs:
        weight[run.at] = weight.get(run.at, 0) + run.length
    lanes = []
    for group in clusters(weight, 0.3 * height):
        at = sum(value * weight[value] for value in group) / sum(weight[value] for value in group)
        lanes.append(_Lane(at, max(0, round(min(group)) - reach), round(max(group)) + reach + 1))
    return lanes


def _pieces(
    runs: Pixels, axis: Axis, lanes: list[_Lane], crossings: list[_Lane], reach: int, torn: float
) -> list[tuple[Ruling, float]]:
    """Each piece of each lane from crossing to crossing, and from the outermost ones to where its runs end, with the
    share of it that is covered by runs."""
    pieces = []
    for lane in lanes:
        covered = runs[lane.low : lane.high].max(axis=0) > 0
        where = np.flatnonzero(covered)
        if not where.size:
            continue
        marks = [crossing.at for crossing in crossings]
        _mend(covered, marks, reach, torn)
        before = [float(where[0])] if not marks or where[0] < marks[0] - 3 * reach else []
        after = [float(where[-1])] if not marks or where[-1] > marks[-1] + 3 * reach else []
        marks = [*before, *marks, *after]
        for start, end in pairwise(marks):
            inner = covered[round(start) + reach : max(round(start) + reach + 1, round(end) - reach)]
            pieces.append((Ruling(axis, lane.at, start, end), float(inner.mean()) if inner.size else 1.0))
    return pieces


def _mend(covered: NDArray[np.bool_], crossings: list[float], reach: int, torn: float) -> None:
    """Fill the gaps that a fold or a faded drum tore into a ruling: a merged cell's gap reaches from crossing to
    crossing, a torn one ends anywhere."""
    edges = np.flatnonzero(np.diff(np.concatenate([[1], covered.astype(np.int8), [1]])))
    marks = np.array(crossings or [-1e9])
    for start, end in edges.reshape(-1, 2).tolist():
        if start == 0 or end == covered.size or end - start > torn:
            continue
        if max(np.abs(marks - start).min(), np.abs(marks - end).min()) > 2 * reach:
            covered[start:end] = True


def _in_lanes(runs: Pixels, lanes: list[_Lane]) -> Pixels:
    kept = np.zeros_like(runs)
    for lane in lanes:
        kept[lane.low : lane.high] = runs[lane.low : lane.high]
    return kept
