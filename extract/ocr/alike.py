"""Characters that the recognisers take for one another (`confusable.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["any_form", "looks_like", "read_as"]


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


def any_form(name: str) -> str:
    """The characters that are one thing however it is read."""
    characters: str = _table()["lists"][name]
    return characters
