"""docs/checks.md is what the rules say of themselves."""

import subprocess
import sys
from pathlib import Path

from normalize.checks import RULES
from normalize.checks.page import page

DOCS = Path(__file__).parents[3] / "docs" / "checks.md"


def test_the_page_in_docs_is_the_one_the_command_prints():
    printed = subprocess.run([sys.executable, "-m", "normalize.checks"], capture_output=True, check=True).stdout
    assert DOCS.read_text(encoding="utf-8") == printed.decode("utf-8").replace("\r\n", "\n")


def test_every_rule_stands_on_the_page_with_its_title_reason_and_parameters():
    text = page()
    for rule in RULES.values():
        assert f"### `{rule.code}` {rule.title}" in text
        assert rule.reason in text
        assert all(f"`{parameter.name}` = " in text for parameter in rule.parameters)


def test_sources_are_the_regulations_by_number():
    cited = {rule.source for rule in RULES.values() if rule.source}
    assert {source.split("号")[0] for source in cited} == {"财预〔2015〕88", "财预〔2020〕10", "财预〔2021〕101"}
