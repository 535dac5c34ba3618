"""Every notebook runs from top to bottom, unchanged, on what `make run` gives, on two years with all phases and on a
generated year of 300 documents."""

import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest

import jixiao
from benchmarks.bulk.hand_in import fill, renamed
from benchmarks.notebooks import run_cells
from pipelines.run.job import run
from pipelines.run.runner import local_crew
from pipelines.run.stages import stages
from pipelines.store.objects import Store
from tests.analysis.made import write_export

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

mpl.use("Agg")


def shown_by(path: Path) -> list[Any]:
    """What the notebook's cells show."""
    return [value for _, value in run_cells(json.loads(path.read_text(encoding="utf-8")))]


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


@pytest.fixture(scope="module")
def a_year(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    fill(folder / "raw", 290, 10)
    done = run([str(folder / "raw")], Store(folder / "data/out"), renamed(stages()), local_crew(2))
    assert len(done.entries) == 300
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("place", ["made_run", "two_years", pytest.param("a_year", marks=pytest.mark.slow)])
def test_a_notebook_runs_and_its_characters_are_drawn(path, place, request, monkeypatch) -> None:
    monkeypatch.chdir(request.getfixturevalue(place))
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        warnings.filterwarnings("ignore", message=".*non-interactive")
        shown = shown_by(path)
        for number in mpl.pyplot.get_fignums():
            mpl.pyplot.figure(number).canvas.draw()
        mpl.pyplot.close("all")
    assert any(value is not None for value in shown)


def test_what_the_notebooks_find_is_there(two_years, monkeypatch) -> None:
    monkeypatch.chdir(two_years)
    tables = {path.stem[0]: shown_by(path) for path in NOTEBOOKS}
    mpl.pyplot.close("all")
    assert len(NOTEBOOKS) == 6
    dropped, both, *_ = (value for value in tables["4"] if value is not None)
    assert dropped.dropped.to_list() == ["灌区改造"]
    assert both[both.lowered].name.to_list() == ["水质达标率"] and both.copied.sum() == 3
    line, *_ = (value for value in tables["5"] if value is not None)
    assert line.set_index("name").actual.to_dict() == {"保洁河道长度": 31, "水质达标率": 93, "群众满意度": 92}


def test_they_are_committed_with_small_pictures_and_nothing_else() -> None:
    for path in NOTEBOOKS:
        assert path.stat().st_size < 100_000
        code = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
        plots = [cell for cell in code if "plt.show()" in "".join(cell["source"])]
        assert plots and all(cell["outputs"] for cell in plots)
        assert {kind for cell in code for out in cell["outputs"] for kind in out["data"]} == {"image/png"}
