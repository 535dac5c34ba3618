"""Ink on white paper: shadows evened out, seals and stamps taken out by their colour.

A seal is saturated, large and nearly round; where it covers print, its own channel still shows the ink below. So a
seal's pixels take their brightest channel (red for a red seal), lifted by what the colour itself darkens, and
everything else stays the grey it was.
"""

from typing import NamedTuple

import cv2
import numpy as np

from extract.scan.raster import Pixels

__all__ = ["Clean", "clean"]

BACKGROUND_SIDE = 400
CHROMA = 40
SEAL_SIDE = 0.035
LIFT = 0.6
PAPER = 235
FAINTEST_INK = 190


class Clean(NamedTuple):
    """`gray`: 255 is paper, 0 is ink. `seal`: 255 where a seal or stamp was taken out."""

    gray: Pixels
    seal: Pixels


def clean(pixels: Pixels) -> Clean:
    """A BGR page as even grey ink on white, with the mask of the seals that were removed."""
    gray = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    blue, green, red = cv2.split(pixels)
    brightest = cv2.max(cv2.max(blue, green), red)
    chroma = cv2.subtract(brightest, cv2.min(cv2.min(blue, green), red))
    seal, boxes = _seals(np.asarray(chroma, np.uint8))
    paper = _paper(np.asarray(brightest, np.uint8))
    for x0, y0, x1, y1 in boxes:
        # Without colour this is the grey it was: ink and paper have three equal channels.
        part = (slice(y0, y1), slice(x0, x1))
        under = cv2.addWeighted(brightest[part], 1.0, chroma[part], LIFT, 0)
        gray[part] = cv2.min(under, paper[part])
    return Clean(_even(np.asarray(gray, np.uint8), paper), seal)


def _seals(chroma: Pixels) -> tuple[Pixels, list[tuple[int, int, int, int]]]:
    """Mask and boxes of seals and stamps: colour whose joined blob is large both ways, as text and lines are not."""
    mask = np.zeros(chroma.shape, np.uint8)
    factor = 4
    small = cv2.resize(chroma, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    coloured = np.asarray(small > CHROMA, np.uint8)
    if not coloured.any():
        return mask, []
    reach = max(3, round(0.012 * max(small.shape)))
    joined = cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    side = SEAL_SIDE * max(small.shape)
    boxes = []
    for left, top, width, height, _ in stats[1:]:
        if min(width, height) >= side:
            x0, y0 = max(0, factor * (left - reach)), max(0, factor * (top - reach))
            x1, y1 = factor * (left + width + reach), factor * (top + height + reach)
            boxes.append((int(x0), int(y0), int(x1), int(y1)))
            mask[y0:y1, x0:x1] = np.where(chroma[y0:y1, x0:x1] > CHROMA, 255, mask[y0:y1, x0:x1])
    return mask, boxes


def _paper(gray: Pixels) -> Pixels:
    """How bright the paper is at each pixel: bright neighbourhoods, smoothed over many lines of text."""
    factor = max(1.0, max(gray.shape) / BACKGROUND_SIDE)
    small = cv2.resize(gray, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 21)
    return np.asarray(cv2.resize(paper, gray.shape[::-1], interpolation=cv2.INTER_LINEAR), np.uint8)


def _even(gray: Pixels, paper: Pixels) -> Pixels:
    """Divide by the paper's own brightness and stretch, so that paper is 255 and solid ink 0."""
    ratio = cv2.divide(gray, paper, scale=255.0)
    threshold, _ = cv2.threshold(ratio, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    counts = np.bincount(ratio.ravel()[::7], minlength=256)
    below = np.cumsum(counts[: max(1, int(threshold))])
    dark = min(int(np.searchsorted(below, 0.2 * below[-1])), FAINTEST_INK)
    table = np.clip((np.arange(256) - dark) * 255.0 / (PAPER - dark), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(ratio, table), np.uint8)
