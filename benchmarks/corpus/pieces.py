"""Pieces that many families share: the indicator grid, pairs of labels and values, the lines about it."""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from benchmarks.corpus.measures import Measure
from benchmarks.corpus.offices import Agency, person
from benchmarks.corpus.projects import Project
from benchmarks.corpus.sheet import Cell, Sheet
from benchmarks.corpus.truth import Stated
from benchmarks.corpus.wording import Spelled, Style, amount, spell
from benchmarks.corpus.words import COMMON

__all__ = ["SHORT", "VALUES", "Column", "Grid", "indicator_grid", "level_words", "new_sheet", "period", "printed_money"]

Column = tuple[str, str, float]
"""Meaning, printed label, relative width."""

SHORT = {
    "经济效益指标": "经济效益",
    "社会效益指标": "社会效益",
    "生态效益指标": "生态效益",
    "可持续影响指标": "可持续影响",
    "服务对象满意度指标": "服务对象满意度",
    "满意度指标": "满意度",
}
VALUES = {
    "产出指标": "产出值",
    "效益指标": "效益值",
    "满意度指标": "满意度值",
    "成本指标": "成本值",
    "数量指标": "数量值",
    "质量指标": "质量值",
    "时效指标": "时效值",
    "经济效益指标": "经济效益值",
    "社会效益指标": "社会效益值",
    "生态效益指标": "生态效益值",
    "可持续影响指标": "可持续影响值",
}
SATISFIED = ["服务对象满意度", "满意度指标", "服务对象满意", "服务对象满意度指标等", "服务对象满意度指标"]
EMPTY_NAMES = ["无", "", "指标2:", "……", "/", "-"]


@dataclass
class Grid:
    """How a form prints its indicators: columns, spelling, wording of levels, and its quirks."""

    columns: list[Column]
    style: Style
    words: dict[str, str] = field(default_factory=dict)
    merged: bool = True
    numbered: bool = False
    starred: bool = False
    weights: Decimal | None = None
    level1_scores: bool = False
    filled: bool = False
    empty_slots: float = 0.3
    side: tuple[str, float] | None = None
    shuffled: bool = False


def new_sheet(grid: Grid) -> Sheet:
    """A sheet whose borders lean on the columns of its indicator grid."""
    return Sheet(masters=edges(grid))


def edges(grid: Grid) -> list[float]:
    """The borders of the indicator columns, the side cell at their left."""
    left = grid.side[1] if grid.side else 0.0
    total = sum(width for _, _, width in grid.columns)
    out = [left]
    for _, _, width in grid.columns[:-1]:
        out.append(round(out[-1] + width / total * (1 - left), 5))
    return sorted({0.0, *out, 1.0})


def level_words(rng: Random) -> dict[str, str]:
    """A form's wording of the levels, canonical name → printed."""
    words = rng.choice([{}, {}, SHORT, dict(list(SHORT.items())[:4])])
    if rng.random() < 0.4:
        words = words | {"服务对象满意度指标": rng.choice(SATISFIED)}
    return words


