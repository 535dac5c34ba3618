"""What was not read and would not be missed: the form says so."""

import ast
from pathlib import Path

import pytest

import normalize as normalize_package
from extract.model import ILLEGIBLE, INK_UNREAD
from normalize import normalize
from normalize.evidence.doubts import Doubt
from normalize.lexicon import load
from normalize.schema import Form, Indicator
from tests.normalize.drawing import draw, lined, scanned

HEAD = """
2025年项目支出绩效目标表
项目名称 | 河道保洁 | < | <
实施单位 | 某县水利局 | < | <
资金总额 | 12.5 | < | <
"""
GRID = """一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 保洁河道长度 | ≥60公里
^ | 质量指标 | 保洁合格率 | ≥95%
"""


def only(text: str) -> Form:
    (form,) = normalize(draw(text)).forms
    return form


def reasons(form: Form) -> set[str]:
    return set((form.record.review_reason or "").split(";")) - {""}


def test_a_form_of_which_all_was_read_asks_nothing() -> None:
    assert reasons(only(HEAD + "金额单位 | 万元 | < | <\n" + GRID)) == set()


@pytest.mark.parametrize(
    "rest",
    [
        "评价结论 | 优 | < | <\n效益指标 | 社会效益指标 | 水质达标率 | ≥90%",
        "备注 | 本表由实施单位填写 | < | <\n效益指标 | 社会效益指标 | 水质达标率 | ≥",
    ],
)
def test_a_comparison_that_no_row_holds_asks(rest: str) -> None:
    form = only(HEAD + GRID + rest)
    assert len(form.indicators) == 2
    assert "row_unread" in reasons(form)


@pytest.mark.parametrize(
    ("budget", "asked"),
    [("资金总额 | 12.5", False), ("资金总额 | /", False), ("资金概况 | 见附件", True), ("资金总额 | 约12万5", True)],
)
def test_a_budget_that_was_not_read_asks_and_one_that_is_not_there_does_not(budget: str, asked: bool) -> None:
    form = only(HEAD.replace("资金总额 | 12.5", budget) + GRID)
    assert bool(reasons(form) & {"budget_missing", "amount_unread"}) == asked


def test_values_of_two_kinds_under_one_label_ask() -> None:
    form = only(HEAD + GRID.replace("指标值", "指标值 | <").replace("≥60公里", "≥50公里 | ≥60公里"))
    assert [row.review_reason for row in form.indicators] == ["value_split", None]


def test_a_level_in_the_place_of_a_name_asks() -> None:
    form = only(HEAD + GRID.replace("保洁合格率", "质量指标"))
    assert [row.review_reason for row in form.indicators] == [None, "name_is_level"]


def test_a_heading_in_brackets_that_lost_its_end_is_one() -> None:
    text = (
        HEAD
        + "绩效目标 | 【产出指标-数量指标】指标1:保洁河道长度(≥60公里)【满意度指标-服务对象满意度指标"
        + "指标1:群众满意度(≥90%) | < | <\n"
    )
    (form,) = normalize(scanned(text)).forms
    assert [(row.level1, row.name) for row in form.indicators] == [
        ("产出指标", "保洁河道长度"),
        ("满意度指标", "群众满意度"),
    ]


def test_every_doubt_is_explained_and_no_code_is_written_but_by_it() -> None:
    explained = {code for codes in load("reasons").values() for code in codes}
    package = Path(normalize_package.__file__).parent
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in package.rglob("*.py")}
    doubts = {
        Doubt(*(ast.literal_eval(part) for part in node.args)).code
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Doubt"
        if all(isinstance(part, ast.Constant) for part in node.args)
    }
    assert doubts <= explained
    of_a_role = {Doubt(role, how).code for role in ("level1", "level2") for how in ("unread", "missing")}
    assert explained - doubts <= of_a_role
    constants = (
        node.value
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if path.name != "doubts.py" and path.parent.name != "checks" and isinstance(node, ast.Constant)
    )
    assert explained.isdisjoint(value for value in constants if isinstance(value, str))


def test_a_page_of_indicators_of_which_none_was_read_is_told() -> None:
    rows = ["数量指标 | 保洁河道长度 | ≥60公里", "质量指标 | 保洁合格率 | ≥95%", "时效指标 | 保洁及时率 | ≥90%"]
    told = normalize(draw("\n".join(rows)))
    assert (told.forms, told.unread) == ((), (1,))
    assert normalize(draw("\n".join(row.split("≥")[0] for row in rows))).unread == ()  # words about indicators are none


