"""Characters that stand alone on a line, the end of a name that a narrow column broke."""

import cv2
import numpy as np
import pytest

from extract.ocr.lattice import Lattice
from extract.ocr.lines import first_reading, read_lines
from extract.ocr.models import alphabet
from extract.ocr.places import gazetteer
from extract.ocr.recognise import Recognition
from extract.scan.crops import LineImage

GONG = [((5, 1), (17, 1)), ((11, 1), (11, 19)), ((0, 19), (22, 19))]
ONE = [((2, 5), (5, 2)), ((5, 2), (5, 19))]


def alone(strokes: list[tuple[tuple[int, int], tuple[int, int]]], width: int) -> LineImage:
    """A character as the recogniser gets one that stands alone: thrice, with room around it."""
    own = np.full((21, width), 255, np.uint8)
    for start, end in strokes:
        cv2.line(own, start, end, 0, 2, cv2.LINE_AA)
    soft = cv2.copyMakeBorder(cv2.GaussianBlur(own, (0, 0), 1.0), 8, 8, 6, 6, cv2.BORDER_CONSTANT, value=255)
    return LineImage(np.hstack([soft] * 3), copies=3, ink=own)


@pytest.mark.parametrize(("strokes", "width", "said"), [(GONG, 23, "工"), (ONE, 9, "1")])
def test_a_lone_upright_as_wide_as_it_is_high_is_gong(strokes, width, said):
    images = [alone(strokes, width)]
    (line,) = read_lines(images, first_reading(images), (), gazetteer(()))
    assert line.text == said


def test_a_character_read_behind_the_last_copy_is_one_of_it():
    """Four characters of three copies, the last at the very end: it belongs to the third, which two copies outvote."""
    steps = np.zeros((8, len(alphabet("tiny"))), np.float32)
    seen = Recognition("3333", (1.0, 1.0, 1.0, 1.0), (0.1, 0.4, 0.7, 1.02), Lattice.of(steps))
    (line,) = read_lines([alone(GONG, 23)], [seen], (), gazetteer(()))
    assert [one.score for one in line.readings if one.by == "tiny"] == [pytest.approx(2 / 3)]
