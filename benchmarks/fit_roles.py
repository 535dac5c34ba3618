"""`python -m benchmarks.fit_roles CORPUS=RUN …`: count what the columns of each role hold, for `normalize.table.roles`.

RUN is what `jixiao run CORPUS --out RUN` left of a digital corpus whose labels the lexicon knows. Of every column whose
label is known to the letter: the classes of its cells, whether they are merged downward or repeat, whether its numbers
add up to a form's points, and the role of the column before it. The weights of content and order are those that name
most columns right when no label is seen at all, each family read by the counts of the others; the share named right is
printed. Written to normalize/data/roles.json. Never fit on what is scored.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.evaluate.product import documents, outcome
from normalize.cells.sheet import Sheet
from normalize.kinds.classes import histogram, numbers_sum
from normalize.table import roles
from normalize.table.frequencies import Model
from normalize.table.grid_below import grouped
from normalize.table.header import Header, find_header
from normalize.table.roles import FULL, OTHER, RAREST, Leaf

TARGET = Path(__file__).parent.parent / "normalize" / "data" / "roles.json"
HIDDEN = frozenset(("indicator", "group", "past", "whole"))
"""Roles that a label alone can tell."""
GRIDS = frozenset(("indicators", "list"))
LABEL = 2.0
"""The weight of a label that is not known: it was set by hand, for a corpus has known ones alone."""
WEIGHTS = {"content": (0.7, 1.0, 1.4), "grouped": (0.5, 1.0), "order": (0.5, 1.0)}


class Labelled(NamedTuple):
    """A header of the corpus: the family of its form, its columns without what the lexicon says, their true roles."""

    family: str
    leaves: tuple[Leaf, ...]
    roles: tuple[str, ...]


def headers(corpus: Path, run: Path) -> Iterator[Labelled]:
    """Every header of indicators or of a list in a digital corpus."""
    for document in documents(corpus):
        extraction = outcome(document.path, run).extraction
        if document.level != "0" or extraction is None:
            continue
        family = document.path.stem.split("-", 2)[-1]
        for page in extraction.pages:
            for table in page.tables:
                yield from _of_sheet(family, Sheet(page, table))


def _of_sheet(family: str, sheet: Sheet) -> Iterator[Labelled]:
    row = 0
    while row < sheet.rows:
        header = find_header(sheet, row)
        if header is None or header.kind not in GRIDS:
            row += 1 if header is None else header.depth
            continue
        leaves = tuple(_leaf(sheet, row + header.depth, header, n) for n in range(len(header.columns)))
        yield Labelled(family, leaves, tuple(_role(column.role) for column in header.columns))
        row += header.depth


def _role(role: str) -> str:
    return OTHER if role in HIDDEN or role == "list.other" else role


def _leaf(sheet: Sheet, row: int, header: Header, at: int) -> Leaf:
    column = header.columns[at]
    found = (sheet.under(below, column) for below in range(row, sheet.rows))
    cells = [slot for slot in dict.fromkeys(found) if slot is not None]
    return Leaf(column.label, tuple(slot.text for slot in cells), grouped=grouped(cells))


def count(labelled: Sequence[Labelled], weights: Mapping[str, float]) -> Model:
    """The shares of classes, of grouped columns and of full sums by role (`*`: of all), and the odds of the order."""
    content: dict[str, Counter[str]] = defaultdict(Counter)
    group: dict[str, list[bool]] = defaultdict(list)
    sums: dict[str, list[bool]] = defaultdict(list)
    steps: Counter[tuple[str, str]] = Counter()
    for one in labelled:
        known = [role for role in one.roles if role != OTHER]
        steps.update(zip(("^", *known), known, strict=False))
        for leaf, role in zip(one.leaves, one.roles, strict=True):
            total = numbers_sum(leaf.texts)
            for name in ("*",) if role == OTHER else (role, "*"):
                found = histogram(leaf.texts)
                many = max(1, sum(found.values()))
                content[name].update({kind: n / many for kind, n in found.items()})  # type: ignore[arg-type]
                group[name].append(leaf.grouped)
                if total is not None:
                    sums[name].append(any(abs(total - full) < 0.01 for full in FULL))
    return Model(
        {role: _shares(found) for role, found in content.items()},
        {role: _mean(seen) for role, seen in group.items()},
        {role: _mean(seen) for role, seen in sums.items()},
        _prior(labelled),
        _order(steps),
        weights,
    )


def _prior(labelled: Sequence[Labelled]) -> dict[str, float]:
    """The logarithm of the share of headers that have a role, cut off at that of the rarest."""
    found = Counter(role for one in labelled for role in set(one.roles) - {OTHER})
    return {role: round(max(RAREST, math.log(n / len(labelled))), 2) for role, n in sorted(found.items())}


def _shares(counts: Mapping[str, float]) -> dict[str, float]:
    total = sum(counts.values())
    return {name: round(n / total, 4) for name, n in sorted(counts.items())}


def _mean(seen: Sequence[bool]) -> float:
    return round(sum(seen) / len(seen), 3)


def _order(steps: Mapping[tuple[str, str], int]) -> dict[str, dict[str, float]]:
    """By the role before: the logarithm of how much likelier a role is behind it than anywhere, add-half smoothed."""
    names = sorted({role for _, role in steps})
    total = sum(steps.values())
    overall = {role: (sum(n for (_, to), n in steps.items() if to == role) + 0.5) / total for role in names}
    odds: dict[str, dict[str, float]] = {}
    for before in sorted({before for before, _ in steps}):
        many = sum(n for (one, _), n in steps.items() if one == before)
        share = {role: (steps.get((before, role), 0) + 2 * overall[role]) / (many + 2) for role in names}
        odds[before] = {role: round(math.log(share[role] / overall[role]), 3) for role in names}
    return odds


def named(labelled: Sequence[Labelled], weights: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """By role how many columns are named right and how many there are, each family by the counts of the others."""
    right: Counter[str] = Counter()
    many: Counter[str] = Counter()
    for family in sorted({one.family for one in labelled}):
        model = count([one for one in labelled if one.family != family], weights)
        for one in labelled:
            if one.family == family:
                unseen = [replace(leaf, label="") for leaf in one.leaves]
                for decided, role in zip(roles.decide(unseen, model=model), one.roles, strict=True):
                    many[role] += 1
                    right[role] += decided.role == role
    return {role: (right[role], many[role]) for role in sorted(many)}


def main() -> None:
    """Read the command line, choose the weights, write the counts."""
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("runs", nargs="+", metavar="CORPUS=RUN")
    pairs = [tuple(map(Path, one.split("=", 1))) for one in a.parse_args().runs]
    labelled = [one for corpus, run in pairs for one in headers(corpus, run)]
    tried: list[tuple[float, dict[str, float]]] = []
    for values in product(*WEIGHTS.values()):
        weights = {"label": LABEL, **dict(zip(WEIGHTS, values, strict=True))}
        found = named(labelled, weights)
        tried.append((sum(right for right, _ in found.values()) / sum(n for _, n in found.values()), weights))
    share, weights = max(tried, key=lambda one: one[0])
    for role, (right, many) in named(labelled, weights).items():
        print(f"{role:20} {right}/{many}")
    print(f"{len(labelled)} headers, all columns {share:.4f}, {weights}")
    data: dict[str, Any] = {
        "made_by": "python -m benchmarks.fit_roles, seed 401, 140 documents",
        **count(labelled, weights)._asdict(),
    }
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
