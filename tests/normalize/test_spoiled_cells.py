"""Cells that a stroke, a stamp or a signature spoiled on a scan: what stands in them is found, and asked about."""

import pytest

from extract.model import Extraction
from normalize import normalize
from tests.normalize.drawing import draw, scanned
from tests.normalize.test_recognised import FORM, read, row


def test_a_label_behind_it_is_no_value() -> None:
    form = read(("项目名称 | 森林防火 | < | < | < | <", "项目名称 | | < | 项目负责人 | 张三 | <"))
    assert form.identity.project is None


def test_a_header_with_labels_under_a_signature_is_one() -> None:
    data = scanned(FORM.replace("指标性质", "指森推").replace("度量单位", "tt.7-")).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"]:
        for line in cell["lines"]:
            if line["text"] in ("指森推", "tt.7-"):
                line["confidence"] = 0.3
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert [(one.operator, one.measure_unit) for one in form.indicators[:2]] == [("≥", "公里"), ("≥", "%")]


def test_a_column_whose_label_is_lost_holds_the_levels_that_stand_in_it() -> None:
    form = read(("一级指标 | 二级指标 |", "晕圾脂杯 | 二级指标 |"))
    assert [one.level1 for one in form.indicators][::2] == ["产出指标", "产出指标", "满意度指标"]


@pytest.mark.parametrize(
    ("seen", "name"),
    [
        ("巡护里程↵↵↵↵↵市人局", "巡护里程"),  # far below the text
        ("巡护里程↵女", "巡护里程"),  # there was room for it behind the text
        ("心↵巡护里程", "巡护里程"),
    ],
)
def test_scraps_of_a_stamp_beside_a_name_are_none_of_it(seen: str, name: str) -> None:
    data = scanned(FORM.replace("巡护里程", seen)).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"]:
        for line in cell["lines"]:
            if line["text"] in ("女", "心"):
                line["readings"] = [
                    {"text": line["text"], "score": 0.5, "by": "small"},
                    {"text": "·", "score": 0.3, "by": "tiny"},
                ]
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert form.indicators[0].name == name


@pytest.mark.parametrize(("sure", "asks"), [(0.6, False), (0.9, True)])
def test_a_signature_far_from_a_name_asks_only_where_a_reader_is_sure_of_it(sure: float, asks: bool) -> None:
    data = scanned(FORM.replace("巡护里程", "巡护里程↵↵↵↵↵↵↵郝霞")).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"]:
        for line in cell["lines"]:
            if line["text"] == "郝霞":
                line["confidence"] = 0.3
                line["readings"] = [
                    {"text": "邓霞", "score": 0.4, "by": "tiny"},
                    {"text": "郝霞", "score": sure, "by": "small"},
                ]
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert (form.indicators[0].name, form.indicators[0].needs_review) == ("巡护里程", asks)


def test_two_specks_that_have_the_shape_of_a_sign_are_none_of_a_name() -> None:
    data = scanned(FORM.replace("巡护里程", "%↵巡护里程")).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"]:
        if len(cell["lines"]) > 1 and cell["lines"][0]["text"] == "%":
            cell["lines"][0]["readings"] = [
                {"text": text, "score": score, "by": by}
                for text, score, by in (("", 0.0, "tiny"), ("", 0.0, "small"), ("%", 0.9, "shape"))
            ]
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert form.indicators[0].name == "巡护里程"


@pytest.mark.parametrize("seen", ["巡护里程，县", "巡护里程百分比", "巡护里程≥300", "巡护里程>"])
def test_a_name_with_a_comma_or_with_what_stands_beside_it_is_asked_about(seen: str) -> None:
    found = row(read(("巡护里程", seen)), seen)
    assert "name_unread" in (found.review_reason or "")


BRACKETS = """
项目支出绩效目标表
（2026年度）
项目名称 | 森林防火
绩效目标 | {}
""".format(
    "↵".join(
        (
            "【总体目标】少火灾。",
            "【产出指标-数量指标】指标1:巡护里程(≥300公里)",
            "指标2:巡护人数≥20人)",
            "指标3:巡护次数=9次)",
            "【效益指标-社会效益指标】指标1:群众知晓率(≥90.00()",
        )
    )
)


