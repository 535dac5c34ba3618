"""A document of any kind of this package with its truth: forms written by hand, and such forms drawn on or damaged.

`KINDS` names every kind; each is told by a form's words, so that one scorer does for all.
"""

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from benchmarks.corpus.oddities import by_hand
from benchmarks.corpus.oddities.broken import MENDED, Break
from benchmarks.corpus.oddities.by_hand.layout import Form, Indicator, form, truth
from benchmarks.corpus.oddities.changed import NEW, STRUCK
from benchmarks.corpus.oddities.hidden_text import HIDDEN
from benchmarks.corpus.oddities.instead import INSTEAD
from benchmarks.corpus.oddities.lying_fonts import lying_characters, lying_digits
from benchmarks.corpus.oddities.overlay import OVER
from benchmarks.corpus.oddities.paper import Paper, Words
from benchmarks.corpus.oddities.photographed import PHOTOS, Shot, photographed
from benchmarks.corpus.oddities.rulings import GUESSED, WALLS, document

__all__ = ["KINDS"]

Made = tuple[bytes, Form]
"""A document and what it says."""


def _plain(rng: Random) -> Made:
    """A form without oddities, no two of whose values are alike: they are found by what they say."""
    while True:
        said = form(rng)
        values = [row.value for row in said.indicators]
        if len(set(values)) == len(values):
            return by_hand.plain(said, rng), said


def _on_paper(draw: Callable[[Paper, Words], None], rng: Random) -> Made:
    data, said = _plain(rng)
    paper = Paper(data)
    draw(paper, paper.find(rng.choice(said.indicators).value))
    return paper.bytes(), said


def _struck(draw: Callable[[Paper, Words], None], rng: Random) -> Made:
    data, said = _plain(rng)
    paper = Paper(data)
    old = rng.choice(said.indicators)
    draw(paper, paper.find(old.value))
    rows = tuple(row._replace(value=NEW) if row is old else row for row in said.indicators)
    return paper.bytes(), said._replace(indicators=rows)


def _walls(kind: str, rng: Random) -> Made:
    data, rows = document(kind, rng)
    said = Form("青石县水务服务中心", "河道清淤养护经费", "36.50", tuple(Indicator(*row) for row in rows))
    return data, said


def _broken(wound: Break, rng: Random) -> Made:
    data, said = _plain(rng)
    return wound(rng, data), said


def _lying(lie: Callable[[bytes, Random], bytes], rng: Random) -> Made:
    data, said = _plain(rng)
    return lie(data, rng), said


def _photographed(shot: Shot, rng: Random) -> Made:
    data, said = _plain(rng)
    return photographed(data, shot, rng), said


KINDS: dict[str, Callable[[Random], tuple[bytes, dict[str, Any]]]] = {}


def _add(group: str, makers: dict[str, Callable[[Random], Made]]) -> None:
    def told(name: str, make: Callable[[Random], Made], rng: Random) -> tuple[bytes, dict[str, Any]]:
        data, said = make(rng)
        return data, truth([said]) | {"family": name}

    for kind, make in makers.items():
        name = f"{group}-{kind.replace(' ', '_')}"
        KINDS[name] = partial(told, name, make)


_add("hand", {kind: partial(by_hand.made, kind) for kind in by_hand.KINDS})
_add("walls", {kind: partial(_walls, kind) for kind in WALLS | GUESSED})
_add("hidden", {kind: partial(_on_paper, draw) for kind, draw in HIDDEN.items()})
_add("over", {kind: partial(_on_paper, draw) for kind, draw in OVER.items()})
_add("instead", {kind: partial(_on_paper, draw) for kind, draw in INSTEAD.items()})
_add("struck", {kind: partial(_struck, draw) for kind, draw in STRUCK.items()})
_add("broken", {kind: partial(_broken, wound) for kind, wound in MENDED.items()})
_add("font", {lie.__name__: partial(_lying, lie) for lie in (lying_digits, lying_characters)})
_add("photo", {kind: partial(_photographed, shot) for kind, shot in PHOTOS.items()})
