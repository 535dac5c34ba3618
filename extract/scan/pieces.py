"""What each piece of a ruling's lane between two crossings is: drawn, torn by a fold or a faded drum, or not there,
with strokes of the text in its stead."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.scan.raster import Pixels
from extract.sheet import Axis, Ruling

__all__ = ["CERTAIN", "PRESENT", "Lane", "Sight", "beside", "pieces"]

PRESENT = 0.5
CERTAIN = 0.8
TORN, FRAYED = 5.0, 1.8  # longest gap within a ruling and at its end, in heights of the text
TATTERED, SPREAD = 0.25, 0.6
CHARACTER = 2.2  # the height of a title's
CROWDED, GROWN = 0.7, 0.2  # of a run: ink close beside it, ink that touches it
THICK, ROUGH = 0.3, 2  # of a ruling's columns that are no thicker than it is; pixels by which it varies
LINED, BLANK = 0.4, 0.1  # of a lone stretch: text on the one of its sides, and on the other
WORD = 0.3  # of a stretch: text on both of its sides
LOWEST = 0.8  # of a row of a table, in heights of the text
WHOLE, CLOSE = 0.98, 0.95  # of a ruling: hardly a gap; the other one beside it


class Lane(NamedTuple):
    """Where one ruling runs: its place, and the pixels `low` to `high` across it that it wanders over."""

    at: float
    low: int
    high: int


@dataclass(frozen=True)
class Sight:
    """The page seen along one axis (transposed for vertical rulings): all its ink, the runs in lanes, the lanes."""

    marks: Pixels
    runs: Pixels
    lanes: list[Lane]


def pieces(axis: Axis, sight: Sight, crossings: Sequence[Lane], height: float) -> list[tuple[Ruling, float]]:
    """Each piece of each lane from crossing to crossing, and from the outermost ones to where its runs end, with the
    share of it that is covered by runs. A piece in tatters counts where nothing is written beside it; one that stands
    up within a word, a stroke of it or of a seal, does not. Strokes of the text are taken out of the runs of `sight`.
    """
    reach = max(2, round(0.12 * height))
    found = []
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
        alone = _is_headline(sight, lane, covered, marks, height)
        for start, end in pairwise([*before, *marks, *after]):
            inner = slice(round(start) + reach, max(round(start) + reach + 1, round(end) - reach))
            share = float(covered[inner].mean()) if covered[inner].size else 1.0
            if share < PRESENT and _tattered(traces[inner]):
                written = beside(sight.marks, lane.low, lane.high, round(start), round(end), height)
                share = PRESENT if written < 0.03 else share
            if PRESENT <= share < CERTAIN:
                through = _between_text(sight.marks, lane.low, lane.high, round(start), round(end), height)
                share = 0.0 if through or _is_word(covered[inner], sight, lane, inner.start, height) else share
            if alone or (PRESENT <= share < WHOLE and _is_beside(lane, sight, inner, height)):
                share = 0.0
            if share < PRESENT:
                _give_back(sight, lane, inner, height)
            found.append((Ruling(axis, lane.at, start, end), share))
        _thin(sight.runs[lane.low : lane.high])
    return found


def _thin(runs: Pixels) -> None:
    """Take the strokes of text that touches a ruling, or lies in its lane with it, out of the lane's runs: where there
    is more ink than the ruling is thick, it runs on between where there is not."""
    inked = runs > 0
    thickness = inked.sum(axis=0)
    if not thickness.any():
        return
    usual = float(np.quantile(thickness[thickness > 0], THICK))
    bare = np.flatnonzero((thickness > 0) & (thickness <= usual + 1))
    rows = np.arange(len(runs))[:, None]
    middle = (inked * rows).sum(axis=0)[bare] / thickness[bare]
    track = np.interp(np.arange(runs.shape[1]), bare, middle)
    runs[(thickness > usual + ROUGH) & (np.abs(rows - track) > usual / 2 + 1)] = 0


def _is_beside(lane: Lane, sight: Sight, piece: slice, height: float) -> bool:
    """Whether another ruling runs so close to a piece of a lane that no text fits between them: what lies there are
    the strokes of a line that a page break cut."""
    near = (other for other in sight.lanes if 0 < abs(other.at - lane.at) < LOWEST * height)
    return any((sight.runs[other.low : other.high, piece].max(axis=0) > 0).mean() >= CLOSE for other in near)


def _is_headline(sight: Sight, lane: Lane, covered: NDArray[np.bool_], marks: Sequence[float], height: float) -> bool:
    """Whether all that runs in a lane are the joined upper or lower strokes of one cell's text: it stands between two
    crossings next to one another, with ink close to it on one side, most of it or what grows out of it, and none on the
    other."""
    where = np.flatnonzero(covered)
    first, last = int(where[0]), int(where[-1]) + 1
    slack = 4 + 0.05 * height
    if sum(first + slack < mark < last - slack for mark in marks):
        return False
    above, below = _flanks(sight.marks, lane.low, lane.high, first, last, height)
    less, more = sorted((float(above.mean()), float(below.mean()))) if above.size else (0.0, 0.0)
    return less < BLANK and (more >= LINED or (more >= WORD and _is_grown(sight, lane, first, last)))


def _is_word(covered: NDArray[np.bool_], sight: Sight, lane: Lane, start: int, height: float) -> bool:
    """Whether what covers a piece are the strokes of a word, joined: they touch neither crossing and have ink close
    beside them nearly everywhere. `start` is where the piece begins."""
    runs = np.flatnonzero(covered)
    if not runs.size or covered[0] or covered[-1]:
        return False
    first, last = start + int(runs[0]), start + int(runs[-1]) + 1
    return beside(sight.marks, lane.low, lane.high, first, last, height) >= CROWDED


def _give_back(sight: Sight, lane: Lane, piece: slice, height: float) -> None:
    """Where no ruling is, a run in its lane with ink close beside it is a stroke of the text in a merged cell, 数 under
    a wall of other rows: it is taken out of the runs, which are erased from the page."""
    runs = sight.runs[lane.low : lane.high, piece]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (runs.max(axis=0) > 0).astype(np.int8), [0]])))
    for start, end in edges.reshape(-1, 2).tolist():
        if beside(sight.marks, lane.low, lane.high, piece.start + start, piece.start + end, height) >= WORD:
            runs[:, start:end] = 0


def _tattered(traces: NDArray[np.bool_]) -> bool:
    """Whether ink lies here and there along a stretch; in one place it is a letter's."""
    where = np.flatnonzero(traces)
    return bool(len(where) >= TATTERED * len(traces) and where.size and np.ptp(where) >= SPREAD * len(traces))


