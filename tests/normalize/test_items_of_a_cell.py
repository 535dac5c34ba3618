"""Indicators as items of a cell, each a name with its value: beside a level, or under one."""

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

Told = tuple[str | None, str | None, str | None, str | None, float | None, str | None]


def told(form: Form) -> list[Told]:
    return [(row.level1, row.level2, row.name, row.operator, row.value, row.measure_unit) for row in form.indicators]


BESIDE = """
项目绩效目标申报简表
（2025年度）
申报单位 | 某市滨湖街道办事处 | <
项目名称 | 污水处理设施运维 | <
绩效指标 | 一、产出指标 | <
^ | 数量指标 | 1.运维处理站：9座2.清掏化粪池：≥1120口
^ | 质量指标 | 设备完好率≥98%
^ | 时效指标 |
^ | 成本指标 | /
^ | 二、满意度指标 | <
^ | 服务对象满意度指标 | 村民满意度：≥90%
街道意见 | 情况属实，同意申报。负责人：龚道平 | <
"""


def test_items_beside_their_level() -> None:
    (form,) = normalize(draw(BESIDE)).forms
    assert told(form) == [
        ("产出指标", "数量指标", "运维处理站", None, 9.0, "座"),
        ("产出指标", "数量指标", "清掏化粪池", "≥", 1120.0, "口"),
        ("产出指标", "质量指标", "设备完好率", "≥", 98.0, "%"),
        ("满意度指标", "服务对象满意度指标", "村民满意度", "≥", 90.0, "%"),
    ]


UNDER = """
2025年某区文化系统预算项目绩效目标汇总表
主管部门：某区文化局
序号 | 单位名称 | 项目名称 | 预算金额 | 产出指标 | < | 满意度指标
^ | ^ | ^ | ^ | 数量指标 | 成本指标 | 服务对象满意度指标
1 | 某区文化馆 | 惠民演出 | 96 | 演出场次：≥120场 | 单场补助：≤0.8万元 | 观众满意度：≥93%
2 | 某区图书馆 | 城市书房 | 54.5 | 运行书房：6家 | / | {last}
"""


def test_items_under_their_levels_a_project_a_row() -> None:
    first, second = normalize(draw(UNDER.format(last="读者满意度：≥95%"))).forms
    assert (first.identity.unit, first.identity.project) == ("某区文化馆", "惠民演出")
    assert told(first) == [
        ("产出指标", "数量指标", "演出场次", "≥", 120.0, "场"),
        ("产出指标", "成本指标", "单场补助", "≤", 0.8, "万元"),
        ("满意度指标", "服务对象满意度指标", "观众满意度", "≥", 93.0, "%"),
    ]
    assert [one[2] for one in told(second)] == ["运行书房", "读者满意度"]


def test_a_cell_among_the_items_that_is_none_asks() -> None:
    forms = normalize(draw(UNDER.format(last="待定，见附件"))).forms
    assert "row_unread" in (forms[1].record.review_reason or "")
    assert "row_unread" not in (forms[0].record.review_reason or "")


def test_values_that_go_on_over_their_line_belong_to_their_names() -> None:
    text = """
2024年项目支出绩效目标表
项目名称 | 校舍维修资金 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 1.维修校舍面积↵2.开展讲座↵3.完成时间↵4.设施条件 | ≤650.00平方↵米↵≥9场↵2024.3-↵2024.11↵明显改↵善
"""
    (form,) = normalize(draw(text)).forms
    assert [(row.name, row.value_raw, row.measure_unit) for row in form.indicators] == [
        ("维修校舍面积", "≤650.00平方米", "平方米"),
        ("开展讲座", "≥9场", "场"),
        ("完成时间", "2024.3-2024.11", None),
        ("设施条件", "明显改善", None),
    ]
