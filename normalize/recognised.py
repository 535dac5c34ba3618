"""What recognition from pixels corrupts, decided by what a column may hold.

A reader of characters sees a cell, this module knows its column: a unit column holds units, a value column numbers
(signs: `normalize.recognised_signs`, level names: `normalize.recognised_levels`). Only what is unambiguous is mended;
what was read stays in extract's artefact, and what stays open is asked about. Text from a PDF's own text layer is never
touched.
"""

import re
from functools import cache
from typing import NamedTuple

from extract.model import LINE_CUT, Reading
from normalize.draft import Printed, origin
from normalize.lexicon import load, mended, under_label, vocabulary
from normalize.sheet import LEFT_OUT
from normalize.values import blank, is_known_unit, near_units

__all__ = [
    "LIKELY",
    "SEEN",
    "SPECKS",
    "Decided",
    "glued_unit",
    "is_share",
    "likeliest",
    "unit",
    "value",
]

LIKELY = 0.5  # of a vocabulary entry, by the recogniser's own probabilities
_DIGITS = str.maketrans(
    {"I": "1", "l": "1", "|": "1", "i": "1", "O": "0", "o": "0", "Q": "0", "S": "5", "Z": "2", "B": "8"}
)
_LOOKS_LIKE_NUMBER = re.compile(r"[\dIl|iOoQSZB.,]*\d[\dIl|iOoQSZB.,]*[%％]?")
_SHARE = re.compile(r"(?:率|满意度|知晓度|覆盖[度面]|占比|比例|比重)[)）]?$")
_PERCENT_AS_DIGIT = re.compile(
    r"(?P<sign>\D*)(?:(?P<share>\d\d\.\d\d|100(?:\.00)?|\d\d(?=[689]$))[689]|(?P<whole>[2-9]\d|100)00)"
)
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
SPECKS = " .·,'`"
_SPECKED_UNIT = re.compile(r"(?P<number>\D{0,2}\d[\d,]*(?:\.\d+)?)[.·](?P<unit>[\u4e00-\u9fff/]+)")
_COUNTED = re.compile(
    r"(?P<number>\D{0,2}\d[\d,]*(?:\.\d+)?(?:[-—–~～]\d[\d,]*(?:\.\d+)?)?)(?P<unit>[\u4e00-\u9fff]+/[\u4e00-\u9fff]+)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MISREAD_UNITS = {
    "尸": "户",
    "P": "户",
    "D": "口",
    "囗": "口",
    "□": "口",
    "入": "人",
    "欠": "次",
    "各": "名",
    "厉元": "万元",
    "方元": "万元",
    "刀元": "万元",
    "万无": "万元",
}
SEEN = 0.3
"""A sign that its readers are less sure of has hardly been seen."""
_STROKES = frozenset("一二丨")
"""What dirt beside a unit is read as; none is a unit."""
_SIGNS = re.compile(r"[≥≤≧≦⩾⩽]|[<>]=?|=")
_TRAILED = re.compile(r"(?P<number>\D{0,2}\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d\s]*[\u4e00-\u9fff%])[一丨—·.,'-]")
"""A speck behind a unit, read as a stroke or a point."""
_DUST = re.compile(r"^[-–—·.,'`]+(?=[\u4e00-\u9fff]{2})")
"""Specks in front of a value in words."""
_STRUCK = re.compile(r"^(?:一(?![次定致般年项个批票站体等流级条线把户村季类期律])|[丨丿])(?=[\u4e00-\u9fff]{2})")
"""A speck read as a stroke in front of a value in words."""
_MONTHLESS = re.compile(r"(?<![\d一二三四五六七八九十每当本逐按个半上下次同全/／·人])月(?:份)?(?=[底末初前内中上下]|$)")
"""A date whose month was not read."""
_REST = re.compile(r"[^\d/]|.*[\u4e00-\u9fff][A-Za-z]{1,2}|[A-Za-z]{1,2}[\u4e00-\u9fff].*|\D*\d+\.")
"""A value of one character that is no digit, one with a letter or two at an end of its words, or a point at its end."""
_LABELLED = re.compile(r"\d.*项目|\|")


class Decided(NamedTuple):
    """A cell's text as decided, and what is doubtful about it. `sure`: a closed vocabulary confirms it."""

    text: str
    doubts: tuple[str, ...] = ()
    sure: bool = False


def likeliest(cell: Printed, vocabulary: str) -> Reading | None:
    """The likeliest entry of a word list among the readings of a cell of one line."""
    if len(cell.lines) != 1:
        return None
    by = f"vocabulary:{vocabulary}"
    found = (reading for line in cell.lines for reading in line.readings if reading.by == by)
    return max(found, key=lambda reading: reading.score, default=None)


