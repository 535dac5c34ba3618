"""Money within a form: totals against their parts, the budget itself, and the cost indicators against it."""

from collections.abc import Iterator, Sequence
from itertools import product

from normalize.checks.rule import Found, Rule, rule
from normalize.checks.words import lexicon, named, number, same, stated, total
from normalize.kinds.level import canonical
from normalize.schema import TOTAL, Basis, Form, Fund, Indicator

__all__ = ["RULES", "costs"]

_MEASURES = {
    "budget": "",
    "initial_budget": "年初",
    "revised_budget": "全年",
    "executed": "执行数",
    "received": "到位数",
    "forecast": "全年预计执行数",
}
_PERIODS = {"annual": "", "whole": "整个项目的"}


@rule(
    "资金总额与收入构成不符",
    "error",
    reason="资金总额应等于各项资金来源之和；来源中列有其他资金或单位资金的，视为列全。",
    tolerance="允许的差额(万元)",
)
def income_sum(form: Form, *, tolerance: float = 0.02) -> Iterator[Found]:
    """A total against what it comes from: income parts, or the sources listed under a project's total."""
    bases: tuple[Basis, ...] = ("income", "total")
    for basis in bases:
        residual = {fund.item for fund in form.unfilled if fund.basis == basis} & set(lexicon()["residual"]["names"])
        for head, parts in _groups(form, basis):
            complete = bool(residual or {part.item for part in parts} & set(lexicon()["residual"]["names"]))
            yield from _unequal(head, parts, "收入构成" if basis == "income" else "各项来源", complete, tolerance)


@rule(
    "资金总额与支出构成不符",
    "error",
    reason="资金总额应等于基本支出与项目支出之和。",
    tolerance="允许的差额(万元)",
)
def expenditure_sum(form: Form, *, tolerance: float = 0.02) -> Iterator[Found]:
    """A total against what it is spent on."""
    for head, parts in _groups(form, "expenditure"):
        complete = {"基本支出", "项目支出"} <= {part.item for part in parts}
        yield from _unequal(head, parts, "支出构成", complete, tolerance)


@rule(
    "本年预算未填",
    "error",
    reason="绩效目标要与预算确定的资金量相匹配，金额空白则无从核对。",
    source="88",
)
def budget_blank(form: Form) -> Iterator[Found]:
    """The place of this year's budget is printed and nobody filled it."""
    if form.record.budget is not None:
        return
    place = next((row for row in form.unfilled if row.item == TOTAL and row.period == "annual"), None)
    if place is None:
        return
    hint = "".join(f"；成本指标{named(row)}为{stated(row)}，可供核对" for row, _ in list(costs(form))[:1])
    yield Found(f"“{place.item_raw}”没有填写{hint}。", (place,), observed=place.amount_raw)


@rule(
    "成本指标超过预算",
    "error",
    reason="以金额表示的成本指标不应超过本年预算（项目有总投资的，不超过总投资）。",
    source="88",
    tolerance="允许的差额(万元)",
)
def cost_over_budget(form: Form, *, tolerance: float = 0.02) -> Iterator[Found]:
    """A cost in money that is more than all the money there is."""
    if not form.record.budget or _is_of_tasks(form):
        return
    whole = [fund.amount for fund in form.funds if fund.item == TOTAL and fund.amount is not None]
    most = max(form.record.budget, *whole, 0.0)
    for row, amount in costs(form):
        if amount > most + tolerance:
            yield Found(
                f"成本指标{named(row)}为{stated(row)}，折合{number(amount)}万元，超过预算{number(most)}万元。",
                (row,),
                (form.record,),
                observed=f"{number(amount)}万元",
                expected=f"≤{number(most)}万元",
            )


@rule(
    "总成本与预算不等",
    "warning",
    reason="说的是总成本或预算本身的成本指标，一般与本年预算（或总投资）相等；不等的要说明原因。",
    tolerance="允许的差额(万元)",
)
def cost_differs(form: Form, *, tolerance: float = 0.02) -> Iterator[Found]:
    """A cost that speaks of the whole and names another amount than any total of the form."""
    budget = form.record.budget
    if not budget or _is_of_tasks(form):
        return
    totals = [budget, *(fund.amount for fund in form.funds if fund.item == TOTAL and fund.amount is not None)]
    for row, amount in costs(form):
        known = any(same(amount, total_, tolerance) for total_ in totals)
        if _speaks_of_whole(row.name) and not known and amount <= max(totals):
            yield Found(
                f"成本指标{named(row)}为{stated(row)}，本年预算为{number(budget)}万元，两者不等。",
                (row,),
                (form.record,),
                observed=f"{number(amount)}万元",
                expected=f"{number(budget)}万元",
            )