def _mend(covered: NDArray[np.bool_], sight: Sight, lane: Lane, crossings: list[float], height: float) -> None:
    """Fill the gaps that a fold or a faded drum tore into a ruling: a merged cell's gap reaches from crossing to
    crossing or has its text in it, a torn one ends anywhere and is blank. An end in mid air goes on to the crossing."""
    edges = np.flatnonzero(np.diff(np.concatenate([[1], covered.astype(np.int8), [1]])))
    marks, slack, long = np.array(crossings or [-1e9]), 4 + 0.05 * height, round(4 * height)
    # the ends last: they go on where the ruling beside them is whole
    for start, end in sorted(edges.reshape(-1, 2).tolist(), key=lambda gap: gap[0] == 0 or gap[1] == covered.size):
        first, last = start, end
        if end == covered.size:
            last = int(min((mark for mark in crossings if mark > start), default=start))
        elif start == 0:
            first = int(max((mark for mark in crossings if mark < end), default=end))
        frayed = (first, last) != (start, end)
        if frayed and not covered[max(0, first - long) : first].all() and not covered[last : last + long].all():
            continue
        loose = [edge for edge in (start, end) if 0 < edge < covered.size and np.abs(marks - edge).min() > slack]
        within = marks[(marks > start + slack) & (marks < end - slack)]
        if within.size and not frayed and len(loose) == 1:  # from crossing to crossing nothing was torn
            first, last = (first, int(within[0])) if start in loose else (int(within[-1]), last)
        if not loose or not 0 < last - first <= (FRAYED if frayed else TORN) * height:
            continue
        if any(_is_stroke(covered, edge, marks, sight, lane, height) for edge in loose):
            continue
        short = last - first < 1.5 * height  # no room for text to cross
        inked = (sight.marks[lane.low : lane.high, first:last].max(axis=0) > 0).mean()
        if short or inked < 0.2 or beside(sight.marks, lane.low, lane.high, first, last, height) < 0.1:
            covered[first:last] = True


def _is_stroke(
    covered: NDArray[np.bool_], edge: int, marks: NDArray[np.float64], sight: Sight, lane: Lane, height: float
) -> bool:
    """Whether the run that ends or begins at `edge` is a character's stroke: no longer than one, up to the crossing
    that it may touch, with ink beside it; or the joined strokes of several, out of which others grow."""
    open_to = np.flatnonzero(~covered)
    start = int(open_to[open_to < edge].max(initial=-1)) + 1 if not covered[edge] else edge
    end = edge if not covered[edge] else int(open_to[open_to > edge].min(initial=covered.size))
    touched = marks[(marks > start) & (marks < end)]
    if touched.size and end - start >= CHARACTER * height:
        stub = (start, int(touched[0])) if edge == start else (int(touched[-1]), end)
        if stub[1] - stub[0] < CHARACTER * height:
            return beside(sight.marks, lane.low, lane.high, *stub, height) >= CROWDED
    if end - start >= CHARACTER * height:
        return (
            _is_grown(sight, lane, start, end)
            and beside(sight.marks, lane.low, lane.high, start, end, height) >= CROWDED
        )
    above, below = _flanks(sight.marks, lane.low, lane.high, start, end, height)
    return bool(above.size) and (min(above.mean(), below.mean()) >= WORD or (above | below).mean() >= CROWDED)


def _is_grown(sight: Sight, lane: Lane, start: int, end: int) -> bool:
    """Whether strokes grow out of a run: ink right at the lane's edge along a good part of it."""
    rims = sight.marks[max(0, lane.low - 2) : lane.low, start:end], sight.marks[lane.high : lane.high + 2, start:end]
    return max(float(rim.any(axis=0).mean()) if rim.size else 0.0 for rim in rims) >= GROWN


def beside(marks: Pixels, low: int, high: int, start: int, end: int, height: float) -> float:
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
