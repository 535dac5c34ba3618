"""What a scan spoils, and what comes of it: mended where nothing else can have been printed, else asked about."""

import pytest

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
        ("| 2026.1.1-2026.12.31", "| 2026.1.1-2026.1231", "任务完成时限", "value_raw", "2026.1.1-2026.12.31"),
        ("| 2026.1.1-2026.12.31", "| 2026.01-202612", "任务完成时限", "value_raw", "2026.01-2026.12"),
        ("| 300 |", "| 300.00408.00 |", "巡护里程", "value_upper", 408.0),
        ("| 300 |", "| 19.383.00 |", "巡护里程", "value", 19383.0),
        ("| 300 |", "| 3,063.0O |", "巡护里程", "value", 3063.0),
        ("| 公里", "| 元/人月", "巡护里程", "measure_unit", "元/人·月"),
        ("| 公里", "| 元/吨年", "巡护里程", "measure_unit", "元/吨·年"),
        ("| 300 | 公里", "| 1.2万元/公里年 |", "巡护里程", "measure_unit", "万元/公里·年"),
        ("| ≥ | 300", "| — | 300", "巡护里程", "operator", "="),
        ("| 公里", "| .公里", "巡护里程", "measure_unit", "公里"),
        ("| 300 |", "| —300.00 |", "巡护里程", "value", 300.0),
        ("| 300 |", "| 7900.U0 |", "巡护里程", "value", 7900.0),
        ("| 300 |", "| 85,00 |", "巡护里程", "value", 85.0),
        ("| 300 |", "| 226--258 |", "巡护里程", "value_upper", 258.0),
        ("| ≥ | 95 | %", "| | ≥≥95% |", "隐患整改率", "value", 95.0),
        ("| 公里", "| 元/人/学期", "巡护里程", "measure_unit", "元/人/学期"),
        ("| 300 |", "| '<300 |", "巡护里程", "value", 300.0),
        ("| 公里", "| 平方公里/", "巡护里程", "measure_unit", "平方公里"),
        ("| 300 |", "| 300.50.公里 |", "巡护里程", "value", 300.5),
        ("| 300 |", "| -》=300 |", "巡护里程", "value", 300.0),
        ("| 公里", "| 元/人年", "巡护里程", "measure_unit", "元/人·年"),
        ("巡护里程", "一体化平台", "一体化平台", "name", "一体化平台"),
        ("巡护里程", "·巡护里程+", "巡护里程", "name", "巡护里程"),
        ("巡护里程", "巡护里程】", "巡护里程", "name", "巡护里程"),
        ("巡护里程", "指标1巡护里程", "巡护里程", "name", "巡护里程"),
        ("巡护里程", "新投人员", "新投人员", "name", "新投人员"),
        ("效益指标 | 社会", "效益指标(30分八 | 社会", "群众知晓率", "level1", "效益指标"),
        ("| ≥ | 300", "| く | 300", "巡护里程", "value", 300.0),
        ("群众满意度", "群众满意度(2*%)", "群众满意度", "name", "群众满意度"),
        ("| 92 |", "| 92.00↵一40一 |", "群众满意度", "value", 92.0),
        ("巡护里程", "L巡护里程", "巡护里程", "name", "巡护里程"),
        ("巡护里程", "指标！：巡护里程", "巡护里程", "name", "巡护里程"),
        ("群众知晓率", "政策到位丰", "政策到位率", "name", "政策到位率"),
        ("| 公里", "| 公里一", "巡护里程", "measure_unit", "公里"),
        ("| ≥ | 300", "| 1≥ | 300", "巡护里程", "operator", "≥"),
        ("| ≥ | 300", "| =1 | 300", "巡护里程", "operator", "="),
        ("| ≥ | 300", "| —I | 300", "巡护里程", "operator", "="),
        ("| 2026.1.1-2026.12.31", "| -持续传承", "任务完成时限", "value_raw", "持续传承"),
        ("| 公里", "| 二", "巡护里程", "measure_unit", None),
    ],
)
def test_what_cannot_have_been_printed_is_mended(
    printed: str, seen: str, name: str, column: str, value: object
) -> None:
    assert getattr(row(read((printed, seen)), name), column) == value


@pytest.mark.parametrize("seen", ["≥.300", "L≥300", "ab》=300", "70.00公里.1", "一14.00个工作日"])
def test_a_number_among_dirt_is_asked_about(seen: str) -> None:
    assert "value_unread" in (row(read(("| ≥ | 300 | 公里", f"| | {seen} |")), "巡护里程").review_reason or "")


@pytest.mark.parametrize(
    ("seen", "column", "surely", "unsurely"),
    [
        ("未效母指 | 社会效益指标", "level1", "未效母指", "效益指标"),
        ("部门效益 | 社会效益指标", "level1", "部门效益", "效益指标"),
        ("效益指标 | 组织实旋", "level2", "组织实旋", "组织实施"),
        ("效果指标(30分) | 社会效益指标", "level1", "效果指标", "效果指标"),
        ("效益指标 | 社会效盖指标", "level2", "社会效益指标", "社会效益指标"),
    ],
)
def test_a_level_read_surely_is_a_word_of_the_province_s_own(
    seen: str, column: str, surely: str, unsurely: str
) -> None:
    form = FORM.replace("效益指标 | 社会效益指标", seen)
    for confidence, level in ((0.99, surely), (0.6, unsurely)):
        (only,) = normalize(scanned(form, confidence)).forms
        assert getattr(row(only, "群众知晓率"), column) == level


