"""Doubts: what is open about a row or a form, as values; and the codes that they have in `review_reason`.

Who reads a cell says what is doubtful about it (`Doubt("value", "unread")`). Here alone a doubt becomes a code
(`value_unread`), which `lexicon/reasons.toml` explains to a clerk and `lexicon/asked.toml` gives the field of a table.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, Self

from extract.model import DIGITS_LOST, FAILED, UNCACHED
from normalize.lexicon.load import load

__all__ = ["LEFT_OUT", "OF_CELLS", "About", "Doubt", "How", "codes", "fields_of", "joined", "review", "told"]

_Field = Literal["name", "value", "operator", "likelihood", "unit", "level1", "level2", "actual", "forecast"]
_Heading = Literal["filer", "project", "year", "as_of"]
_Column = Literal["weight", "score", "direction"]
_Money = Literal["budget", "amount", "money_unit"]
_Read = Literal["date", "digits", "sign", "share", "formula", "ocr"]
_Thing = Literal["row", "cell", "cells", "column", "field", "page", "indicators", "correction"]
About = _Field | _Heading | _Column | _Money | _Read | _Thing
"""What is doubtful: a field, what was read as one, or where something stands that may be one."""
_Reading = Literal["unread", "doubt", "repaired", "is_level", "in_name", "or_digit", "over_100", "illegible", "lost"]
_Filling = Literal["missing", "guessed", "summed", "conflict", "uncached", "error", "stale", "risk"]
_Standing = Literal["several", "split", "shifted", "merged", "unclaimed", "unknown"]
How = _Reading | _Filling | _Standing
"""What is doubtful about it."""


class Doubt(NamedTuple):
    """That something is open, and how."""

    about: About
    how: How

    @property
    def code(self) -> str:
        """Its code, one of `reasons.toml`."""
        return _CODES.get(self, f"{self.about}_{self.how}")

    def when(self, holds: object) -> tuple[Self, ...]:
        """Itself where something holds, else none."""
        return (self,) if holds else ()


_CODES: Mapping[Doubt, str] = {Doubt("indicators", "missing"): "no_indicators"}
"""The codes that do not say first what is doubtful and then how."""


LEFT_OUT = "line_left_out"
"""The doubt of a cell of which a line was taken for a stamp's or a ruling's rest, though it may be text; the edit of
any from which one was left out."""
OF_CELLS: Mapping[str, Doubt] = {
    UNCACHED: Doubt("formula", "uncached"),
    FAILED: Doubt("formula", "error"),
    DIGITS_LOST: Doubt("digits", "lost"),
}
"""By extract's doubt of a cell that of whatever is taken from it."""


def told(doubts: Iterable[Doubt], before: str | None = None) -> str | None:
    """The `review_reason` of doubts, and of what was asked `before`: each code once, in the order of the alphabet; None
    of none."""
    return joined({one.code for one in doubts} | codes(before))


def joined(reasons: Iterable[str]) -> str | None:
    """The `review_reason` of codes."""
    return ";".join(sorted(reasons)) or None


def review(reason: str | None) -> dict[str, Any]:
    """The columns of a row that say whether a person should look, and why."""
    return {"needs_review": reason is not None, "review_reason": reason}


def codes(reasons: str | None) -> set[str]:
    """The codes of a `review_reason`."""
    return set(reasons.split(";")) - {""} if reasons else set()


@cache
def fields_of(table: str) -> Mapping[str, str]:
    """By code the field of a table that it speaks of; one that is not here speaks of the whole row."""
    return {code: field for field, names in load("asked").get(table, {}).items() for code in names}
