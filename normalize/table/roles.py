"""The roles of a header's columns, decided together: by label, content and order.

Each column has a score for each role: what its label says, what its cells hold, and which role stands before it, each
as the logarithm of how much likelier that role makes what is seen (naive Bayes). A beam over the columns finds the
likeliest roles of all, of which none may stand twice; how much better the best is than the best that gives a column
another role is that column's margin, and the margin is the doubt. A label that the lexicon knows keeps the last word.
The frequencies are counted on a labelled corpus (`benchmarks/fit_roles.py`) and stand in `data/roles.json`.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from normalize.kinds.classes import NUMBERS, histogram, numbers_sum
from normalize.kinds.number import points
from normalize.labels.wording import column_wording
from normalize.schema import Phase
from normalize.table.frequencies import Model, counted
from normalize.table.likeliest import Way, likeliest, margin, rival

__all__ = ["FULL", "LOOSE", "OTHER", "RAREST", "Decided", "Leaf", "decide"]

OTHER = "other"
"""The role of a column that no field is made of: what nothing speaks for, so that its score is 0."""
FULL = (100.0, 90.0, 80.0, 50.0, 60.0)
"""What the points of a form's indicators add up to."""
_ROUNDED = 2.0
"""What points may be more than that because each is rounded."""
_INDICATORS = "指标"
"""What an explanation is of that may head the names: 指标内容, 指标说明, and no 数据来源."""
_EVIDENCE = 4.0
"""Cells of a column that count as independent: the cells of one column resemble each other."""
_TWICE = 6.0
"""What a role costs that another column of no known label has already."""
_UNCALLED = 1.0
"""What a role costs that no label gives, beside how rare it is."""
_NAMELESS, _VALUELESS = 8.0, 4.0
"""What a header costs that has no column of names, or none of what an indicator is measured by."""
_RESULTS: Mapping[Phase | None, str] = {"monitor": "actual", "self_evaluation": "actual"}
_RESULTLESS = 2.0
"""What a header costs in a form of later in the year that has no column of what was reached: nine in ten have one."""
_MEASURED = frozenset(("value", "standard", "score", "weight", "list.goal"))
_BESIDE_VALUES = frozenset(("actual", "forecast", "operator", "unit"))
"""Roles of columns that have a plan beside them."""
_ORDERED = frozenset(("value", "actual", "name"))
"""Roles that a column may have by its place alone, beside another that says as much for it."""
_NUMERIC = frozenset(("value", "actual", "forecast", "weight", "score"))
_POINTS = frozenset(("weight", "score"))
_WORDLESS = 4.0
"""What a role of values costs that no label gives, in a column without a single number or date."""
LOOSE = {"explanation": ("name", "value"), "indicator": ("name",), "whole": ("value",), "list.goal": ("value",)}
"""Roles that a known label gives, and what it means where nothing else does: 指标内容 over the names, or the values."""
_NEVER = -12.0
"""The logarithm of the share of headers of a phase that have a role of another one."""
_REACHED, _EXPECTED = ("actual", "score", "deviation"), ("forecast", "likelihood")
_PHASES: Mapping[Phase | None, Mapping[str, float]] = {
    "target": dict.fromkeys((*_REACHED, *_EXPECTED), _NEVER),
    "monitor": {"actual": -0.1, "forecast": -0.1, "likelihood": -0.7, "deviation": -0.7, "score": _NEVER},
    "self_evaluation": {"actual": -0.1, "score": -0.1, "deviation": -0.5, **dict.fromkeys(_EXPECTED, _NEVER)},
    "evaluation": {
        "standard": -0.1,
        "weight": -0.1,
        "score": -0.7,
        **dict.fromkeys(("value", "operator", "unit", *_EXPECTED), _NEVER),
    },
    None: {},
}
"""By the phase that a form's title says, the logarithm of the share of headers that have a role: the families that were
counted are targets for the most part."""
_NAMING = frozenset(("level1", "level2", "name", "direction"))
"""Roles with which the columns of an indicator begin."""
_GAP = 2.0
"""What a row costs that is filled but for the column of names: no indicator is without one."""
_GAPS = 3
"""Rows that count for that."""
_BANDED = 6.0
"""What level 1 costs where a level stands as bands over the rows."""
_REPEATED = 4.0
"""What a column of names costs by the share of its cells that say what another one says: a form asks nothing twice."""
_FELLOW = 3.0
"""What a role gains that other headers of the document gave the same label: one office words its forms alike."""
_ITEM = re.compile(r"\s*指标\d{1,2}\s*[:：.、]")
_ITEMISED = 12.0
"""What any other role costs where cells are numbered as indicators (指标1：…)."""
_LOOSELY = 2.5
"""What the meaning costs that a known label has where nothing else does."""
RAREST = -2.5
"""The logarithm of the share of headers that have a role which was not counted."""
_WORDED = frozenset(("explanation", "standard", "remark", "deviation", "direction", "list.other"))
"""Roles whose cells are any words: only the label can speak for them."""
_SAID = 0.5
"""Odds per n-gram from which a label speaks for a role: 0.5 of a thousand held-out wordings of others reach it."""


