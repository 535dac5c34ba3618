"""The grammar: what a strange form's layout is, and how one is drawn.

Quotas are dealt from shuffled decks, so that any corpus of a deck's length has its share of every trait.
"""

from dataclasses import dataclass
from random import Random

__all__ = ["DECK", "Layout", "draw", "traits"]

DECK = 20
"""Documents that a deck of traits is dealt to."""
DEALT = {"beside": 4, "several": 5, "unknown": 5, "two_rows": 7, "valueless": 2, "self": 3, "monitor": 3}
"""Cards of each trait in a deck. Levels side by side have two rows of header, too."""


@dataclass(frozen=True)
class Layout:
    """One draw of the grammar.

    `levels`: `merged`, `repeated`, `banner` (level 1 in a row of its own over the rows), `behind` (the levels in
    columns behind the name), `flat` (none), `beside`. `depth`: printed levels above the name, 0 to 2. `parts`: blocks
    in one table (nothing), in `tables` of their own under a line, or under `rows` across the table. `facing`: which
    block has the money at its right.
    """

    phase: str
    scope: str
    levels: str
    depth: int
    two_rows: bool
    several: bool
    unknown: int
    unknown_at: str
    value: bool
    operator: str
    unit: str
    operator_after: bool
    unit_first: bool
    weight: str
    explanation: str
    serial: bool
    side: bool
    numbering: str
    number_values: bool
    numbered_singles: bool
    starred: bool
    level_scores: bool
    boxes: bool
    funds: str
    whole: bool
    goals: str
    order: tuple[str, ...]
    parts: str
    facing: str
    per_row: int
    identity_side: bool
    unit_at: str
    money_at: str
    colon: str
    between: float


def traits(seed: int, n: int) -> dict[str, bool]:
    """The traits dealt to document `n`."""
    out = {}
    for name, cards in DEALT.items():
        deck = Random(f"{seed}/deck/{name}/{n // DECK}").sample(range(DECK), cards)
        out[name] = n % DECK in deck
    return out


def draw(rng: Random, dealt: dict[str, bool]) -> Layout:
    """A layout with the traits that were dealt."""
    beside, several = dealt["beside"], dealt["several"]
    valueless = dealt["valueless"] and not beside and not several
    phase = "evaluation" if valueless else _phase(dealt, beside)
    levels = "beside" if beside else rng.choice(["merged"] * 6 + ["repeated"] * 2 + ["banner", "behind", "flat"])
    if several and levels in ("behind", "flat", "repeated"):
        levels = "merged"
    if valueless:
        levels = rng.choice(["merged", "merged", "repeated"])
    depth = {"flat": 0, "banner": rng.choice([0, 1])}.get(levels, rng.choice([1, 2, 2, 2]))
    if beside:
        depth = 1 if several else rng.choice([1, 1, 2])
    joint = several or beside
    scope = _scope(rng, phase)
    return Layout(
        phase=phase,
        scope=scope,
        levels=levels,
        depth=depth,
        two_rows=dealt["two_rows"] or beside,
        several=several,
        unknown=rng.choice([1, 1, 2]) if dealt["unknown"] and not beside else int(dealt["unknown"]),
        unknown_at=rng.choice(["end", "end", "before_value", "after_value", "after_levels"]),
        value=not valueless,
        operator="glued" if joint else rng.choice(["glued", "glued", "column", "none"]),
        unit="glued" if joint else rng.choice(["glued", "glued", "column"]),
        operator_after=rng.random() < 0.25,
        unit_first=rng.random() < 0.25,
        weight=_weight(rng, phase, beside),
        explanation="" if joint else rng.choice(["", "", "explanation", "standard", "remark"]),
        serial=not beside and rng.random() < 0.15,
        side=rng.random() < 0.6,
        numbering=rng.choice(["指标{}:", "{}.", "{}、", "({})"]),
        number_values=rng.random() < 0.3,
        numbered_singles=not several and rng.random() < 0.15,
        starred=not several and rng.random() < 0.1,
        boxes=phase == "monitor" and dealt["two_rows"] and rng.random() < 0.5,
        level_scores=phase == "self_evaluation" and rng.random() < 0.4,
        funds=rng.choice(["pairs", "rows", "columns"]),
        whole=phase == "target" and scope == "project" and rng.random() < 0.35,
        goals=rng.choice(["row", "row", "above", "two", "two_above"]),
        order=_order(rng),
        parts=rng.choice(["", "", "", "tables", "tables", "rows"]),
        facing=rng.choice(["", "", "", "identity", "goal"]),
        per_row=rng.choice([1, 2, 2, 2, 3]),
        identity_side=rng.random() < 0.25,
        unit_at=rng.choice(["line", "pair", "pair"]),
        money_at=rng.choice(["line", "line", "label", "glued"]),
        colon=rng.choice(["", "", "", ":"]),
        between=rng.choice([0.0, 0.3, 0.6]),
    )


def _phase(dealt: dict[str, bool], beside: bool) -> str:
    if dealt["monitor"] and not beside:
        return "monitor"
    return "self_evaluation" if dealt["self"] else "target"


def _scope(rng: Random, phase: str) -> str:
    if phase == "target":
        return rng.choices(["project", "unit", "transfer"], [70, 20, 10])[0]
    return rng.choice(["project", "project", "unit"]) if phase == "self_evaluation" else "project"


def _weight(rng: Random, phase: str, beside: bool) -> str:
    """Where the points stand: nowhere, behind all, before the value, or before the name."""
    if beside:
        return ""
    if phase == "evaluation" or phase == "self_evaluation":
        return rng.choice(["end", "before_value"])
    return rng.choice(["", "", "", "end", "before_value", "before_name"])


def _order(rng: Random) -> tuple[str, ...]:
    """The blocks from above to below: as people know them, or not."""
    return rng.choice(
        [
            ("identity", "funds", "goal", "tasks", "grid"),
            ("identity", "funds", "goal", "tasks", "grid"),
            ("identity", "funds", "tasks", "goal", "grid"),
            ("identity", "goal", "funds", "tasks", "grid"),
            ("identity", "goal", "tasks", "grid", "funds"),
            ("funds", "identity", "goal", "tasks", "grid"),
        ]
    )
