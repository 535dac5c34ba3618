"""What the labels of columns say, to the letter or, where they were read from pixels, as near as can be."""

from collections.abc import Callable
from functools import lru_cache

from normalize.cells.slot import Slot
from normalize.lexicon import REMEMBERED, Vocabulary, is_known, vocabulary

__all__ = ["LEVEL", "printed_role", "role_of", "roles_of"]

LEVEL = "level"
"""The role of a label that says that it is a level but not which."""
_BARE_LEVELS = ("级指标", "级")


def role_of(slot: Slot, vocabularies: tuple[str, ...]) -> str | None:
    """What a label means in the tables `vocabularies` of `columns.toml` (`list.` before the role of a list's own
    column), or None."""
    if not slot.uncertain:
        return printed_role(slot.text, vocabularies)
    if slot.key in _BARE_LEVELS:
        return LEVEL
    found = roles_of(slot.means, vocabularies)
    return found[0] if len(set(found)) == 1 or (found and is_known(slot.text)) else None


@lru_cache(maxsize=REMEMBERED)
def printed_role(text: str, vocabularies: tuple[str, ...]) -> str | None:
    """What a label means, to the letter."""
    return next(iter(roles_of(lambda words: words.meaning(text), vocabularies)), None)


def roles_of(meaning: Callable[[Vocabulary], str | None], vocabularies: tuple[str, ...]) -> list[str]:
    """What a label means in each of the tables; several meanings where it was misread: 绩效目标车 may have been
    绩效目标 or 绩效目标值."""
    meanings = ((name, meaning(vocabulary("columns", name))) for name in vocabularies)
    return [f"list.{role}" if name == "list" else role for name, role in meanings if role is not None]
