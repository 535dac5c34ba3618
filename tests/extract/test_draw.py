"""The picture shows what was seen: rulings red, cells blue, doubts orange, and the texts beside the page."""

import io

import pytest
from PIL import Image

from extract import ExtractSettings, extract
from extract.draw import draw
from tests.extract.made import Sketch, pdf
from tests.extract.samples import data, extraction


def picture(document: bytes, page) -> Image.Image:
    return Image.open(io.BytesIO(draw(document, page))).convert("RGB")


def colours(image: Image.Image, box: tuple[int, int, int, int]) -> set[tuple[int, ...]]:
    return {colour for _, colour in image.crop(box).getcolors(maxcolors=100_000)}


def test_rulings_cells_texts_and_doubts():
    found = extraction("nanyue_pages", ExtractSettings())
    page = found.pages[1]
    image = picture(data("nanyue_pages"), page)
    scale = image.height / page.height
    assert image.width == pytest.approx(2 * page.width * scale, abs=2)
    x0, y0, x1, y1 = (round(side * scale) for side in page.tables[0].cells[2].box)
    assert (214, 40, 40) in colours(image, (x0 - 2, y0 - 2, x1, y0 + 3)), "a ruling over the page"
    beside = image.crop((image.width // 2, 0, image.width, image.height))
    assert (30, 90, 200) in colours(beside, (x0 - 2, y0 - 2, x1, y0 + 3)), "the cell beside it"
    assert len(colours(beside, (x0 + 3, y0 + 3, x1 - 3, y1 - 3))) > 2, "its text"
    closed = next(cell for cell in page.tables[0].cells if cell.doubts)
    x0, y0, x1, y1 = (round(side * scale) for side in closed.box)
    assert colours(beside, (x0 + 3, y0 + 3, x1 - 3, y1 - 3)) == {(255, 232, 201)}, "orange where there is a doubt"


def test_turned_pages_and_images_are_drawn_as_shown():
    turned = pdf(Sketch(rotate=90).grid([40, 140, 260], [60, 90, 120], [["指标", "值"]]))
    image = picture(turned, extract(turned).pages[0])
    assert image.width == pytest.approx(2 * 595 / 842 * image.height, abs=2)
    file = io.BytesIO()
    Image.new("L", (300, 200), 200).save(file, "PNG")
    (page,) = extract(file.getvalue(), ExtractSettings(ocr=False)).pages
    assert (page.status, page.width, page.height) == ("needs_ocr", 300, 200)
    image = picture(file.getvalue(), page)
    assert image.width == 2 * 1600 and colours(image, (100, 100, 200, 200)) == {(200, 200, 200)}
