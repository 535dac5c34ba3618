"""Numbers and rows as a Chinese sentence names them, and the word lists that rules share."""

import re
from functools import cache
from typing import Any

from normalize.lexicon import key, load
from normalize.schema import EmptySlot, Fund, Indicator

__all__ = ["lexicon", "named", "number", "plain_name", "quoted", "same", "stated", "total"]

_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_MARKS = re.compile(r"[^\w]|[_的]")


@cache
def lexicon() -> dict[str, Any]:
    """The word lists of `lexicon/checks.toml`."""
    return load("checks")


def number(value: float | None) -> str:
    """A number as a person writes it: 478.07, 22, 3309840."""
    if value is None:
        return ""
    return f"{round(value, 6):f}".rstrip("0").rstrip(".")


def named(row: Indicator) -> str:
    """An indicator by its place and name: 第3项“企业满意度”."""
    return f"第{row.ordinal}项“{row.name}”"


def quoted(row: EmptySlot) -> str:
    """An empty slot by its levels: “效益指标—生态效益指标”."""
    return "“" + "—".join(level for level in (row.level1, row.level2) if level) + "”"


def stated(row: Indicator) -> str:
    """An indicator's value with its operator and unit, as the data has it: ≥95%, 定性 100."""
    operator = f"{row.operator} " if row.operator == "定性" else (row.operator or "").replace("~", "")
    if row.value is None:
        return f"{operator}{row.value_raw or ''}"
    upper = f"~{number(row.value_upper)}" if row.value_upper is not None else ""
    return f"{operator}{number(row.value)}{upper}{row.measure_unit or ''}"


def total(rows: list[Fund]) -> float:
    """The sum of amounts, in 万元."""
    return round(sum(row.amount or 0.0 for row in rows), 6)


def same(one: float, other: float, tolerance: float) -> bool:
    """Whether two numbers differ by no more than `tolerance` (a hair is allowed for binary fractions)."""
    return abs(one - other) <= tolerance + 1e-6


def plain_name(text: str | None) -> str:
    """A name for comparison over years and tables: without years, punctuation and 的."""
    return _MARKS.sub("", _YEAR.sub("", key(text or ""))).casefold()
