"""Rulings that a threshold left as rows of dots: a hairline on a one-bit scan, or one that was printed so.

Where a line thinner than a pixel lies between two rows of pixels, no bit of it is black enough; what is left stands in
one line all the same, across the page, with nothing beside it. Strokes of text stand in lines, too, but among others.
"""

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.raster import Pixels

__all__ = ["dotted"]

SMALL, SHORT = 0.45, 1.4  # of the text's height: a dot, and a piece of a ruling that is no longer than a letter
FLANK = 0.35  # of the text's height: how far beside a ruling's dots text would stand
CROWDED = 0.18  # of a character's square: so much ink is text
FEWEST, DENSE, APART = 8, 0.012, 4.0  # dots of a ruling; of what is free of text: with dots; more than beside it
GAP, LEAST, LONG = 5.0, 1.0, 8.0  # of the text's height: from dot to dot at most; joined ones, all of them at least
WANDER = 3  # pixels by which a ruling leaves its place
RIM, AT_RIM = 1 / 6, 0.08  # of a cell beside each wall; of a ruling's dots those that stand there, a third if by chance


def dotted(marks: Pixels, solid: Pixels, height: float) -> Pixels:
    """The rulings among the dots of a page, drawn through: `marks` is its ink, `solid` those of its rulings that are
    whole; `height` is that of the text in pixels."""
    rest = np.asarray(cv2.subtract(marks, solid), np.uint8)
    _, found, stats, _ = cv2.connectedComponentsWithStats(rest)
    labels = np.asarray(found, np.int32)
    wide, tall = (np.asarray(stats[:, n], np.int32) for n in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    small = np.maximum(wide, tall) <= max(3, SMALL * height)
    short = (np.minimum(wide, tall) <= max(3, 0.5 * SMALL * height)) & (np.maximum(wide, tall) <= SHORT * height)
    bits = _mask(small | short, labels)
    side = 2 * round(0.5 * height) + 1
    crowded = cv2.boxFilter(rest, -1, (side, side)) >= CROWDED * 255
    text = np.asarray(np.where(crowded, np.uint8(255), cv2.subtract(rest, bits)), np.uint8)
    level = _level((_mask(small & ~_across(tall, wide), labels), bits, solid, text), height)
    layers = (_mask(small & ~_across(wide, tall), labels), bits, solid, text)
    upright = _level(tuple(np.asarray(cv2.transpose(one), np.uint8) for one in layers), height)
    return np.asarray(cv2.bitwise_or(level, cv2.transpose(upright)), np.uint8)


def _across(one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which dots lie across a ruling: a column of hyphens is none."""
    return np.asarray(one > 1.5 * other + 1, np.bool_)


def _mask(kind: NDArray[np.bool_], labels: NDArray[np.int32]) -> Pixels:
    values = np.where(kind, np.uint8(255), np.uint8(0))
    values[0] = 0  # the paper
    return np.asarray(values[labels], np.uint8)


def _level(page: tuple[Pixels, ...], height: float) -> Pixels:
    """The level ones of a page given as its dots, these and other short pieces, its solid rulings, its text."""
    dots, bits, solid, text = page
    found = np.zeros_like(dots)
    flank, gap = max(3, round(FLANK * height)), round(GAP * height)
    table = np.flatnonzero(solid.any(axis=0))
    if not table.size:
        return found
    within = slice(table[0], table[-1] + 1)
    free = cv2.dilate(text, np.ones((2 * flank + 1, 2 * flank + 1), np.uint8))[:, within] == 0
    near = (cv2.dilate(dots, np.ones((3, 1), np.uint8))[:, within] > 0) & free
    dense = near.sum(axis=1) / np.maximum(free.sum(axis=1), free.shape[1] / 10)
    for at in np.flatnonzero(dense >= DENSE).tolist():
        around = dense[max(0, at - flank) : at + flank + 1]
        beside = np.r_[dense[max(0, at - 2 * flank) : max(0, at - WANDER)], dense[at + WANDER + 1 : at + 2 * flank + 1]]
        if dense[at] < around.max() or dense[at] < APART * beside.mean():
            continue
        starts = np.flatnonzero(np.diff(near[at].astype(np.int8)) > 0)
        if len(starts) < FEWEST or starts[-1] - starts[0] < LONG * height:
            continue
        band = slice(max(0, at - 1), at + 2)
        seen, whole, written = (one[band, within].max(axis=0) > 0 for one in (bits, solid, text))
        if _keeps_off(starts, np.flatnonzero(whole)):
            continue
        found[band, within][:, _through(seen, whole, gap, round(LEAST * height)) & ~written] = 255
    return found


def _keeps_off(dots: NDArray[np.intp], walls: NDArray[np.intp]) -> bool:
    """Whether dots keep off the walls that they run across, as what is written in cells does: broken units under one
    another. A ruling's stand beside its crossings, too."""
    after = np.searchsorted(walls, dots)
    between = (after > 0) & (after < len(walls))
    if not between.any():
        return False
    low, high = walls[after[between] - 1], walls[after[between]]
    share = (dots[between] - low) / (high - low)
    return float((np.minimum(share, 1 - share) < RIM).mean()) < AT_RIM


def _through(seen: NDArray[np.bool_], whole: NDArray[np.bool_], gap: int, least: int) -> NDArray[np.bool_]:
    """Where along a line its dots are joined with one another and with what is whole; what lies between two whole
    pieces of it without a dot was torn, or is a merged cell, and is left as it is."""
    kept = seen.copy()
    for start, end in pairwise(np.flatnonzero(seen | whole).tolist()):
        if end - start <= gap and not (whole[start] and whole[end]):
            kept[start:end] = True
    edges = np.flatnonzero(np.diff(np.concatenate([[0], kept.astype(np.int8), [0]])))
    for start, end in edges.reshape(-1, 2).tolist():
        kept[start:end] = end - start >= least
    return kept
