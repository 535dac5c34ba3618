"""Indicators as items of a cell, each a name with its value: beside a level, or under one."""

import re

import pytest

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw, lined, scanned

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


ABREAST = """
2026年项目支出绩效目标表
项目名称 | 公益诉讼办案 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | {names} | {values}
"""


def abreast(names: str, values: str) -> list[tuple[str | None, str | None, str | None]]:
    (form,) = normalize(draw(ABREAST.format(names=names, values=values))).forms
    return [(row.name, row.value_raw, row.review_reason) for row in form.indicators]


def test_values_of_a_narrow_cell_that_are_none_together_belong_to_the_names_beside_them() -> None:
    assert abreast("立案数↵委托鉴定↵无人机飞行", "≥1065.00件↵≥1018.00次↵≥1040.00架次") == [
        ("立案数", "≥1065.00件", None),
        ("委托鉴定", "≥1018.00次", None),
        ("无人机飞行", "≥1040.00架次", None),
    ]
    assert [row[1] for row in abreast("立案数↵委托鉴定", "1065000.0↵1018000.0")] == ["1065000.0", "1018000.0"]


@pytest.mark.parametrize(
    ("values", "value", "reason"),
    [
        ("3,671.↵00", 3671.0, None),
        ("1,558↵.4328", 1558.4328, None),
        ("3,671↵00", 3671.0, "digits_repaired"),  # the point at the line's end was lost
        ("2.230↵00", 2230.0, "digits_repaired"),
        ("1,558↵4328", 1558.4328, "digits_repaired"),
        ("231.116↵5", 231.1165, None),
    ],
)
def test_a_number_that_a_narrow_column_broke_is_one_and_so_is_the_name_beside_it(
    values: str, value: float, reason: str | None
) -> None:
    (form,) = normalize(scanned(ABREAST.format(names="每场演出补助标↵准", values=values))).forms
    (row,) = form.indicators
    assert (row.name, row.value, row.needs_review) == ("每场演出补助标准", value, reason is not None)
    assert (reason or "") in (row.review_reason or "")


def test_several_values_beside_one_name_ask() -> None:
    for values in ("≥1065.00件↵≥1018.00次", "≥65件≥18次"):
        assert "cells_several" in (abreast("立案数及委托鉴定", values)[0][2] or "")
    assert abreast("立案数", "≥1000000.00↵件次")[0][1:] == ("≥1000000.00件次", None)


IN_BRACKETS = """
某县强边固防补助项目绩效目标表
编制单位：某县边境管理服务中心
2025年度
项目名称 | 边境巡护装备 | <
本年预算 | 143.8万元 | <
产出指标 | 数量指标 | {many}
^ | 时效指标 | 按季发放及时率（≥98%）
满意度指标 | 服务对象满意度指标 | 服务对象满意度（{share}）
"""


def bracketed(many: str, share: str = "≥95%") -> tuple[list[Told], set[str]]:
    (form,) = normalize(draw(IN_BRACKETS.format(many=many, share=share))).forms
    return told(form), set((form.record.review_reason or "").split(";"))


@pytest.mark.parametrize(
    "many",
    [
        "购置巡护摩托车（12辆）↵新增补贴人数（含村级）（≥86人）↵军警民联防（长期有效）",
        "购置巡护摩托车（12↵辆）↵新增补贴人数（含↵村级）（≥86人）↵军警民联防（长期有效）",
        "1.购置巡护摩托车（12辆）；2.新增补贴人数（含村级）（≥86人）；3.军警民联防（长期有效）。",
        "购置巡护摩托车（12辆）；新增补贴人数（含村级）（≥86人）；军警民联防（长期有效）",
    ],
)
def test_items_with_their_values_in_brackets(many: str) -> None:
    rows, reasons = bracketed(many)
    assert rows[:3] == [
        ("产出指标", "数量指标", "购置巡护摩托车", None, 12.0, "辆"),
        ("产出指标", "数量指标", "新增补贴人数（含村级）", "≥", 86.0, "人"),
        ("产出指标", "数量指标", "军警民联防", None, None, None),
    ]
    assert [row[2] for row in rows[3:]] == ["按季发放及时率", "服务对象满意度"]
    assert "row_unread" not in reasons


@pytest.mark.parametrize(("many", "value"), [("合格率9%↵购置摩托≥12辆", 9.0), ("完成时间2025年12月底前", None)])
def test_items_whose_value_follows_the_name_at_once(many: str, value: float | None) -> None:
    rows, reasons = bracketed(many)
    assert (rows[0][2], rows[0][4]) == (re.split(r"\d", many)[0], value)
    assert "row_unread" not in reasons


def test_an_item_may_be_named_as_a_level_is() -> None:
    assert [bracketed("购置摩托车（12辆）", share)[0][-1][4] for share in ("≥90%", "90%")] == [90.0, 90.0]


@pytest.mark.parametrize(
    "many",
    [
        "十二辆巡护摩托车已购置",
        "购置巡护摩托车，目标为十二辆，新增补贴人数若干",
        "购置巡护摩托车（12辆）↵新增补贴人数八十六",
        "购置巡护摩托车（12辆）新增补贴人数（≥86人）",
    ],
)
def test_what_stands_beside_a_level_in_no_way_that_is_known_asks(many: str) -> None:
    rows, reasons = bracketed(many)
    assert [row[2] for row in rows] == ["按季发放及时率", "服务对象满意度"]
    assert "row_unread" in reasons


