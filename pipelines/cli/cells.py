"""What extract saw in a document, for the eye: its tables as HTML (with their merged cells), CSV or JSON."""

import csv
import io
import json
from html import escape

from extract.model import Cell, Extraction, Table

__all__ = ["as_csv", "as_html", "as_json"]


def as_html(extraction: Extraction, title: str) -> str:
    """One page: each table under a heading with its page, row and column spans kept, text lines outside in order."""
    parts = [
        "<!doctype html>",
        f'<html lang="zh"><meta charset="utf-8"><title>{escape(title)}</title>',
        "<style>table{border-collapse:collapse;margin:1em 0}td{border:1px solid;padding:.2em .4em;white-space:pre-wrap}"
        "p{color:#666}</style>",
        f"<h1>{escape(title)}</h1>",
    ]
    for page in extraction.pages:
        reader = f"{page.reader or 'no reader'}; {page.status} {page.reason}".strip()
        parts.append(f"<h2>Page {page.number}</h2><p>{escape(reader)}</p>")
        parts += [f"<p>{escape(line.text)}</p>" for line in page.lines]
        parts += [_html_table(table) for table in page.tables]
    return "\n".join(parts) + "\n</html>\n"


def as_csv(extraction: Extraction) -> str:
    """Every table's grid, a merged cell's text at its first row and column, a line `# page N, table M` before each."""
    text = io.StringIO()
    writer = csv.writer(text)
    for page in extraction.pages:
        for number, table in enumerate(page.tables, 1):
            writer.writerow([f"# page {page.number}, table {number}"])
            writer.writerows(_grid(table))
    return text.getvalue()


def as_json(extraction: Extraction) -> str:
    """The whole artefact, indented."""
    return json.dumps(extraction.model_dump(mode="json"), ensure_ascii=False, indent=1)


def _html_table(table: Table) -> str:
    rows: dict[int, list[Cell]] = {row: [] for row in range(table.rows)}
    for cell in table.cells:
        rows[cell.row].append(cell)
    body = "\n".join(f"<tr>{''.join(map(_html_cell, sorted(cells, key=_column)))}</tr>" for cells in rows.values())
    return f"<table>\n{body}\n</table>"


def _html_cell(cell: Cell) -> str:
    spans = "".join(
        f' {name}="{count}"' for name, count in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if count > 1
    )
    return f"<td{spans}>{escape(cell.text)}</td>"


def _grid(table: Table) -> list[list[str]]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def _column(cell: Cell) -> int:
    return cell.column
