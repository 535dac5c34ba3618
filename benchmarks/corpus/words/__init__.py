"""Word lists, read once: `SECTORS` (what a kind of office is called, funds, does and measures) and `COMMON`."""

import tomllib
from pathlib import Path

__all__ = ["COMMON", "SECTORS"]

HERE = Path(__file__).parent


def _lists(table: dict[str, str], by_line: bool) -> dict[str, list[str]]:
    """Each entry's lines, or its words where it has no line of fields."""
    return {key: text.strip().split("\n") if by_line or "|" in text else text.split() for key, text in table.items()}


SECTORS = [
    _lists(entry, True) for entry in tomllib.loads((HERE / "sectors.toml").read_text(encoding="utf-8"))["sector"]
]
COMMON = _lists(tomllib.loads((HERE / "common.toml").read_text(encoding="utf-8")), False)
