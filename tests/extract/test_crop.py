"""Pieces of pages: the boxed row, in the coordinates that the tables give."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from extract.crop import crops
from extract.errors import DocumentError

DOCUMENTS = Path(__file__).parents[1] / "documents"
ROW = (215.0, 318.0, 339.0, 334.0)


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def red(image):
    """The box of all red pixels."""
    mask = Image.eval(image.getchannel("R"), lambda v: 255 * (v > 170))
    other = Image.eval(image.getchannel("G"), lambda v: 255 * (v < 110))
    both = Image.new("L", image.size)
    both.paste(mask, mask=other)
    return both.getbbox()


def test_a_row_is_shown_over_the_page_s_width_with_its_box_in_red():
    ((spot, data),) = crops((DOCUMENTS / "seed.pdf").read_bytes(), [(3, ROW)]).items()
    image = opened(data)
    scale = 1000 / 595.276
    x0, y0, x1, y1 = red(image)
    assert spot == (3, ROW)
    assert image.width == 1000 and image.height < 200
    assert x0 == pytest.approx(ROW[0] * scale, abs=6) and x1 == pytest.approx(ROW[2] * scale, abs=6)
    assert y1 - y0 == pytest.approx((ROW[3] - ROW[1]) * scale + 6, abs=6)


def test_a_row_of_a_page_printed_sideways_has_the_page_s_whole_height():
    ((_, data),) = crops((DOCUMENTS / "seed.pdf").read_bytes(), [(1, (300.0, 100.0, 320.0, 700.0))]).items()
    image = opened(data)
    assert image.height > image.width


def test_a_block_of_rows_has_the_page_s_whole_width_though_it_is_higher_than_wide():
    ((_, data),) = crops((DOCUMENTS / "seed.pdf").read_bytes(), [(1, (150.0, 300.0, 300.0, 600.0))]).items()
    image = opened(data)
    assert image.width == 1000 > image.height


def test_without_a_box_the_page_s_top_and_without_a_page_nothing():
    found = crops((DOCUMENTS / "seed.pdf").read_bytes(), [(1, None), (9, ROW), (0, None)])
    assert list(found) == [(1, None)]
    assert red(opened(found[1, None])) is None


def test_an_image_file_counts_in_its_own_pixels():
    page = Image.new("RGB", (2000, 2800), "white")
    ImageDraw.Draw(page).rectangle((400, 1000, 800, 1060), fill="black")
    data = io.BytesIO()
    page.save(data, "PNG")
    box = (400.0, 1000.0, 800.0, 1060.0)
    image = opened(crops(data.getvalue(), [(1, box)])[1, box])
    x0, _, x1, _ = red(image)
    assert (x0, x1) == (pytest.approx(200, abs=6), pytest.approx(400, abs=6))
    assert crops(data.getvalue(), [(2, box)]) == {}


def test_what_is_no_document_is_refused():
    with pytest.raises(DocumentError):
        crops(b"no document", [(1, None)])
