"""What stands among the words of a Word file and is no text: symbols, boxes to tick, fields, formulas.

<w:sym>  ☑ ≥        FORMCHECKBOX, FORMDROPDOWN  as left        EQ \\o\\ac(□,√)  ☑        <m:oMath>  a/b×100%
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from extract.symbols import UNKNOWN, as_drawn, raised

__all__ = ["OFF", "M", "W", "formula", "left", "overprinted", "symbol"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
OFF = ("0", "false", "off", "none")
DEEPEST = 50
"""Parts of a formula within one another."""
_OVER = re.compile(r"eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*(.?)\s*[,，;；]\s*(.*?)\s*\)", re.IGNORECASE)
"""Characters over one another, as Word's 带圈字符 writes them."""
_FRACTION = re.compile(r"eq\s*\\f\s*\((.*?)[,，;；](.*?)\)", re.IGNORECASE)
_BOX, _RING = frozenset("□▢☐■"), frozenset("○◯〇")
_TICKED = {**dict.fromkeys("√✓✔vV", "☑"), **dict.fromkeys("×xX✗✘", "☒"), "": "□"}
_ROUND = {str(n): chr(0x2460 + n - 1) for n in range(1, 21)}


def symbol(item: Any) -> str:
    """A character by its place in a font."""
    try:
        char = chr(int(item.get(f"{W}char") or "", 16))
    except (ValueError, OverflowError):
        return UNKNOWN
    return as_drawn(char, item.get(f"{W}font"))


def left(mark: Any) -> str:
    """A field of a protected form as it was left: a box to tick, the entry chosen from a list."""
    box, entries = mark.find(f"{W}ffData/{W}checkBox"), mark.find(f"{W}ffData/{W}ddList")
    if box is not None:
        states = (box.find(f"{W}{name}") for name in ("checked", "default"))
        state = next((found for found in states if found is not None), None)
        return "☑" if state is not None and state.get(f"{W}val", "true") not in OFF else "□"
    return "" if entries is None else _chosen(entries)


def _chosen(entries: Any) -> str:
    texts = [str(entry.get(f"{W}val") or "") for entry in entries.iter(f"{W}listEntry")]
    states = (entries.find(f"{W}{name}") for name in ("result", "default"))
    at = next((str(found.get(f"{W}val")) for found in states if found is not None), "0")
    return texts[int(at)] if at.isdigit() and int(at) < len(texts) else ""


def overprinted(code: str) -> str:
    """What an EQ field draws, as far as forms have any: a tick in a box, a number in a ring, a fraction. Of another
    field nothing, for its result stands beside it."""
    code = code.strip()
    if not code.lower().startswith("eq"):
        return ""
    if (over := _OVER.fullmatch(code)) and (over[1] in _BOX or over[1] in _RING):
        return (_TICKED.get(over[2]) or over[2]) if over[1] in _BOX else _ROUND.get(over[2], over[2])
    fraction = _FRACTION.fullmatch(code)
    return f"{fraction[1].strip()}/{fraction[2].strip()}" if fraction else UNKNOWN


def formula(element: Any, depth: int = 0) -> str:
    """A formula on one line."""
    name = element.tag.removeprefix(M) if isinstance(element.tag, str) else ""
    if depth > DEEPEST or name.endswith("Pr"):
        return ""
    if name in ("t", f"{W}t"):
        return element.text or ""
    if name in _SHAPES:
        return _SHAPES[name](lambda part: _part(element, part, depth))
    return "".join(formula(child, depth + 1) for child in element)


def _part(element: Any, name: str, depth: int) -> str:
    found = element.find(f"{M}{name}")
    return "" if found is None else formula(found, depth + 1)


_SHAPES: Mapping[str, Callable[[Callable[[str], str]], str]] = {
    "f": lambda part: f"{_bracketed(part('num'))}/{_bracketed(part('den'))}",
    "sSup": lambda part: f"{part('e')}{raised(part('sup'))}",
    "d": lambda part: f"({part('e')})",
    "rad": lambda part: f"√({part('e')})",
}
"""How what stands over and beside one another is written on a line."""


def _bracketed(text: str) -> str:
    return f"({text})" if re.search(r"[-+−×÷*/]", text) else text
