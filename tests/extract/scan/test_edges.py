"""A table that the edge of the picture cuts: a page laid askew on the glass, or cut from a larger one."""

import cv2
import numpy as np
import pytest

from extract.readers import ppocr
from extract.scan.raster import Pixels, Raster
from tests.extract.scan.pages import SETTINGS

ROWS, HIGH = 6, 70


def table() -> Pixels:
    """Two columns, the number 2026 at the left and a lone 5 at the right of each row."""
    pixels = np.full((80 + ROWS * HIGH, 800, 3), 250, np.uint8)
    for n in range(ROWS):
        y = 40 + HIGH * n
        for x0, x1, words in ((60, 400, "2026"), (400, 740, "5")):
            cv2.rectangle(pixels, (x0, y), (x1, y + HIGH), (20, 20, 20), 2)
            cv2.putText(pixels, words, (x0 + 150, y + 50), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (20, 20, 20), 2)
    return pixels


@pytest.mark.parametrize("at", range(26, HIGH, 4))
@pytest.mark.parametrize("side", ["top", "bottom"])
def test_a_row_cut_through_leaves_the_others_whole(side: str, at: int) -> None:
    """The first or last row keeps `at` or the rest of its height: whatever is left of its signs, nothing breaks."""
    pixels = table()
    cut = 40 + at if side == "top" else 40 + HIGH * (ROWS - 1) + at
    pixels = np.ascontiguousarray(pixels[cut:] if side == "top" else pixels[:cut])
    page = ppocr.read(Raster(pixels, pixels.shape[1], pixels.shape[0]), 1, SETTINGS)
    texts = [cell.text for cell in page.tables[0].cells]
    whole = texts[-2 * (ROWS - 1) :] if side == "top" else texts[: 2 * (ROWS - 1)]
    assert whole == ["2026", "5"] * (ROWS - 1)
