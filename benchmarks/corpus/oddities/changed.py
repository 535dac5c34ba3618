"""What changes a text that stays in the text layer: a stroke through it, a name longer than its cell."""

from collections.abc import Callable

from benchmarks.corpus.oddities.paper import BLACK, RED, Paper, Words

__all__ = ["CROSSED", "LONG", "STRUCK", "long_name"]

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


def slanted_stroke(paper: Paper, at: Words) -> None:
    """A slanted stroke through the value, by hand."""
    x0, y0, x1, y1 = at.box
    paper.stroke([(x0 - 4, y1 + 1), (x1 + 4, y0 - 1)])


def cross(paper: Paper, at: Words) -> None:
    """Two of them."""
    x0, y0, x1, y1 = at.box
    slanted_stroke(paper, at)
    paper.stroke([(x0 - 4, y0 - 1), (x1 + 4, y1 + 1)])


CROSSED: dict[str, Callable[[Paper, Words], None]] = {kind.__name__: kind for kind in (slanted_stroke, cross)}


def long_name(paper: Paper, at: Words, left: float | None = None, *, apart: bool = False) -> None:
    """A text that goes on over its cell's walls: from its `left` side on, or set in its middle; `apart`: each character
    is drawn by itself."""
    x0, _, x1, y1 = at.box
    size = (x1 - x0) / len(at.text.strip())
    paper.erase(at)
    start = (x0 + x1 - size * len(LONG)) / 2 if left is None else left
    for n, text in enumerate(LONG if apart else [LONG]):
        paper.write(text, start + n * size, y1, size, colour=BLACK)
