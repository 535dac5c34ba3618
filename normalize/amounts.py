"""The money of a form and the rows around it: funds, the year's budget, tasks, printed totals."""

from normalize.doubt import evidence, part_doubt
from normalize.draft import Draft, RawFund
from normalize.lexicon import key
from normalize.money import amount, money_unit
from normalize.schema import Fund, Phase, Task, Total
from normalize.values import blank, number

__all__ = ["budget", "form_money_unit", "funds", "tasks", "totals", "unfilled"]


_MOST = 10_000.0
"""An amount that is rather in 元 than in 万元."""


def form_money_unit(draft: Draft) -> str | None:
    """The money unit of the whole form, as printed; else the first that a label names, or the one that
    every amount has behind it."""
    named = draft.printed("money_unit")
    if named is not None and (unit := money_unit(named.text)):
        return unit
    if "money_unit_guess" in draft.pairs:
        return _likely_unit(draft)
    label = draft.pairs.get("money_unit_of_label")
    said = next((fund.unit for fund in draft.funds if fund.unit), label.text if label is not None else None)
    own = {money_unit(fund.amount_text or fund.value.text) for fund in draft.funds if _amount(fund, None) is not None}
    return said or (own.pop() if len(own) == 1 else None)


def _likely_unit(draft: Draft) -> str:
    """The unit that the amounts of the forms under a title are likely in where it was not read: nobody plans with a
    hundred million."""
    amounts = (amount(fund.value, "万元", fund.amount_text) for one in draft.beside for fund in one.funds)
    return "元" if max((one for one in amounts if one is not None), default=_MOST) >= _MOST else "万元"


def _amount(fund: RawFund, unit: str | None) -> float | None:
    return amount(fund.value, fund.unit or unit, fund.amount_text)


def budget(draft: Draft, phase: Phase) -> tuple[float | None, str | None]:
    """This year's total: the best labelled one, else the sum of its sources; a self-evaluation's revised budget."""
    unit = form_money_unit(draft)
    year = [fund for fund in draft.funds if fund.period == "annual" and _amount(fund, unit) is not None]
    measures = (
        ("revised_budget", "budget", "initial_budget")
        if phase == "self_evaluation"
        else ("budget", "initial_budget", "revised_budget")
    )
    for measure in measures:
        totals = [fund for fund in year if fund.measure == measure and fund.rank is not None]
        if totals:
            best = min(totals, key=lambda fund: fund.rank or 9)
            return _amount(best, unit), best.amount_text or best.value.text
    whole = [f for f in draft.funds if f.period == "whole" and f.rank is None and f.item == "资金总额"]
    for measure in measures:
        for basis in ("total", "income", "expenditure"):
            parts = [
                fund for fund in year if fund.measure == measure and fund.basis == basis and fund.item != "资金总额"
            ]
            if any(fund.item is None for fund in parts):
                return None, None  # what it is a part of is not known
            if parts:
                return round(sum(_amount(fund, unit) or 0.0 for fund in parts), 6), None
    if whole and not year:
        return _amount(whole[0], unit), whole[0].amount_text or whole[0].value.text
    return None, None


def funds(draft: Draft) -> tuple[Fund, ...]:
    """Every amount with its label, in printed order."""
    unit = form_money_unit(draft)
    printed = [(fund, value) for fund in draft.funds if (value := _amount(fund, unit)) is not None]
    return tuple(_fund(fund, value, ordinal) for ordinal, (fund, value) in enumerate(printed, 1))


def unfilled(draft: Draft) -> tuple[Fund, ...]:
    """The amounts that have a label and no number: nothing, 无, a dash."""
    empty = [fund for fund in draft.funds if not fund.amount_text and blank(fund.value.text)]
    return tuple(_fund(fund, None, ordinal) for ordinal, fund in enumerate(empty, 1))


def _fund(fund: RawFund, value: float | None, ordinal: int) -> Fund:
    score, reasons = part_doubt([fund.label, fund.value])
    label = fund.label_text or fund.label.text
    return Fund(
        ordinal=ordinal,
        period=fund.period,
        measure=fund.measure,
        item=fund.item or key(label),
        item_raw=label,
        basis=fund.basis,
        amount=value,
        amount_raw=fund.amount_text or fund.value.text or None,
        execution_rate=number(fund.rate.text.strip().rstrip("%％")) if fund.rate else None,
        **evidence(fund.label.place.join(fund.value.place), [fund.label, fund.value], score, reasons),
    )


def tasks(draft: Draft) -> tuple[Task, ...]:
    """The year's main tasks, in printed order."""
    rows: list[Task] = []
    for number_, task in enumerate(draft.tasks, 1):
        parts = [part for part in (task.name, task.content, task.amount) if part is not None]
        place = parts[0].place
        for part in parts[1:]:
            place = place.join(part.place)
        score, reasons = part_doubt(parts)
        rows.append(
            Task(
                ordinal=number_,
                name=task.name.text if task.name else None,
                content=task.content.long if task.content else None,
                amount=amount(task.amount, task.unit or form_money_unit(draft)) if task.amount else None,
                **evidence(place, parts, score, reasons),
            )
        )
    return tuple(rows)


def totals(draft: Draft) -> tuple[Total, ...]:
    """The sums of weights and points that the form prints itself."""
    rows = []
    for raw in draft.totals:
        value = number(raw.value.text.strip().rstrip("分"))
        if value is not None:
            score, reasons = part_doubt([raw.label, raw.value])
            place = raw.label.place.join(raw.value.place)
            rows.append(Total(kind=raw.kind, amount=value, **evidence(place, [raw.label, raw.value], score, reasons)))
    return tuple(rows)
