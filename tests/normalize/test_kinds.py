"""Kinds of values: what a recognised cell is taken to say, and what is left open."""

import pytest

from extract.model import Line, Reading
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Text
from normalize.kinds.classes import class_of
from normalize.kinds.level import canonical
from normalize.kinds.level_cells import level
from normalize.kinds.operator import operator
from normalize.kinds.unit import unit

BOX = (0.0, 0.0, 40.0, 12.0)


def cell(text: str, *others: str, confidence: float = 0.6) -> Text:
    """A recognised line with what else was read of it."""
    readings = tuple(Reading(text=one, score=confidence, by="tiny") for one in (text, *others))
    return Text.of(Line(text=text, box=BOX, origin="ocr", confidence=confidence, readings=readings), 1)


def printed(text: str) -> Text:
    return Text.of(Line(text=text, box=BOX), 1)


def test_a_level_one_character_off_is_the_canonical_one_for_sure() -> None:
    assert level(cell("质重指标"), 2) == ("质量指标", (), True)
    assert level(cell(".质量指标("), 2) == ("质量指标", (), True)


@pytest.mark.parametrize("mark", ["（续）", "(续表)", "(接上页)", "（10分）"])
def test_a_level_that_goes_on_over_the_page_is_the_same_level(mark: str) -> None:
    assert canonical(f"质量指标{mark}", 2) == "质量指标"


@pytest.mark.parametrize("text", ["质重指标", "方元", "二", "V="])
def test_printed_text_is_taken_at_its_word(text: str) -> None:
    assert level(printed(text), 2).text == text
    assert unit(printed(text), share=True).text == text
    assert operator(printed(text))[1].text == text


@pytest.mark.parametrize(
    ("text", "share", "said", "doubts"),
    [
        ("6", True, "%", ()),
        ("元/人月", False, "元/人·月", ()),
        ("一人", False, "人", ("unit_repaired",)),
        ("尸", False, "户", ("unit_repaired",)),
        ("E", False, "", ("unit_unread",)),
    ],
)
def test_a_unit_is_the_first_that_its_readings_allow(
    text: str, share: bool, said: str, doubts: tuple[str, ...]
) -> None:
    found = unit(cell(text), share=share)
    assert (found.text, tuple(doubt.code for doubt in found.doubts)) == (said, doubts)


def test_a_sign_is_looked_for_in_what_looks_like_one() -> None:
    assert operator(cell("|≤")) == ("≤", ("≤", (Doubt("operator", "doubt"),), False))
    assert operator(cell("? "))[1].doubts == (Doubt("operator", "unread"),)


def test_a_long_word_for_a_comparison_with_one_character_misread_is_no_other() -> None:
    assert operator(cell("大于等干")) == ("≥", ("大于等于", (), True))
    assert operator(cell("天于等于"))[1].doubts == (Doubt("operator", "unread"),)  # 大于 or 小于
    assert operator(cell("定量指标"))[0] is None


@pytest.mark.parametrize(("small", "doubts"), [("大轩于", ("operator_doubt",)), ("大于", ())])
def test_a_strict_comparison_that_no_reader_read_asks(small: str, doubts: tuple[str, ...]) -> None:
    readings = (Reading(text="鼾", score=0.2, by="tiny"), Reading(text=small, score=0.7, by="small"))
    line = Line(text="大于", box=BOX, origin="ocr", confidence=0.76, readings=readings)
    sign, told = operator(Text.of(line, 1))
    assert (sign, tuple(doubt.code for doubt in told.doubts)) == (">", doubts)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("农村公路养护项目", "project"),
        ("工程", "short"),
        ("某县交通局", "office"),
        ("教育局", "short"),
        ("完好率", "short"),
    ],
)
def test_what_a_cell_holds_is_told_by_how_its_words_end(text: str, kind: str) -> None:
    assert class_of(text) == kind
