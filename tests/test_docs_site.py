"""`make docs`: both languages build offline without a warning, links lead somewhere, nothing comes from elsewhere."""

import re
import shutil
from pathlib import Path

import pytest

from docs import build as docs
from docs.made import MADE


def test_pages_have_twins() -> None:
    english, chinese = docs.pages("en"), docs.pages("zh")
    assert {*english} - {*MADE} == {*chinese}
    for name, path in chinese.items():
        assert f"]({english[name].name})" in path.read_text(encoding="utf-8")
        assert f"]({path.name})" in english[name].read_text(encoding="utf-8")


def test_in_english_the_words_of_the_output_stand_beside_what_they_mean() -> None:
    assert "| `value_unread` | the value was not understood | 指标值未能读懂 |" in MADE["dictionary"]("en")
    told = MADE["checks"]("en")
    assert "### `weight_sum`: the weights do not add up" in told and "- In the output: 权重合计不符" in told


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("tongue", docs.TONGUES)
def test_what_the_code_says_is_a_page(name: str, tongue: str) -> None:
    text = MADE[name](tongue)
    assert (text.startswith("# ") and text.count("\n|") > 3) or name == "checks"
    assert ("\u4e00" <= text[2] <= "\u9fff") == (tongue == "zh")


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(docs.DOCS, tmp_path / "docs")
    (tmp_path / "docs/bulk.md").write_text("# A year\n\n[there](nowhere.md)\n", encoding="utf-8")
    monkeypatch.setattr(docs, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    with pytest.raises(docs.BrokenLink, match=r"bulk\.md: nowhere\.md"):
        docs.build(tmp_path / "built")


@pytest.mark.slow
def test_they_build_without_a_warning_and_need_nothing_from_elsewhere(tmp_path: Path) -> None:
    assert docs.build(tmp_path) == 0
    for tongue in docs.TONGUES:
        there = {path.stem for path in (tmp_path / tongue).glob("*.html")}
        assert {*docs.pages(tongue), *MADE} <= there
        for path in (tmp_path / tongue).glob("*.html"):
            page = path.read_text(encoding="utf-8")
            loaded = re.findall(r"<(?:script|img|link|iframe)[^>]*(?:src|href)=\"(https?:[^\"]*)", page)
            assert loaded == []
