"""The sample documents of the repository, and what a page looks like in plain text."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extract import ExtractSettings, extract
from extract.model import Cell, Extraction, Page

DOCUMENTS = Path(__file__).parents[1] / "documents"
DIGITAL = tuple(sorted(path.stem for path in DOCUMENTS.glob("*.pdf") if ".scan" not in path.name))


def data(name: str) -> bytes:
    return (DOCUMENTS / f"{name}.pdf").read_bytes()


@cache
def extraction(name: str, settings: ExtractSettings) -> Extraction:
    return extract(data(name), settings)


def plain(found: Extraction) -> str:
    """Everything that was found, as a person would check it against the page."""
    return "\n".join(line for page in found.pages for line in _page(page))


def _page(page: Page) -> Iterator[str]:
    head = f"page {page.number}  {page.width:.0f} x {page.height:.0f}  {page.status}  {page.reader or page.reason}"
    yield " ".join([head, *page.doubts])
    yield from (f"      | {line.text}" for line in page.lines)
    for table in page.tables:
        ends = " open_top" * table.open_top + " open_bottom" * table.open_bottom
        yield f"  table {table.rows} x {table.columns}{ends}"
        yield from (f"    {_place(cell)} {' / '.join(line.text for line in cell.lines)}" for cell in table.cells)
    yield ""


def _place(cell: Cell) -> str:
    spans = f"+{cell.row_span}x{cell.column_span}" if (cell.row_span, cell.column_span) != (1, 1) else ""
    return f"{cell.row:>2},{cell.column:<2}{spans:<5}{'?' if cell.doubts else ' '}"
