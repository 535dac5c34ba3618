"""What a scan spoils, and what comes of it: mended where nothing else can have been printed, else asked about."""

import pytest

from extract.model import Extraction
from normalize import normalize
from normalize.schema import Form, Indicator
from tests.normalize.drawing import draw, scanned

FORM = """
项目支出绩效目标表
（2026年度）
项目名称 | 森林防火 | < | < | < | <
主管部门 | 某县林业局 | < | < | < | <
项目资金 | 14.000.00元 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
产出指标 | 数量指标 | 巡护里程 | ≥ | 300 | 公里
^ | 质量指标 | 隐患整改率 | ≥ | 95 | %
^ | 时效指标 | 任务完成时限 | 定性 | 2026.1.1-2026.12.31 |
效益指标 | 社会效益指标 | 群众知晓率 | ≥ | 90 | %
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥ | 92 | %
"""


def read(*changes: tuple[str, str], form: str = FORM) -> Form:
    """The form as a scan with these readings instead of what was printed."""
    for printed, seen in changes:
        assert printed in form
        form = form.replace(printed, seen)
    (only,) = normalize(scanned(form)).forms
    return only


def row(form: Form, name: str) -> Indicator:
    return next(one for one in form.indicators if one.name == name)


def test_a_clean_scan_is_read_like_print() -> None:
    form, printed = read(), normalize(draw(FORM)).forms[0]
    assert [one.name for one in form.indicators] == [one.name for one in printed.indicators]
    assert not any(one.needs_review for one in form.indicators)


@pytest.mark.parametrize(
    ("printed", "seen", "name", "column", "value"),
    [
        ("| 2026.1.1-2026.12.31", "| 2026.1.1-2026.12:31", "任务完成时限", "value_raw", "2026.1.1-2026.12.31"),
        ("| 2026.1.1-2026.12.31", "| 2026.1.1-2026.1231", "任务完成时限", "value_raw", "2026.1.1-2026.12.31"),
        ("| 300 |", "| 300.00408.00 |", "巡护里程", "value_upper", 408.0),
        ("| 300 |", "| 19.383.00 |", "巡护里程", "value", 19383.0),
        ("| 300 |", "| ≥.300 |", "巡护里程", "value", 300.0),
        ("| 300 |", "| 39,13700 |", "巡护里程", "value", 39137.0),
        ("| 300 |", "| 36.20000 |", "巡护里程", "value", 36200.0),
        ("| 300 |", "| 3,063.0O |", "巡护里程", "value", 3063.0),
        ("| 300 | 公里", "| 1,100.00元/人月 |", "巡护里程", "measure_unit", "元/人·月"),
        ("| 公里", "| 元/人月", "巡护里程", "measure_unit", "元/人·月"),
        ("| ≥ | 300", "| — | 300", "巡护里程", "operator", "="),
        ("| 2026.1.1-2026.12.31", "| 2026.11-2026.12.31", "任务完成时限", "value_raw", "2026.1.1-2026.12.31"),
        ("| 2026.1.1-2026.12.31", "| 2026.1.1-202612.31", "任务完成时限", "value_raw", "2026.1.1-2026.12.31"),
        ("| 公里", "| .公里", "巡护里程", "measure_unit", "公里"),
        ("| 公里", "| 平方公里/", "巡护里程", "measure_unit", "平方公里"),
        ("| 公里", "| 尸", "巡护里程", "measure_unit", "户"),
        ("| 300 |", "| 300.50.公里 |", "巡护里程", "value", 300.5),
        ("| 300 |", "| -》=300 |", "巡护里程", "value", 300.0),
        ("| 公里", "| 元/人年", "巡护里程", "measure_unit", "元/人·年"),
        ("| 公里", "| 厉元", "巡护里程", "measure_unit", "万元"),
        ("巡护里程", "一体化平台", "一体化平台", "name", "一体化平台"),
        ("效益指标 | 社会效益指标", "未效母指 | 社会效益指标", "群众知晓率", "level1", "效益指标"),
        ("巡护里程", "巡护人教", "巡护人数", "name", "巡护人数"),
        ("巡护里程", "·巡护里程+", "巡护里程", "name", "巡护里程"),
        ("巡护里程", "指标1巡护里程", "巡护里程", "name", "巡护里程"),
        ("巡护里程", "项日巡护里程", "项目巡护里程", "name", "项目巡护里程"),
        ("巡护里程", "投人资金", "投入资金", "name", "投入资金"),
        ("巡护里程", "新投人员", "新投人员", "name", "新投人员"),
        ("| 社会效益指标", "| 社会指", "群众知晓率", "level2", "社会效益指标"),
        ("效益指标 | 社会", "效益指标(30分八 | 社会", "群众知晓率", "level1", "效益指标"),
        ("| ≥ | 300", "| く | 300", "巡护里程", "value", 300.0),
        ("| 社会效益指标", "| 社会效益指标一荷", "群众知晓率", "level2", "社会效益指标"),
        ("群众知晓率", "群众知晓季", "群众知晓率", "name", "群众知晓率"),
        ("巡护里程", "巡护里程ノ", "巡护里程", "name", "巡护里程"),
        ("群众满意度", "群众满意度(2*%)", "群众满意度", "name", "群众满意度"),
        ("| 92 |", "| 92.00↵一40一 |", "群众满意度", "value", 92.0),
    ],
)
def test_what_cannot_have_been_printed_is_mended(
    printed: str, seen: str, name: str, column: str, value: object
) -> None:
    assert getattr(row(read((printed, seen)), name), column) == value


