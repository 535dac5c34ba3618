"""The command line as people meet it: exit codes, what it says, every command with help and example."""

import io
import json
import subprocess
import sys
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from normalize.schema import TABLES, columns
from pipelines.cli.app import app, main
from pipelines.cli.dictionary import as_markdown
from pipelines.export.documents import LEDGER_FIELDS

DOCUMENTS = Path(__file__).parents[1] / "documents"
COMMANDS = sorted(name for name in app if not name.startswith("-"))


class Said(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def jixiao(*arguments):
    """The command in this process: what it writes and the code it leaves with."""
    out, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(errors), pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return Said(left.value.code, out.getvalue(), errors.getvalue())


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """A store with one good document, one broken one and one that is no document."""
    folder = tmp_path_factory.mktemp("cli")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "seed.pdf").write_bytes((DOCUMENTS / "seed.pdf").read_bytes())
    (raw / "cut.pdf").write_bytes((DOCUMENTS / "seed.pdf").read_bytes()[:5000])
    (raw / "empty.pdf").write_bytes(b"")
    (raw / "page.pdf").write_bytes(b"<html>not found</html>")
    (raw / "notes.txt").write_text("x", encoding="utf-8")
    done = jixiao("run", raw, "--out", folder / "out", "--workers", "1", "--log", "json")
    return folder, done


def test_a_run_with_broken_documents_says_what_each_is_and_exits_1(out):
    folder, done = out
    assert done.returncode == 1, done.stderr
    assert "5 documents: 1 done, 1 of a kind that is not read, 3 quarantined" in done.stdout
    assert "of a kind that is not read  notes.txt" in done.stdout
    for name, reason in (("cut.pdf", "damaged"), ("empty.pdf", "empty"), ("page.pdf", "not_a_document")):
        assert f"quarantined  {name}" in done.stdout and f"{reason}: " in done.stdout
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["event"] for line in lines].count("document") == 4
    ledger = pd.read_parquet(folder / "out" / "documents.parquet").set_index("source")
    assert ledger.reason["empty.pdf"].startswith("empty: 文件是空的")
    assert "绩效" not in done.stderr.replace("绩效表", ""), "a log holds no text of a document"


def test_the_seed_comes_out_and_a_second_run_finds_nothing_to_do(out):
    folder, _ = out
    rows = pd.read_parquet(folder / "out" / "indicators")
    assert len(rows) == 31 and set(rows.source) == {"seed.pdf"}
    again = jixiao("run", folder / "raw" / "seed.pdf", "--out", folder / "out")
    assert again.returncode == 0 and "1 of them known and unchanged" in again.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("run", "nowhere"),
        ("run", ".", "--reader", "magic"),
        ("run", ".", "--shard", "5/3"),
        ("run", ".", "--memory", "much"),
        ("run", ".", "--received", "soon"),
        ("rerun", "normalize"),
        ("rerun", "export", "x"),
        ("extract", "nowhere.pdf"),
        ("show", "nowhere.pdf"),
        ("dance",),
    ],
)
def test_misuse_exits_2_and_writes_nothing(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = jixiao(*arguments)
    assert done.returncode == 2 and done.stderr and "Traceback" not in done.stderr + done.stdout
    assert not any(path.is_file() and path.suffix != ".lock" for path in tmp_path.rglob("*"))


def test_one_document_by_path_name_and_beginning_of_its_hash(out):
    folder, _ = out
    entry = pd.read_parquet(folder / "out" / "documents.parquet").set_index("source").loc["seed.pdf"]
    for doc in (folder / "raw" / "seed.pdf", "seed.pdf", entry.doc_id[:6]):
        done = jixiao("normalize", doc, "--out", folder / "out")
        assert done.returncode == 0 and f"seed.pdf ({entry.doc_id}): done" in done.stdout
    assert jixiao("status", "seed.pdf", "--out", folder / "out").stdout.count("current") == 2
    assert jixiao("extract", "cut.pdf", "--out", folder / "out").returncode == 1


def test_cells_and_show_leave_no_trace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    html = jixiao("cells", DOCUMENTS / "tianjin.pdf").stdout
    assert "rowspan=" in html and "产出指标" in html
    grid = jixiao("cells", DOCUMENTS / "tianjin.pdf", "--format", "csv").stdout
    assert grid.startswith('"# page 1, table 1"')
    shown = jixiao("show", DOCUMENTS / "tianjin.pdf", "-o", tmp_path / "x.png")
    assert shown.returncode == 0 and (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    assert jixiao("show", DOCUMENTS / "tianjin.pdf", "--page", "99").returncode == 2
    folder = jixiao("show", DOCUMENTS / "tianjin.pdf", "-o", tmp_path)
    assert folder.returncode == 1 and "name a file" in folder.stderr and "Traceback" not in folder.stderr
    assert not any(path.suffix == ".json" for path in tmp_path.rglob("*"))


def test_status_and_export_of_what_is_there(out):
    folder, _ = out
    told = jixiao("status", "--out", folder / "out")
    assert (
        told.returncode == 0
        and "5 documents: 1 done, 1 of a kind that is not read, 3 quarantined" in told.stdout
        and "damaged" in told.stdout
    )
    (folder / "out" / "indicators" / "2026.parquet").unlink(missing_ok=True)
    done = jixiao("export", "--out", folder / "out")
    assert done.returncode == 0 and "4 forms, 31 indicators" in done.stdout
    assert len(pd.read_parquet(folder / "out" / "indicators")) == 31


def test_the_dictionary_has_every_column():
    tables = json.loads(jixiao("schema", "--format", "json").stdout)["tables"]
    assert {field["name"] for field in tables["indicators"]["fields"]} >= {"level1", "value_kind", "x0", "superseded"}
    assert "| `operator` | string | 计算符号 |" in jixiao("schema").stdout


def test_every_column_is_told_in_english_and_none_that_is_not_there():
    told = tomllib.loads(files("pipelines.language").joinpath("columns.en.toml").read_text(encoding="utf-8"))
    names = {table: set(columns(table)) for table in TABLES} | {"documents": {field["name"] for field in LEDGER_FIELDS}}
    assert set(told["all"]) == set().union(*names.values())
    assert all(set(told[table]) <= names[table] for table in told if table != "all")
    english = as_markdown("en")
    assert "| `region_code` | string | 行政区划代码 | six-digit code of the region; null where not unique |" in english


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["status", "nothing", "--out", "{here}"], 2)])
def test_the_installed_command_leaves_with_its_code(arguments, code, tmp_path):
    command = Path(sys.executable).with_name("jixiao")
    given = [argument.format(here=tmp_path) for argument in arguments]
    assert subprocess.run([command, *given], capture_output=True, check=False).returncode == code


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command, capsys):
    app([command, "--help"], result_action="return_value")
    said = capsys.readouterr().out
    assert "Example" in said and f"jixiao {command}" in said
