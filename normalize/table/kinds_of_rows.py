"""Rows of a table that are none of its own: bands over those below, sums, signatures, numbers of columns and pages."""

import re

from normalize.cells.lines import PAGE_NUMBER
from normalize.cells.sheet import Sheet
from normalize.kinds.level import is_level
from normalize.labels.likely import label_like

__all__ = ["ACROSS", "SUMS", "TOTALS", "WHOLE", "is_band", "is_numbering", "is_signed", "is_total", "numbers_page"]

SUMS = ("合计", "总计", "小计")
"""How what sums up rows ends: 产出指标小计."""
TOTALS = frozenset(
    ("总分", "合计", "总计", "总分合计", "自评总分", "总得分", "综合得分", "合计得分", "得分合计", "自评得分")
)
"""What the points of all rows, or of all parts, are called."""
_SEALED = re.compile(r"[(（](?:盖章|公章|签章|签字|签名)[)）]|(?:^|[^\d])年月日$")
_STEMS = "甲乙丙丁戊己庚辛"
_FEWEST = 4
"""Columns that a table has at least whose row numbers them."""
_FEW = 3
"""Cells of the foot of a page, at the most."""
ACROSS, WHOLE = 0.6, 0.85
"""Of the table's width: a cell as wide is a band over the rows below, and no name alone; one over the whole of it, but
for a margin of the walls."""


def is_band(sheet: Sheet, row: int) -> bool:
    """Whether a row is one cell of words across the table: the level of the rows below."""
    filled = [slot for slot in sheet.row(row) if slot.key and slot.cell.row_span == 1]
    words = len(filled) == 1 and (label_like(filled[0]) or is_level(filled[0].text))
    return words and filled[0].width > ACROSS


def is_total(sheet: Sheet, row: int) -> bool:
    """Whether a row sums up those above it: 小计, 合计."""
    first = sheet.first(row)
    return first is not None and first.key.endswith(SUMS)


def is_signed(sheet: Sheet, row: int) -> bool:
    """Whether a row is where somebody signs: 财政部门审核意见 | (盖章) 年 月 日."""
    return any(_SEALED.search(slot.key) is not None for slot in sheet.starting(row))


def is_numbering(sheet: Sheet, row: int) -> bool:
    """Whether a row numbers the columns of its table, and no more: 甲 乙 丙 1 2 3."""
    said = [slot.key for slot in sheet.row(row)]
    if len(said) < _FEWEST or said[0] not in (_STEMS[0], "1"):
        return False
    stems = sum(word in _STEMS for word in said)
    want = [*_STEMS[:stems], *(str(number) for number in range(1, len(said) - stems + 1))]
    return said == want


def numbers_page(sheet: Sheet, row: int) -> bool:
    """Whether a row is the foot of a page that stands within its table: 打印日期：2025-12-01 | 第1页共2页."""
    said = [said for slot in sheet.starting(row) if (said := slot.cell.text.strip())]
    return 0 < len(said) <= _FEW and any(map(PAGE_NUMBER.match, said))
