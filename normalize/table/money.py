"""Tables of money: a header with a column for each stage of the year's budget.

    资金来源 | 年初下达数 | 截至7月底执行数 | 全年预计执行数 | 预算执行率
    资金总额 | 1.6万元    | 0.73万元        | 1.6万元        | 45.62%

A budget is first planned, then revised, paid in, executed; the columns of a header stand in that order, whatever their
labels are. The likeliest stages are those that fit the labels (by the n-grams that they share with known ones), the
cells below (amounts, or shares of a whole) and the order.
"""

import math
from collections.abc import Callable, Sequence
from functools import cache
from itertools import permutations, takewhile

from normalize.cells.sheet import Sheet
from normalize.cells.slot import EDGE, Slot
from normalize.kinds.date import BARE_YEAR
from normalize.kinds.money import amount, is_amount
from normalize.labels.head import fund_label, fund_named, is_field
from normalize.labels.likely import label_like
from normalize.labels.wording import WEIGHT, Wording
from normalize.lexicon import load, vocabulary
from normalize.schema import TOTAL
from normalize.table.columns import Column
from normalize.table.likeliest import likeliest, margin
from normalize.table.money_rows import SHARE, is_filled, speaks
from normalize.table.periods import of_the_form

__all__ = ["ITEM", "PLANNED", "likely_stages", "staged", "staged_rows"]

_STAGES = ("initial_budget", "budget", "revised_budget", "received", "executed", "forecast", "rate")
"""In the order in which they are printed."""
PLANNED = frozenset(("initial_budget", "revised_budget", "budget"))
"""Stages of what is planned, one of which a table of money has."""
ITEM = "item"
"""The role of a column of one source or kind of money: in the row of the total stands what the total has of it."""
_KNOWN = 100.0
"""A label that the lexicon knows keeps the last word."""
_UNKIND = 6.0
"""What a stage of amounts costs over shares, and the rate over amounts."""
_RATED = 6.0
"""What the stage of what is spent gains where another column says which share of a third its amounts are."""
_ROUNDED = 0.006
"""A share of the whole by which printed rates are rounded: to a percent."""
_NONE = -1.0
"""The score of a column that is none of the stages."""
_SURE = 1.2
"""Margin (logarithm of odds) below which a column's stage is asked about, as for the fields of a head."""
_FEWEST = 3
"""Cells of a header of stages: the item's and two columns."""


