"""Characters that a recogniser takes for one another, or reads where nothing is printed (`confusable.toml`)."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["any_of", "dirt", "looks_like", "read_as"]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("confusable.toml").read_text(encoding="utf-8"))


def read_as(kind: str) -> dict[str, str]:
    """By what is read what is printed, in a kind of text."""
    table: dict[str, str] = _table()["read_as"][kind]
    return table


def looks_like() -> dict[str, frozenset[str]]:
    """By sign what it passes for: nothing at all among it."""
    return {sign: frozenset(("", *characters)) for sign, characters in _table()["looks_like"].items()}


def dirt(name: str) -> str:
    """The characters that a kind of dirt is read as, or all that one thing is read as."""
    characters: str = _table()["dirt"][name]
    return characters


def any_of(*names: str) -> str:
    """The character class of some kinds of dirt, for a pattern."""
    return f"[{re.escape(''.join(map(dirt, names)))}]"
