"""Word lists scored by the model's own probabilities, and lone signs by their shape."""

import cv2
import numpy as np
import pytest

from extract.ocr.decode import best_entry, peaks, probability
from extract.ocr.drawn import HEAVY, drawn_signs
from extract.ocr.models import alphabet
from extract.ocr.signs import HARDLY, shaped
from extract.ocr.strokes import dash_lost
from extract.ocr.windows import gapped
from extract.scan.crops import LineImage
from extract.scan.shapes import heaviness, pair, sign, twice_barred

TINY = {character: n for n, character in enumerate(alphabet("tiny")) if n}


def steps(*beliefs: dict[str, float]) -> np.ndarray:
    """Probabilities of a line: at each step what is believed, the rest blank."""
    table = np.zeros((len(beliefs), len(alphabet("tiny"))), np.float32)
    for row, belief in zip(table, beliefs, strict=True):
        row[0] = 1 - sum(belief.values())
        for character, share in belief.items():
            row[TINY[character]] = share
    return table


def test_probability_sums_over_alignments() -> None:
    """Two steps, one character at one half each: read at the first, the second or both, 3/4 in all."""
    assert probability(steps({"年": 0.5}, {"年": 0.5}), [TINY["年"]]) == pytest.approx(0.75)


def test_a_double_letter_needs_a_blank_between() -> None:
    assert probability(steps({"0": 1.0}, {"0": 1.0}), [TINY["0"]] * 2) == pytest.approx(0.0, abs=1e-6)
    assert probability(steps({"0": 1.0}, {}, {"0": 1.0}), [TINY["0"]] * 2) == pytest.approx(1.0, abs=1e-3)


def test_the_entry_that_the_probabilities_favour() -> None:
    line = steps({"质": 0.9}, {}, {"最": 0.5, "量": 0.4}, {}, {"指": 0.99}, {}, {"标": 0.99})
    entry = best_entry(line, peaks(line), ("数量指标", "质量指标", "时效指标"), "tiny")
    assert entry is not None
    assert entry.text == "质量指标"
    assert entry.score == pytest.approx((0.9 * 0.4 * 0.99 * 0.99) ** 0.25, rel=0.05)


def test_no_entry_where_none_is_likely() -> None:
    line = steps({"人": 0.99})
    assert best_entry(line, peaks(line), ("数量指标", "≥"), "tiny") is None
    assert best_entry(line, peaks(line), (), "tiny") is None


def test_copies_of_a_sign_are_read_as_one() -> None:
    line = steps({"≥": 0.6, "V": 0.4}, {}, {"≥": 0.6, "V": 0.4}, {}, {"≥": 0.6, "V": 0.4})
    entry = best_entry(line, peaks(line), ("≥", "≤"), "tiny", copies=3)
    assert entry is not None
    assert (entry.text, entry.score) == ("≥", pytest.approx(0.6, rel=0.02))


STROKES = {
    "=": [((4, 16), (26, 16)), ((4, 24), (26, 24))],
    "—": [((2, 20), (38, 20))],
    "/": [((10, 36), (22, 4))],
    ">": [((4, 8), (28, 20)), ((28, 20), (4, 32))],
    "<": [((28, 8), (4, 20)), ((4, 20), (28, 32))],
    "≥": [((4, 4), (28, 15)), ((28, 15), (4, 26)), ((4, 34), (28, 34))],
    "≤": [((28, 4), (4, 15)), ((4, 15), (28, 26)), ((4, 34), (28, 34))],
}
RINGS = [((6, 8), (8, 8)), ((26, 30), (6, 8)), ((15, 10), (6, 8))]
"""Two rings as a thin % leaves them, and one that stands where none may."""
OTHERS = {
    "二": [((8, 10), (26, 10)), ((2, 32), (36, 32))],
    "1": [((16, 4), (16, 36))],
    "V": [((4, 4), (16, 36)), ((16, 36), (28, 4))],
    "7": [((4, 4), (26, 4)), ((26, 4), (12, 36))],
    "+": [((16, 4), (16, 36)), ((2, 20), (30, 20))],
}


