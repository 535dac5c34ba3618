"""Money beside labels that the lexicon does not know: which amount is the year's total, which a stage of it, which a
part.

The label speaks by the n-grams that it shares with known ones, the amount by what adds up to it, its place by the known
money around: a label in the column of known ones, its amount in theirs, or both in their row.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from normalize.document.account import Pair
from normalize.draft import Draft, RawFund
from normalize.evidence.text import Place, Printed
from normalize.kinds.money import CENT, OF_TOTAL, amount, money_unit
from normalize.labels.head import speaks_of_money
from normalize.labels.wording import WEIGHT, Wording
from normalize.lexicon import key, load
from normalize.read.tasks_and_money import MEASURES
from normalize.schema import TOTAL, Measure

__all__ = ["guess_money"]

_TOTAL = re.compile(r"总额|总数|总量|总盘|安排|规模")
"""What a total beside an amount may be called without a word of money."""
_LIKELY = 0.5
"""Score from which an amount is taken for the year's total."""
_ADDS_UP = 3.0
"""What it gains where amounts behind it add up to it."""
_PLANNED = ("revised_budget", "budget", "initial_budget")
"""Stages of what is planned, the latest first."""
_OF_THE_YEAR = ("revised_budget", "budget")
"""Stages that are the year's total: what was first planned may be followed by what then held."""
_STAGES: Mapping[str, Measure] = {measure: measure for measure in MEASURES if measure != "budget"}
"""Stages that a label may name beside others."""
_SPENT = ("executed", "forecast", "received", "adjustment", "past")
"""What a label means that speaks of money which is no plan of this year's."""
_THIS_YEAR = ("annual", "total")
"""What a label means that speaks of the year's money and of no stage: behind what was planned first, what then held."""
_CLEAR = 0.3
"""Odds per n-gram from which a label names the whole project or a stage, rather than a part."""
_UNRANKED = 2
"""The rank of a total whose label says nothing of the period, as in the lexicon."""
_NEAR = 3.0
"""Points between the walls of cells of one column, and between cells below each other: labels are ruled together."""


class _Amount(NamedTuple):
    """An amount of a form with its label; `open`: whether the lexicon does not know the label."""

    label: Printed
    value: Printed
    amount: float
    open: bool


@cache
def _wording() -> Wording:
    """The wording of money labels: this year's total, another total, a part, a stage of the total."""
    totals = {"whole": "whole", "annual": "annual"}
    labels: dict[str, list[str]] = {"annual": [], "whole": [], "total": [], "part": []}
    for item in load("funds")["item"]:
        kind = totals.get(item.get("period", ""), "total") if item["item"] == TOTAL else "part"
        labels[kind] += item["labels"]
    stages = load("columns")["funds"]
    return Wording({**labels, **{stage: stages[stage] for stage in (*_STAGES, "adjustment", "past")}})


def guess_money(draft: Draft, pairs: Sequence[Pair]) -> list[RawFund]:
    """The money of a form beside labels that the lexicon does not know: this year's total, stage by stage, where no
    known label says it; then what stands among known money: another total, a stage of it, a part as printed."""
    found = _amounts(draft, pairs)
    total = _year_total(draft, found)
    known: list[Printed] = [fund.label for fund in total]
    block = [(fund.label, fund.value) for fund in (*draft.funds, *total) if fund.item is not None or fund in total]
    among: list[RawFund] = []
    for one in found:
        if one.open and one.label not in known and any(_stand_together(one, *other) for other in block):
            block.append((one.label, one.value))
            among += _told((*draft.funds, *total), one, None if _has_total(draft) else _UNRANKED)
    return [*total, *_believed(draft, total, among)]


def _amounts(draft: Draft, pairs: Sequence[Pair]) -> list[_Amount]:
    """The planned amounts of a form in printed order, of those under one label the latest stage."""
    said: list[tuple[Printed, Printed, bool]] = [(pair.label, pair.value, True) for pair in pairs]
    for measure in _PLANNED:
        had = {id(label) for label, _, _ in said}
        funds = (fund for fund in draft.funds if fund.measure == measure and id(fund.label) not in had)
        said += [(fund.label, fund.value, fund.item is None) for fund in funds]
    found = [_Amount(label, value, one, new) for label, value, new in said if (one := amount(value, None)) is not None]
    return sorted(found, key=lambda one: (one.label.place.page, one.label.place.box[1], one.label.place.box[0]))


def _year_total(draft: Draft, found: Sequence[_Amount]) -> list[RawFund]:
    """This year's total, stage by stage, of a form of which no label that the lexicon knows says it: the likeliest of
    the amounts beside labels that nobody knows, by the label and by whether the amounts behind it add up to it."""
    if _has_total(draft):
        return []
    scored = [(_total(one, found[at + 1 :]), one) for at, one in enumerate(found) if one.open]
    score, best = max(scored, key=lambda one: one[0], default=(0.0, None))
    if best is None or score < _LIKELY:
        return []
    own = [fund for fund in draft.funds if fund.label is best.label] or [_as_printed(best)]
    staged = any(_likeliest(one) in _STAGES for one in found if one is not best)
    if staged and len(own) == 1 and (stage := _likeliest(best)) in _PLANNED:
        own = [replace(own[0], measure=_STAGES[stage])]
    return [replace(fund, item=TOTAL, period="annual", basis="total", rank=_UNRANKED, guessed=True) for fund in own]


