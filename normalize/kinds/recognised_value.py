"""What recognition from pixels does to a value: letters among figures, a sign read as one, a wall that was not seen.

Only what is unambiguous is mended; what stays open is asked about.
"""

import re
import unicodedata

from extract.confusable import any_of, dirt
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, uncertain
from normalize.kinds.decide import Decided, Source, decided
from normalize.kinds.unit import dotted

__all__ = ["is_share", "value"]

_SHARE = re.compile(r"(?:率|满意度|知晓度|覆盖[度面]|占比|比例|比重)[)）]?$")
_OVER_200 = re.compile(r"2\d{2}(?:\.\d+)?[%％]")
_TORN = 0.5
"""How sure a reader is at most where part of a line is missing (of 8 such values that nothing else doubted 3 were
wrong)."""
_ODD = re.compile(
    r"(?:.*\d\s+\d|\D{0,2}0\d(?!\d*[月日:：])|\D{0,2}-\d|\D{0,2}1\.00[%％]|[低高少多晚]于\s*\d).*"
    r"|[^\d/]|.*[\u4e00-\u9fff][A-Za-z]{1,2}|[A-Za-z]{1,2}[\u4e00-\u9fff].*|\D*\d+\."
)
"""A number in two pieces, one that begins with 0 and another figure, a negative one (》-98 was 》=98), 100% with a
speck among its noughts, 低于 that may have been 不低于; one character that is no digit, words or figures with a letter
or a point at an end."""
_DUST = dirt("before_words")
"""Specks at the ends of a value."""
_PER = re.compile(r"(?<=\d)[^\d/]+/[^\d/]+$")
"""A unit of so much for each of something, behind a number."""
_MONTHLESS = re.compile(r"(?<![\d一二三四五六七八九十每当本逐按个半上下次同全/／·人])月(?:份)?(?=[底末初前内中上下]|$)")
"""A date whose month was not read."""
_MONTH, _DAY = r"(?:19|20)\d{2}[./]\d{1,2}", r"(?:19|20)\d{2}[./]\d{1,2}[./]\d{1,2}"
_UNEVEN = re.compile(rf"{_MONTH}[-~—至到]+{_DAY}|{_DAY}[-~—至到]+{_MONTH}")
"""A period from a month to a day: the point between month and day was lost, 2025.11 for 2025.1.1."""
_SHORT_DATE = r"(?:19|20)\d{2}(?:\.\d{1,2}){1,2}"
_BOUNDS = re.compile(r"\D*(\d[\d,]*)(\.\d+)?[-~—至到](\d[\d,]*)(\.\d+)?\D*")
_APART = 10
"""Times as large as the other is a bound that has lost its point, or more: 86.00~11400."""
_REPAIRS = (
    (re.compile(rf"({_SHORT_DATE})({_SHORT_DATE})"), r"\1-\2"),  # 2026.1.12026.12.31: the dash
    (re.compile(r"((?:19|20)\d{2}\.\d.*[-—](?:19|20)\d{2}\.(?:0\d|1[0-2]))([0-3]\d)"), r"\1.\2"),  # 2026.1231
    (re.compile(r"((?:19|20)\d{2}\.(?:0\d|1[0-2])[-—~](?:19|20)\d{2})(0\d|1[0-2])"), r"\1.\2"),  # 2026.03-202703
    (re.compile(r"(\D*\d{1,3}(?:,\d{3})*)\.(\d{3}\.\d{1,4}(?:\D.*)?)"), r"\1,\2"),  # 1.800.00: the comma of thousands
    (re.compile(r"(\D*\d[\d,]*\.\d\d)(\d[\d,]*\.\d\d(?:\D.*)?)"), r"\1-\2"),  # 87.0095.00: the dash of a range
    (re.compile(rf"(?!-){any_of('dashes')}(\d[\d,]*(?:\.\d+)?)"), r"\1"),  # —90: no minus
    (re.compile(r"(\D{0,2}\d{1,3}(?:,\d{3})*),(\d{2}\D{0,5})"), r"\1.\2"),  # 80,00: a group has three digits
)
"""What a value cannot have been as it was read, and what it was; the row is asked about."""
_POINTLESS = re.compile(r"(\D*\d{1,3}(?:,\d{3})*)[.,](\d{3})\n(\d{2,4}(?:\D.*)?)")
"""2,230 over 00: a narrow column breaks a number behind its point, which was lost there."""


def is_share(name: str) -> bool:
    """Whether an indicator is a share of a hundred by its name."""
    return _SHARE.search(name) is not None


def value(cell: Printed) -> Decided:
    """A value: letters that look like digits among digits, and `290%`, which may have been ≥90%."""
    return decided(cell, _SOURCES) if uncertain(cell) else Decided(cell.text)


def _of_a_kind(cell: Printed) -> Decided | None:
    """What cannot have been printed so, and what it was."""
    lines = "\n".join(line.text.strip() for line in cell.lines)
    tried = ((lines, _POINTLESS, r"\1,\2.\3"), *((cell.text, pattern, was) for pattern, was in _REPAIRS))
    repaired = next((pattern.sub(was, text) for text, pattern, was in tried if pattern.fullmatch(text)), None)
    return Decided(repaired, (Doubt("digits", "repaired"),)) if repaired else None


def _misdated(cell: Printed) -> Decided | None:
    spoiled = _MONTHLESS.search(cell.text) or _UNEVEN.fullmatch("".join(cell.text.split()))
    return Decided(cell.text, (Doubt("date", "unread"),)) if spoiled else None


def _unpointed(cell: Printed) -> Decided | None:
    """A range of which one bound has lost the point that the other has."""
    bounds = _BOUNDS.fullmatch(cell.text)
    if bounds is None or bool(bounds[2]) == bool(bounds[4]):
        return None
    low, high = sorted(float(bounds[n].replace(",", "")) for n in (1, 3))
    return Decided(cell.text, (Doubt("value", "unread"),)) if high > _APART * low else None


def _odd(cell: Printed) -> Decided | None:
    """What hardly any value says."""
    return Decided(cell.text, (Doubt("value", "unread"),)) if _ODD.fullmatch(cell.text) else None


_RAISED = re.compile(r"(?<=\d)[⁰¹²³⁴-⁹]")
"""A digit that a recogniser took for a raised one; on paper that is rare."""


def _as_read(cell: Printed) -> Decided:
    torn = any(line.confidence <= _TORN for line in cell.lines)
    signed = _OVER_200.fullmatch(cell.text) is not None
    figures = _RAISED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), cell.text)
    text = _PER.sub(lambda unit: dotted(unit[0]) or unit[0], figures.strip(_DUST) or figures)
    return Decided(text, Doubt("value", "unread").when(torn) or Doubt("sign", "or_digit").when(signed))


_SOURCES: tuple[Source, ...] = (_of_a_kind, _misdated, _unpointed, _odd, _as_read)
