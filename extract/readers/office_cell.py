"""What a worksheet's cell shows, and what is doubtful in it."""

import re
from collections.abc import Container
from typing import Any

from extract.model import DIGITS_LOST, FAILED, UNCACHED
from extract.readers.office_formats import DIGITS, shown
from extract.symbols import as_drawn, raised, told_apart

__all__ = ["said"]

STRUCK = "struck_out"
"""The doubt of a cell of which some text is struck through and left out."""
_ERRORS = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|N/A|NULL!|SPILL!|CALC!)")


def said(cell: Any, without_value: Container[str]) -> tuple[str, tuple[str, ...]]:
    """What the cell shows, and what is doubtful in it."""
    value = cell.value
    if value is None:
        return "", (UNCACHED,) if cell.coordinate in without_value else ()
    runs = list(value) if isinstance(value, list) else [value]
    kept = [run for run in runs if not _is_struck(run, cell)]
    doubts: tuple[str, ...] = (STRUCK,) if len(kept) < len(runs) else ()
    if isinstance(value, list):
        value = "".join(_drawn(run, cell) for run in kept)
    elif not kept:
        return "", doubts
    elif isinstance(value, str):
        value = _drawn(value, cell)
    text, unread = told_apart(shown(value, cell.number_format))
    text, doubts = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", ""), doubts + unread
    if _ERRORS.fullmatch(text):
        doubts += (FAILED,)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 10**DIGITS:
        doubts += (DIGITS_LOST,)
    return text.strip(), doubts


def _drawn(run: Any, cell: Any) -> str:
    """A text, or the run of a text, as its font draws it and where."""
    own = getattr(run, "font", None)
    name = getattr(own, "rFont", None) if own is not None else cell.font and cell.font.name
    text = as_drawn(str(run), name)
    return raised(text) if getattr(own or cell.font, "vertAlign", None) == "superscript" else text


def _is_struck(run: Any, cell: Any) -> bool:
    """Whether a text, or the run of a text, is struck through."""
    font = getattr(run, "font", None)
    return bool(getattr(font, "strike", None) if font is not None else cell.font is not None and cell.font.strike)
