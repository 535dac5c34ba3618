"""White print on dark ground is turned over, and nothing else on a page is."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from extract.scan.polarity import dark_on_light


def sheet(ground: tuple[int, int, int], writing: tuple[int, int, int]) -> np.ndarray:
    """A page with a filled header row that has writing in it, and black squares of print below."""
    image = Image.new("RGB", (1200, 1600), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 200, 1100, 270), fill=ground)
    for n in range(8):
        draw.rectangle((150 + 110 * n, 225, 156 + 110 * n, 248), fill=writing)
        draw.rectangle((150 + 110 * n, 325, 156 + 110 * n, 348), fill="black")
    return np.asarray(image)[:, :, ::-1].copy()


def test_a_dark_header_becomes_print_on_paper():
    for ground in ((20, 60, 120), (68, 114, 196), (60, 60, 60)):
        page = dark_on_light(sheet(ground, (255, 255, 255)))
        assert page[260, 600].min() > 240 and page[235, 153].max() < 20
        assert page[200, 600].max() < 240, "the header's edge stays, for it parts it from the paper"
        assert (page[300:] == sheet(ground, (255, 255, 255))[300:]).all()


def test_a_negative_page_is_turned_over_whole():
    page = dark_on_light(255 - sheet((230, 230, 230), (0, 0, 0)))
    assert page[1000, 600].min() > 240 and page[335, 153].max() < 20


def test_black_print_on_a_shaded_header_is_left_alone():
    page = sheet((180, 190, 200), (0, 0, 0))
    assert dark_on_light(page) is page


def test_print_in_the_shadow_of_a_hand_is_left_alone():
    page = sheet((255, 255, 255), (0, 0, 0))
    light = np.interp(np.linspace(0, 1, page.shape[1]), [0, 0.1, 0.3, 1], [1, 1, 0.5, 0.45])
    page = (page * light[None, :, None]).astype(np.uint8)
    assert dark_on_light(page) is page


def test_blurred_print_that_runs_together_is_left_alone():
    rng = np.random.default_rng(1)
    page = np.full((1600, 1200, 3), 212, np.uint8)
    for left in range(150, 422, 34):
        for x, y in rng.integers(0, 26, (5, 2)):
            page[200 + y : 204 + y, left : left + 30] = page[200:230, left + x : left + x + 4] = 20
    page = np.asarray(cv2.GaussianBlur(page, (0, 0), 2.5), np.uint8)
    assert dark_on_light(page) is page


def test_a_dark_header_is_turned_over_on_a_page_in_shadow():
    page = sheet((20, 60, 120), (255, 255, 255))
    light = np.linspace(1, 0.85, page.shape[1])
    page = dark_on_light((page * light[None, :, None]).astype(np.uint8))
    assert page[260, 600].min() > 240 and page[235, 153].max() < 60
