"""The year's main tasks under labels that nobody knows: told by what stands below them, and asked about."""

import pytest

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

HEAD = """部门整体支出绩效目标表
(2026年度)
金额单位：万元
单位名称 | 民勤县教育局 | < | <
"""
GRID = """一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 维修校舍面积 | ≥60平方米
"""
ROWS = """{block} | 学生资助 | 按标准及时发放各类助学金，确保应助尽助 | 431.12
^ | 控辍保学 | 落实“双线”责任制，做好辍学学生劝返复学工作 | 421.02
"""


def read(labels: str) -> Form:
    text = HEAD + f"年度主要任务 | {labels}\n" + ROWS.format(block="^") + GRID
    (form,) = normalize(draw(text)).forms
    return form


@pytest.mark.parametrize(
    "labels",
    ["任务名称 | 主要内容 | 拟用经费", "任务名称 | 怎么做 | 预算金额", "事项 | 怎么做 | 拟花多少"],
    ids=["no label of the amounts", "none of the contents", "none at all"],
)
def test_tasks_are_told_by_what_stands_below_their_labels(labels: str) -> None:
    form = read(labels)
    assert [(task.name, task.amount) for task in form.tasks] == [("学生资助", 431.12), ("控辍保学", 421.02)]
    assert form.tasks[0].content == "按标准及时发放各类助学金，确保应助尽助"
    assert [row.name for row in form.indicators] == ["维修校舍面积"]
    assert "field_guessed" in (form.record.review_reason or "")


def test_known_labels_ask_nothing() -> None:
    assert "field_guessed" not in (read("任务名称 | 主要内容 | 预算金额").record.review_reason or "")


def test_words_where_the_amounts_stand_end_the_tasks() -> None:
    text = HEAD + "年度主要任务 | 任务名称 | 主要内容 | 预算金额\n" + ROWS.format(block="^")
    (form,) = normalize(draw(text + "三、部门整体支出绩效指标 | < | < | <\n" + GRID)).forms
    assert [task.name for task in form.tasks] == ["学生资助", "控辍保学"]


BELOW = """
部门整体支出绩效目标表
（2026年度）
部门名称 | 某县林业局 | < | <
年度主要任务 | 任务名称 | 主要内容 | 预算金额(万元)
^ | 森林防火 | 巡护林区 | 20
^ | 造林 | 补植 | 30
{}
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 巡护里程 | ≥300公里
"""


@pytest.mark.parametrize(
    ("block", "goal"),
    [
        ("年度总体目标 | 森林火灾受害率不超过0.9‰ | < | <", "森林火灾受害率不超过0.9‰"),
        ("其他事项 | 上级交办 | 配合督查 |\n^ | 扶贫 | 结对 |", None),
    ],
)
def test_another_block_below_the_tasks_is_none_of_them(block: str, goal: str | None) -> None:
    (form,) = normalize(draw(BELOW.format(block))).forms
    assert [task.name for task in form.tasks] == ["森林防火", "造林"]
    assert form.record.annual_goal == goal


def test_two_tasks_may_stand_in_a_row() -> None:
    text = HEAD + (
        "年度主要任务 | 任务名称 | 年度预算 | 任务名称 | 年度预算\n"
        "^ | 学生资助 | 431.12 | 校舍维修 | 58.6\n"
        "^ | 控辍保学 | 421.02 | 教师培训 | 12\n"
    )
    (form,) = normalize(draw(text + GRID)).forms
    assert {(task.name, task.amount) for task in form.tasks} == {
        ("学生资助", 431.12),
        ("校舍维修", 58.6),
        ("控辍保学", 421.02),
        ("教师培训", 12.0),
    }
