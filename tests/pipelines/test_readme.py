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
    for name in ("README.md", "README.zh.md")
}
SHOWN = {
    path.relative_to(ROOT).as_posix(): shown
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
    if (shown := re.findall(r"^(?:srun )?(jixiao [a-z][^#\n]*)", path.read_text(encoding="utf-8"), re.MULTILINE))
}


@pytest.mark.parametrize("name", SHOWN)
def test_every_command_shown_is_understood(name):
    for line in SHOWN[name]:
        told = re.split(r"\s{2,}|\s*#", line)[0]
        told = told.replace("k/16", "3/16").replace("$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT", "3/16")
        arguments = shlex.split(told)[1:]
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
    assert (
        (tmp_path / "site/index.html").exists()
        and (tmp_path / "page.png").exists()
        and (tmp_path / "data/out/年度总表.xlsx").exists()
    )
