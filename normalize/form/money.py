"""The money of a form and the rows around it: funds, the year's budget, tasks, printed totals."""

from collections.abc import Sequence, Set

from normalize.draft import Draft, RawFund, RawTask
from normalize.evidence.doubts import Doubt
from normalize.evidence.said import Column, Columns, Said, Saids, evidence_of, own_doubts
from normalize.evidence.text import Place, Printed, Text
from normalize.form.row_doubt import evidence, part_doubt
from normalize.kinds.money import CENT, ENDS_IN_UNIT, OF_TOTAL, amount, is_mended, money_unit
from normalize.kinds.number import number, points
from normalize.kinds.words import blank
from normalize.lexicon import key
from normalize.schema import TOTAL, Basis, Evidence, Fund, Measure, Phase, Task, Total

__all__ = ["budget", "form_unit", "funds", "tasks", "totals", "unfilled"]

_PLAIN_UNIT = "万元"
_PLANNED: tuple[Measure, ...] = ("budget", "initial_budget", "revised_budget")
_REVISED: tuple[Measure, ...] = ("revised_budget", "budget", "initial_budget")
"""Which budget of the year counts, the first that is printed."""

_BASES: tuple[Basis, ...] = ("total", "income", "expenditure")
_MADE_OF = {
    "财政拨款": frozenset(("一般公共预算", "政府性基金", "国有资本经营预算")),
    "基本支出": frozenset(("人员经费", "公用经费")),
}
"""What a grant, and what an office itself costs, is made of."""
_SPENT = frozenset(("基本支出", "项目支出", "人员经费", "公用经费"))
"""What is spent of the sources, which is no further money beside them."""
_LAST = 9
"""The rank of a total that goes behind all others."""
_MOST = 10_000.0
"""An amount that is rather in 元 than in 万元."""


def form_unit(draft: Draft) -> Column:
    """The money unit of the whole form, as printed; else the one that its amounts are likely in, the first that a label
    names, the one that every amount has behind it, or that of the cover."""
    named = draft.printed("money_unit")
    if named is not None and (unit := money_unit(named.text)):
        return Column(unit, Said(named))
    if (guess := draft.pairs.get("money_unit_guess")) is not None:
        return Column(_likely_unit(draft), Said(guess, ("inferred",)))
    if (fund := next((fund for fund in draft.funds if fund.unit), None)) is not None:
        return Column(fund.unit, Said(fund.label))
    if (label := draft.pairs.get("money_unit_of_label")) is not None:
        return Column(label.text, Said(label))
    own, cover = _common_unit(draft), draft.pairs.get("money_unit_cover")
    return Column(money_unit(cover.text), Said(cover)) if own.value is None and cover is not None else own


def _common_unit(draft: Draft) -> Column:
    """The unit that every amount of a form has behind it, but for those of nothing."""
    read = [fund for fund in draft.funds if _amount(fund, None) is not None]
    own = {money_unit(fund.amount_text or fund.value.text) for fund in read if _amount(fund, None)}
    return Column(own.pop() if len(own) == 1 else None, Said(read[0].value) if read else None)


def _likely_unit(draft: Draft) -> str:
    """The unit that the amounts of the forms under a title are likely in where it was not read: nobody plans with a
    hundred million."""
    amounts = (amount(fund.value, "万元", fund.amount_text) for one in draft.beside for fund in one.funds)
    return "元" if max((one for one in amounts if one is not None), default=_MOST) >= _MOST else "万元"


def _amount(fund: RawFund, unit: str | None) -> float | None:
    return amount(fund.value, fund.unit or unit, fund.amount_text)


def budget(draft: Draft, phase: Phase) -> Columns:
    """This year's total in 万元, and how it is printed (a sum is not): the best labelled one, else the sum of its
    sources; of a form of later in the year the revised budget."""
    unit = form_unit(draft).value
    filled = [fund for fund in draft.funds if _amount(fund, unit) is not None]
    year = [fund for fund in filled if fund.period == "annual"]
    measures = _PLANNED if phase == "target" else _REVISED
    if (total := _labelled(year, measures)) is not None:
        return _printed(total, unit)
    for measure in measures:
        if (summed := _of_sources(year, measure, unit)) is not None:
            return summed
    whole = [fund for fund in filled if fund.period == "whole" and fund.rank is None and fund.item == TOTAL]
    return _printed(whole[0], unit) if whole and not year else _budget()


def _budget(value: float | None = None, said: Said | None = None, raw: str | None = None) -> Columns:
    return {"budget": Column(value, said), "budget_raw": Column(raw)}


