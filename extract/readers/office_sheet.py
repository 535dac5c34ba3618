"""A workbook: every worksheet that is shown, its tables as merged cells and borders make them.

    worksheet ─ without hidden rows and columns ─► texts as shown ─ borders ─► tables, and lines outside them

A table is where cells have a wall at their side; a sheet that draws none is cut at its empty rows, and rows of one
text at its head are lines. Each worksheet is a page without paper. Hidden sheets, rows and columns are not read; of a
formula its cached value is.
"""

import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from extract.errors import DamagedDocument, NotRead
from extract.given import Block, GivenCell, GivenTable, Paragraph, laid_out, tiled
from extract.model import Page
from extract.readers import office_pictures, pasted
from extract.readers.office_cell import said
from extract.readers.office_package import FAULTS, looked_over, worksheet_parts
from extract.settings import ExtractSettings
from extract.source import Document

__all__ = ["OWN", "pages"]

OWN = "jixiao"
"""The creator of workbooks that hold results: they keep it when a person edits them."""
MOST_COLUMNS = 16_384
"""Columns that a worksheet may have."""
WIDTH = 8.43
"""Characters: a column that says nothing of its width."""
_NO_VALUE = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
Spot = tuple[int, int]
"""A row and a column of a worksheet, from 1."""


def pages(document: Document, settings: ExtractSettings) -> Iterator[Page]:
    """A page for each worksheet that is shown and not empty, and for each picture there that may be a form. Raises a
    `DocumentError`."""
    looked_over(document.data)
    book = _opened(document.data)
    if book.properties.creator == OWN:
        raise NotRead("a workbook of results that jixiao wrote, nothing handed in: take it out of the folder")
    if not book.worksheets:
        raise DamagedDocument("the workbook has no worksheet: open it and save it anew as .xlsx")
    parts = worksheet_parts(document.data)
    number = 0
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in visible:
        blocks = list(_blocks(_Grid(sheet, _without_value(parts.get(sheet.title, b"")))))
        if blocks:
            number += 1
            yield laid_out(blocks, number, "sheet")
    pictures = (picture for sheet in visible for picture in office_pictures.in_sheet(sheet))
    yield from pasted.read(pictures, number + 1, settings)