@dataclass(frozen=True)
class Leaf:
    """A column before its role is decided: its lowest label, the texts below it (of a cell with several items the
    first), all their printed `lines`, whether its cells are merged downward or repeat each other, the role that the
    lexicon gives its label to the letter; how many of its cells say nothing in rows that are filled, and the roles that
    other headers of the document gave the same label; whether a level stands as a band over rows of its grid."""

    label: str
    texts: tuple[str, ...]
    lines: tuple[str, ...] = ()
    grouped: bool = False
    known: str | None = None
    gaps: int = 0
    fellows: tuple[str, ...] = ()
    banded: bool = False

    @cached_property
    def repeated(self) -> float:
        """The share of its cells that say what one above them says."""
        return 1 - len(set(self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def itemised(self) -> bool:
        """Whether most of its cells are numbered as indicators."""
        return sum(_ITEM.match(text) is not None for text in self.texts) > len(self.texts) / 2


class Decided(NamedTuple):
    """The likeliest role of a column and the one that comes next; `margin` is by how much (in logarithms of odds),
    `support` the score that the column itself gives the role; `known`: its label says so."""

    role: str
    rival: str
    margin: float
    support: float
    known: bool


def decide(leaves: Sequence[Leaf], phase: Phase | None = None, model: Model | None = None) -> list[Decided]:
    """The roles of the columns of a header, from left to right, in a form of a phase."""
    model = model or counted()
    known = [role for leaf in leaves if leaf.known is not None for role in leaf.known.split("/")]
    twin = known.count("value") > 1 or min(known.count("name"), known.count("level2")) > 1
    taken = set() if twin else set(known)
    own = [
        {role: score for role, score in _scores(leaf, model, phase).items() if role == leaf.known or role not in taken}
        for leaf in leaves
    ]
    result = _RESULTS.get(phase)
    ways = likeliest(own, partial(_step, model, twin=twin), lambda roles: -_lacks(roles, result))
    best = ways[0].roles
    told = [_decided(ways, at, own[at][role], known=leaves[at].known is not None) for at, role in enumerate(best)]
    return [one if one.known else _doubted(one, at, told, own) for at, one in enumerate(told)]


def _doubted(one: Decided, at: int, told: Sequence[Decided], own: Sequence[Mapping[str, float]]) -> Decided:
    """What was decided for a column, without a margin where another one, left without a role, would have had this one
    by its own label and cells as well: only their order parts them."""
    open_ = (own[n].get(one.role, -math.inf) for n, other in enumerate(told) if n != at and other.role == OTHER)
    rivalled = one.role in _ORDERED and max(open_, default=-math.inf) > one.support
    return one._replace(margin=0.0) if rivalled else one


def _lacks(roles: Sequence[str], result: str | None) -> float:
    """What a header costs for the columns that it must have and has not; `result`: the role of what was reached."""
    unplanned = "value" not in roles and not _BESIDE_VALUES.isdisjoint(roles)
    without = _RESULTLESS * (result is not None and result not in roles)
    return _NAMELESS * ("name" not in roles) + _VALUELESS * (unplanned or _MEASURED.isdisjoint(roles)) + without


def _decided(ways: Sequence[Way[str]], at: int, support: float, *, known: bool) -> Decided:
    """A column's role by the best hypothesis, and by how much it is better than the best that gives it another."""
    other = rival(ways, at)
    return Decided(ways[0].roles[at], other.roles[at] if other else OTHER, margin(ways, at), support, known)


def _step(model: Model, before: Sequence[str], *, twin: bool) -> Callable[[str], float]:
    """What each role gains by the one before it, and loses where another column has it already, but in a `twin` header,
    which has its columns twice."""
    begun = any(one != OTHER and not one.startswith("list.") for one in before)
    last = next((one for one in reversed(before) if one not in (OTHER, "list.other")), "^")
    weight, order, of_list = model.weights["order"], model.order.get(last, {}), last.startswith("list.")

    def gain(role: str) -> float:
        if role == OTHER:
            return 0.0
        is_list = role.startswith("list.")
        if is_list and begun:
            return -_TWICE  # whose rows these are stands left of them
        if of_list and not is_list and role not in _NAMING:
            return -2 * _TWICE  # nor does anything of an indicator before its levels and its name
        return weight * order.get(role, 0.0) - _TWICE * (role in before and not twin)

    return gain


def _scores(leaf: Leaf, model: Model, phase: Phase | None = None) -> dict[str, float]:
    """The score of each role for one column, by its label and its cells."""
    found = histogram(leaf.texts)
    many = sum(found.values())
    if leaf.known is not None:
        return _scores_of_known(leaf, leaf.known, model, found, many)
    said = column_wording().odds(leaf.label)
    total, measured = numbers_sum(leaf.lines or leaf.texts), _are_measured(leaf.texts)
    full = None if total is None else any(abs(total - whole) < 0.01 for whole in FULL)
    own = {
        role: model.weights["label"] * said.get(role, 0.0)
        + model.weights["content"] * _content(model, role, found, many)
        + model.weights["grouped"] * _binary(model.grouped.get(role, 0.0), model.grouped["*"], leaf.grouped)
        + (0.0 if full is None else _binary(model.sums.get(role, 0.0), model.sums["*"], full))
        + _PHASES[phase].get(role, model.prior.get(role, RAREST))
        - _UNCALLED
        - _WORDLESS * (role in _NUMERIC and NUMBERS.isdisjoint(found))
        + _own(leaf, role)
        for role in model.content
        if role != "*"
        and not (role in _POINTS and measured)
        and (said.get(role, 0.0) >= _SAID or not (_needs_label(role, found) or _exceeds(role, total)))
    }
    return {**own, OTHER: _own(leaf, OTHER)}


def _scores_of_known(leaf: Leaf, known: str, model: Model, found: Mapping[str, int], many: int) -> dict[str, float]:
    """The scores of a column whose label is known: that role, and what else a loose label may mean."""
    if known not in LOOSE or (known == "explanation" and _INDICATORS not in leaf.label):
        return {known: 0.0}
    return {known: _own(leaf, known)} | {
        role: model.weights["content"] * _content(model, role, found, many) - _LOOSELY + _own(leaf, role)
        for role in LOOSE[known]
        if role == "name" or known != "explanation" or _counts(found, many)
    }


def _counts(found: Mapping[str, int], many: int) -> bool:
    """Whether most cells of a column are numbers or dates."""
    return sum(many for kind, many in found.items() if kind in NUMBERS) > many / 2


def _own(leaf: Leaf, role: str) -> float:
    """What a role gains or loses by where a column's cells say nothing, how they begin, and by other headers."""
    score = -_GAP * min(leaf.gaps, _GAPS) * (role == "name") - _BANDED * (leaf.banded and role == "level1")
    score -= _REPEATED * (role == "name") * leaf.repeated
    if leaf.fellows:
        score += _FELLOW * leaf.fellows.count(role) / len(leaf.fellows)
    return score - _ITEMISED * (role != "name" and leaf.itemised)


def _are_measured(texts: Sequence[str]) -> bool:
    """Whether a column's numbers have units, which points have not: 120天, 81%."""
    numbers = [text for text in texts if any(map(str.isdigit, text))]
    return sum(points(text.rstrip("%％")) is None for text in numbers) > len(numbers) / 4


def _exceeds(role: str, total: float | None) -> bool:
    """Whether numbers are more than the points of a form can be."""
    return role == "weight" and total is not None and total > max(FULL) + _ROUNDED


def _needs_label(role: str, found: Mapping[str, int]) -> bool:
    """Whether content alone cannot tell a role: any words but criteria, or whose rows these are."""
    if role == "standard" and found.get("criterion"):
        return False
    return role in _WORDED or role.startswith("list.")


def _content(model: Model, role: str, found: Mapping[str, int], many: int) -> float:
    if not many:
        return 0.0
    odds = sum(count * model.odds(role, kind) for kind, count in found.items())
    return odds / many * min(many, _EVIDENCE)


def _binary(own: float, all_: float, seen: bool) -> float:
    """The gain of a role by a feature that a column has or has not; both shares are kept off 0 and 1."""
    own, all_ = (min(0.95, max(0.05, share)) for share in (own, all_))
    return math.log(own / all_) if seen else math.log((1 - own) / (1 - all_))
