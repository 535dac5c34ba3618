"""The table of cases for values: every way a value has been seen printed, and what it is."""

from datetime import date

import pytest

from normalize import normalize
from normalize.kinds.operator import parse_operator
from normalize.kinds.unit import parse_unit
from normalize.kinds.value import parse_value
from tests.normalize.drawing import below_head, draw, turned

# raw, kind, number, upper, date as far as it is named, operator, unit (the budget year is 2026)
CASES = [
    ("95", "number", 95, None, None, None, None),
    ("≥95%", "percent", 95, None, None, "≥", "%"),
    (">=1102人", "number", 1102, None, None, "≥", "人"),
    ("<=475元/亩", "number", 475, None, None, "≤", "元/亩"),
    ("=23万元/个", "number", 23, None, None, "=", "万元/个"),
    ("=100.00(%)", "percent", 100, None, None, "=", "%"),
    ("≥90.00（%）", "percent", 90, None, None, "≥", "%"),
    ("≥98百分比", "percent", 98, None, None, "≥", "%"),
    ("＝100％", "percent", 100, None, None, "=", "%"),
    ("═100%", "percent", 100, None, None, "=", "%"),
    ("》=95%", "percent", 95, None, None, "≥", "%"),
    ("⩾5个", "number", 5, None, None, "≥", "个"),
    ("≦3次", "number", 3, None, None, "≤", "次"),
    ("＞2项", "number", 2, None, None, ">", "项"),
    ("<24小时", "number", 24, None, None, "<", "小时"),
    ("<1681680元", "number", 1681680, None, None, "<", "元"),
    ("3,309,840.00", "number", 3309840, None, None, None, None),
    ("250万", "number", 250, None, None, None, "万"),
    ("780元/生/年", "number", 780, None, None, None, "元/生/年"),
    ("≥0.97比例", "number", 0.97, None, None, "≥", "比例"),
    ("84①", "number", 84, None, None, None, None),  # the mark of a note
    ("≥98%①", "percent", 98, None, None, "≥", "%"),
    ("93[1]", "number", 93, None, None, None, None),
    ("≥975公里*", "number", 975, None, None, "≥", "公里"),
    ("①85%", "percent", 85, None, None, None, "%"),  # an item of a list
    ("10⁴", "text", None, None, None, None, None),  # a power is not 104
    ("200m²", "number", 200, None, None, None, "m²"),
    ("98%以上", "percent", 98, None, None, "≥", "%"),
    ("30天以内", "number", 30, None, None, "≤", "天"),
    ("24小时内", "number", 24, None, None, "≤", "小时"),
    ("至少5次", "number", 5, None, None, "≥", "次"),
    ("不少于12期", "number", 12, None, None, "≥", "期"),
    ("不超过10万元", "number", 10, None, None, "≤", "万元"),
    ("大于等于90%", "percent", 90, None, None, "≥", "%"),
    ("5%以下", "percent", 5, None, None, "≤", "%"),
    ("约100人", "number", 100, None, None, None, "人"),
    ("100个数", "number", 100, None, None, None, "个"),
    ("80%-90%", "range", 80, 90, None, "~", "%"),
    ("2~3次", "range", 2, 3, None, "~", "次"),
    ("10至20人", "range", 10, 20, None, "~", "人"),
    ("12个月", "number", 12, None, None, None, "个月"),
    ("3年", "number", 3, None, None, None, "年"),
    ("当年10月前", "date", None, None, "2026-10", None, None),
    ("12月底前", "date", None, None, "2026-12", None, None),
    ("12月底到位", "date", None, None, "2026-12", None, None),
    ("2026年12月31日前", "date", None, None, "2026-12-31", None, None),
    ("≤2026年12月", "date", None, None, "2026-12", "≤", None),
    ("2026年6月底前完成", "date", None, None, "2026-06", None, None),
    ("2021年1月-12月", "date", None, None, "2021-12", None, None),
    ("2023.07-2024.01", "date", None, None, "2024-01", None, None),
    ("2026.1.1-2026.12.31", "date", None, None, "2026-12-31", None, None),
    ("2026年底", "date", None, None, "2026", None, None),
    ("1-12月", "date", None, None, "2026-12", None, None),
    ("第三季度", "date", None, None, "2026-09", None, None),
    ("6月30日前", "date", None, None, "2026-06-30", None, None),
    ("年底前", "date", None, None, "2026", None, None),
    ("每年12月底前", "date", None, None, None, None, None),
    ("每月10日前", "date", None, None, None, None, None),
    ("20日前", "date", None, None, None, None, None),
    ("次月10日前", "date", None, None, None, None, None),
    ("≥3200 tCO₂e", "number", 3200.0, None, None, "≥", "tCO₂e"),
    ("≥20m²", "number", 20.0, None, None, "≥", "m²"),
    ("≥20台（套）", "number", 20.0, None, None, "≥", "台（套）"),
    ("有效", "text", None, None, None, None, None),
    ("第一年按总投资额返本20%,分红按8%分红", "text", None, None, None, None, None),
    ("不超预算", "text", None, None, None, None, None),
    ("正面支撑", "text", None, None, None, None, None),
    ("达成预期指标", "text", None, None, None, None, None),
    ("持续提升", "text", None, None, None, None, None),
    ("≥上年", "text", None, None, None, "≥", None),
    ("高于上年水平", "text", None, None, None, None, None),
    ("/", "empty", None, None, None, None, None),
    ("无", "empty", None, None, None, None, None),
    ("—", "empty", None, None, None, None, None),
    ("", "empty", None, None, None, None, None),
]


