"""Rulings in pixels: traced on a bent page, measured on a straight one.

trace     long thin runs of ink, followed along their length (for straightening)
rulings   on the straight page: positions where runs gather, then for each piece between two crossings the share
          of its length that has ink; a fold or a faded drum leaves gaps, text leaves pieces without a ruling
"""

from collections.abc import Sequence
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
TORN, FRAYED = 5.0, 1.8  # longest gap within a ruling and at its end, in heights of the text
TATTERED, SPREAD = 0.25, 0.6
WORD = 0.3  # of a stretch: text on both of its sides
ARC = 8.0
AXES: tuple[tuple[Axis, Axis], ...] = (("h", "v"), ("v", "h"))


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


@dataclass(frozen=True)
class _Sight:
    """The page seen along one axis (transposed for vertical rulings): all its ink, the runs in lanes, the lanes."""

    marks: Pixels
    runs: Pixels
    lanes: list[_Lane]


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
    return np.asarray(np.where(kept, np.uint8(255), np.uint8(0))[labels], np.uint8)


def trace(mask: Pixels, length: int) -> list[Trace]:
    """Every run of ink at least `length` pixels long that is nearly horizontal or vertical, as its middle line."""
    return [
        *(Trace("h", points) for points in _runs(mask, length)),
        *(Trace("v", points[:, ::-1]) for points in _runs(np.asarray(cv2.transpose(mask), np.uint8), length)),
    ]


def lattice(marks: Pixels, height: float) -> Lattice:
    """The rulings of a straight page's ink; `height` is that of its text."""
    long, short, reach = round(1.4 * height), round(0.6 * height), max(2, round(0.12 * height))
    mask = drawn(marks, height)
    ink_along = {"h": marks, "v": np.asarray(cv2.transpose(marks), np.uint8)}
    drawn_along = {"h": mask, "v": np.asarray(cv2.transpose(mask), np.uint8)}
    straight = {
        axis: _straight_runs(_opened(along, long), long, ARC * height)[0] for axis, along in drawn_along.items()
    }
    sure = {axis: [run for run in own if run.length >= 2 * long] for axis, own in straight.items()}
    sights: dict[Axis, _Sight] = {}
    for axis, other in AXES:
        ends = np.array([run.at for run in sure[other]] or [-1e9])
        near = [run for run in straight[axis] if run.length < 2 * long and _held(run, ends, 3 * reach)]
        held = [run for run in near if _alone(ink_along[axis], run, reach, height)]
        lanes = _lanes([*sure[axis], *held], height, reach)
        runs = _straight_runs(_opened(drawn_along[axis], short), short, ARC * height)[1]
        # a piece that touches the text beside it passes for text, but no stroke of text is as long as this
        touched = cv2.morphologyEx(ink_along[axis], cv2.MORPH_OPEN, np.ones((1, round(3 * height)), np.uint8))
        runs = _in_lanes(np.asarray(cv2.bitwise_or(runs, touched), np.uint8), lanes)
        sights[axis] = _Sight(ink_along[axis], runs, lanes)
    pieces = [piece for axis, other in AXES for piece in _pieces(axis, sights[axis], sights[other].lanes, height)]
    present = [ruling for ruling, share in pieces if share >= PRESENT]
    strong = [
        ruling
        for ruling, share in pieces
        if share >= CERTAIN or (share >= PRESENT and _anchored(ruling, present, 3 * reach))
    ]
    weak = [ruling for ruling, share in pieces if DOUBTFUL <= share < CERTAIN]
    both = cv2.bitwise_or(sights["h"].runs, cv2.transpose(sights["v"].runs))
    return Lattice(tuple(strong), tuple(weak), np.asarray(both, np.uint8))


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
    """Nothing is written close beside a run: a stroke of a signature has others around it."""
    return (
        _beside(marks, round(run.at) - reach, round(run.at) + reach + 1, run.start, run.start + run.length, height)
        < 0.1
    )


def _beside(marks: Pixels, low: int, high: int, start: int, end: int, height: float) -> float:
    """The share of a stretch along which there is ink within a third of a letter's height beside the lane."""
    above, below = _flanks(marks, low, high, start, end, height)
    return float((above | below).mean()) if above.size else 0.0


def _between_text(marks: Pixels, low: int, high: int, start: int, end: int, height: float) -> bool:
    """Whether ink stands close to a stretch on both of its sides: what runs there runs through a word."""
    above, below = _flanks(marks, low, high, start, end, height)
    return bool(above.size) and min(float(above.mean()), float(below.mean())) >= WORD


