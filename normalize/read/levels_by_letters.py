"""Levels that a letter stands for in each row, which a note anywhere in the document explains.

运维应用系统 | A | 17个       类别说明：A产出指标—数量指标；B产出指标—质量指标；
平台可用率   | B | ≥99.9%
"""

import re
from collections.abc import Iterator

from extract.model import Extraction
from normalize.cells.sheet import Sheet
from normalize.draft import Printed
from normalize.evidence.text import Text
from normalize.kinds.level import LEVEL1, both, canonical, is_level
from normalize.lexicon import key
from normalize.table.columns import LEVELS
from normalize.table.columns_by_content import UNKNOWN
from normalize.table.header import Header

__all__ = ["CODE", "OPEN", "legend", "lettered"]

CODE = r"[A-ZＡ-Ｚ]\d?|[①-⑳Ⅰ-Ⅻ甲乙丙丁]"
"""What may stand for a level that is told elsewhere."""
OPEN = (UNKNOWN, "list.category", "list.other")
"""Roles of columns in which it may stand."""
_ENTRY = re.compile(
    rf"(?<![A-Za-z\d])(?P<code>{CODE})\s*[:：=＝、.．—–-]?\s*"
    r"(?P<level>[\u4e00-\u9fff]{2,9}(?:[—–/·-]+[\u4e00-\u9fff]{2,9})?)(?=[\s；;，,。、)）]|$)"
)
_FEWEST = 2


def legend(extraction: Extraction) -> dict[str, dict[str, str]]:
    """By its letter the levels, by role, that a document's notes give it; none where they give it two meanings."""
    said: dict[str, dict[str, str]] = {}
    for found in (found for text in _texts(extraction) for found in _ENTRY.finditer(text)):
        levels = _levels(found["level"])
        if levels and said.setdefault(key(found["code"]), levels) != levels:
            return {}
    return said if len(said) >= _FEWEST else {}


def _texts(extraction: Extraction) -> Iterator[str]:
    """What stands outside the tables of each page, and each cell's text."""
    for page in extraction.pages:
        for lines in (page.lines, *(cell.lines for table in page.tables for cell in table.cells)):
            yield "".join(line.text.strip() for line in lines)


def _levels(text: str) -> dict[str, str]:
    """The level, or both, that a text names, by role."""
    if (pair := both(text)) is not None:
        return dict(zip(LEVELS, pair, strict=False))
    if not is_level(text):
        return {}
    return {"level1" if canonical(text, 1) in LEVEL1 else "level2": text}


def lettered(sheet: Sheet, row: int, header: Header) -> dict[str, Printed]:
    """The levels that the letter of a row stands for; none where it has none, or several."""
    slots = (sheet.under(row, column) for column in header.columns if column.role in OPEN)
    found = {slot: levels for slot in slots if slot and (levels := sheet.beside.legend.get(slot.key))}
    if len(found) != 1:
        return {}
    return {
        role: Text.from_(slot).edited(name, "level_elsewhere")
        for slot, levels in found.items()
        for role, name in levels.items()
    }
