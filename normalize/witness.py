"""What else a recognised document says of a form's rows: its goal names indicators and their numbers once more, a row's
own explanation may name its indicator, and other projects have indicators of the same name.

Two readings of one name that differ in a character cannot both be right; two that agree were hardly misread alike.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from normalize.draft import Draft, Printed, origin
from normalize.lexicon import key, mended, one_apart
from normalize.names import recognised_name
from normalize.sheet import LEFT_OUT
from normalize.text import is_contested

__all__ = ["Heard", "Testimony", "contradicted", "sure_names", "testimonies"]

_SHORT, _SHORTEST = 4, 5
_SEVERAL = 2
_LOST = 2
"""Characters that a doubtful name may have lost at its ends."""
_SURE = 0.95
_NUMBER = r"[^\d。;；,，、]{0,6}?(?P<number>\d[\d,]*(?:\.\d+)?)"
_STROKES = frozenset("一二丨十工上土士丁卜王才耳")
"""What a piece of a wall or of a seal beside a name is read as."""
_OWN = frozenset("不未非无年月日季总新老原各大小全人户亩均数率额")
"""What makes another name of a name: 办结率, 未办结率."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEADS = re.compile(
    r"(?:确保|力争|争取|推动|推进|开展|落实|保障|实现|达到|完成|提高|提升|以[上下内]|左右|[使让和及与对将把的在并为到个米月日人次件元]|[^\u4e00-\u9fff]|^)$"
)
"""What may stand in front of an indicator's name within a goal."""


_FOLLOWS = re.compile(r"达到|控制|不[低高少超]|有[所效]|明显|显著|持续|[大小等]于|[≥≤<>=\d]")
"""What stands behind one."""


class Testimony(NamedTuple):
    """What the goal says of a row: `agrees` where it names the indicator and has its number; `name` where it has one
    that differs in a character, and `better` where that is rather what is printed."""

    agrees: bool = False
    name: str | None = None
    better: bool = False


_SILENT = Testimony()


class Heard(NamedTuple):
    """A recognised row: its name, what else was read for it, whether that is doubtful, its number, and what its other
    cells say in words."""

    name: str
    others: tuple[str, ...]
    doubtful: bool
    number: float | None
    words: str = ""


def contradicted(draft: Draft, project: str) -> bool:
    """Whether the goal names the form's project with one other character."""
    goal, name = _goal(draft), key(project)
    return len(name) >= _SHORTEST and name not in goal and _one_off(goal, name, ()) is not None


def sure_names(drafts: Iterable[Draft]) -> Mapping[str, int]:
    """The names of a document's indicators that were recognised without any doubt, for comparison, and how many of its
    forms have each."""
    return Counter(
        name for draft in drafts for name in {key(recognised_name(one.text) or one.text) for one in _sure(draft)}
    )


def _sure(draft: Draft) -> Iterator[Printed]:
    for row in draft.indicators:
        sure = all(line.confidence >= _SURE and not is_contested(line) for line in row.name.lines)
        if sure and origin([row.name]) == "ocr" and LEFT_OUT not in row.name.doubts:
            yield row.name


def testimonies(draft: Draft, rows: Sequence[Heard]) -> list[Testimony]:
    """A testimony for each of a form's rows."""
    goal, names = _goal(draft), {key(row.name) for row in rows}
    said = [_testimony(goal, row, names, draft.fellows) for row in rows]
    return [
        _fellow(row, draft.fellows, names) if testimony == _SILENT else testimony
        for row, testimony in zip(rows, said, strict=True)
    ]


def _fellow(row: Heard, fellows: Mapping[str, int], names: Collection[str]) -> Testimony:
    """What the row's own explanation, or another project, has for its name: the same but for a character. One more at
    an end is a stray one, unless it makes another name; one less was lost; a name read surely is only asked about."""
    name = key(row.name)
    if len(name) < (_SHORT if row.doubtful else _SHORTEST) or name in row.words:
        return _SILENT
    for rest, odd in ((name[1:], name[0]), (name[:-1], name[-1])):
        if (
            len(rest) >= _SHORTEST
            and rest in fellows
            and rest not in names
            and (odd in _STROKES or name not in fellows)
        ):
            return Testimony(name=rest, better=odd not in _OWN)
    most = len(name) + (_LOST if row.doubtful else 1)
    longer = {
        one for one in fellows if name in one and len(name) < len(one) <= most and (row.doubtful or one[:-1] == name)
    }
    if not row.doubtful or len(longer) == 1:
        better = row.doubtful or name not in fellows
        return Testimony(name=min(longer), better=better and len(longer) == 1) if longer else _SILENT
    if name in fellows:
        return _SILENT
    if (told := _one_off(row.words, name, names)) is not None:
        return Testimony(name=told, better=True)
    near = {fellow for fellow in fellows if len(fellow) >= _SHORTEST and one_apart(fellow, name)} - set(names)
    return Testimony(name=near.pop(), better=True) if len(near) == 1 else _SILENT


def _goal(draft: Draft) -> str:
    return key(mended("。".join(dict.fromkeys(goal.text for goal in draft.goals.values()))))


def _testimony(goal: str, row: Heard, names: Collection[str], fellows: Mapping[str, int]) -> Testimony:
    name = key(row.name)
    if name not in goal:
        other = _one_off(goal, name, names) if len(name) >= _SHORTEST else None
        better = other is not None and (row.doubtful or other in map(key, row.others))
        return Testimony(name=other, better=better)
    longer = {name + goal[found.end() :][:1] for found in re.finditer(re.escape(name), goal)} & fellows.keys()
    if row.doubtful and len(longer) == 1:
        return Testimony(name=longer.pop(), better=True)
    before = [goal[: found.start()] for found in re.finditer(re.escape(name), goal)]
    if not any(_LEADS.search(text) for text in before):
        lost = next((text[-n:] for text in before for n in (1, 2) if _is_led(text[:-n])), None)
        short = lost is not None and len(lost) == 1 and (lost in _STROKES or fellows.get(name, 0) < _SEVERAL)
        return Testimony(name=(lost or before[0][-1:]) + name, better=short or (lost is not None and row.doubtful))
    said = [float(found["number"].replace(",", "")) for found in re.finditer(re.escape(name) + _NUMBER, goal)]
    return Testimony(agrees=row.number in said if said else row.number is None)


def _is_led(text: str) -> bool:
    """Whether a name may begin behind this: not so behind a digit, where its unit stands, or a letter that is dirt."""
    return _LEADS.search(text) is not None and not re.search(r"[A-Za-z0-9]$", text)


def _one_off(text: str, name: str, names: Collection[str]) -> str | None:
    """The piece of a text that is this name but for one character, or for one at an end of it, and no other's."""
    for start in range(len(text) - len(name) + 1):
        piece = text[start : start + len(name)]
        wrong = [n for n, (one, other) in enumerate(zip(name, piece, strict=True)) if one != other]
        if len(wrong) == 1 and piece not in names:
            if wrong == [0] and _LEADS.search(text[: start + 1]):
                return piece[1:]
            if wrong == [len(name) - 1] and _FOLLOWS.match(text, start + len(name) - 1):
                return piece[:-1]
            if _HAN.match(piece[wrong[0]]):
                return piece
            return piece[:-1] if wrong == [len(name) - 1] else None
    return None
