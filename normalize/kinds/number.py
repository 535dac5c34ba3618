"""Bare numbers, with or without thousands separators."""

import re

from normalize.lexicon import key

__all__ = ["NUMBER", "as_float", "has_power", "number", "points", "without_note"]

NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_NUMBER = re.compile(NUMBER)
_NOTE = re.compile(r"^[①-⑳]\s*(?=[^\s])|(?<=[\d%％\u4e00-\u9fff)）])(?:[*＊※]+|[①-⑳]|[\[［]\d{1,2}[\]］])\s*$")
_POWER = re.compile(r"\d\s*[⁰¹²³⁴-⁹①-⑳]")


def without_note(text: str) -> str:
    """What a cell says without the mark of a note behind it, or a number in a ring before it: 84①, 975公里*, ①93%."""
    return _NOTE.sub("", text)


def has_power(text: str) -> bool:
    """Whether a raised digit stands behind another one, which no number may take for its own: 10⁴ is not 104."""
    return _POWER.search(text) is not None


def number(text: str | None) -> float | None:
    """A bare number with or without thousands separators, else None."""
    said = without_note(text or "")
    if not said or has_power(said):
        return None
    match = _NUMBER.fullmatch(key(said).replace("，", ","))
    return as_float(match.group()) if match else None


def points(text: str) -> float | None:
    """A number of points, 10 or 10分, else None."""
    return number(key(text).rstrip("分"))


def as_float(text: str) -> float:
    """What a match of `NUMBER` says."""
    return float(text.replace(",", ""))
