"""What a reader's tables are worth: truth rows whose name and value come out as two cells of one row.

The first columns are filled down before, as any user would: a merged level or project stands on each of its rows.
"""

from collections.abc import Iterable
from typing import Any

from benchmarks.evaluate.fields import plain
from extract.model import Extraction

__all__ = ["Cells", "Table", "filled", "rows_found", "rows_of", "tables_of"]

Table = list[list[str | None]]
"""Rows of texts, None where another cell covers the place."""
Cells = list[tuple[int, int, int, int, str]]
"""Cells as the peers give them: row, column, row span, column span, text."""
FILLED = 4


def filled(table: Table) -> list[set[str]]:
    """The table's rows as sets of plain texts, empty places of the first columns filled from above."""
    last: dict[int, str] = {}
    out = []
    for row in table:
        texts = {i: plain(text) for i, text in enumerate(row) if plain(text)}
        for i in range(min(FILLED, len(row))):
            if i in texts:
                last[i] = texts[i]
            elif i in last:
                texts[i] = last[i]
        out.append(set(texts.values()))
    return out


def rows_found(truth: Iterable[dict[str, Any]], tables: Iterable[Table]) -> int:
    """Truth rows whose printed name and value are both cells of one row; each row serves once."""
    rows = [row for table in tables for row in filled(table)]
    found = 0
    for want in truth:
        wanted = {text for text in (plain(want["name_raw"]), plain(want["value_raw"])) if text}
        hit = next((row for row in rows if wanted <= row), None)
        if hit is not None:
            rows.remove(hit)
            found += 1
    return found


def rows_of(cells: Cells) -> Table:
    """A peer's table in rows."""
    height = max((y + down for y, _, down, _, _ in cells), default=0)
    width = max((x + across for _, x, _, across, _ in cells), default=0)
    rows: Table = [[None] * width for _ in range(height)]
    for y, x, _, _, text in cells:
        rows[y][x] = text
    return rows


def tables_of(extraction: Extraction | None) -> list[Table]:
    """The product's own tables in the same shape, a cell's lines joined."""
    out = []
    for page in extraction.pages if extraction else ():
        for table in page.tables:
            rows: Table = [[None] * table.columns for _ in range(table.rows)]
            for cell in table.cells:
                rows[cell.row][cell.column] = cell.text
            out.append(rows)
    return out
