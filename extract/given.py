"""Pages of files whose cells are given: what a word processor, a spreadsheet or a web page says of its tables.

    blocks ─ lay out ─► Page      lines and tables under one another, columns as wide as the file says

No paper is known, so that the boxes are made up: they keep the order of things, the columns of a table and the rule
that a line break in a cell was made by a person, for the file holds none that a cell's width made.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extract.errors import OversizedDocument
from extract.lookalikes import unified
from extract.model import INK_UNREAD, Box, Cell, Line, Page, Table
from extract.text import INVISIBLE

__all__ = ["MOST_CELLS", "Block", "Break", "GivenCell", "GivenTable", "Paragraph", "laid_out", "parts", "tiled"]

SIZE = 10.0
"""Points: the type size of the made-up page."""
LEADING = 14.0
"""Points from one line to the next."""
PAD = 2.0
"""Points between a cell's wall and its text."""
NARROWEST = 12.0
"""Points: no column is laid out narrower, so that none vanishes."""
PAGE_WIDTH = 500.0
"""Points: the width of a page that has no table."""
DOUBTFUL = 0.1
"""The confidence of a text that its file says is not what it should be: a person has to look at whatever is taken from
it. A cell of which nothing is left is one whose ink was not read."""
HEADING = 8
"""Lines: what a form has above its table: a number, a title, a year, a unit and its code, the money unit; and below."""
MOST_CELLS = 200_000
"""Positions of one table: the largest budget workbook seen has 9,000, and a million empty ones are no form."""
_PARTS = re.compile(r"\t+|[ \u3000\xa0]{3,}|\u3000{2}")
"""What parts a line into texts that stand apart: 填报单位:… at the left, 单位:万元 at the right."""
_BLANK = re.compile(r"[ \u3000\xa0\t]+")
_UNSEEN = re.compile(f"(?!\t)[{re.escape(''.join(sorted(INVISIBLE)))}]")
_SET_WIDE = re.compile(r"(?<![^\s:：(（])[\u2e80-\u9fff](?:[ \u3000\xa0]+[\u2e80-\u9fff])+(?![^\s:：)）])")
"""A word whose characters stand apart, up to a colon or the next word: 填 报 单 位：某局, 小　　计."""


@dataclass(frozen=True)
class Paragraph:
    """A line outside the tables and where it stands in its file."""

    text: str
    place: str


