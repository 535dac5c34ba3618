"""The name of a place within a line: of two characters between which the models waver, the one that makes a place.

Counties are named with characters that are met nowhere else, and a model takes them for the common ones they look like
(溆 for 淑, 颍 for 颖). The places of a country are a closed list: where the characters at the head of a text, or behind
a larger place, are none but for the least certain of them, and one that the models held likely makes one, that is what
is printed.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from extract.ocr.alternatives import Part, chance

__all__ = ["Gazetteer", "gazetteer", "misspelt", "spelt_places"]

LIKELY = 0.05
"""The least probability of a character that makes a place."""
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


class _Spelling(NamedTuple):
    """Character `at` of a line as a place has it; `score` is its probability among those that make a place."""

    at: int
    character: str
    score: float


@cache
def gazetteer(names: tuple[str, ...]) -> Gazetteer:
    """The places with these names."""
    completions: dict[tuple[str, str], str] = {}
    for name in names:
        for at, character in enumerate(name):
            around = (name[:at], name[at + 1 :])
            completions[around] = completions.get(around, "") + character
    return Gazetteer(frozenset(names), tuple(sorted({len(name) for name in names}, reverse=True)), completions)


def spelt_places(
    text: str, sure: Sequence[float], parts: Sequence[Part], places: Gazetteer
) -> tuple[str, tuple[float, ...]]:
    """The text and its characters' probabilities with the places that it names spelt as they are.

    `sure` are the probabilities of the text's characters, `parts` the readings that it was chosen from.
    """
    characters, chances = list(text), list(sure)
    for head in _HEADS.finditer(text):
        found = _spelt(text, head.start(), sure, parts, places)
        if found is not None:
            characters[found.at], chances[found.at] = found.character, max(found.score, chances[found.at])
    return "".join(characters), tuple(chances)


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


def _spelt(text: str, start: int, sure: Sequence[float], parts: Sequence[Part], places: Gazetteer) -> _Spelling | None:
    """The longest place that may begin at `start`, by its least certain character."""
    for length in places.lengths:
        if not _NAME.fullmatch(text[start : start + length]) or start + length > len(text):
            continue
        at = min(range(start, start + length), key=sure.__getitem__)
        fitting = places.completions.get((text[start:at], text[at + 1 : start + length]), "")
        likely = {one: held for one in fitting if (held := chance(one, at, parts)) >= LIKELY}
        if likely:
            best = max(likely, key=likely.__getitem__)
            return _Spelling(at, best, likely[best] / sum(likely.values()))
    return None
