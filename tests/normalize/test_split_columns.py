"""What one label heads in several columns, and what stands across them: sums of points, words instead of numbers, a
column for each sign, two values in a cell; notes between the rows, items in sentences, projects that are none."""

import pytest

from tests.normalize.drawing import TOP, forms, names
from tests.normalize.drawing import below_head as read


def test_points_given_in_parts_are_those_of_the_sum() -> None:
    form = read("""
二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | < | <
^ | ^ | ^ | ^ | ^ | 完成程度（60%） | 及时性（20%） | 合计
数量指标 | 建设实训室 | 2个 | 2个 | 10 | 6 | 2 | 8
^ | 购置设备 | ≥46台 | 44台 | 10 | 5.7 | 1.5 | 7.2
质量指标 | 验收合格率 | 100% | 100% | 10 | 6 | 2 | 8
""")
    assert [row.score for row in form.indicators] == [8.0, 7.2, 8.0]


def test_points_that_several_people_gave_are_those_of_the_mean() -> None:
    form = read("""
二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | < | <
^ | ^ | ^ | ^ | ^ | 评委甲 | 评委乙 | 平均
数量指标 | 建设实训室 | 2个 | 2个 | 10 | 6 | 9 | 7.5
^ | 购置设备 | ≥46台 | 44台 | 10 | 8 | 6 | 7
质量指标 | 验收合格率 | 100% | 100% | 10 | 10 | 9 | 9.5
""")
    assert [row.score for row in form.indicators] == [7.5, 7.0, 9.5]


def test_units_stand_behind_the_names_where_their_label_says_so() -> None:
    form = read("""
二级指标 | 三级指标（计量单位） | 其中：分季度进度 | < | 全年指标值
^ | ^ | 至3月末 | 至6月末 | ^
数量指标 | 建设实训室（间） | 1 | 3 | ≥6
^ | 购置设备（万台） | 0.2 | 0.8 | ≥1.4
质量指标 | 验收材料 | - | - | 齐全
""")
    assert [(row.name, row.value_raw, row.measure_unit) for row in form.indicators] == [
        ("建设实训室", "≥6", "间"),
        ("购置设备", "≥1.4", "万台"),
        ("验收材料", "齐全", None),
    ]
    assert not form.record.needs_review


def test_of_what_was_reached_in_parts_of_the_year_their_sum_counts() -> None:
    form = read("""
二级指标 | 三级指标 | 年度指标值 | 1-8月完成情况 | < | <
^ | ^ | ^ | 一季度 | 二季度 | 累计
数量指标 | 建设实训室 | 6间 | 1间 | 3间 | 4间
^ | 购置设备 | ≥46台 | 20台 | 24台 | 44台
质量指标 | 验收合格率 | 100% | 98% | 100% | 99%
""")
    assert [row.actual_raw for row in form.indicators] == ["4间", "44台", "99%"]
    assert not any(row.needs_review for row in form.indicators)


def test_words_stand_in_a_column_of_their_own_where_there_is_no_number() -> None:
    form = read("""
二级指标 | 三级指标 | 年度绩效目标 | < | < | 全年完成情况 | < | 分值
^ | ^ | 数值 | 单位 | 表述 | 数值 | 表述 | ^
数量指标 | 检查生产单位 | ≥620 | 家次 | | 655 | | 10
^ | 组织演练 | 8 | 场 | | 7 | | 10
质量指标 | 执法文书 | | | 规范、可回溯 | | 规范 | 10
社会效益指标 | 群众防灾意识 | | | 明显增强 | | 有所增强 | 10
""")
    assert [(row.value_raw, row.actual_raw) for row in form.indicators] == [
        ("≥620", "655"),
        ("8", "7"),
        ("规范、可回溯", "规范"),
        ("明显增强", "有所增强"),
    ]


def test_a_sentence_across_the_row_is_a_note_that_the_form_asks_about() -> None:
    form = read("""
二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
数量指标 | 惠民演出 | ≥120场 | 118场 | 9.8
^ | 扣0.2分：4月两场演出因沙尘取消，未补演。 | < | < | <
^ | 更新图书 | ≥5600册 | 5600册 | 10
""")
    assert names(form) == ["惠民演出", "更新图书"]
    assert form.record.needs_review