@dataclass(frozen=True)
class GivenCell:
    """A cell as the file gives it; a merged one stands once, at its top left position. Line feeds are a person's."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    place: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class GivenTable:
    """A table as the file gives it. `cells` tile `rows` x `columns` (see `tiled`); `widths`: of its columns."""

    rows: int
    columns: int
    cells: tuple[GivenCell, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Break:
    """Where the file begins a new page by itself."""


Block = Paragraph | GivenTable | Break


def parts(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """What can stand for a page in a file without any: each table with the few lines above it, as a form's head is
    printed, and those below it where a page or the file ends there, as who signs it stands; other lines by
    themselves."""
    lines: list[Block] = []
    table: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block)
        elif isinstance(block, GivenTable):
            heading = lines[-HEADING:]
            yield from filter(None, (table, lines[: len(lines) - len(heading)]))
            table, lines = [*heading, block], []
        else:
            yield from _ended(table, lines)
            table, lines = [], []
    yield from _ended(table, lines)


def _ended(table: list[Block], lines: list[Block]) -> Iterator[list[Block]]:
    foot = lines[:HEADING] if table else []
    yield from filter(None, ([*table, *foot], lines[len(foot) :]))


def tiled(cells: Iterable[GivenCell], rows: int, columns: int) -> tuple[GivenCell, ...]:
    """The cells with a position covered twice left to the first of them, and an empty cell wherever there is none.

    Raises `OversizedDocument` where the table has more positions than any form.
    """
    if rows * columns > MOST_CELLS:
        raise OversizedDocument(
            f"a table of {rows} rows and {columns} columns, more than any form has: delete the empty ones"
        )
    taken = [[False] * columns for _ in range(rows)]
    kept: list[GivenCell] = []
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        covered = [(row, column) for row in _rows(cell) for column in _columns(cell)]
        if cell.row + cell.row_span <= rows and not any(taken[row][column] for row, column in covered):
            kept.append(cell)
            for row, column in covered:
                taken[row][column] = True
    kept += [
        GivenCell(row, column, 1, 1, "", "")
        for row, line in enumerate(taken)
        for column, is_taken in enumerate(line)
        if not is_taken
    ]
    return tuple(sorted(kept, key=lambda cell: (cell.row, cell.column)))


def _rows(cell: GivenCell) -> range:
    return range(cell.row, cell.row + cell.row_span)


def _columns(cell: GivenCell) -> range:
    return range(cell.column, cell.column + cell.column_span)


def laid_out(blocks: Sequence[Block], number: int, reader: str, doubts: Sequence[str] = ()) -> Page:
    """The blocks under one another as page `number` of a file without pages, read by `reader`."""
    widths = [_width(block) for block in blocks if isinstance(block, GivenTable)]
    width = max([PAGE_WIDTH, *widths])
    tables: list[Table] = []
    lines: list[Line] = []
    y = LEADING
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += _apart(block, y, width)
            y += LEADING
        elif isinstance(block, GivenTable):
            tables.append(_table(block, y))
            y = tables[-1].box[3] + LEADING
    return Page(
        number=number,
        width=width + 2 * PAD,
        height=y + LEADING,
        status="read",
        reader=reader,
        tables=tuple(tables),
        lines=tuple(lines),
        doubts=tuple(doubts),
        paper=False,
    )


def _apart(block: Paragraph, y: float, width: float) -> list[Line]:
    """The parts of a paragraph side by side on one line."""
    parts = list(filter(None, map(_printed, _PARTS.split(block.text))))
    room = width / max(1, len(parts))
    lines = []
    for n, part in enumerate(parts):
        size = min(SIZE, (room - SIZE) / max(1.0, _ems(part)))
        x = PAD + n * room
        lines.append(Line(text=part, box=(x, y, x + size * _ems(part), y + SIZE), place=block.place))
    return lines


def _width(table: GivenTable) -> float:
    return sum(_column_widths(table))


def _column_widths(table: GivenTable) -> list[float]:
    """The columns' widths in points of the made-up page."""
    total = sum(table.widths) or 1.0
    return [max(NARROWEST, width / total * PAGE_WIDTH) for width in table.widths]


def _table(table: GivenTable, top: float) -> Table:
    heights = [1] * table.rows
    for cell in table.cells:
        last = cell.row + cell.row_span - 1
        missing = cell.text.count("\n") + 1 - sum(heights[row] for row in _rows(cell))
        heights[last] += max(0, missing)
    xs = list(accumulate(_column_widths(table), initial=PAD))
    ys = list(accumulate((count * LEADING for count in heights), initial=top))
    cells = tuple(
        _cell(cell, (xs[cell.column], ys[cell.row], xs[_columns(cell).stop], ys[_rows(cell).stop]))
        for cell in table.cells
    )
    return Table(box=(xs[0], top, xs[-1], ys[-1]), rows=table.rows, columns=table.columns, cells=cells)


def _cell(cell: GivenCell, box: Box) -> Cell:
    texts = list(filter(None, map(_printed, cell.text.split("\n"))))
    longest = max(map(_ems, texts), default=0.0)
    size = min(SIZE, (box[2] - box[0]) / (2 * longest + 4))  # half a cell stays free behind the longest line
    left, top = box[0] + PAD, box[1] + PAD
    sure = DOUBTFUL if cell.doubts else 1.0
    lines = tuple(
        Line(
            text=text,
            box=(left, top + n * LEADING, left + size * _ems(text), top + n * LEADING + SIZE),
            confidence=sure,
        )
        for n, text in enumerate(texts)
    )
    lost = (INK_UNREAD,) if cell.doubts and not lines and INK_UNREAD not in cell.doubts else ()
    return Cell(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        box=box,
        lines=lines,
        doubts=(*cell.doubts, *lost),
        place=cell.place or None,
    )


def _printed(text: str) -> str:
    """A line as a page's reader would have it: without what nobody sees, one space for any gap, and none within a word
    that is set wide."""
    seen = _UNSEEN.sub("", text).strip()
    return unified(_BLANK.sub(" ", _SET_WIDE.sub(lambda word: _BLANK.sub("", word[0]), seen)))


def _ems(text: str) -> float:
    """The width of a text in units of its type size."""
    return sum(0.5 if ord(char) < 0x2E80 else 1.0 for char in text)
