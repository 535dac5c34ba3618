"""Which way text runs, and whether all of a page is a little askew.

A text's matrix says how it is turned, but a font of a negative size turns it once more: such text stands upright and is
said to be on its head. Where its characters follow one another tells.
"""

from collections.abc import Sequence
from statistics import median

from extract.model import Box
from extract.sheet import LEVEL

__all__ = ["onward", "slant"]

NEAR = 3.0  # of their height: characters of one word are no farther apart
MOST = 0.7  # of the neighbours of a way
LEAST = 0.25  # degrees: over a page's breadth text that is less askew stays within its row
ALIKE = 0.1  # degrees by which the characters of one page differ
FORWARD = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}
"""Where the next character stands of text that is turned by so many degrees clockwise; x to the right, y down."""


def onward(texts: Sequence[str], boxes: Sequence[Box], turns: list[int]) -> list[int]:
    """The turns of characters in reading order, those turned round whose next ones stand behind them."""
    for way in FORWARD.keys() & set(turns):
        steps = [
            step
            for n in range(len(turns) - 1)
            if turns[n] == turns[n + 1] == way
            and not (texts[n].isspace() or texts[n + 1].isspace())
            and (step := _step(boxes[n], boxes[n + 1], way))
        ]
        if steps and sum(step < 0 for step in steps) > MOST * len(steps):
            turns = [(way + 180) % 360 if turn == way else turn for turn in turns]
    return turns


def slant(texts: Sequence[str], ways: Sequence[float]) -> float:
    """By how many degrees clockwise most of a page's characters are askew, all alike; 0 where they are level."""
    off = [way - round(way / 90) * 90 for text, way in zip(texts, ways, strict=True) if not text.isspace()]
    askew = [way for way in off if LEAST <= abs(way) <= LEVEL]
    if len(askew) <= MOST * len(off):
        return 0.0
    usual = median(askew)
    alike = sum(abs(way - usual) <= ALIKE for way in askew)
    return usual if alike > MOST * len(off) else 0.0


def _step(one: Box, other: Box, way: int) -> float:
    """How far on a character stands from the one before it; 0 of one of another word."""
    right, down = FORWARD[way]
    dx, dy = (other[0] + other[2] - one[0] - one[2]) / 2, (other[1] + other[3] - one[1] - one[3]) / 2
    size = max(one[3] - one[1], one[2] - one[0])
    beside = abs(dy) if right else abs(dx)
    along = dx * right + dy * down
    return along if beside < size / 2 and abs(along) < NEAR * size else 0.0
