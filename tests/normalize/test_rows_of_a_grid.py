"""Which rows of a grid are indicators: not sums, numbers of columns, signatures; pairs laid flat are all."""

import pytest

from normalize import normalize
from tests.normalize.drawing import below_head as read
from tests.normalize.drawing import draw, names


def test_pairs_laid_flat_are_all_read() -> None:
    form = read("""
序号 | 绩效指标 | 目标值 | 序号 | 绩效指标 | 目标值
1 | 新增公共自行车网点 | ≥15个 | 2 | 投放自行车 | 1200辆
3 | 开行微循环线路 | 6条 | 4 | 车辆完好率 | ≥97%
""")
    assert sorted(filter(None, names(form))) == ["开行微循环线路", "投放自行车", "新增公共自行车网点", "车辆完好率"]


def test_levels_behind_the_values_leave_the_names_in_front() -> None:
    form = read("""
绩效指标 | 目标值 | 计量单位 | 二级指标 | 一级指标
全年开馆天数 | ≥320 | 天 | 数量指标 | 产出指标
图书编目差错率 | ≤3 | ‰ | 质量指标 | ^
读者满意度 | ≥90 | % | 服务对象满意度指标 | 满意度指标
""")
    assert names(form) == ["全年开馆天数", "图书编目差错率", "读者满意度"]
    assert [row.level2 for row in form.indicators] == ["数量指标", "质量指标", "服务对象满意度指标"]


def test_the_points_of_an_indicator_are_those_behind_its_name() -> None:
    form = read("""
一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 指标值
产出指标 | 60 | 数量指标 | 40 | 改造危桥座数 | 25 | ≥3座
^ | ^ | ^ | ^ | 养护里程 | 15 | ≥153公里
^ | ^ | 质量指标 | 20 | 验收合格率 | 20 | 100%
满意度指标 | 40 | 服务对象满意度指标 | 40 | 群众满意度 | 40 | ≥90%
""")
    assert [row.weight for row in form.indicators] == [25.0, 15.0, 20.0, 40.0]


def test_levels_below_a_label_of_signs_are_levels() -> None:
    form = read("""
指标类型 | 指标名称 | 预期值 | 责任人
产出 | 硬化通组道路 | 不少于1.8公里 | 李光富
^ | 每公里造价 | 不超过24万元 | 田茂江
效益 | 受益农户 | 不少于96户 | 田茂江
满意度 | 村民满意度 | 95%以上 | 李光富
""")
    assert names(form) == ["硬化通组道路", "每公里造价", "受益农户", "村民满意度"]
    assert [row.level1 for row in form.indicators] == ["产出指标", "产出指标", "效益指标", "满意度指标"]


def test_a_band_in_a_provinces_own_words_stands_over_its_rows() -> None:
    form = read("""
指标内容 | 预期指标值
履职产出 | <
入库科技型中小企业 | ≥135家
各方评价 | <
企业满意度 | ≥95%
""")
    assert names(form) == ["入库科技型中小企业", "企业满意度"]
    assert [row.level1 for row in form.indicators] == ["履职产出", "各方评价"]


def test_a_band_opens_a_form_with_its_project_its_office_and_its_goal() -> None:
    text = """
甘州区2026年部门预算重点项目绩效目标汇总表
汇总单位：张掖市甘州区教育局    金额单位：万元
序号 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 单位
项目一：薄弱环节改善 实施单位：张掖市甘州区教育局 预算安排：1,846.00万元 | < | < | < | < | <
绩效目标：新建校舍2.3万平方米，消除大班额。 | < | < | < | < | <
1 | 产出指标 | 数量指标 | 新建校舍面积 | ≥23000 | 平方米
2 | ^ | 质量指标 | 抗震达标率 | 100 | %
项目二：营养膳食补助 实施单位：张掖市学生资助中心 预算安排：1,000.25万元 | < | < | < | < | <
绩效目标：提供营养膳食。 | < | < | < | < | <
3 | 产出指标 | 数量指标 | 受益学生人数 | ≥19400 | 人
"""
    first, second = normalize(draw(text)).forms
    assert (first.identity.project, first.identity.unit) == ("薄弱环节改善", "张掖市甘州区教育局")
    assert (first.record.budget, first.record.annual_goal) == (1846.0, "新建校舍2.3万平方米，消除大班额。")
    assert [row.name for row in first.indicators] == ["新建校舍面积", "抗震达标率"]
    assert (second.identity.project, second.identity.unit) == ("营养膳食补助", "张掖市学生资助中心")
    assert [(row.name, row.level1) for row in second.indicators] == [("受益学生人数", "产出指标")]


