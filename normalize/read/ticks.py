"""Boxes to tick: a column of a monitoring table that is split into one per answer, 经费保障 | … | 其他 | 原因说明 below
偏差原因分析, or into 确定能 | 有可能 | 完全不可能; and the answers of one cell, `√确定能 □有可能 □完全不可能`."""

import re
from dataclasses import replace

from normalize.evidence.text import Printed, Text
from normalize.kinds.words import blank
from normalize.lexicon import key, load, vocabulary
from normalize.sheet import Sheet
from normalize.slot import Slot
from normalize.table.header import Header
from normalize.table.neighbours import Column

__all__ = ["ANSWERED", "answer", "has_boxes", "ticked", "ticked_within", "with_boxes"]

ANSWERED = ("deviation", "likelihood")
"""Roles whose column may be split into boxes."""
_MARKS = frozenset("√✓✔☑■●★是1VvYy✅")
_EMPTY = frozenset("□☐○◯口")
_BOX = "[√✓✔☑■✅□☐○◯]"
_TICKED = frozenset("√✓✔☑■✅")
_LABEL = r"[^√✓✔☑■✅□☐○◯\s,，;；、]+"
_BOXED = re.compile(rf"(?P<box>{_BOX})\s*(?P<label>{_LABEL})"), re.compile(rf"(?P<label>{_LABEL})\s*(?P<box>{_BOX})")
"""An answer behind its box, and one in front of it."""


def with_boxes(sheet: Sheet, row: int, header: Header) -> Header:
    """A header, which begins in `row`, with the boxes that one of its columns is split into; that column lies over all
    of them, and nothing else is a column there."""
    words = vocabulary("columns", "indicators")
    columns, found = list(header.columns), []
    for slot in sheet.starting(row) if header.kind == "indicators" else ():
        below = (one for at in range(row + 1, row + header.depth) for one in sheet.starting(at))
        inside = [one for one in below if one.key and slot.x0 < (one.x0 + one.x1) / 2 < slot.x1]
        role = slot.means(words) or _asked_by(inside)
        if role in ANSWERED and len(inside) > 1:
            found += [Column(role, one.x0, one.x1, one.text) for one in inside]
            columns = [one for one in columns if not slot.x0 < (one.x0 + one.x1) / 2 < slot.x1]
            columns.append(Column(role, slot.x0, slot.x1, slot.text))
    return replace(header, columns=tuple(columns), boxes=tuple(found)) if found else header


def _asked_by(boxes: list[Slot]) -> str | None:
    """What boxes answer whose own label nobody knows: 确定能 | 有可能 is the chance, 经费保障 | 制度保障 a reason."""
    for role, table in (("likelihood", "likelihood"), ("deviation", "ticks")):
        if sum(box.means(vocabulary("values", table)) is not None for box in boxes) > 1:
            return role
    return None


def ticked(sheet: Sheet, row: int, columns: tuple[Column, ...], role: str) -> Printed | None:
    """What a row answers in the boxes of a role: the labels that are ticked, joined by 、, and behind `: ` the words of
    原因说明; None where nothing is."""
    labels: list[str] = []
    words: list[str] = []
    cells: list[Slot] = []
    for column in (column for column in columns if column.role == role):
        slot = sheet.under(row, column.x0, column.x1)
        if slot is None or blank(slot.text) or set(slot.key) <= _EMPTY or slot in cells:
            continue
        cells.append(slot)
        if column.label and key(column.label) not in load("values")["ticks"]["words"]:
            labels.append(key(column.label))
        if not _is_mark(slot):
            words.append(slot.text)
    if not cells:
        return None
    said = Text.joined([Text.from_(slot) for slot in cells])
    text = ": ".join(part for part in ("、".join(labels), "".join(words)) if part)
    return said.edited(text, "ticks_read")


def _is_mark(slot: Slot) -> bool:
    return slot.key in _MARKS


def answer(text: str) -> str | None:
    """`certain`, `possible` or `impossible` where a text says one of them and no other, else None."""
    said = ticked_within(text)
    return vocabulary("values", "likelihood").meaning(said if said is not None else text)


def has_boxes(text: str) -> bool:
    """Whether a text has boxes to tick, ticked or not."""
    return any(pattern.search(text) for pattern in _BOXED)


def ticked_within(text: str) -> str | None:
    """Of the boxes in one cell's text the label of the one that is ticked (`□新增 √延续`); None where the text has no
    boxes, or not one of them is ticked."""
    body = text.strip()
    pattern = _BOXED[0] if re.match(_BOX, body) else _BOXED[1]
    chosen = [found["label"] for found in pattern.finditer(body) if found["box"] in _TICKED]
    return chosen[0] if len(chosen) == 1 else None
