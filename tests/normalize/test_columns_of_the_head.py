"""Columns of the forms themselves that follow from little: a ticked box, a printed sum, what each task has cost."""

import pytest

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

FORM = """
2025年项目支出绩效自评表
项目名称|村道养护|<|<|项目类别|{category}
一级指标|二级指标|三级指标|指标值|分值|得分
产出指标|数量指标|养护里程|≥12公里|50|48
产出指标|质量指标|验收合格率|≥95%|50|47.5
总分|<|<|<|100|95.5
"""


def read(category: str) -> Form:
    (form,) = normalize(draw(FORM.format(category=category))).forms
    return form


@pytest.mark.parametrize(
    ("printed", "category", "edits"),
    [
        ("□新增项目 ☑延续项目", "延续项目", ("ticks_read",)),
        ("新增项目□ 延续项目√", "延续项目", ("ticks_read",)),
        ("√新增项目 □延续项目", "新增项目", ("ticks_read",)),
        ("□新增项目 □延续项目", "□新增项目 □延续项目", ()),
        ("经常性项目", "经常性项目", ()),
    ],
)
def test_of_boxes_to_tick_the_ticked_one_counts(printed: str, category: str, edits: tuple[str, ...]) -> None:
    form = read(printed)
    assert form.record.category == category
    (said,) = (one for one in form.evidence if (one.of_table, one.field) == ("forms", "category"))
    assert (said.raw, said.edits) == (printed, edits)


def test_the_sum_of_the_points_is_the_form_s_score() -> None:
    form = read("经常性项目")
    assert form.record.total_score == 95.5
    (said,) = (one for one in form.evidence if (one.of_table, one.field) == ("forms", "total_score"))
    assert said.raw == "95.5"


def test_what_a_task_has_cost() -> None:
    tasks = "年度主要任务|任务名称|主要内容|预算金额(万元)|执行金额(万元)\n^|养护|村道养护|20|18.5"
    drawing = f"\n2025年部门整体支出绩效自评表\n部门名称|青禾县交通局|<|<|<\n{tasks}\n"
    (form,) = normalize(
        draw(f"{drawing}一级指标|二级指标|三级指标|指标值|实际完成值\n产出指标|数量指标|里程|≥12|12\n")
    ).forms
    assert [(task.name, task.amount, task.executed) for task in form.tasks] == [("养护", 20.0, 18.5)]
    assert ("tasks", "executed") in {(one.of_table, one.field) for one in form.evidence}


def test_a_kind_behind_its_label_and_the_code_of_an_office() -> None:
    text = FORM.replace("项目名称|村道养护|<|<|项目类别|{category}", "项目类型：运转类|<|<|单位编码|<|126001")
    (form,) = normalize(draw(text)).forms
    assert (form.record.category, form.identity.unit_code) == ("运转类", "126001")


def test_an_office_alone_beside_the_unit_of_money_in_the_very_first_row_is_the_forms():
    (form,) = normalize(
        draw("""
2026年项目支出绩效目标表
甲县交通运输局 | < | < | 单位：万元
项目名称 | 农村道路养护 | 资金总额 | 120.50
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 养护道路里程 | ≥35公里
""")
    ).forms
    assert (form.identity.unit, form.record.money_unit, form.record.needs_review) == ("甲县交通运输局", "万元", False)


def test_points_below_the_money_behind_a_grid_are_those_of_its_rate_and_of_the_form() -> None:
    (form,) = normalize(
        draw("""
2025年度项目支出绩效自评表
项目名称 | 耕地恢复 | < | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 年初目标值 | 全年完成值 | 分值 | 得分 | 扣分原因
产出指标 | 数量指标 | 恢复面积 | ≥1260亩 | 1318亩 | 50 | 50 |
满意度指标 | 服务对象满意度指标 | 农户满意度 | ≥90% | 85% | 40 | 35 | 灌溉未通
预算执行（万元） | 年初预算数 | 全年预算数 | 全年执行数 | < | 分值 | 得分 | 执行率
^ | 600.00 | 588.40 | 541.36 | < | 10 | 9.2 | 92.01%
总分 | < | < | < | < | 100 | 94.2 | 评价等级：优
""")
    ).forms
    assert (form.record.total_score, form.record.grade, form.record.budget) == (94.2, "优", 588.4)
    assert {total.kind: total.amount for total in form.totals} == {
        "execution_weight": 10,
        "execution_score": 9.2,
        "weight": 100,
        "score": 94.2,
    }


SUMMED = """
2025年度部门整体支出绩效自评表
单位名称 | 残疾人联合会 | < | < | 自评总分 | {total} | <
一级指标 | 二级指标 | 三级指标 | 目标值 | 权重 | 得分 | 佐证材料
产出指标 | 数量指标 | 发放补贴 | ≥4180人 | 50 | 49.6 | 名册
小计 | < | < | < | 50 | 49.6 |
效益指标 | 社会效益指标 | 扶持就业 | ≥120人 | 40 | 38 | 合同
小计 | < | < | < | 40 | 38 |
{sum}
"""


@pytest.mark.parametrize(
    ("total", "last", "grade"),
    [("97.6分", "", None), ("", "合计（含预算执行10分） | < | < | < | 100 | 97.6 | 优", "优")],
)
def test_what_a_form_came_to_stands_in_its_head_or_below_its_parts(total: str, last: str, grade: str | None) -> None:
    (form,) = normalize(draw(SUMMED.format(total=total, sum=last))).forms
    assert (form.record.total_score, form.record.grade) == (97.6, grade)
    assert len(form.indicators) == 2
