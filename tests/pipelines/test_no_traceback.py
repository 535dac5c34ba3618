"""Whatever goes wrong outside a document is said in a sentence that tells what to do, with its exit code."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import fakes
import pytest

from pipelines.cli.app import run

DOCUMENTS = Path(__file__).parents[1] / "documents"
COMMAND = Path(sys.executable).with_name("jixiao")
posix = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


def jixiao(capsys, *arguments):
    """The command in this process: its exit code, what it said, and what it complained of."""
    code = run([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def hurt(tmp_path, raw):
    """Ways to hurt a run, each with what it is given as --out and its exit code."""
    fakes.write(raw / "a.pdf", "x")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    return {
        "a file": (tmp_path / "file", 1),
        "below a file": (tmp_path / "file" / "out", 1),
        "no right": (Path("/proc/nowhere/out"), 1),
        "full": (Path("/dev/full"), 1),
    }


@pytest.mark.parametrize("way", ["a file", "below a file", "no right", "full"])
@pytest.mark.parametrize("command", ["run", "extract"])
def test_results_that_cannot_be_written(way, command, hurt, raw, capsys):
    out, code = hurt[way]
    left, _, said = jixiao(capsys, command, raw / "a.pdf", "--out", out)
    assert left == code and str(out) in said and ("--out" in said or "space" in said)


@pytest.mark.parametrize("command", [["status"], ["check"], ["export"], ["rerun", "normalize", "--all"]])
def test_a_mistyped_out_is_an_error_and_makes_nothing(command, tmp_path, capsys):
    code, out, errors = jixiao(capsys, *command, "--out", tmp_path / "typo")
    assert code == 2 and "check --out" in errors and out == ""
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize("more", [[], ["--silent", "1"], ["--lexicon", "."]])
def test_a_mistyped_input_is_an_error_and_makes_no_results(more, tmp_path, capsys):
    code, _, errors = jixiao(capsys, "run", tmp_path / "typo", "--out", tmp_path / "out", *more)
    assert code == 2 and str(tmp_path / "typo") in errors
    assert not (tmp_path / "out").exists()


def test_results_named_as_input_are_refused_and_make_no_results(raw, store, do, tmp_path, capsys):
    fakes.write(raw / "a.pdf", "x")
    do()
    code, _, errors = jixiao(capsys, "run", store.location, "--out", tmp_path / "other")
    assert code == 2 and "--out" in errors
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("asked", [("--year", "1999"), ("--unit", "没有的单位")])
def test_a_year_or_unit_that_the_results_do_not_have_is_no_empty_success(asked, raw, store, do, capsys):
    fakes.write(raw / "a.pdf", "x")
    do()
    code, out, errors = jixiao(capsys, "check", "--out", store.location, *asked)
    assert code == 2 and asked[0] in errors and out == ""


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", ("写法有误", "不是 UTF-8")), ("en", ("not TOML", "no text in UTF-8"))]
)
def test_settings_that_are_no_toml_or_no_text(tmp_path, raw, store, do, capsys, monkeypatch, lang, said):
    monkeypatch.setenv("JIXIAO_LANG", lang)
    fakes.write(raw / "a.pdf", "x")
    do()
    for name, data, why in zip(("broken.toml", "bytes.toml"), (b"[rules\n", b"\xff\xfe\xff"), said, strict=True):
        (tmp_path / name).write_bytes(data)
        code, _, errors = jixiao(capsys, "check", "--settings", tmp_path / name, "--out", store.folder)
        assert code == 2 and name in errors and why in errors


@pytest.mark.parametrize(
    ("option", "zh", "en"),
    [
        (("--timeout", "abc"), "abc 不是数字", "abc is no number"),
        (("--workers", "x"), "x 不是数字", "x is no number"),
        (("--workers", "0"), "0 太小: 至少为 1", "0 is too small: 1 at least"),
        (("--received", "昨天"), "昨天 不是日期: 请写成 2026-03-01", "write it like 2026-03-01"),
        (("--titles", "en"), "可选 code, zh", "choose from code, zh"),
        (("--memory", "x"), "x 不是大小", "x is no size"),
    ],
)
def test_a_value_that_is_none_is_told_in_the_reader_s_language(option, zh, en, capsys, monkeypatch):
    for lang, said in (("zh", zh), ("en", en)):
        monkeypatch.setenv("JIXIAO_LANG", lang)
        code, _, errors = jixiao(capsys, "run", ".", *option)
        assert code == 2 and option[0] in errors and said in errors and ("unable" not in errors or lang == "en")


@pytest.mark.parametrize(
    ("command", "said"),
    [(("review", "--port", "99999"), "99999"), (("lexicon", "try", " "), "LABEL"), (("runn", "x"), "no command runn.")],
)
def test_what_was_typed_wrongly_is_named(command, said, capsys, monkeypatch):
    monkeypatch.setenv("JIXIAO_LANG", "en")
    code, out, errors = jixiao(capsys, *command)
    assert code == 2 and said in errors and out == ""


def test_a_terminal_that_knows_no_chinese(tmp_path):
    (tmp_path / "绩效表.pdf").write_bytes(b"")
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "JIXIAO_LANG": "zh"}
    command = [COMMAND, "run", tmp_path, "--out", tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, check=False, env=ascii_only)
    assert done.returncode == 1 and b"Traceback" not in done.stdout + done.stderr


def test_a_reader_that_goes_away_is_no_fault():
    command = f"{COMMAND} schema | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.stderr == b""


@posix
@pytest.mark.parametrize("moment", ["looking through", "1 document, 1 with"])
def test_ctrl_c_while_a_run_starts_is_a_sentence(moment, tmp_path):
    """The whole group gets it, as from a terminal, workers that are just being started included."""
    (tmp_path / "a.pdf").write_bytes((DOCUMENTS / "jingyan.scan1.pdf").read_bytes())
    command = [COMMAND, "run", tmp_path, "--out", tmp_path / "out", "--workers", "2"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    said = b""
    while moment.encode() not in said:
        said += running.stderr.readline()
    os.killpg(running.pid, signal.SIGINT)
    out, errors = running.communicate()
    assert b"Traceback" not in said + out + errors, errors.decode()
    assert running.returncode == 130 and b"stopped; the same command goes on" in errors


def test_ctrl_c_while_the_program_is_loaded_is_a_sentence():
    code = """
import sys
from pipelines.cli import start
class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == "cyclopts":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
start.main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 130 and b"Traceback" not in done.stderr and b"stopped" in done.stderr
