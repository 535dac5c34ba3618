"""Rows of ink cut into bands, one for each printed line: at empty rows, and where two lines touch at the thinnest."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["bands"]


def bands(profile: NDArray[np.float64], height: float) -> list[tuple[int, int]]:
    """Rows of ink cut into lines: at empty rows, and where a run is too tall for one line at its thinnest row."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (profile > 0).astype(np.int8), [0]])))
    runs = [piece for start, end in edges.reshape(-1, 2) for piece in _cut(profile, int(start), int(end), height)]
    lines: list[tuple[int, int]] = []
    for start, end in runs:
        if lines and _one_line(lines[-1], (start, end), height):
            lines[-1] = (lines[-1][0], end)
        else:
            lines.append((start, end))
    return lines


def _cut(profile: NDArray[np.float64], start: int, end: int, height: float) -> list[tuple[int, int]]:
    if end - start < 1.6 * height:
        return [(start, end)]
    low, high = start + round(0.6 * height), end - round(0.6 * height)
    smooth = np.convolve(profile[start:end], np.ones(3) / 3, mode="same")[low - start : high - start]
    at = low + int(smooth.argmin())
    if smooth.min() > 0.45 * profile[start:end].mean():
        return [(start, end)]
    return [*_cut(profile, start, at, height), *_cut(profile, at, end, height)]


def _one_line(above: tuple[int, int], below: tuple[int, int], height: float) -> bool:
    """Two runs of ink are parts of one line when they are close, fit a line together and one is flat (二, =, ≥), or
    both are but half a character (台)."""
    low, high = sorted((above[1] - above[0], below[1] - below[0]))
    together = below[1] - above[0]
    parts = (low < 0.45 * height and together <= 1.25 * height) or (high < 0.65 * height and together <= 1.1 * height)
    return parts and below[0] - above[1] < 0.45 * height
