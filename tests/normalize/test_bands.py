"""Rows of a grid that are no indicators: a level as a band among the names, what is said of the row above; and heads
without walls."""

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

HEAD = """项目支出绩效目标表
(2026年度)
单位：万元
填报单位 | 剑河县公路管理所 | 项目名称 | 县道日常养护
"""


def read(text: str) -> Form:
    (form,) = normalize(draw(text)).forms
    return form


def test_a_level_2_that_stands_over_its_rows_within_a_level_1_is_no_indicator() -> None:
    text = """一级指标 | 二级、三级指标 | 指标值 | 分值
产出指标 | 数量指标（20分） | < | <
^ | 养护县道里程 | ≥412.6公里 | 10
^ | 修复塌方水毁点 | =27处 | 10
^ | 质量指标（10分） | < | <
^ | 路面技术状况指数 | ≥82 | 10
效益指标 | 社会效益指标（10分） | < | <
^ | 有责投诉 | ≤3件 | 10
"""
    rows = read(HEAD + text).indicators
    assert [(row.level1, row.level2, row.name) for row in rows] == [
        ("产出指标", "数量指标", "养护县道里程"),
        ("产出指标", "数量指标", "修复塌方水毁点"),
        ("产出指标", "质量指标", "路面技术状况指数"),
        ("效益指标", "社会效益指标", "有责投诉"),
    ]


def test_a_row_that_explains_the_one_above_is_part_of_it() -> None:
    text = """一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 增殖放流苗种 | ≥4.2亿尾
^ | ^ | 指标解释：以公证处现场计数为准。 | <
^ | 质量指标 | 苗种检疫合格率 | =100%
^ | ^ | 评分标准：不合格不得分 | <
"""
    rows = read(HEAD + text).indicators
    assert [(row.name, row.explanation, row.standard) for row in rows] == [
        ("增殖放流苗种", "以公证处现场计数为准。", None),
        ("苗种检疫合格率", None, "不合格不得分"),
    ]


def test_labels_and_values_that_share_the_cell_of_a_row_are_told_apart() -> None:
    form = read("""项目支出绩效目标表
(2026年度)
项目名称 文艺惠民演出与傩戏抢救记录 | < | < | <
主管部门 池州市文化和旅游局 年度资金总额（万元） 135.00 | < | < | <
年度目标 送戏进村进校，抢救记录贵池傩戏。 | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 开展文艺志愿演出 | =64场
""")
    assert form.identity.project == "文艺惠民演出与傩戏抢救记录"
    assert (form.record.department, form.record.budget) == ("池州市文化和旅游局", 135.0)
    assert form.record.annual_goal == "送戏进村进校，抢救记录贵池傩戏。"
    assert not form.indicators[0].needs_review


def test_a_project_printed_over_the_table_is_that_of_its_rows() -> None:
    form = read("""项目支出绩效目标表
(2026年度)
项目名称：南洞庭湖退塘还湿
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 退塘还湿面积 | ≥1800亩
""")
    assert form.identity.project == "南洞庭湖退塘还湿"
    assert not form.indicators[0].needs_review


def test_what_is_spent_is_no_further_money_beside_its_sources() -> None:
    form = read("""部门整体支出绩效目标表
(2026年度)
单位名称 | 寻乌县司法局 | <
年度预算 | 财政拨款1,021.35万元，其他资金25万元，基本支出812.05万元，项目支出234.3万元 | <
一级指标 | 三级指标 | 指标值
产出指标 | 法律援助案件办结 | ≥410件
""")
    assert form.record.budget == 1046.35


def test_the_foot_of_a_page_within_the_table_is_no_indicator_and_parts_no_level() -> None:
    rows = read(
        HEAD
        + """一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 质量指标 | 充填体强度合格率 | ≥95%
打印日期：2025-12-01 打印人：admin | < | < | 第1页共2页
---
 | | 监测数据有效率 | ≥97%
效益指标 | 社会效益指标 | 解除安全威胁人口 | ≥1040人
打印日期：2025-12-01 打印人：admin | < | < | 第2页共2页
"""
    ).indicators
    assert [(row.level2, row.name) for row in rows] == [
        ("质量指标", "充填体强度合格率"),
        ("质量指标", "监测数据有效率"),
        ("社会效益指标", "解除安全威胁人口"),
    ]


