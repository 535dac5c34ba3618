"""What a form is filed under and what it came to: classification, affiliation, grade and conclusion."""

from pathlib import Path

import pytest

from normalize import normalize
from normalize.form.outcome import grade_of
from normalize.schema import Form
from tests.normalize.drawing import draw

FAMILIES = Path(__file__).with_name("families")


def family(name: str) -> Form:
    drawing = (FAMILIES / f"{name}.txt").read_text(encoding="utf-8").partition("\n====\n")[0].partition("\n\n")[2]
    (form, *_) = normalize(draw(drawing)).forms
    return form


def filed(line: str) -> Form:
    head = f"项目支出绩效自评表（2025年度）\n项目名称 | 河道保洁 | 实施单位 | 井研县水利局\n{line}\n"
    grid = (
        "一级指标 | 二级指标 | 三级指标 | 年度指标值\n产出指标 | 数量指标 | 保洁河道长度 | ≥30公里\n"
        "产出指标 | 质量指标 | 保洁合格率 | ≥95%\n"
    )
    (form,) = normalize(draw(head + grid)).forms
    return form


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("支出功能分类 | 2130119 防汛 | 隶属关系 | 区县级", ("2130119", "防汛", "区县级")),
        ("支出功能分类科目 | [2130119]防汛 | 隶属关系 | □市级 ☑区县级", ("2130119", "防汛", "区县级")),
        ("支出功能分类 | 防汛 | 隶属关系 | □市级 □区县级", (None, "防汛", None)),
        ("支出功能分类 | 2130119 | 隶属关系 | /", ("2130119", None, None)),
    ],
)
def test_what_a_form_is_filed_under(line: str, columns: tuple[str | None, ...]) -> None:
    record = filed(line).record
    assert (record.function_code, record.function_name, record.affiliation) == columns


def test_each_has_its_evidence() -> None:
    form = filed("支出功能分类 | 2130119 防汛 | 隶属关系 | 区县级")
    told = {value.field: value for value in form.evidence if value.of_table == "forms"}
    assert told["function_code"].raw == told["function_name"].raw == "2130119 防汛"
    assert told["function_name"].edits == ("code_apart",)
    assert told["affiliation"].x0 is not None


@pytest.mark.parametrize(
    ("name", "grade"),
    [("guangdong_fund_evaluation", "优"), ("zhejiang_evaluation", "优"), ("ningxia_evaluation", None)],
)
def test_a_grade_is_the_one_that_is_ticked(name: str, grade: str | None) -> None:
    record = family(name).record
    assert record.grade == grade
    assert (record.conclusion is None) == (grade is not None)


def test_a_conclusion_is_what_is_printed() -> None:
    said = family("ningxia_evaluation").record.conclusion
    assert said == "2024年度部门整体支出绩效自评得分97.5分，等级为“优”。"


def test_a_template_left_as_it_was_is_no_conclusion() -> None:
    hint = "结合自评情况，说明项目自评总分，说明取得的成效。(200字以内)"
    assert filed(f"评价结论 | {hint} | 隶属关系 | 区县级").record.conclusion is None
    assert filed("评价结论 | 说明清楚，成效明显。 | 隶属关系 | 区县级").record.conclusion == "说明清楚，成效明显。"


@pytest.mark.parametrize(
    ("text", "grade"),
    [("优", "优"), ("良好", "良好"), ("优（90分以上）", "优"), ("□优 √良 □中", "良"), ("□优 □良", None),
     ("项目总体良好", None), ("优良", None)],
)  # fmt: skip
def test_a_grade_is_a_grade_alone(text: str, grade: str | None) -> None:
    assert grade_of(text) == grade
