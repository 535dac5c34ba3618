"""Which way text runs: its matrix says how it is turned, but a font of a negative size turns it once more.

Such text stands upright and is said to be on its head. Where its characters follow one another tells.
"""

from collections.abc import Sequence

from extract.model import Box

__all__ = ["onward"]

NEAR = 3.0  # of their height: characters of one word are no farther apart
MOST = 0.7  # of the neighbours of a way
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


def _step(one: Box, other: Box, way: int) -> float:
    """How far on a character stands from the one before it; 0 of one of another word."""
    right, down = FORWARD[way]
    dx, dy = (other[0] + other[2] - one[0] - one[2]) / 2, (other[1] + other[3] - one[1] - one[3]) / 2
    size = max(one[3] - one[1], one[2] - one[0])
    beside = abs(dy) if right else abs(dx)
    along = dx * right + dy * down
    return along if beside < size / 2 and abs(along) < NEAR * size else 0.0
