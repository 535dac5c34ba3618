"""Places of the country that a line names, and those that there are not."""

import pytest

from extract.ocr.models import alphabet, expected
from extract.ocr.places import gazetteer, misspelt
from normalize import places

PLACES = gazetteer(places())


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("郭城县科技创新券", {0}),
        ("鄄城县科技创新券", set()),
        ("高新区道路维修", set()),
        ("全县农村公路", set()),
        ("农村公路养护", set()),
        ("820-郭城县财政局", {4}),
        ("每生每年780元，县级财政负担20%", set()),  # 元氏县
    ],
)
def test_a_county_that_there_is_not(text, odd):
    assert misspelt(text, PLACES) == odd


def test_traditional_characters_are_hardly_expected():
    weights = dict(zip(alphabet("small"), expected("small"), strict=True))
    assert weights["黃"] < weights["の"] < weights["黄"] == 1.0


@pytest.mark.parametrize(("sure", "odd"), [((0.7, 1.0), {0}), ((0.99, 1.0), set())])
def test_what_stands_before_county_alone_is_odd_where_it_was_read_unsurely(sure, odd):
    assert misspelt("琪县", PLACES, sure) == odd