def test_levels_of_an_outline_stand_over_the_names_of_the_same_column() -> None:
    form = read("""
指标体系 | 目标值 | 权重 | <
1产出指标 | | 50 | <
1.1数量指标 | | 30 | <
1.1.1新建综合实训区 | 2个 | 20 | <
1.1.2购置工作站 | ≥18台套 | 10 | <
1.4成本指标 | | 20 | <
1.4.1生均建设成本 | ≤1.85万元 | 20 | <
3满意度指标 | | 10 | <
3.1服务对象满意度指标 | | 10 | <
3.1.1学生满意度 | ≥90% | 10 | <
""")
    assert [(row.level1, row.level2, row.name, row.weight) for row in form.indicators] == [
        ("产出指标", "数量指标", "新建综合实训区", 20.0),
        ("产出指标", "数量指标", "购置工作站", 10.0),
        ("产出指标", "成本指标", "生均建设成本", 20.0),
        ("满意度指标", "服务对象满意度指标", "学生满意度", 10.0),
    ]


def test_a_blank_that_reaches_over_name_and_value_is_no_slot_left_empty() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 公益性岗位人员 | ≥640人
^ | 质量指标 | | ≥90%
^ | 时效指标 | |
^ | 成本指标 | | <
""")
    assert names(form) == ["公益性岗位人员"]
    assert [slot.level2 for slot in form.slots] == ["质量指标", "时效指标"]


def test_values_that_go_on_over_the_end_of_a_line_belong_to_one_name_each() -> None:
    """A unit alone is no value, nor is the rest of a date; words behind a number are one of their own."""
    names = "指标1:法律援助办案数↵指标2:购置记录仪↵指标3:执行到位率↵指标4:按时开展工作↵指标5:完成时限"
    values = "899~1001↵件↵≤65部↵≥83％↵按时↵2026年12月↵31日前"
    form = read(f"一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | {names} | {values}\n")
    assert [row.value_raw for row in form.indicators] == ["899~1001件", "≤65部", "≥83％", "按时", "2026年12月31日前"]
    assert not any(row.needs_review for row in form.indicators)


def test_values_that_may_be_parted_in_two_ways_ask() -> None:
    names = "指标1:完成质量↵指标2:管理水平"
    form = read(f"一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 质量指标 | {names} | 良好↵提升↵合格\n")
    assert all(row.needs_review for row in form.indicators)


def test_a_bound_whose_number_is_not_read_asks() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 新建厂房 | ≥3个，其中2个新建
^ | ^ | 培训班 | ≥2期
""")
    assert [row.needs_review for row in form.indicators] == [True, False]


def test_a_name_over_several_values_asks_though_the_first_of_them_is_a_dash() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 考核时段 | 指标值
产出指标 | 数量指标 | 居民满意度 | 一季度 | —
^ | ^ | ^ | 上半年 | ≥88%
^ | ^ | 培训班 | 全年 | ≥2期
""")
    assert form.indicators[0].needs_review


def test_of_values_by_period_below_each_other_the_years_counts() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 计量单位 | 考核时段 | 累计目标值
产出指标 | 数量指标 | 新增城镇就业 | 人 | 一季度 | ≥460
^ | ^ | ^ | ^ | 上半年 | ≥950
^ | ^ | ^ | ^ | 全年 | ≥1850
^ | 质量指标 | 按期答复率 | % | 上半年 | 100
^ | ^ | ^ | ^ | 全年 | =100
""")
    assert [(row.name, row.value_raw, row.measure_unit) for row in form.indicators] == [
        ("新增城镇就业", "≥1850", "人"),
        ("按期答复率", "=100", "%"),
    ]


