"""A peer's cells put where ours stand, so that our normalizer reads them: what the peer's reading is worth in fields.

Peers give tables and no more. The lines outside them (titles, units of money) are ours, and so are the boxes: a peer's
table takes the place of that table of ours with which it shares most texts. Peers tell no doubt: a line of theirs is
as certain as a line can be, what is asked about is what our normalizer finds contradictory.
"""

from collections import Counter

from benchmarks.evaluate.fields import plain
from benchmarks.peers.compare import Cells
from extract.model import Box, Cell, Extraction, Line, Origin, Table

__all__ = ["behind"]


def behind(tables: list[Cells], ours: Extraction, origin: Origin) -> Extraction:
    """Our extraction with the peer's tables in the place of ours; a table that is like none of ours is left out."""
    places = [(number, table) for number, page in enumerate(ours.pages) for table in page.tables]
    taken: dict[int, list[Table]] = {}
    for cells in tables:
        place = max(places, key=lambda place: _shared(cells, place[1]), default=None)
        if cells and place is not None and _shared(cells, place[1]):
            taken.setdefault(place[0], []).append(_table(cells, place[1].box, origin))
    pages = [
        page.model_copy(update={"tables": tuple(sorted(taken.get(number, ()), key=lambda table: table.box[1]))})
        for number, page in enumerate(ours.pages)
    ]
    return ours.model_copy(update={"pages": tuple(pages)})


def _shared(cells: Cells, table: Table) -> int:
    said = Counter(plain(text) for *_, text in cells) & Counter(plain(cell.text) for cell in table.cells)
    return sum(len(text) * count for text, count in said.items())


def _table(cells: Cells, box: Box, origin: Origin) -> Table:
    """A table of evenly spaced rows and columns in `box`; of cells that claim one place the first has it."""
    rows = max(y + down for y, _, down, _, _ in cells)
    columns = max(x + across for _, x, _, across, _ in cells)
    wide, high = (box[2] - box[0]) / columns, (box[3] - box[1]) / rows
    made: list[Cell] = []
    free = {(y, x) for y in range(rows) for x in range(columns)}
    for y, x, down, across, text in [*sorted(cells), *((y, x, 1, 1, "") for y, x in sorted(free))]:
        own = {(y + j, x + i) for j in range(down) for i in range(across)}
        if not own <= free:
            continue
        free -= own
        place = (box[0] + x * wide, box[1] + y * high, box[0] + (x + across) * wide, box[1] + (y + down) * high)
        made.append(
            Cell(row=y, column=x, row_span=down, column_span=across, box=place, lines=_lines(text, place, origin))
        )
    made.sort(key=lambda cell: (cell.row, cell.column))
    return Table(box=box, rows=rows, columns=columns, cells=tuple(made))


def _lines(text: str, box: Box, origin: Origin) -> tuple[Line, ...]:
    """A text's lines, each as wide as its cell, so that none counts as ended by a person."""
    parts = [part.strip() for part in text.splitlines() if part.strip()]
    high = (box[3] - box[1]) / max(1, len(parts))
    return tuple(
        Line(text=part, box=(box[0], box[1] + n * high, box[2], box[1] + (n + 1) * high), origin=origin)
        for n, part in enumerate(parts)
    )
