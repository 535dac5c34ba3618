"""How likely a Chinese character is behind another: a bigram model of what such forms say.

Only what was met counts: `weights/language.txt` holds the chances of the bigrams of generated forms, a lexicon and a
dictionary (made by `benchmarks.recogniser.language`, absolute discounting), and all that was never met is alike. So a
common character is never preferred to a rare one for being common, which would spoil names. It knows no figure: all
figures are one mark as the context of a character, and so are all letters and all marks.
"""

from collections.abc import Mapping
from functools import cache

from extract.ocr.models import WEIGHTS

__all__ = ["FIRST", "START", "STEP", "UNMET", "company", "is_han", "is_usual", "log_chance", "mark", "unmet"]

START, FIGURE, LETTER, MARK = "^", "0", "a", ","
FIRST = 33
"""The character that stands for a chance of one; each that follows it for a chance smaller by `STEP`."""
STEP = 0.25  # of a natural logarithm
UNMET = -10.0
"""The logarithm of the chance of what was never met."""
HARDLY = -7.0
"""Up to it a pair was hardly met: of 169 real texts 14 have a character that has only such beside it, of twelve
misread ones nine."""
USUAL = -5.0
"""The logarithm of the chance above which a pair is usual: of characters taken at random for another one in a hundred
stands in such a pair, of those that the dictionary of jieba knows no word for two in five do."""


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one, of those that the model knows."""
    return "\u4e00" <= character <= "\u9fff"


def mark(character: str) -> str:
    """What a character is as the context of another."""
    if is_han(character):
        return character
    return FIGURE if character.isdigit() else LETTER if character.isalpha() else MARK


def log_chance(before: str, character: str) -> float:
    """The natural logarithm of the chance of a Chinese character behind `before`, a character, or "" at a line's
    head."""
    return _following(mark(before) if before else START).get(character, UNMET)


def company(character: str) -> int:
    """How many characters were met behind a Chinese one: of a usual one dozens, of a rare one few."""
    return len(_following(character))


def unmet(text: str) -> set[int]:
    """The Chinese characters of a text that were hardly met behind what stands before them, nor what stands behind them
    behind them; one alone between others is none."""
    around = zip(("", *text), text, (*text[1:], ""), strict=False)
    return {at for at, (before, one, after) in enumerate(around) if is_han(one) and _is_unmet(before, one, after)}


def is_usual(text: str, at: int) -> bool:
    """Whether a character of a text is usual behind the Chinese one before it, or that behind it."""
    pairs = (text[at - 1 : at + 1], text[at : at + 2])
    return any(len(pair) == 2 and all(map(is_han, pair)) and log_chance(*pair) > USUAL for pair in pairs)


def _is_unmet(before: str, character: str, after: str) -> bool:
    goes_on = bool(after) and is_han(after)
    alone = not goes_on and not (before and is_han(before))
    follows = log_chance(before, character) > HARDLY
    return not (alone or follows or (goes_on and log_chance(character, after) > HARDLY))


@cache
def _following(before: str) -> Mapping[str, float]:
    """The logarithms of the chances of what was met behind a character."""
    follows: dict[str, float] = {}
    chance = 0.0
    for character in _lines().get(before, ""):
        if is_han(character):
            follows[character] = chance
        else:
            chance = (FIRST - ord(character)) * STEP
    return follows


@cache
def _lines() -> Mapping[str, str]:
    text = (WEIGHTS / "language.txt").read_text(encoding="utf-8")
    lines = (line.partition("\t") for line in text.splitlines() if not line.startswith("# "))
    return {context: told for context, _, told in lines}