def test_lists_below_levels_side_by_side_are_indicators_of_theirs() -> None:
    (form,) = normalize(
        draw("""
2026年项目绩效目标简表
项目单位：石桥镇人民政府
项目名称 | 水环境整治 | < | <
产出指标 | 数量指标 | 质量指标 | 成本指标
^ | 1.铺设截污管：≥12.6公里 | 1.湿地出水达标率：≥92% | 管理费用占比：不超过3%
满意度 | 服务对象满意度指标 | < | <
^ | 1.群众满意度：≥90% | < | <
""")
    ).forms
    assert [(row.level1, row.level2, row.name, row.value) for row in form.indicators] == [
        ("产出指标", "数量指标", "铺设截污管", 12.6),
        ("产出指标", "质量指标", "湿地出水达标率", 92),
        ("产出指标", "成本指标", "管理费用占比", 3),
        ("满意度指标", "服务对象满意度指标", "群众满意度", 90),
    ]


def test_numbered_values_of_which_one_runs_over_its_line_are_each_their_name_s() -> None:
    text = """
2025年度项目绩效自评表
填报单位：煤矿安全监管支队
项目名称 | 执法装备及运维
三级指标 | 指标值
甲 | 乙
"""
    cells = {
        "甲": ["1.购置执法记录仪", "2.检查煤矿矿次", "3.运维视频点位"],
        "乙": ["1.60台", "2.大于等于", "380矿次", "3.≥1240个"],
    }
    (form,) = normalize(lined(text, cells)).forms
    assert [(row.name, row.operator, row.value) for row in form.indicators] == [
        ("购置执法记录仪", None, 60),
        ("检查煤矿矿次", "≥", 380),
        ("运维视频点位", "≥", 1240),
    ]


def test_headings_of_level_2_within_a_cell_head_the_items_below_them() -> None:
    text = """
2026年项目支出绩效目标表
填报单位：吴城镇人民政府
项目名称 | 环境整治 | 年度预算 | 168.5
绩效指标 | 产出指标 | 效益指标 | 满意度指标
^ | 甲 | 乙 | 丙
"""
    cells = {
        "甲": ["【数量指标】", "1.整治道路：≥12公里", "2.新建厕所：3座", "【质量指标】", "1.验收合格率：100%"],
        "乙": ["【社会效益】", "1.接待游客：≥30万人次"],
        "丙": ["【服务对象满意度】", "1.游客满意度：≥90%"],
    }
    (form,) = normalize(lined(text, cells)).forms
    assert [(row.level1, row.level2, row.name) for row in form.indicators] == [
        ("产出指标", "数量指标", "整治道路"),
        ("产出指标", "数量指标", "新建厕所"),
        ("产出指标", "质量指标", "验收合格率"),
        ("效益指标", "社会效益指标", "接待游客"),
        ("满意度指标", "服务对象满意度指标", "游客满意度"),
    ]


def test_the_lines_of_a_sentence_are_no_items() -> None:
    grid = "一级指标|二级指标|三级指标|指标值|完成值|偏差原因\n产出指标|质量指标|名|目标|实际|因\n"
    cells = {
        "名": ("（1）验收合格率", "（2）平台在线率"),
        "目标": ("（1）100%", "（2）97%"),
        "实际": ("（1）100%", "（2）96%"),
        "因": ("6月机房改造", "停机，已加装", "备用电源"),
    }
    (form,) = normalize(lined(f"\n2025年项目支出绩效自评表\n项目名称|平台运维|<|<|<|<\n{grid}", cells)).forms
    assert [row.value for row in form.indicators] == [100.0, 97.0]
    assert len({row.deviation for row in form.indicators}) == 1


def test_a_row_of_a_duty_has_its_indicators_under_the_kinds_across() -> None:
    (form,) = normalize(
        draw("""
2026年度部门整体支出绩效目标表
部门（单位）名称：退役军人事务局
部门职责 | 年度预算（万元） | 产出指标 | < | 成本指标 | 效益指标 | 满意度指标
^ | ^ | 数量指标 | 质量指标 | 经济成本指标 | 社会效益指标 | 服务对象满意度指标
合计 | 998.30 |  |  |  |  |
优待抚恤 | 842.00 | ①发放对象：≥1,460人②短期疗养：≥40人次 | 发放准确率：100% | — | 基本生活：得到保障 | 对象满意度：≥92%
移交安置 | 156.30 | 接收退役士兵：≥58人 | — | 人均费用：≤3,200元 | — | —
""")
    ).forms
    assert [(row.level1, row.level2, row.name, row.value_raw) for row in form.indicators] == [
        ("产出指标", "数量指标", "发放对象", "≥1,460人"),
        ("产出指标", "数量指标", "短期疗养", "≥40人次"),
        ("产出指标", "质量指标", "发放准确率", "100%"),
        ("效益指标", "社会效益指标", "基本生活", "得到保障"),
        ("满意度指标", "服务对象满意度指标", "对象满意度", "≥92%"),
        ("产出指标", "数量指标", "接收退役士兵", "≥58人"),
        ("成本指标", "经济成本指标", "人均费用", "≤3,200元"),
    ]
    assert form.record.budget == 998.3


def test_the_rest_of_a_date_belongs_to_the_date_not_to_the_value_below() -> None:
    text = """
项目支出绩效目标申报表
(2026年度)
项目名称 | 维权服务 | <
一级指标 | 三级指标 | 指标值
产出指标 | 1、举办培训2、资金支付3、成本控制 | 3期2026年12月31日前达成预期指标
"""
    cells = {
        "1、举办培训2、资金支付3、成本控制": ["1、举办培训", "2、资金支付", "3、成本控制"],
        "3期2026年12月31日前达成预期指标": ["3期", "2026年12月31日", "前", "达成预期指标"],
    }
    (form,) = normalize(lined(text, cells)).forms
    assert [row.value_raw for row in form.indicators] == ["3期", "2026年12月31日前", "达成预期指标"]
