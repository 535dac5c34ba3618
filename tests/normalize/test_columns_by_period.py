"""Columns of several years, months or parts of a year: those of the form's own period count."""

import pytest

from tests.normalize.drawing import TOP
from tests.normalize.drawing import forms as read

YEARS = """
一级指标 | 二级指标 | 三级指标 | {a} | {b} | {c}
产出指标 | 数量指标 | 建成低温库容 | 4.2万吨 | 6.8万吨 | 7万吨
^ | 质量指标 | 验收合格率 | ≥90% | ≥95% | 100%
效益指标 | 社会效益指标 | 新增就业岗位 | ≥150个 | ≥220个 | ≥310个
"""


@pytest.mark.parametrize(
    ("a", "b", "c", "first"),
    [
        ("2027年", "2028年", "运营期(年均)", 4.2),
        ("2026年预计实现数", "2027年度", "2028年", 6.8),
        ("调整前指标值", "调整后指标值", "调整说明", 6.8),
        ("部门申报值", "财政批复值", "2026年基数", 6.8),
    ],
)
def test_of_several_columns_of_values_that_of_the_year_counts(a: str, b: str, c: str, first: float) -> None:
    (form,) = read(
        TOP.format(project="冷链物流中心", budget="86").rstrip("\n") + " | < | <" + YEARS.format(a=a, b=b, c=c)
    )
    assert len(form.indicators) == 3
    assert form.indicators[0].value == first


def test_what_stands_below_a_label_of_other_years_is_past() -> None:
    (form,) = read("""
2026年项目申报表
填报单位:梁子湖保护区管理局
项目名称 | 候鸟巡护 | < | < | <
一级指标 | 三级指标 | 近两年指标值 | < | 预期当年实现值
^ | ^ | 2024年 | 2025年 | ^
产出指标 | 陆路巡护里程 | 8600公里 | 9120公里 | ≥9500公里
效益指标 | 宣教活动参与村民 | 1180人次 | 1360人次 | ≥1500人次
""")
    assert form.identity.phase == "target"
    assert [(row.value, row.actual_raw) for row in form.indicators] == [(9500, None), (1500, None)]


def test_a_label_split_into_parts_of_the_year_is_read_where_it_says_the_whole() -> None:
    (form,) = read("""
部门整体支出绩效自评表
2025年度
填报单位:宁国市图书馆
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成情况 | < | 分值 | 得分
^ | ^ | ^ | ^ | 上半年 | 全年 | ^ | ^
产出指标 | 数量指标 | 免费开放天数 | ≥310天 | 157天 | 318天 | 10 | 10
^ | ^ | 流动图书车下乡 | ≥96次 | 51次 | 88次 | 8 | 7.3
满意度指标 | 服务对象满意度指标 | 读者满意度 | ≥90% | 未测评 | 94.6% | 10 | 10
""")
    assert [row.actual_raw for row in form.indicators] == ["318天", "88次", "94.6%"]


def test_values_of_the_years_before_and_after_are_not_this_year_s() -> None:
    (form,) = read(
        TOP.format(project="鼠虫害防控", budget="183.6")
        + """
类别 | 绩效指标 | 指标值 | < | < | 单位
^ | ^ | 上年(2026) | 本年(2027) | 下年(2028) | ^
产出指标（共2项） | < | < | < | < | <
数量指标 | 鼠害防治面积 | 32.5 | ≥36 | ≥40 | 万亩
质量指标 | 生物防治占比 | 71.4 | ≥75 | ≥80 | %
效益指标（共1项） | < | < | < | < | <
经济效益指标 | 挽回牧草损失 | 5100 | ≥5600 | ≥6000 | 吨
"""
    )
    assert [(row.level1, row.level2, row.value) for row in form.indicators] == [
        ("产出指标", "数量指标", 36),
        ("产出指标", "质量指标", 75),
        ("效益指标", "经济效益指标", 5600),
    ]


def test_each_column_split_by_years_has_that_of_the_form() -> None:
    (form,) = read("""
2025年度部门整体支出绩效自评表
部门:退役军人事务局
二级指标 | 三级指标 | 分值 | 目标值 | < | 完成值 | < | 得分 | <
^ | ^ | ^ | 2024年 | 2025年 | 2024年 | 2025年 | 2024年 | 2025年
数量指标 | 举办专场招聘会 | 10 | ≥4场 | ≥6场 | 4场 | 5场 | 10 | 8.3
质量指标 | 数据核查准确率 | 10 | ≥99% | ≥99.5% | 99.2% | 99.7% | 9 | 10
""")
    assert [(row.value, row.actual, row.score) for row in form.indicators] == [(6, 5, 8.3), (99.5, 99.7, 10)]


