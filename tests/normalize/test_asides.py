"""Rows within a grid that are no indicators: sums, notes, signatures, numbers of the columns."""

from normalize import normalize
from tests.normalize.drawing import below_head as read
from tests.normalize.drawing import draw, names


def test_a_sum_within_a_grid_is_no_row_and_ends_nothing() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 指标值 | 分值
产出指标 | 数量指标 | 公益性岗位人员 | ≥640人 | 50
产出指标小计 | < | < | < | 50
效益指标 | 社会效益指标 | 就业困难人员安置率 | ≥90% | 30
效益指标小计 | < | < | < | 30
满意度指标 | 服务对象满意度指标 | 上岗人员满意度 | ≥90% | 20
总计 | < | < | < | 100
""")
    assert names(form) == ["公益性岗位人员", "就业困难人员安置率", "上岗人员满意度"]


def test_numbers_of_the_columns_are_no_row() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 计量单位
甲 | 乙 | 丙 | 1 | 2 | 3
产出指标 | 数量指标 | 三维扫描标本数 | ≥ | 480 | 件
效益指标 | 社会效益指标 | 网上点击量 | ≥ | 10 | 万次
""")
    assert names(form) == ["三维扫描标本数", "网上点击量"]
    assert [row.value for row in form.indicators] == [480.0, 10.0]


def test_where_somebody_signs_is_no_row() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 改造危桥座数 | ≥3座
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90%
业务科把关意见 | < | (盖章) 年 月 日 | <
""")
    assert names(form) == ["改造危桥座数", "群众满意度"]


def test_sums_of_a_list_are_no_projects() -> None:
    text = """
2026年部门预算项目绩效目标一览表
单位名称:乌苏市住房和城乡建设局
项目名称 | 预算金额 | 年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值
老旧小区改造配套 | 860 | 改造老旧小区,改善居住条件。 | 产出指标 | 数量指标 | 改造小区数量 | =9个
^ | ^ | ^ | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90%
小计 | 860 | 指标 2 条 | < | < | < | <
供热计量补贴 | 215.5 | 对实行供热计量的住户给予补贴。 | 产出指标 | 数量指标 | 补贴面积 | ≥38.6万平方米
合计 | 1075.5 | 共 2 个项目 | < | < | < | <
"""
    forms = normalize(draw(text)).forms
    assert [form.identity.project for form in forms] == ["老旧小区改造配套", "供热计量补贴"]
    assert [len(form.indicators) for form in forms] == [2, 1]


def test_a_sum_of_points_below_a_grid_is_no_money() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 指标值 | 分值
产出指标 | 数量指标 | 公益性岗位人员 | ≥640人 | 60
效益指标 | 社会效益指标 | 就业困难人员安置率 | ≥90% | 40
合计 | < | < | < | 100
""")
    assert [(total.kind, total.amount) for total in form.totals] == [("weight", 100.0)]
    assert [fund.amount for fund in form.funds] == [74.4]


def test_a_sum_within_a_grid_of_points_alone_is_no_row() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 分值 | 得分
决策 | 项目立项 | 立项依据充分性 | 20 | 18
决策小计 | < | < | 20 | 18
过程 | 资金管理 | 资金到位率 | 30 | 30
""")
    assert names(form) == ["立项依据充分性", "资金到位率"]


def test_the_rate_of_execution_below_a_level_is_an_indicator() -> None:
    form = read("""
一级指标 | 二级指标 | 三级指标 | 分值 | 评价标准 | 得分
过程 | 资金管理 | 资金到位率 | 4 | 得分=到位率×4分 | 4
^ | ^ | 预算执行率 | 4 | 得分=执行率×4分 | 3.67
^ | ^ | 资金使用合规性 | 6 | 发现一处扣2分 | 4
产出 | 产出数量 | 建成助餐点 | 8 | 完成率×8分 | 7.62
""")
    assert names(form) == ["资金到位率", "预算执行率", "资金使用合规性", "建成助餐点"]


def test_the_rate_of_execution_between_the_rows_and_their_total_is_no_indicator() -> None:
    form = read("""
二级指标 | 三级指标 | 分值 | 得分 | 目标值 | 完成值
数量指标 | 照护失能老人 | 50 | 50 | ≥115人 | 118人
满意度指标 | 老人满意度 | 40 | 40 | ≥90% | 94%
预算执行率 | < | 10 | 9.5 |  |
总分 | < | 100 | 99.5 |  |
""")
    assert names(form) == ["照护失能老人", "老人满意度"]
    assert form.record.total_score == 99.5


def test_a_note_across_the_table_ends_no_grid() -> None:
    form = read("""
二级指标 | 三级指标 | 目标值 | 分值
一、产出指标 | < | < | <
数量指标 | 改造月柿烤房 | 18座 | 15
说明：不含路基，路基由村集体自筹整修。 | < | < | <
小计 | < | < | 15
二、效益指标 | < | < | <
社会效益指标 | 受益脱贫人口数 | ≥214人 | 10
""")
    assert names(form) == ["改造月柿烤房", "受益脱贫人口数"]


def test_sums_that_are_carried_from_page_to_page_are_no_indicators() -> None:
    form = read("""
二级指标 | 三级指标 | 目标值 | 分值
数量指标 | 铺设输水干管长度 | ≥22公里 | 6
本页小计 | < | < | 6
---
二级指标 | 三级指标 | 目标值 | 分值
承前页 | < | < | 6
质量指标 | 单位工程一次验收合格率 | 100% | 6
""")
    assert names(form) == ["铺设输水干管长度", "单位工程一次验收合格率"]
