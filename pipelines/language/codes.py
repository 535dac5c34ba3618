"""What the codes of the tables mean in English (`codes.en.toml`); the Chinese words stand with the codes themselves."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["english"]


@cache
def english(section: str) -> Mapping[str, Any]:
    """What each code of a section says: `reasons`, `edits`, `rules` (of a rule: title, reason, parameters by name)."""
    read: dict[str, Any] = tomllib.loads(files(__package__).joinpath("codes.en.toml").read_text(encoding="utf-8"))
    found: Mapping[str, Any] = read[section]
    return found
