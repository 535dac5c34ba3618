"""What somebody else says of a recognised row's name: the form's goal, the row's own explanation, another project.

Two readings of one name that differ in a character cannot both be right; two that agree were hardly misread alike.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from normalize.text import HAN

__all__ = ["SHORTEST", "SILENT", "Heard", "Testimony", "leads", "one_off"]

SHORTEST = 5
"""Characters of a name of which one may be another."""
_LEADS = re.compile(
    r"(?:确保|力争|争取|推动|推进|开展|落实|保障|实现|达到|完成|提高|提升|以[上下内]|左右|[使让和及与对将把的在并为到个米月日人次件元]|[^\u4e00-\u9fff]|^)$"
)
"""What may stand in front of an indicator's name within a goal."""
_FOLLOWS = re.compile(r"达到|控制|不[低高少超]|有[所效]|明显|显著|持续|[大小等]于|[≥≤<>=\d]")
"""What stands behind one."""


class Testimony(NamedTuple):
    """What is said of a row: `agrees` where that has the indicator and its number; `name` where it has one that differs
    in a character, and `better` where that is rather what is printed."""

    agrees: bool = False
    name: str | None = None
    better: bool = False


SILENT = Testimony()


class Heard(NamedTuple):
    """A recognised row: its name, what else was read for it, whether that is doubtful, its number, and what its other
    cells say in words."""

    name: str
    others: tuple[str, ...]
    doubtful: bool
    number: float | None
    words: str = ""


def leads(text: str) -> bool:
    """Whether a name may begin behind this text."""
    return _LEADS.search(text) is not None


def one_off(text: str, name: str, names: Collection[str]) -> str | None:
    """The piece of a text that is this name but for one character, or for one at an end of it, and no other's."""
    for start in range(len(text) - len(name) + 1):
        piece = text[start : start + len(name)]
        wrong = [n for n, (one, other) in enumerate(zip(name, piece, strict=True)) if one != other]
        if len(wrong) == 1 and piece not in names:
            return _without_ends(text, start, piece, wrong[0])
    return None


def _without_ends(text: str, start: int, piece: str, wrong: int) -> str | None:
    """The piece whose character `wrong` is another one; without it where it stands at an end and belongs to the words
    around."""
    last = wrong == len(piece) - 1
    if wrong == 0 and leads(text[: start + 1]):
        return piece[1:]
    if last and _FOLLOWS.match(text, start + len(piece) - 1):
        return piece[:-1]
    if HAN.match(piece[wrong]):
        return piece
    return piece[:-1] if last else None
