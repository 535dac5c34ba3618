"""What changes a text that stays in the text layer: a stroke through it, a name longer than its cell."""

from collections.abc import Callable

from benchmarks.corpus.oddities.paper import BLACK, RED, Paper, Words

__all__ = ["LONG", "STRUCK", "long_name"]

LONG = "时效质量数量产出效益时效质量"
NEW = "90"


def stroke(paper: Paper, at: Words) -> None:
    """A stroke through the value, a smaller one written behind it."""
    x0, y0, x1, y1 = at.box
    paper.stroke([(x0 - 2, (y0 + y1) / 2), (x1 + 2, (y0 + y1) / 2)])
    paper.write(NEW, x1 + 3, y1, 6)


def bar(paper: Paper, at: Words) -> None:
    """The same with a thin red bar, as a word processor strikes text through."""
    x0, y0, x1, y1 = at.box
    paper.box((x0 - 1, (y0 + y1) / 2 - 0.4, x1 + 1, (y0 + y1) / 2 + 0.4), RED)
    paper.write(NEW, x1 + 3, y1, 6, colour=RED)


def strikeout(paper: Paper, at: Words) -> None:
    """A strikeout annotation, the new value behind it."""
    x0, y0, x1, y1 = at.box
    paper.strike_out((x0 - 1, y0 - 2, x1 + 1, y1 + 2))
    paper.write(NEW, x1 + 3, y1, 6)


STRUCK: dict[str, Callable[[Paper, Words], None]] = {kind.__name__: kind for kind in (stroke, bar, strikeout)}


def long_name(paper: Paper, at: Words, left: float | None = None) -> None:
    """A text that goes on over its cell's walls: from its `left` side on, or set in its middle."""
    x0, _, x1, y1 = at.box
    size = (x1 - x0) / len(at.text.strip())
    paper.erase(at)
    paper.write(LONG, (x0 + x1 - size * len(LONG)) / 2 if left is None else left, y1, size, colour=BLACK)
