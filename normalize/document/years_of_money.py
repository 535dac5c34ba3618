"""What the money of a form says of each other: which total its parts add up to, the year's or the whole project's, and
which stage its totals are of.

A part takes its period from the labels around it, which mislead where the two totals and their parts share rows:

    项目资金总额   1030.30  当年安排资金  850.00
    其中：财政拨款   850.00  其他资金        0.00
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from normalize.draft import RawFund
from normalize.kinds.money import CENT, amount
from normalize.lexicon import vocabulary
from normalize.schema import TOTAL

__all__ = ["in_their_stages", "of_the_year"]


def in_their_stages(funds: Sequence[RawFund]) -> tuple[RawFund, ...]:
    """The funds of a form, the total under a label that may mean what was revised (全年预算数) of that stage where
    another total of the form is what was first planned."""
    planned = {fund.measure for fund in funds if fund.item == TOTAL}
    if "initial_budget" not in planned or "revised_budget" in planned:
        return tuple(funds)
    return tuple(replace(fund, measure="revised_budget") if _may_be_revised(fund) else fund for fund in funds)


def _may_be_revised(fund: RawFund) -> bool:
    year = fund.item == TOTAL and fund.period == "annual" and fund.measure == "budget"
    return year and vocabulary("columns", "funds").meaning(fund.label.text) == "revised_budget"


def of_the_year(funds: Sequence[RawFund]) -> tuple[RawFund, ...]:
    """The funds of a form, its parts those of the year's total where they add up to that; parts of the whole project by
    the labels around them that add up to neither total are guessed."""
    budget = [fund for fund in funds if fund.measure == "budget"]
    year, whole = (_total(budget, period) for period in ("annual", "whole"))
    parts = [fund for fund in budget if fund.item != TOTAL]
    doubtful = [fund for fund in parts if fund.period == "whole"]
    twice = len({fund.label.text for fund in parts}) < len(parts)
    if year is None or whole is None or twice:
        return tuple(funds)
    if _add_up(parts, year):
        return _each(funds, doubtful, lambda fund: replace(fund, period="annual"))
    return (
        tuple(funds) if _add_up(doubtful, whole) else _each(funds, doubtful, lambda fund: replace(fund, guessed=True))
    )


def _each(
    funds: Sequence[RawFund], among: Sequence[RawFund], told: Callable[[RawFund], RawFund]
) -> tuple[RawFund, ...]:
    """The funds, those that are `among` them told otherwise."""
    return tuple(told(fund) if fund in among else fund for fund in funds)


def _add_up(funds: Sequence[RawFund], total: float) -> bool:
    return abs(sum(map(_value, funds)) - total) < CENT


def _total(funds: Sequence[RawFund], period: str) -> float | None:
    found = (fund for fund in funds if fund.item == TOTAL and fund.period == period)
    return next(
        (value for fund in found if (value := amount(fund.value, fund.unit, fund.amount_text)) is not None), None
    )


def _value(fund: RawFund) -> float:
    return amount(fund.value, fund.unit, fund.amount_text) or 0.0
