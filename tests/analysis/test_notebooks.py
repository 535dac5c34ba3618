"""Every notebook runs from top to bottom, unchanged, on what `make run` gives and on two years with all phases."""

import ast
import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest

import jixiao
from tests.analysis.made import write_export

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

mpl.use("Agg")


def run_cells(path: Path) -> list[Any]:
    """The value of each code cell's last line, as a notebook would show it."""
    names: dict[str, Any] = {}
    shown = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, path.name, "exec"), names)
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), path.name, "eval"), names))
    return shown


@pytest.fixture(scope="module")
def made_run(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    jixiao.run(str(ROOT / "data" / "raw"), out=str(folder / "data" / "out"), workers=1)
    return folder


@pytest.fixture(scope="module")
def two_years(tmp_path_factory, made_run) -> Path:
    folder = tmp_path_factory.mktemp("years")
    shutil.copytree(made_run / "data/out/stages", folder / "data/out/stages")
    shutil.copytree(made_run / "data/out/evidence", folder / "data/out/evidence")
    write_export(folder / "data" / "out")
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("place", ["made_run", "two_years"])
def test_a_notebook_runs_and_its_characters_are_drawn(path, place, request, monkeypatch) -> None:
    monkeypatch.chdir(request.getfixturevalue(place))
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        warnings.filterwarnings("ignore", message=".*non-interactive")
        shown = run_cells(path)
        for number in mpl.pyplot.get_fignums():
            mpl.pyplot.figure(number).canvas.draw()
        mpl.pyplot.close("all")
    assert any(value is not None for value in shown)


def test_what_the_notebooks_find_is_there(two_years, monkeypatch) -> None:
    monkeypatch.chdir(two_years)
    tables = {path.stem[0]: run_cells(path) for path in NOTEBOOKS}
    mpl.pyplot.close("all")
    assert len(NOTEBOOKS) == 6
    dropped, both, *_ = (value for value in tables["4"] if value is not None)
    assert dropped.dropped.to_list() == ["灌区改造"]
    assert both[both.lowered].name.to_list() == ["水质达标率"] and both.copied.sum() == 3
    line, *_ = (value for value in tables["5"] if value is not None)
    assert line.set_index("name").actual.to_dict() == {"保洁河道长度": 31, "水质达标率": 93, "群众满意度": 92}


def test_they_are_committed_small() -> None:
    assert all(path.stat().st_size < 300_000 for path in NOTEBOOKS)