def staged(sheet: Sheet, row: int, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of a header of money whose rows begin with `row`, those of amounts that no label tells given their
    stage."""
    columns = _with_items(columns)
    told = [column.role if column.role in _STAGES else None for column in columns]
    cells = [_below(sheet, row, column) for column in columns]
    opened = [not column.role and any(map(is_filled, held)) for column, held in zip(columns, cells, strict=True)]
    if not any(opened):
        return tuple(columns)
    best, sure = _decide(columns, told, cells, opened)
    return tuple(
        column.told(stage, sure=margin >= _SURE) if open_ and stage is not None else column
        for column, stage, open_, margin in zip(columns, best, opened, sure, strict=True)
    )


def _with_items(columns: Sequence[Column]) -> list[Column]:
    """The columns with those of one source or kind of money told (基本支出), and beside them that of them all (合计)
    as what is planned, where no other is."""
    items = [fund_named(column.label) if not column.role else None for column in columns]
    parts = [one is not None and one.item != TOTAL for one in items]
    whole = any(parts) and not any(column.role in PLANNED for column in columns)
    roles = [
        ITEM if part else "budget" if one and whole else column.role
        for column, one, part in zip(columns, items, parts, strict=True)
    ]
    return [column.told(role, sure=column.sure) for column, role in zip(columns, roles, strict=True)]


def likely_stages(sheet: Sheet, row: int, year: int | None = None) -> tuple[Column, ...] | None:
    """The columns of a header of money that begins in `row` by what stands below it; None where none does."""
    heads = [slot for slot in sheet.filled(row) if slot.cell.row_span == 1]
    if not _may_head_stages(heads):
        return None
    first, *rest = of_the_form(sheet, row, 1, [_column(head, year) for head in heads], year)
    held = [_below(sheet, row + 1, column) for column in rest]
    filled = sum(any(map(is_amount, cells)) for cells in held)
    if filled < _FEWEST - 1 or not _are_items(_items(_below(sheet, row + 1, first), held)):
        return None
    found = staged(sheet, row + 1, [Column("other", first.x0, first.x1, first.label), *rest])
    kept = tuple(column for column in found if column.role)
    return kept if PLANNED & {column.role for column in kept} else None


def _may_head_stages(heads: Sequence[Slot]) -> bool:
    """Whether labels may head columns of stages; none are pairs: 收入预算 | 金额 | 支出预算 | 金额."""
    told = {slot.key for slot in heads}
    return len(told) == len(heads) >= _FEWEST and all(map(_may_head, heads))


def _items(below: Sequence[Slot], held: Sequence[Sequence[Slot]]) -> list[Slot]:
    """The labels below one as far as their rows hold an amount."""
    filled = {slot.cell.row for cells in held for slot in cells if is_filled(slot)}
    return list(takewhile(lambda slot: slot.cell.row in filled, below))


def staged_rows(labels: Sequence[Slot], cells: Sequence[Sequence[Slot]]) -> tuple[tuple[str | None, ...], bool]:
    """The stages of the rows of a turned table of money, and whether none of them is in question."""
    columns = [_column(label) for label in labels]
    told = [column.role if column.role in _STAGES else None for column in columns]
    stages, margins = _decide(columns, told, cells, [True] * len(columns))
    return stages, min(margins) >= _SURE


def _column(head: Slot, year: int | None = None) -> Column:
    """A column by its label; below that of the form's `year` stands what is planned."""
    said = BARE_YEAR.fullmatch(head.key)
    known = "budget" if said and int(said[1]) == year else vocabulary("columns", "funds").meaning(head.text)
    return Column(known or "", head.x0, head.x1, head.text)


def _are_items(cells: Sequence[Slot]) -> bool:
    """Whether cells below a label name items of money, one at least to the letter; half where others speak of none."""
    items = [slot for slot in cells if slot.key]
    known = sum(fund_label(slot) is not None for slot in items)
    others = [slot for slot in items if not speaks(slot)]
    told = any(is_field(slot) or not label_like(slot) for slot in others)
    return known > 0 and not told and len(others) <= known


def _decide(
    columns: Sequence[Column], told: Sequence[str | None], cells: Sequence[Sequence[Slot]], opened: Sequence[bool]
) -> tuple[tuple[str | None, ...], list[float]]:
    """The likeliest stages in order, and by how much each is likelier than the next for its column."""
    own = []
    spent = _spent(cells)
    for at, (column, known, held, open_) in enumerate(zip(columns, told, cells, opened, strict=True)):
        scores: dict[str | None, float] = {known: _KNOWN} if known else _scores(column, held) if open_ else {}
        if at in spent and open_ and not known:
            scores["executed"] = scores.get("executed", 0.0) + _RATED
        later = [_STAGES.index(stage) for stage in told[at + 1 :] if stage]
        scores = {stage: score for stage, score in scores.items() if known or _precedes(stage, later)}
        own.append(scores | {None: _NONE if open_ else 0.0})
    ways = likeliest(own, lambda before: _in_order(() if told[len(before)] else before))
    return ways[0].roles, [margin(ways, at) for at in range(len(columns))]


def _precedes(stage: str | None, later: Sequence[int]) -> bool:
    """Whether a stage comes before all that are told of later columns."""
    return stage is not None and all(_STAGES.index(stage) < other for other in later)


def _spent(cells: Sequence[Sequence[Slot]]) -> set[int]:
    """The columns whose amounts are those shares of another column that a third says: what was spent of the budget."""
    read = [[(amount(slot, None), _share(slot)) for slot in column] for column in cells]
    found = set()
    for spent, whole, rate in permutations(range(len(cells)), 3):
        rows = zip(read[spent], read[whole], read[rate], strict=False)
        told = [(part[0] / all_[0], share[1]) for part, all_, share in rows if part[0] and all_[0] and share[1]]
        if told and all(abs(reckoned - said) < _ROUNDED for reckoned, said in told):
            found.add(spent)
    return found


def _share(slot: Slot) -> float | None:
    return float(slot.key[:-1]) / 100 if SHARE.fullmatch(slot.key) else None


def _in_order(before: Sequence[str | None]) -> Callable[[str | None], float]:
    """What each stage gains behind others: it comes later than the last of them, or not at all."""
    last = next((_STAGES.index(one) for one in reversed(before) if one), -1)
    return lambda stage: 0.0 if stage is None or _STAGES.index(stage) > last else -math.inf


def _scores(column: Column, cells: Sequence[Slot]) -> dict[str | None, float]:
    """How likely (logarithm of odds) each stage is for a column by its label and its cells."""
    odds = _wording().odds(column.label)
    shares = any(SHARE.fullmatch(slot.key) for slot in cells)
    return {stage: WEIGHT * odds[stage] - _UNKIND * (shares != (stage == "rate")) for stage in _STAGES}


@cache
def _wording() -> Wording:
    return Wording(load("columns")["funds"])


def _below(sheet: Sheet, row: int, column: Column) -> list[Slot]:
    """The cells of a column from `row` on, as far as the rows speak of money."""
    found: list[Slot] = []
    for at in range(row, sheet.rows):
        slot = sheet.under(at, column)
        if slot is None or slot.x0 < column.x0 - EDGE or slot.x1 > column.x1 + EDGE or slot.cell.row != at:
            break
        found.append(slot)
    return found


def _may_head(slot: Slot) -> bool:
    """Whether a label may head a table of money: a year, and any that does not head one of indicators alone."""
    if BARE_YEAR.fullmatch(slot.key):
        return True
    known = slot.means(vocabulary("columns", "indicators"))
    return known in (None, "weight", "score", "remark", "deviation") and label_like(slot) and not is_field(slot)