@pytest.mark.parametrize(
    ("printed", "seen", "name", "reason"),
    [
        ("巡护里程", "巡护里程L", "巡护里程L", "name_unread"),
        ("巡护里程", "1巡护里程", "1巡护里程", "name_unread"),
        ("| 300 |", "| 3OO米r10 |", "巡护里程", "value_unread"),
        ("| 95 | %", "| 95 | ", "隐患整改率", "unit_missing"),
        ("| 公里", "| 屮", "巡护里程", "unit_unread"),
        ("巡护里程", "一巡护里程", "巡护里程", "name_unread"),
        ("巡护里程", "巡.护里程", "巡.护里程", "name_unread"),
        ("巡护里程", "巡護里程", "巡護里程", "name_unread"),
        ("| 公里", "| 场口", "巡护里程", "unit_unread"),
        ("| ≥ | 300", "| — | 300", "巡护里程", "operator_unread"),
        ("| 2026.1.1-2026.12.31", "| 每年月底前", "任务完成时限", "date_unread"),
        ("| 2026.1.1-2026.12.31", "| 一逐步提高", "任务完成时限", "value_unread"),
        ("产出指标 | 数量指标", " | ", "巡护里程", "level1_missing"),
    ],
)
def test_what_is_open_is_asked_about(printed: str, seen: str, name: str, reason: str) -> None:
    asked = row(read((printed, seen)), name)
    assert asked.needs_review
    assert reason in (asked.review_reason or "").split(";")


def test_a_text_layer_is_never_mended() -> None:
    form = normalize(draw(FORM.replace("巡护里程", "项日巡护里程").replace("| 公里", "| 尸"))).forms[0]
    assert (form.indicators[0].name, form.indicators[0].measure_unit) == ("项日巡护里程", "尸")


@pytest.mark.parametrize(
    "changes",
    [
        [("一级指标 | 二级指标 | 三级指标", "级指标 | 级指标 | 级指标")],
        [("| 指标值 |", "| 1指标值 |")],
        [("| 指标值 |", "| 值山 |")],
        [("度量单位", "度单")],
        [("指标性质", "旨标生贡")],
        [("| 三级指标", "| 二级指标")],
        [("度量单位", "绩效目标车")],
    ],
)
def test_spoiled_headers_are_told_by_order_neighbours_and_content(changes: list[tuple[str, str]]) -> None:
    found = row(read(*changes), "巡护里程")
    assert (found.level1, found.level2, found.operator, found.value, found.measure_unit) == (
        "产出指标",
        "数量指标",
        "≥",
        300.0,
        "公里",
    )


