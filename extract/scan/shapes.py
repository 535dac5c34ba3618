"""Signs told by their shape, where a recogniser made for words guesses: a lone `=`, `/` or dash.

=   two flat strokes, one above the other, equally long (of 二 the lower one is longer)
/   one thin straight stroke that leans to the right (1, l and I stand upright)
—   one flat stroke
%   two rings, the lower one to the right, whatever is left of the stroke between them
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.raster import Pixels

__all__ = ["heaviness", "pair", "sign", "twice_barred"]

LEAN = (0.15, 1.2)
STRAIGHT = 0.1
FINE, DARK = 60, 150
DIP = 0.1
OPEN = (0.2, 0.5), (0.4, 0.7)  # of a comparison's width, from its open side
STROKED, POINTED, FOOTED = (0.1, 0.4), (0.6, 0.92), 0.75
HALF, SOLID, LEVEL, RUN = 0.5, 1.6, 0.05, 0.3
"""Of two bars run into one: of 21 such signs in labelled scans 15 were ≦, so that it asks; of some 60 with four strokes
all were."""


def sign(gray: Pixels, height: float) -> str | None:
    """The sign that a lone line's pixels draw, one of `= / — % < > ≤ ≥`, or None; `height`: the text's."""
    scale = max(1.0, FINE / max(1, gray.shape[0]))
    fine = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    mask, height = np.asarray(np.where(fine < _dark(gray), 255, 0), np.uint8), height * scale
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
    if _flat(gray.shape[1], gray.shape[0]) and gray.shape[1] >= 0.3 * height / scale:
        return "—"  # faint, and fallen to pieces
    return "%" if _percent(stats[1:].tolist(), height) else _comparison(mask, height)


def pair(gray: Pixels, height: float) -> str | None:
    """`<=` or `>=` where a line's pixels draw these two signs and nothing else, or None."""
    inked = (gray < _dark(gray)).any(axis=0)
    columns = np.flatnonzero(inked)
    gaps = np.flatnonzero(np.diff(columns) > 1)
    if len(gaps) != 1:
        return None
    first, second = columns[: gaps[0] + 1], columns[gaps[0] + 1 :]
    one, other = (sign(_trimmed(gray[:, part[0] : part[-1] + 1]), height) for part in (first, second))
    return f"{one}=" if one in ("<", ">") and other == "=" else None


def _trimmed(gray: Pixels) -> Pixels:
    rows = np.flatnonzero((gray < _dark(gray)).any(axis=1))
    return gray[rows[0] : rows[-1] + 1]


def _percent(parts: list[list[int]], height: float) -> bool:
    """Whether what is drawn falls into two halves of a ring's size, side by side but for a step down."""
    boxes = [(x, y, x + wide, y + tall) for x, y, wide, tall, _ in parts if max(wide, tall) >= 0.08 * height]
    if len(boxes) < 2:
        return False
    middle = (min(box[1] for box in boxes) + max(box[3] for box in boxes)) / 2
    rings = []
    for half in ([b for b in boxes if b[1] + b[3] <= 2 * middle], [b for b in boxes if b[1] + b[3] > 2 * middle]):
        if not half:
            return False
        rings.append((*(min(b[n] for b in half) for n in (0, 1)), *(max(b[n] for b in half) for n in (2, 3))))
    (left, top, right, bottom), (a, b, c, d) = rings
    sizes = [right - left, bottom - top, c - a, d - b]
    step = (a + c - left - right) / 2
    apart = b >= bottom - 0.1 * height
    return (
        apart
        and all(0.18 * height <= s <= 0.6 * height for s in sizes)
        and max(sizes) < 2 * min(sizes)
        and (0.15 * height <= step <= 0.7 * height)
    )


def _dark(gray: Pixels) -> float:
    """The grey below which a pixel is ink: half way to the darkest, so that a thin stroke's faint ink counts."""
    return max(DARK, (float(gray.min()) + 255) / 2)


def heaviness(gray: Pixels, pointing: str) -> float:
    """How much more ink lies below the point of a `<` or `>` than above it: the two strokes of a bare sign weigh the
    same, a bar that blur has run into the lower one makes it half as heavy again."""
    ink = 255.0 - gray.astype(np.float64)
    across = ink if pointing == ">" else ink[:, ::-1]
    reach = np.flatnonzero(across.max(axis=0) > 255 - _dark(gray))
    rows = np.flatnonzero(across.max(axis=1) > 255 - _dark(gray))
    if not reach.size:
        return 0.0
    upper = slice(int(rows[0]), int(rows[0] + np.ceil(0.65 * (rows[-1] - rows[0]))) + 1)
    tip = across[upper, max(0, int(reach[-1]) - 2) : int(reach[-1]) + 1].sum(axis=1)
    point = upper.start + round(float((tip * np.arange(len(tip))).sum() / max(tip.sum(), 1.0)))
    above, below = ink[:point].sum(), ink[point + 1 :].sum()
    return float(below / max(above, 1.0))


