"""What a cover page says of all forms behind it: who files, in which money; a form's own word goes first."""

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

COVER = """
2026年度部门预算项目支出绩效目标申报材料
填报单位：百色市田阳区妇幼保健院
金额单位：万元
序号 | 项目名称 | 申请金额
1 | 地中海贫血防治 | 168.40
---
项目支出绩效目标表
{own}项目名称 | 地中海贫血防治 | <
年度资金总额 | 168.40 | <
一级指标 | 三级指标 | 指标值
产出指标 | 地贫初筛人数 | ≥5200人
满意度指标 | 受检夫妇满意度 | ≥92%
"""


def read(own: str = "") -> Form:
    return normalize(draw(COVER.format(own=own))).forms[-1]


def test_a_form_that_names_no_office_has_that_of_the_cover_and_asks() -> None:
    form = read()
    assert form.identity.unit == "百色市田阳区妇幼保健院"
    assert (form.record.budget, form.record.money_unit) == (168.4, "万元")
    assert "field_guessed" in (form.record.review_reason or "")


def test_what_a_form_says_itself_goes_before_its_cover() -> None:
    form = read("实施单位 | 田阳区疾病预防控制中心 | <\n")
    assert form.identity.unit == "田阳区疾病预防控制中心"
    assert normalize(draw(COVER.format(own="金额单位：元\n"))).forms[-1].record.budget == 0.01684
