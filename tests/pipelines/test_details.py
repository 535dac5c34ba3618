"""What readers note of a document is kept in English and shown in Chinese: every sentence is in the catalogue."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import extract.errors
from normalize.checks import SettingsError, read_settings
from pipelines.intake import kinds
from pipelines.language.details import in_chinese
from pipelines.language.reasons import explain

SAID = tomllib.loads(Path("pipelines/language/details.toml").read_text("utf-8"))
RAISED = {name for name, one in vars(extract.errors).items() if isinstance(one, type)} | {"UnreadableSource"}
BARE = {"{}: {}", "{}: no such file"}
"""Sentences that only say what was said before, or are shown by a command alone."""


def template(node: ast.expr) -> str | None:
    """A text as it is written, `{}` for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def raised() -> set[str]:
    """Every sentence that an error about a document is raised with, and that the account of a document is made of."""
    found = set()
    for path in [*Path("extract").rglob("*.py"), *Path("pipelines").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            at = 1 if name == "Refused" else 0
            told = name in RAISED or name == "Refused" or (name == "append" and path.name == "work.py")
            if told and len(node.args) > at:
                found.add(template(node.args[at]))
    return {text for text in found if text} - BARE


def test_every_sentence_that_a_reader_says_has_a_chinese_one():
    known = {re.sub(r"\{\d\}", "{}", english) for english in SAID}
    assert sorted(raised() - known) == []
    assert {kinds.why_not(f"x{suffix}") for suffixes in kinds._INSTEAD for suffix in suffixes.split()} <= known
    assert kinds.NO_KIND in known


def test_a_sentence_has_the_same_facts_in_both_languages():
    for english, chinese in SAID.items():
        assert set(re.findall(r"\{\d\}", english)) == set(re.findall(r"\{\d\}", chinese)), english
        assert english.endswith("}") == chinese.endswith("}"), english


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "page 3, 4: not read; page 3 cannot be loaded (data error): fetch the document again, or print it to a new "
            "PDF. page 7: only an image, and not read; it has no text layer",
            "第3, 4页: 未能读取; 第3页无法打开 (data error): 请重新获取文件, 或另行打印为 PDF. "
            "第7页: 只有图像, 未读取; 没有文字层",
        ),
        (
            "a table of 9 rows and 70 columns, more than any form has: delete the empty ones",
            "表格有9行70列, 不合常理: 请删去空行空列",
        ),
        (
            "a picture in the file: the image cannot be decoded (x): scan or export it again",
            "文件中的图片: 图像无法解码 (x): 请重新扫描或导出",
        ),
        ("照片/第1页", "照片/第1页"),
    ],
)
def test_messages_are_made_of_sentences(english: str, chinese: str) -> None:
    assert in_chinese(english) == chinese


def test_an_english_reader_has_the_words_as_they_are():
    message = "the PDF has no pages: ask for it again"
    assert explain("empty", message, "en").endswith(f"({message})")
    assert explain("empty", message, "zh").endswith("(PDF 没有页面: 请重新报送)")


@pytest.mark.parametrize(
    "settings",
    [
        *("a = [", "[x]", "rules = 1", 'doubt_below = "a"', "doubt_below = 3", "[rules.none]"),
        *(f"[rules.weight_sum]\n{line}" for line in ("enabled = 1", "severity = 'x'", "none = 1", "totals = 'x'")),
    ],
)
def test_what_is_wrong_with_settings_is_told_in_chinese(settings):
    with pytest.raises(SettingsError) as told:
        read_settings(settings)
    assert not re.search(r"\b(must|not|there is|unknown)\b", in_chinese(str(told.value)))