def twice_barred(gray: Pixels, pointing: str) -> float:
    """How surely a `≤` or `≥` is `≦` or `≧`: somewhere on its open side four strokes lie one above the other, or, as
    good as untold, its two bars have run into one as thick as two strokes, as a bold face's only bar is. They are
    level; a slanted bar, and one that has run into the stroke above it, is lower on one side than on the other."""
    gray = gray if pointing == "≥" else gray[:, ::-1]
    ink = 255.0 - gray.astype(np.float64)
    dark = ink > HALF * ink.max()
    where = np.flatnonzero(dark.any(axis=0))
    ends = [_edges(column) for column in dark.T[where[0] : where[-1] + 1]]
    open_side, pointed = (ends[round(a * len(ends)) : round(b * len(ends))] for a, b in (STROKED, POINTED))
    bars = [edges[-1] for edges in pointed if len(edges) > 1]
    if bars and np.ptp([low for _, low in bars]) > LEVEL * len(dark):
        return 0.0
    fine = 255.0 - cv2.resize(gray, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC).astype(np.float64)
    width = fine.shape[1]
    for left, right in OPEN:
        profile = np.maximum(fine[:, round(left * width) : round(right * width)], 0).mean(axis=1)
        if _strokes(profile / max(float(profile.max()), 1.0)) >= 4:
            return 1.0
    strokes = [edges[0][1] - edges[0][0] for edges in open_side if len(edges)]
    if not strokes or len(bars) < FOOTED * len(pointed):
        return 0.0
    return RUN if np.median([low - high for high, low in bars]) >= SOLID * np.median(strokes) else 0.0


def _edges(column: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Where each run of ink of a column begins and ends."""
    return np.flatnonzero(np.diff(np.concatenate([[0], column.astype(np.int8), [0]]))).reshape(-1, 2)


def _strokes(profile: NDArray[np.float64]) -> int:
    """The maxima of a profile of ink that dips of at least `DIP` part."""
    strokes, extreme, rising = 0, 0.0, True
    for level in (*profile.tolist(), 0.0):
        if rising and extreme - level > DIP:
            strokes, extreme, rising = strokes + 1, level, False
        elif not rising and level - extreme > DIP:
            extreme, rising = level, True
        else:
            extreme = max(extreme, level) if rising else min(extreme, level)
    return strokes


def _comparison(mask: Pixels, height: float) -> str | None:
    """`<`, `>`, `≤`, `≥`: at the open side two strokes run towards each other; a third, or a flat foot, is the bar."""
    inked = np.flatnonzero(mask.any(axis=0))
    if inked.size < 0.35 * height:
        return None
    runs = _runs(mask)
    left, right = (_towards(runs, part) for part in (inked[: inked.size // 2], inked[-(inked.size // 2) :]))
    if left is not None and left > 0:
        pointing, side = ">", inked[: inked.size // 3]
    elif right is not None and right < 0:
        pointing, side = "<", inked[-(inked.size // 3) :]
    else:
        return None
    strokes = float(np.median([len(runs[column]) for column in side]))
    if strokes not in (2.0, 3.0):
        return None
    foot = len(mask) - 1 - (mask[::-1, inked] > 0).argmax(axis=0)
    barred = strokes == 3.0 or float(np.ptp(np.percentile(foot, (10, 90)))) < 0.08 * height
    return {">": "≥", "<": "≤"}[pointing] if barred else pointing


def _towards(runs: Sequence[Sequence[int]], columns: NDArray[np.intp]) -> float | None:
    """How steeply the first stroke falls along these columns while the second comes towards it; None if it does not."""
    double = [(column, runs[column]) for column in columns.tolist() if len(runs[column]) >= 2]
    if len(double) < max(4, 0.7 * len(columns)):
        return None
    at = [column for column, _ in double]
    first = float(np.polyfit(at, [run[0] for _, run in double], 1)[0])
    opening = float(np.polyfit(at, [run[1] - run[0] for _, run in double], 1)[0])
    return first if abs(first) > 0.15 and abs(opening) > 0.2 and first * opening < 0 else None


def _runs(mask: Pixels) -> list[list[int]]:
    """Where each run of ink down each column begins."""
    begins = mask > 0
    begins[1:] &= mask[:-1] == 0
    runs: list[list[int]] = [[] for _ in range(mask.shape[1])]
    for column, row in np.argwhere(begins.T).tolist():
        runs[column].append(row)
    return runs


def _flat(width: int, height: int) -> bool:
    return width >= 2.5 * height


def _slash(mask: Pixels, height: float) -> bool:
    rows, columns = np.nonzero(mask)
    if rows.size < 8 or np.ptp(rows) < 3:
        return False
    slope, start = np.polyfit(rows, columns, 1)
    spread = float(np.std(columns - slope * rows - start))
    return LEAN[0] < -slope < LEAN[1] and spread < STRAIGHT * height
