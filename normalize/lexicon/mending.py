"""Recognised texts without what a scan left in them: specks between characters, 率 as it is spoilt (`rates.toml`), and
whether what looks like a speck at an end belongs to a word (`words.txt`)."""

import re
from functools import cache, lru_cache

from normalize.lexicon.load import load, load_words

__all__ = ["ENDINGS", "LONGEST", "ends_in_word", "mended", "starts_with_word"]

ENDINGS = ("一", "二", "十", "上", "下", "工", "土", "士", "丨")
"""What a piece of a ruling behind a text is read as, and how words end."""
REMEMBERED = 20_000
"""Texts that are kept as they were mended: a form asks for the same ones over and over."""
LONGEST = 6
"""Characters of the longest word that is looked for."""
_DOTS = re.compile(r"(?<=[\u4e00-\u9fff])[•●■◆▪|×]+\s*(?=[\u4e00-\u9fff])")


@lru_cache(maxsize=REMEMBERED)
def mended(text: str, *, share: bool = False) -> str:
    """A recognised text without specks between its characters, its rate spelt right. `share`: its value is a share of a
    hundred, so that what ends like a room or a book (接种室, 登记书) is a misread rate."""
    return _misread_rate(share).sub("率", _DOTS.sub("", text))


def starts_with_word(text: str) -> bool:
    """Whether a text begins with a word of the dictionary (of those that begin like a speck, 一)."""
    return any(text[:to] in load_words("words") for to in range(2, min(LONGEST, len(text)) + 1))


def ends_in_word(text: str) -> bool:
    """Whether a text ends in a word of the dictionary (of those that end like a piece of a ruling)."""
    return any(text[-size:] in load_words("words") for size in range(2, min(LONGEST, len(text)) + 1))


@cache
def _misread_rate(share: bool) -> re.Pattern[str]:
    """率 at the end of a share's name, as a recogniser spoils it; each word before it has two characters."""
    rate = load("rates")
    read_as = rate["read_as"] + rate["read_as_of_a_share"] * share
    return re.compile(rf"(?<={'|'.join(rate['of'])})[{read_as}](?![\u4e00-\u9fff])")
