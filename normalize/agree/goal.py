"""What a form's goal says of its rows: it names indicators and their numbers once more."""

import re
from collections.abc import Collection, Mapping

from normalize.agree.forms import SEVERAL
from normalize.agree.said import SHORTEST, Heard, Testimony, leads, one_off
from normalize.draft import Draft
from normalize.lexicon import key, mended
from normalize.lexicon.alike import dirt

__all__ = ["contradicted", "goal_of", "of_the_goal"]

_NUMBER = r"[^\d。;；,，、]{0,6}?(?P<number>\d[\d,]*(?:\.\d+)?)"
_NO_LEAD = re.compile(r"[A-Za-z0-9]$")


def goal_of(draft: Draft) -> str:
    """All that a form's goals say, for comparison."""
    return key(mended("。".join(dict.fromkeys(goal.text for goal in draft.goals.values()))))


def contradicted(draft: Draft, project: str) -> bool:
    """Whether the goal names the form's project with one other character."""
    goal, name = goal_of(draft), key(project)
    return len(name) >= SHORTEST and name not in goal and one_off(goal, name, ()) is not None


def of_the_goal(goal: str, row: Heard, names: Collection[str], fellows: Mapping[str, int]) -> Testimony:
    """What a goal says of a row. `names` are those of the form, `fellows` those of the document's other forms."""
    name = key(row.name)
    if name not in goal:
        other = one_off(goal, name, names) if len(name) >= SHORTEST else None
        return Testimony(name=other, better=other is not None and (row.doubtful or other in map(key, row.others)))
    before = [goal[: one.start()] for one in re.finditer(re.escape(name), goal)]
    if not any(map(leads, before)):
        return _longer(row, name, before, fellows)
    said = [float(one["number"].replace(",", "")) for one in re.finditer(re.escape(name) + _NUMBER, goal)]
    return Testimony(agrees=row.number in said if said else row.number is None)


def _longer(row: Heard, name: str, before: list[str], fellows: Mapping[str, int]) -> Testimony:
    """The name with what stands in front of it wherever the goal has it: a character or two that were lost."""
    lost = next((text[-n:] for text in before for n in (1, 2) if _is_led(text[:-n])), None)
    if lost is None:
        return Testimony(name=before[0][-1:] + name)
    short = len(lost) == 1 and (lost in dirt("edges") or fellows.get(name, 0) < SEVERAL)
    return Testimony(name=lost + name, better=short or row.doubtful)


def _is_led(text: str) -> bool:
    """Whether a name may begin behind this: not so behind a digit, where its unit stands, or a letter that is dirt."""
    return leads(text) and not _NO_LEAD.search(text)
