"""Labels below each other, in a block an indicator or behind what they label say what they say side by side."""

import pytest

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

HEAD = """2025年项目支出绩效自评表
实施单位：南浔区消防救援大队
项目名称 | 消防装备保障 | < | <
年度目标 | 保持灭火救援装备正常运行，接警即出。 | < | <
"""
UPRIGHT = """一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
产出指标 | 数量指标 | 接警出动起数 | ≥620起 | 688起 | 15 | 15 |
^ | ^ | 新增消防水鹤 | =4座 | 3座 | 15 | 11.25 | 一处选址变更
满意度指标 | 服务对象满意度指标 | 群众安全满意度 | ≥95% | 94.3% | 10 | 9.5 |
"""
SIDEWAYS = """一级指标 | 产出指标 | < | 满意度指标
二级指标 | 数量指标 | < | 服务对象满意度指标
三级指标 | 接警出动起数 | 新增消防水鹤 | 群众安全满意度
指标值 | ≥620起 | =4座 | ≥95%
实际完成值 | 688起 | 3座 | 94.3%
分值 | 15 | 15 | 10
得分 | 15 | 11.25 | 9.5
偏差原因 | | 一处选址变更 |
"""
SAID = ("level1", "level2", "name", "operator", "value", "measure_unit", "actual_raw", "weight", "score", "deviation")


def read(grid: str) -> Form:
    (form,) = normalize(draw(HEAD + grid)).forms
    return form


def said(form: Form) -> list[tuple[object, ...]]:
    return [tuple(getattr(row, field) for field in SAID) for row in form.indicators]


@pytest.mark.parametrize("tail", ["", "自评总分 | 95.65分 | < | <\n"], ids=["to the foot", "above a row of its own"])
def test_a_turned_grid_reads_as_one_that_is_not(tail: str) -> None:
    assert said(read(SIDEWAYS + tail)) == said(read(UPRIGHT))
    assert read(SIDEWAYS + tail).identity.project == "消防装备保障"


def test_the_evidence_of_a_turned_grid_stands_where_its_cells_do() -> None:
    first, second = read(SIDEWAYS).indicators[:2]
    assert first.x0 < second.x0
    assert first.y0 == second.y0


def mirrored(grid: str) -> str:
    """The drawing with its columns from right to left."""
    rows = [[cell.strip() for cell in row.split("|")] for row in grid.strip().splitlines()]
    assert not any("<" in row for row in rows)
    return "".join(" | ".join(reversed(row)) + "\n" for row in rows)


def test_labels_behind_what_they_label_read_as_those_in_front() -> None:
    head = "".join(
        f"{label} | {value}\n"
        for label, value in (
            ("项目名称", "消防装备保障"),
            ("实施单位", "消防救援大队"),
            ("年度资金总额", "12.5万元"),
            ("预算年度", "2026年"),
        )
    )
    rows = "三级指标 | 指标值\n接警出动起数 | ≥620起\n群众安全满意度 | ≥95%\n"
    (form,) = normalize(draw("项目支出绩效目标表\n" + mirrored(head + rows))).forms
    assert (form.identity.project, form.identity.unit, form.identity.year) == ("消防装备保障", "消防救援大队", 2026)
    assert form.record.budget == 12.5
    assert [(row.name, row.operator, row.value) for row in form.indicators] == [
        ("接警出动起数", "≥", 620),
        ("群众安全满意度", "≥", 95),
    ]


LINES = """一级指标 | 二级指标 | 三级指标 | 项目 | 数值 | 分值 | 得分 | 偏差原因
产出指标 | 数量指标 | 接警出动起数 | 计划 | ≥620起 | 15 | 15 |
^ | ^ | ^ | 实际 | 688起 | ^ | ^ | ^
^ | ^ | 新增消防水鹤 | 计划 | =4座 | 15 | 11.25 | 一处选址变更
^ | ^ | ^ | 实际 | 3座 | ^ | ^ | ^
满意度指标 | 服务对象满意度指标 | 群众安全满意度 | 计划 | ≥95% | 10 | 9.5 |
^ | ^ | ^ | 实际 | 94.3% | ^ | ^ | ^
"""


def test_a_line_for_the_target_and_one_for_the_result_read_as_columns() -> None:
    assert said(read(LINES)) == said(read(UPRIGHT))


