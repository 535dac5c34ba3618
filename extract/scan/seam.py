"""A line that a page break ran through: its upper half stands at the foot of a page, its lower half at the head of the
next one. Their pictures, cut out as wide as their cells, are put together again.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extract.grid import GridCell
from extract.scan.crops import LineImage
from extract.scan.lines import TextLine, cell_lines
from extract.scan.prepare import Prepared
from extract.scan.raster import Pixels

__all__ = ["Half", "at_foot", "at_head", "halves", "is_part", "joined"]

LOW, EDGE, HEAD = 0.7, 0.3, 3
"""Of the text's height: what is lower is part of a line, how far it stands from its cell's edge. Rows of a head."""
LEAST, MOST = 0.7, 1.35  # of the text's height: two halves together
AMISS = 0.015  # of a table's width: how far the cells of two halves may stand apart
DARK = 128
FADED = 0.1  # of the text's height: what a scan loses of either edge
DRIFT = 0.3  # of the text's height: how far one page may be printed or scanned beside the other


class Half(NamedTuple):
    """A part of a line in its cell. `strip` is as wide as the cell; `line` is None where the part is so low that it
    passes for specks; `away`: rows between it and the cell's edge, where a ruling lay over it."""

    cell: GridCell
    line: TextLine | None
    strip: Pixels
    away: int


def at_head(line: TextLine, cell: GridCell, height: float) -> bool:
    """Whether a line of a table's first rows touches the upper edge of its cell."""
    return cell.row < HEAD and line.y0 - cell.box[1] < EDGE * height


def at_foot(line: TextLine, cell: GridCell, rows: int, height: float) -> bool:
    """Whether a line of a table's last row touches the lower edge of its cell."""
    return cell.row + cell.row_span == rows and cell.box[3] - line.y1 < EDGE * height


def is_part(line: TextLine, height: float) -> bool:
    """Whether a line is lower than text is, and no sign."""
    return line.y1 - line.y0 < LOW * height and line.x1 - line.x0 > 1.5 * height


def halves(upper: Prepared, lower: Prepared) -> Iterator[tuple[Half, Half]]:
    """What the break between two pages cut, each upper half with its lower one: they stand in like places across their
    tables, which need not have the same columns otherwise."""
    above, below = upper.grids()[-1], lower.grids()[0]
    rows = len(above.ys) - 1
    heads = [half for cell in below.cells if cell.row < HEAD and (half := _half(lower, cell, head=True))]
    feet = [
        half for cell in above.cells if cell.row + cell.row_span == rows and (half := _half(upper, cell, head=False))
    ]
    for foot in feet:
        for head in [one for one in heads if _level(foot.cell, above.xs, one.cell, below.xs)][:1]:
            parts = ((upper, foot), (lower, head))
            if any(half.line is not None and is_part(half.line, page.blobs.height) for page, half in parts):
                yield foot, head


def _level(one: GridCell, across: Sequence[float], other: GridCell, beside: Sequence[float]) -> bool:
    """Whether two cells take the same part of their tables' widths."""
    return all(
        abs(
            (one.box[side] - across[0]) / (across[-1] - across[0])
            - (other.box[side] - beside[0]) / (beside[-1] - beside[0])
        )
        < AMISS
        for side in (0, 2)
    )


def _half(page: Prepared, cell: GridCell, *, head: bool) -> Half | None:
    """The ink at the upper or lower edge of a cell; None where none touches it."""
    height = page.blobs.height
    left, top, right, bottom = (round(side) for side in cell.box)
    lines = cell_lines(page.blobs, cell.box)
    line = lines[0 if head else -1] if lines else None
    if line is not None and (away := line.y0 - top if head else bottom - line.y1) < EDGE * height:
        return Half(cell, line, page.gray[line.y0 : line.y1, left:right], max(0, away))
    inked = np.asarray((page.blobs.mask[top:bottom, left:right] > 0).any(axis=1), np.bool_)
    rows = np.flatnonzero(inked if head else inked[::-1])
    if not rows.size or rows[0] >= EDGE * height:
        return None
    gaps = np.flatnonzero(np.diff(rows) > 1)
    start, end = int(rows[0]), int(rows[gaps[0]] if gaps.size else rows[-1]) + 1
    if end - start > LOW * height:
        return None
    strip = slice(top + start, top + end) if head else slice(bottom - end, bottom - start)
    return Half(cell, None, page.gray[strip, left:right], start)


def joined(upper: Half, lower: Half, height: float) -> list[LineImage]:
    """The whole line, for the recogniser; `height` is that of the upper page's text. A scan fades the edges of a cut,
    which are never quite level, and a ruling hides them: the strokes go on there as they come, or until they meet.
    Nothing where the two are no halves of one line: together they are too low or too high."""
    wide = upper.strip.shape[1]
    factor = wide / lower.strip.shape[1]
    rest = cv2.resize(lower.strip, (wide, max(1, round(len(lower.strip) * factor))), interpolation=cv2.INTER_AREA)
    seen = len(upper.strip) + len(rest)
    if min(len(upper.strip), len(rest)) < 2 or seen > MOST * height or seen + upper.away + lower.away < LEAST * height:
        return []
    rest = np.roll(rest, _drift(upper.strip, np.asarray(rest, np.uint8), round(DRIFT * height)), axis=1)
    lost = min(upper.away + lower.away, max(0, round(height) - len(upper.strip) - len(rest)))
    before, after = np.minimum(upper.strip[-2], upper.strip[-1]), np.minimum(rest[0], rest[1])
    whole = np.vstack([upper.strip[:-1], *[before] * (1 + lost // 2), *[after] * (1 + lost - lost // 2), rest[1:]])
    reach = max(1, round(FADED * height))
    zone = slice(max(0, len(upper.strip) - 2 * reach), len(upper.strip) + lost + 2 * reach)
    closed = np.vstack([upper.strip, np.full((lost, wide), 255, np.uint8), rest])
    closed[zone] = cv2.morphologyEx(closed[zone], cv2.MORPH_OPEN, np.ones((lost + reach + 1, 1), np.uint8))
    inked = np.flatnonzero((whole < DARK).any(axis=0))
    if not inked.size:
        return []
    across, room = slice(inked[0], inked[-1] + 1), round(0.25 * height)
    return [LineImage(np.pad(image[:, across], room, constant_values=255)) for image in (whole, closed)]


def _drift(upper: Pixels, lower: Pixels, most: int) -> int:
    """By how many columns the lower half has to move for the strokes that cross the seam to meet."""
    foot, head = (255.0 - rows.astype(np.float64).mean(axis=0) for rows in (upper[-3:], lower[:3]))
    return max(range(-most, most + 1), key=lambda by: (float(foot @ np.roll(head, by)), -abs(by)))
