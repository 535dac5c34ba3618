"""Amounts of money: numbers with the unit that the form, a label or the cell itself names, in 万元."""

import re
from decimal import Decimal
from functools import lru_cache

from extract.confusable import any_of, dirt, read_as
from normalize.evidence.text import Printed, uncertain
from normalize.kinds.number import has_power, number, without_note
from normalize.kinds.words import blank
from normalize.lexicon import REMEMBERED, key, native

__all__ = [
    "CENT",
    "ENDS_IN_UNIT",
    "OF_TOTAL",
    "amount",
    "is_amount",
    "is_mended",
    "mended",
    "money_unit",
    "sentence_amounts",
]

_FACTORS = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "亿元": Decimal(10000),
    "万": Decimal(1),
}
_NO_MONEY = r"(?<![单多公纪]元)(?![区县市旗素旦宵])"
"""Of a place (天元区) or another word (单元, 元素)."""
_UNIT = re.compile(
    rf"(?P<factor>百万|千|万|亿)?{any_of('within_money_units')}?元{_NO_MONEY}|[(:](?P<torn>百万|千|万|亿)\)?$"
    rf"|(?P<misread>[方刀厉]|(?<=[(:])[力刃乃入丁下])元{_NO_MONEY}"
)
"""With a speck that a scan may have left between its characters, 万 as it may be misread, its bracket lost or not
(资金总额方元), or without its 元: to miss the 万 would cost four digits."""
_GLUED = re.compile(r"^[¥￥]?(?P<number>[+-]?[\d,]+(?:\.\d+)?)(?P<unit>(?:百万|千|万|亿)?元|万)?$")
ENDS_IN_UNIT = re.compile(r"[(](?:百万|千|万|亿)?元[)]$")
"""How a label of money may end, whatever its words, and no name: 年初核定数(万元)."""
CENT = 0.005
"""In 万元: sums that differ by less are one."""
OF_TOTAL = "其中"
"""How a label begins that is part of a total."""
_REMARK = re.compile(r"(?<=元)\([^()]*\)$|\(\d+(?:\.\d+)?分\)$")
"""What an amount is made of, 73.8万元(市级50万元,街道自筹23.8万元), or the points that it brings: 214.50(10分)."""
_CLAUSE = re.compile(
    r"(?P<label>[\u4e00-\u9fff()]{2,16}?)(?:[:：为计]|共计|合计)*(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>(?:百万|千|万|亿)?元)"
)


def money_unit(text: str) -> str | None:
    """The money unit that a label or a line names: `金额单位：万元`, `资金总额(元)` -> 万元, 元."""
    match = _UNIT.search(native(text))
    if match is None:
        return None
    factor = "万" if match["misread"] else match["factor"] or match["torn"] or ""
    return f"{factor}元"


_SPECKS = dirt("specks_of_amounts")
_POINTED = re.compile(r"^\d{1,3}(?:[.,]\d{3})+(?=\.\d{1,2}(?!\d))")
"""The thousands of `14.000.00` or `35.653,200.00`, whose commas a scan has made points."""
_POINTLESS = re.compile(r"^\d{1,3}(?:,\d{3})+(?=\d\d$)")
"""The whole of `14,000,00000`, whose point a scan has lost: a group has three digits."""
_BEHIND_NOUGHT = re.compile(r"^0(?=\d+(?:\D|$))(?!\d*[.,])")
"""The nought of `074`, whose point was not read: no amount begins with one and has none."""
_DOTTED = re.compile(r"^\.(?=\d+[.,])|(?:(?<=\.\d\d)|(?<=\.\d{4}))[^\d元万亿千百.,]{1,4}$")
"""A speck in front of a number that has its own point; dirt or a pen's strokes behind its second or fourth decimal."""
_COLON = re.compile(r"(?<=\d):(?=\d{2}(?:\d{2})?(?:\D|$))")
"""A point read as a colon."""
_LETTERS = str.maketrans(read_as("amounts"))
_DASHES = dirt("around_amounts")


def amount(cell: Printed, unit: str | None, text: str | None = None) -> float | None:
    """The amount in 万元 that a cell, or a `text` of it, says; None: no amount.

    `unit` holds where the cell names none (and 万元 where nobody does). What was recognised from pixels is `mended`.
    """
    said = cell.text if text is None else text
    return _worth(mended(said) if uncertain(cell) else _plain(said), unit or "万元")


@lru_cache(maxsize=REMEMBERED)
def _worth(printed: str, unit: str) -> float | None:
    match = _GLUED.match(_REMARK.sub("", printed))
    if not match or number(match["number"]) is None:
        return None
    factor = _FACTORS[match["unit"] or unit]
    return float(Decimal(match["number"].replace(",", "")) * factor)


def is_amount(cell: Printed | None) -> bool:
    """Whether an amount stands in a cell."""
    return cell is not None and amount(cell, None) is not None


def mended(text: str) -> str:
    """A recognised amount without what a scan does to one; no form plans with less than nothing, so a stroke in front
    of it is dirt."""
    bare = _DOTTED.sub("", _plain(text).lstrip(_DASHES).strip(_SPECKS).rstrip(".")).translate(_LETTERS)
    pointed = _POINTED.sub(lambda found: found[0].replace(".", ","), _COLON.sub(".", bare))
    return _BEHIND_NOUGHT.sub("0.", _POINTLESS.sub(r"\g<0>.", pointed))


def is_mended(cell: Printed, text: str | None = None) -> bool:
    """Whether a recognised cell's amount is not what was read; a dash for nothing is none."""
    said = cell.text if text is None else text
    return uncertain(cell) and not blank(said) and mended(said) != _plain(said)


@lru_cache(maxsize=REMEMBERED)
def _plain(text: str) -> str:
    said = without_note(text)
    return said if has_power(said) else key(said).replace("，", ",")


def sentence_amounts(text: str) -> list[tuple[str, str]]:
    """The (label, amount with unit) pairs of a sentence such as `资金总额：100万元，其中：财政拨款80万元`."""
    if "元" not in text:
        return []
    body = re.sub(r"[,，;；。]?(?:其中[:：]?|\d{1,2}[.、](?!\d))", " ", text)
    return [(match["label"], match["number"] + match["unit"]) for match in _CLAUSE.finditer(body)]
