"""What a line can say beside what was seen: words, and the places of the country."""

import numpy as np
import pytest

from extract.ocr.alternatives import Part
from extract.ocr.models import alphabet, expected, indices
from extract.ocr.places import gazetteer, misspelt, spelt_places
from extract.ocr.recognise import Recognition
from extract.ocr.words import reworded, unbound, wordless
from normalize import places

PLACES = gazetteer(places())


def read(*steps: dict[str, float]) -> Recognition:
    """What the tiny model has read: a character at each step, the likeliest of those believed there."""
    table = np.zeros((len(steps) + 2, len(alphabet("tiny"))), np.float32)
    for row, belief in zip(table, steps, strict=False):
        for character, share in belief.items():
            row[indices("tiny")[character]] = share
    best = [max(belief, key=belief.__getitem__) for belief in steps]
    length = len(steps) + 0.5
    scores = tuple(belief[character] for belief, character in zip(steps, best, strict=True))
    return Recognition("".join(best), scores, tuple((n + 0.5) / length for n in range(len(steps))), table)


@pytest.mark.parametrize(
    ("steps", "text", "least"),
    [
        # 淑浦县 is none, and 溆浦县 was likely
        (({"淑": 0.44, "溆": 0.4}, {"浦": 1.0}, {"县": 1.0}, {"人": 0.9}), "溆浦县人", 0.9),
        # the place as it is read, and what it wavered with makes none
        (({"颍": 0.53, "颖": 0.47}, {"上": 1.0}, {"县": 1.0}), "颍上县", 1.0),
        # both make one: as unsure as before
        (({"东": 0.6, "西": 0.4}, {"城": 1.0}, {"区": 1.0}), "东城区", 0.6),
        # no place was likely
        (({"商": 1.0}, {"业": 0.9, "州": 0.001}, {"区": 1.0}), "商业区", 0.9),
        # a county of two characters
        (({"琪": 0.7, "珙": 0.3}, {"县": 1.0}, {"治": 1.0}), "珙县治", 1.0),
        # behind a larger one
        (
            ({"怀": 1.0}, {"化": 1.0}, {"市": 1.0}, {"淑": 0.5, "溆": 0.4}, {"浦": 1.0}, {"县": 1.0}),
            "怀化市溆浦县",
            1.0,
        ),
    ],
)
def test_of_two_characters_the_one_that_makes_a_place(steps, text, least):
    seen = read(*steps)
    spelt, sure = spelt_places(seen.text, seen.scores, [Part(0, "tiny", seen)], PLACES)
    assert spelt == text
    assert min(sure) == pytest.approx(least, abs=0.01)


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        # 主程 is no word, and 工 was possible
        (({"河": 1.0}, {"道": 1.0}, {"主": 0.98, "工": 0.004}, {"程": 1.0}), "河道工程"),
        # two that make words, the one much likelier than the other
        (({"村": 1.0}, {"组": 1.0}, {"于": 0.9, "干": 0.13, "千": 0.01}, {"部": 1.0}), "村组干部"),
        # no other is likely: a word of the office that no dictionary knows
        (({"辅": 1.0}, {"警": 1.0, "助": 0.001}, {"经": 1.0}, {"费": 1.0}), "辅警经费"),
        # too short to bear out what is hardly possible
        (({"员": 1.0}, {"会": 1.0, "全": 0.015}), "员会"),
        # two of them
        (
            ({"系": 1.0}, {"统": 1.0}, {"放": 0.6, "故": 0.3}, {"障": 1.0}, {"修": 1.0}, {"赞": 0.5, "复": 0.2}),
            "系统故障修复",
        ),
        # all words as it is read
        (({"林": 0.6, "材": 0.4}, {"业": 1.0}, {"项": 1.0}, {"目": 1.0}), "林业项目"),
    ],
)
def test_the_one_character_that_makes_words(steps, text):
    seen = read(*steps)
    assert reworded(seen.text, [Part(0, "tiny", seen)]) == text


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


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("高血压患者爸理人数", {5, 6}),
        ("高血压患者管理人数", set()),
        ("主态护林员补助", {0, 1}),
        ("次薪案件按期办结率", {0, 1}),
        ("项目验收合格率", set()),
        ("2026年12个月", set()),
        ("", set()),
    ],
)
def test_characters_that_make_no_word(text, left):
    assert wordless(text) == left


def test_traditional_characters_are_hardly_expected():
    weights = dict(zip(alphabet("small"), expected("small"), strict=True))
    assert weights["黃"] < weights["の"] < weights["黄"] == 1.0


@pytest.mark.parametrize(("sure", "odd"), [((0.7, 1.0), {0}), ((0.99, 1.0), set())])
def test_what_stands_before_county_alone_is_odd_where_it_was_read_unsurely(sure, odd):
    assert misspelt("琪县", PLACES, sure) == odd


@pytest.mark.parametrize(
    ("upper", "lower", "odd"),
    [
        ("妥善处理社会矛盾,维护社", "公稳定", True),
        ("妥善处理社会矛盾,维护社", "会稳定", False),
        ("欠薪案件按期办", "结率", False),
        ("主态护林员", "人数", False),  # odd, but not at the break
        ("统筹实施土地平整、灌溉排水、田间道路等工", "和程，完成粮食播种面积", False),  # prose
    ],
)
def test_a_break_between_lines_that_goes_through_no_word(upper, lower, odd):
    assert unbound(upper, lower) == odd