def _opened(data: bytes) -> Any:
    from openpyxl import load_workbook  # costs more to load than a page to read

    try:
        return load_workbook(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
    except FAULTS as fault:
        raise DamagedDocument(
            f"the workbook cannot be opened ({type(fault).__name__}: {fault}): open it, save it anew as .xlsx"
        ) from fault


def _without_value(markup: bytes) -> frozenset[str]:
    """The cells of a worksheet that have a formula and no value, as `C7`."""
    return frozenset(ref.decode() for ref in _NO_VALUE.findall(markup))


@dataclass(frozen=True)
class _Shown:
    """A cell that is shown: its position without hidden rows and columns, what it covers, its text and its walls."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    place: str
    doubts: tuple[str, ...]
    walls: bool
    """Whether a border stands at its left or right."""

    @property
    def given(self) -> GivenCell:
        """The cell without what only finding tables needs."""
        return GivenCell(self.row, self.column, self.row_span, self.column_span, self.text, self.place, self.doubts)


class _Lane:
    """The rows or the columns of a worksheet: which are hidden, and the places of the others, from 0."""

    def __init__(self, hidden: Iterable[int]) -> None:
        self._hidden = sorted(set(hidden))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The place of the first that is shown of a stretch, and how many are."""
        before, until = bisect_left(self._hidden, first), bisect_right(self._hidden, last)
        return first - before - 1, last - first + 1 - (until - before)

    def real(self, place: int) -> int:
        """The number of a row or column that is shown, from its place."""
        number = place + 1
        for hidden in self._hidden:
            if hidden > number:
                break
            number += 1
        return number


class _Grid:
    """A worksheet's cells that are shown, by position."""

    def __init__(self, sheet: Any, without_value: frozenset[str]) -> None:
        self._sheet, self._without_value = sheet, without_value
        self._cells: Mapping[Spot, Any] = sheet._cells  # the public ways make a cell of every position up to the last
        self._rows = _Lane(row for row, way in sheet.row_dimensions.items() if way.hidden or way.height == 0)
        ways = [
            (range(way.min or 0, min(way.max or 0, (way.min or 0) + MOST_COLUMNS) + 1), way)
            for way in sheet.column_dimensions.values()
        ]
        self._columns = _Lane(n for columns, way in ways if way.hidden or way.width == 0 for n in columns)
        self._widths = {n: way.width for columns, way in ways if way.width for n in columns}

    @cached_property
    def cells(self) -> list[_Shown]:
        """Every cell that shows a text or has a wall, top to bottom."""
        merged = {(area.min_row, area.min_col): area for area in self._sheet.merged_cells.ranges}
        found = (
            self._shown(cell, merged.get(spot)) for spot, cell in self._cells.items() if type(cell).__name__ == "Cell"
        )
        return sorted((cell for cell in found if cell is not None), key=lambda cell: (cell.row, cell.column))

    def _shown(self, cell: Any, area: Any) -> _Shown | None:
        last_row, last_column = (area.max_row, area.max_col) if area else (cell.row, cell.column)
        row, rows = self._rows.span(cell.row, last_row)
        column, columns = self._columns.span(cell.column, last_column)
        if not rows or not columns:
            return None
        text, doubts = said(cell, self._without_value)
        walls = self._has(cell.row, cell.column, "left") or self._has(cell.row, last_column, "right")
        if not text and not walls and not doubts:
            return None
        return _Shown(row, column, rows, columns, text, f"{self._sheet.title}!{cell.coordinate}", doubts, walls)

    def _has(self, row: int, column: int, side: str) -> bool:
        """Whether a border stands at a side of a position, its own or its neighbour's."""
        other, beside = ("right", column - 1) if side == "left" else ("left", column + 1)
        return self._border(row, column, side) or self._border(row, beside, other)

    def _border(self, row: int, column: int, side: str) -> bool:
        cell = self._cells.get((row, column))
        return cell is not None and bool(getattr(getattr(cell.border, side), "style", None))

    def width(self, column: int) -> float:
        """The width of a shown column, in characters."""
        return float(self._widths.get(self._columns.real(column), WIDTH))


def _blocks(grid: _Grid) -> Iterator[Block]:
    """The tables of a worksheet and the lines between them, top to bottom."""
    walled = any(cell.walls for cell in grid.cells)
    bands = _bands(grid.cells) if walled else _runs(grid.cells)
    for is_table, cells in bands:
        if is_table:
            for part in _side_by_side(cells) if walled else [cells]:
                yield _table(part, grid)
        else:
            yield from _lines(cells)


def _bands(cells: Sequence[_Shown]) -> Iterator[tuple[bool, list[_Shown]]]:
    """Rows with walls and rows without, in turn. A row without one that lies between two rows of walls and reaches into
    neither belongs to the table only where a cell from above goes on in it."""
    walls = {row for cell in cells if cell.walls for row in range(cell.row, cell.row + cell.row_span)}
    for is_table, group in groupby(cells, key=lambda cell: cell.row in walls):
        band = list(group)
        if not is_table:
            yield False, band
            continue
        reach = -1
        part: list[_Shown] = []
        for cell in band:
            if part and cell.row > reach:
                yield True, part
                part = []
            part.append(cell)
            reach = max(reach, cell.row + cell.row_span)
        yield True, part


def _side_by_side(cells: Sequence[_Shown]) -> Iterator[list[_Shown]]:
    """The tables that stand beside one another in the same rows: between them is a column that none covers."""
    covered = sorted({c for cell in cells for c in range(cell.column, cell.column + cell.column_span)})
    groups: list[set[int]] = []
    for column in covered:
        if groups and column - 1 in groups[-1]:
            groups[-1].add(column)
        else:
            groups.append({column})
    for group in groups:
        part = [cell for cell in cells if cell.column in group]
        if part:
            yield part


def _runs(cells: Sequence[_Shown]) -> Iterator[tuple[bool, list[_Shown]]]:
    """Of a sheet without borders: what stands between empty rows, the rows of one text at its head apart."""
    reach = -1
    run: list[_Shown] = []
    for cell in [*cells, None]:
        if run and (cell is None or cell.row > reach):
            yield from _headed(run)
            run = []
        if cell is not None:
            run.append(cell)
            reach = max(reach, cell.row + cell.row_span)


def _headed(run: Sequence[_Shown]) -> Iterator[tuple[bool, list[_Shown]]]:
    wide = max(cell.column + cell.column_span for cell in run)
    rows = [list(row) for _, row in groupby(run, key=lambda cell: cell.row)]
    head = 0
    while head < len(rows) and _is_line(rows[head], wide):
        head += 1
    lines, rest = rows[:head], rows[head:]
    if lines:
        yield False, [cell for row in lines for cell in row]
    if rest:
        yield len({cell.column for row in rest for cell in row}) > 1, [cell for row in rest for cell in row]


def _is_line(row: Sequence[_Shown], wide: int) -> bool:
    """Whether a row of a sheet without borders is a title or the line under it, not a table's first row: one text, or
    texts that say themselves what they are."""
    if any(cell.row_span > 1 for cell in row):
        return False
    is_said = all("：" in cell.text or ":" in cell.text for cell in row)
    return (len(row) == 1 and row[0].column == 0) or (is_said and wide > 1)


def _lines(cells: Sequence[_Shown]) -> Iterator[Paragraph]:
    """Each row of texts as one line, its texts apart."""
    for _, row in groupby(cells, key=lambda cell: cell.row):
        texts = [cell for cell in row if cell.text]
        parts = [cell.text.split("\n") for cell in texts]
        if len(parts) == 1:
            yield from (Paragraph(text, texts[0].place) for text in parts[0] if text.strip())
        elif parts:
            yield Paragraph("\t".join(" ".join(part) for part in parts), texts[0].place)


def _table(cells: Sequence[_Shown], grid: _Grid) -> GivenTable:
    top, left = min(cell.row for cell in cells), min(cell.column for cell in cells)
    rows = max(cell.row + cell.row_span for cell in cells) - top
    columns = max(cell.column + cell.column_span for cell in cells) - left
    moved = [replace(cell, row=cell.row - top, column=cell.column - left).given for cell in cells]
    widths = tuple(grid.width(left + column) for column in range(columns))
    return GivenTable(rows, columns, tiled(moved, rows, columns), widths)
