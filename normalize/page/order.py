"""The order in which a reader comes by the lines and tables of a page."""

from typing import NamedTuple, Self

from extract.model import Line, Page, Table, upright
from normalize.cells.sheet import direction

__all__ = ["reading_order"]


def reading_order(page: Page) -> list[Line | Table]:
    """Lines and tables as a reader comes by them: a line over a table comes before it, tilted as the page may be."""
    turn = direction(max(page.tables, key=lambda table: len(table.cells))) if page.tables else 0
    heads = [_Head.of(table, turn) for table in page.tables]
    placed: list[tuple[float, bool, float, float, int, Line | Table]] = []
    for n, (table, head) in enumerate(zip(page.tables, heads, strict=True)):
        placed.append((head.top, True, 0.0, upright(table.box, turn)[0], -n, table))
    for n, line in enumerate(page.lines):
        left, top, right, bottom = upright(line.box, turn)
        x, y = (left + right) / 2, (top + bottom) / 2
        below = min((head for head in heads if head.is_below(x, y)), key=lambda head: head.y, default=None)
        level = y - below.slope * (x - below.x) if below else y
        placed.append((min(below.top, level) if below else y, False, level, left, n, line))
    return [part for *_, part in sorted(placed, key=lambda one: one[:5])]


class _Head(NamedTuple):
    """A table's first row: a point in its middle and its slope on the page; `top` is the table's."""

    top: float
    x: float
    y: float
    slope: float

    @classmethod
    def of(cls, table: Table, turn: int) -> Self:
        """The head of a table, upright."""
        rows: dict[int, list[tuple[float, float]]] = {}
        for cell in table.cells:
            left, top, right, bottom = upright(cell.box, turn)
            if cell.row_span == 1 or cell.row == 0:
                rows.setdefault(cell.row, []).append(((left + right) / 2, (top + bottom) / 2))
        longest = max(rows.values(), key=len)
        (x0, y0), (x1, y1) = min(longest), max(longest)
        x, y = rows[0][0]
        return cls(upright(table.box, turn)[1], x, y, (y1 - y0) / (x1 - x0) if x1 > x0 else 0.0)

    def is_below(self, x: float, y: float) -> bool:
        """Whether the first row's middle runs below a point."""
        return y < self.y + self.slope * (x - self.x)