def costs(form: Form) -> Iterator[tuple[Indicator, float]]:
    """The cost indicators that name an amount of money of the whole, each with that amount in 万元."""
    words = lexicon()
    for row in form.indicators:
        factor = words["money"].get(row.measure_unit)
        value = row.value_upper if row.value_upper is not None else row.value
        if factor is None or value is None or not _is_cost(row):
            continue
        if not any(word in row.name for word in words["cost"]["part"]) and row.operator not in ("≥", ">"):
            yield row, round(value * factor, 6)


def _is_cost(row: Indicator) -> bool:
    """Whether a row is a cost: by its level, or where that is none or a province's own word by its name."""
    known = row.level2 is not None and canonical(row.level2, 2) is not None
    return row.level2 in lexicon()["cost"]["levels"] if known else _speaks_of_whole(row.name)


def _speaks_of_whole(name: str) -> bool:
    return any(word in name for word in lexicon()["cost"]["whole"])


def _is_of_tasks(form: Form) -> bool:
    """Whether the budget is only what a department's tasks add up to: not all of its money need be theirs."""
    amounts = [task.amount for task in form.tasks if task.amount is not None]
    spent = any(fund.item in ("基本支出", "项目支出") for fund in form.funds)
    return bool(amounts) and not spent and same(round(sum(amounts), 6), form.record.budget or 0.0, 0.05)


def _groups(form: Form, basis: Basis) -> Iterator[tuple[Fund, list[Fund]]]:
    """The totals of a form, each with the parts of one basis that stand under the same period and measure."""
    for head in form.funds:
        if head.item != TOTAL or head.amount is None:
            continue
        parts = [
            fund
            for fund in form.funds
            if fund.item != TOTAL and (fund.period, fund.measure, fund.basis) == (head.period, head.measure, basis)
        ]
        if parts:
            yield head, parts


def _unequal(head: Fund, parts: Sequence[Fund], what: str, complete: bool, tolerance: float) -> Iterator[Found]:
    """Whether no way of adding the parts gives the total. Parts that may not be all of them can only be too much."""
    amount = head.amount or 0.0
    sums = {total(chosen): chosen for chosen in _readings(list(parts))}
    if any(same(amount, found, tolerance) for found in sums):
        return
    closest = min(sums, key=lambda found: abs(found - amount))
    if not complete and min(sums) < amount:
        return
    name = f"{_PERIODS[head.period]}{_MEASURES[head.measure]}{TOTAL}"
    added = "+".join(f"{part.item_raw}{number(part.amount)}" for part in sums[closest])
    yield Found(
        f"{name}{number(amount)}万元，与{what}（{added}={number(closest)}万元）不符，"
        f"相差{number(abs(amount - closest))}万元。",
        (head, *sums[closest]),
        observed=f"{number(amount)}万元",
        expected=f"{number(closest)}万元",
    )


def _readings(parts: list[Fund]) -> Iterator[list[Fund]]:
    """The ways a list of parts may be meant: 其中 rows are contained in the row above them, so of an item and what it
    contains either counts; money carried over may be contained in the others or not."""
    contained: dict[str, list[str]] = lexicon()["funds"]
    items = {part.item for part in parts}
    parents = [item for item, children in contained.items() if item in items and items & set(children)]
    for chosen in product((True, False), repeat=len(parents)):
        out: set[str] = set()
        for parent, whole in zip(parents, chosen, strict=True):
            out |= set(contained[parent]) if whole else {parent}
        kept = [part for part in parts if part.item not in out]
        for left in ([], ["上年结转"]):
            rows = [part for part in kept if part.item not in left]
            if rows:
                yield rows


RULES: tuple[Rule, ...] = (income_sum, expenditure_sum, budget_blank, cost_over_budget, cost_differs)
