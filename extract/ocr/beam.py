"""What a stretch of a line says, by the probabilities of its readers and by the language of such forms together.

Each reader proposes what a beam search over its probabilities finds (Graves, Jaitly, Towards end-to-end speech
recognition, 2014: prefixes of the text with the sums over their alignments, a language model at each new character).
What is proposed is weighed by all readers that read the stretch and by the language, in one log-linear sum, and what
that gives to the likeliest of them is how sure it is. Figures and signs are only such as a reader read best there: the
language has no say in them.
"""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extract.confusable import dirt, read_as
from extract.ocr.decode import probability
from extract.ocr.language import is_han, log_chance
from extract.ocr.lattice import Lattice
from extract.ocr.models import FloatArray, Size, alphabet, indices
from extract.ocr.recognise import Recognition, least
from extract.ocr.windows import Window
from extract.scan.crops import LineImage

__all__ = ["decode"]

SURE = 0.98
"""A step whose best class is that sure has no other."""
LEAST = 0.001
"""Of a step: the least probability of a character that is tried."""
WIDTH, TRIED = 6, 4
"""Prefixes that are kept at each step, and proposals of each reader that are weighed."""
LANGUAGE, USUAL = 0.5, -7.5
"""What the language counts beside the readers, and the logarithm of the chance of a character that a text is as good
with as without: at -5 rare characters were dropped, as if nothing stood there."""
UNSEEN = 1e-3
"""What a reader gives to a character that it does not see: it passes over one in some hundreds."""
NEARLY, DISPUTED = 0.75, 0.5
"""How sure a reader is that contests what the other sees, and how sure that is then: of 20 numbers of damaged scans of
which the surer reader gave 0.9 and more to other figures than the other did, it was wrong in 6 of the 7 where the other
gave so much, in 2 of the rest."""
ONE_BAR = {double: single for single, double in read_as("once_barred").items()}
OF_ONE_FACE = str.maketrans(ONE_BAR | dict.fromkeys(dirt("dashes"), "-") | dict.fromkeys(dirt("waves"), "~"))
HARDLY = 1e-30  # the least probability of a text
SPARE = 1.5  # steps of a reading behind its line's end
BY_READER: Mapping[Size, float] = {"tiny": 0.5, "small": 0.3}
"""What each reader counts: their errors go together, and neighbouring steps of one are no independent witnesses."""


def decode(
    first: Recognition, parts: Sequence[tuple[Window, Recognition]], image: LineImage
) -> list[tuple[Window, Recognition]]:
    """A line's windows as both their readings and the language decide them. `first` is the line's reading, `parts` have
    the larger model's of each window. Where neither has a Chinese character, or the line is one that stands there more
    than once, the surer one stands."""
    return [(window, _decided(first, window, second, image)) for window, second in parts]


def _decided(first: Recognition, window: Window, second: Recognition, image: LineImage) -> Recognition:
    start, end, width = window.start, window.end, image.pixels.shape[1]
    span = max(1, window.right - window.left)
    places = tuple((place * width - window.left) / span for place in first.places[start:end])
    own = Recognition(first.text[start:end], first.scores[start:end], places, _part(first, start, end))
    if image.copies > 1 or not any(map(is_han, own.text + second.text)):
        return _surer(own, second)
    readers: tuple[tuple[Size, Recognition], ...] = (("tiny", own), ("small", second))
    heard = [Heard(size, one.lattice.steps(), one.text, one.scores) for size, one in readers]
    text, sure = weighed(heard, first.text[start - 1 : start] if start else "", first.text[end : end + 1])
    like = next((one.places for one in (second, own) if len(one.text) == len(text)), None)
    return Recognition(text, sure, like or tuple((n + 0.5) / len(text) for n in range(len(text))), second.lattice)


def _surer(own: Recognition, second: Recognition) -> Recognition:
    """The surer of two readings that no language can tell apart, doubted where the other sees other figures or signs
    nearly as surely."""
    best, other = (second, own) if second.score > own.score or own.text == second.text else (own, second)
    if other.score < NEARLY or _meant(best.text) == _meant(other.text):
        return best
    return best._replace(scores=tuple(min(score, DISPUTED) for score in best.scores))