def test_a_cell_that_says_how_to_fill_in_is_not_what_was_filled_in() -> None:
    form = read("""项目支出绩效目标表
(2026年度)
项目名称 | （全称） | 柠檬冷藏保鲜设施 | <
项目单位 | （公章） | 某县供销服务有限公司 | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 新建冷藏库 | =6座
""")
    assert (form.identity.project, form.identity.unit) == ("柠檬冷藏保鲜设施", "某县供销服务有限公司")


def test_projects_with_columns_of_their_own_beside_common_levels_are_forms_of_their_own() -> None:
    forms = normalize(
        draw("""公园中心2026年重点项目绩效目标表
预算单位：某市公园服务中心
金额单位：万元
项目名称 | < | 湖水治理 | < | 花卉展陈 | <
预算金额 | < | 268.00 | < | 145.50 | <
一级指标 | 二级指标 | 三级指标 | 指标值 | 三级指标 | 指标值
产出指标 | 数量指标 | 湖区清淤量 | ≥3.4万立方米 | 布置花境 | =9处
满意度指标 | 服务对象满意度指标 | 游客满意度 | ≥93% | / | /
""")
    ).forms
    assert [(form.identity.project, form.record.budget, [row.name for row in form.indicators]) for form in forms] == [
        ("湖水治理", 268.0, ["湖区清淤量", "游客满意度"]),
        ("花卉展陈", 145.5, ["布置花境"]),
    ]


def test_the_rate_of_execution_heads_the_grid_with_its_points() -> None:
    form = read("""项目支出绩效自评表
(2025年度)
项目名称 | 社区养老服务补贴 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
预算执行率 | < | < | < | < | 10 | 9.71
产出指标 | 数量指标 | 适老化改造家庭 | =320户 | 326户 | 50 | 50
效益指标 | 社会效益指标 | 助餐服务人次 | ≥86万人次 | 91.2万人次 | 40 | 40
合计 | < | < | < | < | 100 | 99.71
""")
    assert [row.name for row in form.indicators] == ["适老化改造家庭", "助餐服务人次"]
    assert {(one.kind, one.amount) for one in form.totals} >= {("execution_weight", 10.0), ("execution_score", 9.71)}


def test_bands_of_level_2_alone_are_no_level_1() -> None:
    (form,) = normalize(
        draw("""
部门整体绩效运行监控情况表
（2026年1-6月）
监控部门 | 额敏县交通运输局 | <
指标名称 | 年度指标值 | 1-6月完成值
（一）数量指标 | < | <
新改建农村公路 | ≥86公里 | 41公里
（二）服务对象满意度指标 | < | <
群众出行满意度 | ≥91% | 90%
""")
    ).forms
    assert [(row.level1, row.level2) for row in form.indicators] == [
        (None, "数量指标"),
        (None, "服务对象满意度指标"),
    ]


def test_a_band_with_its_points_stands_over_the_rows_below() -> None:
    (form,) = normalize(
        draw("""
2025年度部门整体支出绩效评价评分表
被评价单位：文化旅游投资服务中心
二级指标 | 分值 | 三级指标 | 评分标准 | 目标值 | 得分
一、过程（25分） | < | < | < | < | 22.5
预算管理 | 10 | 预算执行率 | 每低1%扣0.5分 | ≥98% | 8.5
资产管理 | 10 | 闲置资产处置率 | 按比例得分 | ≥80% | 9
二、产出（40分） | < | < | < | < | 35.8
数量指标 | 10 | 新增等级民宿 | 每少1家扣1分 | ≥15家 | 8
""")
    ).forms
    assert [(row.level2, row.name) for row in form.indicators] == [
        ("预算管理", "预算执行率"),
        ("资产管理", "闲置资产处置率"),
        ("数量指标", "新增等级民宿"),
    ]


def test_a_level_2_goes_on_beside_a_level_1_that_is_printed_in_each_row() -> None:
    (form,) = normalize(
        draw("""
项目支出绩效目标申报表
(2026年度)
填报单位：卫生健康委员会
项目名称 | 流动诊疗服务 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 巡诊轮次 | ≥3次
产出指标 | ^ | 体检人数 | ≥18600人
产出指标 | 质量指标 | 随访记录完整率 | ≥95%
""")
    ).forms
    assert [row.level2 for row in form.indicators] == ["数量指标", "数量指标", "质量指标"]


