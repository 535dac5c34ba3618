"""The files of the lexicon, each read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["load", "load_words"]


@cache
def load(name: str) -> dict[str, Any]:
    """The TOML file `name` of the lexicon."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def load_words(name: str) -> frozenset[str]:
    """The words of the text file `name` of the lexicon: one a line, `#` begins a comment."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
