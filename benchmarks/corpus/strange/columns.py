"""The columns of a strange form's grid: which, in what order, under what labels, and the header of one or two rows."""

import itertools
from dataclasses import dataclass, replace
from random import Random

from benchmarks.corpus.sheet import Cell, Sheet
from benchmarks.corpus.strange.layout import Layout
from benchmarks.corpus.strange.vocabulary import CONTENT, Vocabulary

__all__ = ["LIKELY", "REASONS", "WHY", "Leaf", "bounds_of", "columns_of", "write_header"]

WIDTHS = {
    "serial": 0.45,
    "level1": 0.9,
    "level2": 1.1,
    "name": 2.0,
    "operator": 0.8,
    "value": 1.2,
    "unit": 0.75,
    "weight": 0.65,
    "score": 0.65,
    "explanation": 1.6,
    "standard": 1.6,
    "remark": 0.9,
    "actual": 1.1,
    "forecast": 1.1,
    "deviation": 1.4,
    "likelihood": 0.9,
}
LABELS = {"unit": "unit_of_value"}
"""Meanings whose labels stand under another name in the vocabulary."""
OWN_LEVELS = ("level1", "level2")
LINES_WIDER = 1.35
"""How much wider a value's column is where a value stands in each line of its cells."""
LIKELY = {"certain": "确定能", "possible": "有可能", "impossible": "完全不可能"}
REASONS = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
"""The boxes to tick of a monitoring form: how likely the goal is, and why it lags."""
WHY = "原因说明"
BOX = 0.6
"""Width of a column to tick."""


@dataclass(frozen=True)
class Leaf:
    """A column: what it holds, its label, its relative width, and the label of the group above it, if any."""

    meaning: str
    label: str
    width: float
    over: str | None = None


def columns_of(rng: Random, layout: Layout, words: Vocabulary, unknown: list[str]) -> list[Leaf]:
    """The columns in printed order, with the labels of the groups above them where the header has two rows."""
    meanings = _meanings(rng, layout, unknown)
    groups = _groups(rng, layout, words) if layout.two_rows else {}
    leaves = []
    for meaning in meanings:
        if meaning in LIKELY:
            leaves.append(Leaf(meaning, LIKELY[meaning], BOX, words.says("likelihood")))
        elif meaning in (*REASONS, WHY):
            leaves.append(Leaf(meaning, meaning, BOX if meaning != WHY else 1.2, words.says("deviation")))
        elif meaning in unknown:
            leaves.append(Leaf(meaning, words.unknown(meaning, meaning in CONTENT["unknown_numeric"]).text, 1.2))
        else:
            label = words.says(_name_of(meaning, layout))
            width = WIDTHS[meaning] * (LINES_WIDER if layout.several and meaning in ("value", "actual") else 1)
            leaves.append(Leaf(meaning, label, width, groups.get(meaning)))
    return _nested(leaves, words) if layout.two_rows and layout.levels != "beside" else leaves


def _nested(leaves: list[Leaf], words: Vocabulary) -> list[Leaf]:
    """The columns with groups of two and more alone; one group at the least, over the names and what stands beside."""
    out: list[Leaf] = []
    for over, run in itertools.groupby(leaves, lambda leaf: leaf.over):
        columns = list(run)
        out += columns if over and len(columns) > 1 else [replace(leaf, over=None) for leaf in columns]
    if any(leaf.over for leaf in out):
        return out
    at = next(i for i, leaf in enumerate(out) if leaf.meaning == "name")
    first = max(0, min(at - 1, len(out) - 2))
    above = words.says("levels_group")
    return [replace(leaf, over=above) if first <= i <= max(at, first + 1) else leaf for i, leaf in enumerate(out)]


def _name_of(meaning: str, layout: Layout) -> str:
    if meaning == "actual" and layout.phase == "monitor":
        return "actual_so_far"
    return LABELS.get(meaning, meaning)


