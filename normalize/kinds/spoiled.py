"""What recognition from pixels does to a value: letters among figures, a sign read as one, a wall that was not seen.

Only what is unambiguous is mended; what stays open is asked about.
"""

import re
from functools import cache

from extract.model import LINE_CUT
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, uncertain
from normalize.kinds.decide import SEEN, Decided, Source, decided
from normalize.lexicon import load
from normalize.lexicon.alike import any_of
from normalize.slot import LEFT_OUT

__all__ = ["is_share", "value"]

_SHARE = re.compile(r"(?:率|满意度|知晓度|覆盖[度面]|占比|比例|比重)[)）]?$")
_APART = re.compile(r".*\d\s+\d")
"""A number in two pieces: a stroke in front of it or behind it was read as a figure."""
_HEADLESS = re.compile(r"\D{0,2}0\d(?!\d*[月日:：])")
"""A number that begins with 0 and another figure has lost its first one."""
_NEGATIVE = re.compile(r"-\d")
"""Hardly any target is negative: a speck in front of a number is read so."""
_HUNDREDTH = re.compile(r"\D{0,2}1\.00[%％]")
"""What 100% is read as with a speck among its noughts."""
_NEGATABLE = re.compile(r"[低高少多晚]于\s*\d")
"""What 不低于 is when its 不 was lost, which says the opposite."""
_OVER_200 = re.compile(r"2\d{2}(?:\.\d+)?[%％]")
_GLUED = re.compile(r"[<>≥≤≧≦]=?\s*\d")
_TORN = 0.5
"""How sure a reader is at most where part of a line is missing (of 8 such values that nothing else doubted 3 were
wrong)."""
_SIGNS = re.compile(r"[≥≤≧≦⩾⩽]|[<>]=?|=")
_DUST = re.compile(rf"^{any_of('before_words')}+(?=[\u4e00-\u9fff]{{2}})")
"""Specks in front of a value in words."""
_MONTHLESS = re.compile(r"(?<![\d一二三四五六七八九十每当本逐按个半上下次同全/／·人])月(?:份)?(?=[底末初前内中上下]|$)")
"""A date whose month was not read."""
_MONTH, _DAY = r"(?:19|20)\d{2}[./]\d{1,2}", r"(?:19|20)\d{2}[./]\d{1,2}[./]\d{1,2}"
_UNEVEN = re.compile(rf"{_MONTH}[-~—至到]+{_DAY}|{_DAY}[-~—至到]+{_MONTH}")
"""A period from a month to a day: the point between month and day was lost, 2025.11 for 2025.1.1."""
_REST = re.compile(r"[^\d/]|.*[\u4e00-\u9fff][A-Za-z]{1,2}|[A-Za-z]{1,2}[\u4e00-\u9fff].*|\D*\d+\.")
"""A value of one character that is no digit, one with a letter or two at an end of its words, or a point at its end."""
_LABELLED = re.compile(r"\d.*项目|\|")


def is_share(name: str) -> bool:
    """Whether an indicator is a share of a hundred by its name."""
    return _SHARE.search(name) is not None


def value(cell: Printed) -> Decided:
    """A value: letters that look like digits among digits, and `290%`, which may have been ≥90%."""
    return decided(cell, _SOURCES) if uncertain(cell) else Decided(cell.text)


def _cut(cell: Printed, share: bool) -> Decided | None:
    """A line of it is missing."""
    if {LINE_CUT, LEFT_OUT}.isdisjoint(cell.doubts):
        return None
    return Decided(_repaired(cell.text) or cell.text, (Doubt("value", "unread"),))


def _of_a_kind(cell: Printed, share: bool) -> Decided | None:
    """What cannot have been printed so, and what it was (`repairs.toml`)."""
    repaired = _repaired(cell.text)
    return Decided(repaired, (Doubt("digits", "repaired"),)) if repaired else None


def _two_in_one(cell: Printed, share: bool) -> Decided | None:
    text = cell.text
    several = len(_SIGNS.findall(text)) > 1 or text.count("%") > 1 or _LABELLED.search(text)
    return Decided(text, (Doubt("cells", "merged"),)) if several else None


def _hardly_seen(cell: Printed, share: bool) -> Decided | None:
    faint = _GLUED.match(cell.text) and any(line.confidence <= SEEN for line in cell.lines)
    return Decided(cell.text, (Doubt("operator", "doubt"),)) if faint else None


def _impossible(cell: Printed, share: bool) -> Decided | None:
    patterns = (_APART, _HEADLESS, _NEGATIVE, _HUNDREDTH)
    return Decided(cell.text, (Doubt("value", "unread"),)) if any(one.match(cell.text) for one in patterns) else None


def _opposite(cell: Printed, share: bool) -> Decided | None:
    return Decided(cell.text, (Doubt("operator", "doubt"),)) if _NEGATABLE.match(cell.text) else None


def _misdated(cell: Printed, share: bool) -> Decided | None:
    spoiled = _MONTHLESS.search(cell.text) or _UNEVEN.fullmatch("".join(cell.text.split()))
    return Decided(cell.text, (Doubt("date", "unread"),)) if spoiled else None


def _no_value(cell: Printed, share: bool) -> Decided | None:
    return Decided(cell.text, (Doubt("value", "unread"),)) if _REST.fullmatch(cell.text) else None


def _as_read(cell: Printed, share: bool) -> Decided:
    torn = any(line.confidence <= _TORN for line in cell.lines)
    signed = _OVER_200.fullmatch(cell.text) is not None
    return Decided(
        _DUST.sub("", cell.text), Doubt("value", "unread").when(torn) or Doubt("sign", "or_digit").when(signed)
    )


_SOURCES: tuple[Source, ...] = (
    _cut,
    _of_a_kind,
    _two_in_one,
    _hardly_seen,
    _impossible,
    _opposite,
    _misdated,
    _no_value,
    _as_read,
)


def _repaired(text: str) -> str | None:
    """What a value that cannot have been printed so was; None where nothing speaks against it."""
    return next((pattern.sub(was, text) for pattern, was in _repairs() if pattern.fullmatch(text)), None)


@cache
def _repairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one["read"]), one["was"]) for one in load("repairs")["repairs"])
