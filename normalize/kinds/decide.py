"""What a cell says, decided by the kind of value that its column holds.

    a kind's sources, the likeliest first        the first that has an answer
    as printed → the readings → characters       → Decided: the text, what is
    that look alike → near a word of its list      doubtful about it, whether sure

A text that leaves nothing open has one candidate, itself, and no source changes it. What was read stays in extract's
artefact; what stays open is asked about.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from extract.confusable import dirt
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed

__all__ = ["SEEN", "SPECKS", "Decided", "Source", "decided"]

SEEN = 0.3
"""A sign that its readers are less sure of has hardly been seen."""
SPECKS = dirt("specks")


class Decided(NamedTuple):
    """A cell's text as decided, and what is doubtful about it. `sure`: a closed vocabulary confirms it."""

    text: str
    doubts: tuple[Doubt, ...] = ()
    sure: bool = False


Source = Callable[[Printed], Decided | None]
"""Of a cell whose text is open; None: no answer."""


def decided(cell: Printed, sources: Iterable[Source]) -> Decided:
    """The answer of the first source that has one; as printed where none has."""
    found = (answer for source in sources if (answer := source(cell)) is not None)
    return next(found, Decided(cell.text))
