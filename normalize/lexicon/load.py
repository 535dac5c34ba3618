"""The files of the lexicon, each read once, and a province's own words laid over them.

An overlay adds to the lists of the TOML files: a file of the same name, the same tables and keys, further labels. It is
handed over as texts, so that workers of any machine can lay it over.
"""

import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Overlay", "load", "printed", "use"]

Overlay = tuple[tuple[str, str], ...]
"""Name of a file (`columns`) and its text, in the order of the names."""

_laid_over: Overlay = ()


def use(overlay: Overlay) -> None:
    """Lay an overlay over the lexicon, in place of the one before, for this process. What was remembered of the words
    is forgotten."""
    global _laid_over
    if overlay == _laid_over:
        return
    _laid_over = overlay
    root = __name__.partition(".")[0]
    for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == root]:
        for remembered in vars(module).values():
            if callable(forget := getattr(remembered, "cache_clear", None)):
                forget()


@cache
def load(name: str) -> dict[str, Any]:
    """The TOML file `name` of the lexicon, with what is laid over it."""
    table = tomllib.loads(printed(name))
    for file, text in _laid_over:
        if file == name:
            table = _joined(table, tomllib.loads(text))
    return table


def printed(name: str) -> str:
    """The text of the TOML file `name`, as it comes with the package."""
    return files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")


def _joined(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """A table with another laid over it: lists grow, tables are joined, anything else is replaced."""
    joined = dict(under)
    for name, value in over.items():
        before = joined.get(name)
        if isinstance(before, dict) and isinstance(value, dict):
            joined[name] = _joined(before, value)
        elif isinstance(before, list) and isinstance(value, list):
            joined[name] = [*before, *(one for one in value if one not in before)]
        else:
            joined[name] = value
    return joined
