"""Levels that stand elsewhere than in a row: a form is believed to have none only where nothing around it names one."""

from tests.normalize.drawing import forms as read

HEAD = """
2025年度项目支出绩效目标表
项目名称 | 失能老人照护 | 实施单位 | 福利院
"""
ROWS = """三级指标 | 指标值 | 分值 | 备注
集中照护失能老人 | ≥120人 | 20 |
护理员持证上岗率 | 100% | 20 |
{first}家属满意度 | ≥90% | 10 |
{last}"""


def asked(text: str) -> list[bool]:
    (form,) = read(HEAD + text)
    return ["level1_missing" in (row.review_reason or "") for row in form.indicators]


def test_rows_miss_their_level_where_sums_below_them_name_it() -> None:
    sums = {"first": "以上属产出指标，小计 | < | 40 |\n", "last": "满意度指标小计 | < | 10 |\n总分 | < | 50 |\n"}
    assert asked(ROWS.format(**sums)) == [True, True, True]


def test_headings_between_tables_name_the_level_of_the_rows_below_them() -> None:
    (form,) = read("""
2025年度部门整体支出绩效自评表
部门名称：松潘县文化体育和旅游局
二、产出指标（满分40分，自评38分）
类别 | 指标 | 目标 | 完成 | 分值
数量指标 | 送文化下乡演出 | ≥96场 | 102场 | 20
质量指标 | 修缮验收合格率 | 100% | 100% | 20
三、效益指标
（一）社会效益指标
指标 | 目标 | 完成 | 分值
接待游客 | ≥420万人次 | 437.6万人次 | 20
四、满意度指标
指标 | 目标 | 完成 | 分值
游客满意度 | ≥92% | 95.6% | 10
---
指标 | 目标 | 完成 | 分值
居民满意度 | ≥92% | 95.6% | 10
""")
    assert [(row.level1, row.level2) for row in form.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", None),
        ("满意度指标", None),
    ]
    assert not any(row.needs_review for row in form.indicators)


def test_a_heading_that_names_no_level_ends_the_one_before() -> None:
    (form,) = read("""
2025年度部门整体支出绩效自评表
部门名称：松潘县文化体育和旅游局
二、产出指标
指标 | 目标 | 完成 | 分值
送文化下乡演出 | ≥96场 | 102场 | 20
三、其他指标
指标 | 目标 | 完成 | 分值
接待游客 | ≥420万人次 | 437.6万人次 | 20
""")
    assert [(row.level1, row.review_reason) for row in form.indicators] == [
        ("产出指标", None),
        (None, "level1_missing"),
    ]


def test_costs_below_a_heading_of_outputs_are_their_level_2_and_what_belongs_elsewhere_asks() -> None:
    (form,) = read("""
2025年度部门整体支出绩效自评表
部门名称：松潘县文化体育和旅游局
一、产出指标
（一）数量指标
指标 | 目标 | 完成 | 分值
送文化下乡演出 | ≥96场 | 102场 | 20
（二）成本指标
指标 | 目标 | 完成 | 分值
单场补助 | ≤5000元 | 4800元 | 20
二、成本指标
类别 | 指标 | 目标 | 完成 | 分值
经济成本指标 | 人均成本 | ≤80元 | 76元 | 20
社会效益指标 | 接待游客 | ≥420万人次 | 437.6万人次 | 20
""")
    assert [(row.level1, row.level2, row.review_reason) for row in form.indicators] == [
        ("产出指标", "数量指标", None),
        ("产出指标", "成本指标", None),
        ("成本指标", "经济成本指标", None),
        ("成本指标", "社会效益指标", "level1_unread"),
    ]


def test_a_heading_may_be_the_last_line_of_the_cell_over_a_header() -> None:
    (form,) = read(
        HEAD
        + """二、年度目标：场馆开放。↵三、产出指标（满分40分） | < | <
指标 | 目标值 | 分值
送文化下乡演出 | ≥96场 | 40
四、满意度指标（满分10分） | < |
指标 | 目标值 | 分值
游客满意度 | ≥92% | 10
"""
    )
    assert [row.level1 for row in form.indicators] == ["产出指标", "满意度指标"]


