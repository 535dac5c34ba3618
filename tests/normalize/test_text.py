"""The lines of a recognised cell: which belong to its text, which a stamp has left there."""

import pytest

from extract.model import Line, Reading
from normalize.cells.lines import flat, paragraphs, together


def lines(*texts: str, pitch: float = 14.0) -> tuple[Line, ...]:
    """Lines of 10 points' height, one under the other; a blank text leaves its place free."""
    return tuple(
        Line(text=text, box=(2, at * pitch, 2 + 10 * len(text), at * pitch + 10), origin="ocr", confidence=0.99)
        for at, text in enumerate(texts)
        if text
    )


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (("2025", "年12", "月31", "日前"), "2025年12月31日前"),  # a narrow column
        (("<13.6", "个工作", "日"), "<13.6个工作日"),
        (("森林防火经费", "", "", "局"), "森林防火经费"),  # a seal's character, well apart
        (("章", "", "", "森林防火经费"), "森林防火经费"),
        (("局", "", "", "章"), "局章"),  # no line of its own text to be apart from
    ],
)
def test_short_lines_belong_to_the_text_they_stand_by(printed: tuple[str, ...], text: str) -> None:
    found = lines(*printed)
    assert flat(together(found, [line.box for line in found], (0, 0, 80, 60))) == text


@pytest.mark.parametrize(("width", "text"), [(40.0, "乌什县职业技能提升行动"), (11.0, "乌什县职业技能提升行动之")])
def test_a_seal_s_edge_is_no_character(width: float, text: str) -> None:
    name, edge = (
        "乌什县职业技能提升行动",
        (Reading(text="", score=0.9, by="tiny"), Reading(text="之", score=0.2, by="small")),
    )
    found = (
        Line(text=name, box=(137, 103, 242, 113), origin="ocr", confidence=0.99),
        Line(text="之", box=(219, 116, 219 + width, 127), origin="ocr", confidence=0.2, readings=edge),
    )
    assert flat(together(found, [line.box for line in found], (119, 99, 260, 132))) == text


def test_a_formula_that_the_cell_broke_is_one_line() -> None:
    def printed(*texts: str) -> list[tuple[str, tuple[float, float, float, float]]]:
        return [(line.text, line.box) for line in lines(*texts)]

    cell = (0.0, 0.0, 124.0, 60.0)
    assert paragraphs(printed("困难群众生活的保障率=", "实际完成数/计划数", "×100%"), cell) == (
        "困难群众生活的保障率=实际完成数/计划数×100%"
    )
    assert paragraphs(printed("困难群众生活的保障率=", "实际完成数", "×100%"), cell).count("\n") == 1, (
        "there was room for it"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("规划以及（2", "分）；其余不计分"),  # 分）； stands together
        ("自助终端和“湘易", "办”受理的每一件"),
        ("依据云委农领", "〔2025〕3"),
        ("资源稳步恢复，形", "成“投、养”融合"),
    ],
)
def test_marks_that_may_not_begin_or_end_a_line_take_their_neighbours_along(before: str, after: str) -> None:
    found = [(line.text, line.box) for line in lines(before, after)]
    room = found[0][1][2] + 23.0 + 2.5 * 10  # for two more characters
    assert paragraphs(found, (0.0, 0.0, room, 60.0)) == before + after
    assert "\n" in paragraphs(found, (0.0, 0.0, room + 40, 60.0))
