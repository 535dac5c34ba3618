"""A page's lines read: the tiny model first, the small one where it doubts, what both saw weighed with what such forms
say, word lists last.

Nothing is decided twice: `text` is what the models' own probabilities and the language favour; what else was read stays
in `readings` for whoever knows the column.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

import numpy as np

from extract.confusable import read_as
from extract.model import Reading
from extract.ocr.beam import decode
from extract.ocr.decode import best_entry, peaks
from extract.ocr.drawn import drawn_signs
from extract.ocr.fellows import FELLOWS, likened, of_one_face
from extract.ocr.places import Gazetteer, misspelt
from extract.ocr.recognise import Recognition, least, recognise
from extract.ocr.said import SMALL, TINY, TORN, Said, weighed_again
from extract.ocr.signs import CERTAIN, COMPARISONS, CONTESTED, SHAPE, marked, shaped
from extract.ocr.strokes import dash_lost
from extract.ocr.windows import Window, odd, spliced, windows
from extract.scan.crops import LineImage

__all__ = ["ReadLine", "Vocabularies", "first_reading", "read_lines"]

Vocabularies = Sequence[tuple[str, tuple[str, ...]]]

LONGEST_ENTRY = 24
ACCEPTED, WORD = 0.4, 4
LIKELY = 0.15
FOREIGN = ("LATIN", "GREEK", "CYRILLIC", "HIRAGANA", "KATAKANA")
FIGURES = read_as("figures")
_DIGITS = rf"[\d{''.join(FIGURES)}]+"
NUMBER = re.compile(rf"(?=.*\d){_DIGITS}([.,]{_DIGITS})*%?")
DROPPED = 2
"""Characters that one model saw and the other passed over: more than a speck."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
LONE = frozenset("=≥≤≧≦<>/—-–~～%％‰√×✓*＋+￥$")
"""Signs that a form prints alone in a cell; any other that is read there is dirt, unless it is read surely."""
LIKELY_DIRT = 0.6
UPRIGHTS, SQUARE = frozenset("I1lTエ"), 0.9
"""What 工 is read as where it stands alone, the end of 档案数字化加工 on a second line: it is as wide as it is high."""
HOOKS = read_as("hooks")


class ReadLine(NamedTuple):
    """What a line says: the accepted text, how sure it is, and every reading."""

    text: str
    confidence: float
    readings: tuple[Reading, ...]


def first_reading(images: Sequence[LineImage], threads: int = 1) -> list[Recognition]:
    """The lines as the tiny model reads them."""
    return recognise([image.pixels for image in images], "tiny", threads)


def read_lines(
    images: Sequence[LineImage],
    first: Sequence[Recognition],
    vocabularies: Vocabularies,
    places: Gazetteer,
    threads: int = 1,
) -> list[ReadLine]:
    """The lines of a page with all their readings; `first` is their `first_reading`. Specks give an empty text.

    `vocabularies` are lists of what may be a whole line, `places` those that one may name.
    """
    cuts = [
        windows(image.pixels, read, CERTAIN, odd(image, read, places))
        for image, read in zip(images, first, strict=True)
    ]
    pieces = [image.pixels[:, part.left : part.right] for image, own in zip(images, cuts, strict=True) for part in own]
    again = iter(recognise([np.ascontiguousarray(piece) for piece in pieces], "small", threads))
    found = []
    for image, read, own in zip(images, first, cuts, strict=True):
        parts = [(window, next(again)) for window in own]
        found.append(_settled(image, read, parts, vocabularies, places))
    like = likened(images, [line.text for line in found], [line.confidence for line in found])
    told = [line if reading is None else _as_fellows(line, reading) for line, reading in zip(found, like, strict=True)]
    faced = of_one_face([line.text for line in told])
    return [
        line if text == line.text else _as_fellows(line, Reading(text=text, score=line.confidence, by=FELLOWS))
        for line, text in zip(told, faced, strict=True)
    ]


