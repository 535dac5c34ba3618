"""What a reader noted of a document in particular, kept in English, as a Chinese reader is told it."""

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["in_chinese"]

_FACT = re.compile(r"\{(\d)\}")
_LAST = re.compile(r"\{\d\}$")


def in_chinese(message: str) -> str:
    """The message with every sentence of the catalogue (`details.toml`) in Chinese; what a library said stays."""
    for said, chinese in _catalogue():
        message = said.sub(chinese, message)
    return message


def _pattern(english: str) -> re.Pattern[str]:
    """What a sentence with its facts filled in looks like: in brackets stands anything, elsewhere no more than words.

    A fact at the end is left out on both sides: it stays as it is, and may be a sentence itself.
    """
    first, *rest = _FACT.split(_LAST.sub("", english))
    said = re.escape(first)
    for before, text in zip([first, *rest[1::2]], rest[1::2], strict=False):
        said += (r"(.+?)" if before.endswith("(") else r"([^;:()]+?)") + re.escape(text)
    return re.compile(said)


@cache
def _catalogue() -> list[tuple[re.Pattern[str], str]]:
    """Each sentence as what finds it and what stands for it; the longer before those that are parts of them."""
    told = tomllib.loads(files(__package__).joinpath("details.toml").read_text(encoding="utf-8"))
    return [
        (_pattern(english), _FACT.sub(lambda fact: rf"\g<{int(fact[1]) + 1}>", _LAST.sub("", chinese)))
        for english, chinese in sorted(told.items(), key=lambda pair: -len(_FACT.sub("", pair[0])))
    ]