def spread_weights(rng: Random, total: Decimal, count: int) -> list[Decimal]:
    """`count` weights adding up to `total`, as round as they can be."""
    each = (total / count).quantize(Decimal(1))
    weights = [each] * count
    for _ in range(count // 2):
        a, b = rng.randrange(count), rng.randrange(count)
        if weights[b] > 2:
            weights[a], weights[b] = weights[a] + 1, weights[b] - 1
    weights[-1] += total - sum(weights)
    if weights[-1] <= 0:
        weights = [(total / count).quantize(Decimal("0.01"))] * count
        weights[-1] += total - sum(weights)
    return weights


def indicator_grid(rng: Random, sheet: Sheet, stated: Stated, found: list[Measure], grid: Grid) -> list[Cell]:
    """Write the header and a row per indicator (and its empty slots) at the foot of `sheet`; returns the header's
    cells."""
    bounds = edges(grid)[1:] if grid.side else edges(grid)
    with sheet.side(*(grid.side or ("", None))):
        sheet.put([label for _, label, _ in grid.columns], bounds)
        head = sheet.cells[-len(grid.columns) :]
        write_rows(rng, sheet, stated, found, grid, bounds)
    return head


def slots(rng: Random, found: list[Measure], grid: Grid) -> list[tuple[str, str, Measure | None]]:
    """The grid's rows in printed order: level 1, level 2, and an indicator or an empty slot."""
    if grid.shuffled:
        return [(m.level1, m.level2, m) for m in rng.sample(found, len(found))]
    rows: list[tuple[str, str, Measure | None]] = []
    for i, m in enumerate(found):
        rows.append((m.level1, m.level2, m))
        last = i == len(found) - 1 or found[i + 1].level2 != m.level2
        if last and rng.random() < grid.empty_slots * 0.4:
            rows.append((m.level1, m.level2, None))
        if last and rng.random() < grid.empty_slots:
            missing = {
                "经济成本指标": "社会成本指标",
                "社会成本指标": "生态环境成本指标",
                "社会效益指标": "生态效益指标",
                "经济效益指标": "社会效益指标",
            }.get(m.level2)
            if missing and not any(other.level2 == missing for other in found):
                rows.append((m.level1, missing, None))
    return rows


def write_rows(
    rng: Random, sheet: Sheet, stated: Stated, found: list[Measure], grid: Grid, bounds: list[float]
) -> None:
    """The rows of the grid; merged level cells are written once and stretched over their rows."""
    rows = slots(rng, found, grid)
    weights = iter(spread_weights(rng, grid.weights, len(found)) if grid.weights else [])
    meanings = [meaning for meaning, _, _ in grid.columns]
    label = rng.choice(EMPTY_NAMES)
    open_cells: dict[str, Cell] = {}
    count = 0
    for n, (level1, level2, m) in enumerate(rows):
        before = rows[n - 1] if n else ("", "", None)
        count = count + 1 if before[:2] == (level1, level2) else 1
        texts, truth = row_texts(rng, stated, grid, level1, level2, m, count, next(weights, None) if m else None, label)
        fresh = {"level1": before[0] != level1, "level2": before[:2] != (level1, level2)}
        cells: dict[str, Cell] = {}
        for i, meaning in enumerate(meanings):
            if grid.merged and meaning in fresh and not fresh[meaning]:
                open_cells[meaning].rows += 1
                continue
            cell = Cell(texts.get(meaning, ""), bounds[i], bounds[i + 1], sheet.height)
            cells[meaning] = cell
            if meaning in fresh:
                open_cells[meaning] = cell
        sheet.cells += cells.values()
        sheet.height += 1
        if m is not None:
            printed = {key: texts.get(key) or None for key in ("level1", "level2") if key in meanings}
            truth |= {f"{key}_raw": value for key, value in printed.items()}
            truth |= {key: None for key in ("level1", "level2") if key not in meanings}
            stated.indicator(cells, **truth)


def score_of(level1: str) -> int:
    """The points that a level 1 usually carries in a self-evaluation."""
    return {"产出指标": 50, "效益指标": 30, "满意度指标": 10, "成本指标": 20}.get(level1, 10)


def row_texts(
    rng: Random,
    stated: Stated,
    grid: Grid,
    level1: str,
    level2: str,
    m: Measure | None,
    count: int,
    weight: Decimal | None,
    label: str,
) -> tuple[dict[str, str], dict[str, object]]:
    """The texts of one row by meaning, and its truth."""
    texts = {"level1": grid.words.get(level1, level1), "level2": grid.words.get(level2, level2)}
    if level2 == level1:
        texts["level2"] = level2
    if grid.level1_scores:
        texts["level1"] += f"({score_of(level1)}分)"
    if m is None:
        name = label if label != "指标2:" else f"指标{count}:"
        return texts | {"name": name}, {}
    spelled = spell(rng, m, grid.style)
    hint = spelled.truth["value_kind"] in ("number", "percent") and grid.starred and rng.random() < 0.4
    raw = m.name + (f"(≥**{m.unit})" if hint else "")
    raw = (rng.choice("*★") if grid.starred and rng.random() < 0.4 else "") + raw
    raw = f"指标{count}:{raw}" if grid.numbered else raw
    truth: dict[str, object] = {"level1": m.level1, "level2": m.level2, "name": m.name, "name_raw": raw} | spelled.truth
    extra = _side_columns(rng, m, spelled, weight, grid)
    texts |= {"name": raw, "operator": spelled.operator, "value": spelled.value, "unit": spelled.unit} | {
        k: v[0] for k, v in extra.items()
    }
    printed = {meaning for meaning, _, _ in grid.columns}
    optional = (
        "weight",
        "direction",
        "explanation",
        "standard",
        "remark",
        "actual_raw",
        "actual",
        "score",
        "deviation",
    )
    truth |= dict.fromkeys(optional)
    for meaning, (text, value) in extra.items():
        if meaning in printed and meaning == "actual":
            truth |= {"actual_raw": text or None, "actual": value}
        elif meaning in printed:
            truth[meaning] = value
    return texts, truth


def _side_columns(
    rng: Random, m: Measure, spelled: Spelled, weight: Decimal | None, grid: Grid
) -> dict[str, tuple[str, object]]:
    """What stands in the lesser columns: printed text and the truth's value."""
    explanation = rng.choice(["", *COMMON["explanations"]]).format(name=m.name)
    standard = rng.choice(COMMON["standards"])
    remark = rng.choice(COMMON["remarks"]) if rng.random() < 0.25 else ""
    negative = m.operator in ("≤", "<")
    out: dict[str, tuple[str, object]] = {
        "explanation": (explanation, explanation or None),
        "standard": (standard, standard),
        "remark": (remark, remark or None),
        "direction": ("反向指标" if negative else "正向指标", "negative" if negative else "positive"),
        "weight": (amount(weight) if weight else "", float(weight) if weight else None),
    }
    if not grid.filled:
        return out | dict.fromkeys(("actual", "score", "deviation"), ("", None))
    short = rng.random() < 0.2
    if m.value is None:
        done, number = (m.words or "") if not short else "基本完成", None
    else:
        value = (
            m.value
            if not short
            else (m.value * Decimal(rng.randint(60, 98)) / 100).quantize(
                Decimal(1) if m.value == int(m.value) else Decimal("0.01")
            )
        )
        done, number = (
            amount(value) + (spelled.truth["measure_unit_raw"] or "" if grid.style.unit == "glued" else ""),
            float(value),
        )
    got = None if weight is None else weight - (1 if short and weight > 1 else 0)
    reason = rng.choice(COMMON["reasons"]) if short else ""
    return out | {
        "actual": (done, number),
        "score": ("" if got is None else amount(got), None if got is None else float(got)),
        "deviation": (reason, reason or None),
    }


def printed_money(value: Decimal | None, unit: str, figures: str) -> str:
    """An amount of 万元 in the form's unit; nothing for none."""
    if value is None:
        return ""
    return amount(value * 10000 if unit == "元" else value, figures)


def period(rng: Random, project: Project, stated: Stated) -> str:
    """The period as printed; its ends go to the truth."""
    (y0, m0, d0), (y1, m1, d1) = (tuple(map(int, day.split("-"))) for day in (project.start, project.end))
    raw = rng.choice(
        [
            f"{y0}.{m0}.{d0}-{y1}.{m1}.{d1}",
            f"{y0}.{m0:02d}.{d0:02d}-{y1}.{m1:02d}.{d1:02d}",
            f"{y0}年{m0}月{d0}日-{y1}年{m1}月{d1}日",
            f"{y0}-{m0:02d}-{d0:02d}至{y1}-{m1:02d}-{d1:02d}",
        ]
    )
    stated.form |= {"period_start": project.start, "period_end": project.end, "period_raw": raw}
    return raw


def signatures(rng: Random, office: Agency) -> str:
    """The line of names and telephone numbers under a form."""
    telephone = rng.randint(2000000, 8999999)
    return f"填表人:{person(rng)}    联系电话:{telephone}    负责人签字:{rng.choice(['', person(rng)])}"
