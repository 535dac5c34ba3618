"""The money of a strange form: pairs, rows or columns; in a self-evaluation or a monitoring form by measure as well."""

from decimal import Decimal

from benchmarks.corpus.projects import Project, parts
from benchmarks.corpus.sheet import Cell, Sheet
from benchmarks.corpus.strange.blocks import Pair, Scene, Told, told, write_pairs
from benchmarks.corpus.wording import amount

__all__ = ["funds_pairs", "write_funds"]

SOURCES = [("annual_total", "资金总额"), ("source_finance", "财政拨款"), ("source_other", "其他资金")]


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
            if scene.rng.random() < 0.3:
                sheet.row((scene.words.says("source_head"), 0.35), (scene.words.says("amount_head"), 0.65))
            write_pairs(sheet, pairs, 1, 0.35)
        elif scene.layout.funds == "pairs":
            write_pairs(sheet, pairs, 2)
        else:
            sheet.row(*(pair.label for pair in pairs))
            for pair, cell in zip(pairs, sheet.row(*(pair.value for pair in pairs)), strict=True):
                told(pair, cell)


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
    rate = (done / one.budget * 100).quantize(Decimal("0.01"))
    heads = [*(scene.money_label(words.says(measure)) for measure, _ in measures), words.says("rate")]
    if scene.layout.funds == "pairs":
        line: list[Told] = [
            _amount(scene, measure, "资金总额", head, value, rate)
            for (measure, value), head in zip(measures, heads, strict=False)
        ]
        line.append((f"{amount(rate)}%", None))
        write_pairs(sheet, [Pair(label, *cell) for label, cell in zip(heads, line, strict=True)], 2)
        return
    grid: list[list[Told]] = []
    for meaning, item in SOURCES:
        label = words.label(meaning)
        named = item if label.origin == "known" or item == "资金总额" else label.text
        amounts = [
            _amount(scene, measure, named, label.text, _part(one, item, value), rate) for measure, value in measures
        ]
        grid.append([*amounts, (f"{amount(rate)}%" if item == "资金总额" else "-", None)])
    names = [words.says(meaning) for meaning, _ in SOURCES]
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
