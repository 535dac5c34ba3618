"""What a person types for one field is read as that field is."""

import pytest

from normalize.settled.fields import spot_of
from normalize.settled.values import put
from tests.normalize.drawing import scanned
from tests.normalize.settled.said import (
    FORM,
    WHEN,
    Correction,
    blurred,
    changed,
    normalize,
    retyped,
    row,
    said,
    value,
    values,
)


def test_a_unit_brings_its_region_and_a_project_its_key():
    page = scanned(FORM)
    before = normalize(page)
    given = [
        said(page, value(before, "unit"), "correct", "天津市河北区人民法院"),
        said(page, value(before, "project"), "correct", "2026年农村公路养护"),
    ]
    identity = normalize(page, corrections=given).forms[0].identity
    assert (identity.province, identity.county) == ("天津市", "河北区")
    assert (identity.project, identity.project_key) == ("2026年农村公路养护", "农村公路养护")


@pytest.mark.parametrize(
    ("field", "says", "want"),
    [
        ("value", "≤80.5%", {"operator": "≤", "value": 80.5, "measure_unit": "%", "value_share": 0.805}),
        ("value", "显著提升", {"value": None, "value_raw": "显著提升", "value_kind": "text", "qualitative": True}),
        ("value", "3-5天", {"value": 3, "value_upper": 5, "value_kind": "range", "operator": "~"}),
        ("value", "", {"value": None, "value_raw": None, "value_kind": "empty"}),
        ("operator", "不低于", {"operator": "≥", "value": 95}),
        ("operator", "~", {"operator": "~", "value": 95}),
        ("level2", "数量", {"level2": "数量指标"}),
        ("measure_unit", "百分比", {"measure_unit": "%", "value_share": 0.95}),
        ("weight", "10分", {"weight": 10}),
        ("direction", "正向", {"direction": "positive"}),
        ("name", "指标1：养护里程", {"name": "养护里程", "name_raw": "指标1：养护里程"}),
    ],
)
def test_a_value_is_read_as_it_is_typed(field, says, want):
    page = scanned(FORM)
    told = [one for one in normalize(page).forms[0].evidence if (one.ordinal, one.field) == (2, field)]
    at = row(normalize(page), 2)
    one = (
        said(page, told[0], "correct", says)
        if told
        else Correction(
            sha256=page.sha256, table="indicators", field=field, page=at.page, box=at.box, says=says,
            act="correct", at=WHEN,
        )
    )  # fmt: skip
    after = normalize(page, corrections=[one])
    got = row(after, 2)
    assert {name: getattr(got, name) for name in want} == want
    assert got.corrected and value(after, field, 2).review == "corrected" if says else got.corrected
    assert changed(values(normalize(page).forms[0]), values(after.forms[0])) <= {
        ("indicators", 2, n) for n in type(got).model_fields
    }


@pytest.mark.parametrize(
    ("field", "says", "want"),
    [
        ("year", "2025年度", 2025),
        ("year", "二〇二五年", 2025),
        ("period_start", "2026年3月", "2026-03-01"),
        ("period_end", "2026年6月", "2026-06-30"),
        ("period_end", "2026.1-2026.12", "2026-12-31"),
        ("as_of", "1-7月", "2026-07"),
        ("total_score", "98.5分", 98.5),
        ("money_unit", "金额单位：元", "元"),
        ("scope", "unit", "unit"),
        ("annual_goal", "一是甲。\n二是乙。", "一是甲。\n二是乙。"),
        ("year", "去年", None),
        ("scope", "区域", None),
        ("as_of", "年底", None),
    ],
)
def test_a_value_of_the_form_is_read_as_it_is_typed(field, says, want):
    """None: it is no value of the field, and nothing is changed."""
    page = scanned(FORM)
    (before,) = normalize(page).forms
    told = [one for one in before.evidence if (one.of_table, one.field) == ("forms", field)]
    page_, box, _ = spot_of(before, "forms", before)
    one = (
        said(page, told[0], "correct", says)
        if told
        else Correction(
            sha256=page.sha256, table="forms", field=field, page=page_, box=box, says=says, act="correct", at=WHEN
        )
    )
    after = normalize(page, corrections=[one])
    got = after.forms[0].identity.model_dump() | after.forms[0].record.model_dump()
    assert got[field] == (
        want if want is not None else (before.identity.model_dump() | before.record.model_dump())[field]
    )
    assert (after.stale == ()) == (want is not None)


def test_what_is_no_value_of_the_field_is_not_applied_and_said():
    page = scanned(FORM)
    told = value(normalize(page), "level2", 2)
    one = said(page, told, "correct", "12", table="indicators", field="weight", was="")
    after = normalize(page, corrections=[one.model_copy(update={"says": "很多", "field": "weight"})])
    assert row(after, 2).weight is None and len(after.stale) == 1


def test_a_word_that_is_no_sign_is_no_operator():
    page = scanned(FORM)
    one = said(page, value(normalize(page), "operator", 2), "correct", "随便")
    after = normalize(page, corrections=[one])
    assert row(after, 2).operator == row(normalize(page), 2).operator and len(after.stale) == 1


def test_an_amount_is_typed_as_printed_and_told_in_wan_yuan():
    page = scanned(FORM.replace("单位：万元", "单位：元").replace("120.50", "1205000"))
    before = normalize(page)
    assert before.forms[0].record.budget == 120.5
    after = normalize(page, corrections=[retyped(page, "1205000", "1305000")])
    assert after.forms[0].record.budget == 130.5 and after.forms[0].funds[0].amount == 130.5
    (fund,) = [one for one in before.forms[0].evidence if (one.of_table, one.field) == ("funds", "amount")]
    after = normalize(page, corrections=[said(page, fund, "correct", "140万元")])
    assert after.forms[0].funds[0].amount == 140.0


LISTED = """
2026年部门预算项目绩效目标表
单位名称 | 项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标值
甲县交通局 | 城乡公交一体化及乡镇↵站场 | 产出指标 | 数量指标 | 更新公交车 | ≥30辆
---
单位名称 | 项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标值
 | 农村道路养护 | 产出指标 | 数量指标 | 养护里程 | ≥35公里
"""


def test_a_name_typed_at_the_foot_of_a_page_is_as_whole_as_the_one_that_was_read_there():
    page = blurred({"城乡公交一体化及乡镇": ("城乡公文一体化及乡镇", 0.3)}, LISTED)
    before = normalize(page)
    assert [form.identity.project for form in before.forms] == ["城乡公文一体化及乡镇站场", "农村道路养护"]
    after = normalize(page, corrections=[retyped(page, "城乡公文一体化及乡镇\n站场", "城乡公交一体化及乡镇站场")])
    assert [form.identity.project for form in after.forms] == ["城乡公交一体化及乡镇站场", "农村道路养护"]


def test_a_typed_name_settles_the_name_and_not_that_the_form_is_one_of_a_project():
    page = blurred({"农村道路养护": ("农村道路养扩", 0.3)}, FORM.replace("项目支出绩效目标表", "绩效目标表"))
    after = normalize(page, corrections=[retyped(page, "农村道路养扩", "农村道路养护")])
    assert (value(after, "project").review, value(after, "scope").review) == ("corrected", None)


def test_what_is_typed_is_shown_as_it_will_read_before_anything_is_said():
    (form,) = normalize(scanned(FORM)).forms
    assert put(form, "forms", None, "money_unit", "金额单位：元").record.money_unit == "元"
    assert put(form, "forms", None, "title", "绩效目标表（万元）").record.title == "绩效目标表（万元）"