def _flanks(
    marks: Pixels, low: int, high: int, start: int, end: int, height: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where along a stretch there is ink within a third of a letter's height, on either side of the lane."""
    wide, inset = round(0.35 * height), round(0.25 * height)
    columns = slice(start + inset, max(start + inset + 1, end - inset))
    above, below = marks[max(0, low - wide) : max(0, low - 1), columns], marks[high + 1 : high + wide, columns]
    return np.asarray(above.any(axis=0), np.bool_), np.asarray(below.any(axis=0), np.bool_)


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


def _pieces(axis: Axis, sight: _Sight, crossings: list[_Lane], height: float) -> list[tuple[Ruling, float]]:
    """Each piece of each lane from crossing to crossing, and from the outermost ones to where its runs end, with the
    share of it that is covered by runs. A piece in tatters counts where nothing is written beside it; one that stands
    up within a word, a stroke of it or of a seal, does not."""
    reach = max(2, round(0.12 * height))
    pieces = []
    for lane in sight.lanes:
        covered = sight.runs[lane.low : lane.high].max(axis=0) > 0
        where = np.flatnonzero(covered)
        if not where.size:
            continue
        marks = [crossing.at for crossing in crossings]
        _mend(covered, sight, lane, marks, height)
        before = [float(where[0])] if not marks or where[0] < marks[0] - 3 * reach else []
        after = [float(where[-1])] if not marks or where[-1] > marks[-1] + 3 * reach else []
        traces = sight.marks[lane.low : lane.high].max(axis=0) > 0
        for start, end in pairwise([*before, *marks, *after]):
            inner = slice(round(start) + reach, max(round(start) + reach + 1, round(end) - reach))
            share = float(covered[inner].mean()) if covered[inner].size else 1.0
            if share < PRESENT and _tattered(traces[inner]):
                beside = _beside(sight.marks, lane.low, lane.high, round(start), round(end), height)
                share = PRESENT if beside < 0.03 else share
            if axis == "v" and PRESENT <= share < CERTAIN:
                through = _between_text(sight.marks, lane.low, lane.high, round(start), round(end), height)
                share = 0.0 if through else share
            pieces.append((Ruling(axis, lane.at, start, end), share))
    return pieces


def _tattered(traces: NDArray[np.bool_]) -> bool:
    """Whether ink lies here and there along a stretch; in one place it is a letter's."""
    where = np.flatnonzero(traces)
    return bool(len(where) >= TATTERED * len(traces) and where.size and np.ptp(where) >= SPREAD * len(traces))


def _mend(covered: NDArray[np.bool_], sight: _Sight, lane: _Lane, crossings: list[float], height: float) -> None:
    """Fill the gaps that a fold or a faded drum tore into a ruling: a merged cell's gap reaches from crossing to
    crossing or has its text in it, a torn one ends anywhere and is blank. An end in mid air goes on to the crossing."""
    edges = np.flatnonzero(np.diff(np.concatenate([[1], covered.astype(np.int8), [1]])))
    marks, slack, long = np.array(crossings or [-1e9]), 4 + 0.05 * height, round(4 * height)
    for start, end in edges.reshape(-1, 2).tolist():
        first, last = start, end
        if end == covered.size:
            last = int(min((mark for mark in crossings if mark > start), default=start))
        elif start == 0:
            first = int(max((mark for mark in crossings if mark < end), default=end))
        frayed = (first, last) != (start, end)
        if frayed and not covered[max(0, first - long) : first].all() and not covered[last : last + long].all():
            continue
        loose = [edge for edge in (start, end) if 0 < edge < covered.size and np.abs(marks - edge).min() > slack]
        if not loose or not 0 < last - first <= (FRAYED if frayed else TORN) * height:
            continue
        short = last - first < 1.5 * height  # no room for text to cross
        inked = (sight.marks[lane.low : lane.high, first:last].max(axis=0) > 0).mean()
        if short or inked < 0.2 or _beside(sight.marks, lane.low, lane.high, first, last, height) < 0.1:
            covered[first:last] = True


def _in_lanes(runs: Pixels, lanes: list[_Lane]) -> Pixels:
    kept = np.zeros_like(runs)
    for lane in lanes:
        kept[lane.low : lane.high] = runs[lane.low : lane.high]
    return kept