def unit(cell: Printed, *, share: bool) -> Decided:
    """The unit of a cell in a unit column; `share`: the indicator is a share of a hundred by its name (…率, …满意度).

    A unit that no published form has used was misread: the word list's likeliest entry stands for it. The percent sign
    is small and is read as whatever is small; where the name says that it is one, it is one.
    """
    text = cell.text
    if origin([cell]) == "ocr" and (dotted := _dotted(text)):
        return Decided(dotted)
    if origin([cell]) != "ocr" or blank(text) or (is_known_unit(text) and not (share and len(text) == 1)):
        return Decided(text)
    if text in ("%", "％"):
        return Decided(text)
    for part, more in ((text[1:], text[:1]), (text[:-1], text[-1:])):
        if is_known_unit(part) and (part == "%" or not more.isalpha() or more in _STROKES):
            return Decided(part, ("unit_repaired",) if more.isalnum() else ())
    if share and len(text) <= 2:  # of 65 rows of the corpus none was wrong
        return Decided("%")
    best = likeliest(cell, "units")
    if best is not None and best.score >= LIKELY and is_known_unit(best.text):
        return Decided(best.text, () if best.score >= 0.9 else ("unit_repaired",))
    if text in _MISREAD_UNITS:
        return Decided(_MISREAD_UNITS[text], ("unit_repaired",))
    near = near_units(text)
    if len(near) == 1:
        return Decided(near.pop(), ("unit_repaired",))
    if len(text) == 1:
        return Decided(text if _HAN.match(text) and text not in _STROKES else "", ("unit_unread",))
    return Decided(text, ("unit_unread",))


def _dotted(unit: str) -> str | None:
    """The unit whose point between its words was not read: 元/人月 for 元/人·月."""
    return next((one for one in near_units(unit) if "·" in one and one.replace("·", "") == unit), None)


def glued_unit(name: str | None, cell: Printed) -> tuple[str, ...]:
    """What is doubtful about the unit `name` that stands behind a number in `cell`: one that no form has used."""
    odd = name is not None and not is_known_unit(name)
    return ("unit_unread",) if odd and origin([cell]) == "ocr" else ()


def is_share(name: str) -> bool:
    """Whether an indicator is a share of a hundred by its name."""
    return _SHARE.search(name) is not None


def value(cell: Printed, *, share: bool) -> Decided:
    """A value: letters that look like digits among digits, and `290%`, which may have been ≥90%; of a share of a
    hundred `1006`, which was 100%."""
    text = cell.text
    if origin([cell]) != "ocr":
        return Decided(text)
    if not {LINE_CUT, LEFT_OUT}.isdisjoint(cell.doubts):
        return Decided(_repaired(text) or text, ("value_unread",))
    _, rest = under_label([line.text for line in cell.lines], vocabulary("columns", "indicators").meaning)
    if rest:
        return Decided(_repaired(rest) or rest, ("cells_merged",))
    if share and (found := _PERCENT_AS_DIGIT.fullmatch(text)):
        return Decided(f"{found['sign']}{found['share'] or found['whole']}%", ("digits_repaired",))
    if (specked := _SPECKED_UNIT.fullmatch(text)) and is_known_unit(specked["unit"]):
        return Decided(specked["number"] + specked["unit"], ("digits_repaired",))
    if (counted := _COUNTED.fullmatch(text)) and (dotted := _dotted(counted["unit"])):
        return Decided(counted["number"] + dotted)
    if repaired := _repaired(text):
        return Decided(repaired, ("digits_repaired",))
    if len(_SIGNS.findall(text)) > 1 or text.count("%") > 1 or _LABELLED.search(text):
        return Decided(text, ("cells_merged",))
    if not text.isdigit() and _LOOKS_LIKE_NUMBER.fullmatch(text) and (figures := text.translate(_DIGITS)) != text:
        return Decided(figures, ("digits_repaired",))
    if _GLUED.match(text) and any(line.confidence <= SEEN for line in cell.lines):
        return Decided(text, ("operator_doubt",))
    if any(pattern.match(text) for pattern in (_APART, _HEADLESS, _NEGATIVE, _HUNDREDTH)):
        return Decided(text, ("value_unread",))
    if _NEGATABLE.match(text):
        return Decided(text, ("operator_doubt",))
    if (trailed := _TRAILED.fullmatch(text)) and is_known_unit(trailed["unit"]):
        return Decided(trailed["number"] + trailed["unit"], ("unit_repaired",))
    if _STRUCK.match(text):
        return Decided(mended(_STRUCK.sub("", text)), ("value_unread",))
    if _MONTHLESS.search(text):
        return Decided(text, ("date_unread",))
    if _REST.fullmatch(text):
        return Decided(text, ("value_unread",))
    if any(line.confidence <= _TORN for line in cell.lines):
        return Decided(mended(_DUST.sub("", text)), ("value_unread",))
    return Decided(mended(_DUST.sub("", text)), ("sign_or_digit",) if _OVER_200.fullmatch(text) else ())


def _repaired(text: str) -> str | None:
    """What a value that cannot have been printed so was; None where nothing speaks against it."""
    return next((pattern.sub(was, text) for pattern, was in _repairs() if pattern.fullmatch(text)), None)


@cache
def _repairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one["read"]), one["was"]) for one in load("repairs")["repairs"])
