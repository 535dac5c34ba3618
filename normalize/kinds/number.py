"""Bare numbers, with or without thousands separators."""

import re

from normalize.lexicon import key

__all__ = ["NUMBER", "as_float", "number", "points"]

NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_NUMBER = re.compile(NUMBER)


def number(text: str | None) -> float | None:
    """A bare number with or without thousands separators, else None."""
    if text is None:
        return None
    match = _NUMBER.fullmatch(key(text).replace("，", ","))
    return as_float(match.group()) if match else None


def points(text: str) -> float | None:
    """A number of points, 10 or 10分, else None."""
    return number(key(text).rstrip("分"))


def as_float(text: str) -> float:
    """What a match of `NUMBER` says."""
    return float(text.replace(",", ""))
