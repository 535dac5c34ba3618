"""Rows that slid a column to the left, of which no cell says so but by what stands in it."""

from normalize import normalize
from tests.normalize.drawing import draw, scanned

FORM = """
2026年项目支出绩效自评表
项目名称 | 森林防火 | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 备注
产出指标 | 数量指标 | 巡护里程 | ≥ | 300 | 公里 | 无
^ | 时效指标 | 任务完成及时率 | ≥ | 95 | % | 无
成本指标 | 成本控制合理性 |  | 可控 |  |  |
效益指标 | 社会效益指标 | 群众知晓率 | ≥ | 90 | % | 无
"""


def test_words_where_a_sign_should_stand_and_no_name_tell_a_row_that_slid() -> None:
    (form,) = normalize(draw(FORM)).forms
    found = [(one.name, one.level2, one.value_raw, one.review_reason) for one in form.indicators]
    assert ("成本控制合理性", "成本指标", "可控", "row_shifted") in found
    assert [name for name, *_ in found] == ["巡护里程", "任务完成及时率", "成本控制合理性", "群众知晓率"]


def test_a_speck_beside_its_value_keeps_no_row_from_having_slid() -> None:
    text = """
2026年项目支出绩效目标表
项目名称 | 森林防火 | < | < | <
一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值
产出指标 | 时效指标 | 按期完成率 | 反映按期完成率情况 | ≥95%
成本指标 | 年初预算 | 年初预算=实际完成数/计划数×100% | .≤779万元 |
效益指标 | 社会效益指标 | 群众知晓率 | 反映群众知晓率情况 | ≥90%
"""
    (form,) = normalize(scanned(text)).forms
    assert [one.name for one in form.indicators] == ["按期完成率", "年初预算", "群众知晓率"]


def test_a_line_that_nobody_filled_did_not_slide() -> None:
    (form,) = normalize(draw(FORM.replace("| 可控 |", "|  |"))).forms
    assert [one.name for one in form.indicators] == ["巡护里程", "任务完成及时率", "群众知晓率"]
    assert not any(one.needs_review for one in form.indicators)


def test_a_number_of_an_indicator_under_level_2_tells_a_row_that_slid() -> None:
    text = """
2019年项目支出绩效目标申报表
项目名称 | 乡村医生养老补助 | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标值及单位 | 绩效标准
产出指标 | 数量指标 | 指标1:发放折页 | ≥1万份 | 行业标准
成本指标 | 指标1:成本控制合理性 | 提升 | 计划标准 |
效益指标 | 社会效益 | 指标1:健康素养水平 | ≥98% | 行业标准
"""
    (form,) = normalize(draw(text)).forms
    row = form.indicators[1]
    assert (row.level1, row.level2, row.name, row.value_raw) == ("产出指标", "成本指标", "成本控制合理性", "提升")
    assert row.needs_review


def test_a_row_of_a_list_slides_behind_the_cells_of_its_project() -> None:
    text = """
2026年项目支出绩效目标表
单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 单位 | 方向 | 备注
某县检察院 | 办案业务费 | 63 | 依法办案 | 效益指标 | 社会效益指标 | 群众安全感指数 | ≥ | 95 | % | 正向指标 | 无
^ | ^ | ^ | ^ | 可持续影响指标 | 维护社会和谐稳定 |  | 有效 |  | 正向指标 | 无 |
^ | ^ | ^ | ^ | 满意度指标 | 服务对象满意度指标 | 干警满意度 | ≥ | 80 | % | 正向指标 | 无
"""
    (form,) = normalize(draw(text)).forms
    assert [one.name for one in form.indicators] == ["群众安全感指数", "维护社会和谐稳定", "干警满意度"]
    slid = form.indicators[1]
    assert (slid.level2, slid.value_raw, slid.review_reason) == ("可持续影响指标", "有效", "row_shifted")
