"""docs/wording.md: teaching a province's wording, taken step by step as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "wording.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^   \| `(\w+\.toml)` \| `(\w+)` \| `(\w+)` \| `(.+?)` \|$", DOC, re.MULTILINE)
READ = """
import sys
from normalize import normalize
from tests.normalize.drawing import draw
(form,) = normalize(draw(sys.stdin.read())).forms
print(form.identity.unit, form.record.review_reason, [row.explanation for row in form.indicators], sep="\\n")
print([(row.level1, row.name, row.operator, row.value) for row in form.indicators])
"""


def teach(lexicon: Path, file: str, table: str, key: str, label: str) -> None:
    """Add a label to a list, as a person would in an editor."""
    text = (lexicon / file).read_text(encoding="utf-8")
    taught, count = re.subn(rf"(\[{table}\]\n(?:(?!\[)[^\n]*\n)*?{key} = \[[^\]\n]*)\]", rf'\1, "{label}"]', text)
    assert count == 1
    (lexicon / file).write_text(taught, encoding="utf-8")


@pytest.fixture
def house(tmp_path):
    """A copy of the floors that read forms."""
    for name in ("extract", "normalize"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tests/__init__.py", "tests/normalize/__init__.py", "tests/normalize/drawing.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def read(house: Path) -> list[str]:
    drawing = re.sub("^   ", "", DOC.partition("```text\n")[2].partition("   ```")[0], flags=re.MULTILINE)
    told = subprocess.run(
        [sys.executable, "-c", READ], input=drawing, cwd=house, capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONUTF8": "1"},
    )  # fmt: skip
    return told.stdout.splitlines()


def test_a_provinces_wording_is_taught_without_code(house: Path) -> None:
    unit, asked, explanations, before = read(house)
    assert unit == "井研县水利局" and {*asked.split(";")} == {"column_unknown", "field_guessed"}
    assert explanations == "[None, None, None]"
    assert len(STEPS) == 7
    for step in STEPS:
        teach(house / "normalize" / "lexicon", *step)
    unit, asked, explanations, after = read(house)
    assert (unit, asked) == ("井研县水利局", "None")
    assert explanations == "['按实测长度', '按断面监测', '抽样调查']"
    assert before == after
