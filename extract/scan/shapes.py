"""Signs told by their shape, where a recogniser made for words guesses: a lone `=`, `/` or dash.

=   two flat strokes, one above the other, equally long (of 二 the lower one is longer)
/   one thin straight stroke that leans to the right (1, l and I stand upright)
—   one flat stroke
"""

import cv2
import numpy as np

from extract.scan.raster import Pixels

__all__ = ["sign"]

LEAN = (0.15, 1.2)
STRAIGHT = 0.1


def sign(mask: Pixels, height: float) -> str | None:
    """The sign that a line's ink draws, one of `= / — < > ≤ ≥`, or None. `height` is that of the page's text."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    parts = sorted((row for row in stats[1:].tolist() if max(row[2:4]) >= 0.25 * height), key=lambda row: row[1])
    if len(parts) == 1:
        left, top, width, tall, _ = parts[0]
        if _flat(width, tall) and width >= 0.3 * height:
            return "—"
        if tall >= 0.5 * height and _slash(mask[top : top + tall, left : left + width], height):
            return "/"
    elif len(parts) == 2 and all(_flat(part[2], part[3]) for part in parts):
        above, below = parts
        together = min(above[0] + above[2], below[0] + below[2]) - max(above[0], below[0])
        if together > 0.8 * above[2] and 0.8 < above[2] / below[2] < 1.25:
            return "="
    return _comparison(mask, height)


def _comparison(mask: Pixels, height: float) -> str | None:
    """`<`, `>`, `≤`, `≥`: down each column the first stroke runs towards the second, which runs towards it; a third
    stroke at the open side is the bar."""
    columns = np.flatnonzero(mask.any(axis=0))
    if columns.size < 0.4 * height:
        return None
    runs = [_runs(mask[:, column]) for column in columns.tolist()]
    if sum(2 <= len(run) <= 3 for run in runs) < 0.6 * len(runs):
        return None
    double = [(column, run) for column, run in zip(columns.tolist(), runs, strict=True) if len(run) >= 2]
    at = [column for column, _ in double]
    first = float(np.polyfit(at, [run[0] for _, run in double], 1)[0])
    opening = float(np.polyfit(at, [run[1] - run[0] for _, run in double], 1)[0])
    if abs(first) < 0.15 or abs(opening) < 0.2 or first * opening > 0:
        return None
    third = len(runs) // 3
    open_side = runs[:third] if first > 0 else runs[-third:]
    strokes = float(np.median([len(run) for run in open_side]))
    if strokes not in (2.0, 3.0):
        return None
    return {(True, 3.0): "≥", (True, 2.0): ">", (False, 3.0): "≤", (False, 2.0): "<"}[first > 0, strokes]


def _runs(column: Pixels) -> list[int]:
    """Where each run of ink down a column begins."""
    inked = column > 0
    return [int(row) for row in np.flatnonzero(inked & ~np.concatenate([[False], inked[:-1]]))]


def _flat(width: int, height: int) -> bool:
    return width >= 2.5 * height


def _slash(mask: Pixels, height: float) -> bool:
    rows, columns = np.nonzero(mask)
    if rows.size < 8 or np.ptp(rows) < 3:
        return False
    slope, start = np.polyfit(rows, columns, 1)
    spread = float(np.std(columns - slope * rows - start))
    return LEAN[0] < -slope < LEAN[1] and spread < STRAIGHT * height
