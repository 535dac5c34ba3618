"""Fields of a form beside labels that the lexicon does not know: what each may be, by its label and by what it holds.

The label speaks by the n-grams that it shares with known ones, the value by its class (an office's name, a project's, a
period, an amount). The likeliest field that the form does not have yet is taken, its margin over the next is the doubt.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from normalize.document.account import Pair
from normalize.draft import Draft
from normalize.kinds.classes import class_of
from normalize.kinds.money import ENDS_IN_UNIT
from normalize.kinds.name import split_code
from normalize.labels.wording import WEIGHT, Wording
from normalize.lexicon import load, vocabulary

__all__ = ["Guess", "guess_fields"]

_LIKELY = 1.2
"""Score (logarithm of odds) from which a field is taken."""
_SURE = 1.2
"""Margin over the next likeliest pair below which the rows are asked about, too."""
_BELIEVED = 1.5
"""Score from which a project's name is believed beside a label that rather means something else."""
_NEEDED = -1.0
"""Score from which a project's name is taken where its form has no other: every row hangs on it."""
_FIRST = 1.0
"""What a project's name gains in the first row of its form's head, headings left out."""
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
_PROSE = re.compile(r"[,，;；。]|^(?:经|已|由|无|按|详见)|^(?:资金|经费|预算|金额|款项)[数额]?$")
"""What a sentence has, or a label of money is, and hardly a project's name."""
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
    had = _had(draft)
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
        clear = score - _next(scored, name, pair) >= _SURE
        doubted = name == "project" and score < _BELIEVED and _means_other(pair)
        found.append(Guess(name, pair, sure=clear and not doubted))
    return found


def _had(draft: Draft) -> set[str]:
    """The fields that a form has, or needs none of."""
    had = {name for name in _WANTED if draft.printed(name) is not None} | set(draft.goals)
    had |= {"project"} if draft.heading.scope == "unit" or "unit_2" in had else set()
    return had | ({"annual"} if "plain" in had else set())


def _means_other(pair: Pair) -> bool:
    """Whether a label rather means something else than a project: each row hangs on what is taken for one."""
    said = _wording().odds(pair.label.text)
    return said["other"] > max(said["project"], 0.0)


def _may_be(name: str, pair: Pair) -> bool:
    """Whether what stands beside a label is of the one class that a field is read from."""
    return name not in _CLOSED or _kind(pair) == _CLOSED[name]


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
        name: WEIGHT * (said[name] - max(0.0, said["other"]))
        + weight * sum(classes.get(kind, _OTHERWISE) for kind in kinds) / len(kinds)
        for name, classes in _CONTENT.items()
    }
    scores["project"] += _FIRST * pair.opens
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
