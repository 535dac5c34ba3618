"""The headers of a scanned form: labels that were spoiled, lost their number or took in what stands below them."""

from collections.abc import Callable

import pytest

from extract.model import Extraction
from normalize import normalize
from tests.normalize.drawing import draw, scanned
from tests.normalize.test_recognised import FORM


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


def test_a_label_under_a_signature_in_one_half_of_a_twin_header_costs_no_rows() -> None:
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | < | < | < | < | <
绩效指标 | 一级指标 | 二级指标 | ü)气级指栎 | 指标值 | 二级指标 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 巡护里程 | ≥900公里 | 质量指标 | 隐患整改率 | ≥95%
"""
    (form,) = normalize(scanned(text)).forms
    assert [(one.level2, one.name) for one in form.indicators] == [("数量指标", "巡护里程"), ("质量指标", "隐患整改率")]


@pytest.mark.parametrize(
    "header",
    [
        "一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 量单位 | 实际完成值",
        "绩效指标 | < | < | 年度指标值 | < | < | 实际完成值\n"
        "一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 量单位 | ^",
    ],
)
def test_an_evaluations_units_are_known_by_their_place_where_their_label_was_spoiled(header: str) -> None:
    text = f"""
2026年项目支出绩效自评表
项目名称 | 森林防火 | < | < | < | < | <
{header}
产出指标 | 数量指标 | 巡护里程 | ≥ | 300 | 公里 | 310
"""
    (form,) = normalize(scanned(text)).forms
    assert [(one.value, one.measure_unit, one.actual) for one in form.indicators] == [(300.0, "公里", 310.0)]


def test_a_label_that_took_in_the_cell_above_is_one_of_the_header() -> None:
    """The ruling between the sum of the budget and 二级指标 below it was not seen."""
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | <
资金总额 | 12↵二级指标 | 12 | <
一级指标 | ^ | 三级指标 | 指标值
产出指标 | 数量指标 | 巡护里程 | ≥300公里
效益指标 | 社会效益指标 | 群众知晓率 | ≥95%
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥92%
"""
    (form,) = normalize(scanned(text)).forms
    assert [one.level2 for one in form.indicators] == ["数量指标", "社会效益指标", "服务对象满意度指标"]


@pytest.mark.parametrize("dust", ["三", "1", "一"])
def test_dust_in_a_project_s_cell_at_the_head_of_a_page_is_no_project(dust: str) -> None:
    listed = f"""
2026年项目支出绩效目标表
项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
森林防火 | 12 | 产出指标 | 数量指标 | 巡护里程 | ≥ | 300 | 公里
^ | ^ | 效益指标 | 社会效益指标 | 群众知晓率 | ≥ | 90 | %
---
{dust} |  | 产出指标 | 质量指标 | 隐患整改率 | ≥ | 95 | %
"""
    (form,) = normalize(scanned(listed)).forms
    assert [one.name for one in form.indicators] == ["巡护里程", "群众知晓率", "隐患整改率"]


def test_a_level_2_under_two_labels_has_the_level_1_that_it_belongs_to() -> None:
    """A wall through 二级指标 was seen in the header alone: what stands below both halves is a level 2."""
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | <
- | 级指标 | 三级指标 | 指标值
数量指标 | < | 巡护里程 | ≥300公里
社会效益指标 | < | 群众知晓率 | ≥95%
服务对象满意度指标 | < | 群众满意度 | ≥92%
"""
    (form,) = normalize(scanned(text)).forms
    assert [(one.level1, one.level2) for one in form.indicators] == [
        ("产出指标", "数量指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]


def test_a_spoiled_label_in_front_of_the_weights_is_the_name_s() -> None:
    text = """
