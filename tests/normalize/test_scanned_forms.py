"""A scanned form as a whole: its project, its money, its goal, its header, and what a stamp left on it."""

from collections.abc import Callable

import pytest

from extract.model import Extraction
from normalize import normalize
from tests.normalize.drawing import draw, scanned
from tests.normalize.test_recognised import FORM, read, row


def test_a_provinces_own_level_is_not_taken_for_a_canonical_one() -> None:
    assert row(read(("效益指标 | 社会", "项目效益 | 社会")), "群众知晓率").level1 == "项目效益"


def test_the_year_of_a_project_is_of_this_century() -> None:
    assert read(("森林防火", "3026年森林防火")).identity.project == "2026年森林防火"
    assert read(("森林防火", "2.026年森林防火")).identity.project == "2026年森林防火"


def test_dirt_in_front_of_an_amount_makes_no_debt() -> None:
    assert read(("14.000.00元", "-1.4万元")).record.budget == 1.4


GOAL = "年度绩效目标 | 确保森林巡护里程达到300公里以上群众知晓率达到90%。 | < | < | < | <"


@pytest.mark.parametrize(
    ("seen", "name", "asked"),
    [
        ("森林巡护里程", "森林巡护里程", False),
        ("森林巡扩里程", "森林巡扩里程", True),  # one of the two readings is wrong
        ("林巡护里程", "森林巡护里程", True),  # a character was lost in front
        ("局森林巡护里程", "局森林巡护里程", True),  # read surely: the goal may as well have lost one
    ],
)
def test_the_goal_witnesses_names(seen: str, name: str, asked: bool) -> None:
    form = FORM.replace("一级指标 |", f"{GOAL}\n一级指标 |").replace("巡护里程 |", "森林巡护里程 |")
    found = row(read(("森林巡护里程 | ≥", f"{seen} | ≥"), form=form), name)
    assert ("name_differs" in (found.review_reason or "")) is asked
    assert found.name_raw == seen


def test_a_spoiled_header_of_a_further_page_is_that_of_the_page_before() -> None:
    listed = """
2026年项目支出绩效目标表
项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
森林防火 | 12 | 产出指标 | 数量指标 | 巡护里程 | ≥ | 300 | 公里
^ | ^ | 效益指标 | 社会效益指标 | 群众知晓率 | ≥ | 90 | %
---
项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 山 | 庋
扑火装备 | 3 | 产出指标 | 数量指标 | 购置灭火机 | = | 20 | 台
"""
    second = normalize(scanned(listed)).forms[1]
    assert second.identity.project == "扑火装备"
    assert [(one.name, one.value, one.measure_unit) for one in second.indicators] == [("购置灭火机", 20.0, "台")]


def test_a_stamps_characters_are_no_text_of_the_cell_they_fell_into() -> None:
    form = read(("森林防火 |", "森林防火↵↵↵↵局 |"))
    assert form.identity.project == "森林防火"


@pytest.mark.parametrize(
    ("seen", "amount"),
    [
        ("14.000.00元", 1.4),  # commas read as points
        ("35.653,200.00元", 3565.32),
        ("14,000,00元", None),  # which of its points are which is open
        ("7,050,00000元", None),
        ("13,626,00000", 13626000.0),  # in 万元: the point before the last two digits was not read
        (".15.9962", 15.9962),
        ("D74", 0.74),  # the point behind a nought was not read
        ("720000.", 720000.0),
        ("49,500.00L", 49500.0),
        ("16,760,00Q.00", 16760000.0),
    ],
)
def test_what_a_scan_does_to_an_amount(seen: str, amount: float | None) -> None:
    assert read(("14.000.00元", seen)).record.budget == amount


def test_a_unit_of_money_that_is_nearly_one_is_that_one() -> None:
    form = read(("（2026年度）", "单位：下元"), ("14.000.00元", "14"))
    assert (form.record.budget, form.record.money_unit) == (14.0, "万元")


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


def test_a_project_that_the_goal_names_otherwise_asks() -> None:
    goal = "年度绩效目标 | 通过实施森林防火隔离带建设，减少火灾。 | < | < | < | <"
    form = read(
        ("项目名称 | 森林防火", "项目名称 | 森休防火隔离带建设"), form=FORM.replace("一级指标 |", f"{goal}\n一级指标 |")
    )
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


