"""The head of a form: labels with their values beside or below them; fields, goals and money.

A label's value stands to its right. Where another label stands there, labels form a row of their own and the value
stands below: the same rule reads 项目名称|X, two goals side by side over their texts, 按收入性质分 over its amounts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.draft import Asked, Fact, Labelled, RawFund
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, Text
from normalize.kinds.money import amount, money_unit, sentence_amounts
from normalize.kinds.words import blank
from normalize.labels.head import (
    below_labels,
    below_upright,
    beside,
    fund_label,
    fund_named,
    is_label_of,
    money_inside,
    speaks_of_money,
    value_of,
)
from normalize.labels.within import before_labels, labelled, parted
from normalize.lexicon import vocabulary
from normalize.read.bracket_text import is_bracket_text, read_brackets
from normalize.read.funds import raw_fund, read_fund, read_money_unit, read_stage, read_unknown
from normalize.schema import TOTAL, Measure, Period

__all__ = ["amount_in_line", "project_in_band", "read_pairs"]

_BAND = re.compile(r"(?:项目[一二三四五六七八九十\d]{1,3}|项目名称)\s*[:：、.]\s*(?P<name>.+)$")
_TO = re.compile(r"[至到~—–-]{1,2}")
_YEAR = re.compile(r"20\d{2}年度?(?=[\u4e00-\u9fff])")
_STAGES: Mapping[str | None, Measure] = {
    "initial_budget": "initial_budget",
    "revised_budget": "revised_budget",
    "executed": "executed",
    "forecast": "forecast",
}
"""Stages of the year's total that a sentence may name: 年初预算512.40万元，调整后预算536.00万元."""
_SPENT = re.compile(r"月[末底]?(?:已|实际|累计)*(?:执行|支出)数?")
"""What a sentence says of what was spent until a month: 截至8月末执行1,012.46万元."""
_STAGED = re.compile(r"(?:预算|执行|支出|到位)数?")
"""How what may be a stage ends."""
_SAID = 20  # characters of a label that has its value behind it in one cell


def read_pairs(sheet: Sheet, row: int) -> Iterator[Fact]:
    """What every label that starts in `row` has beside it, below it or in its cell."""
    for slot in sheet.starting(row):
        if slot.key:
            yield from read_money_unit(slot)
            yield from _read_pair(sheet, slot)


def _read_pair(sheet: Sheet, slot: Slot) -> Iterator[Fact]:
    if is_bracket_text(slot):
        yield from read_brackets(slot)
    elif glued := list(_glued(slot)) or list(_spaced(sheet, slot)):
        yield from glued
    elif meaning := slot.means(vocabulary("fields", "goals")):
        yield from _goal(sheet, slot, meaning)
    elif meaning := slot.means(vocabulary("fields", "fields")):
        yield from _field(sheet, slot, meaning)
    elif label := fund_label(slot):
        yield from read_fund(sheet, slot, label)
    elif inside := money_inside(slot):
        said = slot.text.removesuffix(inside[1]).rstrip(" :：")
        yield replace(raw_fund(sheet, slot, inside[0], slot, inside[1]), label_text=said)
        if slot.uncertain:
            yield Asked(Doubt("cells", "merged"))
    elif spent := list(read_stage(sheet, slot)):
        yield from spent
    elif speaks_of_money(slot.key):
        yield from read_unknown(sheet, slot)


def _field(sheet: Sheet, slot: Slot, meaning: str) -> Iterator[Labelled]:
    """The value beside a field's label; below it in a row of labels alone, or in a strip set downwards."""
    value = below_labels(sheet, slot) or below_upright(sheet, slot) or beside(sheet, slot)
    if value is not None and not is_label_of(value, "fields", "goals", "sections") and not blank(value.text):
        yield Labelled("fields", meaning, _both_ends(sheet, value) or value, slot)