def test_items_of_a_sentence_have_their_points_in_brackets() -> None:
    form = read("""
产出指标 | 数量指标 | 改造户厕≥186座（8分）；铺设步道3.2公里（4分）。
^ | 成本指标 | 每座改造补助不超过2600元（3分）；
效益指标 | 社会效益指标 | 受益村民1280户（10分）；木屋火灾0起（10分）。
""")
    assert [(row.name, row.operator, row.value, row.measure_unit, row.weight) for row in form.indicators] == [
        ("改造户厕", "≥", 186.0, "座", 8.0),
        ("铺设步道", None, 3.2, "公里", 4.0),
        ("每座改造补助", "≤", 2600.0, "元", 3.0),
        ("受益村民", None, 1280.0, "户", 10.0),
        ("木屋火灾", None, 0.0, "起", 10.0),
    ]


def test_a_sum_or_a_letter_in_place_of_a_project_asks_for_every_row() -> None:
    for name in ("合计", "A"):
        (form,) = forms(f"""
项目支出绩效目标表
（2026年度）
填报单位 | 平罗县农村公路管护中心 | 项目名称 | {name}
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 建设里程 | ≥9.6公里
""")
        assert all("project_unread" in (row.review_reason or "") for row in form.indicators)


def test_values_with_a_column_for_each_sign_have_the_sign_of_their_column() -> None:
    (form,) = forms("""
2026年度渔港维护项目绩效目标申报表
项目名称 | 航道疏浚 | < | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 计量单位 | 指标值 | < | < | <
^ | ^ | ^ | ^ | 不低于 | 等于 | 不高于 | 文字要求
产出指标 | 数量指标 | 疏浚土方量 | 万方 | 3.2 | | |
^ | ^ | 更新助航标志 | 座 | | 14 | |
^ | 时效指标 | 疏浚完工 | | | | | 2026年6月底前
成本指标 | 经济成本指标 | 综合单价 | 元 | | | 31.80 |
满意度指标 | 服务对象满意度指标 | 渔民满意度 | ％ | 90 | | 95 |
""")
    told = [(row.operator, row.value, row.value_raw) for row in form.indicators[:4]]
    assert told == [("≥", 3.2, "3.2"), ("=", 14, "14"), (None, None, "2026年6月底前"), ("≤", 31.8, "31.80")]
    assert [row.needs_review for row in form.indicators] == [False] * 4 + [True]  # two values: which counts is asked


BOTH = """
2025年项目支出绩效自评表
项目名称 | 村道养护 | < | < | <
一级指标 | 二级指标 | 三级指标 | {label} | 得分
产出指标 | 数量指标 | 养护里程 | ≥12公里（12.5公里） | 10
效益指标 | 社会效益指标 | 通行改善率 | ≥96%（97.3%） | 8
"""


@pytest.mark.parametrize("label", ["指标值（完成值）", "年度指标值(实际完成值)"])
def test_what_was_reached_stands_in_brackets_where_the_label_says_so(label: str) -> None:
    (form,) = forms(BOTH.format(label=label))
    told = [(row.operator, row.value, row.actual, row.needs_review) for row in form.indicators]
    assert told == [("≥", 12.0, 12.5, False), ("≥", 96.0, 97.3, False)]


def test_a_second_value_in_brackets_that_no_label_explains_is_asked_about() -> None:
    (form,) = forms(BOTH.format(label="指标值"))
    assert all("value_split" in (row.review_reason or "") for row in form.indicators)


def test_a_sign_between_columns_that_are_reckoned_is_none_of_the_indicators() -> None:
    text = (
        TOP.format(project="应急运水", budget="165.5").rstrip("\n")
        + """ | < | < | < | <
三级指标 | 实际完成值 | ÷ | 年度指标值 | ＝ | 完成率 | 分值 | 得分
应急运水量 | 5.46万吨 | ÷ | ≥5.2万吨 | ＝ | 105% | 50 | 50
运水船出航 | 171航次 | ÷ | ≥180航次 | ＝ | 95% | 50 | 47.5
"""
    )
    (form,) = forms(text)
    assert [(row.operator, row.value, row.actual) for row in form.indicators] == [("≥", 5.2, 5.46), ("≥", 180.0, 171.0)]
    assert not any("operator" in (row.review_reason or "") for row in form.indicators)


def test_a_header_of_two_rows_of_which_nobody_merged_the_cells_is_one() -> None:
    (form,) = forms("""2025年度项目支出绩效自评表
项目名称 | 河道保洁 | 实施单位 | 水利局 | |
一级指标 | 二级指标 | 三级指标 | 指标值 | | 分值
 | | | 目标值 | 实际值 |
产出指标 | 数量指标 | 保洁里程 | ≥30公里 | 32公里 | 20
产出指标 | 质量指标 | 合格率 | ≥95% | 96% | 30
""")
    assert [(row.value, row.actual, row.weight) for row in form.indicators] == [(30.0, 32.0, 20.0), (95.0, 96.0, 30.0)]