@pytest.mark.parametrize(
    ("printed", "seen", "name", "reason"),
    [
        ("巡护里程", "巡护里程L", "巡护里程L", "name_unread"),
        ("巡护里程", "巡护L作", "巡护L作", "name_unread"),
        ("巡护里程", "一巡护里程", "一巡护里程", "name_unread"),
        ("巡护里程", "巡护一公里数", "巡护一公里数", "name_unread"),
        ("| 300 |", "| -300 |", "巡护里程", "value_unread"),
        ("| 300 |", "| 》-300 |", "巡护里程", "value_unread"),
        ("| 300 |", "| 86.00~11400 |", "巡护里程", "value_unread"),
        ("| 巡护里程 |", "| 1巡护里程 |", "巡护里程", "name_unread"),
        ("| 95 | %", "| 1.00% |", "隐患整改率", "value_unread"),
        ("| 森林防火 |", "| 森林防火(上级转移支付36452200) |", "巡护里程", "project_unread"),
        ("| 300 |", "| 3OO米r10 |", "巡护里程", "value_unread"),
        ("| 300 |", "| 00 |", "巡护里程", "value_unread"),
        ("| 95 | %", "| 95 | ", "隐患整改率", "unit_missing"),
        ("| 公里", "| 屮", "巡护里程", "unit_unread"),
        ("巡护里程", "巡.护里程", "巡.护里程", "name_unread"),
        ("巡护里程", "巡護里程", "巡護里程", "name_unread"),
        ("| 公里", "| 场口", "巡护里程", "unit_unread"),
        ("| ≥ | 300", "| — | 300", "巡护里程", "operator_unread"),
        ("| 2026.1.1-2026.12.31", "| 每年月底前", "任务完成时限", "date_unread"),
        ("| 2026.1.1-2026.12.31", "| 2026.11-2026.12.31", "任务完成时限", "date_unread"),
        ("| 2026.1.1-2026.12.31", "| 期", "任务完成时限", "value_unread"),
        ("| 2026.1.1-2026.12.31", "| 有效优化A", "任务完成时限", "value_unread"),
        ("| 300 | 公里", "| 9. | 公里", "巡护里程", "value_unread"),
        ("| ≥ | 300 | 公里", "| | 1 效果明显 |", "巡护里程", "unit_unread"),
        ("产出指标 | 数量指标", " | ", "巡护里程", "level1_missing"),
    ],
)
def test_what_is_open_is_asked_about(printed: str, seen: str, name: str, reason: str) -> None:
    asked = row(read((printed, seen)), name)
    assert asked.needs_review
    assert reason in (asked.review_reason or "").split(";")


def test_two_labels_in_one_cell_are_two_columns() -> None:
    """The wall between them was read as a stroke; the rows below have it."""
    (form,) = normalize(scanned(FORM.replace("一级指标 | 二级指标 |", "一级指标1二级指标 | < |"))).forms
    assert (form.indicators[0].level1, form.indicators[0].level2) == ("产出指标", "数量指标")


def test_a_text_layer_is_never_mended() -> None:
    form = normalize(draw(FORM.replace("巡护里程", "政策到位丰").replace("| 公里", "| 尸"))).forms[0]
    assert (form.indicators[0].name, form.indicators[0].measure_unit) == ("政策到位丰", "尸")


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


def test_a_label_that_may_be_two_is_asked_about() -> None:
    """绩效目标车 is one character from 绩效目标 and from 绩效目标值."""
    listed = """
2026年项目支出绩效目标表
项目名称 | 绩效目标车 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
森林防火 | 守住底线 | 产出指标 | 数量指标 | 巡护里程 | ≥ | 300 | 公里
"""
    form = normalize(scanned(listed)).forms[0]
    assert form.indicators[0].value_raw == "300"
    assert "column_unknown" in (form.record.review_reason or "")


def test_a_row_without_the_sign_that_its_fellows_have_is_less_sure() -> None:
    """A sign is small; where the others stand in a column of their own, one may not have been seen."""
    names = ("巡护里程", "防火宣传次数", "设卡检查点数", "购置灭火机具数", "培训护林员人数")
    head = "2026年项目支出绩效目标表\n项目名称 | 森林防火 | 实施单位 | 某县林业局\n"
    head += "一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位\n"

    def sure(sign: str) -> float:
        rows = [f"产出指标 | 数量指标 | {name} | {sign * (n > 0)} | {n + 7} | 个\n" for n, name in enumerate(names)]
        (form,) = normalize(scanned(head + "".join(rows))).forms
        return form.indicators[0].confidence

    assert sure("≥") < sure("")