2026年重点专项资金绩效目标表
项目名称 | 公路养护 | < | < | <
指标县 | 指标权重 | 计量单位 | 指标性质 | 指标值
安装护栏长度 | 50 | 米 | ≥ | 367
农村公路列养率 | 50 | % | ≥ | 90
"""
    (form,) = normalize(scanned(text)).forms
    assert [(one.name, one.value) for one in form.indicators] == [("安装护栏长度", 367.0), ("农村公路列养率", 90.0)]


def test_levels_of_which_only_the_unit_was_read_are_known_by_their_order() -> None:
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | <
级 | 级 | 三级 | 年度数值
产出值 | 数量值 | 巡护里程 | >=300公里
效益值 | 社会效益值 | 群众知晓率 | >=90%
"""
    (form,) = normalize(scanned(text)).forms
    assert [(one.name, one.level1, one.value) for one in form.indicators] == [
        ("巡护里程", "产出指标", 300.0),
        ("群众知晓率", "效益指标", 90.0),
    ]


def test_a_spoiled_level_1_between_goal_and_level_2_is_known_though_its_page_ends_with_the_header() -> None:
    listed = """
2026年项目支出绩效目标表
项目名称 | 预算数 | 年度目标 | 级指标一 | 二级指标 | 三级指标 | 指标值
---
森林防火 | 12 | 巡护 | 产出指标 | 数量指标 | 巡护里程 | ≥300公里
"""
    (form,) = normalize(scanned(listed)).forms
    assert [(one.level1, one.level2) for one in form.indicators] == [("产出指标", "数量指标")]


def test_the_numbers_of_the_rows_are_no_values_where_the_form_has_none() -> None:
    text = """
2024年度部门整体支出绩效自评表
单位:霍邱县审计局
序号 | 一级指标 | 二级指标 | 三级指标 | 指标分值 | 指标解释 | 自评得分
1 | 履职 | 职责履行 | 审计项目完成率 | 10 | 实际完成数与计划数的比率 | 8
2 | ^ | ^ | 审计整改率 | 10 | 已整改问题数与应整改数的比率 | 9.5
3 | ^ | 履职效益 | 促进增收节支 | 15 | 挽回损失情况 | 15
4 | 满意度 | 服务对象满意度 | 被审计单位满意度 | 15 | 满意程度 | 15
合计 | < | < | < | 50 | | 47.5
"""
    (form,) = normalize(scanned(text)).forms
    assert [(one.name, one.value_raw, one.weight) for one in form.indicators] == [
        ("审计项目完成率", None, 10.0),
        ("审计整改率", None, 10.0),
        ("促进增收节支", None, 15.0),
        ("被审计单位满意度", None, 15.0),
    ]


def test_a_label_that_took_in_the_first_name_is_parted_from_it_and_asks() -> None:
    text = """
2026年项目支出绩效自评表
项目名称 | 工资性支出 | 主管部门 | 某县发展和改革局 | <
一级指标 | 二级指标 | 三级指标↵发放覆盖率 | 指标性质 | 指标值
产出指标 | 数量指标 | ^ | = | 100%
效益指标 | 社会效益指标 | 足额保障率 | = | 100%
"""
    (form,) = normalize(scanned(text)).forms
    assert [(row.level2, row.name, row.value) for row in form.indicators] == [
        ("数量指标", "发放覆盖率", 100.0),
        ("社会效益指标", "足额保障率", 100.0),
    ]
    assert form.indicators[0].needs_review


def test_a_label_that_took_in_the_first_level_is_parted_from_it() -> None:
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | <
一级指标↵产出指标 | 二级指标 | 三级指标 | 指标值
^ | 数量指标 | 巡护里程 | ≥300公里
^ | ^ | 护林员 | ≥20名
效益指标 | 社会效益指标 | 群众知晓率 | ≥90%
"""
    (form,) = normalize(scanned(text)).forms
    assert [(row.level1, row.name) for row in form.indicators] == [
        ("产出指标", "巡护里程"),
        ("产出指标", "护林员"),
        ("效益指标", "群众知晓率"),
    ]


def test_of_two_columns_under_the_label_of_values_the_one_of_signs_has_the_operators() -> None:
    (form,) = normalize(scanned(FORM.replace("指标性质", "指标值"))).forms  # 指标值类型, the rest under a seal
    assert [(one.operator, one.value) for one in form.indicators][:2] == [("≥", 300.0), ("≥", 95.0)]
    assert not form.indicators[0].needs_review
