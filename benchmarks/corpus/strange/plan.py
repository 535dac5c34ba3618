"""Strange documents from a seed: forms whose layouts come from a grammar instead of from the families."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.corpus.families.common import Made
from benchmarks.corpus.make import Planned, dress, press
from benchmarks.corpus.offices import Agency, agency
from benchmarks.corpus.printers import PRINTERS
from benchmarks.corpus.projects import Project, department, project
from benchmarks.corpus.sheet import Block, Gap, Line, PageBreak, Prose, Sheet
from benchmarks.corpus.strange.form import Drawn, write_form
from benchmarks.corpus.strange.layout import Layout, draw, traits
from benchmarks.corpus.strange.vocabulary import CONTENT, Label, Vocabulary

__all__ = ["VERSION", "Strange", "make", "plan"]

VERSION = 1
"""The grammar's version. It is frozen: what changes a layout, a wording or a chance needs a new number."""
WIDE = 8
"""Columns: a grid with more is printed on a page turned sideways."""


@dataclass
class Strange(Planned):
    """A planned document, and what the grammar drew for it: every form's labels, layouts, and rows of header."""

    labels: list[Label] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)
    unknown: int = 0


def plan(count: int, seed: int, made_up: float = 0.0) -> Iterator[Strange]:
    """The documents of a strange corpus; the n-th depends on seed and n alone. `made_up`: share of the labels that are
    made-up words instead; all else is the same as without."""
    for n in range(count):
        yield _document(seed, n, made_up)


def make(count: int, seed: int, out: Path, made_up: float = 0.0) -> list[Planned]:
    """Print a strange corpus into `out`; returns what was made."""
    about = {"seed": seed, "count": count, "strange": VERSION, "made_up": made_up}
    return press(list(plan(count, seed, made_up)), out, about)


def _document(seed: int, n: int, made_up: float) -> Strange:
    rng = Random(f"strange {VERSION}/{seed}/{n}")
    made = Random(f"strange {VERSION}/{seed}/{n}/made up")
    office, year = agency(rng), rng.randint(2018, 2027)
    dealt = traits(seed, n)
    layout, dice = draw(rng, dealt), rng.random()
    blocks: list[Block] = [Prose(rng.sample(CONTENT["prose"]["intro"], 2))] if rng.random() < 0.1 else []
    forms: list[Drawn] = []
    words: list[Vocabulary] = []
    layouts: list[Layout] = []
    names: set[str] = set()
    for i in range(rng.choice([1, 1, 1, 1, 1, 2, 2, 2, 3, 4])):
        if i and rng.random() < 0.25:
            layout = draw(rng, dealt)
        if i and layout.scope == "unit":
            break
        one = _project(rng, office, year, layout, names)
        if i == 0 or rng.random() < 0.3:
            words.append(_vocabulary(Random(f"strange {VERSION}/{seed}/{n}/{i}/words"), made, made_up))
        drawn = write_form(rng, office, one, layout, words[-1])
        if i:
            blocks.append(PageBreak() if dice < 0.7 else Gap())
        blocks += drawn.blocks
        forms.append(drawn)
        layouts.append(layout)
    wide = max(drawn.columns for drawn in forms) > WIDE
    document = dress(rng, Made(blocks, [], landscape=wide), list(PRINTERS)[(n + n // len(PRINTERS)) % len(PRINTERS)])
    return Strange(
        f"s{seed}-{n:04d}-strange",
        _family(layouts[0]),
        document,
        [drawn.stated for drawn in forms],
        _printed(words, blocks),
        layouts,
        [drawn.header for drawn in forms],
        sum(drawn.unknown for drawn in forms),
    )


def _printed(words: list[Vocabulary], blocks: list[Block]) -> list[Label]:
    """The labels that stand in the document: one that was worded for a column is not always used."""
    texts = [cell.text.replace("\n", "") for block in blocks if isinstance(block, Sheet) for cell in block.cells]
    texts += [f"{block.left} {block.right}" for block in blocks if isinstance(block, Line)]
    return [
        label
        for one in words
        for label in one.chosen.values()
        if any(label.text.replace("\n", "") in text for text in texts)
    ]


def _vocabulary(dice: Random, made: Random, made_up: float) -> Vocabulary:
    month, spaced, broken = dice.choice([6, 7, 7, 8]), dice.random() < 0.1, dice.random() < 0.1
    return Vocabulary(dice, made, made_up, month, spaced, broken)


def _family(layout: Layout) -> str:
    """What a report groups the document under."""
    if layout.levels == "beside" or layout.several:
        return "strange_" + "_".join(["beside"] * (layout.levels == "beside") + ["several"] * layout.several)
    return f"strange_{layout.phase}"


def _project(rng: Random, office: Agency, year: int, layout: Layout, names: set[str]) -> Project:
    """A project of a name that the document has not yet, or the department's year."""
    era = "old" if layout.levels == "beside" or layout.phase == "evaluation" else rng.choice(["old", "new"])
    if layout.scope == "unit":
        return department(rng, office, year, era)
    while (one := project(rng, office, year, era)).name in names:
        pass
    names.add(one.name)
    return one
