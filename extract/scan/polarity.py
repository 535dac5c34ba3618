"""White print on dark ground turned into dark print on white: a header with a dark fill, a page printed as a negative.

    brightness ─ areas that are no paper ─► those whose writing is lighter than their ground ─► turned over

What parts such an area from the paper around it is its own edge: that is left dark, for it stands where a ruling would.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.clean import LARGEST_SEAL
from extract.scan.raster import Pixels

__all__ = ["dark_on_light"]

FACTOR = 2  # areas are looked for on a copy so many times smaller
PAPER = 205  # levels of 255: what is brighter is paper
THICKEST = 0.004  # of the page's longer side: strokes of print and rulings are no thicker
LOWEST = 0.02  # of it: a lower area holds no print (17 points of A4)
NARROWEST = 2  # heights of the lowest: a character or two, joined by blur, are no area
FILLED = 0.55  # of an area's pixels are ground: of fills 0.62 and more, of 33 blocks of blurred print at most 0.48
SQUARE = 0.6  # of its width: an area at least so high may be a seal
CONTRAST, EVEN = 40, 20  # levels between ground and writing; by which the ground itself varies
WRITTEN = (0.001, 0.4)  # of an area's pixels
AROUND, COARSE = 0.05, 4  # of the longer side: some three lines of text, most of which is ground; so many times smaller
RIM = 2  # pixels of an area's edge that are left dark


def dark_on_light(pixels: Pixels) -> Pixels:
    """A BGR page with every area of light print on dark ground turned over into grey on white; the same array where
    there is none."""
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    found = list(_areas(gray))
    if not found:
        return pixels
    turned = pixels.copy()
    for box, mask, level in found:
        inner = _without_rim(mask, box, gray.shape)
        turned[box][inner] = _over(gray[box], level)[inner][:, None]
    return turned


def _areas(gray: Pixels) -> Iterator[tuple[tuple[slice, slice], NDArray[np.bool_], Pixels]]:
    """The areas to be turned over: where each is, its pixels there, and the ground at each of them."""
    small = cv2.resize(gray, None, fx=1 / FACTOR, fy=1 / FACTOR, interpolation=cv2.INTER_AREA)
    thick = max(3, round(THICKEST * max(small.shape)))
    ground = np.where(small < PAPER, np.uint8(255), np.uint8(0))
    ground = cv2.morphologyEx(ground, cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8))
    outlines, _ = cv2.findContours(ground, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    lowest = LOWEST * max(small.shape)
    for outline in outlines:
        left, top, wide, high = cv2.boundingRect(outline)
        if high < lowest or wide < NARROWEST * lowest:
            continue
        filled = np.zeros((high, wide), np.uint8)
        cv2.drawContours(filled, [outline], -1, (1,), cv2.FILLED, offset=(-left, -top))
        box = slice(FACTOR * top, FACTOR * (top + high)), slice(FACTOR * left, FACTOR * (left + wide))
        part = gray[box]
        mask = np.kron(filled, np.ones((FACTOR, FACTOR), np.uint8))[: part.shape[0], : part.shape[1]] > 0
        solid = np.count_nonzero(ground[top : top + high, left : left + wide]) / np.count_nonzero(filled)
        if solid < FILLED or _is_seal(wide, high, max(small.shape)):
            continue
        level = _level(part, mask, max(gray.shape))
        if _is_turned(part, level, mask):
            yield box, mask, level


def _is_seal(wide: int, high: int, longest: int) -> bool:
    """Whether an area is about as wide as high, and no larger than a seal or its star is."""
    return min(wide, high) > SQUARE * max(wide, high) and max(wide, high) <= LARGEST_SEAL * longest


def _level(part: Pixels, mask: NDArray[np.bool_], longest: int) -> Pixels:
    """The ground at each pixel of an area: what most of the pixels around it are. It follows a shadow, writing does not
    reach it."""
    usual = int(np.median(part[mask]))
    alone = np.where(mask, part, np.uint8(usual))
    small = cv2.resize(alone, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    reach = max(1, round(AROUND * longest / COARSE / 2))
    wide = cv2.copyMakeBorder(small, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=(usual,))
    level = cv2.medianBlur(wide, 2 * reach + 1)[reach:-reach, reach:-reach]
    return np.asarray(cv2.resize(level, part.shape[::-1], interpolation=cv2.INTER_LINEAR), np.uint8)


def _is_turned(part: Pixels, level: Pixels, mask: NDArray[np.bool_]) -> bool:
    """Whether writing stands lighter on an even ground: so much of it as writing has, and hardly any that is darker.
    In a shadow on paper it is darker, however dark the shadow; blurred print that runs together has no ground."""
    above = part[mask].astype(np.int16) - level[mask]
    lighter, darker = float((above > CONTRAST).mean()), float((above < -CONTRAST).mean())
    even = float((np.abs(above) <= EVEN).mean()) >= FILLED
    dark = float(np.median(level[mask])) < PAPER - CONTRAST
    return even and dark and WRITTEN[0] <= lighter <= WRITTEN[1] and darker < lighter


def _over(part: Pixels, level: Pixels) -> Pixels:
    """Distance from the ground as darkness: both lighter writing and darker rulings are ink."""
    values, ground = part.astype(np.float32), level.astype(np.float32)
    light = (values - ground) / np.maximum(CONTRAST, 255 - ground)
    dark = (ground - values) / np.maximum(CONTRAST, ground)
    return np.asarray(np.clip(255 * (1 - np.maximum(light, dark)), 0, 255), np.uint8)


def _without_rim(mask: NDArray[np.bool_], box: tuple[slice, slice], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """The area without its edge; along the page's own edges nothing is left."""
    rows, columns = box
    inner = cv2.erode(mask.astype(np.uint8), np.ones((2 * RIM + 1, 2 * RIM + 1), np.uint8), borderValue=(1,))
    paper = np.ones(mask.shape, np.bool_)
    paper[: 0 if rows.start == 0 else RIM] = False
    paper[mask.shape[0] - (0 if rows.stop >= shape[0] - FACTOR else RIM) :] = False
    paper[:, : 0 if columns.start == 0 else RIM] = False
    paper[:, mask.shape[1] - (0 if columns.stop >= shape[1] - FACTOR else RIM) :] = False
    return np.asarray((inner > 0) & paper, np.bool_)
