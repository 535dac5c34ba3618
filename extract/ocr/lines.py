"""A page's line crops read: the tiny model first, the small one where it doubts, word lists last.

Nothing is decided twice: `text` is what the models' own probabilities favour; what else was read stays in `readings`
for whoever knows the column.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extract.model import Reading
from extract.ocr.decode import best_entry, probability
from extract.ocr.models import Size, alphabet
from extract.ocr.recognise import Recognition, recognise
from extract.scan.raster import Pixels

__all__ = ["ReadLine", "read_lines"]

Vocabularies = Sequence[tuple[str, tuple[str, ...]]]

CERTAIN = 0.9
WORD = 4


class ReadLine(NamedTuple):
    """What a crop says: the accepted text, how sure it is, and every reading."""

    text: str
    confidence: float
    readings: tuple[Reading, ...]


def read_lines(crops: Sequence[Pixels], vocabularies: Vocabularies, threads: int = 1) -> list[ReadLine]:
    """Read the crops of a page. A crop that holds no text gives an empty text."""
    first = recognise(crops, "tiny", threads)
    doubted = [n for n, one in enumerate(first) if one.score < CERTAIN]
    second = dict(zip(doubted, recognise([crops[n] for n in doubted], "small", threads), strict=True))
    return [_settled(one, second.get(n), vocabularies) for n, one in enumerate(first)]


def _settled(tiny: Recognition, small: Recognition | None, vocabularies: Vocabularies) -> ReadLine:
    last, size = (small, "small") if small is not None else (tiny, "tiny")
    free = [("tiny", tiny), *([("small", small)] if small is not None else [])]
    readings = [Reading(text=one.text, score=_score(one, by), by=by) for by, one in free]
    text, confidence = last.text, last.score
    if small is not None and tiny.text == small.text:
        confidence = max(tiny.score, small.score)
    for name, entries in vocabularies:
        entry = best_entry(last.steps, entries, _index(size))
        if entry is None or entry.score < 0.01:
            continue
        readings.append(Reading(text=entry.text, score=entry.score, by=f"vocabulary:{name}"))
        if (
            len(entry.text) >= WORD
            and entry.text != text
            and entry.score > 0.4
            and abs(len(text) - len(entry.text)) <= 1
        ):
            text, confidence = entry.text, entry.score
    return ReadLine(text, min(1.0, confidence), tuple(readings))


def _score(one: Recognition, size: str) -> float:
    classes = [_index(size)[character] for character in one.text]
    return probability(one.steps, classes) ** (1 / len(classes)) if classes else 0.0


@cache
def _index(size: Size) -> dict[str, int]:
    return {character: n for n, character in enumerate(alphabet(size)) if n}