def _part(read: Recognition, start: int, end: int) -> Lattice:
    """The steps of a reading that its characters `start` to `end` take."""
    edges = [0.0, *((one + other) / 2 for one, other in pairwise(read.places)), 1.0]
    length = read.lattice.length - SPARE
    left = round(edges[start] * length) if start else 0
    right = round(edges[end] * length) if end < len(read.text) else read.lattice.length
    return read.lattice.part(left, max(right, left + 1))


class Heard(NamedTuple):
    """A stretch of a line as one reader has it: its probabilities, `(time, classes)`, and its best path's text with its
    characters' scores."""

    size: Size
    steps: FloatArray
    text: str
    scores: tuple[float, ...]


def weighed(heard: Sequence[Heard], before: str = "", after: str = "") -> tuple[str, tuple[float, ...]]:
    """What a stretch says that some readers have read, and how sure each of its characters is; `before` and `after` are
    the characters beside it, if any. The surest reader tells the figures and signs; of the texts that have these, and
    no more Chinese characters than some reader saw, the likeliest one stands."""
    surest = max(heard, key=lambda one: least(one.text, one.scores))
    read = {text: [_probability(one, text) for one in heard] for text in sorted(_tried_texts(heard, surest, before))}
    counts = [BY_READER[one.size] for one in heard]
    scores = {text: _log(counts, chances) + _said(text, before, after) for text, chances in read.items()}
    best = max(scores, key=scores.__getitem__)
    told = [min(1.0, sum(each)) for each in zip(*read.values(), strict=True)]
    proposed = _proposed(counts, told, _said(best, before, after), max(1, len(best)))
    agreed = _agreed(best, {text: math.exp(score - scores[best]) for text, score in scores.items()})
    most = DISPUTED if any(_disputes(one, surest) for one in heard) else 1.0
    signs = iter([min(most, score) for one, score in zip(surest.text, surest.scores, strict=True) if unlettered(one)])
    sure = (
        min(proposed * one, next(signs, 0.0)) if unlettered(c) else proposed * one
        for c, one in zip(best, agreed, strict=True)
    )
    return best, tuple(sure)


def _disputes(other: Heard, surest: Heard) -> bool:
    """Whether a reader sees other figures than the surest one, and nearly as surely."""
    differ = _figures(other.text) != _figures(surest.text)
    return differ and least(other.text, other.scores) >= NEARLY


def _figures(text: str) -> list[str]:
    return [one for one in unicodedata.normalize("NFKC", text) if one.isdecimal()]


def _tried_texts(heard: Sequence[Heard], surest: Heard, before: str) -> set[str]:
    """The texts of the readers, and what they propose with the figures and signs of the surest one."""
    texts = {text for one in heard for text in (one.text, *proposals(one, before)[:TRIED]) if text}
    most = max(_chinese(one.text) for one in heard)
    fit = {one for one in texts if unlettered(one) == unlettered(surest.text) and _chinese(one) <= most}
    return {surest.text, *fit}


def _proposed(counts: Sequence[float], told: Sequence[float], said: float, length: int) -> float:
    """The share that what was proposed has of all texts, for each of its characters: `told` is what each reader gives
    to it, `said` what the language adds."""
    each = [one ** (1 / length) for one in told]
    return 1 / (1 + math.exp(_log(counts, [1 - one for one in each]) - _log(counts, each) - said / length))


