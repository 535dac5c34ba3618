"""A lone sign that is doubtful is what the surest signs of its page that look like it are, and nothing else."""

import cv2
import numpy as np
import pytest

from extract.ocr.fellows import likened, of_one_face
from extract.scan.crops import LineImage

SIGNS = {
    "≥": [((2, 2), (18, 9)), ((18, 9), (2, 16)), ((2, 22), (18, 22))],
    "≤": [((18, 2), (2, 9)), ((2, 9), (18, 16)), ((2, 22), (18, 22))],
    ">": [((2, 2), (18, 11)), ((18, 11), (2, 20))],
    "=": [((2, 8), (18, 8)), ((2, 15), (18, 15))],
    "2": [((3, 4), (12, 3)), ((12, 3), (16, 8)), ((16, 8), (3, 22)), ((3, 22), (17, 22))],
}


def drawn(sign: str, blur: float = 1.0, shift: float = 0.0) -> LineImage:
    """A sign as a scan has it."""
    pixels = np.full((25, 21), 255, np.uint8)
    for start, end in SIGNS[sign]:
        cv2.line(pixels, start, end, 0, 2, cv2.LINE_AA)
    moved = cv2.warpAffine(pixels, np.float32([[1, 0, shift], [0, 1, shift]]), (21, 25), borderValue=255)
    soft = cv2.GaussianBlur(moved, (0, 0), blur)
    return LineImage(np.hstack([soft] * 3), copies=3, ink=soft)


PAGE = [("≥", "≥", 0.95), ("≥", "≥", 0.99), ("≤", "≤", 0.96), ("=", "=", 0.97)]


@pytest.mark.parametrize(
    ("sign", "read", "score", "said"),
    [
        ("≥", "2", 0.97, "≥"),  # a figure, as the models have it
        ("≥", "W", 0.5, "≥"),
        ("≤", "≤", 0.7, "≤"),  # contested, and settled
        ("=", "日", 0.8, "="),
        (">", ">", 0.7, None),  # none like it on the page
        ("2", "2", 0.97, None),
        ("≥", "≥", 0.95, None),  # sure of itself
    ],
)
def test_a_doubtful_sign_is_its_fellows(sign, read, score, said):
    images = [drawn(one, blur=0.8) for one, _, _ in PAGE] + [drawn(sign, blur=1.2, shift=0.4)]
    found = likened(images, [*(text for _, text, _ in PAGE), read], [*(sure for *_, sure in PAGE), score])
    assert found[:-1] == [None] * len(PAGE)
    assert (found[-1].text if found[-1] else None) == said


def test_without_a_sure_fellow_nothing_is_told():
    images = [drawn("≥"), drawn("≥")]
    assert likened(images, ["≥", "2"], [0.7, 0.9]) == [None, None]
    assert likened([LineImage(images[0].pixels)], ["2"], [0.9]) == [None]


def test_the_second_bar_of_a_sign_is_that_of_its_page():
    assert of_one_face(["≥95%", "≥3个", "≤2", "≧80%", "≥98"]) == ["≥95%", "≥3个", "≤2", "≥80%", "≥98"]
    assert of_one_face(["≧95%", "≥3个", "≧2", "≧80%"]) == ["≧95%", "≧3个", "≧2", "≧80%"]
    assert of_one_face(["≥95%", "≧3个", "无"]) == ["≥95%", "≧3个", "无"]


def test_at_most_may_be_of_another_face_than_at_least():
    assert of_one_face(["≧95%", "≧3个", "≤2", "≧80%"]) == ["≧95%", "≧3个", "≤2", "≧80%"]