@pytest.mark.parametrize(
    ("raw", "day", "precision"),
    [
        ("当年10月前", date(2026, 10, 31), "month"),
        ("2023.07-2024.01", date(2024, 1, 31), "month"),
        ("2024年2月底前", date(2024, 2, 29), "month"),
        ("2026年12月15日前", date(2026, 12, 15), "day"),
        ("2027年", date(2027, 12, 31), "year"),
        ("上半年", date(2026, 6, 30), "month"),
        ("2026年6月31日前", date(2026, 6, 30), "day"),
        ("每年12月底前", None, None),
        ("二〇二六年十一月二十日前", date(2026, 11, 20), "day"),
        ("二〇二六年三月底前", date(2026, 3, 31), "month"),
        ("六月底前", date(2026, 6, 30), "month"),
    ],
)
def test_a_deadline_is_the_last_day_of_what_it_names(raw: str, day: date | None, precision: str | None) -> None:
    value = parse_value(raw, 2026)
    assert (value.date, value.date_precision) == (day, precision)


def test_a_deadline_without_a_year_has_no_date() -> None:
    assert (parse_value("10月前").kind, parse_value("10月前").date) == ("date", None)


@pytest.mark.parametrize(("unit", "kind"), [("年", "date"), (None, "date"), ("万元", "number"), ("/", "date")])
def test_a_year_and_a_month_are_a_number_where_another_unit_is_given(unit: str | None, kind: str) -> None:
    assert parse_value("2026.12", 2026, unit).kind == kind


@pytest.mark.parametrize(("raw", "kind", "amount", "upper", "named", "operator", "unit"), CASES)
def test_value(
    raw: str,
    kind: str,
    amount: float | None,
    upper: float | None,
    named: str | None,
    operator: str | None,
    unit: str | None,
) -> None:
    value = parse_value(raw, 2026)
    length = {"year": 4, "month": 7, "day": 10}.get(value.date_precision or "", 0)
    until = value.date.isoformat()[:length] if value.date else None
    got = (value.kind, value.number, value.upper, until, value.operator, value.unit)
    assert got == (kind, amount, upper, named, operator, unit)
    assert value.raw == (raw or None)


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("≥", "≥"),
        (">=", "≥"),
        ("大于等于", "≥"),
        ("⩽", "≤"),
        ("小于等于", "≤"),
        ("＝", "="),
        ("═", "="),
        ("等于", "="),
        ("＞", ">"),
        ("小于", "<"),
        ("定性", "定性"),
        ("正向", None),
        ("定量", None),
        ("", None),
    ],
)
def test_operator_cell(word: str, sign: str | None) -> None:
    assert parse_operator(word) == sign


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("百分比", "%"),
        ("％", "%"),
        ("(%)", "%"),
        ("个数", "个"),
        ("人次", "人次"),
        ("元／人", "元/人"),
        ("/", None),
        ("无", None),
        ("万元", "万元"),
    ],
)
def test_unit_cell(word: str, unit: str | None) -> None:
    assert parse_unit(word) == unit


def test_a_unit_says_whether_it_stands_in_the_name_or_behind_the_value() -> None:
    grid = "2026年项目支出绩效目标表\n项目名称 | 森林防火 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n"
    grid += "产出指标 | 质量指标 | 验收合格率(%) | ≥95\n产出指标 | 数量指标 | 巡护里程 | ≥300公里\n"
    (form,) = normalize(draw(grid)).forms
    told = {one.ordinal: (one.raw, one.edits) for one in form.evidence if one.field == "measure_unit"}
    assert told == {1: ("验收合格率(%)", ("unit_from_name",)), 2: ("≥300公里", ("unit_from_value",))}


