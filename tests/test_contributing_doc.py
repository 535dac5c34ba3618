"""docs/contributing.md: four changes, step by step as they stand there, in a copy of the sources."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
DRAWING = """
2026年项目支出绩效目标表
项目名称 | 河道保洁 | 填报单位 | 河道保洁 | 联系电话 | 0833-1234567
年度资金总额 | 120 万元 | 隶属关系 | 市级 | ||
一级指标 | 二级指标 | 三级指标 | 指标值 | < | <
产出指标 | 数量指标 | 保洁河道长度 | ≥30公里 | < | <
"""
SEEN = {
    "column": """
from tests.normalize.drawing import draw
from normalize import normalize
(form,) = normalize(draw(DRAWING)).forms
(told,) = (one for one in form.evidence if one.field == "contact")
print(form.record.contact, told.raw, form.record.affiliation)
""",
    "kind": """
from normalize.kinds.phone import phone
from normalize.form.outcome import _columns
print(phone("0833 — 1234567"), phone("见附件"), _columns("contact", "0833-1234567"), _columns("contact", "见附件"))
""",
    "check": """
from normalize.checks import RULES, check
from normalize import normalize
from tests.normalize.drawing import draw
(form,) = normalize(draw(DRAWING)).forms
print("project_is_unit" in RULES, "project_is_unit" in {one.rule for one in check(form)})
""",
    "reader": """
from pathlib import Path
from extract import ExtractSettings, extract
pages = extract(Path("seed.pdf").read_bytes(), ExtractSettings(reader="second")).pages
print({page.reader for page in pages if page.tables}, sum(len(table.cells) > 20 for p in pages for table in p.tables))
""",
}
WANTED = {
    "column": "0833-1234567 0833-1234567 市级",
    "kind": "0833-1234567 None {'contact': '0833-1234567'} {}",
    "check": "True True",
    "reader": "{'second'} 4",
}


class Step(NamedTuple):
    """A file, and what becomes of it: a difference, or all that it holds."""

    path: str
    kind: str
    text: str


def parts(name: str) -> list[tuple[int, list[Step]]]:
    """Each change: how many steps are promised, and its steps."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    found = []
    for chapter in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        (count,) = re.findall(r"[(（](\d+) (?:steps|步)[)）]\n", chapter)
        steps = re.findall(r"^\d+\. `(.+?)`[:：].*?\n\n   ```(\w+)\n(.*?)   ```", chapter, re.MULTILINE | re.DOTALL)
        found.append((int(count), [Step(p, k, re.sub("^   ", "", t, flags=re.MULTILINE)) for p, k, t in steps]))
    return found


def take(house: Path, step: Step) -> None:
    """Take a step: write the file, or put the lines that a difference adds in place of those that it has."""
    path = house / step.path
    if step.kind != "diff":
        assert not path.exists()
        path.write_text(step.text, encoding="utf-8")
        return
    lines = step.text.splitlines()
    before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    after = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{step.path} has not once: {before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources with all four changes made."""
    folder = tmp_path_factory.mktemp("house")
    for name in ("extract", "normalize", "pipelines"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "weights"))
    (folder / "extract/ocr/weights").symlink_to(ROOT / "extract/ocr/weights")
    for name in ("tests/__init__.py", "tests/normalize/__init__.py", "tests/normalize/drawing.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    shutil.copy(ROOT / "data/raw/seed.pdf", folder)
    for _, steps in parts("contributing.md"):
        for step in steps:
            take(folder, step)
    return folder


def test_steps_are_as_many_as_promised_and_the_same_in_both_languages() -> None:
    english, chinese = parts("contributing.md"), parts("contributing.zh.md")
    assert english == chinese and len(english) == 4
    assert all(count == len(steps) <= 6 for count, steps in english)


@pytest.mark.parametrize("change", SEEN)
def test_a_change_does_what_is_said(house: Path, change: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"DRAWING = {DRAWING!r}\n{SEEN[change]}"], cwd=house, capture_output=True,
        encoding="utf-8", env={**os.environ, "PYTHONPATH": str(house), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == WANTED[change]
