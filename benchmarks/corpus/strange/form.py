"""A strange form from its title to its tail: blocks in the drawn order, in one table or in several, below each other or
side by side."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import Any

from benchmarks.corpus.families.common import purse
from benchmarks.corpus.measures import Measure
from benchmarks.corpus.offices import Agency
from benchmarks.corpus.pieces import Grid, level_words
from benchmarks.corpus.projects import Project
from benchmarks.corpus.sheet import Block, Line, Prose, Sheet, Title
from benchmarks.corpus.strange.blocks import (
    Scene,
    face_to_face,
    goals,
    identity,
    write_pairs,
    write_tasks,
)
from benchmarks.corpus.strange.columns import Leaf, bounds_of, columns_of
from benchmarks.corpus.strange.fillers import unknown_columns
from benchmarks.corpus.strange.funds import funds_pairs, write_funds
from benchmarks.corpus.strange.grid import Writer
from benchmarks.corpus.strange.layout import Layout
from benchmarks.corpus.strange.vocabulary import CONTENT, Vocabulary
from benchmarks.corpus.truth import Stated, state
from benchmarks.corpus.wording import Style, style

__all__ = ["Drawn", "write_form"]

SIDE = 0.08
"""Width of the cell left of the grid."""


@dataclass
class Drawn:
    """A form as laid out: its blocks, its truth, how many rows its header has, its columns and their count."""

    blocks: list[Block]
    stated: Stated
    header: int
    columns: int
    unknown: int


@dataclass
class Page:
    """Where the blocks of a form are written: the table at hand, and all that came before."""

    masters: list[float]
    parts: str
    blocks: list[Block] = field(default_factory=list)
    sheet: Sheet = field(default_factory=Sheet)

    def part(self, title: str, note: str, inside: bool) -> Sheet:
        """The table for the next block: a new one under a line of its own, or the same one, where title and note may
        stand in rows across it."""
        if self.parts == "tables":
            self.close()
            self.blocks.append(Line(title))
        elif self.parts == "rows":
            self.sheet.row(title, align="left")
        if note and inside:
            self.sheet.row(note, align="left")
        elif note:
            self.close()
            self.blocks.append(Prose([note]))
        return self.sheet

    def close(self) -> None:
        """The table at hand is done."""
        if self.sheet.cells:
            self.blocks.append(self.sheet)
        self.sheet = Sheet(masters=sorted({0.0, 1.0, *([] if self.parts == "tables" else self.masters)}))


def write_form(rng: Random, office: Agency, one: Project, layout: Layout, words: Vocabulary) -> Drawn:
    """Lay out one form."""
    stated = state(layout.scope, layout.phase, office, one)
    if layout.scope == "unit":
        stated.form["project"] = None
    scene = Scene(rng, office, one, layout, words, purse(rng), stated)
    stated.form["money_unit"] = scene.money.unit
    one.measures = _measures(rng, one, layout)
    unknown = unknown_columns(rng, layout.unknown)
    leaves = columns_of(rng, layout, words, unknown)
    wide = len({m.level1 for m in one.measures}) if layout.levels == "beside" else 1
    page = Page(bounds_of(leaves * wide, SIDE if layout.side else 0.0), layout.parts)
    page.blocks += _heading(scene)
    page.sheet = Sheet(masters=sorted({0.0, *page.masters, 1.0}))
    header = 1
    for i, name in enumerate(_order(scene)):
        note = rng.choice(CONTENT["prose"]["between"]) if i and rng.random() < layout.between * 0.4 else ""
        sheet = page.part(_part_title(rng, name, i), note, inside=rng.random() < 0.4)
        if name == "grid":
            header = _grid(scene, sheet, leaves)
        else:
            _block(scene, sheet, name)
    _tail(scene, page)
    return Drawn(page.blocks, stated, header, len(leaves) * wide, len(unknown))


def _order(scene: Scene) -> list[str]:
    """The blocks that this form has, in its order; blocks that face each other count as one."""
    layout, left = scene.layout, list(scene.layout.order)
    if layout.phase == "evaluation":
        left.remove("goal")
    if layout.scope != "unit" or layout.phase != "target":
        left.remove("tasks")
    if layout.phase == "target" and layout.facing in left:
        left[left.index(layout.facing)] = f"{layout.facing}+funds"
        left.remove("funds")
    return left


def _part_title(rng: Random, name: str, i: int) -> str:
    """A line above a table of its own."""
    title = rng.choice(CONTENT["prose"]["part_titles"][name.partition("+")[0]])
    return f"{'一二三四五'[i]}、{title}"


def _block(scene: Scene, sheet: Sheet, name: str) -> None:
    layout, says = scene.layout, scene.words.says
    if name.endswith("+funds"):
        pairs = identity(scene) if name.startswith("identity") else goals(scene)
        face_to_face(sheet, pairs, funds_pairs(scene), sheet.snapped(0.56, 0.3))
    elif name == "identity":
        with sheet.side(says("identity_block") if layout.identity_side else "", 0.1 if layout.identity_side else None):
            write_pairs(sheet, identity(scene), layout.per_row)
    elif name == "funds":
        write_funds(scene, sheet)
    elif name == "tasks":
        write_tasks(scene, sheet)
    else:
        _goals(scene, sheet)


def _goals(scene: Scene, sheet: Sheet) -> None:
    """The goals: beside their labels or below them, one column or two."""
    pairs = goals(scene)
    shape = scene.layout.goals
    if shape == "row" or (shape == "two" and len(pairs) == 1):
        write_pairs(sheet, pairs, 1)
    elif shape == "two":
        sheet.row(*(part for pair in pairs for part in ((pair.label, 0.12), (pair.value, 0.38))), align="left")
    else:
        block = scene.words.says("goal_block") if scene.layout.side else ""
        with sheet.side(block, 0.1 if block else None):
            sheet.row(*(pair.label for pair in pairs))
            sheet.row(*(pair.value for pair in pairs), align="left")


def _grid(scene: Scene, sheet: Sheet, leaves: list[Leaf]) -> int:
    """The indicator grid; returns the rows of its header."""
    rng, layout, one = scene.rng, scene.layout, scene.project
    own = dict(rng.choice(CONTENT["levels"])) if layout.phase != "evaluation" and rng.random() < 0.2 else {}
    if layout.phase == "evaluation":
        own = CONTENT["evaluation_words"]
    shown = [(leaf.meaning, leaf.label, leaf.width) for leaf in leaves]
    weights = (
        Decimal(90 if layout.phase == "self_evaluation" else 100)
        if layout.weight and layout.levels != "beside"
        else None
    )
    grid = Grid(
        shown,
        _style(rng, layout),
        level_words(rng)
        if layout.phase != "evaluation"
        else {"产出指标": "产出", "效益指标": "效益", "满意度指标": "满意度"},
        weights=weights,
        starred=layout.starred,
        numbered=layout.numbered_singles,
        level1_scores=layout.level_scores and layout.levels in ("merged", "repeated"),
        filled=layout.phase in ("self_evaluation", "evaluation"),
        empty_slots=0.3 if rng.random() < 0.25 and layout.levels in ("merged", "repeated") else 0.0,
    )
    block = scene.words.says("grid_block") if layout.side else ""
    with sheet.side(block, SIDE if block else None):
        writer = Writer(rng, sheet, scene.stated, layout, leaves, grid, own)
        writer.write(one.measures)
    if weights and layout.phase in ("self_evaluation", "evaluation") and rng.random() < 0.5:
        scores = [row.columns["score"] for row in scene.stated.indicators if row.columns.get("score") is not None]
        shown_total = f"{sum(scores):g}" if scores else f"{weights:f}"
        sheet.row((scene.words.says("total"), 0.7), (shown_total, 0.3))
        scene.stated.form["total_score"] = float(sum(scores)) if scores else None
    return writer.header


def _style(rng: Random, layout: Layout) -> Style:
    """How values are spelled; where several stand in a cell, each has something in every line."""
    fixed: dict[str, Any] = {"sloppy": 0.0, "qualitative": "定性"} if layout.several else {}
    return style(rng, layout.operator, layout.unit, **fixed)


def _measures(rng: Random, one: Project, layout: Layout) -> list[Measure]:
    """The form's indicators: an evaluation has those of 决策 and 过程 besides."""
    found = one.measures
    if layout.phase != "evaluation":
        return found
    more = []
    for level1, entries in CONTENT["evaluation"].items():
        for entry in sorted(rng.sample(entries, rng.randint(3, 5)), key=entries.index):
            level2, _, name = entry.partition("|")
            more.append(Measure(level1, level2, name, "text"))
    return more + [
        replace(m, kind="text", value=None, upper=None, operator=None, words="")
        for m in found
        if m.level1 != "成本指标"
    ]