def test_a_unit_in_brackets_behind_a_level_is_that_of_the_values_below_it_that_have_none() -> None:
    grid = "2026年项目支出绩效目标表\n项目名称 | 疾病监测 | < | <\n"
    grid += "一级指标 | 二级指标（计量单位） | 三级指标 | 指标值\n"
    grid += "产出指标 | 数量指标（份） | 采集样本 | ≥3600\n^ | ^ | 发放材料 | ≥5万册\n^ | ^ | 建立台账 | 全部建立\n"
    grid += "效益指标（%） | 社会效益指标（1/10万） | 发病率 | ≤180\n^ | 可持续影响指标 | 骨干留任率 | ≥92\n"
    grid += "满意度指标（分） | 服务对象满意度指标 | 家长评价 | ≥9\n"
    (form,) = normalize(draw(grid)).forms
    assert [(row.level1, row.level2, row.measure_unit) for row in form.indicators] == [
        ("产出指标", "数量指标", "份"),
        ("产出指标", "数量指标", "万册"),
        ("产出指标", "数量指标", None),
        ("效益指标", "社会效益指标", "1/10万"),
        ("效益指标", "可持续影响指标", "%"),
        ("满意度指标", "服务对象满意度指标", None),
    ]
    assert [row.review_reason for row in form.indicators] == [None] * 6
    told = {one.ordinal: (one.raw, one.edits) for one in form.evidence if one.field == "measure_unit" and one.edits}
    assert told[1] == ("数量指标（份）", ("unit_from_level",))


def test_a_unit_in_the_label_of_the_values_is_that_of_those_that_have_none_and_a_share_asks() -> None:
    grid = "2026年项目支出绩效目标表\n项目名称 | 技能培训 | < | <\n一级指标 | 二级指标 | 三级指标 | 目标值（万元）\n"
    grid += "成本指标 | 经济成本指标 | 培训成本 | ≤36\n^ | ^ | 人均成本 | ≤900元\n^ | ^ | 成本节约率 | ≥5\n"
    (form,) = normalize(draw(grid)).forms
    assert [(row.measure_unit, row.review_reason) for row in form.indicators] == [
        ("万元", None),
        ("元", None),
        ("万元", "unit_conflict"),
    ]


def test_a_level_that_stands_beside_its_row_was_not_filled_down() -> None:
    grid = "2026年项目支出绩效目标表\n项目名称 | 森林防火 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n"
    grid += "产出指标 | 质量指标 | 验收合格率 | ≥95%\n | 数量指标 | 巡护里程 | ≥300公里\n"
    grid += "效益指标 | 社会效益指标 | 群众知晓率 | ≥90%\n"
    for read in (draw(grid), turned(draw(grid))):
        (form,) = normalize(read).forms
        told = {one.ordinal: "level_filled" in one.edits for one in form.evidence if one.field == "level1"}
        assert told == {1: False, 2: True, 3: False}


@pytest.mark.parametrize(
    ("text", "operator", "number", "unit"),
    [
        ("不少于12次（每月1次）", "≥", 12, "次"),
        ("≥95%且逐年提高", "≥", 95, "%"),
        ("100%（约420户）", None, 100, "%"),
        ("≥90%（含）", "≥", 90, "%"),
        ("3次（含线上）", None, 3, "次"),
        ("30台（套）", None, 30, "台（套）"),
        ("12次（场）", None, 12, "次（场）"),
    ],
)
def test_a_remark_behind_a_unit_is_no_part_of_it(text: str, operator: str | None, number: float, unit: str) -> None:
    value = parse_value(text)
    assert (value.operator, value.number, value.unit) == (operator, number, unit)


@pytest.mark.parametrize(
    ("sign", "value", "unit", "asks"),
    [
        ("≤5万元", "", "", True),  # the value, in the column of signs
        ("5", "", "万元", True),
        ("可控", "", "", True),
        ("定量", "", "", False),
        ("定量", "5", "万元", False),
        ("≤", "5", "万元", False),
        ("定性", "", "", False),
        ("正向", "5", "万元", False),
        ("", "5", "万元", False),
        ("", "", "", False),
    ],
)
def test_a_value_in_the_column_of_signs_is_not_lost_in_silence(sign: str, value: str, unit: str, asks: bool) -> None:
    grid = f"""一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
产出指标 | 数量指标 | 巡护里程 | ≥ | 300 | 公里
^ | 时效指标 | 完成及时率 | ≥ | 95 | %
成本指标 | 经济成本指标 | 造价 | {sign} | {value} | {unit}
"""
    row = below_head(grid).indicators[-1]
    assert row.name == "造价" and (row.review_reason == "operator_unread") == asks
