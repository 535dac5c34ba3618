"""Coloured ink told apart: print in colour is print, what a seal or a pen left over the print is not.

Print stands in rows, of one height, beside other print and not over it; the rests of a seal lie around its ring, a
pen's strokes are large, and both run over what is printed.
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["printed"]

TALLEST = 1.4  # heights of the text
SHORTEST = 0.45
WIDEST = 1.7
NEAR = 0.9  # heights to the next character of a row
LEVEL = 0.3  # heights by which a character's foot may stand off that of its row
INNER = 0.7  # of a character's height: no more has a part of it that it encloses
ROW = 0.8  # heights around a character's middle within which all parts of its row stand
PART = 0.15  # heights by which a part of a character may stand out of its neighbour's row
CLEAR = 0.6  # heights around a seal's ink that are the seal's
OVER = 0.15  # of a character's box, by which it may lie over another one's

Boxes = NDArray[np.int32]
Flags = NDArray[np.bool_]


def printed(boxes: Boxes, letters: Flags, coloured: Flags, height: float, seals: Boxes) -> Flags:
    """Which of the coloured blobs are print. `boxes` are all blobs of a page, `letters` those of a letter's size, and
    `seals` the boxes of its seals."""
    size = boxes[:, 2:] - boxes[:, :2]
    shaped = (size[:, 1] <= TALLEST * height) & (size[:, 1] >= SHORTEST * height) & (size[:, 0] <= WIDEST * height)
    likely = np.flatnonzero(coloured & letters & shaped & ~_touching(boxes, seals, CLEAR * height))
    found = np.zeros(len(boxes), np.bool_)
    if not len(likely):
        return found
    others = np.flatnonzero(letters)
    for n in likely.tolist():
        found[n] = _stands_in_row(boxes, n, others, shaped, coloured, height)
    rest = coloured & ~found & (size <= (WIDEST * height, TALLEST * height)).all(axis=1)
    for n in np.flatnonzero(rest & ~_touching(boxes, seals, CLEAR * height)).tolist():
        found[n] = bool(len(_beside(boxes, n, np.flatnonzero(found), height)))  # what stands beside print is of it
    return found


def _stands_in_row(
    boxes: Boxes, n: int, others: NDArray[np.int64], shaped: Flags, coloured: Flags, height: float
) -> bool:
    """Whether a coloured character, or a part of one, has no other under it, beside it nothing coloured that is large
    or stands between the rows, and neighbours on its own row."""
    x0, y0, x1, y1 = boxes[n].tolist()
    rest = others[others != n]
    over = _overlap(boxes[rest], boxes[n])
    inner = (boxes[rest, :2] >= (x0, y0)).all(axis=1) & (boxes[rest, 2:] <= (x1, y1)).all(axis=1)
    over[inner & (boxes[rest, 3] - boxes[rest, 1] < INNER * (y1 - y0))] = 0
    if (over[~coloured[rest]] > OVER * (x1 - x0) * (y1 - y0)).any():
        return False
    near = rest[_gap(boxes[rest], boxes[n]) <= NEAR * height]
    low, high = (y0 + y1) / 2 - ROW * height, (y0 + y1) / 2 + ROW * height
    within = (boxes[near, 1] >= low) & (boxes[near, 3] <= high) & (boxes[near, 2] - boxes[near, 0] <= WIDEST * height)
    if (coloured[near] & ~shaped[near] & ~within).any():
        return False
    row = near[within & (np.minimum(boxes[near, 3], y1) > np.maximum(boxes[near, 1], y0))]
    if not shaped[row].any():
        return False
    top, foot = int(boxes[row, 1].min()), int(boxes[row, 3].max())
    is_part = top - PART * height <= y0 and y1 <= foot + PART * height
    return bool(is_part or abs(foot - y1) <= LEVEL * height)


def _beside(boxes: Boxes, n: int, others: NDArray[np.int64], height: float) -> NDArray[np.int64]:
    return others[_gap(boxes[others], boxes[n]) <= 0.5 * NEAR * height]


def _gap(boxes: Boxes, box: Boxes) -> NDArray[np.int32]:
    """How far boxes are from one, the larger of across and down; 0 where they touch."""
    across = np.maximum(boxes[:, 0] - box[2], box[0] - boxes[:, 2])
    down = np.maximum(boxes[:, 1] - box[3], box[1] - boxes[:, 3])
    return np.asarray(np.maximum(np.maximum(across, down), 0), np.int32)


def _overlap(boxes: Boxes, box: Boxes) -> NDArray[np.int32]:
    across = np.minimum(boxes[:, 2], box[2]) - np.maximum(boxes[:, 0], box[0])
    down = np.minimum(boxes[:, 3], box[3]) - np.maximum(boxes[:, 1], box[1])
    return np.asarray(np.maximum(across, 0) * np.maximum(down, 0), np.int32)


def _touching(boxes: Boxes, seals: Boxes, around: float) -> Flags:
    """Which boxes lie in a seal's box or close beside it."""
    found = np.zeros(len(boxes), np.bool_)
    for seal in seals:
        found |= _gap(boxes, seal) <= around
    return found
