"""What several columns are, decided together: hypotheses that grow from left to right, each column by what it is itself
and by what stands before it. The best counts; how much better it is than the best that says otherwise of a column is
that column's margin, and the margin is the doubt.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

__all__ = ["Way", "likeliest", "margin", "rival"]

Role = TypeVar("Role")
_WIDTH = 48
"""Hypotheses that are kept."""


class Way(NamedTuple, Generic[Role]):
    """A hypothesis: the roles of the columns, and how likely (logarithm of odds) all of them are."""

    score: float
    roles: tuple[Role, ...]


def likeliest(
    own: Sequence[Mapping[Role, float]],
    step: Callable[[tuple[Role, ...]], Callable[[Role], float]],
    whole: Callable[[tuple[Role, ...]], float] = lambda roles: 0.0,
) -> list[Way[Role]]:
    """The likeliest hypotheses, the best first: by the scores of each column's `own` roles, by what each role gains
    behind those before it (`step`), and by what they gain as a `whole`."""
    ways: list[Way[Role]] = [Way(0.0, ())]
    for scores in own:
        grown = [
            (way.score + score + gain(role), way.roles, role)
            for way, gain in [(way, step(way.roles)) for way in ways]
            for role, score in scores.items()
        ]
        grown.sort(key=itemgetter(0), reverse=True)
        ways = [Way(score, (*roles, role)) for score, roles, role in grown[:_WIDTH]]
    return sorted((Way(way.score + whole(way.roles), way.roles) for way in ways), key=itemgetter(0), reverse=True)


def rival(ways: Sequence[Way[Role]], at: int) -> Way[Role] | None:
    """The best hypothesis that says of a column what the best of all does not; None where none was kept."""
    return next((way for way in ways if way.roles[at] != ways[0].roles[at]), None)


def margin(ways: Sequence[Way[Role]], at: int) -> float:
    """By how much a column's role is likelier than any other."""
    other = rival(ways, at)
    return ways[0].score - other.score if other else math.inf
