"""What recognition from pixels does to a value: letters among figures, a sign read as one, a wall that was not seen.

Only what is unambiguous is mended; what stays open is asked about.
"""

import re
from functools import cache

from extract.confusable import any_of
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, uncertain
from normalize.kinds.decide import Decided, Source, decided
from normalize.lexicon import load

__all__ = ["is_share", "value"]

_SHARE = re.compile(r"(?:率|满意度|知晓度|覆盖[度面]|占比|比例|比重)[)）]?$")
_OVER_200 = re.compile(r"2\d{2}(?:\.\d+)?[%％]")
_TORN = 0.5
"""How sure a reader is at most where part of a line is missing (of 8 such values that nothing else doubted 3 were
wrong)."""
_ODD = re.compile(
    r"(?:.*\d\s+\d|\D{0,2}0\d(?!\d*[月日:：])|-\d|\D{0,2}1\.00[%％]|[低高少多晚]于\s*\d).*"
    r"|[^\d/]|.*[\u4e00-\u9fff][A-Za-z]{1,2}|[A-Za-z]{1,2}[\u4e00-\u9fff].*|\D*\d+\."
)
"""A number in two pieces, one that begins with 0 and another figure, a negative one, 100% with a speck among its
noughts, 低于 that may have been 不低于; one character that is no digit, words or figures with a letter
or a point at an end."""
_DUST = re.compile(rf"^{any_of('before_words')}+(?=[\u4e00-\u9fff]{{2}})")
"""Specks in front of a value in words."""
_MONTHLESS = re.compile(r"(?<![\d一二三四五六七八九十每当本逐按个半上下次同全/／·人])月(?:份)?(?=[底末初前内中上下]|$)")
"""A date whose month was not read."""
_MONTH, _DAY = r"(?:19|20)\d{2}[./]\d{1,2}", r"(?:19|20)\d{2}[./]\d{1,2}[./]\d{1,2}"
_UNEVEN = re.compile(rf"{_MONTH}[-~—至到]+{_DAY}|{_DAY}[-~—至到]+{_MONTH}")
"""A period from a month to a day: the point between month and day was lost, 2025.11 for 2025.1.1."""


def is_share(name: str) -> bool:
    """Whether an indicator is a share of a hundred by its name."""
    return _SHARE.search(name) is not None


def value(cell: Printed) -> Decided:
    """A value: letters that look like digits among digits, and `290%`, which may have been ≥90%."""
    return decided(cell, _SOURCES) if uncertain(cell) else Decided(cell.text)


def _of_a_kind(cell: Printed, share: bool) -> Decided | None:
    """What cannot have been printed so, and what it was (`repairs.toml`)."""
    repaired = _repaired(cell.text)
    return Decided(repaired, (Doubt("digits", "repaired"),)) if repaired else None


def _misdated(cell: Printed, share: bool) -> Decided | None:
    spoiled = _MONTHLESS.search(cell.text) or _UNEVEN.fullmatch("".join(cell.text.split()))
    return Decided(cell.text, (Doubt("date", "unread"),)) if spoiled else None


def _odd(cell: Printed, share: bool) -> Decided | None:
    """What hardly any value says."""
    return Decided(cell.text, (Doubt("value", "unread"),)) if _ODD.fullmatch(cell.text) else None


def _as_read(cell: Printed, share: bool) -> Decided:
    torn = any(line.confidence <= _TORN for line in cell.lines)
    signed = _OVER_200.fullmatch(cell.text) is not None
    return Decided(
        _DUST.sub("", cell.text), Doubt("value", "unread").when(torn) or Doubt("sign", "or_digit").when(signed)
    )


_SOURCES: tuple[Source, ...] = (
    _of_a_kind,
    _misdated,
    _odd,
    _as_read,
)


def _repaired(text: str) -> str | None:
    """What a value that cannot have been printed so was; None where nothing speaks against it."""
    return next((pattern.sub(was, text) for pattern, was in _repairs() if pattern.fullmatch(text)), None)


@cache
def _repairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one["read"]), one["was"]) for one in load("repairs")["repairs"])
