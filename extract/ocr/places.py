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

from extract.ocr.models import Size, indices
from extract.ocr.recognise import Recognition

__all__ = ["Part", "misspelt", "spelt_places"]

LIKELY = 0.05
"""The least probability of a character that makes a place."""
_HEADS = re.compile(r"(?<![\u4e00-\u9fff])(?=[\u4e00-\u9fff])|(?<=[省市州盟])(?=[\u4e00-\u9fff])")
_NAME = re.compile(r"[\u4e00-\u9fff]+")
_ENDS = ("县", "市", "旗")


class Part(NamedTuple):
    """A model's reading of a line's characters from `start` on, as many as the line has there."""

    start: int
    size: Size
    read: Recognition


class _Spelling(NamedTuple):
    """Character `at` of a line as a place has it; `score` is its probability among those that make a place."""

    at: int
    character: str
    score: float


def spelt_places(
    text: str, sure: Sequence[float], parts: Sequence[Part], places: frozenset[str]
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


def misspelt(text: str, places: frozenset[str]) -> set[int]:
    """The characters of a text, in whose stead another one would make a place, where it names none: 郭 of 郭城县.

    Only what ends as a county or a city does: 高新区 is no place, and no 高邮区.
    """
    lengths, completions = _indexed(places)
    found: set[int] = set()
    for head in _HEADS.finditer(text):
        pieces = [text[head.start() : head.start() + length] for length in lengths]
        if places.isdisjoint(pieces):
            found |= {
                head.start() + at
                for piece in pieces
                if piece.endswith(_ENDS) and _NAME.fullmatch(piece)
                for at in range(len(piece) - 1)
                if (piece[:at], piece[at + 1 :]) in completions
            }
    return found


def _spelt(
    text: str, start: int, sure: Sequence[float], parts: Sequence[Part], places: frozenset[str]
) -> _Spelling | None:
    """The longest place that may begin at `start`, by its least certain character."""
    lengths, completions = _indexed(places)
    for length in lengths:
        if not _NAME.fullmatch(text[start : start + length]) or start + length > len(text):
            continue
        at = min(range(start, start + length), key=sure.__getitem__)
        fitting = completions.get((text[start:at], text[at + 1 : start + length]), "")
        likely = {one: chance for one in fitting if (chance := _chance(one, at, parts)) >= LIKELY}
        if likely:
            best = max(likely, key=likely.__getitem__)
            return _Spelling(at, best, likely[best] / sum(likely.values()))
    return None


def _chance(character: str, at: int, parts: Sequence[Part]) -> float:
    """The highest probability that a model gave a character where character `at` of the line stands."""
    highest = 0.0
    for start, size, read in parts:
        if start <= at < start + len(read.text) and character in indices(size):
            step = round(read.places[at - start] * (len(read.steps) - 1.5) - 0.5)
            held = read.steps[max(0, step - 1) : step + 2, indices(size)[character]]
            highest = max(highest, float(held.max(initial=0.0)))
    return highest


@cache
def _indexed(places: frozenset[str]) -> tuple[tuple[int, ...], Mapping[tuple[str, str], str]]:
    """The lengths of places, longest first, and the characters that complete what stands before and behind them."""
    completions: dict[tuple[str, str], str] = {}
    for place in sorted(places):
        for at, character in enumerate(place):
            around = (place[:at], place[at + 1 :])
            completions[around] = completions.get(around, "") + character
    return tuple(sorted({len(place) for place in places}, reverse=True)), completions
