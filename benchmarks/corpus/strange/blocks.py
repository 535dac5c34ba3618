"""The blocks above a strange form's grid, the money apart: who and what, goals, tasks. Each is a list of labels with
values that the grammar lays out in pairs, in rows or in columns, below each other or side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from benchmarks.corpus.families.common import Purse
from benchmarks.corpus.offices import Agency, person
from benchmarks.corpus.pieces import period
from benchmarks.corpus.projects import Project
from benchmarks.corpus.sheet import Cell, Sheet
from benchmarks.corpus.strange.layout import Layout
from benchmarks.corpus.strange.vocabulary import CONTENT, Vocabulary
from benchmarks.corpus.truth import Stated

__all__ = [
    "Pair",
    "Scene",
    "Told",
    "face_to_face",
    "goals",
    "identity",
    "told",
    "write_pairs",
    "write_tasks",
]

LONG = 18
"""Characters: a longer value is set to the left, as people do."""


@dataclass
class Scene:
    """One form while it is laid out."""

    rng: Random
    office: Agency
    project: Project
    layout: Layout
    words: Vocabulary
    money: Purse
    stated: Stated

    def pair(self, meaning: str, value: str) -> "Pair":
        """A labelled value, with a colon where the form has them."""
        return Pair(self.words.says(meaning) + self.layout.colon, value)

    def money_text(self, value: Decimal) -> str:
        """An amount, with its unit where the form glues it on."""
        return self.money.text(value) + (self.money.unit if self.layout.money_at == "glued" else "")

    def money_label(self, text: str) -> str:
        """A label of money, with the unit where the form says it there."""
        return f"{text}({self.money.unit})" if self.layout.money_at == "label" else text


Told = tuple[str, Callable[[Cell], None] | None]
"""A text, and who is told the cell it stands in."""


@dataclass
class Pair:
    """A label and its value; `done` is told the value's cell."""

    label: str
    value: str
    done: Callable[[Cell], None] | None = None


def identity(scene: Scene) -> list[Pair]:
    """Who files what, with pairs that no contract names among them."""
    rng, one = scene.rng, scene.project
    office, form = scene.office, scene.stated.form
    whole = scene.layout.scope == "unit"
    out: list[Pair] = []
    if not whole:
        coded = rng.random() < 0.15
        out.append(scene.pair("project_name", f"{one.code}-{one.name}" if coded else one.name))
        form["project_code"] = one.code if coded else None
        if not coded and rng.random() < 0.25:
            out.append(scene.pair("project_code", one.code))
            form["project_code"] = one.code
    if scene.layout.unit_at == "pair":
        code = rng.choice(["", "", f"{office.code}-", f"[{office.code}]"])
        out.append(scene.pair("unit_whole" if whole else "unit", code + office.name))
        form["unit_code"] = office.code if code else None
    if rng.random() < 0.6 and not whole:
        out.append(scene.pair("department", office.department))
        form["department"] = office.department
    extra = [_contact, _unknown, _year] if whole else [_category, _nature, _period, _contact, _unknown, _year]
    for piece in rng.sample(extra, rng.randint(1, min(3, len(extra)))):
        out += piece(scene)
    if out and scene.layout.scope != "unit":
        head, rest = out[:1], out[1:]
        rng.shuffle(rest)
        out = head + rest
    return out


def _category(scene: Scene) -> list[Pair]:
    scene.stated.form["category"] = scene.project.category
    return [scene.pair("category", scene.project.category)]


def _nature(scene: Scene) -> list[Pair]:
    scene.stated.form["nature"] = scene.project.nature
    return [scene.pair("nature", scene.project.nature)]


def _period(scene: Scene) -> list[Pair]:
    return [scene.pair("period", period(scene.rng, scene.project, scene.stated))]


def _year(scene: Scene) -> list[Pair]:
    return [scene.pair("budget_year", f"{scene.project.year}{scene.rng.choice(['', '年', '年度'])}")]


def _contact(scene: Scene) -> list[Pair]:
    number = f"{scene.rng.randint(2000000, 8999999)}"
    return [scene.pair("contact", person(scene.rng)), scene.pair("phone", number)]


def _unknown(scene: Scene) -> list[Pair]:
    name = scene.rng.choice(list(CONTENT["unknown_pairs"]))
    text = scene.rng.choice(CONTENT["unknown_pairs"][name]).format(year=scene.project.year)
    return [Pair(scene.words.unknown(name).text, text)]


def goals(scene: Scene) -> list[Pair]:
    """The goal, and what stands beside it: the whole project's goal, or how far the year's was reached."""
    one, form = scene.project, scene.stated.form
    form["annual_goal"] = one.goal
    out = [scene.pair("annual_goal", one.goal)]
    if not scene.layout.goals.startswith("two"):
        return out
    if scene.layout.phase == "self_evaluation":
        return [
            *out,
            scene.pair("goal_done", scene.rng.choice(["已按计划完成各项工作。", "完成情况良好,资金使用规范。"])),
        ]
    if scene.layout.phase != "target":
        return out
    form["overall_goal"] = one.overall_goal
    return [scene.pair("overall_goal", one.overall_goal), *out]


def write_pairs(sheet: Sheet, pairs: list[Pair], per_row: int, label: float = 0.16) -> None:
    """Labels and values, so many pairs a row; in a shorter row the last value is the wider."""
    each = (1 - sheet.left) / per_row
    label = min(label, each * 0.45)
    at = 0
    while at < len(pairs):
        row = pairs[at : at + per_row]
        if len(row[0].value) > LONG * 2:
            row = row[:1]
        at += len(row)
        shares: list[tuple[str, float]] = []
        for i, pair in enumerate(row):
            wide = each * (per_row - len(row) + 1) if i == len(row) - 1 else each
            shares += [(pair.label, label), (pair.value, wide - label)]
        for pair, cell in zip(row, sheet.row(*shares)[1::2], strict=True):
            told(pair, cell)


def face_to_face(sheet: Sheet, left: list[Pair], right: list[Pair], middle: float = 0.5) -> None:
    """Two lists side by side; the last value of the shorter is stretched downwards."""
    height = max(len(left), len(right))
    for pairs, start, end in ((left, sheet.left, middle), (right, middle, 1.0)):
        between = sheet.snapped(round(start + (end - start) * 0.36, 5), start)
        for i, pair in enumerate(pairs):
            rows = height - i if i == len(pairs) - 1 else 1
            label = Cell(pair.label, start, between, sheet.height + i, rows)
            value = Cell(pair.value, between, end, sheet.height + i, rows)
            sheet.cells += [label, value]
            sheet.masters = sorted({*sheet.masters, start, between, end})
            told(pair, value)
    sheet.height += height


def told(pair: Pair, cell: Cell) -> None:
    """Set a pair's value cell, and tell whom it concerns."""
    cell.align = "left" if len(pair.value) > LONG else "center"
    if pair.done:
        pair.done(cell)


def write_tasks(scene: Scene, sheet: Sheet) -> None:
    """A department's tasks of the year."""
    says = scene.words.says
    with sheet.side(says("tasks_block"), 0.14):
        sheet.row(
            (says("task_name"), 0.25), (says("task_content"), 0.5), (scene.money_label(says("task_amount")), 0.25)
        )
        for name, content, value in scene.project.tasks:
            cells = sheet.row((name, 0.25), (content, 0.5), (scene.money_text(value), 0.25))
            scene.stated.task(cells[0], name, content, value)
