"""The page that documents the rules, made from the rules themselves: `python -m normalize.checks > docs/checks.md`."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from normalize.checks.rule import Over, Rule, Value
from normalize.checks.table import RULES

__all__ = ["OVER", "SEVERITIES", "Wording", "page"]

SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
OVER: dict[Over, str] = {
    "form": "表内",
    "unit": "同一单位各表之间",
    "years": "各年度之间",
    "versions": "同一张表的不同格式之间",
}

_HEAD = """# 核对规则

绩效表单自己与自己、与同单位其他表、与往年的表对不上的地方，由下列规则逐条找出，写入 `findings` 表。
规则只指出问题，从不改动数据。凡依据的文字识别存疑（`needs_review`，或识别置信度低于 `doubt_below`）的，
级别降一级，并在说明前注明“识别存疑，请对照原件复核”。

本页由 `python -m normalize.checks > docs/checks.md` 生成。

级别：**错误** 表内自相矛盾或缺项，应予更正；**警告** 很可能有误，应予核实；**提示** 供审核参考。

## 设置

`jixiao check --settings FILE` 读取一个 TOML 文件，可以开关规则、改变级别与参数。设置随结果存为 `checks.toml`，
此后每次运行都按它核对，直到换上另一份：

```toml
doubt_below = 0.8            # 识别置信度低于此值的，只请复核

[rules.weight_sum]
severity = "warning"
totals = [100, 90, 80]

[rules.slot_none]
enabled = false
```
"""


class Wording(NamedTuple):
    """The page's words in a language: what stands above the rules, the sections, how many rules each has, the lines of
    a rule, its severities; `said` gives a rule's title and reason and what its parameters mean, by their names."""

    head: str
    over: Mapping[Over, str]
    many: str
    title: str
    severity: str
    reason: str
    source: str
    parameter: str
    severities: Mapping[str, str]
    said: Callable[[Rule], Mapping[str, str]]


def _as_said(rule: Rule) -> Mapping[str, str]:
    return {"title": rule.title, "reason": rule.reason, **{one.name: one.title for one in rule.parameters}}


_CHINESE = Wording(
    head=_HEAD,
    over=OVER,
    many="（{}条）",
    title=" {}\n",
    severity="级别：",
    reason="理由：",
    source="依据：",
    parameter="参数 `{}` = `{}`：{}",
    severities=SEVERITIES,
    said=_as_said,
)


def page(words: Wording = _CHINESE) -> str:
    """The whole page, in Markdown."""
    parts = [words.head]
    for over, title in words.over.items():
        rules = [rule for rule in RULES.values() if rule.over == over]
        parts.append(f"## {title}{words.many.format(len(rules))}\n")
        parts += [_entry(rule, words) for rule in rules]
    return "\n".join(parts)


def _entry(rule: Rule, words: Wording) -> str:
    said = words.said(rule)
    lines = [f"### `{rule.code}`{words.title.format(said['title'], rule.title)}"]
    lines += [f"- {words.severity}{words.severities[rule.severity]}", f"- {words.reason}{said['reason']}"]
    if rule.source:
        lines.append(f"- {words.source}{rule.source}")
    for one in rule.parameters:
        lines.append(f"- {words.parameter.format(one.name, _as_toml(one.default), said[one.name])}")
    return "\n".join(lines) + "\n"


def _as_toml(value: Value) -> str:
    """A default as the settings file writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(_as_toml(item) for item in value)}]"
    return f"{value:g}" if isinstance(value, float) else str(value)
