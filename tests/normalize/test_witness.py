"""What a recognised document says of a name elsewhere: in the row's own explanation, or of another project."""

from typing import Any

import pytest

from extract.model import Extraction
from normalize import normalize
from tests.normalize.drawing import draw, scanned

LIST = """
2026年项目支出绩效目标表
项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 指标解释
森林防火 | 12 | 产出指标 | 质量指标 | 资金使用合规率 | ≥ | 95 | % | 反映资金使用合规率情况
^ | ^ | 效益指标 | 社会效益指标 | 群众政策知晓率 | ≥ | 90 | % | 考核群众政策知晓率
扑火装备 | 3 | 产出指标 | 质量指标 | 资金便用合规率 | = | 100 | % | 按规定执行
^ | ^ | 效益指标 | 社会效益指标 | 火灾预警响应率 | ≥ | 90 | % | 反映火灾预警响应率情况
"""


def names(text: str, unsure: str, confidence: float = 0.5) -> list[tuple[str, str]]:
    """The names of a scanned list, each with its reasons, where a reader was unsure of the lines that say `unsure`."""
    data: dict[str, Any] = scanned(text).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"]:
        for line in cell["lines"]:
            if line["text"] == unsure:
                line["confidence"] = confidence
    forms = normalize(Extraction.model_validate(data)).forms
    return [(row.name, row.review_reason or "") for form in forms for row in form.indicators]


def test_a_doubtful_name_is_what_another_project_calls_its_indicator() -> None:
    name, reasons = names(LIST.replace("资金便用合规率", "资金使用台舰率"), "资金使用台舰率")[2]
    assert name == "资金使用台舰率"  # two characters apart: nobody's
    name, reasons = names(LIST.replace("资金便用合规率", "资金使用合舰率"), "资金使用合舰率")[2]
    assert (name, "name_differs" in reasons) == ("资金使用合规率", True)


def test_a_doubtful_name_is_what_its_explanation_calls_it() -> None:
    spoiled = LIST.replace("火灾预警响应率 |", "火灾预警晌应率 |")
    name, reasons = names(spoiled, "火灾预警晌应率")[3]
    assert (name, "name_differs" in reasons) == ("火灾预警响应率", True)


@pytest.mark.parametrize("confidence", [0.99, 1.0])
def test_a_name_that_was_read_surely_stays_as_it_is(confidence: float) -> None:
    assert (
        names(LIST.replace("资金便用合规率", "资金使用合法率"), "资金使用合法率", confidence)[2][0] == "资金使用合法率"
    )


@pytest.mark.parametrize(
    ("seen", "name"),
    [
        ("工资金使用合规率", "资金使用合规率"),  # a piece of a wall in front of it, however surely it was read
        ("资金使用合规率二", "资金使用合规率"),
        ("大资金使用合规率", "大资金使用合规率"),  # may be one of its own
    ],
)
def test_a_name_with_one_character_more_than_another_projects(seen: str, name: str) -> None:
    got, reasons = names(LIST.replace("资金便用合规率", seen), seen, 0.94)[2]
    assert got == name
    assert reasons


def test_names_of_a_text_layer_are_nobody_elses() -> None:
    forms = normalize(draw(LIST.replace("资金便用合规率", "资金使用合舰率"))).forms
    assert forms[1].indicators[0].name == "资金使用合舰率"


FORM = """
项目支出绩效目标表
（2026年度）
项目名称 | 森林防火 | < | < | < | <
年度绩效目标 | 确保火灾预警响应率达到90%以上。 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
产出指标 | 质量指标 | 火灾预警响应率 | ≥ | 90 | %
"""


@pytest.mark.parametrize(("confidence", "name"), [(0.5, "火灾预警响应率"), (0.99, "局火灾预警响应率")])
def test_the_goal_takes_a_seals_character_only_off_a_doubtful_name(confidence: float, name: str) -> None:
    """The goal may as well have lost its first character: `2.过往司乘…` is read `2.往司乘…`."""
    spoiled = FORM.replace("火灾预警响应率 |", "局火灾预警响应率 |")
    found, reasons = names(spoiled, "局火灾预警响应率", confidence)[0]
    assert (found, "name_differs" in reasons) == (name, True)


@pytest.mark.parametrize(
    ("goal", "seen", "confidence", "name"),
    [
        (
            "确保发现隐患达到159户火灾预警响应率达到90%以上。",
            "火灾预警响应率",
            0.99,
            "火灾预警响应率",
        ),  # a unit stands there
        ("确f保火灾预警响应率达到90%以上。", "火灾预警响应率", 0.99, "火灾预警响应率"),  # dirt within the word in front
        ("确保火灾预警响应率达到90%以上。", "火灾预警响应率L", 0.5, "火灾预警响应率"),  # not 火灾预警响应率达
        ("确保火灾预警响应率达到90%以上。", "灾预警响应率", 0.99, "火灾预警响应率"),
    ],
)
def test_what_stands_around_a_name_in_the_goal_is_no_part_of_it(
    goal: str, seen: str, confidence: float, name: str
) -> None:
    form = FORM.replace("确保火灾预警响应率达到90%以上。", goal).replace("火灾预警响应率 |", f"{seen} |")
    assert names(form, seen, confidence)[0][0] == name


def test_a_short_doubtful_name_that_lost_its_end_is_what_another_project_has() -> None:
    listed = LIST.replace("火灾预警响应率 |", "项目总成 |").replace("资金使用合规率 |", "项目总成本 |")
    assert names(listed, "项目总成")[3][0] == "项目总成本"


def test_a_name_of_which_a_line_was_left_out_is_no_fellow() -> None:
    """资金使用合规率 broke before 率, and the second line was taken for dirt: nobody loses a character to it."""
    data: dict[str, Any] = scanned(LIST.replace("资金便用合规率", "资金使用合规↵I")).model_dump()
    torn = next(c for c in data["pages"][0]["tables"][0]["cells"] if c["lines"] and c["lines"][-1]["text"] == "I")
    torn["lines"][-1]["readings"] = [
        {"text": "I", "score": 0.4, "by": "tiny"},
        {"text": "率", "score": 0.3, "by": "small"},
    ]
    rows = [row for form in normalize(Extraction.model_validate(data)).forms for row in form.indicators]
    assert rows[0].name == "资金使用合规率"


def test_a_doubtful_name_that_lost_both_its_ends_is_the_only_one_that_holds_it() -> None:
    listed = LIST.replace("资金便用合规率", "金使用合规")
    assert names(listed, "金使用合规")[2][0] == "资金使用合规率"