def test_lines_of_several_values_stay_as_they_are() -> None:
    several = LINES.replace("项目", "类别").replace("15 | 15 |", "15 | 13 |").replace("688起 | ^ | ^", "688起 | 14 | ^")
    assert read(several).record.needs_review


def test_the_headings_that_a_spreadsheet_prints_are_no_part_of_its_table() -> None:
    grid = HEAD + UPRIGHT
    columns = 8
    title, *lines = grid.strip().splitlines()
    rows = ["|".join(["", *"ABCDEFGH"]), "|".join(["1", title, *["<"] * (columns - 1)])]
    for n, line in enumerate((line for line in lines if "|" in line), 2):
        cells = [cell.strip() for cell in line.split("|")]
        rows.append("|".join([str(n), *cells, *["<"] * (columns - len(cells))]))
    (form,) = normalize(draw("\n".join(rows))).forms
    assert said(form) == said(read(UPRIGHT))
    assert (form.identity.project, form.identity.year) == ("消防装备保障", 2025)


ONE_SET = """2026年农村公路提升项目绩效目标表
项目单位：平罗县农村公路管护中心
主管部门 | < | < | 平罗县交通运输局 | < | <
项目名称 | < | < | 合计 | 姚伏路改建 | 危桥改造
2026年预算（万元） | < | < | 2270 | 1850 | 420
一级指标 | 三级指标 | 分值 | | 各项目年度指标值 | <
产出指标 | 建设里程 | 60 | | ≥14.8公里 | 0.12公里
效益指标 | 受益群众 | 40 | | ≥3.1万人 | ≥0.8万人
"""


def test_projects_beside_each_other_with_one_set_of_indicators_are_a_form_each() -> None:
    first, second = normalize(draw(ONE_SET)).forms
    assert [form.identity.project for form in (first, second)] == ["姚伏路改建", "危桥改造"]
    assert [form.record.budget for form in (first, second)] == [1850.0, 420.0]
    assert [row.value_raw for row in first.indicators] == ["≥14.8公里", "≥3.1万人"]
    assert [row.value_raw for row in second.indicators] == ["0.12公里", "≥0.8万人"]
    assert {form.record.department for form in (first, second)} == {"平罗县交通运输局"}
    assert not any(row.needs_review for form in (first, second) for row in form.indicators)


def test_a_label_over_some_of_the_projects_leaves_their_table_whole() -> None:
    forms = normalize(draw(ONE_SET.replace("| | 各项目年度指标值 | <", "| 年度指标值 | < | 说明"))).forms
    assert all(row.needs_review for form in forms for row in form.indicators)


ADJUSTED = """年度目标 | 调整前 | 每月监测水质。 | <
^ | 调整后 | 每半月监测水质，保障灌溉。 | <
一级指标 | 三级指标 | 状态 | 指标值
产出指标 | 监测次数 | 调整前 | ≥12次
^ | ^ | 调整后 | ≥24次
^ | 白蚁治理面积 | 新增 | ≥18600平方米
满意度指标 | 农户满意度 | 不变 | ≥90%
"""


def test_of_a_row_before_an_adjustment_and_one_after_it_the_latter_holds() -> None:
    (form,) = normalize(draw("".join(HEAD.splitlines(keepends=True)[:3]) + ADJUSTED)).forms
    assert [row.value_raw for row in form.indicators] == ["≥24次", "≥18600平方米", "≥90%"]
    assert [row.level1 for row in form.indicators] == ["产出指标", "产出指标", "满意度指标"]
    assert form.record.annual_goal == "每半月监测水质，保障灌溉。"


def test_what_held_before_an_adjustment_with_nothing_after_it_stays() -> None:
    form = read(ADJUSTED.replace("| 调整后 | ≥24次", "| 调整中 | ≥24次"))
    assert "≥12次" in [row.value_raw for row in form.indicators]


def test_a_mark_for_the_cell_above_says_what_that_says() -> None:
    marked = UPRIGHT.replace("| ^ |", "| 〃 |").replace("\n^ |", "\n〃 |").replace("^", "〃")
    assert "〃" in marked
    assert said(read(marked)) == said(read(UPRIGHT))
