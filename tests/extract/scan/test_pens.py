"""Ink in colour beside black print: a pen's stroke is no line of the cell, and print in colour stays one."""

import cv2
import numpy as np
import pytest

from extract.ocr.drawn import drawn_signs
from extract.scan.crops import LineImage
from extract.scan.lines import blobs, cell_lines

HEIGHT = 20.0
CELL = (0.0, 0.0, 300.0, 60.0)


def page(print_at: list[int], pen_at: list[int], *, colour_all: bool = False):
    """A cell with squares of a letter's size, and strokes of a pen: its ink mask and its tint."""
    mask = np.zeros((60, 300), np.uint8)
    tint = np.zeros_like(mask)
    for x in print_at:
        mask[20:40, x : x + 18] = 255
        mask[26:34, x + 5 : x + 13] = 0
    if colour_all:
        tint[mask > 0] = 255
    for x in pen_at:
        mask[18:40, x : x + 8] = tint[18:40, x : x + 8] = 255
    return mask, tint


def test_a_pens_stroke_beside_print_is_no_part_of_its_line():
    mask, tint = page([20, 42, 64], [200])
    ink = blobs(mask, HEIGHT, tint)
    (line,) = cell_lines(ink, CELL)
    assert (line.x0, line.x1) == (20, 82)
    (both,) = cell_lines(blobs(mask, HEIGHT), CELL)  # without its colour it is taken for print
    assert both.x1 == 208


@pytest.mark.parametrize(("ring_at", "end", "crossed"), [(130, 146, True), (200, 104, False)])
def test_a_black_ring_that_runs_through_the_last_characters_belongs_to_their_line(ring_at, end, crossed):
    """Five characters, the last of them joined to a ring larger than the cell: it was left out without a word."""
    mask, _ = page([20, 42, 64, 86] + [108, 130] * crossed, [])
    mask = np.vstack([mask, np.zeros((340, 300), np.uint8)])
    cv2.ellipse(mask, (ring_at + 8, 220), (30, 192), 0, 0, 360, 255, 4)
    mask[36:40, 108:150] = 255 * crossed
    (line, *_) = cell_lines(blobs(mask, HEIGHT), CELL)
    assert (line.x1 >= end, line.crossed) == (True, crossed)
    assert crossed or line.x1 == end


def test_print_that_is_all_in_colour_is_read():
    mask, tint = page([20, 42, 64], [], colour_all=True)
    (line,) = cell_lines(blobs(mask, HEIGHT, tint), CELL)
    assert (line.x0, line.x1) == (20, 82)


@pytest.mark.parametrize(
    ("text", "width", "said"),
    [
        ("—383名", 24, "═383名"),  # as wide as a character: the two strokes of ═
        ("-383名", 8, "-383名"),
        ("—15—", 24, "—15—"),  # numbers the page
        ("—15", 24, "—15"),
    ],
)
def test_a_dash_as_wide_as_a_character_in_front_of_a_counted_number_is_double(text, width, said):
    pixels = np.full((30, 200), 255, np.uint8)
    pixels[13:17, 10 : 10 + width] = 0
    for n in range(1, len(text)):
        pixels[6:24, 20 + 24 * n : 34 + 24 * n] = 0
    places = [(10 + width / 2) / 200, *((27 + 24 * n) / 200 for n in range(1, len(text)))]
    drawn, score = drawn_signs(LineImage(pixels), text, 0.95, places, [0.95] * len(text))
    assert drawn == said
    assert (score < 0.9) is (said != text)


def test_a_dot_on_a_line_of_its_own_beside_others_is_dirt():
    mask, _ = page([20, 42, 64], [])
    mask[2:10, 150:158] = 255  # over the print, of no letter's size
    mask[3:7, 152:155] = 0
    (line,) = cell_lines(blobs(mask, HEIGHT), CELL)
    assert (line.y0, line.y1) == (20, 40)
