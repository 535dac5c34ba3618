"""Cells and columns that do not match one to one: walls that a scan lost, or that a producer drew within a column."""

from normalize.cells.sheet import Sheet
from normalize.cells.slot import EDGE, Slot
from normalize.evidence.text import Printed
from normalize.kinds.operator import parse_operator
from normalize.kinds.unit import is_known_unit
from normalize.kinds.words import blank
from normalize.table.header import Column, Header

__all__ = ["by_sign", "fills", "is_shared", "near", "spread"]

_EDGE_SEEN = 0.025
"""The same as `EDGE` of what was recognised: two pictures of one table differ by more."""


def near(slot: Slot) -> float:
    """How far apart two edges may be that are one, as a share of the table's width."""
    return _EDGE_SEEN if slot.uncertain else EDGE


def fills(slot: Slot, column: Column | None) -> bool:
    """Whether a slot is as wide as its column."""
    if column is None:
        return False
    slack = near(slot)
    return abs(slot.x0 - column.x0) < slack and abs(slot.x1 - column.x1) < slack


def spread(sheet: Sheet, row: int, header: Header) -> tuple[tuple[Slot, ...], dict[str, Printed]] | None:
    """The sign, the value and the unit of a row whose value column, one label wide, has several cells there; without
    parts where not one of them alone can be the value; None where the column has one cell, as a rule."""
    column, value = header.column("value"), header.slot(sheet, row, "value")
    if column is None or value is None or fills(value, column):
        return None
    inside = [slot for slot in sheet.row(row) if slot.key and column.holds(slot)]
    if len(inside) < 2:
        return None
    by_role: dict[str, list[Slot]] = {"operator": [], "unit": [], "value": []}
    for slot in inside:
        by_role[_role(slot)].append(slot)
    if len(by_role["value"]) != 1 or any(len(slots) > 1 for slots in by_role.values()):
        return (), {}
    return tuple(by_role["operator"]), {role: by_role[role][0] for role in ("value", "unit") if by_role[role]}


def by_sign(sheet: Sheet, row: int, header: Header) -> tuple[tuple[Slot, ...], dict[str, Printed]] | None:
    """The sign and the value of a row where the values have a column for each sign; without parts where not one of
    these alone is filled; None where there are none."""
    columns = [column for column in header.columns if column.role == "value"]
    if not any(column.sign for column in columns):
        return None
    found = [(column.sign, slot) for column in columns if (slot := sheet.under(row, column)) and not blank(slot.text)]
    if len(found) != 1:
        return (), {}
    sign, value = found[0]
    return (sign,) if sign is not None else (), {"value": value}


def _role(slot: Slot) -> str:
    """What a cell under the values may be."""
    if parse_operator(slot.text) is not None:
        return "operator"
    return "unit" if is_known_unit(slot.text) else "value"


def is_shared(sheet: Sheet, row: int, header: Header, name: Slot) -> bool:
    """Whether a further row of a name's cell has a value of its own: its wall may not have been seen, and no row is
    made of that value."""
    value = header.slot(sheet, row, "value")
    if value is None or value is name:
        return False
    rows = range(row + 1, name.cell.row + name.cell.row_span)
    others = (header.slot(sheet, at, "value") for at in rows)
    return any(other is not None and other is not value and not blank(other.text) for other in others)
