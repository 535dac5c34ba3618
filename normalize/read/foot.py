"""What lines below a form's last table say of it: who signs it, and the money unit of its amounts."""

import re
from collections.abc import Iterator, Sequence

from normalize.draft import Draft, Labelled
from normalize.evidence.text import Text
from normalize.labels.within import values

__all__ = ["read_foot"]

_SIGNING = ("unit_1", "unit_3", "unit_4")
"""Labels of the office that files or signs a form."""
_NOTE = re.compile(r"\s*(?:注|说明|备注|本表)")
"""What a note begins with; any other line may name the unit of the next table."""


def read_foot(lines: Sequence[Text], draft: Draft) -> Iterator[Labelled]:
    """The offices that sign, and the money unit that a note names for a form that has none yet:
    注：除单价外，本表金额单位均为万元。"""
    told = [(line, values(line)) for line in lines]
    yield from (Labelled("pairs", "unit_foot", pairs[one]) for _, pairs in told for one in _SIGNING if one in pairs)
    if draft.printed("money_unit") is None:
        noted = (pairs["money_unit"] for line, pairs in told if "money_unit" in pairs and _NOTE.match(line.text))
        yield from (Labelled("pairs", "money_unit", unit) for unit in noted)
