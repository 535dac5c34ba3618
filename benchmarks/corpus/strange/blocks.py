"""The blocks above a strange form's grid: who and what, money, goals, tasks. Each is a list of labels with values, that
the grammar lays out in pairs, in rows or in columns, below each other or side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from benchmarks.corpus.families.common import Purse
from benchmarks.corpus.offices import Agency, person
from benchmarks.corpus.pieces import period
from benchmarks.corpus.projects import Project, parts
from benchmarks.corpus.sheet import Cell, Sheet
from benchmarks.corpus.strange.layout import Layout
from benchmarks.corpus.strange.vocabulary import CONTENT, Vocabulary
from benchmarks.corpus.truth import Stated
from benchmarks.corpus.wording import amount

__all__ = [
    "Pair",
    "Scene",
    "face_to_face",
    "funds_pairs",
    "goals",
    "identity",
    "write_funds",
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
    extra = [_category, _nature, _period, _contact, _unknown] if not whole else [_contact, _unknown]
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
            _told(pair, cell)


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
            _told(pair, value)
    sheet.height += height


def _told(pair: Pair, cell: Cell) -> None:
    cell.align = "left" if len(pair.value) > LONG else "center"
    if pair.done:
        pair.done(cell)


def funds_pairs(scene: Scene) -> list[Pair]:
    """The year's money (and the whole project's) as labels and values; the truth of each goes with its cell."""
    one, stated, words = scene.project, scene.stated, scene.words
    out: list[Pair] = []

    def pair(meaning: str, item: str, value: Decimal, prefix: str = "", **columns: str) -> Pair:
        label = words.label(meaning)
        text = scene.money_label(prefix + label.text)
        named = item if label.origin == "known" or item == "资金总额" else label.text

        def done(cell: Cell) -> None:
            stated.fund(cell, named, text, value, **columns)
            if meaning == "annual_total":
                stated.form["budget_raw"] = cell.text

        return Pair(text, scene.money_text(value), done)

    if scene.layout.whole:
        out.append(pair("whole_total", "资金总额", one.whole, period="whole"))
    out.append(pair("annual_total", "资金总额", one.budget))
    for i, (meaning, item, value) in enumerate(_sources(scene)):
        out.append(pair(meaning, item, value, "其中:" if i == 0 else "", basis="income"))
    return out


def _sources(scene: Scene) -> list[tuple[str, str, Decimal]]:
    """Where the money comes from, adding up to the total."""
    one = scene.project
    if scene.layout.scope == "transfer":
        split = parts(scene.rng, one.budget, ["中央补助", "地方资金"])
        return [("source_central", "中央补助", split["中央补助"]), ("source_local", "地方资金", split["地方资金"])]
    general, fund, other = (one.sources[item] for item in ("一般公共预算", "政府性基金", "其他资金"))
    if scene.rng.random() < 0.5:
        return [("source_finance", "财政拨款", general + fund), ("source_other", "其他资金", other)]
    return [
        ("source_general", "一般公共预算", general),
        ("source_fund", "政府性基金", fund),
        ("source_other", "其他资金", other),
    ]


def write_funds(scene: Scene, sheet: Sheet) -> None:
    """The money of a form: pairs, rows or columns; in a self-evaluation or a monitoring form by measure as well."""
    block = scene.words.says("funds_block") if scene.layout.side or scene.layout.funds == "columns" else None
    with sheet.side(scene.money_label(block or ""), 0.14 if block else None):
        if scene.layout.phase in ("self_evaluation", "monitor"):
            _measured(scene, sheet)
            return
        pairs = funds_pairs(scene)
        if scene.layout.funds == "rows":
            write_pairs(sheet, pairs, 1, 0.35)
        elif scene.layout.funds == "pairs":
            write_pairs(sheet, pairs, 2)
        else:
            sheet.row(*(pair.label for pair in pairs))
            for pair, cell in zip(pairs, sheet.row(*(pair.value for pair in pairs)), strict=True):
                _told(pair, cell)


def _measured(scene: Scene, sheet: Sheet) -> None:
    """Planned, revised and spent: a table of sources by measure, or of measures by source."""
    rng, one, words = scene.rng, scene.project, scene.words
    done = (one.budget * rng.randint(45, 100) / 100).quantize(Decimal("0.01"))
    if scene.layout.phase == "self_evaluation":
        first = (
            one.budget if rng.random() < 0.5 else (one.budget * rng.randint(70, 120) / 100).quantize(Decimal("0.01"))
        )
        measures = [("initial_budget", first), ("revised_budget", one.budget), ("executed", done)]
    else:
        done = (done * Decimal("0.6")).quantize(Decimal("0.01"))
        measures = [("initial_budget", one.budget), ("executed_so_far", done), ("forecast_funds", one.budget)]
    sources = [("annual_total", "资金总额"), ("source_finance", "财政拨款"), ("source_other", "其他资金")]
    if scene.layout.funds == "pairs":
        del sources[1:]
    rate = (done / one.budget * 100).quantize(Decimal("0.01"))
    grid: list[list[Told]] = []
    for meaning, item in sources:
        label = words.label(meaning)
        named = item if label.origin == "known" or item == "资金总额" else label.text
        split = [_part(one, item, value) for _, value in measures]
        line = [
            _amount(scene, measure, named, label.text, value, rate)
            for (measure, _), value in zip(measures, split, strict=True)
        ]
        grid.append([*line, (f"{amount(rate)}%" if item == "资金总额" else "-", None)])
    heads = [*(scene.money_label(words.says(measure)) for measure, _ in measures), words.says("rate")]
    names = [words.says(meaning) for meaning, _ in sources]
    if scene.layout.funds == "pairs":
        write_pairs(sheet, [Pair(label, *cell) for label, cell in zip(heads, grid[0], strict=True)], 2)
        return
    if scene.layout.funds == "columns":
        heads, names = names, heads
        grid = [list(line) for line in zip(*grid, strict=True)]
    sheet.row((words.says("source_head") if scene.layout.funds == "rows" else "", 1.3), *heads)
    for name, entries in zip(names, grid, strict=True):
        cells = sheet.row((name, 1.3), *(text for text, _ in entries))[1:]
        for cell, (_, tell) in zip(cells, entries, strict=True):
            if tell:
                tell(cell)


def _part(one: Project, item: str, value: Decimal) -> Decimal:
    """A source's part of an amount, to the fen; what is not from other sources is from the treasury."""
    other = (value * one.sources["其他资金"] / one.budget).quantize(Decimal("0.01"))
    return {"资金总额": value, "财政拨款": value - other}.get(item, other)


def _amount(scene: Scene, measure: str, item: str, item_raw: str, value: Decimal, rate: Decimal) -> Told:
    """An amount's text, and what tells the truth about its cell."""
    known = {"executed_so_far": "executed", "forecast_funds": "forecast"}.get(measure, measure)
    counts = "revised_budget" if scene.layout.phase == "self_evaluation" else "initial_budget"

    def tell(cell: Cell) -> None:
        top = item == "资金总额"
        spent = float(rate) if top and known == "executed" else None
        basis = "total" if top else "income"
        scene.stated.fund(cell, item, item_raw, value, measure=known, basis=basis, execution_rate=spent)
        if top and known == counts:
            scene.stated.form |= {"budget": float(value), "budget_raw": cell.text}

    return scene.money_text(value), tell


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
