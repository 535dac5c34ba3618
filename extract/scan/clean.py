"""Ink on white paper: shadows evened out, seals and stamps taken out by their colour.

A seal is saturated and large; where it covers print, its brightest channel (red for a red seal) still shows the ink
below, at half the contrast. Only pixels around a seal are changed: print in colour stays the grey it was.
"""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extract.scan.raster import Pixels

__all__ = ["Clean", "clean"]

PAPER_SIDE = 400  # pixels of the small copy on which the paper's brightness is found
LIGHTEST_PAPER, FAINTEST_INK = 235, 190
COLOURED = 40
TINTED = 6  # levels between the paper's channels
SEAL_SIDE = 0.035  # of the page's longer side
LARGEST_SEAL = 0.2  # of it; an official seal measures 42 mm, 0.14 of A4
BETWEEN_LINES = 0.15  # of a block of coloured text's rows: they are between its lines
SATURATED = 0.55
PAPER_UNDER_DYE, INK_UNDER_DYE = 0.9, 0.2  # of the dye's own brightness
DARK = 100  # below it a pixel's colour is noise
INK = 0.2  # of the paper's
DYE = 0.7  # of the brightness of a page's coloured ink

IntBox = tuple[int, int, int, int]


class Clean(NamedTuple):
    """`gray`: 255 is paper, 0 is ink. `seal`: 255 where a seal or stamp was taken out; `tint`: where ink has a colour,
    of which a pen's strokes and the rests of a seal are still in `gray`."""

    gray: Pixels
    seal: Pixels
    tint: Pixels


def clean(pixels: Pixels) -> Clean:
    """A BGR page as even grey ink on white, with the mask of the seals that were removed."""
    channels = cv2.split(_uncast(pixels))
    brightest = cv2.max(cv2.max(channels[0], channels[1]), channels[2])
    paper = _paper(np.asarray(brightest, np.uint8))
    levels = _levels(np.asarray(cv2.divide(brightest, paper, scale=255.0), np.uint8))
    even = [cv2.LUT(cv2.divide(channel, paper, scale=255.0), levels) for channel in channels]
    gray = np.asarray(cv2.cvtColor(cv2.merge(even), cv2.COLOR_BGR2GRAY), np.uint8)
    light = np.asarray(cv2.max(cv2.max(even[0], even[1]), even[2]), np.uint8)
    chroma = np.asarray(cv2.subtract(light, cv2.min(cv2.min(even[0], even[1]), even[2])), np.uint8)
    seal, boxes = _seals(chroma)
    for x0, y0, x1, y1 in boxes:
        part = (slice(y0, y1), slice(x0, x1))
        gray[part] = _under_seal(light[part], chroma[part])
    return Clean(gray, seal, _tint(light, chroma))


def _tint(light: Pixels, chroma: Pixels) -> Pixels:
    """255 where there is coloured ink and no print below it, which would be darker than the dye alone."""
    coloured = chroma > COLOURED
    if not coloured.any():
        return np.zeros_like(chroma)
    return np.asarray(np.where(coloured & (light > DYE * np.median(light[coloured])), 255, 0), np.uint8)


