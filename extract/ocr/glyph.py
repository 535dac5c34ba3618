"""The ink of one character of a line, by the place that its reader gives it."""

import numpy as np

from extract.scan.raster import Pixels

__all__ = ["FAINT", "first_ink", "glyph"]

FAINT = 200
"""The grey from which on a pixel is paper."""
NEAR = 4  # pixels
NARROWEST, WIDEST = 0.2, 1.3
"""Of a single character, as a share of the line's height."""


def glyph(pixels: Pixels, place: float, after: float | None = None) -> Pixels | None:
    """The columns of ink that stand together at a share of a line's width; None where they are no single sign. A sign
    that touches what stands at `after` is cut off where the ink between them is least."""
    inked = pixels.min(axis=0) < FAINT
    at = min(round(place * len(inked)), len(inked) - 1)
    near = np.flatnonzero(inked[max(0, at - NEAR) : at + NEAR + 1])
    if not near.size:
        return None
    at = max(0, at - NEAR) + int(near[np.abs(near - min(at, NEAR)).argmin()])
    blank = np.flatnonzero(~inked)
    left = int(blank[blank < at].max(initial=-1)) + 1
    right = int(blank[blank > at].min(initial=len(inked)))
    if after is not None and right > (beyond := round(after * len(inked))) > at + 1:
        right = at + 1 + int(pixels[:, at + 1 : beyond].mean(axis=0).argmax())
    return pixels[:, left:right] if NARROWEST < (right - left) / len(pixels) < WIDEST else None


def first_ink(pixels: Pixels) -> float:
    """Where a line begins, as a share of its width."""
    return (int((pixels.min(axis=0) < FAINT).argmax()) + 1) / int(pixels.shape[1])
