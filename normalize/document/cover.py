"""What the pages in front of a document's first form say for all its forms: who files them, and the money unit."""

from collections.abc import Iterator, Sequence

from normalize.draft import Asked, Draft, Labelled
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Text
from normalize.labels.within import values

__all__ = ["with_cover"]

_UNITS = ("unit_1", "unit_2", "unit_3", "unit_4", "department")
"""Labels of the office that files, the best first."""


def with_cover(drafts: Sequence[Draft], lines: Sequence[Text]) -> list[Draft]:
    """The forms with what lines on an earlier page than the first of them say, for those that say nothing themselves;
    that is asked about, for a cover may stand in front of several offices' forms."""
    first = min((page for draft in drafts for page in draft.pages), default=0)
    told = [values(line) for line in lines if line.place.page < first]
    units = [pairs[one] for one in _UNITS for pairs in told if one in pairs][:1]
    money = [pairs["money_unit"] for pairs in told if "money_unit" in pairs][:1]
    return [draft.plus(*_said(draft, units, money)) for draft in drafts]


def _said(draft: Draft, units: Sequence[Text], money: Sequence[Text]) -> Iterator[Labelled | Asked]:
    """What a form has of the cover."""
    unit = units if not any(draft.filled(one) for one in (*_UNITS, "unit_alone", "unit_foot")) else ()
    amounts = money if draft.funds and draft.printed("money_unit") is None else ()
    yield from (Labelled("pairs", "unit_cover", said) for said in unit)
    yield from (Labelled("pairs", "money_unit_cover", said) for said in amounts)
    yield from [Asked(Doubt("field", "guessed"))] * bool([*unit, *amounts])
