"""The goal in words against the indicators: a number promised there should be measured by one of them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple

from normalize.checks.rule import Found, Rule, rule
from normalize.checks.words import lexicon, number
from normalize.lexicon import key
from normalize.schema import Form

__all__ = ["RULES"]

_SCALES = {"万": 1e4, "亿": 1e8}
_NO_UNIT = re.compile(r"月|小时|工作日|方面|阶段|环节|层次|维度|年|季度|自然|专题|部分|类别")
_SPREAD = 8


class _Promise(NamedTuple):
    """A number that the goal names, with its unit."""

    value: float
    unit: str

    @property
    def readings(self) -> set[float]:
        """The number as it may stand in an indicator: 1.2万人 is 12000人, too; 10.8亿元 is 108000万元."""
        scale = _SCALES.get(self.unit[0], 1.0)
        return {round(self.value * factor, 6) for factor in (1.0, scale, scale / 1e4)}


@rule(
    "目标中的数值没有对应指标",
    "warning",
    reason="绩效目标要细化量化为具体指标；目标提到的数值应能在指标、指标解释或金额中找到。",
    source="88",
)
def goal_number(form: Form) -> Iterator[Found]:
    """Numbers in the year's goal that no indicator, alone or with others of their unit, takes up."""
    if not form.indicators:
        return
    promises = list(_promises(form.record.annual_goal or ""))
    known = _known(form)
    texts = " ".join(
        key(text)
        for row in form.indicators
        for text in (row.name, row.value_raw, row.explanation, row.standard, row.remark)
        if text
    )
    open_ = [found for found in promises if not found.readings & known and not _told(found, texts)]
    missing = [found for found in open_ if not any(found in parts for parts in _sums(promises, known))]
    if missing:
        words = "、".join(dict.fromkeys(f"{number(found.value)}{found.unit}" for found in missing))
        yield Found(
            f"年度绩效目标提到{words}，没有对应的指标。",
            on=(form.record,),
            observed=words,
            expected="相应的绩效指标",
        )


def _promises(goal: str) -> Iterator[_Promise]:
    """The numbers of a goal that speak of a result: with a unit that counts results, and not of what is or was."""
    text = key(goal)
    for match in _pattern().finditer(text):
        clause = re.split(r"[,，。;；:：、\n]", text[: match.start()])[-1][-_SPREAD:]
        if not any(word in clause for word in lexicon()["goal"]["before"]) and not _NO_UNIT.match(text[match.end() :]):
            yield _Promise(float(match["number"].replace(",", "")), match["unit"])


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(re.escape(key(unit)) for unit in sorted(lexicon()["goal"]["units"], key=lambda word: -len(word)))
    return re.compile(
        rf"(?<![\d.第〔\[(年-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?P<unit>{units})(?![均民员])"
    )


def _known(form: Form) -> set[float]:
    """Every number that the form's rows and amounts name; amounts in 元 and 亿元, too."""
    values = [value for row in form.indicators for value in (row.value, row.value_upper) if value is not None]
    printed = [form.record.budget, *(fund.amount for fund in form.funds), *(task.amount for task in form.tasks)]
    amounts = [amount for amount in printed if amount is not None]
    return {round(value, 6) for value in (*values, *amounts, *(a * 1e4 for a in amounts), *(a / 1e4 for a in amounts))}


def _told(found: _Promise, texts: str) -> bool:
    """Whether a name, value or explanation has the number in its words."""
    return re.search(rf"(?<![\d.]){re.escape(number(found.value))}(?![\d.])", texts) is not None


def _sums(promises: list[_Promise], known: set[float]) -> list[list[_Promise]]:
    """Neighbouring promises of one unit that together make a number of an indicator: 100人 and 25人 for 125人次."""
    found = []
    for unit in {promise.unit for promise in promises}:
        rows = [promise for promise in promises if promise.unit == unit]
        spans = combinations(range(len(rows) + 1), 2)
        found += [rows[a:b] for a, b in spans if b - a > 1 and round(sum(p.value for p in rows[a:b]), 6) in known]
    return found


RULES: tuple[Rule, ...] = (goal_number,)
