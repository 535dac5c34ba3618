"""A scanned form as a whole: its project, its goal, its year, its names, and what a stamp left on it."""

import pytest

from extract.model import Extraction
from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw, scanned
from tests.normalize.test_recognised import FORM, read, row


def test_a_provinces_own_level_is_not_taken_for_a_canonical_one() -> None:
    assert row(read(("效益指标 | 社会", "项目效益 | 社会")), "群众知晓率").level1 == "项目效益"


def test_the_year_of_a_project_is_of_this_century() -> None:
    assert read(("森林防火", "3026年森林防火")).identity.project == "2026年森林防火"
    assert read(("森林防火", "2.026年森林防火")).identity.project == "2026年森林防火"


@pytest.mark.parametrize(("seen", "edits"), [("3026年森林防火", ("mended",)), ("2026年森林防火", ())])
def test_that_a_project_was_mended_is_on_record(seen: str, edits: tuple[str, ...]) -> None:
    (told,) = (one for one in read(("森林防火", seen)).evidence if (one.of_table, one.field) == ("forms", "project"))
    assert told.edits == edits


def test_a_stamps_characters_are_no_text_of_the_cell_they_fell_into() -> None:
    form = read(("森林防火 |", "森林防火↵↵↵↵局 |"))
    assert form.identity.project == "森林防火"


@pytest.mark.parametrize(
    ("tiny", "small", "name"),
    [
        ("二", "1", "巡护里程"),
        ("-", "一", "巡护里程"),
        ("1", "1", "巡护里程1"),  # read surely
        ("'数", "数", "巡护里程数"),  # with a speck beside it
    ],
)
def test_a_stroke_on_a_line_of_its_own_is_dirt(tiny: str, small: str, name: str) -> None:
    data = scanned(FORM.replace("巡护里程", f"巡护里程↵{small}")).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"]:
        for line in cell["lines"]:
            if line["text"] == small:
                line["readings"] = [
                    {"text": tiny, "score": 0.5, "by": "tiny"},
                    {"text": small, "score": 0.7, "by": "small"},
                ]
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert form.indicators[0].name == name


def test_a_project_that_two_readers_read_differently_asks_for_every_row() -> None:
    data = scanned(FORM).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"]:
        for line in cell["lines"]:
            if line["text"] == "森林防火":
                read_so = [
                    {"text": "森林防火", "score": 0.4, "by": "tiny"},
                    {"text": "森休防火", "score": 0.6, "by": "small"},
                ]
                line |= {"confidence": 0.6, "readings": read_so}
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert all("project_unread" in (one.review_reason or "") for one in form.indicators)


def test_a_project_that_is_a_number_is_asked_about() -> None:
    form = read(("森林防火", "4236500.00"))
    assert "project_missing" in (form.record.review_reason or "")
    assert all(one.needs_review for one in form.indicators)


LEVELS = "产出指标 | 数量指标\n效益指标 | 社会效益指标\n满意度指标 | 服务对象满意度指标"


def test_pages_that_must_hold_a_form_are_named_where_none_came_out() -> None:
    assert normalize(scanned(LEVELS)).unread == (1,)
    assert normalize(draw(LEVELS)).unread == ()
    assert normalize(scanned("收入 | 支出\n一般公共预算 | 12")).unread == ()


def test_a_page_without_indicators_that_must_hold_some_makes_the_form_before_it_ask() -> None:
    submission = normalize(scanned(f"{FORM}---\n其他\n{LEVELS}"))
    assert submission.unread == (2,)
    assert "page_unread" in (submission.forms[0].record.review_reason or "")


def test_no_year_is_guessed_where_the_dates_are_of_two() -> None:
    form = read(("2026.1.1-2026.12.31", "2025.1.1-2026.12.31"), ("（2026年度）", "（3626年度）"))
    assert form.identity.year is None
    assert "year_missing" in (form.record.review_reason or "")


def test_three_lines_for_two_names_stay_together_and_are_asked_about() -> None:
    form = read(("| 质量指标 | 隐患整改率 |", "| 质量指标 | ^ |"), ("巡护里程", "巡护里程↵隐患↵整改率"))
    assert "cells_merged" in (form.indicators[0].review_reason or "")
    assert "row_unread" in (form.record.review_reason or "")


@pytest.mark.parametrize(
    ("seen", "operator"),
    [("正向指标≥", "≥"), ("-↵≥", "≥"), ("≤.", "≤"), ("〉=", "≥")],
)
def test_a_sign_beside_what_does_not_belong_to_it(seen: str, operator: str) -> None:
    assert row(read(("| ≥ | 300", f"| {seen} | 300")), "巡护里程").operator == operator


@pytest.mark.parametrize("seen", ["木于等于", "V=", "2", ") =", "(="])
def test_a_sign_that_is_none_is_asked_about(seen: str) -> None:
    found = row(read(("| ≥ | 300", f"| {seen} | 300")), "巡护里程")
    assert found.operator is None
    assert "operator_unread" in (found.review_reason or "")


@pytest.mark.parametrize("name", ["政务服务统一", "森林防火(一)"])
def test_a_project_may_end_so(name: str) -> None:
    assert read(("项目名称 | 森林防火 |", f"项目名称 | {name} |")).identity.project == name


@pytest.mark.parametrize("seen", ["20.23年森林防火", "2.023年森林防火", "202.3年森林防火", "3023年森林防火"])
def test_a_year_of_a_project_has_no_speck_and_is_of_a_century_that_budgets_are_made_in(seen: str) -> None:
    assert read(("项目名称 | 森林防火 |", f"项目名称 | {seen} |")).identity.project == "2023年森林防火"


