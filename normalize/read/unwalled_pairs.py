"""A row of a head without walls: labels and their values stand in one cell, parted by nothing but room.

主管部门 池州市文化和旅游局 年度资金总额（万元） 135.00
"""

from collections.abc import Iterator

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.draft import Fact, Labelled, RawFund
from normalize.evidence.text import Text
from normalize.kinds.money import amount, money_unit
from normalize.kinds.words import blank
from normalize.labels.head import fund_named
from normalize.lexicon import vocabulary

__all__ = ["read_spaced"]


def read_spaced(sheet: Sheet, slot: Slot) -> Iterator[Fact]:
    """What a cell that is all of its row says, where it begins with a label that the lexicon knows to the letter and
    room behind it."""
    if sheet.row(slot.cell.row) != [slot]:
        return
    for label, said in _pairs(slot.text.split()):
        if blank(said):
            continue
        value = Text.from_(slot).part(said)
        if (meaning := _meaning(label, "fields")) is not None:
            yield Labelled("pairs", meaning, value)
        elif (meaning := _meaning(label, "goals")) is not None:
            yield Labelled("goals", meaning, value)
        elif (fund := fund_named(label)) is not None and amount(slot, None, said) is not None:
            unit, period = money_unit(label), fund.period or "annual"
            yield RawFund(slot, slot, fund.item, period, unit=unit, rank=fund.rank, amount_text=said, label_text=label)


def _pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    """Labels, each with all words up to the next one; none where the first word is no label or the only one."""
    heads = [at for at, word in enumerate(words) if _is_label(word)]
    if len(words) < 2 or heads[:1] != [0]:
        return
    for at, end in zip(heads, [*heads[1:], len(words)], strict=True):
        yield words[at], " ".join(words[at + 1 : end])


def _is_label(word: str) -> bool:
    return any(_meaning(word, table) for table in ("fields", "goals")) or fund_named(word) is not None


def _meaning(word: str, table: str) -> str | None:
    return vocabulary("fields", table).meaning(word)