def drawn(strokes: list[tuple[tuple[int, int], tuple[int, int]]]) -> np.ndarray:
    canvas = np.full((44, 44), 255, np.uint8)
    for start, end in strokes:
        cv2.line(canvas, start, end, 0, 2, cv2.LINE_AA)
    rows, columns = np.nonzero(canvas < 128)
    return canvas[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


@pytest.mark.parametrize("name", STROKES)
def test_a_sign_by_its_shape(name: str) -> None:
    assert sign(drawn(STROKES[name]), 36) == name


@pytest.mark.parametrize(("which", "expected"), [((0, 1), "%"), ((0, 2), None), ((0,), None)])
def test_a_percent_sign_without_its_stroke(which: tuple[int, ...], expected: str | None) -> None:
    canvas = np.full((44, 44), 255, np.uint8)
    for n in which:
        centre, _ = RINGS[n]
        cv2.circle(canvas, (centre[0] + 4, centre[1] + 2), 5, 0, 2, cv2.LINE_AA)
    rows, columns = np.nonzero(canvas < 128)
    assert sign(canvas[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], 36) == expected


@pytest.mark.parametrize("name", OTHERS)
def test_what_only_looks_alike_is_no_sign(name: str) -> None:
    assert sign(drawn(OTHERS[name]), 36) is None


@pytest.mark.parametrize(
    ("name", "pointing", "expected"), [("≥", ">", True), ("≤", "<", True), (">", ">", False), ("<", "<", False)]
)
def test_a_bar_that_blur_ran_into_its_sign(name: str, pointing: str, expected: bool) -> None:
    canvas = np.full((52, 52), 255, np.uint8)
    picture = drawn(STROKES[name])
    canvas[6 : 6 + picture.shape[0], 6 : 6 + picture.shape[1]] = picture
    weight = heaviness(cv2.GaussianBlur(canvas, (0, 0), 2.5), pointing)
    assert weight >= HEAVY if expected else weight < HEAVY


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("视频监控在率", (0.1, 0.22, 0.34, 0.46, 0.58, 0.82), True),
        ("视频监控在线率", (0.1, 0.23, 0.36, 0.49, 0.62, 0.75, 0.88), False),
        ("分 散对齐", (0.1, 0.2, 0.35, 0.6, 0.85), False),
        ("率95%以上", (0.1, 0.3, 0.4, 0.5, 0.7, 0.8), False),
        ("质量", (0.1, 0.9), False),
        ("民健身赛事", (0.25, 0.41, 0.57, 0.73, 0.89), True),  # 全民健身赛事
        ("全民健身赛", (0.09, 0.25, 0.41, 0.57, 0.73), True),
        ("清方量", (0.1, 0.6, 0.85), True),  # 清淤土方量
        ("合格率", (0.2, 0.5, 0.8), False),
        ("欠薪案件按期", (0.1, 0.25, 0.4, 0.55, 0.7, 0.85), False),
        ("欠薪案件按期", (0.1, 0.25, 0.39, 0.53, 0.67, 0.81), True),  # 按期办
        ("9", (0.87,), True),  # 0.29 under a seal
        ("95", (0.15, 0.85), False),
    ],
)
def test_a_gap_in_evenly_spaced_type_is_a_lost_character(text: str, places: tuple[float, ...], expected: bool) -> None:
    assert gapped(text, places, (0.02, 0.98), 0.3) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"), [("<", "=", "<="), (">", "=", ">="), ("<", "1", None), ("=", "=", None)]
)
def test_two_signs_side_by_side(left: str, right: str, expected: str | None) -> None:
    strokes = {**STROKES, **OTHERS}
    canvas = np.full((44, 90), 255, np.uint8)
    for start, end in strokes[left]:
        cv2.line(canvas, start, end, 0, 2, cv2.LINE_AA)
    for (x0, y0), (x1, y1) in strokes[right]:
        cv2.line(canvas, (x0 + 44, y0), (x1 + 44, y1), 0, 2, cv2.LINE_AA)
    rows, columns = np.nonzero(canvas < 128)
    assert pair(canvas[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], 36) == expected


