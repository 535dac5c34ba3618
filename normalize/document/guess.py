"""Fields of a form beside labels that the lexicon does not know: what each may be, by its label and by what it holds.

The label speaks by the n-grams that it shares with known ones, the value by its class (an office's name, a project's, a
period, an amount). The likeliest field that the form does not have yet is taken, its margin over the next is the doubt.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from normalize.document.account import Pair
from normalize.draft import Draft, RawFund
from normalize.evidence.text import Printed
from normalize.kinds.classes import class_of
from normalize.kinds.money import ENDS_IN_UNIT, amount, money_unit
from normalize.kinds.name import split_code
from normalize.labels.head import speaks_of_money
from normalize.labels.wording import Wording
from normalize.lexicon import key, load, vocabulary
from normalize.schema import TOTAL

__all__ = ["Guess", "guess_budget", "guess_fields"]

_LABEL = 2.0
"""Weight of a label's odds per n-gram, as in `normalize.table.roles`."""
_LIKELY = 1.2
"""Score (logarithm of odds) from which a field is taken."""
_SURE = 1.2
"""Margin over the next likeliest pair below which the rows are asked about, too."""
_NEEDED = -1.0
"""Score from which a project's name is taken where its form has no other: every row hangs on it."""
_FIRST = 1.0
"""What a project's name gains in the first row of its form's head."""
_WANTED = ("project", "unit_1", "unit_2", "unit_3", "department", "period", "project_code", "category", "nature")
_CLOSED = {"category": "kind", "nature": "nature"}
"""Fields that are read only where the value is of one class, though a pair of another may be one of them."""
_OFFICES = ("unit_1", "unit_2", "unit_3", "department")
_CALLED = 0.4
"""Odds per n-gram from which what stands beside a label is one itself, of an office: 牵头主管局, 主管局(委、办)."""
_OTHER = ("other", "function", "function_code", "affiliation", "grade", "conclusion")
"""Labels that speak against any field that is guessed."""
_GOALS = ("annual", "overall")
_CODED = re.compile(r"编|代码|项目.*[码号]")
"""What the label of a project's code has: other numbers are phones, amounts, files."""
_PROSE = re.compile(r"[,，;；。]|^(?:经|已|由|无|按|详见)")
"""What a sentence has and hardly a project's name."""
_TELLS = 4.0
"""What a project's name loses where it reads as a sentence."""
_LED = 3.0
"""What a project's name gains by the code in front of it."""
_LONG_CODE = 12
"""Characters of a project's code at the least; those of offices are shorter."""
_FURTHER, _FORMS = 0.5, 4
"""What a further form's value of the same label counts, and how many forms count."""
_LONG = 18
"""Characters of a goal, at least."""
_TOTAL = re.compile(r"总额|总数|总量|总盘|安排|规模")
"""What a total beside an amount may be called without a word of money."""
_LIKELY_MONEY = 0.5
"""Score from which an amount is taken for the year's total."""
_ADDS_UP = 3.0
"""What it gains where amounts behind it add up to it."""
_STAGES = ("revised_budget", "budget", "initial_budget")
"""Stages of what is planned, the latest first."""
_UNRANKED = 2
"""The rank of a total whose label says nothing of the period, as in the lexicon."""
_CONTENT: Mapping[str, Mapping[str, float]] = {
    "project": {
        "project": 2.0,
        "naming": 0.8,
        "levelish": 0.5,
        "words": 0.8,
        "sentence": 0.3,
        "short": -1.0,
        "office": -2.0,
    },
    "unit_1": {"office": 2.0, "words": -1.0},
    "unit_2": {"office": 2.0, "words": -1.0},
    "unit_3": {"office": 2.0, "words": -1.0},
    "department": {"office": 2.0, "words": -1.0},
    "period": {"date": 2.0, "range": 1.5, "number": -1.0},
    "project_code": {"code": 2.5},
    "category": {"kind": 2.0, "nature": 0.5, "words": 0.5, "short": 0.5, "project": 0.5},
    "nature": {"nature": 2.0, "kind": 0.5, "words": 0.5, "short": 0.5, "project": 0.5},
    "annual": {"sentence": 2.0, "words": -1.0},
    "overall": {"sentence": 2.0, "words": -1.0},
}
"""By field, how much likelier (logarithm) a class of value is there than beside labels at large; -3 for any other."""
_OTHERWISE = -3.0


class Guess(NamedTuple):
    """A field and the pair that it is read from; `sure`: whether no other field is nearly as likely."""

    meaning: str
    pair: Pair
    sure: bool

    @property
    def is_goal(self) -> bool:
        """Whether it is a goal, no field of the head."""
        return self.meaning in _GOALS


@cache
def _wording() -> Wording:
    fields, goals = load("fields")["fields"], load("fields")["goals"]
    known = {name: labels for name, labels in fields.items() if name in (*_WANTED, "money_unit")}
    known["other"] = [label for name in _OTHER for label in fields[name]]
    return Wording({**known, **{name: goals[name] for name in _GOALS}})


def guess_fields(draft: Draft, pairs: Iterable[Pair], fellows: Mapping[str, Sequence[Pair]]) -> list[Guess]:
    """The fields that a form lacks and that stand beside labels that the lexicon does not know, the likeliest first;
    `fellows`: the document's pairs by the key of their label."""
    had = {name for name in _WANTED if draft.printed(name) is not None} | set(draft.goals)
    had |= {"project"} if draft.heading.scope == "unit" or "unit_2" in had else set()
    if "annual" not in had and "plain" in had:
        had.add("annual")
    scored = [
        (score, name, pair) for pair in pairs for name, score in _scores(pair, fellows.get(pair.label.key, ())).items()
    ]
    found: list[Guess] = []
    used: set[int] = set()
    for score, name, pair in sorted(scored, key=lambda one: -one[0]):
        if score < (_NEEDED if name == "project" else _LIKELY) or name in had or id(pair) in used:
            continue
        used.add(id(pair))
        if not _may_be(name, pair):
            continue
        had.add(name)
        found.append(Guess(name, pair, sure=score - _next(scored, name, pair) >= _SURE))
    return found


