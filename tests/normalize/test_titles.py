"""What a title, or a line below the last table, says of a form that says it nowhere else."""

import pytest

from extract.model import Extraction
from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

GRID = """一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 保存种质 | ≥1180份
效益指标 | 社会效益指标 | 对外分发种质 | ≥140份次
"""


def read(title: str, *, foot: str = "", head: str = "") -> Form:
    (form,) = normalize(draw(f"{title}\n{head}{GRID}{foot}")).forms
    return form


def reasons(form: Form) -> set[str]:
    return set((form.record.review_reason or "").split(";"))


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("“野生稻种质资源圃管护”项目2026年度绩效目标表", "野生稻种质资源圃管护"),
        ("2026年城乡公交一体化运营补贴项目支出绩效目标表", "城乡公交一体化运营补贴"),
        ("附件2：村级道路管护项目绩效自评表（2026年度）", "村级道路管护"),
        ("应用技术大学“工程训练中心建设”项目支出绩效评价评分表", "工程训练中心建设"),
    ],
)
def test_a_project_that_only_the_title_names_is_read_and_asked_about(title: str, project: str) -> None:
    form = read(title)
    assert form.identity.project == project
    assert "project_guessed" in reasons(form)


@pytest.mark.parametrize(
    "title", ["2026年项目支出绩效目标表", "市级部门预算项目绩效目标申报表", "县水利局2026年项目绩效目标表"]
)
def test_words_of_every_such_title_name_no_project(title: str) -> None:
    form = read(title)
    assert form.identity.project is None
    assert "project_missing" in reasons(form)


def test_the_label_of_a_project_goes_before_its_title() -> None:
    form = read("农牧业科技项目绩效目标表", head="项目名称 | 双峰驼保种选育 | < | <\n")
    assert form.identity.project == "双峰驼保种选育"
    assert "project_guessed" not in reasons(form)


def test_who_signs_below_the_last_table_files_the_form() -> None:
    assert read("2026年度项目支出绩效目标表", foot="填报单位：农作物种质保护站\n").identity.unit == "农作物种质保护站"


def test_a_unit_above_the_grid_goes_before_who_signs_below_it() -> None:
    form = read("2026年度项目支出绩效目标表\n填报单位：种子管理站", foot="填报单位：省农业农村厅\n")
    assert form.identity.unit == "种子管理站"


def test_who_signs_above_the_next_form_s_title_is_not_taken_for_the_last_one_s() -> None:
    title = "2026年度项目支出绩效目标表"
    first, _ = normalize(draw(f"{title}\n{GRID}填报单位：县林业局\n2026年度部门整体支出绩效目标表\n{GRID}")).forms
    assert first.identity.unit is None


def test_a_grid_that_names_its_levels_is_read_though_another_one_with_known_labels_follows() -> None:
    cost = """一级指标 | 二级指标 | 成本内容 | 控制标准
成本指标 | 经济成本指标 | 日光温室租用单价 | ≤3200元/亩
^ | ^ | 劳务用工日工资 | ≤160元/人·天
"""
    (form,) = normalize(draw(f"2026年度项目支出绩效目标表\n{cost}{GRID}")).forms
    assert [row.name for row in form.indicators][:2] == ["日光温室租用单价", "劳务用工日工资"]


def test_an_office_right_above_a_title_files_the_form_where_nothing_else_says_who_does_and_asks() -> None:
    form = read("州疾病预防控制中心\n2026年部门整体支出绩效目标表")
    assert (form.identity.unit, "field_guessed" in reasons(form)) == ("州疾病预防控制中心", True)
    form = read("州财政局\n2026年部门整体支出绩效目标表\n填报单位：州疾病预防控制中心")
    assert (form.identity.unit, "field_guessed" in reasons(form)) == ("州疾病预防控制中心", False)


def set_in(type_sizes: list[float], text: str) -> Extraction:
    """A drawn document with its first lines in type of these sizes."""
    data = draw(text).model_dump()
    top = 0.0
    for size, line in zip(type_sizes, data["pages"][0]["lines"], strict=False):
        line["box"] = (40.0, top, 40.0 + size * len(line["text"]), top + size)
        top += 1.3 * size
    return Extraction.model_validate(data)


def test_a_title_of_two_lines_is_read_whole_where_both_are_set_large() -> None:
    text = f"衔接推进乡村振兴补助资金\n项目绩效目标申报表\n(2026年度)\n{GRID}"
    large, plain = (normalize(set_in(sizes, text)).forms[0].record.title for sizes in ([9, 9, 6], [6, 6, 6]))
    assert (large, plain) == ("衔接推进乡村振兴补助资金项目绩效目标申报表", "项目绩效目标申报表")


def test_a_line_from_margin_to_margin_goes_on_in_the_next() -> None:
    head = "评价项目：垃圾收运体系提升 项目主管部门：某市城市管\n理和综合执法局\n"
    text = f"重点项目绩效评价评分表\n{head}{GRID}"
    data = set_in([10, 6, 6], text).model_dump()
    lines = data["pages"][0]["lines"]
    right = data["pages"][0]["tables"][0]["box"][2]
    lines[1]["box"], lines[2]["box"] = (0.0, 20.0, right, 30.0), (0.0, 34.0, 70.0, 44.0)
    assert normalize(Extraction.model_validate(data)).forms[0].record.department == "某市城市管理和综合执法局"
    lines[1]["box"] = (0.0, 20.0, right / 2, 30.0)
    assert normalize(Extraction.model_validate(data)).forms[0].record.department == "某市城市管"


def test_a_further_form_of_a_table_has_the_year_below_its_own_title() -> None:
    form = """项目支出绩效目标表 | < | <
({year}年度) | < | <
项目名称 | {project} | <
年度资金总额 | 12万元 | <
一级指标 | 三级指标 | 指标值
产出指标 | 巡查次数 | ≥12次
满意度指标 | 群众满意度 | ≥90%
"""
    text = form.format(year=2026, project="河道保洁") + form.format(year=2025, project="渠道维修")
    forms = normalize(draw("实施单位：某县水利局\n" + text)).forms
    assert [(one.identity.year, one.identity.project) for one in forms] == [(2026, "河道保洁"), (2025, "渠道维修")]