def unlettered(text: str) -> str:
    """The figures, letters, signs and marks of a text, without white space; how wide they are printed is nothing."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if not is_han(one) and not one.isspace())


def _meant(text: str) -> str:
    """The figures and signs of a text whatever the face of its signs: ≧ is ≥, and a dash of any length a dash, 〜
    is ～."""
    return unlettered(text).translate(OF_ONE_FACE)


def _folded(text: str) -> list[str]:
    """The characters of a text, those that are drawn wide as the narrow ones."""
    return [unicodedata.normalize("NFKC", one) for one in text]


def _chinese(text: str) -> int:
    """How many Chinese characters a text has."""
    return sum(map(is_han, text))


def _agreed(best: str, shares: Mapping[str, float]) -> list[float]:
    """For each character of a text the share of all texts that have it there, and nothing more beside it."""
    whole = sum(shares.values())
    sure = [0.0] * len(best)
    for text, share in shares.items():
        for what, start, end, left, right in SequenceMatcher(
            None, _folded(best), _folded(text), autojunk=False
        ).get_opcodes():
            if what == "equal":
                for at in range(start, end):
                    sure[at] += share / whole
            elif what == "insert" or right - left > end - start:
                for at in {max(0, start - 1), min(start, len(best) - 1)}:
                    sure[at] -= share / whole
    return [min(1.0, max(0.0, one)) for one in sure]


def _probability(heard: Heard, text: str) -> float:
    index = indices(heard.size)
    return probability(heard.steps, [index.get(character, -1) for character in text], UNSEEN)


def _log(counts: Sequence[float], chances: Sequence[float]) -> float:
    """The logarithms of what each reader gives a text, as much as each counts."""
    return sum(count * math.log(max(one, HARDLY)) for count, one in zip(counts, chances, strict=True))


def _said(text: str, before: str, after: str = "") -> float:
    """What the language adds to the score of a text."""
    return sum(_worth(one, two) for one, two in pairwise((before, *text, after)) if two)


def _worth(before: str, character: str) -> float:
    """What the language adds to a text's score for a character."""
    return LANGUAGE * (log_chance(before, character) - USUAL) if is_han(character) else 0.0


def proposals(heard: Heard, before: str = "") -> list[str]:
    """The likeliest texts of a stretch by one reader and the language, the best first."""
    classes = alphabet(heard.size)
    beam: dict[str, _Sums] = {"": _Sums(1.0, 0.0, 0.0)}
    for step in heard.steps:
        beam = _kept(_grown(beam, [(classes[at], chance) for at, chance in _tried(step, classes)], before))
    return list(beam)


class _Sums(NamedTuple):
    """The probabilities of a prefix whose last step is blank and of one whose last step is its last character, and what
    the language says of it."""

    blank: float
    inked: float
    said: float


def _grown(beam: Mapping[str, _Sums], tried: Sequence[tuple[str, float]], before: str) -> dict[str, _Sums]:
    """The prefixes one step on; the blank is tried as ""."""
    found: dict[str, _Sums] = {}
    for text, (blank, inked, said) in beam.items():
        for character, chance in tried:
            if not character:
                more = [(text, _Sums((blank + inked) * chance, 0.0, said))]
            else:
                repeats = text[-1:] == character
                fresh = blank * chance if repeats else (blank + inked) * chance
                worth = said + _worth(text[-1:] or before, character)
                more = [(text + character, _Sums(0.0, fresh, worth))]
                more += [(text, _Sums(0.0, inked * chance, said))] * repeats
            for one, sums in more:
                had = found.get(one, _Sums(0.0, 0.0, sums.said))
                found[one] = _Sums(had.blank + sums.blank, had.inked + sums.inked, sums.said)
    return {text: sums for text, sums in found.items() if sums.blank + sums.inked > 0}


def _kept(found: Mapping[str, _Sums]) -> dict[str, _Sums]:
    """The likeliest prefixes, best first, their sums scaled so that they do not underflow."""
    order = sorted(found.items(), key=lambda one: -(math.log(one[1].blank + one[1].inked) + one[1].said))[:WIDTH]
    whole = sum(sums.blank + sums.inked for _, sums in order)
    return {text: _Sums(sums.blank / whole, sums.inked / whole, sums.said) for text, sums in order}


def _tried(step: FloatArray, classes: Sequence[str]) -> list[tuple[int, float]]:
    """The classes that a step may be, with their probabilities: the best alone where it is sure, it or the blank where
    it is no Chinese character, else these and the Chinese characters that are not too unlikely."""
    best = int(step.argmax())
    if step[best] >= SURE:
        return [(best, float(step[best]))]
    if best and not is_han(classes[best]):
        return [(best, float(step[best])), (0, float(step[0]))]
    likely = np.flatnonzero(step >= LEAST).tolist()
    return [(at, float(step[at])) for at in likely if at in (0, best) or is_han(classes[at])]
