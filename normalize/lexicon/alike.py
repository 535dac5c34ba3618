"""Characters that a recogniser takes for one another, or reads where nothing is printed (`confusable.toml`)."""

import re

from normalize.lexicon.load import load

__all__ = ["any_of", "dirt", "read_as"]


def dirt(name: str) -> str:
    """The characters that a kind of dirt is read as."""
    characters: str = load("confusable")["dirt"][name]
    return characters


def any_of(*names: str) -> str:
    """The character class of some kinds of dirt, for a pattern."""
    return f"[{re.escape(''.join(map(dirt, names)))}]"


def read_as(kind: str) -> dict[str, str]:
    """By what is read what is printed, in a kind of text."""
    table: dict[str, str] = load("confusable")["read_as"][kind]
    return table
