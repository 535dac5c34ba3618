"""What stands for a text and is none: a person reads it as well. Each takes a text off and puts its like there."""

from collections.abc import Callable

from benchmarks.corpus.oddities.paper import RED, Paper, Words

__all__ = ["INSTEAD"]


def curves(paper: Paper, at: Words) -> None:
    """The shapes of its characters as filled paths."""
    paper.erase(at)
    paper.curves(at.text.strip(), at.box[0], at.box[3], _size(at))


def red_curves(paper: Paper, at: Words) -> None:
    """The same in red."""
    paper.erase(at)
    paper.curves(at.text.strip(), at.box[0], at.box[3], _size(at), RED)


def picture(paper: Paper, at: Words) -> None:
    """A small picture."""
    paper.erase(at)
    paper.picture(at.text.strip(), at.box[0], at.box[3], _size(at))


def stamp(paper: Paper, at: Words) -> None:
    """A stamp laid on the page, an annotation that no reader of text looks at."""
    paper.erase(at)
    paper.stamp(at.text.strip(), at.box[0], at.box[3], _size(at))


def note(paper: Paper, at: Words) -> None:
    """A note in free text, of which the file says no look."""
    x0, y0, x1, y1 = at.box
    paper.erase(at)
    paper.note(at.text.strip(), (x0 - 2, y0 - 2, x1 + 2, y1 + 2))


def last_digit(paper: Paper, at: Words) -> None:
    """Its last character alone as a filled path."""
    text, size = at.text.strip(), _size(at)
    paper.erase(at)
    paper.write(text[:-1], at.box[0], at.box[3], size)
    paper.curves(text[-1], at.box[0] + size * (len(text) - 1) / 2, at.box[3], size)


def _size(at: Words) -> float:
    """The size of a text of digits, whose box is as high as its ink."""
    return (at.box[3] - at.box[1]) * 1.45


INSTEAD: dict[str, Callable[[Paper, Words], None]] = {
    kind.__name__: kind for kind in (curves, red_curves, picture, stamp, note, last_digit)
}
