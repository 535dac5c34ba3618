"""The lines of a recognised cell: which belong to its text, which a stamp has left there."""

import pytest

from extract.model import Line
from normalize.text import flat, together


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
