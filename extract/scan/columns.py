"""Tables on a page's picture of which no rulings draw the cells: rulings across alone, or none.

    lines detected ─ their ink ─► words ─ extract.aligned ─► walls ─► the grid
    the page's ink ─ closed ─► words ─► does it stand in columns? (what a glance asks)

Words and rulings are measured in points of ordinary type, as those of a digital page are.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.aligned import APART, NARROW, walls
from extract.context import Columns
from extract.grid import TableGrid, tables
from extract.model import Box, Line
from extract.rows import LEAST_RULINGS, stand_in_columns
from extract.rulings import join
from extract.scale import ORDINARY
from extract.scan.lines import Blobs, TextLine
from extract.scan.prepare import Prepared
from extract.sheet import Ruling

__all__ = ["guessed", "may_be_columns", "parted"]

LONG = 10.0  # heights of the text: a longer ruling is a table's, not a stroke below a word
TORN = 1.0  # heights: what a worn ruling lacks here and there is no end of it
MARK = 0.5  # heights: what is no larger is a mark of punctuation, which takes the room of a character
SPECK = 0.12  # heights
WORD = 0.5  # heights: lower is no word
UPRIGHT = 2.5  # heights: higher is what is written downwards, of no row
SPREAD = 2.0  # heights: words of prose stand no further apart


def may_be_columns(page: Prepared) -> bool:
    """Whether a page without a grid may have a table all the same: it is ruled across, or its ink stands in columns."""
    long = [ruling for ruling in page.lattice.rulings if ruling.end - ruling.start > LONG * page.height]
    return len({ruling.at for ruling in long}) >= LEAST_RULINGS or stand_in_columns(_inked(page, SPREAD))


def _inked(page: Prepared, apart: float) -> list[Box]:
    """The words of a page, roughly, as its ink alone shows them, parted at gaps wider than so many heights."""
    reach = round(apart * page.height)
    closed = cv2.morphologyEx(page.marks, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed)
    high = stats[1:, cv2.CC_STAT_HEIGHT]
    words = stats[1:][(high >= WORD * page.height) & (high <= UPRIGHT * page.height)]
    return [(float(x), float(y), float(x + wide), float(y + high)) for x, y, wide, high, _ in words.tolist()]


def guessed(page: Prepared, lines: Sequence[tuple[TextLine, str]], columns: Columns = ()) -> list[TableGrid]:
    """The one table that a page's lines and level rulings show, in pixels of the straight page; none where they show
    none. `columns`: those of the table that goes on over the page."""
    unit = page.height / ORDINARY
    words, parts = [], []
    for line, text in lines:
        cut = [word for word in parted(page.blobs, line, APART) if word.y1 - word.y0 <= UPRIGHT * page.height]
        words += [Line(text=_of(text, line, word), box=_scaled(word, 1 / unit)) for word in cut]
        parts += [_scaled(part, 1 / unit) for word in cut for part in parted(page.blobs, word, NARROW)]
    missed = [box for box in _inked(page, APART) if not any(_meet(box, line) for line, _ in lines)]
    words += [Line(text="", box=_scaled(box, 1 / unit)) for box in missed]  # a sign alone is often not detected
    across = join([ruling for ruling in page.lattice.rulings if ruling.axis == "h"], TORN * page.height)
    level = [_ruling(ruling, 1 / unit) for ruling in across]
    known = [at * page.gray.shape[1] / unit for at in columns]
    found = [_ruling(wall, unit) for wall in walls(words, parts, level, known)]
    return tables(found, tolerance=0.3 * page.height, coverage=0.5)


def _meet(box: Box, line: TextLine) -> bool:
    return box[0] < line.x1 and line.x0 < box[2] and box[1] < line.y1 and line.y0 < box[3]


def _scaled(box: Box | TextLine, factor: float) -> Box:
    x0, y0, x1, y1 = box[:4]
    return (x0 * factor, y0 * factor, x1 * factor, y1 * factor)


def _ruling(ruling: Ruling, factor: float) -> Ruling:
    return Ruling(ruling.axis, ruling.at * factor, ruling.start * factor, ruling.end * factor)


def _of(text: str, line: TextLine, word: TextLine) -> str:
    """The part of a line's text that stands where a word of it does."""
    start, end = ((x - line.x0) / max(1, line.x1 - line.x0) for x in (word.x0, word.x1))
    return text[round(start * len(text)) : max(1, round(end * len(text)))]


def parted(ink: Blobs, line: TextLine, apart: float) -> list[TextLine]:
    """A line in parts, where gaps in its ink are wider than so many of its heights, each as narrow as its ink."""
    own = _within(ink.boxes, line, ink.height)
    return list(_parts(own, line, apart * (line.y1 - line.y0), MARK * ink.height)) if len(own) else [line]


def _within(boxes: NDArray[np.int32], line: TextLine, height: float) -> NDArray[np.int32]:
    """The blobs of a line, from left to right."""
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    inside = np.logical_and(middle > line[:2], middle < line[2:4]).all(axis=1)
    own: NDArray[np.int32] = boxes[inside & ((boxes[:, 2:] - boxes[:, :2]).max(axis=1) > SPECK * height)]
    return own[np.argsort(own[:, 0])]


def _parts(own: NDArray[np.int32], line: TextLine, gap: float, mark: float) -> Iterator[TextLine]:
    """Runs of blobs with no wider gap between them; behind a mark of punctuation there is room that is no gap."""
    run: list[Sequence[int]] = []
    reach = 0.0
    for x0, y0, x1, y1 in own.tolist():
        if run and x0 - reach > gap:
            yield _around(run, line)
            run = []
        right = x0 + 2 * mark if max(x1 - x0, y1 - y0) < mark else x1
        reach = max(reach, right) if run else right
        run.append((x0, y0, x1, y1))
    yield _around(run, line)


def _around(run: Sequence[Sequence[int]], line: TextLine) -> TextLine:
    x0, y0, x1, y1 = zip(*run, strict=True)
    return TextLine(max(min(x0), line.x0), max(min(y0), line.y0), min(max(x1), line.x1), min(max(y1), line.y1))
