"""Ink told from paper: what is darker than its surroundings, and the hairlines that go on from it."""

import cv2
import numpy as np

from extract.scan.raster import Pixels

__all__ = ["flat_strokes", "ink"]

CLEAR, FAINT = 30, 12  # levels of grey by which ink is darker than its surroundings


def ink(gray: Pixels, height: float) -> Pixels:
    """255 where a clean page has ink, judged against its surroundings; `height` is that of the text, in pixels."""
    return _against(gray, height, CLEAR)


def _against(gray: Pixels, height: float, by: int) -> Pixels:
    """255 where a page is darker than its surroundings, by so many levels of grey."""
    block = max(15, 2 * round(0.75 * height) + 1)
    darker = cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, by)
    return np.asarray(darker, np.uint8)


def flat_strokes(gray: Pixels, mask: Pixels, height: float) -> Pixels:
    """The ink of a page without its rulings, with the hairlines of = and 一 whole of which `mask` has but a part: faint
    ink that goes on from it, flat and no larger than a character (hysteresis; Canny 1986)."""
    faint = _against(gray, height, FAINT)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(faint)
    wide, tall = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    flat = (wide >= 0.35 * height) & (wide <= 1.2 * height) & (tall <= 0.6 * height) & (wide >= 1.2 * tall)
    whole = mask.copy()
    for n in np.flatnonzero(flat[1:]) + 1:
        left, top, width, high, _ = stats[n].tolist()
        box = slice(top, top + high), slice(left, left + width)
        stroke = labels[box] == n
        if mask[box][stroke].any():
            whole[box][stroke] = 255
    return whole