def _meanings(rng: Random, layout: Layout, unknown: list[str]) -> list[str]:
    """What the columns hold, from left to right."""
    levels = _levels(layout)
    notes = ["standard"] if layout.phase == "evaluation" else [layout.explanation] * bool(layout.explanation)
    weight = ["weight"] * bool(layout.weight)
    early = rng.random() < 0.5
    at = {
        place: unknown if layout.unknown_at == place else []
        for place in ("after_levels", "before_value", "after_value", "end")
    }
    return [
        *["serial"] * layout.serial,
        *([] if layout.levels == "behind" else levels),
        *(weight if layout.weight == "before_name" else []),
        "name",
        *at["after_levels"],
        *(notes if early else []),
        *(weight if layout.weight == "before_value" else []),
        *at["before_value"],
        *_value(layout),
        *at["after_value"],
        *_later(rng, layout, weight if layout.weight == "end" else []),
        *([] if early else notes),
        *(levels if layout.levels == "behind" else []),
        *at["end"],
    ]


def _levels(layout: Layout) -> list[str]:
    """The levels that have a column of their own."""
    if layout.levels == "banner":
        return ["level2"] * layout.depth
    return list(OWN_LEVELS[: layout.depth])[layout.levels == "beside" :]


def _value(layout: Layout) -> list[str]:
    """The value's column, with those of its unit and operator where they have one."""
    if not layout.value:
        return []
    out = ["value", *["unit"] * (layout.unit == "column")]
    out = out[::-1] if layout.unit_first else out
    operator = ["operator"] * (layout.operator == "column")
    return [*out, *operator] if layout.operator_after else [*operator, *out]


def _later(rng: Random, layout: Layout, weight: list[str]) -> list[str]:
    """What was reached and how it counts; of a target its points alone."""
    if layout.phase == "self_evaluation" and layout.levels != "beside":
        return ["actual", *weight, "score", *["deviation"] * (not layout.several)]
    if layout.phase == "self_evaluation":
        return ["actual"]
    if layout.phase == "evaluation":
        return [*weight, *["score"] * (rng.random() < 0.5)]
    if layout.phase != "monitor":
        return weight
    likely = list(LIKELY) if layout.two_rows else ["likelihood"]
    why = [*REASONS, WHY] if layout.boxes else ["deviation"]
    return ["actual", "forecast", *weight, *([] if layout.several else [*why, *likely])]


def _groups(rng: Random, layout: Layout, words: Vocabulary) -> dict[str, str]:
    """Meaning → the label above it."""
    if layout.levels == "beside":
        return {}
    out: dict[str, str] = {}
    which = rng.choice(["levels", "value", "both"])
    single = layout.unit != "column" and layout.operator != "column"
    if (which != "value" or single) and layout.depth and layout.levels != "behind":
        out |= dict.fromkeys((*OWN_LEVELS, "name"), words.says("levels_group"))
    if which != "levels" or not out:
        out |= dict.fromkeys(("operator", "value", "unit"), words.says("value_group"))
    if layout.phase == "self_evaluation":
        out |= dict.fromkeys(("actual", "score", "deviation"), words.says("result_group"))
    if layout.phase == "evaluation":
        out |= dict.fromkeys(("weight", "standard", "score"), words.says("score_group"))
    if layout.phase == "target" and not set(out) & {"operator", "value"} and layout.weight == "end":
        out |= dict.fromkeys(("value", "weight", "unit", "operator"), words.says("plan_group"))
    return out


def bounds_of(leaves: list[Leaf], left: float) -> list[float]:
    """The borders of the columns, from `left` to the sheet's right border."""
    total = sum(leaf.width for leaf in leaves)
    widths = itertools.accumulate((leaf.width / total * (1 - left) for leaf in leaves), initial=left)
    return [*(round(edge, 5) for edge in list(widths)[:-1]), 1.0]


def write_header(sheet: Sheet, leaves: list[Leaf], bounds: list[float]) -> int:
    """Write the header's row, or two where columns stand in groups; returns how many."""
    depth = 2 if any(leaf.over for leaf in leaves) else 1
    top = sheet.height
    at = 0
    for over, run in itertools.groupby(leaves, lambda leaf: leaf.over):
        columns = list(run)
        end = at + len(columns)
        if over:
            sheet.cells.append(Cell(over, bounds[at], bounds[end], top))
        for i, leaf in enumerate(columns, at):
            row, rows = (top + 1, 1) if over else (top, depth)
            sheet.cells.append(Cell(leaf.label, bounds[i], bounds[i + 1], row, rows))
        at = end
    sheet.height += depth
    sheet.masters = sorted({*sheet.masters, *bounds})
    return depth
