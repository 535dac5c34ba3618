"""Grids of sections that each have their labels below each other and an indicator in each column, set one below the
other.

产出指标 | 数量指标 | 指标名称 | 审计项目 | 专报信息        一级指标 | 二级指标 | 指标名称   | 目标值
         |          | 目标值   | ≥26个    | ≥18篇      →   产出指标 | 数量指标 | 审计项目   | ≥26个
         | 质量指标 | 指标名称 | 整改率   |                         |          | 专报信息   | ≥18篇
         |          | 目标值   | ≥95%     |                         | 质量指标 | 整改率     | ≥95%
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.model import Cell, Table
from normalize.kinds.level import is_level
from normalize.kinds.words import blank
from normalize.lexicon import key
from normalize.page.placing import VALUES, Otherwise, label_of_level, placed, role, unprinted

__all__ = ["sections"]


class _Section(NamedTuple):
    """The levels in front of a section, from the left, its labels from the topmost, and the cells beside each."""

    levels: Sequence[Cell]
    labels: Sequence[Cell]
    beside: Sequence[Sequence[Cell]]


def sections(table: Table) -> Otherwise | None:
    """Such a grid, an indicator set in a row; None without one."""
    found = _sections(table.cells)
    if not found:
        return None
    return Otherwise(found[0].labels[0].row, found[-1].labels[-1].row + 1, lambda *_: list(_rows(found)))


def _sections(cells: Sequence[Cell]) -> list[_Section]:
    """The sections of a table that has several, with the same labels; none otherwise."""
    names = [cell for cell in cells if role(cell) == "name"]
    if len(names) < 2 or len({name.column for name in names}) > 1 or names[0].column == 0:
        return []
    height = names[1].row - names[0].row
    if any(name.row != names[0].row + n * height for n, name in enumerate(names)):
        return []
    found = [_section(cells, name, height) for name in names]
    return found if _are_alike(found) and all(map(_is_even, found)) else []


def _are_alike(found: Sequence[_Section]) -> bool:
    """Whether all sections have the same labels, each of them known and one of values among them."""
    labels = {tuple(key(label.text) for label in section.labels) for section in found}
    roles = [role(label) for label in found[0].labels]
    return len(labels) == 1 and None not in roles and not VALUES.isdisjoint(roles)


def _is_even(section: _Section) -> bool:
    """Whether levels stand in front of a section, and each label has a cell beside it for each indicator."""
    columns = {tuple(cell.column for cell in cells) for cells in section.beside}
    return len(columns) == 1 and bool(section.levels) and all(is_level(cell.text) for cell in section.levels)


def _section(cells: Sequence[Cell], name: Cell, height: int) -> _Section:
    rows = range(name.row, name.row + height)
    levels = [cell for cell in cells if cell.column < name.column and cell.row <= name.row < cell.row + cell.row_span]
    labels = [cell for cell in cells if cell.column == name.column and cell.row in rows]
    beside = [[cell for cell in cells if cell.row == label.row and cell.column > name.column] for label in labels]
    return _Section(levels, labels, beside)


def _rows(found: Sequence[_Section]) -> Iterator[Cell]:
    """The labels of the first section side by side, and below them the indicators of all."""
    first = found[0]
    levels, start = first.levels, len(first.levels)
    yield from (unprinted(label_of_level([cell]), cell, 0, at) for at, cell in enumerate(levels))
    yield from (placed(label, 0, at) for at, label in enumerate(first.labels, start))
    row = 1
    for section in found:
        columns = [n for n, name in enumerate(section.beside[0]) if not blank(name.text)]
        yield from (placed(cell, row, at, len(columns)) for at, cell in enumerate(section.levels) if columns)
        for n in columns:
            yield from (placed(cells[n], row, at) for at, cells in enumerate(section.beside, start))
            row += 1