def _labelled(year: Sequence[RawFund], measures: Sequence[Measure]) -> RawFund | None:
    """The year's total that a label names, of the first stage that has one."""
    for measure in measures:
        totals = [fund for fund in year if fund.measure == measure and fund.rank is not None]
        if totals:
            return min(totals, key=lambda fund: fund.rank or _LAST)
    return None


def _of_sources(year: Sequence[RawFund], measure: Measure, unit: str | None) -> Columns | None:
    """The sum of a stage's sources; nothing where it is not known what one of them is a part of. None: it has none."""
    for basis in _BASES:
        parts = [fund for fund in year if fund.measure == measure and fund.basis == basis and fund.item != TOTAL]
        parts = _outermost([fund for fund in parts if fund.item not in _SPENT] or parts, unit)
        if any(fund.item is None for fund in parts):
            return _budget(said=_said(parts[0], unit))
        if parts:
            return _summed(parts, unit)
    return None


def _printed(fund: RawFund, unit: str | None) -> Columns:
    return _budget(_amount(fund, unit), _said(fund, unit), fund.amount_text or fund.value.text)


def _outermost(parts: list[RawFund], unit: str | None) -> list[RawFund]:
    """The sources without those that another one of them is the sum of: 财政拨款 42.5, of it 一般公共预算 42.5."""
    for item, made_of in _MADE_OF.items():
        whole = next((part for part in parts if part.item == item), None)
        of_it = [part for part in parts if part.item in made_of]
        share = sum(_amount(part, unit) or 0.0 for part in of_it)
        if whole is not None and abs((_amount(whole, unit) or 0.0) - share) < CENT:
            parts = [part for part in parts if part not in of_it]
    return parts


def _summed(parts: Sequence[RawFund], unit: str | None) -> Columns:
    """The sum of amounts, which stands where its parts do."""
    value = Text.joined([Text.from_(part.value) for part in parts])
    return _budget(round(sum(_amount(part, unit) or 0.0 for part in parts), 6), Said(value, ("summed",)))


def _said(fund: RawFund, unit: str | None) -> Said:
    """What an amount was read from: mended where a scan spoiled it, converted where it is not in 万元."""
    converted = (fund.unit or unit or _PLAIN_UNIT) != _PLAIN_UNIT and not _names_unit(fund)
    mended = is_mended(fund.value, fund.amount_text)
    return Said(fund.value, (*("mended",) * mended, *("converted",) * converted))


def _names_unit(fund: RawFund) -> bool:
    return money_unit(fund.amount_text or fund.value.text) == _PLAIN_UNIT


def _lacks_unit(unit: str | None, printed: str) -> bool:
    """Whether neither the form nor the amount itself says what it is counted in: it may be ten thousand times too
    large."""
    return unit is None and money_unit(printed) is None


def funds(draft: Draft) -> tuple[tuple[Fund, ...], tuple[Evidence, ...]]:
    """Every amount with its label, in printed order, and where its values stand."""
    unit = form_unit(draft).value
    printed = [(fund, value) for fund in draft.funds if (value := _amount(fund, unit)) is not None]
    known = _borne_out(printed)
    read = [_fund(fund, value, ordinal, unit, known) for ordinal, (fund, value) in enumerate(printed, 1)]
    return tuple(row for row, _ in read), tuple(value for _, values in read for value in values)


def _borne_out(printed: Sequence[tuple[RawFund, float]]) -> frozenset[int]:
    """The amounts, by identity, that their total needs: its parts add up to it, and not without them."""
    values = {id(fund): value for fund, value in printed}
    funds = [fund for fund, _ in printed]
    found: set[int] = set()
    for whole in (fund for fund in funds if fund.item == TOTAL):
        parts = _outermost([fund for fund in funds if _is_of(fund, whole)], None)
        filled = [fund for fund in parts if values[id(fund)] >= CENT]
        if abs(sum(values[id(fund)] for fund in parts) - values[id(whole)]) < CENT:
            found |= {id(fund) for fund in filled if len(filled) > 1 or _is_part(fund)}
    return frozenset(found)  # those of labels that are known ask for nothing anyway


def _is_of(fund: RawFund, whole: RawFund) -> bool:
    """Whether an amount may be a part of a total: one of its period, its stage and its side."""
    same = (fund.period, fund.measure, fund.basis) == (whole.period, whole.measure, whole.basis)
    return same and fund.item not in (TOTAL, *_SPENT)


def _is_part(fund: RawFund) -> bool:
    return key(fund.label.text).startswith(OF_TOTAL)


