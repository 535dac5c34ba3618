"""Seals in colour: taken out whole, also where the dye is faint, and the print below them stays."""

import cv2
import numpy as np

from extract.scan.clean import clean

RED = (60, 60, 200)


def page(gaps: tuple[tuple[int, int], ...]) -> np.ndarray:
    """A page with print on it and a round seal over some of it, whose ring lacks these arcs, in degrees."""
    pixels = np.full((1600, 1200, 3), 255, np.uint8)
    for y in range(200, 1500, 60):
        for x in range(150, 1050, 40):
            cv2.rectangle(pixels, (x, y), (x + 18, y + 20), (30, 30, 30), 3)
    dye = np.full_like(pixels, 255)
    cv2.ellipse(dye, (600, 800), (120, 120), 0, 0, 360, RED, 5)
    for start, end in gaps:
        cv2.ellipse(dye, (600, 800), (120, 120), 0, start, end, (255, 255, 255), 9)
    return np.asarray(np.minimum(pixels, dye), np.uint8)


def test_a_ring_in_pieces_is_taken_out_whole():
    """Pieces too small for a seal of their own, nearly upright ones among them, which would pass for a wall."""
    gaps = ((-40, -25), (15, 30), (60, 75))
    whole, broken, none = (clean(page(arcs)).gray for arcs in ((), gaps, ((0, 360),)))
    right = (slice(700, 900), slice(700, 730))
    assert (whole[right] > 200).mean() >= (none[right] > 200).mean() - 0.01
    assert (broken[right] > 200).mean() >= (none[right] > 200).mean() - 0.01


def test_the_print_below_a_seal_stays():
    sealed, plain = clean(page(())).gray < 128, clean(page(((0, 360),))).gray < 128
    around = (slice(670, 930), slice(470, 730))
    assert (sealed[around] & plain[around]).sum() > 0.97 * plain[around].sum()