def code_read(tiny: str, small: str) -> Form:
    """The form with a code before its project of which two readers make this, neither of them surely."""
    data = scanned(FORM.replace("项目名称 | 森林防火", f"项目名称 | {small}")).model_dump()
    cells = [cell for table in data["pages"][0]["tables"] for cell in table["cells"] if cell["lines"]]
    line = next(cell for cell in cells if cell["lines"][0]["text"] == small)["lines"][0]
    readings = [{"text": text, "score": 0.55, "by": by} for text, by in ((tiny, "tiny"), (small, "small"))]
    line |= {"confidence": 0.55, "readings": readings}
    (form,) = normalize(Extraction.model_validate(data)).forms
    return form


def test_a_project_of_which_two_unsure_readers_make_different_characters_is_asked_about() -> None:
    spoiled = code_read("21000027R0C0976-森林防火", "21000027R0C0976-森林妨火")
    assert all("project_unread" in (one.review_reason or "") for one in spoiled.indicators)


@pytest.mark.parametrize("left", ["项", "项名", "称"])
def test_a_project_beside_what_is_left_of_its_label_is_read_and_asked_about(left: str) -> None:
    form = read(("项目名称 | 森林防火 |", f"{left} | 森林防火物资 |"))
    assert form.identity.project == "森林防火物资"
    assert form.record.needs_review


FLAT = """项目支出绩效目标表
(2026年度)
项目名称 | 河道保洁 | 实施单位 | 某县水利局
一级指标 | 三级指标 | 指标值 | 备注
产出指标 | 保洁河道 | ≥2次 |
产出指标 | 清运垃圾 | ≥3次 |
"""
DEEP = """项目支出绩效目标表
(2026年度)
项目名称 | 河道保洁 | 实施单位 | 某县水利局
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 保洁河道 | ≥2次
产出指标 | | 清运垃圾 | ≥3次
"""


@pytest.mark.parametrize(("text", "asked"), [(FLAT, [False, False]), (DEEP, [False, True])], ids=["flat", "deep"])
def test_a_level_is_missed_where_other_rows_have_it(text: str, asked: list[bool]) -> None:
    (form,) = normalize(scanned(text)).forms
    assert [row.needs_review for row in form.indicators] == asked


def test_an_evaluation_has_points_in_place_of_values() -> None:
    (form,) = normalize(
        scanned("""项目支出绩效评价评分表
(2026年度)
项目名称 | 河道保洁 | 实施单位 | 某县水利局 | <
一级指标 | 二级指标 | 三级指标 | 分值 | 评分标准
产出指标 | 产出数量 | 保洁河道 | 10 | 资料齐全得满分，缺一项扣1分
^ | 产出质量 | 清运垃圾 | 20 | 完成率100%得满分
""")
    ).forms
    assert form.identity.phase == "evaluation"
    assert not any(row.needs_review for row in form.indicators)


def test_letters_that_were_read_for_the_figures_of_a_code_are_figures_again() -> None:
    text = """
项目支出绩效目标表
(2026年度)
填报单位:种质资源圃
项目名称 | 种质资源圃提质 | 项目编码 | 46000026TOO0001l73504
三级指标 | 指标值 | < | <
保存种质 | ≥1180份 | < | <
"""
    (form,) = normalize(scanned(text)).forms
    assert form.identity.project_code == "46000026T000001173504"
    (same,) = normalize(draw(text)).forms
    assert same.identity.project_code == "46000026TOO0001l73504"


def test_a_dash_between_levels_that_was_read_as_a_character_parts_them() -> None:
    (form,) = normalize(
        scanned("""
项目支出绩效目标表
(2026年度)
填报单位:公安局
项目名称 | 警务室 | < | <
指标类别 | 绩效指标 | 符号 | 指标值
产出指标一数量指标 | 运转警务室 | = | 22
效益指标一社会效益指标 | 电诈警情下降率 | ≥ | 15
""")
    ).forms
    assert [(row.level1, row.level2) for row in form.indicators] == [
        ("产出指标", "数量指标"),
        ("效益指标", "社会效益指标"),
    ]


def goal(confidence: float) -> Form:
    """A form whose goal stands in two lines that a reader was so sure of, all else surely read."""
    whole = FORM.replace("14.000.00", "14000.00").replace(
        "一级指标 |", "年度绩效目标 | 巡护里程达到300公里，↵隐患整改率达到95%。 | < | < | < | <\n一级指标 |", 1
    )
    data = scanned(whole).model_dump()
    for line in (line for cell in data["pages"][0]["tables"][0]["cells"] for line in cell["lines"]):
        if "达到" in line["text"]:
            line["confidence"] = confidence
    (form,) = normalize(Extraction.model_validate(data)).forms
    return form


def test_a_goal_that_is_likelier_misread_than_not_asks_for_its_form_though_nothing_else_does() -> None:
    asked = goal(0.6)
    assert asked.record.review_reason == "ocr_doubt"
    assert {one.field for one in asked.evidence if one.needs_review and one.of_table == "forms"} == {"annual_goal"}
    assert not any(one.needs_review for one in asked.indicators)
    assert not goal(0.8).record.needs_review


def test_a_row_without_the_points_that_its_fellows_have_asks_for_them() -> None:
    weighed = (
        FORM.replace("| 度量单位", "| 度量单位 | 权重").replace("| %\n", "| % | 20\n").replace("31 |\n", "31 | | 20\n")
    )
    weighed = weighed.replace("| 公里\n", "| 公里 |\n")
    for extraction, reason in ((scanned(weighed), "weight_missing"), (draw(weighed), None)):
        (form,) = normalize(extraction).forms
        assert row(form, "巡护里程").review_reason == reason
        assert not row(form, "群众知晓率").needs_review