def _heading(scene: Scene) -> list[Block]:
    """The title with the year, and the line of who and in what unit, as far as the form says that here."""
    rng, layout, words, form = scene.rng, scene.layout, scene.words, scene.stated.form
    year = scene.project.year
    key = layout.phase
    if key == "evaluation":
        key = rng.choice(["evaluation", "evaluation", "finance", "department"])
        form["evaluator"] = key if key != "evaluation" else None
    title = words.title(layout.scope, key)
    when = ""
    if layout.phase == "monitor":
        form["as_of"] = f"{year}-{words.month:02d}"
        when = f"1-{words.month}月"
    place = rng.choice(["front", "own", "behind"])
    text = {"front": f"{year}年{when}{title}", "own": title, "behind": f"{title}({year}年{when or '度'})"}[place]
    form["title"] = text
    blocks: list[Block] = [Line(rng.choice(["附件1", "附表2", "表7"]))] if rng.random() < 0.2 else []
    blocks.append(Title(text))
    if place == "own":
        blocks.append(Title(f"({year}年{when or '度'})", small=True))
    left = f"{words.line('unit_line')}:{scene.office.name}" if layout.unit_at == "line" else ""
    right = f"{words.line('money_unit')}:{scene.money.unit}" if layout.money_at == "line" else ""
    if rng.random() < 0.2:
        blocks.append(Prose([rng.choice(CONTENT["prose"]["intro"])]))
    if left or right:
        blocks.append(Line(left, right))
    return blocks


def _tail(scene: Scene, page: Page) -> None:
    """Opinions and signatures within the table, a note below it."""
    rng, line = scene.rng, scene.words.line
    if rng.random() < 0.25:
        page.sheet.row((line("opinion"), 0.2), ("(盖章)    年  月  日", 0.8))
    page.close()
    if rng.random() < 0.25:
        page.blocks.append(Line(f"{line('signer')}:", f"{line('phone')}:{rng.randint(2000000, 8999999)}"))
    if rng.random() < 0.25:
        page.blocks.append(Prose([rng.choice(CONTENT["prose"]["after"])]))
