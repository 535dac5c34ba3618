"""A label that nobody knows: what stands below it is read by what it is, or asked about.

Every form of `families/` is drawn again with one label of its grid replaced by a word that means nothing.
"""

from pathlib import Path

import pytest

from normalize import normalize
from normalize.lexicon import load
from normalize.schema import Form
from tests.normalize.drawing import draw

FAMILIES = sorted((Path(__file__).parent / "families").glob("*.txt"))
MADE_UP = "霜麦"
CORE = ("level1", "level2", "name", "operator", "value", "unit")


def drawings(path: Path) -> list[str]:
    """A family's drawing, once with each label of its grid's core columns replaced."""
    shown, _, _ = path.read_text(encoding="utf-8").partition("\n====\n")
    _, _, drawing = shown.partition("\n\n")
    labels = {label for role in CORE for label in load("columns")["indicators"][role]}
    found = []
    lines = drawing.splitlines()
    for at, line in enumerate(lines):
        cells = line.split(" | ")
        for n, cell in enumerate(cells):
            if len(cells) > 3 and cell.strip() in labels:
                changed = [*cells[:n], cell.replace(cell.strip(), MADE_UP), *cells[n + 1 :]]
                found.append("\n".join([*lines[:at], " | ".join(changed), *lines[at + 1 :]]))
    return [drawing, *found]


def told(forms: tuple[Form, ...]) -> dict[str, tuple[object, ...]]:
    return {
        f"{form.identity.project} {row.name}": (
            row.level1,
            row.level2,
            row.operator,
            row.value,
            row.value_raw,
            row.measure_unit,
        )
        for form in forms
        for row in form.indicators
    }


@pytest.mark.parametrize("path", FAMILIES, ids=lambda path: path.stem)
def test_nothing_is_lost_in_silence(path: Path) -> None:
    whole, *changed = drawings(path)
    want = told(normalize(draw(whole)).forms)
    for drawing in changed:
        submission = normalize(draw(drawing))
        got = told(submission.forms)
        asked = {
            f"{form.identity.project} {row.name}"
            for form in submission.forms
            for row in form.indicators
            if row.needs_review
        }
        asking = bool(submission.unread) or not submission.forms or any(f.record.needs_review for f in submission.forms)
        wrong = [name for name, row in got.items() if name not in asked and want.get(name) != row]
        assert not wrong, (drawing, wrong[:3], [got[name] for name in wrong[:3]])
        assert asking or want.keys() <= got.keys(), (drawing, sorted(want.keys() - got.keys())[:3])


@pytest.mark.parametrize(
    ("cells", "read"), [(("31公里", "4次", "98%"), [31, 4, 98]), (("未通车", "较好", "一般"), [None, None, None])]
)
def test_words_beside_numbers_may_be_what_was_reached_and_ask(cells: tuple[str, ...], read: list[float | None]) -> None:
    rows = zip(("养护里程|≥30公里", "巡查次数|≥4次", "道路完好率|≥95%"), cells, strict=True)
    text = "2025年项目支出绩效自评表\n项目名称 | 农村公路养护 | 实施单位 | 某县交通局\n"
    text += "一级指标|二级指标|三级指标|年度指标值|年终兑现\n"
    text += "".join(f"产出指标|数量指标|{row}|{cell}\n" for row, cell in rows)
    (form,) = normalize(draw(text)).forms
    assert [row.actual for row in form.indicators] == read
    assert [row.actual_raw for row in form.indicators] == list(cells)
    assert all(row.needs_review == (read[0] is None) for row in form.indicators)
