"""Pictures of numbers: horizontal bars, laid out here and drawn by a template as SVG.

One colour, a bar a thing, its number beside it in words: what the picture shows can be read aloud.
"""

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Bar", "Chart", "bars"]

WIDTH, ROW = 640, 26  # units of the picture: its width, a bar's pitch
LABEL, NUMBER = 230, 96  # units: the room for a bar's words, and for its number
LONGEST_LABEL = 17  # characters before a label is cut: the room above at 13 px a Chinese character


class Bar(NamedTuple):
    """A bar: its words (cut and whole), its number in words, where it stands and how long it is; `full` is the length
    of what it is a part of, 0 where it is of nothing."""

    label: str
    whole: str
    number: str
    y: float
    length: float
    full: float = 0


class Chart(NamedTuple):
    """A picture of bars and its height."""

    bars: Sequence[Bar]
    height: float
    width: float = WIDTH
    left: float = LABEL


def bars(values: Sequence[tuple[str, float, str]], of: Sequence[float] | None = None) -> Chart:
    """Bars of labelled values, in their order: (label, value, the value in words). `of` are the wholes that the values
    are parts of; the longest of all fills the room."""
    wholes = list(of) if of is not None else [0.0] * len(values)
    longest = max([*wholes, *(value for _, value, _ in values)], default=0) or 1
    room = WIDTH - LABEL - NUMBER
    made = [
        Bar(_cut(label), label, number, place * ROW, room * max(value, 0) / longest, room * whole / longest)
        for place, ((label, value, number), whole) in enumerate(zip(values, wholes, strict=True))
    ]
    return Chart(made, max(len(made), 1) * ROW)


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