def _as_fellows(line: ReadLine, reading: Reading) -> ReadLine:
    """The line as the sign that others of its page say it is."""
    sure = max(reading.score, line.confidence if line.text == reading.text else 0.0)
    return ReadLine(reading.text, sure, (*line.readings, reading))


def _settled(
    image: LineImage,
    first: Recognition,
    parts: Sequence[tuple[Window, Recognition]],
    vocabularies: Vocabularies,
    gazetteer: Gazetteer,
) -> ReadLine:
    """The line's text from its readings: what both models saw, the shapes of its signs, an entry of a word list."""
    tiny = _once(image, first.text, first.scores, first.places)
    said = Said(
        *tiny,
        _kept(first.text, first.places),
        _kept(first.text, first.scores),
        (Reading(text=tiny[0], score=tiny[1], by=TINY),),
    )
    if parts:
        said = _seen_twice(image, first, parts, said)
    if len(said.sure) == len(said.text) > 1 and image.copies == 1 and misspelt(said.text, gazetteer, said.sure):
        said = said.doubted(TORN)
    if image.sign is not None:
        said = _signed(image.sign, said, tiny)
    said = _listed(said, _entries(image, first, parts, vocabularies), lone=image.copies > 1)
    said = _drawn(image, said)
    said = weighed_again(image, said, tiny[0])
    if image.copies > 1 and len(said.text) == 1 and said.score < LIKELY_DIRT and _is_dirt(said.text, tiny[0]):
        return ReadLine("", 0.0, said.readings)
    return ReadLine(said.text, said.score, said.readings)


def _seen_twice(image: LineImage, first: Recognition, parts: Sequence[tuple[Window, Recognition]], said: Said) -> Said:
    """What a line says that the larger model has read, too, in parts or whole."""
    width = image.pixels.shape[1]
    tiny, small = (said.text, said.score), _once(image, *spliced(first, parts, width))
    said = said._replace(readings=(*said.readings, Reading(text=small[0], score=small[1], by=SMALL)))
    if not small[0] and len(tiny[0]) == 1:
        return said._replace(text="", score=small[1])  # no text at all: dirt, unless its shape says otherwise
    if dash_lost(tiny[0], small[0]):
        return said.doubted(TORN)
    decided = spliced(first, decode(first, parts, image), width)
    text, score = _once(image, *decided)
    added = (Reading(text=text, score=score, by="language"),) * (text not in (tiny[0], small[0]))
    lost = len(tiny[0]) - len(text) >= DROPPED and _HAN.match(text) is not None
    led = text[:1].isdigit() and tiny[0] != text and tiny[0].endswith(text)  # something stands in front of the number
    places, sure = _kept(decided[0], decided[2]), _kept(decided[0], decided[1])
    found = Said(text, score, places, sure, (*said.readings, *added))
    return found.doubted(TORN) if lost or led else found


def _signed(sign: str, said: Said, tiny: tuple[str, float]) -> Said:
    """With what the shape of a lone sign says."""
    text, score = said.text, said.score
    if sign in COMPARISONS and tiny[0] in COMPARISONS and text not in COMPARISONS:
        text, score = tiny
    text, score = shaped(sign, text, score)
    return said._replace(text=text, score=score, readings=(*said.readings, Reading(text=sign, score=SHAPE, by="shape")))


def _listed(said: Said, entries: Sequence[Reading], lone: bool) -> Said:
    """With the entries of the word lists, of which one may be better than the text."""
    said = said._replace(readings=(*said.readings, *entries))
    for entry in entries:
        if entry.text != said.text and _better(entry, said.text, said.score, lone):
            said = Said(entry.text, entry.score, (), (), said.readings)
    return said


