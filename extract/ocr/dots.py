"""Points and commas of a number that a reader passed over: a low blot between two of its figures.

At 100 dpi a point is as small as a speck of dust, and nothing in a number says that one is missing. Where such a blot
stands the larger model is asked.
"""

import cv2
import numpy as np

from extract.ocr.recognise import Recognition
from extract.scan.raster import Pixels

__all__ = ["passed_over"]

FAINT = 200
LEAST, MOST = 0.06, 0.3
"""How large a point or a comma is along its larger side, as a share of the line's picture."""
LOW = 0.6
"""Above the middle of neither of them: as a share of the line's picture, from its top."""


def passed_over(pixels: Pixels, read: Recognition) -> set[int]:
    """The figures of a line, by number, between which a blot stands that may be their point; `pixels` is its grey
    picture."""
    text, places = read.text, read.places
    gaps = [n for n in range(len(text) - 1) if text[n].isdecimal() and text[n + 1].isdecimal()]
    if not gaps:
        return set()
    rows, columns = pixels.shape
    _, _, stats, middles = cv2.connectedComponentsWithStats(np.asarray(pixels < FAINT, np.uint8))
    larger = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) / rows
    dots = middles[1:][(larger >= LEAST) & (larger <= MOST) & (middles[1:, 1] > LOW * rows)]
    across = dots[:, 0] / columns
    return {k for n in gaps if ((across > places[n]) & (across < places[n + 1])).any() for k in (n, n + 1)}
