"""A page made straight by its own rulings.

    skew       the angle at which the page's rows are sharpest, found on a small picture
    bend       every traced ruling has to become straight: horizontal ones get one y, vertical ones one x

The bend is a pair of polynomials `v = y + Σ a_ij x^i y^j (i >= 1)` and `u = x + Σ b_ij x^i y^j (j >= 1)`, fitted so
that each ruling's points share one v (or u), itself unknown: a linear least-squares problem that covers what is left
of the skew, the perspective of a photo and the curl of a page at once. Terms of y alone move whole rulings without
bending them and are left out.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.raster import Pixels

__all__ = ["Placement", "Points", "Trace", "bend", "place", "skew", "straight"]

Points = NDArray[np.float64]
STEP = 15  # odd, so that half a step is a whole number of pixels
DEGREE = 4
MAX_SKEW = 12.0


class Trace(NamedTuple):
    """Points `(n, 2)` along one printed ruling, in page pixels; `axis` as in `extract.sheet`."""

    axis: str
    points: Points


@dataclass(frozen=True)
class Placement:
    """Where each straight pixel came from. `nodes` is `(rows, columns, 2)`: source x and y at every `STEP` pixels."""

    width: int
    height: int
    nodes: NDArray[np.float32]

    def source(self, points: Points) -> Points:
        """Straight pixel coordinates `(n, 2)` or `(rows, columns, 2)` mapped back to the page's pixels."""
        at = np.asarray(points if points.ndim == 3 else points[:, None], np.float32) / STEP
        found = cv2.remap(self.nodes, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(found, np.float64).reshape(points.shape)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The upright box around a straight box, in page pixels."""
        corners = self.source(np.array([(x0, y0), (x1, y0), (x0, y1), (x1, y1)]))
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        return float(left), float(top), float(right), float(bottom)


def skew(gray: Pixels) -> float:
    """Degrees by which the page is turned clockwise, within ±12: the angle at which its ink gathers in rows."""
    factor = min(1.0, 900 / max(gray.shape))
    small = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    rows, columns = np.nonzero(small < 160)
    if rows.size < 200:
        return 0.0
    take = slice(None, None, max(1, rows.size // 20000))
    rows, columns = rows[take].astype(np.float32), columns[take].astype(np.float32)

    def sharpness(angle: float) -> float:
        at = rows * np.cos(np.radians(angle)) - columns * np.sin(np.radians(angle))
        counts = np.bincount(np.round(at - at.min()).astype(np.int64))
        return float(np.square(counts.astype(np.float64)).sum())

    best = max(np.arange(-MAX_SKEW, MAX_SKEW + 0.1, 0.5).tolist(), key=sharpness)
    return max(np.arange(best - 0.5, best + 0.51, 0.1).tolist(), key=sharpness)


def place(shape: tuple[int, int], angle: float) -> Placement:
    """The placement that undoes a skew of `angle` degrees about the page's middle; the size stays."""
    height, width = shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    return Placement(width, height, cv2.transform(_lattice(width, height), turn).astype(np.float32))


def straight(pixels: Pixels, placement: Placement) -> Pixels:
    """The page's pixels, one layer or several, seen through a placement; what lies outside is paper."""
    size = (placement.nodes.shape[1] * STEP, placement.nodes.shape[0] * STEP)
    # Nodes stand at multiples of STEP, `resize` takes them for the middles of STEP pixels: half a step lies before.
    half = STEP // 2
    maps = cv2.resize(placement.nodes, size, interpolation=cv2.INTER_LINEAR)
    maps = maps[half : half + placement.height, half : half + placement.width]
    alone = np.empty(0, np.float32)  # both coordinates are in one map
    return np.asarray(cv2.remap(pixels, maps, alone, cv2.INTER_LINEAR, borderValue=(255, 255, 255)), np.uint8)


def bend(placement: Placement, traces: Sequence[Trace]) -> Placement:
    """A placement that also straightens the traced rulings (`traces` in the pixels of `placement`)."""
    middle = np.array([placement.width, placement.height]) / 2
    reach = max(placement.width, placement.height) / 2
    level = [(trace.points - middle) / reach for trace in traces if trace.axis == "h"]
    upright = [((trace.points - middle) / reach)[:, ::-1] for trace in traces if trace.axis == "v"]
    rows, columns = _fit(level), _fit(upright)
    goal = (_lattice(placement.width, placement.height).reshape(-1, 2) - middle) / reach
    at = goal.copy()
    for _ in range(6):
        at = goal - np.stack([columns.shift(at[:, ::-1]), rows.shift(at)], axis=1)
    nodes = placement.source((at * reach + middle).reshape(placement.nodes.shape))
    return Placement(placement.width, placement.height, nodes.astype(np.float32))


@dataclass(frozen=True)
class _Bend:
    """How far `Σ c_ij x^i y^j` moves a point; beyond `low`..`high`, where nothing was traced, as at the border."""

    powers: tuple[tuple[int, int], ...]
    weights: Points
    low: Points
    high: Points

    def shift(self, points: Points) -> Points:
        return _terms(np.clip(points, self.low, self.high), self.powers) @ self.weights


def _fit(lines: Sequence[Points]) -> _Bend:
    """The bend that gives every line's points one second coordinate, robust against a line traced wrongly."""
    powers = tuple((i, j) for i in range(1, DEGREE + 1) for j in range(DEGREE + 1 - i))
    if len(lines) < 2:
        return _Bend(powers, np.zeros(len(powers)), np.full(2, -2.0), np.full(2, 2.0))
    points = np.concatenate(lines)
    owner = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    terms = _terms(points, powers)
    stiffness = np.diag([1e-4 * 10.0 ** (i + j) for i, j in powers])
    weight = np.ones(len(points))
    weights = np.zeros(len(powers))
    for _ in range(5):
        # Taking each line's weighted mean out of both sides eliminates its unknown place.
        total = np.maximum(np.bincount(owner, weight), 1e-12)
        centred = terms - _means(terms, weight, owner, total)[owner]
        offset = points[:, 1] - _means(points[:, 1:], weight, owner, total)[owner, 0]
        weights = np.linalg.solve(centred.T @ (centred * weight[:, None]) + stiffness, -centred.T @ (offset * weight))
        left = np.abs(offset + centred @ weights)
        scale = max(3 * float(np.median(left)), 1e-4)
        weight = 1 / (1 + np.square(left / scale))
    return _Bend(powers, weights, points.min(axis=0), points.max(axis=0))


def _means(values: Points, weight: Points, owner: NDArray[np.int64], total: Points) -> Points:
    return np.stack([np.bincount(owner, weight * column) / total for column in values.T], axis=1)


def _terms(points: Points, powers: Sequence[tuple[int, int]]) -> Points:
    x, y = (list(itertools.accumulate([np.ones(len(of)), *[of] * DEGREE], np.multiply)) for of in points.T)
    return np.stack([x[i] * y[j] for i, j in powers], axis=1)


def _lattice(width: int, height: int) -> Points:
    columns = np.arange(0, width + 2 * STEP, STEP, dtype=np.float64)
    rows = np.arange(0, height + 2 * STEP, STEP, dtype=np.float64)
    return np.stack(np.meshgrid(columns, rows), axis=2)
