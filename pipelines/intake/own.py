"""What this program wrote itself, which nobody handed in: results and sites that stand among the raw files."""

from collections.abc import Iterable
from pathlib import Path

__all__ = ["is_own", "own_below"]

_MARKS = ("stages/ledger/", "data/meta.js")
"""What stands in every folder of results, and in every site."""


def is_own(folder: Path) -> bool:
    """Whether a folder holds results or a site."""
    return any((folder / mark).exists() for mark in _MARKS)


def own_below(paths: Iterable[str]) -> tuple[str, ...]:
    """The beginnings of the paths of a bucket below which results or sites stand."""
    found = (f"/{path}".partition(f"/{mark}") for path in paths for mark in _MARKS)
    return tuple(dict.fromkeys(f"{before}/"[1:] for before, mark, _ in found if mark))