def _may_be(name: str, pair: Pair) -> bool:
    """Whether what stands beside a label is of the one class that a field is read from."""
    return name not in _CLOSED or _kind(pair) == _CLOSED[name]


@cache
def _money() -> Wording:
    """The wording of money labels: this year's total, another total, a part."""
    totals = {"whole": "whole", "annual": "annual"}
    labels: dict[str, list[str]] = {"annual": [], "whole": [], "total": [], "part": []}
    for item in load("funds")["item"]:
        kind = totals.get(item.get("period", ""), "total") if item["item"] == TOTAL else "part"
        labels[kind] += item["labels"]
    return Wording(labels)


class _Amount(NamedTuple):
    """An amount of a form with its label; `open`: whether the lexicon does not know the label."""

    label: Printed
    value: Printed
    amount: float
    open: bool


def guess_budget(draft: Draft, pairs: Sequence[Pair]) -> list[RawFund]:
    """This year's total, stage by stage, of a form of which no label that the lexicon knows says it: the likeliest of
    the amounts beside labels that nobody knows, by the label and by whether the amounts behind it add up to it."""
    if any(fund.rank is not None and amount(fund.value, fund.unit) is not None for fund in draft.funds):
        return []
    found = _amounts(draft, pairs)
    scored = [(_total(one, found[at + 1 :]), one) for at, one in enumerate(found) if one.open]
    score, best = max(scored, key=lambda one: one[0], default=(0.0, None))
    if best is None or score < _LIKELY_MONEY:
        return []
    own = [fund for fund in draft.funds if fund.label is best.label]
    unit = money_unit(best.label.text)
    own = own or [RawFund(best.label, best.value, None, unit=unit)]
    return [replace(fund, item=TOTAL, period="annual", basis="total", rank=_UNRANKED) for fund in own]


def _amounts(draft: Draft, pairs: Sequence[Pair]) -> list[_Amount]:
    """The planned amounts of a form in printed order, of those under one label the latest stage."""
    said: list[tuple[Printed, Printed, bool]] = [(pair.label, pair.value, True) for pair in pairs]
    for measure in _STAGES:
        had = {id(label) for label, _, _ in said}
        funds = (fund for fund in draft.funds if fund.measure == measure and id(fund.label) not in had)
        said += [(fund.label, fund.value, fund.item is None) for fund in funds]
    found = [_Amount(label, value, one, new) for label, value, new in said if (one := amount(value, None)) is not None]
    return sorted(found, key=lambda one: (one.label.place.page, one.label.place.box[1], one.label.place.box[0]))


def _total(one: _Amount, behind: Sequence[_Amount]) -> float:
    """How likely (logarithm of odds) an amount is the year's total."""
    label = key(one.label.text)
    said = _money().odds(label)
    if (
        not (speaks_of_money(label) or _TOTAL.search(label))
        or label.startswith("其中")
        or said["whole"] > max(said["annual"], 0.0)
    ):
        return -_ADDS_UP
    sums = {round(sum(other.amount for other in behind[:many]), 4) for many in range(1, len(behind) + 1)}
    adds_up = round(one.amount, 4) in sums and one.amount > 0
    return _LABEL * (max(said["annual"], said["total"]) - said["part"]) + _ADDS_UP * adds_up


def _next(scored: Sequence[tuple[float, str, Pair]], name: str, pair: Pair) -> float:
    """The score of the likeliest other pair for the same field, or 0: that it is none."""
    return max([0.0, *(score for score, one, other in scored if one == name and other is not pair)])


def _scores(pair: Pair, fellows: Sequence[Pair] = ()) -> dict[str, float]:
    """The score of each field for a pair: what its label says, and what stands beside that in all forms of the document
    that have it (`fellows`)."""
    said, kind = _wording().odds(pair.label.text), _kind(pair)
    if kind is None:
        return {}
    kinds = [kind, *(other for one in fellows if one is not pair and (other := _kind(one)) is not None)]
    weight = 1 + _FURTHER * (min(len(kinds), _FORMS) - 1)
    scores = {
        name: _LABEL * (said[name] - max(0.0, said["other"]))
        + weight * sum(classes.get(kind, _OTHERWISE) for kind in kinds) / len(kinds)
        for name, classes in _CONTENT.items()
    }
    scores["project"] += _FIRST * (pair.label.cell.row == 0)
    scores["project"] += _LED * (len(split_code(pair.value.text)[0] or "") >= _LONG_CODE)
    scores["project"] -= _TELLS * (_PROSE.search(pair.value.key) is not None)
    if not _CODED.search(pair.label.key):
        del scores["project_code"]
    return scores


def _kind(pair: Pair) -> str | None:
    """The class of what stands beside a label; None of nothing, and of another label."""
    if pair.value.means(vocabulary("columns", "funds")) is not None or ENDS_IN_UNIT.search(pair.value.key):
        return None
    kind = class_of(split_code(pair.value.text)[1] or pair.value.text)
    if kind == "office" and max(_wording().odds(pair.value.text)[name] for name in _OFFICES) >= _CALLED:
        return None
    return "words" if kind == "sentence" and len(pair.value.key) < _LONG else kind
