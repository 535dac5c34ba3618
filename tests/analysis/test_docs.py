"""What the docs say can be done: their Python runs, their links lead somewhere."""

import re
import shutil
from pathlib import Path

import pytest

import jixiao

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "README.zh.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in ROOT.glob("docs/*.md"))]


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_python_of_the_readme_runs(name, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "data" / "raw" / "seed.pdf", tmp_path)
    jixiao.run("seed.pdf", out="data/out", workers=1)
    (shown,) = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    exec(shown, names)
    assert len(names["rows"]) == 31


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files(name) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not ((ROOT / name).parent / link).exists()] == []
