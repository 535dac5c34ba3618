"""The page that documents the rules, made from the rules themselves: `python -m normalize.checks > docs/checks.md`."""

from normalize.checks.rule import Over, Rule, Value
from normalize.checks.table import RULES

__all__ = ["OVER", "SEVERITIES", "as_toml", "page"]

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


def page() -> str:
    """The whole page, in Markdown."""
    parts = [_HEAD]
    for over, title in OVER.items():
        rules = [rule for rule in RULES.values() if rule.over == over]
        parts.append(f"## {title}（{len(rules)}条）\n")
        parts += [_entry(rule) for rule in rules]
    return "\n".join(parts)


def _entry(rule: Rule) -> str:
    lines = [f"### `{rule.code}` {rule.title}\n", f"- 级别：{SEVERITIES[rule.severity]}", f"- 理由：{rule.reason}"]
    if rule.source:
        lines.append(f"- 依据：{rule.source}")
    lines += [f"- 参数 `{p.name}` = `{as_toml(p.default)}`：{p.title}" for p in rule.parameters]
    return "\n".join(lines) + "\n"


def as_toml(value: Value) -> str:
    """A default as the settings file writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(as_toml(item) for item in value)}]"
    return f"{value:g}" if isinstance(value, float) else str(value)
