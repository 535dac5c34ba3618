"""The budget year: the title's, a line's below it, or that beside its label; the day a form was signed is no year."""

import pytest

from normalize import normalize
from tests.normalize.drawing import draw

FORM = """
{title}
{below}
填报单位 | 某县林业局 | 项目名称 | 油茶低产林改造
{pair} | 资金总额 | 328
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 改造面积 | ≥4200亩
"""


@pytest.mark.parametrize(
    ("title", "below", "pair", "year"),
    [
        ("2026年项目支出绩效目标表", "单位：万元", "主管部门 | 某局", 2026),
        ("项目支出绩效目标表", "（２０２６年度）", "主管部门 | 某局", 2026),
        ("项目支出绩效目标表", "申报日期：2025年9月15日", "实施年度 | 2026年", 2026),
        ("项目支出绩效目标表", "2025年9月15日", "申报年度 | 2026", 2026),
        ("项目支出绩效目标表", "填表日期：2025年9月15日", "项目实施期 | 2026年1月-2026年12月", 2026),
        ("项目支出绩效目标表", "填报时间：2025年9月15日", "主管部门 | 某局", None),
        ("项目支出绩效目标表", "预算年度：2026    单位：万元", "主管部门 | 某局", 2026),
        ("项目支出绩效目标表", "填报部门：某县林业局 2026年", "主管部门 | 某局", 2026),
    ],
)
def test_the_year_of_a_form(title: str, below: str, pair: str, year: int | None) -> None:
    (form,) = normalize(draw(FORM.format(title=title, below=below, pair=pair))).forms
    assert (form.identity.year, form.identity.unit) == (year, "某县林业局")
    assert ("year_missing" in (form.record.review_reason or "")) == (year is None)


def test_a_period_of_several_years_says_no_year_of_the_budget() -> None:
    text = """
项目支出绩效目标申报表
项目名称 | 农村公路养护 | 项目周期 | 2025.1.1-2027.12.31
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 养护里程 | ≥30公里
"""
    (form,) = normalize(draw(text)).forms
    assert form.identity.year is None and "year_missing" in (form.record.review_reason or "")
