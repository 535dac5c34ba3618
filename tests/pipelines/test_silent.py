"""`--silent R` belongs to a store: what a run was told holds for all that comes after, and renews one stage alone."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import jixiao
from normalize.form.risk import Silent, table
from pipelines.cli.app import run as command
from pipelines.run.job import run
from pipelines.run.runner import Crew
from pipelines.run.silent import keep_silent, silent_of, told
from pipelines.run.stages import stages
from pipelines.settle import Desk
from pipelines.store.objects import Store

SCAN = Path(__file__).parents[1] / "documents" / "nanyue.scan2.pdf"
HERE = Crew(lambda count: ThreadPoolExecutor(1), 1)
STRICT = Silent(min(point.bound for point in table().points))


def test_it_is_part_of_one_stage_of_the_recipe_and_of_none_where_nobody_asks():
    before, after, other = stages(), stages(silent=Silent(1.0)), stages(silent=Silent(1.0, surely=True))
    assert before[0].settings == after[0].settings == other[0].settings
    assert len({stage.settings for stage in (before[1], after[1], other[1])}) == 3
    assert stages(silent=None)[1].settings == before[1].settings


def test_a_limit_asks_more_costs_no_scan_and_is_settled_as_any_doubt_is(tmp_path):
    (tmp_path / "raw").mkdir()
    shutil.copy(SCAN, tmp_path / "raw")
    store = Store(tmp_path / "out")
    first = run([tmp_path / "raw"], store, stages(), HERE)
    keep_silent(store, STRICT)
    second = run([tmp_path / "raw"], store, stages(silent=silent_of(store)), HERE)
    steps = [summary.entries[0].outcome.steps for summary in (first, second)]
    assert steps[0]["extract"] == steps[1]["extract"] and steps[0]["normalize"] != steps[1]["normalize"]
    assert sum(second.tally.asks.values()) > sum(first.tally.asks.values())
    desk = Desk(store)
    asked = [one for one in desk.decisions() if set(one.reasons) & {"value_risk", "project_risk"}]
    assert asked and all(one.field for one in asked), "each is about a value, none about a row as a whole"


def test_a_run_says_what_it_was_asked_for_remembers_it_and_forgets_it_when_told(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("JIXIAO_LANG", "en")
    (tmp_path / "raw").mkdir()
    out = str(tmp_path / "out")
    arguments = ["run", str(tmp_path / "raw"), "--out", out, "--workers", "1"]
    assert command([*arguments, "--silent", "2"]) == 0
    assert silent_of(Store(out)) == Silent(2.0)
    assert told(Silent(2.0)) in capsys.readouterr().err
    assert command(arguments) == 0 and told(Silent(2.0)) in capsys.readouterr().err
    assert command(["status", "--out", out]) == 0 and told(Silent(2.0)) in capsys.readouterr().out
    assert command([*arguments, "--surely", "2"]) == 0 and silent_of(Store(out)) == Silent(2.0, surely=True)
    assert "nineteen of twenty" in capsys.readouterr().err
    assert command([*arguments, "--silent", "off"]) == 0 and silent_of(Store(out)) is None
    assert "thousand" not in capsys.readouterr().err


def test_what_no_limit_can_promise_is_said_with_what_is_reached(monkeypatch):
    monkeypatch.setenv("JIXIAO_LANG", "en")
    for surely, reached in ((False, table().points[-1].bound), (True, table().points[-1].surely)):
        said = told(Silent(0.0001, surely))
        assert "cannot be promised" in said and f"{reached:.2f}" in said


@pytest.mark.parametrize("text", ["0", "-1", "half", "1000", ""])
def test_what_is_no_number_of_a_thousand_is_misuse(tmp_path, text):
    assert command(["run", str(tmp_path), "--out", str(tmp_path / "out"), f"--silent={text}"]) == 2
    assert not (tmp_path / "out").exists()


def test_programs_set_it_too(tmp_path):
    (tmp_path / "raw").mkdir()
    jixiao.run(str(tmp_path / "raw"), out=str(tmp_path / "out"), workers=1, silent=0.5)
    assert silent_of(Store(tmp_path / "out")) == Silent(0.5)
    jixiao.run(str(tmp_path / "raw"), out=str(tmp_path / "out"), workers=1, surely=1.0)
    assert silent_of(Store(tmp_path / "out")) == Silent(1.0, surely=True)


def test_what_was_asked_for_before_there_were_two_ways_holds(tmp_path):
    store = Store(tmp_path)
    store.put("stages/silent.json", b"0.5")
    assert silent_of(store) == Silent(0.5)
