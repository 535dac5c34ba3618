"""One ruled table that is two side by side, indicators side by side, and projects named behind their rows."""

from normalize import normalize
from tests.normalize.drawing import draw

TWO_PROJECTS = """
某县2026年镇级项目绩效目标表
单位名称:某县福山镇人民政府    单位:万元
项目名称 | 灌溉渠维修 | < | 项目名称 | 垃圾收运 | <
年度预算 | 86.40 | < | 年度预算 | 152.00 | <
一级指标 | 三级指标 | 指标值 | 一级指标 | 三级指标 | 指标值
产出指标 | 维修渠道长度 | ≥3.8公里 | 产出指标 | 清运垃圾量 | ≥5200吨
^ | 渠道渗漏率 | ≤5% | ^ | 配备收集车 | 9辆
"""

HEAD_BESIDE_GRID = """
2026年县级项目支出绩效目标表
预算单位:某市食用菌中心    单位:万元
项目名称 | 菌棒集中制备补贴 | 一级指标 | 二级指标 | 三级指标 | 指标值
项目编码 | 13088126P00514 | 产出指标 | 数量指标 | 补贴菌棒数量 | ≥4500万棒
资金总额 | 675.00 | ^ | 质量指标 | 菌棒成活率 | ≥98%
年度目标 | 补贴16家企业集中制备优质菌棒。 | 满意度指标 | 服务对象满意度指标 | 菇农满意度 | ≥94%
"""


def test_two_projects_side_by_side_are_two_forms() -> None:
    left, right = normalize(draw(TWO_PROJECTS)).forms
    assert (left.identity.project, left.record.budget) == ("灌溉渠维修", 86.4)
    assert [row.name for row in left.indicators] == ["维修渠道长度", "渠道渗漏率"]
    assert (right.identity.project, right.record.budget) == ("垃圾收运", 152.0)
    assert [row.name for row in right.indicators] == ["清运垃圾量", "配备收集车"]
    assert left.identity.unit == right.identity.unit == "某县福山镇人民政府"


def test_a_head_beside_its_grid_is_its_head() -> None:
    (form,) = normalize(draw(HEAD_BESIDE_GRID)).forms
    assert (form.identity.project, form.record.budget) == ("菌棒集中制备补贴", 675.0)
    assert [(row.level1, row.name) for row in form.indicators] == [
        ("产出指标", "补贴菌棒数量"),
        ("产出指标", "菌棒成活率"),
        ("满意度指标", "菇农满意度"),
    ]


def test_two_indicators_a_row_share_the_levels_in_front_of_them() -> None:
    (form,) = normalize(
        draw("""
2027年专项资金项目绩效目标表
项目名称 | 岩画保护 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | < | < | <
^ | ^ | 指标名称 | 指标值 | 指标名称 | 指标值
产出指标 | 数量指标 | 修缮面积 | ≥260平方米 | 布设监测点 | 12个
^ | 质量指标 | 验收合格率 | 100% | 返工次数 | ≤1次
效益指标 | 社会效益指标 | 研学团队 | ≥30批次 | |
""")
    ).forms
    assert [(row.level2, row.name) for row in form.indicators] == [
        ("数量指标", "修缮面积"),
        ("数量指标", "布设监测点"),
        ("质量指标", "验收合格率"),
        ("质量指标", "返工次数"),
        ("社会效益指标", "研学团队"),
    ]


def test_a_sum_across_one_half_of_a_grid_is_no_indicator_of_it() -> None:
    (form,) = normalize(
        draw("""
2027年专项资金项目绩效目标表
项目名称 | 岩画保护 | < | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 目标值 | 权重 | 一级指标 | 二级指标 | 三级指标 | 目标值 | 权重
产出指标 | 数量指标 | 修缮面积 | ≥260平方米 | 40 | 效益指标 | 社会效益指标 | 研学团队 | ≥30批次 | 25
^ | ^ | 布设监测点 | 12个 | 20 | 满意度指标 | 服务对象满意度指标 | 游客满意度 | ≥90% | 15
成本指标 | 经济成本指标 | 监测点单价 | ≤2.8万元 | 0 | 权重合计 | < | < | < | 100
""")
    ).forms
    assert [row.name for row in form.indicators] == ["修缮面积", "研学团队", "布设监测点", "游客满意度", "监测点单价"]
    assert [(total.kind, total.amount) for total in form.totals] == [("weight", 100)]


def test_total_and_grade_below_one_half_are_no_indicators_of_it() -> None:
    (form,) = normalize(
        draw("""
2025年度项目支出绩效自评表
项目名称 | 岩画保护 | < | < | < | < | < | <
一级指标 | 三级指标 | 目标值 | 得分 | 一级指标 | 三级指标 | 目标值 | 得分
产出指标 | 修缮面积 | ≥260平方米 | 40 | 效益指标 | 研学团队 | ≥30批次 | 25
^ | 布设监测点 | 12个 | 20 | 总分 | < | < | 95
成本指标 | 监测点单价 | ≤2.8万元 | 10 | 自评等级 | < | < | 优
""")
    ).forms
    assert [row.name for row in form.indicators] == ["修缮面积", "研学团队", "布设监测点", "监测点单价"]
    assert (form.record.total_score, form.record.grade) == (95, "优")


