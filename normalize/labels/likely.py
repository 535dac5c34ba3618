"""What may be a label by its words alone, though the lexicon does not know it."""

import re

from normalize.cells.slot import Slot
from normalize.kinds.classes import class_of
from normalize.kinds.level import is_level

__all__ = ["heads_group", "label_like"]

_LONGEST = 20
"""Characters of a label."""
_DATED = re.compile(r"(?:20\d{2}年度?|前?\d{1,2}(?:[-—–~至到]\d{1,2})?个?月(?:底|末|份)?)")
"""What a label may say of a time: 2026年, 1-7月, 7月底."""
_WORDED = frozenset(
    ("naming", "levelish", "short", "words", "project", "direction", "unit", "sign", "level2", "likely")
)
"""Classes that a label's own text may be of: 单位 and 成本 are labels and more."""


def label_like(slot: Slot) -> bool:
    """Whether a cell may be a label by its text: a few words without a number that is no date, no sentence."""
    word = _DATED.sub("", slot.key)
    return 0 < len(word) <= _LONGEST and class_of(word) in _WORDED and not any(map(str.isdigit, word))


def heads_group(slot: Slot) -> bool:
    """Whether a level's name heads several columns: 产出指标 over its own names and values."""
    return slot.cell.column_span > 1 and is_level(slot.text)