@pytest.mark.parametrize(("length", "expected"), [(10, "21-23"), (26, "21—23")])
def test_a_dash_between_numbers_by_its_length(length: int, expected: str) -> None:
    canvas = np.full((34, 120), 255, np.uint8)
    for left in (6, 22, 78, 94):
        cv2.rectangle(canvas, (left, 5), (left + 10, 28), 0, 2)
    cv2.line(canvas, (55 - length // 2, 17), (55 + length // 2, 17), 0, 2)
    places = tuple(x / 120 for x in (11, 27, 55, 83, 99))
    assert drawn_signs(LineImage(canvas), "21-23", 0.99, places, (0.99,) * 5)[0] == expected


def beside_a_figure(gap: int) -> LineImage:
    """A > in front of a 2 as a line, `gap` pixels between them; without one they touch."""
    canvas = np.full((48, 90), 255, np.uint8)
    sign, figure = drawn(STROKES[">"]), drawn([((4, 4), (24, 4)), ((24, 4), (24, 20)), ((4, 36), (24, 36))])
    canvas[12 : 12 + sign.shape[0], 8 : 8 + sign.shape[1]] = sign
    left = 8 + sign.shape[1] + gap
    part = canvas[6 : 6 + figure.shape[0], left : left + figure.shape[1]]
    np.minimum(part, figure, out=part)
    return LineImage(canvas, 1)


@pytest.mark.parametrize("gap", [6, -1])
def test_a_sign_that_touches_its_figure_is_weighed_by_itself(gap: int) -> None:
    text, score = drawn_signs(beside_a_figure(gap), ">2", 0.99, (0.22, 0.55), (0.99, 0.99))
    assert (text, score) == (">2", 0.99)


@pytest.mark.parametrize(("bars", "twice"), [((34,), 0.0), ((34, 40), 1.0), ((34, 37, 40), 0.3)])
def test_two_bars_of_which_those_that_ran_into_one_are_hardly_told(bars: tuple[int, ...], twice: float) -> None:
    canvas = np.full((52, 44), 255, np.uint8)
    for start, end in [((4, 4), (28, 15)), ((28, 15), (4, 26)), *(((4, y), (28, y)) for y in bars)]:
        cv2.line(canvas, start, end, 0, 2, cv2.LINE_AA)
    assert twice_barred(canvas[2:46, 2:31], "≥") == twice


@pytest.mark.parametrize("text", ["二", "="])
def test_a_shape_that_says_otherwise_than_two_strokes_leaves_the_sign_open(text: str) -> None:
    assert shaped("≤", text, 0.95) == ("=", HARDLY)
    assert shaped("≤", "<", 0.95)[0] == "<"


@pytest.mark.parametrize(
    ("shape", "text", "score", "said"),
    [("≥", "%", 0.83, "%"), ("/", "7", 0.99, "7"), ("/", "1", 0.6, "/"), ("—", "一", 0.99, "—"), (">", "V", 0.95, ">")],
)
def test_a_shape_overrules_what_is_no_sign_and_no_sure_figure(shape: str, text: str, score: float, said: str) -> None:
    assert shaped(shape, text, score)[0] == said


@pytest.mark.parametrize(
    ("tiny", "small", "lost"),
    [
        ("2285—", "2285", True),
        ("1,200.00-", "1,200.00", True),
        ("2285", "2285", False),
        ("率—", "率", False),
        ("", "", False),
    ],
)
def test_a_range_that_a_line_breaks_keeps_the_dash_that_one_reader_saw(tiny: str, small: str, lost: bool) -> None:
    assert dash_lost(tiny, small) is lost