def test_of_what_was_reached_by_several_months_the_latest_counts() -> None:
    (form,) = read("""
部门整体支出绩效运行监控表（第二次）
（2026年1—8月）
部门名称：城市管理综合行政执法局
监控指标 | 年度指标值 | 1—6月完成情况（首次监控） | 1—8月完成情况（本次监控） | 全年预计完成
道路清扫保洁面积 | ≥682万平方米 | 682万平方米 | 690万平方米 | 690万平方米
清运处理生活垃圾 | ≥13.8万吨 | 6.4万吨 | 8.7万吨 | 13.3万吨
""")
    assert [row.actual_raw for row in form.indicators] == ["690万平方米", "8.7万吨"]


def test_groups_of_columns_by_year_or_stage_are_told_by_what_stands_over_them() -> None:
    (form,) = read("""
2026年度专项资金项目绩效目标申报表
申报单位 | 王益区图书馆 | < | 项目名称 | 免费开放 | < | < | <
项目资金(元) | 资金构成 | < | 2025年预算 | < | 2025年支出 | < | 2026年申请
^ | 合计 | < | 200,000 | < | 193,560 | < | 230,000
^ | 其中:中央补助 | < | 160,000 | < | 160,000 | < | 160,000
2026年绩效目标 | 全年免费开放不少于320天 | < | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 2025年度 | < | < | 2026年度 | <
^ | ^ | ^ | 目标值 | 完成值 | 得分 | 目标值 | 权重
产出指标 | 数量指标 | 免费开放天数 | ≥310天 | 318天 | 15 | ≥320天 | 12
^ | ^ | 流动书车下乡 | — | — | — | 24次 | 10
满意度指标 | 服务对象满意度指标 | 读者满意度 | ≥92% | 95% | 10 | ≥93% | 10
""")
    assert form.record.budget == 23
    assert [row.value_raw for row in form.indicators] == ["≥320天", "24次", "≥93%"]
    assert {(row.actual_raw, row.score) for row in form.indicators} == {(None, None)}
    assert [row.weight for row in form.indicators] == [12, 10, 10]


def test_of_the_stages_of_a_year_the_last_counts() -> None:
    (form,) = read("""
2025年度项目支出绩效自评表
项目名称 | 船舶污染防治 | < | 主管部门 | 江苏海事局 | < | <
项目资金(万元) | 资金来源 | 年初预算 | 调整后预算 | 截至7月底执行 | 全年执行 | 全年执行率
^ | 年度资金总额 | 225.00 | 215.40 | 98.35 | 207.12 | 96.16%
一级指标 | 二级指标 | 三级指标 | 绩效目标(年初) | 绩效监控(7月底) | 绩效自评(年终) | <
^ | ^ | ^ | 年度指标值 | 完成情况 | 实际完成值 | 得分
产出指标 | 数量指标 | 接收检查 | ≥900艘次 | 512艘次 | 934艘次 | 10
^ | ^ | 抽样检测 | ≥300份 | 121份 | 268份 | 8.9
满意度指标 | 服务对象满意度指标 | 企业满意度 | ≥90% | 未测评 | 94.6% | 10
""")
    assert [row.actual_raw for row in form.indicators] == ["934艘次", "268份", "94.6%"]
    assert [fund.amount for fund in form.funds if fund.measure == "executed"] == [207.12]


@pytest.mark.parametrize(("over", "asked"), [("累计完成情况", False), ("完成情况", True)])
def test_of_quarters_the_last_that_says_anything_counts_and_asks_unless_it_is_a_sum(over: str, asked: bool) -> None:
    (form,) = read(f"""
单位整体支出绩效运行季度监控表
(2026年第二季度)
单位名称:阿勒泰市融媒体中心
一级指标 | 二级指标 | 三级指标 | 年度指标值 | {over} | < | < | < | 全年预计完成
^ | ^ | ^ | ^ | 一季度 | 二季度 | 三季度 | 四季度 | ^
产出指标 | 数量指标 | 播出自办节目 | ≥520小时 | 118小时 | 243小时 |  |  | 520小时
^ | ^ | 新媒体发稿 | ≥6000条 | 1455条 | 3120条 |  |  | 6300条
效益指标 | 经济效益指标 | 广告经营收入 | ≥150万元 | 12万元 | 38万元 |  |  | 110万元
""")
    assert [row.actual_raw for row in form.indicators] == ["243小时", "3120条", "38万元"]
    assert all(row.needs_review == asked for row in form.indicators)
