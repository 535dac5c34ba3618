"""A testimony for each of a form's recognised rows: of its goal, else of the row's own words and the other forms."""

from collections.abc import Sequence

from normalize.agree.forms import of_fellows
from normalize.agree.goal import goal_of, of_the_goal
from normalize.agree.said import SILENT, Heard, Testimony
from normalize.draft import Draft
from normalize.lexicon import key

__all__ = ["testimonies"]


def testimonies(draft: Draft, rows: Sequence[Heard]) -> list[Testimony]:
    """A testimony for each of a form's rows."""
    goal, names = goal_of(draft), {key(row.name) for row in rows}
    said = [of_the_goal(goal, row, names, draft.fellows) for row in rows]
    return [
        of_fellows(row, draft.fellows, names) if testimony == SILENT else testimony
        for row, testimony in zip(rows, said, strict=True)
    ]