def test_a_row_has_the_level_whose_column_it_ticks() -> None:
    (form,) = read(
        HEAD
        + """序号 | 绩效指标 | 目标值 | 指标类别（打“√”） | < | < | < | 责任科室
^ | ^ | ^ | 产出指标 | < | 效益指标 | 满意度指标 | ^
^ | ^ | ^ | 数量 | 质量 | 社会效益 | 服务对象满意度 | ^
1 | 清扫保洁面积 | ≥412万平方米 | √ |  |  |  | 环卫科
2 | 机械化清扫率 | ≥82% |  | √ |  |  | 环卫科
3 | 占道经营行为 | 明显减少 |  |  | √ |  | 执法大队
4 | 市民满意度 | ≥90% |  |  |  | √ | 办公室
5 | 垃圾清运量 | ≥9.8万吨 | √ | √ |  |  | 环卫科
6 | 公厕达标率 | 100% |  |  |  |  | 环卫科
"""
    )
    levels = [(row.level1, row.level2) for row in form.indicators]
    assert levels[:3] == [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标")]
    assert levels[3:] == [("满意度指标", "服务对象满意度指标"), (None, None), (None, None)]
    assert [row.needs_review for row in form.indicators] == [False] * 4 + [True] * 2


def test_boxes_may_stand_below_levels_that_are_labels_themselves() -> None:
    (form,) = read(
        HEAD
        + """三级指标 | 产出 | 成本 | 效益 | 满意度 | 指标值
集中照护失能老人 | ☑ | ☐ | ☐ | ☐ | ≥120人
家属满意度 | ☐ | ☐ | ☐ | ☑ | ≥90%
"""
    )
    assert [(row.level1, row.level2, row.value) for row in form.indicators] == [
        ("产出指标", None, 120.0),
        ("满意度指标", None, 90.0),
    ]
    assert not any(row.needs_review for row in form.indicators)


def test_rows_with_a_letter_that_a_note_explains_miss_their_level() -> None:
    assert asked("""指标名称 | 类别 | 目标值 | 分值
运维应用系统 | A | 17个 | 40
平台可用率 | B | ≥99.9% | 30
群众满意度 | K | ≥90% | 10
类别说明：A产出指标—数量指标；B产出指标—质量指标；K满意度指标—服务对象满意度指标。
""") == [True, True, True]


def test_a_form_without_levels_asks_for_none() -> None:
    assert not any(asked(ROWS.format(first="", last="")))


def test_a_form_s_head_set_downwards_beside_its_grid_is_no_list_of_projects() -> None:
    (form,) = read("""
2026年1-7月项目支出绩效运行监控表
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1-7月完成情况 | 项目名称
产出指标 | 数量指标 | 犬只免疫数量 | ≥2.6万只 | 1.12万只 | 强制免疫
^ | ^ | 采购疫苗 | ≥2.8万头份 | 2.8万头份 | ^
^ | ^ | 抗体监测样品 | ≥400份 | 236份 | 实施单位
^ | 质量指标 | 免疫合格率 | ≥70% | 78.4% | 动物疫病预防控制中心
^ | 时效指标 | 春防完成 | 5月底前 | 6月18日 | 年度目标
满意度指标 | 服务对象满意度指标 | 养犬户满意度 | ≥88% | 未调查 | 城乡犬只应免尽免。
""")
    assert len(form.indicators) == 6
    assert form.identity.project is None  # it asks, and no row has another one's


def test_a_filled_column_that_may_hold_levels_asks_for_them() -> None:
    grid = """三级指标 | 指标值 | {label}
集中照护失能老人 | ≥120人 | 任务完成
护理员持证上岗率 | 100% | 任务完成
家属满意度 | ≥90% | 群众评议
"""
    assert asked(grid.format(label="指标板块")) == [True, True, True]
    assert not any(asked(grid.format(label="分管领导")))