def test_a_last_column_behind_the_names_is_their_value() -> None:
    """Nothing else would follow them, however its label was read."""
    form = read(
        form="""
项目支出绩效目标表
（2026年度）
项目名称 | 森林防火 | < | <
一级指标 | 二级指标 | 三级指标 | 日杯苴
产出指标 | 数量指标 | 巡护里程 | ≥300公里
"""
    )
    assert row(form, "巡护里程").value == 300.0


def test_two_labels_in_one_cell_are_parted_where_the_rows_below_are() -> None:
    """The wall between them was not seen."""
    form = read(("一级指标 | 二级指标 |", "一级指标二级指标 | < |"))
    found = row(form, "巡护里程")
    assert (found.level1, found.level2) == ("产出指标", "数量指标")


def test_a_label_that_may_be_two_is_what_its_header_lacks() -> None:
    """绩效目标车 is one character from 绩效目标 and from 绩效目标值; there is a 指标值."""
    listed = """
2026年项目支出绩效目标表
项目名称 | 绩效目标车 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
森林防火 | 守住底线 | 产出指标 | 数量指标 | 巡护里程 | ≥ | 300 | 公里
"""
    form = normalize(scanned(listed)).forms[0]
    assert (form.record.annual_goal, form.indicators[0].value_raw) == ("守住底线", "300")


def test_a_provinces_own_level_is_not_taken_for_a_canonical_one() -> None:
    assert row(read(("效益指标 | 社会", "项目效益 | 社会")), "群众知晓率").level1 == "项目效益"


def test_the_year_of_a_project_is_of_this_century() -> None:
    assert read(("森林防火", "3026年森林防火")).identity.project == "2026年森林防火"
    assert read(("森林防火", "2.026年森林防火")).identity.project == "2026年森林防火"


def test_dirt_in_front_of_an_amount_makes_no_debt() -> None:
    assert read(("14.000.00元", "-1.4万元")).record.budget == 1.4


GOAL = "年度绩效目标 | 确保森林巡护里程达到300公里以上群众知晓率达到90%。 | < | < | < | <"


@pytest.mark.parametrize(
    ("seen", "name", "asked"),
    [
        ("森林巡护里程", "森林巡护里程", False),
        ("森林巡扩里程", "森林巡扩里程", True),  # one of the two readings is wrong
        ("林巡护里程", "森林巡护里程", True),  # a character was lost in front
        ("局森林巡护里程", "森林巡护里程", True),  # a seal left one there
    ],
)
def test_the_goal_witnesses_names(seen: str, name: str, asked: bool) -> None:
    form = FORM.replace("一级指标 |", f"{GOAL}\n一级指标 |").replace("巡护里程 |", "森林巡护里程 |")
    found = row(read(("森林巡护里程 | ≥", f"{seen} | ≥"), form=form), name)
    assert ("name_differs" in (found.review_reason or "")) is asked
    assert found.name_raw == seen


def test_a_spoiled_header_of_a_further_page_is_that_of_the_page_before() -> None:
    listed = """
2026年项目支出绩效目标表
项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
森林防火 | 12 | 产出指标 | 数量指标 | 巡护里程 | ≥ | 300 | 公里
^ | ^ | 效益指标 | 社会效益指标 | 群众知晓率 | ≥ | 90 | %
---
项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 山 | 庋
扑火装备 | 3 | 产出指标 | 数量指标 | 购置灭火机 | = | 20 | 台
"""
    second = normalize(scanned(listed)).forms[1]
    assert second.identity.project == "扑火装备"
    assert [(one.name, one.value, one.measure_unit) for one in second.indicators] == [("购置灭火机", 20.0, "台")]