def _drawn(image: LineImage, said: Said) -> Said:
    """With what single characters are by their form: figures that were read as letters, 工, comparisons."""
    lone = image.copies > 1
    if image.ink is not None and said.text in UPRIGHTS and image.ink.shape[1] >= SQUARE * image.ink.shape[0]:
        said = said.told("工", "shape")
    else:
        said = said.told(_figures(said.text, alone=lone), "figures")
    if lone and said.text in HOOKS:
        said = said._replace(text=HOOKS[said.text]).doubted(CONTESTED)
    said = said._replace(text=marked(said.text))
    drawn, score = drawn_signs(image, said.text, said.score, said.places, said.sure)
    return said._replace(score=score).told(drawn, "shape")


def _is_dirt(text: str, tiny: str) -> bool:
    """Whether what an unsure reader makes of a lone blot is nothing that a form prints alone: a mark that is no sign,
    or a letter where the other reader sees nothing."""
    return (not text.isalnum() and text not in LONE) or (text.isascii() and text.isalpha() and not tiny)


def _kept(text: str, places: Sequence[float]) -> Sequence[float]:
    """The places, or the scores, of the characters that are left when a text loses the white space at its ends."""
    start = len(text) - len(text.lstrip())
    return places[start : start + len(text.strip())]


def _figures(text: str, alone: bool) -> str:
    """A number whose digits were read as the letters that look like them; a lone O or I is one, too."""
    is_number = (alone and text in FIGURES) or NUMBER.fullmatch(text)
    return "".join(FIGURES.get(char, char) for char in text) if is_number else text


def _better(entry: Reading, text: str, score: float, lone: bool) -> bool:
    """Whether a word list's entry stands instead of the free text: a long word that the probabilities favour, or any
    sign where a lone letter was read, which is nothing that a Chinese form holds."""
    if len(text) == 1 and unicodedata.name(text, "").startswith(FOREIGN):
        return len(entry.text) == 1 and not entry.text.isalpha() and entry.score > LIKELY
    if lone and len(entry.text) == 1 and not entry.text.isalnum():
        return entry.score > max(LIKELY, 0.5 * score) and score < CERTAIN
    return len(entry.text) >= WORD and abs(len(entry.text) - len(text)) <= 1 and entry.score > max(ACCEPTED, score)


def _entries(
    image: LineImage, first: Recognition, parts: Sequence[tuple[Window, Recognition]], vocabularies: Vocabularies
) -> list[Reading]:
    """The best entry of each word list, by whichever model that read the whole line favours one most."""
    if len(first.text) > LONGEST_ENTRY * image.copies:
        return []
    models = [(TINY, first.lattice.steps())]
    if len(parts) == 1 and parts[0][0].end - parts[0][0].start == len(first.text):
        models.append((SMALL, parts[0][1].lattice.steps()))
    peaked = [(size, steps, peaks(steps)) for size, steps in models]
    readings = []
    for name, entries in vocabularies:
        found = [best_entry(steps, highest, entries, size, image.copies) for size, steps, highest in peaked]
        best = max((entry for entry in found if entry), key=lambda entry: entry.score, default=None)
        if best:
            readings.append(Reading(text=best.text, score=best.score, by=f"vocabulary:{name}"))
    return readings


def _once(image: LineImage, text: str, scores: Sequence[float], places: Sequence[float]) -> tuple[str, float]:
    """A line's text and its least certain character. Of a line that stands there more than once, what most copies
    say, as sure as they are agreed."""
    if image.copies == 1 or not text:
        return text.strip(), least(text, scores)
    size, rest = divmod(len(text), image.copies)
    votes: dict[int, list[int]] = {}
    for n, place in enumerate(places):
        copy = min(int(place * image.copies), image.copies - 1) if rest else n // size
        votes.setdefault(copy, []).append(n)
    said = [("".join(text[n] for n in part).strip(), min(scores[n] for n in part)) for part in votes.values()]
    ((most, count),) = Counter(word for word, _ in said).most_common(1)
    return most, fmean(score for word, score in said if word == most) * count / image.copies
