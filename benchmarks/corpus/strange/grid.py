"""The rows of a strange form's grid, in any of the shapes that the grammar knows: levels merged downwards, repeated,
in rows of their own or side by side, an indicator a row or several in a cell."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from benchmarks.corpus.measures import Measure
from benchmarks.corpus.pieces import Grid, row_texts, slots, spread_weights
from benchmarks.corpus.sheet import Cell, Sheet
from benchmarks.corpus.strange.columns import LIKELY, WHY, Leaf, bounds_of, write_header
from benchmarks.corpus.strange.fillers import filled, is_unknown, progress
from benchmarks.corpus.strange.layout import Layout
from benchmarks.corpus.strange.vocabulary import CONTENT
from benchmarks.corpus.truth import Stated

__all__ = ["Entry", "Writer"]

NUMERALS = "一二三四五六七八九"


@dataclass
class Entry:
    """An indicator ready to be printed (or an empty slot): texts by meaning, and its truth."""

    measure: Measure | None
    levels: tuple[str, str]
    texts: dict[str, str]
    truth: dict[str, Any] = field(default_factory=dict)


@dataclass
class Writer:
    """Writes the grid of one form. `own`: levels worded in a way that the contract keeps as printed."""

    rng: Random
    sheet: Sheet
    stated: Stated
    layout: Layout
    leaves: list[Leaf]
    grid: Grid
    own: dict[str, str]
    header: int = 0

    def write(self, found: list[Measure]) -> None:
        """Header and rows at the foot of the sheet, right of its side cells."""
        if self.layout.levels == "beside":
            self._beside(found)
            return
        entries = self._entries(found)
        self.header = write_header(self.sheet, self.leaves, bounds_of(self.leaves, self.sheet.left))
        banner = None
        count = 0
        for run in self._runs(entries):
            level1 = run[0].levels[0]
            if self.layout.levels == "banner" and level1 != banner:
                self._banner(level1, count)
                banner, count = level1, count + 1
            self._row(run)
        self.opened.clear()

    opened: dict[str, tuple[Cell, tuple[str, ...]]] = field(default_factory=dict)
    """The level cells that may go on downwards, and the levels they stand for."""
    serial: int = 0

    def _entries(self, found: list[Measure]) -> list[Entry]:
        weights = iter(spread_weights(self.rng, self.grid.weights, len(found)) if self.grid.weights else [])
        out = []
        for _, run in itertools.groupby(slots(self.rng, found, self.grid), lambda slot: slot[:2]):
            for i, slot in enumerate(run, 1):
                out.append(self._entry(*slot, next(weights, None) if slot[2] else None, i))
        return out

    def _entry(self, level1: str, level2: str, m: Measure | None, weight: Decimal | None, i: int = 1) -> Entry:
        """One indicator, the `i`-th of its level 2, or an empty slot."""
        label = self.rng.choice(["无", "", "/", "-", "……"])
        texts, truth = row_texts(self.rng, self.stated, self.grid, level1, level2, m, i, weight, label)
        entry = Entry(m, (level1, level2), texts, truth)
        if m is None:
            return entry
        meanings = {leaf.meaning for leaf in self.leaves}
        if self.layout.phase == "monitor":
            more, told = progress(self.rng, m, self.layout.boxes)
            entry.texts |= more
            shown = (
                meanings
                | ({"likelihood"} if meanings & set(LIKELY) else set())
                | ({"deviation"} if WHY in meanings else set())
            )
            entry.truth |= {k: v for k, v in told.items() if k.removesuffix("_raw") in shown}
        if self.layout.phase == "evaluation":
            entry.texts["standard"] = entry.truth["standard"] = self.rng.choice(
                CONTENT["evaluation_standards"]["texts"]
            )
        if not self.layout.value:
            nothing = ("operator", "operator_raw", "value", "value_upper", "value_raw", "value_date", "unit")
            entry.truth |= dict.fromkeys((*nothing, "measure_unit_raw")) | {"value_kind": "empty"}
        unknown = [name for leaf in self.leaves if is_unknown(name := leaf.meaning)]
        entry.texts |= {name: filled(self.rng, name, m) for name in unknown}
        if unknown:
            for taste in {"explanation", "standard", "remark"} - meanings:
                entry.truth.pop(taste, None)
        return entry

    def _runs(self, entries: list[Entry]) -> list[list[Entry]]:
        """The entries that share a row: each alone, or those of one level."""
        if not self.layout.several:
            return [[entry] for entry in entries]
        key: Callable[[Entry], Any] = lambda entry: entry.levels[: max(1, self._depth())]  # noqa: E731
        kept = [entry for entry in entries if entry.measure is not None]
        return [list(run) for _, run in itertools.groupby(kept, key)]

    def _depth(self) -> int:
        """How many levels tell rows apart."""
        return 2 if any(leaf.meaning == "level2" for leaf in self.leaves) else 1

    def _banner(self, level1: str, count: int) -> None:
        text = self._level(level1)
        numbered = self.rng.random() < 0.5
        (self.banner,) = self.sheet.put([f"{NUMERALS[count]}、{text}" if numbered else text], [self.sheet.left, 1.0])
        self.banner.align = "left"

    banner: Cell | None = None

    def _level(self, level: str) -> str:
        return self.own.get(level) or self.grid.words.get(level, level)

    def _row(self, run: list[Entry]) -> None:
        """One row of the grid: level cells written once where they go on downwards, then all other cells."""
        bounds = bounds_of(self.leaves, self.sheet.left)
        cells: dict[str, Cell] = {}
        fresh: list[Cell] = []
        self.serial += 1
        for i, leaf in enumerate(self.leaves):
            levels = run[0].levels[: int(leaf.meaning[-1])] if leaf.meaning in ("level1", "level2") else ()
            before = self.opened.get(leaf.meaning)
            if levels and self.layout.levels in ("merged", "banner") and before and before[1] == levels:
                cells[leaf.meaning] = before[0]
                before[0].rows += 1
                continue
            cell = Cell(self._text(leaf.meaning, run), bounds[i], bounds[i + 1], self.sheet.height)
            cells[leaf.meaning] = cell
            fresh.append(cell)
            if levels:
                self.opened[leaf.meaning] = (cell, levels)
        self.sheet.cells += fresh
        self.sheet.height += 1
        self._state(run, cells)

    def _text(self, meaning: str, run: list[Entry]) -> str:
        if meaning == "serial":
            return str(self.serial)
        if meaning == "level1":
            return run[0].texts["level1"] if not self.own else self._level(run[0].levels[0])
        if meaning == "level2":
            return self._level(run[0].levels[1])
        if not self.layout.several:
            return run[0].texts.get(meaning, "")
        if meaning not in ("name", "value", "weight", "actual", "score", "forecast"):
            return run[0].texts.get(meaning, "")
        return "\n".join(self._line(meaning, i, entry) for i, entry in enumerate(run, 1))

    def _line(self, meaning: str, i: int, entry: Entry) -> str:
        """An indicator's line within a cell that holds several."""
        text = entry.texts.get(meaning, "")
        if meaning == "name":
            entry.truth["name_raw"] = self.layout.numbering.format(i) + text
            return str(entry.truth["name_raw"])
        return f"({i}){text}" if meaning == "value" and self.layout.number_values else text

    def _state(self, run: list[Entry], cells: dict[str, Cell]) -> None:
        """Tell the truth about a row's indicators."""
        for entry in run:
            if entry.measure is None:
                continue
            printed = {key: cells[key].text for key in ("level1", "level2") if key in cells}
            if self.banner is not None:
                printed["level1"] = self.banner.text
            truth = entry.truth | {f"{key}_raw": printed.get(key) for key in ("level1", "level2")}
            for key, level in zip(("level1", "level2"), entry.levels, strict=True):
                truth[key] = (self.own.get(level) or entry.truth[key]) if key in printed else None
            at = dict(cells)
            at.setdefault("value", cells["name"])
            self.stated.indicator(at, **truth)

    def _beside(self, found: list[Measure]) -> None:
        """Level 1 in the header, each over columns of its own."""
        groups = [list(run) for _, run in itertools.groupby(found, lambda m: m.level1)]
        columns, self_leaves = [], self.leaves
        for group in groups:
            over = self._level(group[0].level1)
            columns.append([Leaf(leaf.meaning, leaf.label, leaf.width, over) for leaf in self_leaves])
        whole = [leaf for group in columns for leaf in group]
        bounds = bounds_of(whole, self.sheet.left)
        top = self.sheet.height
        self.header = write_header(self.sheet, whole, bounds)
        runs = [self._runs([self._entry(m.level1, m.level2, m, None) for m in group]) for group in groups]
        body = self.sheet.height
        height = max(map(len, runs))
        for n, lines in enumerate(runs):
            edges = bounds[n * len(self_leaves) : (n + 1) * len(self_leaves) + 1]
            (head,) = [cell for cell in self.sheet.cells if cell.row == top and cell.left == edges[0]][:1]
            self._group(lines, edges, body, height, head)
        self.sheet.height = body + height

    def _group(self, lines: list[list[Entry]], edges: list[float], body: int, height: int, head: Cell) -> None:
        """The rows of one level 1 in columns of its own, blank below where another has more."""
        level2: tuple[Cell, str] | None = None
        for i in range(height):
            cells: dict[str, Cell] = {}
            run = lines[i] if i < len(lines) else []
            for j, leaf in enumerate(self.leaves):
                if run and leaf.meaning == "level2" and level2 and level2[1] == run[0].levels[1]:
                    cells["level2"] = level2[0]
                    level2[0].rows += 1
                    continue
                cell = Cell(self._text(leaf.meaning, run) if run else "", edges[j], edges[j + 1], body + i)
                self.sheet.cells.append(cell)
                cells[leaf.meaning] = cell
                if run and leaf.meaning == "level2":
                    level2 = (cell, run[0].levels[1])
            self._state(run, cells | {"level1": head})
