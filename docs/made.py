"""The pages that are made from the code: the dictionary, the messages, the rules, how good and how fast it is."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from normalize.checks.page import Wording
from normalize.checks.page import page as rules
from pipelines.cli.dictionary import as_markdown
from pipelines.language import catalogue, codes

__all__ = ["MADE"]

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
_SAID = {
    "reason": ("Why a document could not be read, or not all of it", "文件为何读不了，或只读懂一部分"),
    "misuse": ("What was asked for wrongly", "命令用法有误"),
    "stop": ("What stops a command", "命令为何中途停止"),
}
"""The sections of the catalogue that tell what went wrong and what to do."""

_CHECKS = """# Checks

Where a performance form contradicts itself, the other forms of its unit, or those of past years, a rule says so in the
table `findings`. A rule points out; it never changes data. A finding that rests on text that was read with doubt
(`needs_review`, or a confidence below `doubt_below`) is one degree milder and says so.

Severities: **error**, the form contradicts itself or lacks something, to be put right; **warning**, probably wrong, to
be looked into; **info**, for the reviewer. Findings are told in Chinese, whatever the language of the command line.

## Settings

`jixiao check --settings FILE` takes a TOML file that turns rules off and changes severities and parameters. It is kept
with the results as `checks.toml` and holds for every run until another one comes:

```toml
doubt_below = 0.8            # below this confidence a finding only asks to look again

[rules.weight_sum]
severity = "warning"
totals = [100, 90, 80]

[rules.slot_none]
enabled = false
```
"""
_ENGLISH = Wording(
    head=_CHECKS,
    over={
        "form": "Within a form",
        "unit": "Between the forms of a unit",
        "years": "From year to year",
        "versions": "Between two formats of one form",
    },
    many=" ({})",
    title=": {}\n\n- In the output: {}",
    severity="Severity: ",
    reason="Why: ",
    source="Source: ",
    parameter="Parameter `{}` = `{}`: {}",
    severities={one: one for one in ("error", "warning", "info")},
    said=lambda rule: codes.english("rules")[rule.code],
)


def _in(tongue: str, english: str, chinese: str) -> str:
    return chinese if tongue == "zh" else english


def dictionary(tongue: str) -> str:
    """Every table and column, the reasons to review and the edits."""
    return as_markdown("zh" if tongue == "zh" else "en")


def messages(tongue: str) -> str:
    """Every message that tells of something wrong, and what to do."""
    parts = [_in(tongue, "# Messages and what to do\n", "# 提示与处理办法\n")]
    parts.append(_in(tongue, "What stands in braces is filled in.\n", "花括号中的内容由程序填入。\n"))
    for section, (english, chinese) in _SAID.items():
        rows = [
            (key.partition(".")[2], texts[tongue])
            for key, texts in catalogue().items()
            if key.startswith(f"{section}.")
        ]
        head = _in(tongue, "| code | what it says |", "| 代码 | 说明 |")
        parts.append(f"## {_in(tongue, english, chinese)}\n\n{head}\n|---|---|")
        parts += [f"| `{code}` | {_cell(text)} |" for code, text in rows]
        parts.append("")
    return "\n".join(parts)


def _cell(text: str | list[str]) -> str:
    said = text if isinstance(text, str) else text[-1]
    return said.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").replace("*", "\\*").strip()


def checks(tongue: str) -> str:
    """The rules; in English with their Chinese titles, which the output shows."""
    return rules() if tongue == "zh" else rules(_ENGLISH)


def accuracy(tongue: str) -> str:
    """The tables of the bench."""
    text = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    parts = [_in(tongue, "# Accuracy\n", "# 准确率\n")]
    parts.append(_in(
        tongue,
        "On a corpus of made documents that nothing was fitted on. Silent: wrong, and nobody was asked to look.\n",
        "在一批生成的文件上测得，程序从未用它们调整。silent：读错而未请人核对；sent to review：请人核对的行的比例。\n",
    ))  # fmt: skip
    for name, english, chinese in (("accuracy", "By level", "按扫描质量"), ("damage", "By damage", "按损伤类型")):
        (table,) = re.findall(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
        parts.append(f"## {_in(tongue, english, chinese)}\n\n{table}")
    return "\n".join(parts)


def speed(tongue: str) -> str:
    """What was measured by the commands that each part names."""
    parts = [_in(tongue, "# Speed\n", "# 速度\n")]
    for name in ("readers", "scans", "bulk"):
        text = (BENCHMARKS / "results" / f"{name}.md").read_text(encoding="utf-8")
        parts.append(re.sub(r"^#", "##", text, flags=re.MULTILINE))
    return "\n".join(parts)


MADE: Mapping[str, Callable[[str], str]] = {
    "dictionary": dictionary,
    "messages": messages,
    "checks": checks,
    "accuracy": accuracy,
    "speed": speed,
}
"""The pages by name; each is made in a language."""