def test_a_blank_row_between_the_forms_above_and_below_keeps_none_beside_from_being_read() -> None:
    text = """
2026年项目绩效目标表
项目名称 | 古井保护 | < |  | 项目名称 | 晒场修建 | <
指标类别 | 指标内容 | 目标值 | ^ | 指标类别 | 指标内容 | 目标值
产出指标 | 修复古井 | 9口 | ^ | 产出指标 | 硬化晒场 | 20平方米
 | < | < | < | < | < | <
项目名称 | 广场亮化 | < |  | 项目名称 | 机耕桥重建 | <
指标类别 | 指标内容 | 目标值 | ^ | 指标类别 | 指标内容 | 目标值
产出指标 | 安装路灯 | 34盏 | ^ | 产出指标 | 重建桥长 | 18米
"""
    forms = normalize(draw(text)).forms
    told = {form.identity.project: [(one.name, one.value) for one in form.indicators] for form in forms}
    assert told == {
        "古井保护": [("修复古井", 9.0)],
        "广场亮化": [("安装路灯", 34.0)],
        "晒场修建": [("硬化晒场", 20.0)],
        "机耕桥重建": [("重建桥长", 18.0)],
    }


def test_a_column_behind_the_rows_may_say_which_project_each_belongs_to() -> None:
    first, second = normalize(
        draw("""
2027年项目支出绩效目标表
单位名称:某县文物局
一级指标 | 三级指标 | 符号 | 指标值 | 单位 | 所属项目
产出指标 | 修缮面积 | ≥ | 260 | 平方米 | 岩画保护
^ | 布设监测点 | = | 12 | 个 | ^
产出指标 | 更换展柜 | ≥ | 40 | 组 | 展厅改造
^ | 验收合格率 | = | 100 | % | ^
""")
    ).forms
    assert [(form.identity.project, len(form.indicators)) for form in (first, second)] == [
        ("岩画保护", 2),
        ("展厅改造", 2),
    ]


def test_each_half_of_a_grid_may_have_further_levels_over_its_rows() -> None:
    (form,) = normalize(
        draw("""
2027年专项资金项目绩效目标表
项目名称 | 岩画保护 | < | < | < | <
产出指标（60分） | < | < | 效益指标（30分） | < | <
二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
数量指标 | 修缮面积 | ≥260平方米 | 社会效益指标 | 研学团队 | ≥30批次
^ | 布设监测点 | 12个 | 满意度指标（10分） | < | <
成本指标（10分） | < | < | 服务对象满意度指标 | 游客满意度 | ≥90%
经济成本指标 | 监测点单价 | ≤2.8万元 | ^ | 居民满意度 | ≥85%
""")
    ).forms
    assert {row.name: row.level1 for row in form.indicators} == {
        "修缮面积": "产出指标",
        "布设监测点": "产出指标",
        "监测点单价": "成本指标",
        "研学团队": "效益指标",
        "游客满意度": "满意度指标",
        "居民满意度": "满意度指标",
    }


def test_a_list_may_have_the_names_of_each_level_in_a_column_of_their_own() -> None:
    first, second = normalize(
        draw("""
2027年部门预算项目绩效目标汇总表
单位名称:某县文物局    单位:万元
项目名称 | 预算数 | 年度绩效目标 | 产出指标 | < | < | < | 满意度指标 | <
^ | ^ | ^ | 数量指标 | < | 时效指标 | < | 服务对象满意度指标 | <
^ | ^ | ^ | 名称 | 目标值 | 名称 | 目标值 | 名称 | 目标值
岩画保护 | 31.5 | 保护岩画。 | 修缮面积 | ≥260平方米 | 完工时间 | 2027年6月 | 游客满意度 | ≥90%
^ | ^ | ^ | 布设监测点 | 12个 | | | |
展厅改造 | 12.0 | 更新展柜。 | 更换展柜 | ≥40组 | 完工时间 | 2027年9月 | 观众满意度 | ≥92%
""")
    ).forms
    assert [(row.level1, row.level2, row.name, row.value_raw) for row in first.indicators] == [
        ("产出指标", "数量指标", "修缮面积", "≥260平方米"),
        ("产出指标", "时效指标", "完工时间", "2027年6月"),
        ("满意度指标", "服务对象满意度指标", "游客满意度", "≥90%"),
        ("产出指标", "数量指标", "布设监测点", "12个"),
    ]
    assert [row.name for row in second.indicators] == ["更换展柜", "完工时间", "观众满意度"]


def test_a_table_of_projects_and_one_of_their_indicators_are_one_form_a_project() -> None:
    first, second = normalize(
        draw("""
2027年项目支出绩效目标表
单位名称:某县文物局
单位:万元
项目名称 | 年度预算 | < | < | 年度绩效目标
^ | 小计 | 财政拨款 | 单位资金 | ^
岩画保护 | 31.5 | 20.5 | 11 | 保护岩画。
展厅改造 | 12 | 12 | - | 更新展柜。
合计 | 43.5 | 32.5 | 11 |
---
一级指标 | 三级指标 | 符号 | 指标值 | 单位 | 所属项目
产出指标 | 修缮面积 | ≥ | 260 | 平方米 | 岩画保护
^ | 布设监测点 | = | 12 | 个 | ^
产出指标 | 更换展柜 | ≥ | 40 | 组 | 展厅改造
^ | 验收合格率 | = | 100 | % | ^
""")
    ).forms
    assert (first.identity.project, first.record.budget, len(first.indicators)) == ("岩画保护", 31.5, 2)
    assert {(fund.item, fund.amount) for fund in first.funds} == {
        ("资金总额", 31.5),
        ("财政拨款", 20.5),
        ("单位资金", 11.0),
    }
    assert (second.identity.project, second.record.budget, len(second.indicators)) == ("展厅改造", 12.0, 2)
    assert not first.record.needs_review
