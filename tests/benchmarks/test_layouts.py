"""Layouts written by hand: every form's truth stands word for word on its page, and each is laid out in its own way."""

import re
from pathlib import Path

import pytest

from benchmarks.corpus.layouts import page, truth

HERE = Path("benchmarks/corpus/layouts")
NAMES = sorted(path.stem for path in HERE.glob("*.html"))


def test_there_are_many_of_every_phase_and_scope() -> None:
    told = [form for name in NAMES for form in truth.read((HERE / f"{name}.toml").read_text("utf-8"))["forms"]]
    assert len(NAMES) >= 54
    assert {form["phase"] for form in told} == {"target", "monitor", "self_evaluation", "evaluation"}
    assert {form["scope"] for form in told} == {"unit", "project", "transfer"}


@pytest.mark.parametrize("name", NAMES)
def test_what_the_truth_says_stands_on_the_page(name: str) -> None:
    document = page.read((HERE / f"{name}.html").read_text("utf-8"))
    told = truth.read((HERE / f"{name}.toml").read_text("utf-8"))
    cells = [re.sub(r"\s", "", cell.text) for sheet in document.sheets for cell in sheet.cells]
    for row in told["indicators"]:
        for field in ("name", "value_raw", "actual_raw", "forecast_raw"):
            text = re.sub(r"\s", "", row.get(field) or "")
            cut = ((text[:at], text[at:]) for at in range(1, len(text)))  # by a page break: two whole cells
            assert any(text in cell for cell in cells) or any({*parts} <= {*cells} for parts in cut), (field, text)
    assert {row["project"] for row in told["indicators"]} <= {form["project"] for form in told["forms"]}


def test_no_two_have_the_same_grid() -> None:
    documents = [page.read((HERE / f"{name}.html").read_text("utf-8")) for name in NAMES]
    grids = {tuple((cell.row, cell.column, cell.rows, cell.columns) for cell in d.sheets[-1].cells) for d in documents}
    assert len(grids) == len(NAMES)
