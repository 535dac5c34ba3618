"""What the other forms of a document say of a row's name: other projects have indicators of the same name."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from normalize.agree.said import SHORTEST, SILENT, Heard, Testimony, one_off
from normalize.draft import Draft, Printed
from normalize.evidence.text import uncertain
from normalize.kinds.name import recognised_name
from normalize.lexicon import key, one_apart
from normalize.lexicon.alike import dirt
from normalize.slot import LEFT_OUT
from normalize.text import is_contested

__all__ = ["SEVERAL", "of_fellows", "sure_names"]

SEVERAL = 2
"""Forms that have a name: it is no slip."""
_SHORT = 4
_LOST = 2
"""Characters that a doubtful name may have lost at its ends."""
_SURE = 0.95
_OWN = frozenset("不未非无年月日季总新老原各大小全人户亩均数率额")
"""What makes another name of a name: 办结率, 未办结率."""


def sure_names(drafts: Iterable[Draft]) -> Mapping[str, int]:
    """The names of a document's indicators that were recognised without any doubt, for comparison, and how many of its
    forms have each."""
    return Counter(
        name for draft in drafts for name in {key(recognised_name(one.text) or one.text) for one in _sure(draft)}
    )


def _sure(draft: Draft) -> Iterator[Printed]:
    for row in draft.indicators:
        sure = all(line.confidence >= _SURE and not is_contested(line) for line in row.name.lines)
        if sure and uncertain(row.name) and LEFT_OUT not in row.name.doubts:
            yield row.name


def of_fellows(row: Heard, fellows: Mapping[str, int], names: Collection[str]) -> Testimony:
    """What the row's own explanation, or another project, has for its name: the same but for a character. One more at
    an end is a stray one, unless it makes another name; one less was lost; a name read surely is only asked about."""
    name = key(row.name)
    if len(name) < (_SHORT if row.doubtful else SHORTEST) or name in row.words:
        return SILENT
    found = (said for source in _SOURCES if (said := source(name, row, fellows, names)) is not None)
    return next(found, SILENT)


def _one_more(name: str, row: Heard, fellows: Mapping[str, int], names: Collection[str]) -> Testimony | None:
    strokes = dirt("edges")
    for rest, odd in ((name[1:], name[0]), (name[:-1], name[-1])):
        known = len(rest) >= SHORTEST and rest in fellows and rest not in names
        if known and (odd in strokes or name not in fellows):
            return Testimony(name=rest, better=odd not in _OWN)
    return None


def _one_less(name: str, row: Heard, fellows: Mapping[str, int], names: Collection[str]) -> Testimony | None:
    most = len(name) + (_LOST if row.doubtful else 1)
    longer = [one for one in fellows if name in one and len(name) < len(one) <= most]
    longer = [one for one in longer if row.doubtful or one[:-1] == name]
    if len(longer) == 1 or (longer and not row.doubtful):
        better = len(longer) == 1 and (row.doubtful or name not in fellows)
        return Testimony(name=min(longer), better=better)
    return SILENT if not row.doubtful or name in fellows else None


def _in_its_words(name: str, row: Heard, fellows: Mapping[str, int], names: Collection[str]) -> Testimony | None:
    told = one_off(row.words, name, names)
    return Testimony(name=told, better=True) if told is not None else None


def _another(name: str, row: Heard, fellows: Mapping[str, int], names: Collection[str]) -> Testimony | None:
    near = {fellow for fellow in fellows if len(fellow) >= SHORTEST and one_apart(fellow, name)} - set(names)
    return Testimony(name=near.pop(), better=True) if len(near) == 1 else None


_SOURCES: tuple[Callable[[str, Heard, Mapping[str, int], Collection[str]], Testimony | None], ...] = (
    _one_more,
    _one_less,
    _in_its_words,
    _another,
)
