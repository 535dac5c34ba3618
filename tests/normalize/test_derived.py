"""Columns that follow from others."""

import pytest

from normalize.form.derived import project_key, qualitative, value_share


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("2026年规模工业企业培训会资金", "规模工业企业培训会资金"),
        ("规模工业企业培训会资金", "规模工业企业培训会资金"),
        ("2025-2026年度农村公路养护", "农村公路养护"),
        ("农村公路养护（2026年）", "农村公路养护"),
        ("农村公路养护(2026)", "农村公路养护"),
        ("2026年第二批中央财政衔接推进乡村振兴补助资金", "中央财政衔接推进乡村振兴补助资金"),
        ("51152425T000012345678-农村公路养护", "农村公路养护"),
        ("二〇二六年义务教育保障", "义务教育保障"),
        ("2000平方米粮仓新建", "2000平方米粮仓新建"),
        ("2026年", None),
        (None, None),
    ],
)
def test_a_project_joins_its_years_by_name(name: str | None, key: str | None) -> None:
    assert project_key(name) == key


@pytest.mark.parametrize(
    ("name", "value", "unit", "share"),
    [
        ("项目验收合格率", 95.0, "%", 0.95),
        ("项目验收合格率", 1.0, None, 1.0),
        ("项目验收合格率", 0.97, None, 0.97),
        ("优良品种占比(%)", 0.3, None, 0.3),
        ("新增机柜数", 1.0, None, None),
        ("项目验收合格率", 1.0, "个", None),
        ("项目验收合格率", 120.0, "%", None),
        ("游客人数增长率", 8.0, "%", None),
        ("能耗下降比例", 0.5, None, None),
        ("项目验收合格率", 0.0, None, None),
    ],
)
def test_a_share_is_told_where_it_is_clear(name: str, value: float, unit: str | None, share: float | None) -> None:
    assert value_share(name, "percent" if unit == "%" else "number", value, unit) == share


def test_words_are_qualitative_and_nothing_is_neither() -> None:
    assert qualitative("定性", "empty") is True
    assert qualitative(None, "text") is True
    assert qualitative("≥", "number") is False
    assert qualitative(None, "empty") is None