def project_in_band(slot: Slot) -> Text | None:
    """The project that a row of its own names over its indicators: `项目一：河道保洁（预算安排32万元）`; else None."""
    if (named := labelled(slot.text).get("project")) is not None:
        return Text.from_(slot).part(named)
    found = _BAND.match(slot.text)
    name = re.sub(r"[（(][^()（）]*\d[^()（）]*[)）]$", "", before_labels(found["name"])).strip() if found else ""
    return Text(name, slot.place, slot.lines, slot.doubts) if len(name) > 1 else None


def _glued(slot: Slot) -> Iterator[Fact]:
    """A label with its value in one cell: `单位:万元`, `项目名称:某某`, a sentence of amounts, `年度目标：…`."""
    pairs = labelled(slot.text)
    for meaning, text in pairs.items():
        yield Labelled("pairs", meaning, Text.from_(slot).part(text))
    amounts = list(amounts_said(slot))
    yield from amounts
    staged = [one for one, _ in sentence_amounts(slot.text) if _STAGED.search(one[-3:])]
    if amounts and any(_stage_said(one) is None and fund_named(one) is None for one in staged):
        yield Asked(Doubt("amount", "unread"))
    if not pairs and not amounts:
        yield from _goal_inside(slot)


def amounts_said(said: Printed) -> Iterator[RawFund]:
    """The amounts of a text that names each with its unit: `资金总额：100万元，其中：财政拨款80万元`."""
    for label, text in sentence_amounts(parted(_YEAR.sub("", said.text))):
        if (found := fund_named(label)) is not None:
            period: Period = "whole" if found.period == "whole" else "annual"
            yield RawFund(said, said, found.item, period, rank=found.rank, amount_text=text, label_text=label.strip())
        elif (stage := _stage_said(label)) is not None:
            yield RawFund(said, said, TOTAL, measure=stage, rank=1, amount_text=text, label_text=label.strip())


def _stage_said(label: str) -> Measure | None:
    """The stage of the year's total that a part of a sentence names."""
    known = _STAGES.get(vocabulary("columns", "funds").meaning(label))
    return "executed" if known is None and _SPENT.fullmatch(label) else known


def amount_in_line(line: Text) -> Iterator[RawFund]:
    """The amounts of a line outside the tables that begins with the label of one: `预算金额：2,360.00万元`."""
    label, colon, _ = line.text.replace("：", ":").partition(":")
    if colon and fund_named(label) is not None:
        yield from amounts_said(line)


def _goal_inside(slot: Slot) -> Iterator[Labelled]:
    """A goal that says whose it is in its own cell: `年度目标：…`."""
    said = slot.key.partition(":")[0]
    meaning = vocabulary("fields", "goals").meaning(said) if len(said) <= min(_SAID, len(slot.key) - 1) else None
    goal = slot.long.replace("：", ":").partition(":")[2] if meaning != "other" else ""
    if meaning is not None and not blank(goal):
        yield Labelled("goals", meaning, Text(goal.strip(), slot.place, slot.lines, slot.doubts))


def _goal(sheet: Sheet, slot: Slot, meaning: str) -> Iterator[Labelled]:
    value = value_of(sheet, slot, goals=True)
    if value is not None and not blank(value.text) and not is_bracket_text(value):
        yield Labelled("goals", meaning, value)


def _both_ends(sheet: Sheet, value: Slot) -> Text | None:
    """A period whose two ends stand in cells of their own: `2025-01-01 | 至 | 2027-12-31`."""
    to = sheet.right(value)
    end = sheet.right(to) if to is not None and _TO.fullmatch(to.key) else None
    if to is None or end is None or not end.key:
        return None
    return Text(f"{value.text}{to.text}{end.text}", value.place, (*value.lines, *end.lines))


def _spaced(sheet: Sheet, slot: Slot) -> Iterator[Fact]:
    """What a cell that is all of its row says, where it begins with a label that the lexicon knows to the letter and
    nothing but room parts labels and values: `主管部门 池州市文化和旅游局 年度资金总额（万元） 135.00`."""
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
