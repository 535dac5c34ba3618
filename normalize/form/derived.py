"""Columns that follow from others: what analysis would otherwise have to find out again in every notebook.

Pure functions over values that were read; nothing here looks at a page.
"""

import re

from normalize.kinds.date import YEAR_IN_WORDS
from normalize.kinds.name import split_code
from normalize.lexicon import load
from normalize.schema import Operator, ValueKind

__all__ = ["project_key", "qualitative", "value_share"]

_ONE_YEAR = rf"(?:(?:19|20)\d{{2}}|{YEAR_IN_WORDS})"
_YEAR = re.compile(
    rf"[(（\[【]?(?<!\d){_ONE_YEAR}(?:年度?)?(?:(?:[-—~～、至到]|——){_ONE_YEAR})?年度?[)）\]】]?"
    rf"|[(（\[【]{_ONE_YEAR}[)）\]】]|^20[12]\d(?=[\u4e00-\u9fff]{{2}})|(?<=[\u4e00-\u9fff])20[12]\d$"
)
_BATCH = re.compile(
    r"[(（]?第[一二三四五六七八九十\d]{1,3}(?:批次?|期|次)[)）]?|[(（](?:[一二三四五六七八九十\d]{1,3}批次?|提前下达)[)）]"
)
_ENDS = " -—_·、,，:：.。"
_MARKS = str.maketrans("(（)）", "（（））")


def project_key(name: str | None) -> str | None:
    """The name that joins a project's years: without year, batch and code; None where nothing else is left of it.

    `2026年规模工业企业培训会资金` -> `规模工业企业培训会资金`.
    """
    if name is None:
        return None
    bare = split_code("".join(name.split()))[1]
    bare = _BATCH.sub("", _YEAR.sub("", bare)).replace("()", "").replace("（）", "").strip(_ENDS)
    return bare.translate(_MARKS) or None


def value_share(name: str, kind: ValueKind, value: float | None, unit: str | None) -> float | None:
    """A share of a whole as 0 to 1: a hundredth of what is in %, a bare 0 < v <= 1 only where the name ends in a word
    for a share. None for growth, above 1 and where unclear; `shares.toml` has the words."""
    words = load("shares")
    if value is None or kind not in ("number", "percent") or any(word in name for word in words["growth"]):
        return None
    if unit == "%":
        return round(value / 100, 12) if 0 <= value <= 100 else None
    bare = unit is None and 0 < value <= 1 and name.rstrip("()（）%％ ").endswith(tuple(words["endings"]))
    return value if bare else None


def qualitative(operator: Operator | None, kind: ValueKind) -> bool | None:
    """Whether an indicator is one of words; None where it has neither value nor sign."""
    if kind == "empty" and operator is None:
        return None
    return operator == "定性" or kind == "text"