def test_a_mended_amount_asks_and_a_printed_one_is_never_mended() -> None:
    assert "amount_repaired" in (read(("14.000.00元", "13,626,00000")).record.review_reason or "")
    assert "amount_repaired" not in (read(("14.000.00元", "13,626,000.00")).record.review_reason or "")
    (printed,) = normalize(draw(FORM.replace("14.000.00元", "13,626,00000"))).forms
    assert printed.record.budget is None


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("（20026年度）", 2026),  # a digit too many: only one year can be meant
        ("（3626年度）", 2026),  # not read at all: the rows' dates say which
        ("（2025年度）", 2025),  # read: the dates have no say
    ],
)
def test_a_year_that_was_not_read_is_told_by_what_was_and_asked_about(printed: str, year: int) -> None:
    titled = FORM.replace("项目支出绩效目标表\n（2026年度）", f"项目支出绩效目标表{printed}")
    form = read(form=titled)
    assert form.identity.year == year
    assert ("year_guessed" in (form.record.review_reason or "")) is (printed != "（2025年度）")


def test_no_year_is_guessed_where_the_dates_are_of_two() -> None:
    form = read(("2026.1.1-2026.12.31", "2025.1.1-2026.12.31"), ("（2026年度）", "（3626年度）"))
    assert form.identity.year is None
    assert "year_missing" in (form.record.review_reason or "")


def test_a_title_row_that_a_stray_ruling_cut_keeps_its_money_unit() -> None:
    boxed = FORM.replace(
        "项目支出绩效目标表\n（2026年度）\n", "项目支出绩效目标表日↵（2026年度） | < | < | 金额单位：元 | < | <\n"
    )
    form = read(("14.000.00元", "140000"), form=boxed)
    assert (form.identity.year, form.record.budget) == (2026, 14.0)


def test_what_is_left_of_the_ruling_behind_a_label_is_no_text() -> None:
    broken = FORM.replace("项目名称 | 森林防火 | < | < | < | <", "项目名称1森林防火 | < | < | < | < | <")
    form = read(form=broken)
    assert form.identity.project == "森林防火"
    assert "cells_merged" in (form.record.review_reason or "")


def test_two_names_whose_wall_was_not_seen_are_asked_about_with_their_form() -> None:
    form = read(("| 质量指标 | 隐患整改率 |", "| 质量指标 | ^ |"), ("巡护里程", "巡护里程↵隐患整改率"))
    assert [(one.name, one.value) for one in form.indicators[:2]] == [("巡护里程", 300.0), ("隐患整改率", 95.0)]
    assert all("cells_merged" in (one.review_reason or "") for one in form.indicators[:2])
    assert "row_unread" in (form.record.review_reason or "")


def test_three_lines_for_two_names_stay_together_and_are_asked_about() -> None:
    form = read(("| 质量指标 | 隐患整改率 |", "| 质量指标 | ^ |"), ("巡护里程", "巡护里程↵隐患↵整改率"))
    assert "cells_merged" in (form.indicators[0].review_reason or "")
    assert "row_unread" in (form.record.review_reason or "")


@pytest.mark.parametrize(
    ("seen", "operator"),
    [("正向指标≥", "≥"), ("太于等于", "≥"), ("-↵≥", "≥"), ("≤.", "≤"), ("〉=", "≥")],
)
def test_a_sign_beside_what_does_not_belong_to_it(seen: str, operator: str) -> None:
    assert row(read(("| ≥ | 300", f"| {seen} | 300")), "巡护里程").operator == operator


def test_a_sign_of_which_two_wordings_are_near_is_asked_about() -> None:
    found = row(read(("| ≥ | 300", "| 木于等于 | 300")), "巡护里程")
    assert found.operator is None
    assert "operator_unread" in (found.review_reason or "")


@pytest.mark.parametrize("printed", ["项目资金（万·元）", "项目资金（万、元）"])
def test_a_speck_within_a_money_unit_does_not_cost_its_factor(printed: str) -> None:
    assert read(("项目资金 |", f"{printed} |"), ("14.000.00元", "40299.77")).record.budget == 40299.77


@pytest.mark.parametrize(
    ("seen", "amount"),
    [("1:06", 1.06), ("/ 0.63", 0.63), ("1435.1178日县", 1435.1178), ("-1435.11", 1435.11)],
)
def test_what_stands_in_or_beside_an_amount(seen: str, amount: float) -> None:
    form = read(("14.000.00元", seen))
    assert form.record.budget == amount
    assert "amount_repaired" in (form.record.review_reason or "")


def test_an_amount_in_one_cell_with_its_label_is_read_and_asked_about() -> None:
    merged = FORM.replace("项目资金 | 14.000.00元 |", "年度资金总额：31.4 | < |")
    form = read(form=merged)
    assert form.record.budget == 31.4
    assert "cells_merged" in (form.record.review_reason or "")


