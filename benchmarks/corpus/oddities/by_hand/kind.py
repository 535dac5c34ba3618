"""What a kind of document by hand is: a function that draws a page, `KINDS` names them all."""

from collections.abc import Callable
from random import Random

from benchmarks.corpus.oddities.by_hand.layout import AROUND, MARKS, MORE, Cell, Form, Page, form, laid_out
from benchmarks.corpus.oddities.by_hand.writer import Writer

__all__ = ["KINDS", "Kind", "cells_of", "kind", "made", "plain"]

Kind = Callable[[Writer, Page, Random], bytes]
TOGETHER, REPEATED = 0.35, 0.3  # of the forms
KINDS: dict[str, Kind] = {}


def kind(draw: Kind) -> Kind:
    """Name a kind by its function."""
    KINDS[draw.__name__] = draw
    return draw


def made(name: str, rng: Random) -> tuple[bytes, Form]:
    """A document of that kind, and what it says."""
    said = form(rng)
    said = said._replace(together=rng.random() < TOGETHER, repeated=rng.random() < REPEATED)
    draw = KINDS[name]
    writer, page = _begun(said, rng, AROUND if draw.__module__.endswith("office") else "")
    return draw(writer, page, rng), said


def plain(said: Form, rng: Random) -> bytes:
    """A form without oddities."""
    writer, page = _begun(said, rng)
    writer.drawn(page)
    return writer.bytes()


def cells_of(page: Page, *roles: str) -> list[Cell]:
    """The cells of these roles, those with values where none is named."""
    return [cell for cell in page.cells if cell.role in (roles or ("value",))]


def _begun(said: Form, rng: Random, more: str = "") -> tuple[Writer, Page]:
    page = laid_out(said, row=rng.choice((20.0, 22.0, 25.0)))
    used = {char for cell in page.cells for char in cell.text} | {char for line in page.lines for char in line[2]}
    characters = "".join(sorted(used | set(MARKS + MORE + more)))
    return Writer(page.width, page.height, characters, rng.choice(("kai", "song"))), page
