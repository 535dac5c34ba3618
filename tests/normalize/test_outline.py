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
