"""Boxes to tick: a column of a monitoring table that is split into one per answer, 经费保障 | … | 其他 | 原因说明 below
偏差原因分析, or into 确定能 | 有可能 | 完全不可能; the answers of one cell, `√确定能 □有可能 □完全不可能`; and a column
for each level."""

import re
from dataclasses import replace

from normalize.cells.sheet import Sheet
from normalize.cells.slot import EDGE, Slot
from normalize.evidence.text import Printed, Text
from normalize.kinds.level import is_level1
from normalize.kinds.operator import parse_operator
from normalize.kinds.words import blank
from normalize.lexicon import key, load, vocabulary
from normalize.table.columns import ITEMS, Column
from normalize.table.header import Header

__all__ = ["ANSWERED", "answer", "has_boxes", "is_box", "ticked", "ticked_levels", "ticked_within", "with_boxes"]

ANSWERED = ("deviation", "likelihood", "operator")
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
    if header.kind != "indicators":
        return header
    columns, found = list(header.columns), []
    for slot in sheet.starting(row):
        inside = _labels_below(sheet, row, header.depth, slot)
        role = _asked_by(inside) or slot.means(vocabulary("columns", "indicators"))
        if role in ANSWERED and len(inside) > 1:
            found += [Column(role, one.x0, one.x1, one.text) for one in inside]
            columns = [one for one in columns if not slot.holds(one)]
            columns.append(Column(role, slot.x0, slot.x1, slot.text))
    if not any(box.role == "deviation" for box in found):
        found += _in_cells(sheet, row + header.depth, columns)
    return replace(header, columns=tuple(columns), boxes=tuple(found)) if found else header


def _labels_below(sheet: Sheet, row: int, depth: int, over: Slot) -> list[Slot]:
    """The labels in the further rows of a header below one of its first row."""
    below = (one for at in range(row + 1, row + depth) for one in sheet.starting(at))
    return [one for one in below if one.key and over.holds(one)]


def _in_cells(sheet: Sheet, row: int, columns: list[Column]) -> list[Column]:
    """The column of reasons whose cells have the boxes with their labels, and that of the words beside it."""
    reasons = next((one for one in columns if one.role == "deviation"), None)
    cell = sheet.under(row, reasons) if reasons is not None and row < sheet.rows else None
    if reasons is None or cell is None or not has_boxes(cell.text):
        return []
    beside = (one for one in columns if abs(one.x0 - reasons.x1) < EDGE and _heads_words(one))
    return [reasons, *(replace(one, role="deviation") for one in beside)]


def _heads_words(column: Column) -> bool:
    return key(column.label) in load("values")["ticks"]["words"]


def _asked_by(boxes: list[Slot]) -> str | None:
    """What boxes answer, whatever their own label: 不少于 | 不超过 is the sign, 确定能 | 有可能 the chance, 经费保障 |
    制度保障 a reason."""
    if len(boxes) > 1 and all(parse_operator(box.text) for box in boxes):
        return "operator"
    for role, table in (("likelihood", "likelihood"), ("deviation", "ticks")):
        if sum(box.means(vocabulary("values", table)) is not None for box in boxes) > 1:
            return role
    return None


def ticked(sheet: Sheet, row: int, columns: tuple[Column, ...], role: str) -> Printed | None:
    """What a row answers in the boxes of a role: the labels that are ticked, joined by 、, and behind `: ` the words of
    原因说明; None where nothing is."""
    cells = _answers(sheet, row, [column for column in columns if column.role == role])
    labels = [label for slot, column in cells.items() for label in _labels_of(slot, column)]
    words = [slot.text for slot in cells if not has_boxes(slot.text) and not _is_mark(slot)]
    if not labels + words:
        return None
    said = Text.joined([Text.from_(slot) for slot in cells])
    text = ": ".join(part for part in ("、".join(labels), "".join(words)) if part)
    return said.edited(text, "ticks_read")


def ticked_levels(sheet: Sheet, row: int, header: Header) -> dict[str, Printed]:
    """The level whose column a row ticks, and the one that stands over it; none where it ticks none or several."""
    columns = [column for column in header.columns if column.role == ITEMS]
    ticks = [column for slot, column in _answers(sheet, row, columns).items() if _is_mark(slot)]
    head, over = (ticks[0].head, ticks[0].level) if len(ticks) == 1 else (None, None)
    if head is None:
        return {}
    if over is None and is_level1(head.text):
        return {"level1": head}
    return {"level2": head} if over is None else {"level1": over, "level2": head}


def _answers(sheet: Sheet, row: int, columns: list[Column]) -> dict[Slot, Column]:
    """The cells of a row in columns in which something is filled in, each once, with the first column that it is in."""
    cells: dict[Slot, Column] = {}
    for column in columns:
        slot = sheet.under(row, column)
        if slot is not None and not blank(slot.text) and not set(slot.key) <= _EMPTY:
            cells.setdefault(slot, column)
    return cells


def _labels_of(slot: Slot, column: Column) -> list[str]:
    """What a filled cell says is ticked: the labels of its own boxes, else that of its column."""
    if has_boxes(slot.text):
        return _ticked_labels(slot.text)
    return [key(column.label)] if column.label and not _heads_words(column) else []


def is_box(slot: Slot) -> bool:
    """Whether a cell holds a tick, or a box for one, and no more."""
    return _is_mark(slot) or set(slot.key) <= _EMPTY


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
    chosen = _ticked_labels(text)
    return chosen[0] if len(chosen) == 1 else None


def _ticked_labels(text: str) -> list[str]:
    body = text.strip()
    pattern = _BOXED[0] if re.match(_BOX, body) else _BOXED[1]
    return [found["label"] for found in pattern.finditer(body) if found["box"] in _TICKED]
