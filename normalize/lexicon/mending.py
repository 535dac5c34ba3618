"""Recognised names without what a scan left in them: specks between characters, 率 as it is spoilt (`rates.toml`)."""

import re
from functools import cache

from normalize.lexicon.load import load

__all__ = ["mended"]

_DOTS = re.compile(r"(?<=[\u4e00-\u9fff])[•●■◆▪|×]+\s*(?=[\u4e00-\u9fff])")


def mended(text: str, *, share: bool = False) -> str:
    """A recognised text without specks between its characters, its rate spelt right. `share`: its value is a share of a
    hundred, so that what ends like a room or a book (接种室, 登记书) is a misread rate."""
    return _misread_rate(share).sub("率", _DOTS.sub("", text))


@cache
def _misread_rate(share: bool) -> re.Pattern[str]:
    """率 at the end of a share's name, as a recogniser spoils it; each word before it has two characters."""
    rate = load("rates")
    read_as = rate["read_as"] + rate["read_as_of_a_share"] * share
    return re.compile(rf"(?<={'|'.join(rate['of'])})[{read_as}](?![\u4e00-\u9fff])")
