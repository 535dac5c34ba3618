"""One catalogue of what users read: every message in both languages, with the same facts, none missing, none unused."""

import inspect
import os
import re
import string
import subprocess
import sys
import tomllib
from pathlib import Path

import docstring_parser
import pytest

import pipelines
import review
from normalize.checks import RULES
from normalize.lexicon import load
from pipelines.cli import audit as cli_audit
from pipelines.cli import bulk as cli_bulk
from pipelines.cli import check as cli_check
from pipelines.cli import corrections as cli_corrections
from pipelines.cli import lexicon as cli_lexicon
from pipelines.cli import one as cli_one
from pipelines.cli import site as cli_site
from pipelines.language import LANGUAGES, catalogue, language, say, say_in
from pipelines.language.codes import english
from review import command

CODE = (Path(pipelines.__file__).parent, Path(review.__file__).parent)
COMMANDS = (cli_audit, cli_bulk, cli_check, cli_corrections, cli_lexicon, cli_one, cli_site, command)
SECTIONS = "|".join({key.partition(".")[0] for key in catalogue()})
KEY = re.compile(rf"""["']((?:{SECTIONS})\.[a-z0-9_]*(?:\{{[^}}'"]*\}})?)["']""")


def facts(text):
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def called():
    """The keys that the code asks for, those that are put together as patterns."""
    files = [path for folder in CODE for kind in ("*.py", "*.html") for path in folder.rglob(kind)]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return {re.sub(r"\\\{.*", "[a-z_0-9]+", re.escape(key)) for key in KEY.findall(code)}


@pytest.mark.parametrize("key", catalogue())
def test_every_message_is_there_in_both_languages_with_the_same_facts(key):
    texts = catalogue()[key]
    assert set(texts) == set(LANGUAGES)
    forms = [text for value in texts.values() for text in (value if isinstance(value, list) else [value])]
    assert all(text.strip() for text in forms) and len({frozenset(facts(text)) for text in forms}) == 1
    assert isinstance(texts["zh"], str), "Chinese knows no plural"
    assert re.search(r"[\u4e00-\u9fff]|^\W*\{", texts["zh"]), "not in Chinese"


def test_no_key_is_missing_and_none_is_unused():
    patterns = called()
    assert len(patterns) > 30
    unused = [key for key in catalogue() if not any(re.fullmatch(pattern, key) for pattern in patterns)]
    missing = [pattern for pattern in patterns if not any(re.fullmatch(pattern, key) for key in catalogue())]
    assert (missing, unused) == ([], [])


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "JIXIAO_LANG": "zh"}, "zh"),
        ({"LC_ALL": "zh_CN", "JIXIAO_LANG": "en"}, "en"),
    ],
)
def test_the_locale_chooses_and_the_variable_overrides(variables, wanted, monkeypatch):
    for name in ("JIXIAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == wanted


def test_one_and_many():
    said = [say_in("en", "count.forms", n=n) for n in (0, 1, 2, 1200)]
    assert said == ["0 forms", "1 form", "2 forms", "1,200 forms"]
    with pytest.raises(KeyError):
        say("no.such")


@pytest.mark.parametrize("command", [getattr(module, name) for module in COMMANDS for name in module.__all__])
def test_every_command_and_its_parameters_are_told_in_chinese(command):
    told = tomllib.loads((CODE[0] / "language" / "commands.zh.toml").read_text(encoding="utf-8"))[command.__name__]
    english = docstring_parser.parse(command.__doc__)
    chinese = told.get("parameters", {})
    needed = {parameter.arg_name for parameter in english.params}
    assert needed <= set(chinese) <= set(inspect.signature(command).parameters)
    assert all(re.search("[\u4e00-\u9fff]", text) for text in (told["doc"], *chinese.values()))
    assert f"jixiao {command.__name__.replace('_', ' ')}" in told["doc"]


def test_help_and_misuse_are_in_the_language_of_the_reader():
    command = Path(sys.executable).with_name("jixiao")
    chinese = {**os.environ, "JIXIAO_LANG": "zh"}
    said = subprocess.run([command, "run", "--help"], capture_output=True, check=True, env=chinese).stdout.decode()
    assert "写出全年的数据表" in said and "报送日期" in said and "一个文件最多用多少秒" in said
    assert "Usage" not in said and not re.search(r"\[(default|choices|required)", said), "cyclopts' own words"
    tried = subprocess.run([command, "lexicon", "try", "--help"], capture_output=True, check=True, env=chinese)
    assert "─ 对象 ─" in tried.stdout.decode() and "[必填]" in tried.stdout.decode()
    done = subprocess.run([command, "dance"], capture_output=True, check=False, env=chinese)
    assert done.returncode == 2 and done.stderr.decode().startswith("jixiao: 没有 dance 这个命令")


def test_every_code_of_the_tables_is_told_in_english_too():
    reasons = load("reasons")
    assert english("reasons").keys() == {**reasons["rows"], **reasons["forms"]}.keys()
    assert english("edits").keys() == load("edits")["edits"].keys()
    assert english("rules").keys() == RULES.keys()
    for code, rule in RULES.items():
        assert english("rules")[code].keys() == {"title", "reason", *(one.name for one in rule.parameters)}, code
