"""Levels that stand as rows of their own among the names, told by the points of the rows below them."""

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

TEXT = """
2025年度湿地保护修复项目部门评价评分表
项目单位：某市湿地保护中心
项目名称：退塘还湿与植被恢复
编码 | 评价指标 | 标准分 | 评分标准 | 评价得分
A | 决策 | {points} | | 13.5
{nested}A1 | 立项依据充分性 | 5 | 符合政策得满分 | 5
A2 | 绩效目标合理性 | 10 | 指标细化得满分 | 8.5
B | 产出 | 85 | | 76
B1 | 退塘还湿面积 | 40 | 按比例扣分 | 36
B2 | 水生植物成活率 | 45 | 达到85%得满分 | 40
---
编码 | 评价指标 | 标准分 | 评分标准 | 评价得分
合计 | < | 100 | | 89.5
"""


def evaluated(points: str = "15", nested: str = "") -> Form:
    (form,) = normalize(draw(TEXT.format(points=points, nested=nested))).forms
    return form


def test_a_row_of_nothing_but_the_points_of_those_below_is_their_level() -> None:
    form = evaluated()
    assert form.identity.project == "退塘还湿与植被恢复"
    assert [(row.level1, row.level2, row.name, row.weight, row.needs_review) for row in form.indicators] == [
        ("决策", None, "立项依据充分性", 5.0, False),
        ("决策", None, "绩效目标合理性", 10.0, False),
        ("产出指标", None, "退塘还湿面积", 40.0, False),
        ("产出指标", None, "水生植物成活率", 45.0, False),
    ]
    assert [(total.kind, total.amount) for total in form.totals] == [("weight", 100.0), ("score", 89.5)]


def test_a_level_below_a_level_is_the_second() -> None:
    form = evaluated(nested="A0 | 项目立项 | 15 | | 13.5\n")
    assert [(row.level1, row.level2) for row in form.indicators][:2] == [("决策", "项目立项")] * 2


def test_points_that_are_no_sum_make_no_level_and_ask() -> None:
    rows = evaluated(points="14").indicators
    assert rows[0].name == "决策"
    assert {row.review_reason for row in rows} == {"level1_missing"}


def test_points_in_a_column_for_each_level_are_no_levels() -> None:
    (form,) = normalize(
        draw("""
2026年部门整体支出绩效目标申报表
部门名称 | 交通运输局 | < | < | <
指标体系 | 权重（%） | < | < | 年度目标值
^ | 一级 | 二级 | 三级 | ^
1 产出指标 | 50 |  |  |
1.1 数量指标 |  | 30 |  |
1.1.1 养护里程 |  |  | 30 | ≥1126公里
1.2 质量指标 |  | 20 |  |
1.2.1 “优良路”率 |  |  | 20 | ≥76%
2 满意度指标 | 50 |  |  |
2.1 服务对象满意度指标 |  | 50 |  |
2.1.1 群众满意度 |  |  | 50 | ≥90%
""")
    ).forms
    assert [(row.level1, row.level2, row.name, row.weight) for row in form.indicators] == [
        ("产出指标", "数量指标", "养护里程", 30.0),
        ("产出指标", "质量指标", "“优良路”率", 20.0),
        ("满意度指标", "服务对象满意度指标", "群众满意度", 50.0),
    ]
