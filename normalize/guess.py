"""Fields of a form beside labels that the lexicon does not know: what each may be, by its label and by what it holds.

The label speaks by the n-grams that it shares with known ones, the value by its class (an office's name, a project's, a
period, an amount). The likeliest field that the form does not have yet is taken, its margin over the next is the doubt.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from normalize.account import Pair
from normalize.draft import Draft
from normalize.lexicon import load
from normalize.names import split_code
from normalize.table.content import class_of
from normalize.table.wording import Wording
from normalize.values import blank

__all__ = ["Guess", "guess_fields"]

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
_WANTED = ("project", "unit_1", "unit_2", "unit_3", "department", "period", "project_code")
_RIVALS = ("category", "nature")
"""Fields that are not guessed, but that a pair may be rather than another one."""
_GOALS = ("annual", "overall")
_LONG = 18
"""Characters of a goal, at least."""
_CONTENT: Mapping[str, Mapping[str, float]] = {
    "project": {"project": 2.0, "naming": 0.8, "words": 0.8, "sentence": 0.3, "short": -1.0, "office": -2.0},
    "unit_1": {"office": 2.0, "words": -1.0},
    "unit_2": {"office": 2.0, "words": -1.0},
    "unit_3": {"office": 2.0, "words": -1.0},
    "department": {"office": 2.0, "words": -1.0},
    "period": {"date": 2.0, "range": 1.5, "number": -1.0},
    "project_code": {"code": 2.5},
    "category": {"words": 0.5, "short": 0.5, "project": 0.5},
    "nature": {"words": 0.5, "short": 0.5, "project": 0.5},
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


@cache
def _wording() -> Wording:
    fields, goals = load("fields")["fields"], load("fields")["goals"]
    known = {name: labels for name, labels in fields.items() if name in (*_WANTED, *_RIVALS, "other", "money_unit")}
    return Wording({**known, **{name: goals[name] for name in _GOALS}})


def guess_fields(draft: Draft, pairs: Iterable[Pair]) -> list[Guess]:
    """The fields that a form lacks and that stand beside labels that the lexicon does not know, the likeliest first."""
    had = {name for name in _WANTED if draft.printed(name) is not None} | set(draft.goals)
    had |= {"project"} if draft.heading.scope == "unit" or "unit_2" in had else set()
    if "annual" not in had and "plain" in had:
        had.add("annual")
    scored = [(score, name, pair) for pair in pairs for name, score in _scores(pair).items()]
    found: list[Guess] = []
    used: set[int] = set()
    for score, name, pair in sorted(scored, key=lambda one: -one[0]):
        if score < (_NEEDED if name == "project" else _LIKELY) or name in had or id(pair) in used:
            continue
        used.add(id(pair))
        if name in _RIVALS:
            continue
        had.add(name)
        found.append(Guess(name, pair, sure=score - _next(scored, name, pair) >= _SURE))
    return found


def _next(scored: Sequence[tuple[float, str, Pair]], name: str, pair: Pair) -> float:
    """The score of the likeliest other pair for the same field, or 0: that it is none."""
    return max([0.0, *(score for score, one, other in scored if one == name and other is not pair)])


def _scores(pair: Pair) -> dict[str, float]:
    said = _wording().odds(pair.label.text)
    kind = class_of(split_code(pair.value.text)[1] or pair.value.text)
    if blank(pair.value.text) or kind is None:
        return {}
    if kind == "sentence" and len(pair.value.key) < _LONG:
        kind = "words"
    scores = {
        name: _LABEL * (said[name] - max(0.0, said["other"])) + classes.get(kind, _OTHERWISE)
        for name, classes in _CONTENT.items()
    }
    scores["project"] += _FIRST * (pair.label.cell.row == 0)
    return scores
