"""A grid whose labels stand one below the other says what it says with its labels side by side."""

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
