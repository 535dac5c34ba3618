"""The commands that the READMEs show do what is said of them."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from pipelines.cli.app import app, run

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "tests" / "documents"
LINES = {
    name: [
        line.partition("#")[0].strip()
        for block in re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
        for line in block.splitlines()
        if line.startswith("jixiao ")
    ]
    for name in ("README.md", "README.zh.md", "docs/bulk.md")
}


@pytest.mark.parametrize("name", LINES)
def test_every_command_shown_is_understood(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    shown = re.findall(r"^jixiao [^#\n]*", text, re.MULTILINE)
    assert shown
    for line in shown:
        arguments = shlex.split(re.split(r"\s{2,}|\s*#", line)[0])[1:]
        app.parse_args(arguments, exit_on_error=False, print_error=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_commands_of_the_readme_run_one_after_the_other(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2026年报送").mkdir()
    for place in (tmp_path, tmp_path / "2026年报送"):
        shutil.copy(DOCUMENTS / "seed.pdf", place)
    assert len(LINES[name]) >= 6
    for line in LINES[name]:
        arguments = shlex.split(line)[1:]
        assert run([*arguments, "--workers", "1"] if arguments[0] == "run" else arguments) == 0, line
    assert (tmp_path / "page.png").exists() and (tmp_path / "data/out/年度总表.xlsx").exists()
