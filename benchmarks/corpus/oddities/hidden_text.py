"""Text that nobody sees and a text layer has: what was there before, what a template left, what a trick put there.

Each leaves every picture of the page as it was. `at` is a text that stays; the hidden one stands where it stands, or
beside it.
"""

from collections.abc import Callable

from benchmarks.corpus.oddities.paper import BLACK, WHITE, Paper, Words

__all__ = ["HIDDEN"]

OLD = "9957"


def white_below(paper: Paper, at: Words) -> None:
    """An old value in white, drawn before the new one and under it."""
    paper.write(OLD, at.box[0] - 3, at.box[3], colour=WHITE, first=True)


def white_behind(paper: Paper, at: Words) -> None:
    """White digits that go on behind a value."""
    paper.write("57", at.box[2] + 0.5, at.box[3], colour=WHITE)


def nearly_white(paper: Paper, at: Words) -> None:
    """The same in a white that no eye tells from paper."""
    paper.write("57", at.box[2] + 0.5, at.box[3], colour=(252, 252, 253))


def unpainted(paper: Paper, at: Words) -> None:
    """A value in render mode 3, as a recogniser's layer has it."""
    paper.write(OLD, at.box[0] + 1, at.box[3], mode=3)


def again(paper: Paper, at: Words) -> None:
    """The same value once more, unpainted and a little beside, as some add it for those who cannot see."""
    paper.write(at.text, at.box[0] + 3, at.box[3] + 5, mode=3)


def transparent(paper: Paper, at: Words) -> None:
    """A value of no opacity."""
    paper.write(OLD, at.box[0] - 2, at.box[3] - 1, opacity=0)


def painted_over(paper: Paper, at: Words) -> None:
    """An old value in black below white paint, on which the new one is drawn."""
    x0, y0, x1, y1 = at.box
    paper.box((x0 - 8, y0 - 0.5, x1 + 8, y1 + 0.5), WHITE, first=True)
    paper.write(OLD, x0 - 4, y1, 8, colour=BLACK, first=True)


def tiny(paper: Paper, at: Words) -> None:
    """A value of no size."""
    paper.write(OLD, at.box[2] + 1, at.box[3], 0.05)


def outside(paper: Paper, at: Words) -> None:
    """A value beyond the page's right edge, level with the row."""
    paper.write(OLD, paper.width + 30, at.box[3])


HIDDEN: dict[str, Callable[[Paper, Words], None]] = {
    kind.__name__: kind
    for kind in (white_below, white_behind, nearly_white, unpainted, again, transparent, painted_over, tiny, outside)
}
