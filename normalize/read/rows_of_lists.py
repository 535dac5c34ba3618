"""Which rows of a list say something of a project: an indicator, a goal, or a level over the rows below."""

from collections.abc import Sequence

from normalize.cells.sheet import Sheet
from normalize.cells.slot import Slot
from normalize.kinds.level import is_level
from normalize.kinds.words import blank
from normalize.read.items import items_under
from normalize.table.columns import LEVELS
from normalize.table.header import Header
from normalize.table.slid_rows import slid_header

__all__ = ["silent", "speaks"]


def speaks(sheet: Sheet, row: int, header: Header, parts: Sequence[Header], project: Slot | None) -> bool:
    """Whether a row says something of a project: it has an indicator, or, in a list without any, a goal."""
    if any(items_under(sheet, row, header)) or _heads_rows(sheet, row, header, project):
        return True
    if header.column("name") is None:
        goal = header.slot(sheet, row, "list.goal")
        return goal is not None and goal is not project and not silent(goal)
    names = ((slid_header(sheet, row, part) or part).slot(sheet, row, "name") for part in parts)
    return any(name is not None and name is not project and not blank(name.text) for name in names)


def _heads_rows(sheet: Sheet, row: int, header: Header, project: Slot | None) -> bool:
    """Whether a row stands over rows of indicators: it has a project with its goal and no more, or a level alone."""
    own = {role: header.slot(sheet, row, role) for role in ("list.goal", *LEVELS)}
    told = {role: slot for role, slot in own.items() if slot is not None and slot is not project and slot.key}
    alone = len(sheet.filled(row)) == len(told) + (project is not None and not blank(project.text))
    if not alone or not all(slot.cell.row_span == 1 for slot in told.values()):
        return False
    named = project is not None and not blank(project.text)
    return (
        set(told) == {"list.goal"} if named else len(told) == 1 and any(is_level(slot.text) for slot in told.values())
    )


def silent(slot: Slot) -> bool:
    """Whether a cell says nothing; a dash that stands alone on a scan is read as 一."""
    return blank(slot.text) or (slot.uncertain and slot.key == "一")