def test_a_misread_label_in_one_cell_with_its_value_still_opens_the_form() -> None:
    merged = FORM.replace("项目名称 | 森林防火 | <", "项自名称森林防火 | < | <")
    assert read(form=merged).identity.project == "森林防火"


def test_a_budget_that_is_only_the_sum_of_what_was_read_is_asked_about() -> None:
    parts = FORM.replace("项目资金 | 14.000.00元 |", "其中：财政拨款 | 3.5 |")
    form = read(form=parts)
    assert form.record.budget == 3.5
    assert "budget_summed" in (form.record.review_reason or "")


def test_two_units_of_money_on_one_form_are_asked_about() -> None:
    form = read(("（2026年度）", "（2026年度）\n金额单位：万元"), ("项目资金 |", "项目资金（元） |"))
    assert "money_unit_conflict" in (form.record.review_reason or "")


def test_labels_of_two_rows_in_one_cell_have_the_values_of_their_rows() -> None:
    stacked = FORM.replace("项目名称 |", "项目名称↵主管部门 |").replace("主管部门 | 某县林业局", "^ | 某县林业局")
    form = read(form=stacked)
    assert (form.identity.project, form.record.department) == ("森林防火", "某县林业局")
    assert "cells_merged" in (form.record.review_reason or "")


@pytest.mark.parametrize("read_as", [draw, scanned])
def test_an_empty_slot_at_the_foot_of_a_block_is_no_part_of_its_header(read_as: Callable[[str], Extraction]) -> None:
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值及单位
^ | 产出指标 | 数量指标 | 指标1:巡护里程 | ≥300公里
^ | ^ | 质量指标 | 指标1:隐患整改率 | ≥95%
^ | 满意度指标 | 满意度指标 | 指标1:群众满意度 | ≥92%
^ | ^ | ^ | 指标2： |
"""
    (form,) = normalize(read_as(text)).forms
    assert [one.name for one in form.indicators] == ["巡护里程", "隐患整改率", "群众满意度"]


def test_a_project_s_column_is_known_by_its_place_where_its_label_was_spoiled() -> None:
    text = """
2026年项目支出绩效目标汇总表
单位名称 | 项目称上 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标值
某县林业局 | 森林防火 | 12 | 巡护 | 产出指标 | 数量指标 | 巡护里程 | ≥300公里
"""
    (form,) = normalize(scanned(text)).forms
    assert (form.identity.project, form.identity.unit) == ("森林防火", "某县林业局")


def test_a_level_that_lost_its_number_is_known_by_its_neighbour_in_a_twin_header() -> None:
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | < | < | < | <
绩效指标 | 级指标 | 二级指标 | 三级指标 | 指标值 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 巡护里程 | ≥900公里 | 巡护里程 | ≥300公里
"""
    (form,) = normalize(scanned(text)).forms
    assert [(one.level1, one.value) for one in form.indicators] == [("产出指标", 900.0), ("产出指标", 300.0)]


def test_a_level_that_lost_its_number_left_of_a_twin_header_that_has_it() -> None:
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | < | < | < | < | <
绩效指标 | 一级指标 | 级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 巡护里程 | ≥900公里 | 质量指标 | 巡护里程 | ≥300公里
"""
    (form,) = normalize(scanned(text)).forms
    assert [one.level2 for one in form.indicators] == ["数量指标", "质量指标"]


def test_a_twin_header_of_which_every_level_lost_its_number() -> None:
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | < | < | < | < | <
绩效指标 | 级指标 | 级指标 | 级指标 | 指标值 | 级指标 | 级指标 | 指标值
^ | 产出指标 | 数量指标 | 巡护里程 | ≥900公里 | 质量指标 | 隐患整改率 | ≥95%
"""
    (form,) = normalize(scanned(text)).forms
    found = [(one.level1, one.level2, one.name, one.value) for one in form.indicators]
    assert found == [("产出指标", "数量指标", "巡护里程", 900.0), ("产出指标", "质量指标", "隐患整改率", 95.0)]


def test_the_units_of_a_bracket_list_are_known_by_their_place_where_their_label_was_spoiled() -> None:
    goal = "【产出指标-数量指标】指标1:巡护里程(≥{}公里)"
    text = f"""
某县林业局2026年项目绩效目标和指标
单位编码 | 位你(页日类别/攴出顶目) | 年度预算安排 | 项目内容 | 绩效目标
607027 | 森林防火 | 94 | 巡护 | {goal.format(300)}
607027 | 林区道路 | 12 | 养护 | {goal.format(20)}
"""
    forms = normalize(scanned(text)).forms
    found = [(form.identity.project, form.indicators[0].value) for form in forms]
    assert found == [("森林防火", 300), ("林区道路", 20)]
