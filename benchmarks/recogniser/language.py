"""`python -m benchmarks.recogniser.language`: the bigrams of the domain, into extract/ocr/weights/language.txt.

From generated forms (their own seed, nothing is measured on it), the wordings of the lexicon, the names of places and
jieba's dictionary. Counts are weighed: a form's text by the root of how often it stands there, a word of the dictionary
by the root of its count, so that a form's words go first and any word is possible.
"""

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import jieba

from benchmarks.corpus.make import plan
from benchmarks.corpus.sheet import Block, Line, Prose, Sheet, Title
from extract.ocr.language import FIRST, START, STEP, UNMET, is_han, mark
from extract.ocr.models import WEIGHTS
from normalize import places

LEXICON = Path(__file__).parents[2] / "normalize" / "lexicon"
NO_WORDING = ("rates", "edits", "asked", "reasons")
"""Tables of the lexicon that hold misreadings, or what the product says itself."""
SEED, DOCUMENTS = 777, 300
OF_LEXICON, OF_PLACES, OF_DICTIONARY = 3.0, 1.0, 0.1
LEAST = 0.21
"""The weight of the rarest bigram that is kept: met four times in all that jieba counted."""
DISCOUNT = 0.6
HEAD = (
    "# Bigrams of Chinese characters, by benchmarks/recogniser/language.py: "
    "of generated forms, the lexicon, places and jieba's dictionary (MIT).\n"
)


def main() -> None:
    """Write the model and say how large it is."""
    target = WEIGHTS / "language.txt"
    target.write_text(told(counted(_weighed())), encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1e6:.2f} MB")


def counted(texts: Iterable[tuple[str, float]]) -> Counter[tuple[str, str]]:
    """The weight of each pair of marks in these weighed texts, the head of a text among them."""
    pairs: Counter[tuple[str, str]] = Counter()
    for text, weight in texts:
        marks = [START, *(mark(character) for character in text if not character.isspace())]
        for pair in pairwise(marks):
            pairs[pair] += weight
    return pairs


def told(pairs: Counter[tuple[str, str]]) -> str:
    """The model as `extract.ocr.language` reads it: a context a line, then what was met behind it by falling chance,
    each chance in front of those that have it. What is hardly likelier than the unmet is left out."""
    by_context: dict[str, dict[str, float]] = {}
    for (before, character), weight in pairs.items():
        by_context.setdefault(before, {})[character] = weight
    lines = []
    for before, follows in sorted(by_context.items()):
        whole = sum(follows.values())
        chances = {one: (weight - min(DISCOUNT, weight / 2)) / whole for one, weight in follows.items()}
        met = {one: c for one, c in chances.items() if follows[one] > LEAST and math.log(c) > UNMET + STEP}
        lines.append(f"{before}\t{_graded(met)}")
    return HEAD + "\n".join(lines) + "\n"


def _graded(chances: dict[str, float]) -> str:
    out: list[str] = []
    level = ""
    for character, chance in sorted(chances.items(), key=lambda one: (-one[1], one[0])):
        if is_han(character):
            out += [_level(chance)] * (_level(chance) != level) + [character]
            level = _level(chance)
    return "".join(out)


def _level(chance: float) -> str:
    return chr(FIRST + round(-math.log(chance) / STEP))


def _weighed() -> Iterator[tuple[str, float]]:
    forms = Counter(text for planned in plan(DOCUMENTS, SEED) for text in _texts(planned.document.blocks))
    yield from ((line, math.sqrt(count)) for text, count in forms.items() for line in text.split("\n"))
    tables = (path for path in sorted(LEXICON.glob("*.toml")) if path.stem not in NO_WORDING)
    wordings = {text for path in tables for text in _strings(tomllib.loads(path.read_text(encoding="utf-8")))}
    yield from ((text, OF_LEXICON) for text in sorted(wordings) if any(map(is_han, text)))
    yield from ((place, OF_PLACES) for place in places())
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split()
        if all(map(is_han, word)):
            yield word, OF_DICTIONARY * math.sqrt(int(count))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Sheet):
            yield from (cell.text for cell in block.cells)
        elif isinstance(block, Title):
            yield block.text
        elif isinstance(block, Line):
            yield from (block.left, block.right)
        elif isinstance(block, Prose):
            yield from block.paragraphs


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


if __name__ == "__main__":
    main()