def test_a_band_over_the_head_of_its_section_is_the_level_of_its_rows() -> None:
    (form,) = normalize(
        draw("""
部门整体支出绩效目标表
（2026年）
部门名称：榕江县司法局
年度预算总额 | 1386.72 | < | <
（一）产出指标（45分） | < | < | <
二级指标 | 指标内容 | 数值 | 计量单位
数量指标 | 人民调解案件办理数 | 2100 | 件
质量指标 | 调解成功率 | 97.5 | %
（二）满意度指标（10分） | < | < | <
二级指标 | 指标内容 | 数值 | 计量单位
服务对象满意度指标 | 群众安全感 | 98 | %
""")
    ).forms
    assert [row.level1 for row in form.indicators] == ["产出指标", "产出指标", "满意度指标"]


def test_bands_of_a_project_s_parts_leave_its_rows_and_are_asked_about() -> None:
    (form,) = normalize(
        draw("""
宁陕县2026年县级预算项目绩效目标申报表
项目名称 | 秦岭生态保护综合补助 | 项目单位 | 宁陕县林业局
一级指标 | 二级指标 | 三级指标 | 指标值
子项目1：国有林森林抚育（预算145万元） | < | < | <
产出指标 | 数量指标 | 抚育面积 | ≥1.45万亩
子项目2：野生动物肇事补偿（预算63万元） | < | < | <
成本指标 | 经济成本指标 | 玉米损失补偿标准 | 不超过800元/亩
""")
    ).forms
    assert [row.name for row in form.indicators] == ["抚育面积", "玉米损失补偿标准"]
    assert form.record.needs_review
    assert form.identity.project == "秦岭生态保护综合补助"


def test_the_execution_of_the_budget_before_the_first_band_is_no_end() -> None:
    (form,) = normalize(
        draw("""
项目支出绩效自评表
（2025年度）
项目名称 | 二次供水改造 | 实施单位 | 住房和城乡建设局 | < | <
二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 权重 | 得分
预算执行情况 | < | < | < | 10 | 9.8
一、产出指标 | < | < | < | 50 | 48.1
数量指标 | 改造小区数量 | =14个 | 13个 | 12 | 11.1
二、效益指标 | < | < | < | 30 | 29
社会效益指标 | 受益居民户数 | ≥5200户 | 4983户 | 15 | 14.4
""")
    ).forms
    assert [(row.level1, row.name) for row in form.indicators] == [
        ("产出指标", "改造小区数量"),
        ("效益指标", "受益居民户数"),
    ]


def test_a_level_2_that_leaves_out_the_word_of_its_level_1_is_told_with_it() -> None:
    (form,) = normalize(
        draw("""
项目支出绩效目标表
(2026年度)
填报单位：畜牧兽医局
项目名称 | 养殖补助 | <
指标类别 | 绩效指标 | 目标值
产出—数量 | 改造圈舍 | ≥30座
效益—社会效益 | 带动养殖户 | ≥120户
满意度—服务对象 | 养殖户满意度 | ≥92%
""")
    ).forms
    assert [(row.level1, row.level2) for row in form.indicators] == [
        ("产出指标", "数量指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]


def test_a_further_form_under_a_goal_within_the_grid_has_its_own_rows() -> None:
    header = "一级指标 | 二级指标 | 三级指标 | 指标值\n"
    text = f"""项目支出绩效目标表
(2026年度)
项目名称 | 森林防火 | < | <
{header}年度目标 | 保障森林安全 | < | <
项目名称 | 防汛 | 主管部门 | 林业局
{header}产出指标 | 数量指标 | 巡护里程 | ≥300公里
"""
    one, other = normalize(draw(text)).forms
    assert (one.identity.project, one.record.annual_goal, one.indicators) == ("森林防火", "保障森林安全", ())
    assert "no_indicators" in (one.record.review_reason or "")
    assert (other.identity.project, [row.name for row in other.indicators]) == ("防汛", ["巡护里程"])
