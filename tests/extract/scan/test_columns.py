"""A form on a picture whose rulings draw no cells: its words tell, and it asks; what only looks so is passed over."""

from random import Random

import pytest

from benchmarks.corpus.oddities.rulings import GUESSED, document
from extract import ExtractSettings, extract
from extract.model import ALIGNED, FORM_UNREAD, Page
from tests.extract.made import Sketch, pdf
from tests.extract.pictured import frames, pictured

SETTINGS = ExtractSettings(form_words=("绩效目标表", "产出指标", "三级指标", "数量指标", "满意度指标"))
PROSE = "本单位按照要求组织填报项目支出绩效目标，做到应填尽填"


@pytest.mark.parametrize("kind", GUESSED)
def test_cells_without_walls_are_read_from_a_picture_and_asked_about(kind: str) -> None:
    made, stated = document(kind, Random(kind))
    (page,) = extract(pictured(made), SETTINGS).pages
    assert ALIGNED in page.doubts
    rows: dict[int, list[str]] = {}
    for cell in page.tables[0].cells:
        rows.setdefault(cell.row, []).append("".join(cell.text.split()))
    found = {tuple(texts[-4:]) for texts in rows.values()}
    assert len({tuple(row[2:]) for row in stated} & found) >= 0.8 * len(stated)


def page(*lines: str) -> Page:
    sketch = Sketch()
    for n, line in enumerate(lines):
        sketch.text(80, 80 + 26 * n, line, 12)
    return extract(pictured(pdf(sketch)), SETTINGS).pages[0]


def test_a_picture_that_says_it_is_a_form_and_gives_no_table_asks() -> None:
    found = page("项目支出绩效目标表", "填报单位：某县水利局", *[PROSE] * 6)
    assert FORM_UNREAD in found.doubts and found.status == "read"


@pytest.mark.parametrize(
    "lines",
    [
        ("部门预算公开说明", *[PROSE] * 8),
        ("目录", "一、部门概况", "二、项目支出绩效目标表", "三、名词解释"),
        ("项目支出绩效目标表", "本单位没有项目支出，本表无数据"),
        ("关于报送项目支出绩效目标表的通知", "各预算单位：", *[PROSE] * 6),
    ],
)
def test_prose_contents_and_empty_forms_on_pictures_are_passed_over(lines: tuple[str, ...]) -> None:
    found = page(*lines)
    assert found.status == "skipped" and not found.doubts


def test_a_title_alone_and_rows_that_go_on_are_known_among_the_frames_of_a_picture() -> None:
    title = Sketch().text(200, 400, "项目支出绩效目标表", 16)
    first, rest = (columns(Sketch(), *rows) for rows in (ROWS[:6], ROWS[6:]))
    one, two, three = extract(frames(pdf(title, first, rest)), SETTINGS).pages
    assert one.status == "read" and FORM_UNREAD not in one.doubts
    assert ALIGNED in two.doubts and ALIGNED in three.doubts
    found = [cell.text for cell in three.tables[0].cells]
    assert [found[n : n + 3] for n in range(0, len(found), 3)] == [list(row) for row in ROWS[6:]]


ROWS = (("产出指标", "三级指标", "备注说明"), *((f"清淤河段长度{n}", f"≥{n}公里", "全县范围") for n in range(1, 9)))


def columns(sketch: Sketch, *rows: tuple[str, ...]) -> Sketch:
    for n, row in enumerate(rows):
        for x, words in zip((80, 260, 420), row, strict=True):
            sketch.text(x, 110 + 30 * n, words, 12)
    return sketch