def test_a_stamps_characters_are_no_text_of_the_cell_they_fell_into() -> None:
    form = read(("森林防火 |", "森林防火↵↵↵↵局 |"))
    assert form.identity.project == "森林防火"


@pytest.mark.parametrize(
    ("seen", "amount"),
    [
        ("14.000.00元", 1.4),  # commas read as points
        ("14,000,00元", None),  # which of its points are which is open
        ("7,050,00000元", None),
        ("13,626,00000", 13626000.0),  # in 万元: the point before the last two digits was not read
        (".15.9962", 15.9962),
        ("49,500.00L", 49500.0),
        ("16,760,00Q.00", 16760000.0),
    ],
)
def test_what_a_scan_does_to_an_amount(seen: str, amount: float | None) -> None:
    assert read(("14.000.00元", seen)).record.budget == amount


def test_a_unit_of_money_that_is_nearly_one_is_that_one() -> None:
    form = read(("（2026年度）", "单位：下元"), ("14.000.00元", "14"))
    assert (form.record.budget, form.record.money_unit) == (14.0, "万元")


@pytest.mark.parametrize(
    ("tiny", "small", "name"),
    [("二", "1", "巡护里程"), ("-", "一", "巡护里程"), ("1", "1", "巡护里程1")],  # the last one is read surely
)
def test_a_stroke_on_a_line_of_its_own_is_dirt(tiny: str, small: str, name: str) -> None:
    data = scanned(FORM.replace("巡护里程", f"巡护里程↵{small}")).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"]:
        for line in cell["lines"]:
            if line["text"] == small:
                line["readings"] = [
                    {"text": tiny, "score": 0.5, "by": "tiny"},
                    {"text": small, "score": 0.7, "by": "small"},
                ]
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert form.indicators[0].name == name


def test_a_project_that_two_readers_read_differently_asks_for_every_row() -> None:
    data = scanned(FORM).model_dump()
    for cell in data["pages"][0]["tables"][0]["cells"]:
        for line in cell["lines"]:
            if line["text"] == "森林防火":
                read_so = [
                    {"text": "森林防火", "score": 0.4, "by": "tiny"},
                    {"text": "森休防火", "score": 0.6, "by": "small"},
                ]
                line |= {"confidence": 0.6, "readings": read_so}
    (form,) = normalize(Extraction.model_validate(data)).forms
    assert all("project_unread" in (one.review_reason or "") for one in form.indicators)


def test_a_project_that_the_goal_names_otherwise_asks() -> None:
    goal = "年度绩效目标 | 通过实施森林防火隔离带建设，减少火灾。 | < | < | < | <"
    form = read(
        ("项目名称 | 森林防火", "项目名称 | 森休防火隔离带建设"), form=FORM.replace("一级指标 |", f"{goal}\n一级指标 |")
    )
    assert all("project_unread" in (one.review_reason or "") for one in form.indicators)


def test_a_project_that_is_a_number_is_asked_about() -> None:
    form = read(("森林防火", "4236500.00"))
    assert "project_missing" in (form.record.review_reason or "")
    assert all(one.needs_review for one in form.indicators)


LEVELS = "产出指标 | 数量指标\n效益指标 | 社会效益指标\n满意度指标 | 服务对象满意度指标"


def test_pages_that_must_hold_a_form_are_named_where_none_came_out() -> None:
    assert normalize(scanned(LEVELS)).unread == (1,)
    assert normalize(draw(LEVELS)).unread == ()
    assert normalize(scanned("收入 | 支出\n一般公共预算 | 12")).unread == ()


def test_a_page_without_indicators_that_must_hold_some_makes_the_form_before_it_ask() -> None:
    submission = normalize(scanned(f"{FORM}---\n其他\n{LEVELS}"))
    assert submission.unread == (2,)
    assert "page_unread" in (submission.forms[0].record.review_reason or "")