def _uncast(pixels: Pixels) -> Pixels:
    """The page in neutral light: the paper's own tint (yellowed, or lamplight) taken out of every channel."""
    sample = pixels[:: max(1, pixels.shape[0] // 300), :: max(1, pixels.shape[1] // 300)].reshape(-1, 3)
    paper = np.median(sample[sample.max(axis=1) >= np.percentile(sample.max(axis=1), 50)], axis=0)
    if np.ptp(paper) < TINTED:
        return pixels
    gains = paper.max() / np.maximum(paper, 1)
    tables = [np.clip(np.arange(256) * gain, 0, 255).astype(np.uint8) for gain in gains.tolist()]
    return np.asarray(cv2.merge([cv2.LUT(pixels[:, :, n], tables[n]) for n in range(3)]), np.uint8)


def _paper(brightest: Pixels) -> Pixels:
    """How bright the paper is at each pixel: bright neighbourhoods, smoothed over many lines of text."""
    factor = max(1.0, max(brightest.shape) / PAPER_SIDE)
    small = cv2.resize(brightest, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 21)
    return np.asarray(cv2.resize(paper, brightest.shape[::-1], interpolation=cv2.INTER_LINEAR), np.uint8)


def _levels(ratio: Pixels) -> Pixels:
    """The table that stretches brightness relative to the paper so that paper is 255 and solid ink 0."""
    threshold, _ = cv2.threshold(ratio, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    counts = np.bincount(ratio.ravel()[::7], minlength=256)
    below = np.cumsum(counts[: max(1, int(threshold))])
    dark = min(int(np.searchsorted(below, 0.2 * below[-1])), FAINTEST_INK)
    return np.clip((np.arange(256) - dark) * 255.0 / (LIGHTEST_PAPER - dark), 0, 255).astype(np.uint8)


def _seals(chroma: Pixels) -> tuple[Pixels, list[IntBox]]:
    """Mask and boxes of seals and stamps: colour whose joined blob is large both ways, as text and lines are not, with
    the pieces of its ring that faint dye has broken off."""
    mask = np.zeros(chroma.shape, np.uint8)
    factor = 4
    small = cv2.resize(chroma, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    coloured = np.asarray(small > COLOURED, np.uint8)
    if not coloured.any():
        return mask, []
    reach = max(3, round(0.012 * max(small.shape)))
    joined = cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    side = SEAL_SIDE * max(small.shape)
    pieces = [(left, top, left + width, top + height) for left, top, width, height, _ in stats[1:].tolist()]
    large = [box for box in pieces if min(box[2] - box[0], box[3] - box[1]) >= side and not _is_print(coloured, box)]
    whole = dict.fromkeys(_whole(box, pieces, LARGEST_SEAL * max(small.shape)) for box in large)  # one seal, two pieces
    boxes = []
    for left, top, right, bottom in whole:
        x0, y0 = max(0, factor * (left - reach)), max(0, factor * (top - reach))
        x1, y1 = factor * (right + reach), factor * (bottom + reach)
        boxes.append((x0, y0, x1, y1))
        mask[y0:y1, x0:x1] = np.where(chroma[y0:y1, x0:x1] > COLOURED, 255, mask[y0:y1, x0:x1])
    return mask, boxes


def _is_print(coloured: Pixels, box: IntBox) -> bool:
    """Whether colour lies in lines of text: between them there is none, and a seal's ring passes through every row."""
    x0, y0, x1, y1 = box
    rows = coloured[y0:y1, x0:x1].any(axis=1)
    return bool((~rows).mean() >= BETWEEN_LINES)


def _whole(seal: IntBox, pieces: Sequence[IntBox], largest: float) -> IntBox:
    """The box of a seal with the pieces around it, nearest first, as long as it grows no larger than a seal is."""

    def distance(box: IntBox) -> int:
        return max(box[0] - seal[2], seal[0] - box[2], box[1] - seal[3], seal[1] - box[3])

    whole = seal
    for box in sorted(pieces, key=distance):
        x0, y0, x1, y1 = (min(whole[0], box[0]), min(whole[1], box[1]), max(whole[2], box[2]), max(whole[3], box[3]))
        if max(x1 - x0, y1 - y0) <= largest:
            whole = (x0, y0, x1, y1)
    return whole


def _under_seal(light: Pixels, chroma: Pixels) -> Pixels:
    """The grey below a seal. Its dye lets the brightest channel through, weaker where it covers more: paper under the
    dye and ink under the dye get the levels of paper and ink beside it, in between by how saturated a pixel is."""
    level = light.astype(np.float32)
    saturation = chroma / np.maximum(level, DARK)
    dyed = level[saturation > SATURATED]
    if not dyed.size:
        return light
    dye = float(np.median(dyed))
    # A JPEG keeps colour at half the resolution of brightness: the dye reaches further than its colour.
    cover = np.clip(cv2.dilate(saturation, np.ones((3, 3), np.uint8)) / SATURATED, 0, 1)
    above = cover * PAPER_UNDER_DYE * dye + (1 - cover) * 255
    below = cover * INK_UNDER_DYE * dye + (1 - cover) * INK * 255
    level = INK + (1 - INK) * (level - below) / np.maximum(above - below, 1.0)
    return np.asarray(np.clip(level, 0, 1) * 255, np.uint8)