def test_a_page_with_a_form_s_title_whose_grid_stands_in_one_cell_is_told() -> None:
    grid = (
        "一级指标 二级指标 三级指标",
        "产出指标 数量指标 疏浚土方量 3.2",
        "质量指标 合格率 98",
        "时效指标 完工 6月底前",
    )
    told = normalize(lined("渔港维护项目绩效目标申报表\n编号 | 三十七\nheaped | <\n", {"heaped": grid}))
    assert (told.forms, told.unread) == ((), (1,))
    untitled = normalize(lined("渔港维护\n编号 | 三十七\nheaped | <\n", {"heaped": grid}))
    assert untitled.unread == ()


def test_amounts_under_one_label_that_do_not_add_up_ask() -> None:
    head = "单位名称 | 项目名称 | 年度预算 | < | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标值\n"
    row = "某县水利局 | 河道保洁 | {} | {} | 保洁 | 产出指标 | 数量指标 | 保洁河道长度 | ≥60公里"
    for amounts, asked in ((("12.5", "12.5"), False), (("12.5", "7.5"), True)):
        form = only("2025年项目支出绩效目标汇总表\n单位：万元\n" + head + row.format(*amounts))
        assert form.record.budget == 12.5
        assert ("amount_unread" in reasons(form)) == asked


def test_a_page_that_hardly_reads_asks_about_every_row_and_form_on_it() -> None:
    sound = scanned(HEAD + "金额单位 | 万元 | < | <\n" + GRID)
    (worn,) = (page.model_copy(update={"doubts": (ILLEGIBLE,)}) for page in sound.pages)
    (before,), (form,) = normalize(sound).forms, normalize(sound.model_copy(update={"pages": (worn,)})).forms
    assert "page_illegible" not in reasons(before) and not any(row.needs_review for row in before.indicators)
    assert "page_illegible" in reasons(form)
    assert [row.review_reason for row in form.indicators] == ["page_illegible"] * 2
    assert all(row.confidence < was.confidence for row, was in zip(form.indicators, before.indicators, strict=True))


@pytest.mark.parametrize(
    ("lost", "reason"), [((1, 3), "operator_unread"), ((1, 4), "value_unread"), ((2, 3), None), (None, None)]
)
def test_ink_in_a_sign_s_or_a_value_s_cell_that_was_not_read_asks(
    lost: tuple[int, int] | None, reason: str | None
) -> None:
    """The sign and the value of the first indicator are lost; the second has both, so that a blot there is dirt."""
    sign, value = ("" if lost == (1, 3) else "≥"), ("" if lost == (1, 4) else "60")
    page = scanned(
        f"""一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值
产出指标 | 数量指标 | 保洁河道长度 | {sign} | {value}
^ | 质量指标 | 保洁合格率 | ≥ | 95%
"""
    ).pages[0]
    (table,) = page.tables
    cells = tuple(
        cell.model_copy(update={"doubts": (INK_UNREAD,)}) if (cell.row, cell.column) == lost else cell
        for cell in table.cells
    )
    told = page.model_copy(update={"tables": (table.model_copy(update={"cells": cells}),)})
    headed = scanned(HEAD)
    extraction = headed.model_copy(update={"pages": (*headed.pages, told.model_copy(update={"number": 2}))})
    found = {reason for form in normalize(extraction).forms for row in form.indicators for reason in asked(row)}
    assert found & {"operator_unread", "value_unread"} == ({reason} if reason else set())


def asked(row: Indicator) -> set[str]:
    return set((row.review_reason or "").split(";")) - {""}


def test_a_heading_in_brackets_that_lost_its_beginning_is_one() -> None:
    text = (
        "项目支出绩效目标表\n（2026年度）\n项目名称 | 河道保洁\n"
        "绩效目标 | 【产出指标-数量指标】↵指标1:保洁河道长度(≥60公里)↵{}-社会效益指标】↵指标1:居民满意度(≥90%)"
    )
    for head in ("效益指标", "益指标"):
        (form,) = normalize(scanned(text.format(head))).forms
        assert [one.name for one in form.indicators] == ["保洁河道长度", "居民满意度"]
        assert form.indicators[1].level2 == "社会效益指标"


def test_a_second_dash_in_a_heading_in_brackets_is_part_of_its_level() -> None:
    text = (
        "项目支出绩效目标表\n（2026年度）\n项目名称 | 河道保洁\n"
        "绩效目标 | 【产出指标-数量·指标】↵指标1:保洁河道长度(≥60公里)↵【效益指标·社会效益.指标】↵指标1:满意度(≥90%)"
    )
    (form,) = normalize(scanned(text)).forms
    assert [one.name for one in form.indicators] == ["保洁河道长度", "满意度"]
    assert form.indicators[0].level1 == "产出指标"