def _has_total(draft: Draft) -> bool:
    """Whether a label that the lexicon knows says this year's total."""
    ranked = (fund for fund in draft.funds if fund.rank is not None and fund.measure in _OF_THE_YEAR)
    return any(amount(fund.value, fund.unit) is not None for fund in ranked)


def _total(one: _Amount, behind: Sequence[_Amount]) -> float:
    """How likely (logarithm of odds) an amount is the year's total."""
    label = key(one.label.text)
    said = _wording().odds(label)
    if (
        not (speaks_of_money(label) or _TOTAL.search(label))
        or label.startswith(OF_TOTAL)
        or said["whole"] > max(said["annual"], 0.0)
        or _likeliest(one) in _SPENT
    ):
        return -_ADDS_UP
    sums = {round(sum(other.amount for other in behind[:many]), 4) for many in range(1, len(behind) + 1)}
    adds_up = round(one.amount, 4) in sums and one.amount > 0
    return WEIGHT * (max(said["annual"], said["total"]) - said["part"]) + _ADDS_UP * adds_up


def _as_printed(one: _Amount) -> RawFund:
    return RawFund(one.label, one.value, None, unit=money_unit(one.label.text))


def _stand_together(one: _Amount, label: Printed, value: Printed) -> bool:
    """Whether an amount stands in one block with another: each below the other's label and amount, or each beside."""
    mine, other = (one.label.place, one.value.place), (label.place, value.place)
    gap = max(other[0].box[1] - mine[0].box[3], mine[0].box[1] - other[0].box[3])
    below = gap <= _NEAR and all(_same(a, b, 0) for a, b in zip(mine, other, strict=True))
    return below or all(_same(a, b, 1) for a, b in zip(mine, other, strict=True))


def _same(one: Place, other: Place, axis: int) -> bool:
    """Whether two cells have the same walls on an axis (0: left and right, 1: above and below)."""
    near = (abs(one.box[edge] - other.box[edge]) <= _NEAR for edge in (axis, axis + 2))
    return one.page == other.page and all(near)


def _told(funds: Sequence[RawFund], one: _Amount, rank: int | None) -> list[RawFund]:
    """What an amount among known money likely is: the total of the whole project, a stage of the year's where the form
    has another, else a part as printed; nothing that was not kept so already. `rank`: that
    of a stage where no known label says the total."""
    had = [fund for fund in funds if fund.label is one.label]
    own = had or [_as_printed(one)]
    if key(one.label.text).startswith(OF_TOTAL) or len(own) > 1:
        return [] if had else own
    if _likeliest(one) == "whole":
        return [replace(own[0], item=TOTAL, period="whole", guessed=True)]
    if (stage := _stage(one, {fund.measure for fund in funds if fund.item == TOTAL})) is not None:
        return [replace(own[0], item=TOTAL, measure=stage, rank=rank, guessed=True)]
    return [] if had else own


def _stage(one: _Amount, had: Set[Measure]) -> Measure | None:
    """The stage that a label names beside those that the form has (`had`), where it has any and not that one."""
    stage = _STAGES.get(_likeliest(one))
    return stage if had - {"budget"} and stage not in had else None


def _likeliest(one: _Amount) -> str:
    """What a label of money clearly means by its words; else a part."""
    said = _wording().odds(one.label.text)
    best = max(said, key=lambda meaning: said[meaning])
    return best if best in _THIS_YEAR or said[best] >= max(said["part"], 0.0) + _CLEAR else "part"


def _believed(draft: Draft, total: Sequence[RawFund], among: Sequence[RawFund]) -> list[RawFund]:
    """Of the amounts among known money those whose labels speak of it, and all where the parts add up to the total."""
    worded = [fund for fund in among if _has_words(fund)]
    if len(worded) == len(among):
        return worded
    parts = [fund for fund in (*draft.funds, *among) if fund.item != TOTAL and fund not in total]
    year = [fund for fund in (*draft.funds, *total) if fund.item == TOTAL and fund.period == "annual"]
    summed = sum(filter(None, (amount(fund.value, fund.unit) for fund in parts)))
    adds_up = any(abs(summed - (amount(fund.value, fund.unit) or 0.0)) < CENT for fund in year)
    return list(among) if adds_up else worded


def _has_words(fund: RawFund) -> bool:
    label = key(fund.label.text)
    return fund.item == TOTAL or label.startswith(OF_TOTAL) or speaks_of_money(label)
