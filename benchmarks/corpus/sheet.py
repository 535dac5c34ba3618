"""What a document is before it is printed: titles, lines, paragraphs and ruled tables.

A `Sheet` is written row by row in shares of its width, as a clerk drags borders in a word processor; borders that
nearly
meet snap together, and the columns are whatever borders are left in the end:

    sheet.row("项目名称", ("某项目", 5))          two cells, the second five times as wide
    with sheet.side("项目资金", 0.1):             a cell merged downwards over the rows written inside
        sheet.row("资金总额", "20.00")
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["Block", "Cell", "Document", "Gap", "Line", "PageBreak", "Prose", "Sheet", "Title"]

SNAP = 0.035


@dataclass(eq=False)
class Cell:
    """One cell: text, its left and right border as shares of the width, its rows; columns are known once settled.

    `printed` is what the producer is given where that differs (look-alike characters).
    """

    text: str
    left: float
    right: float
    row: int
    rows: int = 1
    align: str = "center"
    column: int = 0
    columns: int = 1
    printed: str | None = None

    @property
    def shown(self) -> str:
        """The text as the producer gets it."""
        return self.text if self.printed is None else self.printed


@dataclass(eq=False)
class Sheet:
    """One ruled table. `masters` are borders that others snap to; `head` the rows that a page break may repeat."""

    masters: list[float] = field(default_factory=lambda: [0.0, 1.0])
    cells: list[Cell] = field(default_factory=list)
    height: int = 0
    head: tuple[int, int] | None = None
    width: float = 1.0
    left: float = 0.0

    def row(self, *parts: "str | tuple[str, float]", align: str = "center") -> list[Cell]:
        """Write a row of texts over what the side cells leave; a share beside a text is its relative width (1 if
        none)."""
        shares = [part[1] if isinstance(part, tuple) else 1.0 for part in parts]
        unit = (1.0 - self.left) / sum(shares)
        edges = [self.left]
        for _share in shares[:-1]:
            edges.append(self.snapped(self.left + sum(shares[: len(edges)]) * unit, edges[-1]))
        edges.append(1.0)
        texts = [part[0] if isinstance(part, tuple) else part for part in parts]
        return self.put(texts, edges, align)

    def put(self, texts: list[str], edges: list[float], align: str = "center") -> list[Cell]:
        """Write a row with the given borders."""
        made = [Cell(text, a, b, self.height, align=align) for text, a, b in zip(texts, edges, edges[1:], strict=False)]
        self.cells += made
        self.masters = sorted({*self.masters, *edges})
        self.height += 1
        return made

    @contextmanager
    def side(self, text: str, share: float | None, align: str = "center") -> Iterator[Cell | None]:
        """A cell at the left, merged downwards over every row written within; without a share there is none."""
        if share is None:
            yield None
            return
        right = self.snapped(self.left + share, self.left)
        cell = Cell(text, self.left, right, self.height, align=align)
        self.cells.append(cell)
        before, self.left = self.left, right
        yield cell
        self.left, cell.rows = before, self.height - cell.row
        if not cell.rows:
            raise ValueError(f"a side cell without rows: {text}")

    def settle(self) -> int:
        """Number the columns from the borders that cells really use; returns their count."""
        edges = sorted({edge for cell in self.cells for edge in (cell.left, cell.right)})
        place = {edge: i for i, edge in enumerate(edges)}
        for cell in self.cells:
            cell.column, cell.columns = place[cell.left], place[cell.right] - place[cell.left]
        self.cells.sort(key=lambda cell: (cell.row, cell.column))
        return len(edges) - 1

    @property
    def borders(self) -> list[float]:
        """The vertical borders in use, as shares of the width."""
        return sorted({edge for cell in self.cells for edge in (cell.left, cell.right)})

    def snapped(self, edge: float, after: float) -> float:
        """The border nearest to `edge` that exists already and lies behind `after`, else `edge` itself."""
        near = [m for m in self.masters if abs(m - edge) < SNAP and m > after + SNAP / 2 and m < 1 - SNAP / 2]
        nearest: float = min(near, key=lambda m: abs(m - edge), default=edge)
        return round(nearest, 5)


@dataclass(eq=False)
class Title:
    """The title of a form, centred."""

    text: str
    small: bool = False


@dataclass(eq=False)
class Line:
    """A line outside the tables: some text at the left, some at the right."""

    left: str = ""
    right: str = ""


@dataclass(eq=False)
class Prose:
    """Paragraphs of running text."""

    paragraphs: list[str]


@dataclass(eq=False)
class Gap:
    """Blank space between two tables."""

    points: float = 14.0


@dataclass(eq=False)
class PageBreak:
    """What follows begins on a new page."""


Block = Title | Line | Prose | Gap | PageBreak | Sheet


@dataclass(eq=False)
class Document:
    """Blocks and how they are to be printed. Sizes and margins in points; `rules` are further ones of CSS, for the
    printers that print HTML."""

    blocks: list[Block]
    producer: str
    face: str
    size: float
    page: tuple[float, float]
    margin: float
    repeat_head: bool = True
    foot: str = ""
    ruling: float = 0.75
    leading: float = 1.3
    pad: float = 3
    weight: str = "normal"
    valign: str = "middle"
    wrap: str = "normal"
    turned: int = 0
    rules: str = ""

    @property
    def sheets(self) -> list[Sheet]:
        """The tables, in printed order."""
        return [block for block in self.blocks if isinstance(block, Sheet)]
