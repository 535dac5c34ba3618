"""Which header begins in a row: by its labels or, where no grid is open, by what stands below it."""

from dataclasses import replace

from normalize.cells.sheet import Sheet
from normalize.draft import UNTITLED, Heading
from normalize.labels.columns import role_of
from normalize.table.header import Header, find_header, names_levels, own_points
from normalize.table.header_by_content import likely_columns
from normalize.table.money import likely_stages
from normalize.table.money_rows import names_money
from normalize.table.periods import of_the_form
from normalize.table.tasks import likely_tasks
from normalize.table.turned_money import turned

__all__ = ["grid_follows", "header_in_row"]


def header_in_row(sheet: Sheet, row: int, opened: Header | None, heading: Heading) -> Header | None:
    """The header that begins in `row`; `opened`: that of the table which is open."""
    inside = opened is not None and opened.kind in ("indicators", "list")
    if inside and opened is not None and opened.repeats(sheet, row):
        return opened
    if (found := find_header(sheet, row, heading)) is not None:
        return found
    if not inside or names_money(sheet, row, None):
        found = _money_header(sheet, row, heading.year)
        return found or (None if inside else _task_header(sheet, row) or _likely_header(sheet, row, heading))
    return _likely_header(sheet, row, heading) if _names_columns(sheet, row) else None


def _likely_header(sheet: Sheet, row: int, heading: Heading = UNTITLED) -> Header | None:
    """The header of indicators that begins in `row` by what stands below it, where its labels do not say so; None where
    a later row has labels that do, and this one not even those of levels; a table of money may follow."""
    found = likely_columns(sheet, row, heading)
    if found is None:
        return None
    columns, depth = found
    heads = sheet.filled(row)
    joined = any(1 < slot.cell.row_span <= depth for slot in heads[1:]) or any(c.level is not None for c in columns)
    below = row + depth if joined else row + 1
    led = names_levels(sheet, row, ("indicators",))
    later = (find_header(sheet, at) for at in range(below, sheet.rows))
    if not led and any(header is not None and header.kind in ("indicators", "list") for header in later):
        return None
    lists = any(column.role in ("list.project", "list.goal") for column in columns)
    columns = of_the_form(sheet, row, depth, columns, heading.year)
    return own_points(Header("list" if lists else "indicators", columns, depth))


def _money_header(sheet: Sheet, row: int, year: int | None) -> Header | None:
    """The header of a table of money that begins in `row` by what stands below it, where its labels do not say so: it
    has a column for each stage of the budget, or a row."""
    if (found := turned(sheet, row)) is not None:
        sources = tuple(replace(column, sure=found.sure) for column in found.sources)
        return Header("turned", sources, 1, stages=found.stages)
    columns = likely_stages(sheet, row, year)
    return Header("funds", columns, 1) if columns is not None else None


def _task_header(sheet: Sheet, row: int) -> Header | None:
    """The header of a table of tasks that begins in `row` by what stands below it, where its labels do not say so."""
    columns = likely_tasks(sheet, row)
    return Header("tasks", columns, 1) if columns is not None else None


def _names_columns(sheet: Sheet, row: int) -> bool:
    """Whether several cells of a row, half of it, are labels of columns of indicators, to the letter: no row of a grid
    reads so."""
    cells = sheet.filled(row)
    labels = sum(not slot.uncertain and role_of(slot, ("indicators",)) is not None for slot in cells)
    return labels > 1 and labels >= len(cells) / 2


def grid_follows(sheet: Sheet, row: int) -> bool:
    """Whether a grid of indicators begins in a row or below it: what names an office there heads a further form."""
    return any(find_header(sheet, at) is not None for at in range(row, sheet.rows))