def test_a_bracket_that_was_not_read_does_not_hide_the_value() -> None:
    (form,) = normalize(scanned(BRACKETS)).forms
    found = {one.name: (one.operator, one.value, one.review_reason) for one in form.indicators}
    assert found["巡护里程"] == ("≥", 300.0, None)
    assert found["巡护人数"][:2] == ("≥", 20.0)
    assert found["巡护次数"][:2] == ("=", 9.0)
    assert found["群众知晓率"][:2] == ("≥", 90.0)
    assert "cells_merged" in (found["巡护人数"][2] or "")


@pytest.mark.parametrize(("dirt", "reason"), [(".", None), ("·", None), ("-入", "cells_merged")])
def test_dirt_behind_a_closing_bracket_does_not_hide_the_value(dirt: str, reason: str | None) -> None:
    text = BRACKETS.replace("巡护里程(≥300公里)", f"防火产值(300~400万元){dirt}")
    (form,) = normalize(scanned(text)).forms
    one = form.indicators[0]
    assert (one.name, one.operator, one.value, one.value_upper, one.measure_unit) == (
        "防火产值",
        "~",
        300.0,
        400.0,
        "万元",
    )
    assert (reason or "") in (one.review_reason or "")
    assert one.needs_review == bool(reason)


def test_what_is_printed_behind_a_bracket_stays() -> None:
    text = BRACKETS.replace("巡护里程(≥300公里)", "巡护里程(公里)等")
    (form,) = normalize(draw(text)).forms
    assert form.indicators[0].name == "巡护里程(公里)等"
    assert not form.indicators[0].needs_review


LOST = """
项目支出绩效目标表
（2026年度）
项目名称 | 森林防火 | < | <
主管部门 | 某县林业局 | < | <
项目资金 | 14.00万元 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 巡护里程 |
^ | 质量指标 | 隐患整改率 |
效益指标 | 社会效益指标 | 群众知晓率 |
"""


def test_a_form_of_which_no_value_was_found_is_asked_about() -> None:
    seen, printed = (normalize(drawn).forms[0].indicators for drawn in (scanned(LOST), draw(LOST)))
    assert [one.name for one in seen] == [one.name for one in printed] == ["巡护里程", "隐患整改率", "群众知晓率"]
    assert all("value_unread" in (one.review_reason or "") for one in seen)
    assert not any("value_unread" in (one.review_reason or "") for one in printed)


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("审核通过≥300公里", True),
        ("10⁴", True),
        ("=24台1", True),
        ("1.23E+05", True),
        ("####", True),  # too wide for its cell in a spreadsheet
        ("1:15", False),
        ("≥300公里", False),
        ("不断提升", False),
    ],
)
def test_figures_that_are_no_value_are_asked_about(said: str, asks: bool) -> None:
    form = LOST.replace("巡护里程 |\n", f"巡护里程 | {said}\n")
    one = normalize(draw(form)).forms[0].indicators[0]
    assert ("value_unread" in (one.review_reason or "")) == asks


def test_a_line_that_a_page_break_ran_through_makes_its_form_ask() -> None:
    halved = BRACKETS.replace("【效益指标", "【产出指标-成本指标】揭怀1:坝日芯从4↵【效益指标")
    before, after = (normalize(scanned(text)).forms[0].record.review_reason or "" for text in (BRACKETS, halved))
    assert "row_unread" not in before
    assert "row_unread" in after


def test_two_levels_in_one_cell_are_told_apart_and_asked_about() -> None:
    form = FORM.replace("产出指标 | 数量指标 | 巡护里程", "产出指标数量指标 | < | 巡护里程")
    first = read(form=form).indicators[0]
    assert (first.level1, first.level2) == ("产出指标", "数量指标")
    assert first.needs_review


@pytest.mark.parametrize(("confidence", "asks"), [(0.4, True), (0.8, False)])
def test_a_line_of_a_bracket_text_that_hardly_reads_may_have_been_an_item(confidence: float, asks: bool) -> None:
    data = scanned(BRACKETS.replace("指标1:巡护里程(≥300公里)", "↵指标122年增雨作业22次)")).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"]:
        for line in cell["lines"]:
            if "增雨作业" in line["text"]:
                line["confidence"] = confidence
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert ("row_unread" in (form.record.review_reason or "")) == asks
