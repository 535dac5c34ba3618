"""The name of a place within a line that is none, but for one character: 郭城县.

The places of a country are a closed list: what ends as a county does and is none of them was read wrongly.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

__all__ = ["Gazetteer", "gazetteer", "misspelt"]

SHORT, SURE = 2, 0.95
"""The characters of the shortest place, and how surely the one of them that names it is read."""
_HEADS = re.compile(r"(?<![\u4e00-\u9fff])(?=[\u4e00-\u9fff])|(?<=[省市州盟])(?=[\u4e00-\u9fff])")
_NAME = re.compile(r"[\u4e00-\u9fff]+")
_ENDS = ("县", "市", "旗")


class Gazetteer(NamedTuple):
    """Places by name: their names, the lengths of these, longest first, and the characters that complete what stands
    before and behind them."""

    names: frozenset[str]
    lengths: tuple[int, ...]
    completions: Mapping[tuple[str, str], str]


@cache
def gazetteer(names: tuple[str, ...]) -> Gazetteer:
    """The places with these names."""
    completions: dict[tuple[str, str], str] = {}
    for name in names:
        for at, character in enumerate(name):
            around = (name[:at], name[at + 1 :])
            completions[around] = completions.get(around, "") + character
    return Gazetteer(frozenset(names), tuple(sorted({len(name) for name in names}, reverse=True)), completions)


def misspelt(text: str, places: Gazetteer, sure: Sequence[float] = ()) -> set[int]:
    """The characters of a text, in whose stead another one would make a place, where it names none: 郭 of 郭城县.

    Only what ends as a county or a city does: 高新区 is no place, and no 高邮区. Before 县 alone (琪县, 全县) anything
    may stand: there only a character that is not `sure` is one.
    """
    found: set[int] = set()
    for head in _HEADS.finditer(text):
        pieces = [text[head.start() : head.start() + length] for length in places.lengths]
        if places.names.isdisjoint(pieces):
            found |= {
                head.start() + at
                for piece in pieces
                if piece.endswith(_ENDS) and _NAME.fullmatch(piece)
                for at in range(len(piece) - 1)
                if (piece[:at], piece[at + 1 :]) in places.completions
                and (len(piece) > SHORT or (sure and sure[head.start() + at] < SURE))
            }
    return found