def test_a_row_that_leaves_level_four_blank_is_named_by_its_level_three() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 四级指标 | 指标值
产出指标 | 数量指标 | 道路养护 | 养护里程 | ≥30公里
产出指标 | 质量指标 | 验收合格率 | | ≥95%
""")
    assert names(form) == ["养护里程", "验收合格率"]


def test_a_mark_in_the_place_of_a_level_says_that_there_is_none() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 目标值
产出 | 履职产出 | 制修订标准 | ≥14项
满意程度 | / | 公众满意度 | ≥90%
^ | ^ | 农户满意度 | ≥88%
""")
    assert [(row.level2, row.level2_raw, row.review_reason) for row in form.indicators][1:] == [(None, None, None)] * 2


def test_a_level_in_front_of_a_name_in_its_cell_is_the_row_s_level() -> None:
    form = read("""
一级指标 | 二、三级指标 | 指标值
产出指标 | 数量指标：统防统治面积 | ≥95万亩次
^ | 时效指标：应急防治响应时间 | ≤48小时
效益指标 | 社会效益：重大病虫为害损失率 | ≤4%
""")
    assert [(row.level2, row.name) for row in form.indicators] == [
        ("数量指标", "统防统治面积"),
        ("时效指标", "应急防治响应时间"),
        ("社会效益指标", "重大病虫为害损失率"),
    ]


@pytest.mark.parametrize("front", ["{}：", "{}-", "（{}）", "【{}】", "1.{}："])
def test_a_level_in_front_of_a_name_ends_in_a_mark_or_stands_in_brackets(front: str) -> None:
    one, two = front.format("数量指标"), front.format("产出指标-质量指标")
    (form,) = normalize(
        draw(f"""
2027年项目支出绩效目标表
项目名称 | 农村公路 | <
绩效指标 | 指标值 | 分值
{one}统防面积 | ≥95亩 | 10
{two}防治合格率 | ≥90% | 10
""")
    ).forms
    assert [(row.level1, row.level2, row.name) for row in form.indicators] == [
        (None, "数量指标", "统防面积"),
        ("产出指标", "质量指标", "防治合格率"),
    ]


def test_a_level_in_front_of_a_name_that_is_not_that_of_its_row_asks() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 数量指标：统防面积 | ≥95亩
^ | ^ | 质量指标：合格率 | ≥90%
""")
    assert [(row.name, row.review_reason) for row in form.indicators] == [
        ("统防面积", None),
        ("质量指标：合格率", "level2_unread"),
    ]


def test_levels_in_front_of_the_names_of_one_cell_are_each_its_own() -> None:
    form = read("""
一级指标 | 二级指标、三级指标 | 指标值 | 分值
产出指标 | 数量指标：新建回收网点↵购置打包设备↵时效指标：网点投入使用时间 | ≥38个↵4台（套）↵2027年9月底前 | 15↵10↵10
效益指标 | 经济效益指标：年回收额↵社会效益指标：农村就业 | ≥620万元↵≥45人 | 10↵8
""")
    assert [(row.level2, row.name, row.value_raw, row.weight) for row in form.indicators] == [
        ("数量指标", "新建回收网点", "≥38个", 15),
        ("数量指标", "购置打包设备", "4台（套）", 10),
        ("时效指标", "网点投入使用时间", "2027年9月底前", 10),
        ("经济效益指标", "年回收额", "≥620万元", 10),
        ("社会效益指标", "农村就业", "≥45人", 8),
    ]


def test_a_date_behind_the_number_of_its_item_is_read_without_it() -> None:
    form = read("""
二级指标 | 三级指标 | 目标值
时效指标 | 1.暑假期间完工时间 | 1.2026年8月25日前
数量指标 | 1.改造线路 | 4200米
""")
    first = form.indicators[0]
    assert (first.value_raw, str(first.value_date)) == ("2026年8月25日前", "2026-08-25")


def test_names_of_one_cell_are_kept_as_they_are_printed_beside_their_bare_names() -> None:
    (form,) = normalize(
        draw("""
项目支出绩效目标申报表
(2027年度)
填报单位:民勤县港航事务中心
项目名称 | 农村公路养护
三级指标 | 指标值
指标1：养护公路里程 指标2：更换标志牌数量 | 1.≥120公里 2.≥35块
""")
    ).forms
    assert [(row.name, row.name_raw) for row in form.indicators] == [
        ("养护公路里程", "指标1：养护公路里程"),
        ("更换标志牌数量", "指标2：更换标志牌数量"),
    ]
