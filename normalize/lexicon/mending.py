"""Recognised texts without the misreadings that no word has (`misread.toml`).

A pair of characters that no word has may well stand where two words meet: 台同, a misread 合同, in 平台同步. So a
repair is made only where the words of a dictionary do not account for what is printed (`words.txt`).
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from normalize.lexicon.load import load, load_words

__all__ = ["ENDINGS", "LONGEST", "ends_in_word", "mended", "pairs", "starts_with_word"]

ENDINGS = ("一", "二", "十", "上", "下", "工", "土", "士", "丨")
"""What a piece of a ruling behind a text is read as, and how words end."""
REMEMBERED = 20_000
"""Texts that are kept as they were mended: a form asks for the same ones over and over."""
LONGEST = 6
"""Characters of the longest word that is looked for."""
_DOTS = re.compile(r"(?<=[\u4e00-\u9fff])[•●■◆▪|×]+\s*(?=[\u4e00-\u9fff])")


@cache
def pairs() -> frozenset[str]:
    """The misreadings that are looked for anywhere in a text, or at its end."""
    tables = load("misread")
    return frozenset(key for table in ("words", "unless_followed", "at_end") for key in tables[table])


@lru_cache(maxsize=REMEMBERED)
def mended(text: str, *, share: bool = False) -> str:
    """A recognised text without pairs of characters that no word has. `share`: its value is a share of a hundred, so
    that what ends like a room or a book (接种室, 登记书) is a misread rate."""
    text = _DOTS.sub("", text)
    tables = load("misread")
    if _any_word().search(text):
        for wrong, right in tables["words"].items():
            text = _replaced(text, wrong, right, lambda rest: True)
    for wrong, (right, followers) in tables["unless_followed"].items():
        text = _replaced(text, wrong, right, _unless_followed(followers))
    for wrong, right in tables["at_start"].items():
        text = right + text.removeprefix(wrong) if text.startswith(wrong) else text
    for wrong, right in tables["at_end"].items():
        text = _replaced(text, wrong, right, lambda rest: not rest)
    return _misread_rate(share).sub("率", text)


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("misread")["words"])))


def _unless_followed(by: str) -> Callable[[str], bool]:
    return lambda rest: not rest.startswith(tuple(by))


def _replaced(text: str, wrong: str, right: str, applies: Callable[[str], bool]) -> str:
    """A text with each misreading replaced that no words account for, where `applies` is true of what is behind it."""
    at = text.find(wrong)
    while at >= 0:
        end = at + len(wrong)
        if applies(text[end:]) and not _are_words(text, at, end):
            text, end = text[:at] + right + text[end:], at + len(right)
        at = text.find(wrong, end)
    return text


def _are_words(text: str, start: int, end: int) -> bool:
    """Whether words of the dictionary, one behind the other, cover a stretch of a text."""
    words = load_words("words")

    def covered(at: int) -> bool:
        """Whether words that begin at `at` reach to the end of the stretch."""
        return any(
            text[at:to] in words and (to >= end or covered(to))
            for to in range(at + 2, min(at + LONGEST, len(text)) + 1)
            if to > start
        )

    return any(covered(at) for at in range(max(0, start - LONGEST), start + 1))


def starts_with_word(text: str) -> bool:
    """Whether a text begins with a word of the dictionary (of those that begin like a speck, 一)."""
    return any(text[:to] in load_words("words") for to in range(2, min(LONGEST, len(text)) + 1))


def ends_in_word(text: str) -> bool:
    """Whether a text ends in a word of the dictionary (of those that end like a piece of a ruling)."""
    return any(text[-size:] in load_words("words") for size in range(2, min(LONGEST, len(text)) + 1))


@cache
def _misread_rate(share: bool) -> re.Pattern[str]:
    """率 at the end of a share's name, as a recogniser spoils it; each word before it has two characters."""
    rate = load("misread")["rate"]
    read_as = rate["read_as"] + rate["read_as_of_a_share"] * share
    return re.compile(rf"(?<={'|'.join(rate['of'])})[{read_as}](?![\u4e00-\u9fff])")
