"""White print on dark ground is turned over, and nothing else on a page is."""

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
