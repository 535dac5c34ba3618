"""A sign in front of a number that was too faint to be told from paper: what is read lacks it, and is doubted."""

import cv2
import numpy as np
import pytest

from extract.ocr.lines import first_reading, read_lines
from extract.ocr.places import gazetteer
from extract.scan.crops import crop
from extract.scan.lines import blobs, cell_lines

HEIGHT = 24.0


@pytest.mark.parametrize(("gray", "faded"), [(190, True), (250, False)])
def test_ink_in_front_of_a_number_that_was_not_told_from_paper(gray: int, faded: bool) -> None:
    page = np.full((70, 260), 255, np.uint8)
    for text, left, colour in ((">", 60, gray), ("=100", 84, 0)):
        cv2.putText(page, text, (left, 45), cv2.FONT_HERSHEY_SIMPLEX, 0.9, colour, 2, cv2.LINE_AA)
    ink = blobs(np.where(page < 128, 255, 0).astype(np.uint8), HEIGHT)
    images = [crop(page, ink, line) for line in cell_lines(ink, (0.0, 0.0, 260.0, 70.0))]
    (line,) = read_lines(images, first_reading(images), (), gazetteer(()))
    assert line.text == "=100"
    assert (line.confidence <= 0.5) == faded
