"""Tables of the year's main tasks: what is to be done, how, and what it costs.

    年度主要任务 | 任务名称 | 主要内容                       | 预算金额
                 | 学生资助 | 按标准及时发放各类助学金       | 431.12

The order is always the same; so a header of which nobody knows the labels is one of tasks where names stand below it,
prose beside them and an amount at the end of each row, which no grid of indicators and no table of money has.
"""

from collections.abc import Sequence

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.kinds.classes import class_of
from normalize.kinds.money import is_amount
from normalize.labels.likely import label_like
from normalize.table.columns import Column

__all__ = ["likely_tasks", "told_tasks"]

_NAMED = ("short", "words", "naming", "levelish", "project", "office")
"""Classes of what names a task."""
_PROSE = 8
"""Characters of what is done, at least."""


def likely_tasks(sheet: Sheet, row: int) -> tuple[Column, ...] | None:
    """The columns of a header of tasks that begins in `row` by what stands below it; None where none does."""
    heads = sheet.filled(row)
    if heads and heads[0].cell.row_span > 1:  # names the block
        heads = heads[1:]
    if len(heads) != 3 or not all(label_like(slot) and slot.cell.row_span == 1 for slot in heads):
        return None
    if row + 1 >= sheet.rows or not _is_task(sheet, row + 1, heads):
        return None
    roles = ("name", "content", "amount")
    return tuple(Column(role, head.x0, head.x1, head.text, sure=False) for role, head in zip(roles, heads, strict=True))


def _is_task(sheet: Sheet, row: int, heads: Sequence[Slot]) -> bool:
    """Whether a row has a name, prose and an amount below three labels."""
    name, said, money = (sheet.under(row, head) for head in heads)
    if name is None or said is None or money is None or name.cell.row != row:
        return False
    return class_of(name.text) in _NAMED and len(said.key) >= _PROSE and _is_prose(said) and is_amount(money)


def told_tasks(sheet: Sheet, row: int, columns: Sequence[Column]) -> Sequence[Column]:
    """The columns of a table of tasks whose rows begin with `row`: right of the names, under labels that nobody knows,
    the first of words says what is done, the first of amounts what it costs."""
    known = {column.role for column in columns}
    left = next((column.x0 for column in columns if column.role == "name"), 0.0)
    for role, suits in (("content", _is_prose), ("amount", is_amount)):
        open_ = ((at, one) for at, one in enumerate(columns) if not one.role and one.x0 > left)
        below = ((at, sheet.under(row, one)) for at, one in open_)
        at = next((at for at, slot in below if slot is not None and suits(slot)), None)
        if role not in known and at is not None:
            columns = [*columns[:at], columns[at].told(role, sure=False), *columns[at + 1 :]]
    return columns


def _is_prose(slot: Slot) -> bool:
    return class_of(slot.text) in ("sentence", "words", "project")
