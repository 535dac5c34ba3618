"""A number's point that the first reader passed over is looked at again; dust above or below the figures is not. A
point that was read where there is no room for one, or none where there is, is doubted."""

import cv2
import numpy as np
import pytest

from extract.ocr.dots import passed_over, unspaced
from extract.ocr.lattice import Lattice
from extract.ocr.recognise import Recognition


def line(*dots: tuple[int, int]) -> np.ndarray:
    """A picture of 1398% with blots of three pixels, given by column and row."""
    picture = np.full((40, 160), 255, np.uint8)
    for column, figure in zip((8, 38, 68, 98, 128), "1398%", strict=True):
        cv2.putText(picture, figure, (column, 31), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    for x, y in dots:
        picture[y : y + 3, x : x + 3] = 60
    return picture


READ = Recognition("1398%", (0.99,) * 5, (0.1, 0.29, 0.48, 0.67, 0.87), Lattice.of(np.zeros((20, 4), np.float32)))


@pytest.mark.parametrize(
    ("dots", "figures"),
    [
        ([(60, 29)], {1, 2}),
        ([(60, 29), (92, 29)], {1, 2, 3}),
        ([(60, 6)], set()),  # dust above the line
        ([(122, 29)], set()),  # beside a sign: no point of a number
        ([], set()),
    ],
)
def test_a_low_blot_between_two_figures_may_be_their_point(dots: list[tuple[int, int]], figures: set[int]) -> None:
    assert passed_over(line(*dots), READ) == figures


def test_a_point_that_was_read_is_not_asked_about() -> None:
    read = READ._replace(text="13.98%", scores=(0.99,) * 6, places=(0.1, 0.29, 0.385, 0.48, 0.67, 0.87))
    assert passed_over(line((60, 29)), read) == set()


def spread(figures: str, *columns: int) -> tuple[np.ndarray, list[float]]:
    """A picture of figures that begin at these columns, and where their middles stand."""
    picture = np.full((40, 160), 255, np.uint8)
    for column, figure in zip(columns, figures, strict=True):
        cv2.putText(picture, figure, (column, 31), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    return picture, [(column + 9) / 160 for column in columns]


@pytest.mark.parametrize(
    ("text", "columns", "doubted"),
    [
        ("1.7", (40, 57), True),  # dust where 17 is printed
        ("1.7", (40, 70), False),
        ("17", (40, 57), False),
        ("45", (40, 70), True),  # a dash or a point between them was lost
        ("452", (40, 57, 87), True),
        ("452", (40, 70, 100), False),  # figures that are set apart
    ],
)
def test_figures_leave_room_for_a_point_that_was_read(text: str, columns: tuple[int, ...], doubted: bool) -> None:
    picture, middles = spread(text.replace(".", ""), *columns)
    places = [*middles[:1], sum(middles) / 2, *middles[1:]] if "." in text else middles
    assert unspaced(picture, text, places) is doubted
