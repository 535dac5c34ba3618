"""Comparisons: what an operator's cell says, what stands glued to a value, and what a scan makes of their strokes.

A sign is small and alone, so that a reader of words takes it for a letter or a figure; the column says that it is one.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from extract.confusable import dirt, read_as
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, uncertain
from normalize.kinds.decide import SEEN, SPECKS, Decided
from normalize.kinds.words import blank
from normalize.lexicon import key, load, one_apart
from normalize.schema import Operator

__all__ = ["Glued", "glued", "glued_words", "is_struck", "operator", "parse_direction", "parse_operator"]

_STRICT = (">", "<")
"""Signs that a faint ≥ or ≤ is read as: the bar below is the first thing a scan loses."""
_READERS = ("tiny", "small")
_DIRECTION = re.compile(r"^[正反]向(?:指标)?")
_WORD = 4
"""Characters of an operator in words of which one may be misread: 大于等干."""
_IN_WORDS = re.compile(r"[\u4e00-\u9fff]")


class Glued(NamedTuple):
    """What is left of a value, and the comparison that stood glued to it, as printed."""

    rest: str
    operator: Operator | None = None
    raw: str | None = None

    @property
    def in_words(self) -> bool:
        """Whether the comparison was said in words: they may be the value's own."""
        return self.raw is not None and _IN_WORDS.search(self.raw) is not None


@cache
def _words() -> dict[str, Operator]:
    return {key(word): sign for sign, words in load("values")["operators"].items() for word in words}


@cache
def _signs() -> dict[str, Operator]:
    """Operators made of signs, longest first: they may stand glued to a number at either end."""
    return _longest_first((word, sign) for word, sign in _words().items() if not _IN_WORDS.search(word))


@cache
def _affixes(table: str) -> dict[str, Operator]:
    """Words that an operator is said in before or after a number, longest first."""
    return _longest_first((key(word), sign) for sign, words in load("values")[table].items() for word in words)


def _longest_first(words: Iterable[tuple[str, Operator]]) -> dict[str, Operator]:
    return dict(sorted(words, key=lambda item: -len(item[0])))


def parse_operator(text: str | None) -> Operator | None:
    """The operator that a whole cell says, else None: a word about direction alone is none."""
    return None if text is None else _words().get(key(text))


def parse_direction(text: str | None) -> str | None:
    """`positive` or `negative` where a cell says 正向 or 反向, else None."""
    return None if text is None else _directions().get(key(text))


@cache
def _directions() -> dict[str, str]:
    return {entry: name for name, entries in load("values")["directions"].items() for entry in entries}


def glued(body: str) -> Glued:
    """A value without the operator at its front or end."""
    tables = (_signs(), str.startswith), (_affixes("prefixes"), str.startswith), (_signs(), str.endswith)
    for words, stands in tables:
        if not stands(body, tuple(words)):
            continue
        for word, sign in words.items():
            if len(word) < len(body) and stands(body, word):
                rest = body.removesuffix(word) if stands is str.endswith else body.removeprefix(word).lstrip(":")
                return Glued(rest, sign, word)
    return Glued(body)


def glued_words(body: str) -> Glued:
    """A value without the words behind it that say an operator: 10天以内."""
    for word, sign in _affixes("suffixes").items():
        if body.endswith(word) and len(body) > len(word):
            return Glued(body[: -len(word)], sign, word)
    return Glued(body)


def operator(cell: Printed) -> tuple[Operator | None, Decided]:
    """The operator of a cell in an operator column; a sign that was not read as one is looked for in the readings."""
    sign = parse_operator(cell.text)
    if not uncertain(cell):
        return sign, Decided(cell.text, sure=sign is not None)
    if (whole := read_as("halves").get(cell.text.strip())) is not None:
        return parse_operator(whole), Decided(cell.text, (Doubt("operator", "doubt"),))
    if (barred := _barred(cell)) is not None:
        return parse_operator(barred), Decided(barred, (Doubt("operator", "doubt"),))
    if sign is not None:
        seen = all(line.confidence > SEEN for line in cell.lines) and not (sign in _STRICT and _is_made_up(cell))
        return sign, Decided(
            cell.text, () if seen else (Doubt("operator", "doubt"),), sure=seen and sign not in _STRICT
        )
    if blank(cell.text) or parse_direction(cell.text) is not None:
        return None, Decided(cell.text, Doubt("operator", "unread").when(blank(cell.text) and cell.text.strip()))
    return _likeliest(cell)


def _is_made_up(cell: Printed) -> bool:
    """Whether no reader read what the cell says: 大于 is what is left of a 大于等于 that was read as 大轩于."""
    read = [one.text for line in cell.lines for one in line.readings if one.by in _READERS]
    return bool(read) and cell.text.strip() not in read


def _barred(cell: Printed) -> str | None:
    """The sign with a bar below that one of two readers saw where > or < was read: of 360 such signs of labelled scans
    six, all of which had it."""
    barred = read_as("bare").get(cell.text.strip())
    read = (one.text for line in cell.lines for one in line.readings if one.by in _READERS)
    return barred if barred is not None and barred in read else None


def _likeliest(cell: Printed) -> tuple[Operator | None, Decided]:
    """The likeliest operator of a recognised cell that says none."""
    if (word := _near(key(cell.text))) is not None:
        return _words()[word], Decided(word, sure=True)
    for text in _candidates(cell):
        if (found := parse_operator(text)) is not None:
            return found, Decided(text, (Doubt("operator", "doubt"),))
    return None, Decided(cell.text, (Doubt("operator", "unread"),))


def _near(word: str) -> str | None:
    """The word for a comparison that a long one is but for one character, where none for another one is as near."""
    alike = [said for said in _words() if _WORD <= len(said) == len(word) and one_apart(said, word)]
    signs = {_words()[said] for said in alike} - {"定性"}
    return alike[0] if len(signs) == 1 else None


def _candidates(cell: Printed) -> Iterator[str]:
    """What a recognised cell may say, the likeliest first: the text without what stands beside the sign (specks, dirt
    on a line of its own, the direction from a cell whose wall was not seen)."""
    yield cell.text.strip(SPECKS)
    yield cell.text.strip(SPECKS + dirt("uprights"))
    yield _DIRECTION.sub("", cell.text)
    yield from (line.text for line in cell.lines)


def is_struck(cell: Printed) -> bool:
    """Whether a dash was read where an operator stands: the two strokes of ═ run together on a scan."""
    return uncertain(cell) and cell.text.strip(SPECKS + dirt("uprights")) in tuple(dirt("dashes"))