def unfilled(draft: Draft) -> tuple[Fund, ...]:
    """The amounts that have a label and no number: nothing, 无, a dash."""
    empty = [fund for fund in draft.funds if not fund.amount_text and blank(fund.value.text)]
    return tuple(_fund(fund, None, ordinal, None)[0] for ordinal, fund in enumerate(empty, 1))


def _fund(
    fund: RawFund, value: float | None, ordinal: int, unit: str | None, known: Set[int] = frozenset()
) -> tuple[Fund, list[Evidence]]:
    label = Said(fund.label)
    rate = number(fund.rate.text.strip().rstrip("%％")) if fund.rate else None
    saids: Saids = {
        **dict.fromkeys(("period", "measure", "item", "basis"), label),
        "amount": _said(fund, unit),
        "execution_rate": Said.of(fund.rate) if rate is not None else None,
    }
    raw = fund.amount_text or fund.value.text
    repaired = Doubt("amount", "repaired").when(is_mended(fund.value, fund.amount_text))
    unknown = Doubt("money_unit", "missing").when(bool(value) and _lacks_unit(fund.unit or unit, raw))
    guessed = fund.guessed or (fund.item is None and value is not None and id(fund) not in known)
    own = (*own_doubts(saids), *repaired, *unknown, *Doubt("field", "guessed").when(guessed))
    score, doubts = part_doubt([fund.label, fund.value], own=own)
    printed = fund.label_text or fund.label.text
    place = fund.label.place.join(fund.value.place)
    row = Fund(
        ordinal=ordinal,
        period=fund.period,
        measure=fund.measure,
        item=fund.item or _item(printed),
        item_raw=printed,
        basis=fund.basis,
        amount=value,
        amount_raw=raw or None,
        execution_rate=rate,
        **evidence(place, [fund.label, fund.value], score, doubts),
    )
    return row, list(evidence_of("funds", ordinal, saids, doubts, at=place))


def _item(printed: str) -> str:
    """What an item is called that the lexicon does not know: 其中:公共预算安排(万元) is 公共预算安排."""
    bare = ENDS_IN_UNIT.sub("", key(printed)).removeprefix(OF_TOTAL).lstrip(":")
    return bare or key(printed)


def tasks(draft: Draft) -> tuple[tuple[Task, ...], tuple[Evidence, ...]]:
    """The year's main tasks, in printed order, and where their values stand."""
    unit = form_unit(draft).value
    read = [_task(task, ordinal, task.unit or unit) for ordinal, task in enumerate(draft.tasks, 1)]
    return tuple(row for row, _ in read), tuple(value for _, values in read for value in values)


def _task(task: RawTask, ordinal: int, unit: str | None) -> tuple[Task, list[Evidence]]:
    cells = {"name": task.name, "content": task.content, "amount": task.amount, "executed": task.executed}
    read = {
        "name": task.name.text if task.name else None,
        "content": task.content.long if task.content else None,
        **{role: amount(cell, unit) if (cell := cells[role]) else None for role in ("amount", "executed")},
    }
    saids = {field: Said.of(cell) for field, cell in cells.items()}
    parts = [cell for cell in cells.values() if cell is not None]
    place = Place.around(part.place for part in parts)
    score, doubts = part_doubt(parts, own=own_doubts(saids))
    if task.amount is not None:
        doubts |= set(_amount_doubts(task.amount, amount(task.amount, unit), unit))
    row = Task(ordinal=ordinal, **read, **evidence(place, parts, score, doubts))
    nulls = [field for field, value in read.items() if value is None]
    return row, list(evidence_of("tasks", ordinal, saids, doubts, nulls, at=place))


def _amount_doubts(printed: Printed, value: float | None, unit: str | None) -> tuple[Doubt, ...]:
    """What is open about a task's amount: what stands there is none, or nothing says what it is counted in."""
    unread = Doubt("amount", "unread").when(value is None and not blank(printed.text))
    return (*unread, *Doubt("money_unit", "missing").when(value and _lacks_unit(unit, printed.text)))


def totals(draft: Draft) -> tuple[Total, ...]:
    """The sums of weights and points that the form prints itself."""
    rows = []
    for raw in draft.totals:
        value = points(raw.value.text)
        if value is not None:
            score, doubts = part_doubt([raw.label, raw.value])
            place = raw.label.place.join(raw.value.place)
            rows.append(Total(kind=raw.kind, amount=value, **evidence(place, [raw.label, raw.value], score, doubts)))
    return tuple(rows)
