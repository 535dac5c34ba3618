"""Of a term's columns and those of its years the one of the form's year counts, for values and for money."""

from normalize import normalize
from tests.normalize.drawing import draw

TERM = """
项目支出绩效目标申报表
(2026年度)
申报单位：韶关市技师学院    金额单位：万元
项目名称 | 智能制造实训基地建设 | < | < | < | <
资金来源 | < | 三年合计 | 2026年 | 2027年 | 2028年
资金总额 | < | 1960 | 860 | 640 | 460
财政拨款 | < | 1500 | 700 | 500 | 300
一级指标 | 三级指标 | 实施期指标值 | 2026年指标值 | 2027年指标值 | 2028年指标值
产出指标 | 新增实训工位 | ≥460个 | ≥200个 | ≥150个 | ≥110个
满意度指标 | 学生满意度 | ≥92% | ≥90% | ≥91% | ≥92%
"""


def test_the_column_of_the_year_counts() -> None:
    (form,) = normalize(draw(TERM)).forms
    assert [row.value_raw for row in form.indicators] == ["≥200个", "≥90%"]
    assert form.record.budget == 860.0
    assert {(fund.item, fund.period, fund.amount) for fund in form.funds} == {
        ("资金总额", "annual", 860.0),
        ("财政拨款", "annual", 700.0),
        ("资金总额", "whole", 1960.0),
        ("财政拨款", "whole", 1500.0),
    }
    assert not any(row.needs_review for row in form.indicators)
