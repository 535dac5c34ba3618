"""Text laid over a page that is no part of it: watermarks, stamps in words, seals drawn with characters.

Each leaves every value legible, and stands where it runs through cells and over values.
"""

import math
from collections.abc import Callable

from benchmarks.corpus.oddities.paper import BLACK, GREY, RED, Colour, Paper, Words

__all__ = ["OVER"]


def slanted(paper: Paper, at: Words) -> None:
    """One large grey watermark across the page."""
    paper.write(_words(paper), paper.width * 0.25, paper.height * 0.75, 40, colour=GREY, angle=35)


def slanted_below(paper: Paper, at: Words) -> None:
    """The same below the print."""
    paper.write(_words(paper), paper.width * 0.25, paper.height * 0.75, 40, colour=GREY, angle=-30, first=True)


def tiled(paper: Paper, at: Words) -> None:
    """Small grey words, many times over, slanted."""
    for x in range(60, round(paper.width) - 60, 130):
        for y in range(90, round(paper.height) - 40, 70):
            paper.write(_words(paper), x, y, 11, colour=(215, 215, 215), angle=20)


def tiled_level(paper: Paper, at: Words) -> None:
    """The same, level: as large as the print, and paler."""
    for x in range(60, round(paper.width) - 60, 130):
        for y in range(93, round(paper.height) - 40, 37):
            paper.write(_words(paper), x, y, 12, colour=(215, 215, 215), first=True)


def level(paper: Paper, at: Words) -> None:
    """One large watermark, level, in black that is hardly opaque."""
    paper.write(_words(paper), at.box[0] - 220, at.box[3] + 14, 48, colour=BLACK, opacity=36)


def upright(paper: Paper, at: Words) -> None:
    """A watermark that runs up the page."""
    paper.write(_words(paper), at.box[2], at.box[3] + 120, 40, colour=GREY, angle=90)


def stamp(paper: Paper, at: Words) -> None:
    """A red stamp of words over a value."""
    x0, _, _, y1 = at.box
    paper.write(_words(paper)[:4], x0 - 38, y1 + 5, 24, colour=RED)


def stamp_before(paper: Paper, at: Words) -> None:
    """A red stamp of words in the blank before a value, and over the wall there."""
    x0, _, _, y1 = at.box
    paper.write(_words(paper)[:4], x0 - 88, y1 + 5, 21, colour=RED)


def seal(paper: Paper, at: Words, colour: Colour = RED) -> None:
    """A seal: a ring, characters along it, and words in its middle."""
    x, y, radius = at.box[2] + 8, at.box[3] + 10, 42
    paper.circle(x, y, radius, colour)
    words = _words(paper) * 2
    for n, character in enumerate(words):
        angle = math.radians(215 - 250 * n / (len(words) - 1))
        place = x + (radius - 13) * math.cos(angle), y - (radius - 13) * math.sin(angle)
        paper.write(character, *place, 10, colour=colour, angle=math.degrees(angle) - 90)
    if colour == RED:
        paper.write(words[:4], x - 16, y + 22, 8, colour=RED)


def black_seal(paper: Paper, at: Words) -> None:
    """A seal copied in black: its ring and the characters along it."""
    seal(paper, at, BLACK)


def _words(paper: Paper) -> str:
    """Words that a watermark may have, in characters of the page's own title."""
    title = max((words for words in paper.words()), key=lambda words: words.box[3] - words.box[1])
    return title.text.strip()[:8]


OVER: dict[str, Callable[[Paper, Words], None]] = {
    kind.__name__: kind
    for kind in (slanted, slanted_below, tiled, tiled_level, level, upright, stamp, stamp_before, seal, black_seal)
}
