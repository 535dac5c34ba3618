"""What the labels of columns say, to the letter or, where they were read from pixels, as near as can be."""

import re
from collections.abc import Callable
from functools import lru_cache

from normalize.cells.slot import Slot
from normalize.lexicon import REMEMBERED, Vocabulary, is_known, key, vocabulary

__all__ = ["LEVEL", "printed_role", "role_of", "roles_of"]

LEVEL = "level"
"""The role of a label that says that it is a level but not which."""
_TOGETHER = frozenset(("value", "actual", "weight", "score"))
_POINTS, _REACHED = frozenset(("weight", "score")), frozenset(("value", "actual"))
"""Roles of which two may share a column: 得分/分值 over 8.7/10, 指标值（分值） over ≥98%（10分）."""
_PARTED = re.compile(r"[/\\、(]|及|与|和")
_BARE_LEVELS = ("级指标", "级")


def role_of(slot: Slot, vocabularies: tuple[str, ...]) -> str | None:
    """What a label means in the tables `vocabularies` of `columns.toml` (`list.` before the role of a list's own
    column, `score/weight` of one that names two), or None."""
    if not slot.uncertain:
        return printed_role(slot.text, vocabularies)
    if slot.key in _BARE_LEVELS:
        return LEVEL
    if (both := _together(slot.text, vocabularies)) is not None and _REACHED.issuperset(both.split("/")):
        return both
    found = roles_of(slot.means, vocabularies)
    sure = len(set(found)) == 1 or (found and is_known(slot.text))
    return found[0] if sure else None if found else _together(slot.text, vocabularies)


@lru_cache(maxsize=REMEMBERED)
def printed_role(text: str, vocabularies: tuple[str, ...]) -> str | None:
    """What a label means, to the letter."""
    found = roles_of(lambda words: words.meaning(text), vocabularies)
    if not found or found[0] in _POINTS or found[0] in _REACHED:
        return _together(text, vocabularies) or next(iter(found), None)
    return found[0]


def _together(text: str, vocabularies: tuple[str, ...]) -> str | None:
    """The roles of a label that names two, in their order."""
    parts = _PARTED.split(key(text).rstrip(")"))
    if len(parts) != 2 or "indicators" not in vocabularies:
        return None
    words = vocabulary("columns", "indicators")
    roles = [words.meaning(part) or "" for part in parts]
    return "/".join(roles) if len(set(roles)) == 2 and _TOGETHER.issuperset(roles) else None


def roles_of(meaning: Callable[[Vocabulary], str | None], vocabularies: tuple[str, ...]) -> list[str]:
    """What a label means in each of the tables; several meanings where it was misread: 绩效目标车 may have been
    绩效目标 or 绩效目标值."""
    meanings = ((name, meaning(vocabulary("columns", name))) for name in vocabularies)
    return [f"list.{role}" if name == "list" else role for name, role in meanings if role is not None]
