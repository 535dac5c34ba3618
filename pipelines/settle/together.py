"""Which decisions one look settles together.

like     about the same text, read as the same value of the same field, wherever it stands: one answer is right for all
beside   the others of its document: what is right as it reads is accepted along with it
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

from pipelines.settle.model import Decision

__all__ = ["together"]


def together(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions, each with the keys of the others that are offered along with it; one about a whole by itself."""
    values = [one for one in decisions if one.field]
    same, near = _keys(values, _text), _keys(values, lambda one: one.sha256)
    return [_with(one, same[_text(one)], near[one.sha256]) if one.field else one for one in decisions]


def _with(one: Decision, same: Sequence[str], near: Sequence[str]) -> Decision:
    like = tuple(key for key in same if key != one.key)
    return one._replace(like=like, beside=tuple(key for key in near if key not in (one.key, *like)))


def _keys(values: Sequence[Decision], group: Callable[[Decision], Hashable]) -> Mapping[Hashable, Sequence[str]]:
    found: defaultdict[Hashable, list[str]] = defaultdict(list)
    for one in values:
        found[group(one)].append(one.key)
    return found


def _text(one: Decision) -> Hashable:
    """What a decision is about. Where nothing is printed, as a unit that no form of a document names, the forms of one
    document are alike; two rows are not."""
    text = "".join(unicodedata.normalize("NFKC", one.text).split())
    alone = None if text else (one.sha256, one.ordinal)
    return one.table, one.field, text, one.value, one.cell is None, alone
