"""A spreadsheet (openpyxl), printed by LibreOffice Calc.

All that stands between two page breaks is one worksheet, its columns cut at every border of every table on it.
Calc does not fit rows to merged cells, so heights are reckoned from the text's length.
"""

import itertools
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.corpus.printers.tint import hex_of
from benchmarks.corpus.sheet import Block, Document, Gap, Line, PageBreak, Prose, Sheet, Title

__all__ = ["convert", "lines_of", "print_all"]

PAPERS = {(595, 842): 9, (842, 1191): 8, (516, 729): 13, (612, 792): 1, (420, 595): 11}
"""Paper sizes by their portrait points, in the spreadsheet's numbering: A4, A3, B5, Letter, A5."""
POINTS_A_CHARACTER = 7.0
TALLEST = 408.0
"""Points: no row of a spreadsheet is taller, and what does not fit it is not printed. A clerk merges several."""


def print_all(documents: Mapping[str, Document], folder: Path, tinted: bool) -> None:
    """Print with LibreOffice, one process for all."""
    with tempfile.TemporaryDirectory() as work:
        paths = []
        for name, document in documents.items():
            path = Path(work) / f"{name}.xlsx"
            workbook(document, tinted).save(path)
            paths.append(path)
        convert(paths, folder)


def convert(paths: Iterable[Path], folder: Path) -> None:
    """Have LibreOffice print files to PDF."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, paths),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=900)


def lines_of(text: str, width: float, size: float) -> int:
    """Lines that a text takes in a cell of `width` points: wide characters take a whole em, others little more than
    half."""
    room = max(width - 8, size)
    total = 0
    for part in text.split("\n"):
        length = sum(size if ord(c) > 0x2E7F else size * 0.56 for c in part)
        total += max(1, ceil(length * 1.08 / room))
    return total


def workbook(document: Document, tinted: bool) -> Workbook:
    """The document as a workbook, a worksheet for what stands between page breaks."""
    book = Workbook()
    book.remove(book.active)
    parts: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, PageBreak):
            parts.append([])
        else:
            parts[-1].append(block)
    number = 0
    for i, blocks in enumerate(parts):
        number = worksheet(book.create_sheet(f"Sheet{i + 1}"), blocks, document, tinted, number)
    return book


def worksheet(ws: Worksheet, blocks: list[Block], document: Document, tinted: bool, number: int) -> int:
    """Write the blocks under one another; returns the next cell's number."""
    sheets = [block for block in blocks if isinstance(block, Sheet)]
    borders = sorted({edge for sheet in sheets for edge in sheet.borders} or {0.0, 1.0})
    room = document.page[0] - 2 * document.margin
    place = {edge: i for i, edge in enumerate(borders)}
    for i, (a, b) in enumerate(itertools.pairwise(borders), 1):
        ws.column_dimensions[get_column_letter(i)].width = (b - a) * room / POINTS_A_CHARACTER
    set_page(ws, document)
    row = 1
    for block in blocks:
        match block:
            case Sheet():
                number = _table(ws, block, document, tinted, number, row, place, room)
                if block.head and document.repeat_head and len(sheets) == 1:
                    ws.print_title_rows = f"{row + block.head[0]}:{row + block.head[1] - 1}"
                row = ws.max_row + 1
            case Gap():
                ws.row_dimensions[row].height = block.points
                row += 1
            case _:
                for text, align, scale in _loose(block):
                    _text(ws, row, text, align, scale, document, borders, room, tinted)
                    row += 1
    return number


def set_page(ws: Worksheet, document: Document) -> None:
    """Paper, orientation and margins; the width is fitted to one page."""
    width, height = document.page
    ws.page_setup.paperSize = PAPERS.get((round(min(width, height)), round(max(width, height))), 9)
    ws.page_setup.orientation = "landscape" if width > height else "portrait"
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    for edge in ("left", "right", "top", "bottom"):
        setattr(ws.page_margins, edge, document.margin / 72)
    ws.page_margins.header = ws.page_margins.footer = 0.2
    if document.foot:
        ws.oddFooter.center.text = document.foot.format("&P")
    ws.print_options.horizontalCentered = True


def _loose(block: Block) -> list[tuple[str | tuple[str, str], str, float]]:
    match block:
        case Title():
            return [(block.text, "center", 1.0 if block.small else 1.6)]
        case Line():
            return [((block.left, block.right), "left", 1.0)]
        case Prose():
            return [("    " + text, "left", 1.0) for text in block.paragraphs]
    return []


def _text(
    ws: Worksheet,
    row: int,
    text: str | tuple[str, str],
    align: str,
    scale: float,
    document: Document,
    borders: list[float],
    room: float,
    tinted: bool,
) -> None:
    """A line outside the tables: merged over the width, or its left part over most of it and its right part over the
    rest."""
    columns = len(borders) - 1
    font = Font(name=document.face, size=document.size * scale, color="FFFFFF" if tinted else "000000")
    if isinstance(text, tuple) and columns > 1 and all(text):
        half = min(range(1, columns), key=lambda i: abs(borders[i] - 0.72))
        spots = [(1, half, text[0], "left"), (half + 1, columns, text[1], "right")]
    else:
        words = (text[0] or text[1]) if isinstance(text, tuple) else text
        spots = [(1, columns, words, "right" if isinstance(text, tuple) and not text[0] else align)]
    for first, last, words, where in spots:
        if last > first:
            ws.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
        cell = ws.cell(row, first)
        cell.value, cell.data_type = words, "s"
        cell.font = font
        cell.alignment = Alignment(horizontal=where, vertical="center", wrap_text=not isinstance(text, tuple))
    longest = text if isinstance(text, str) else ""
    ws.row_dimensions[row].height = lines_of(longest, room, document.size * scale) * document.size * scale * 1.45 + 2


def _table(
    ws: Worksheet,
    sheet: Sheet,
    document: Document,
    tinted: bool,
    number: int,
    top: int,
    place: dict[float, int],
    room: float,
) -> int:
    line = Side(style="thin" if document.ruling < 1 else "medium", color="000000")
    border = Border(left=line, right=line, top=line, bottom=line)
    heights = row_heights(sheet, room, document.size)
    parts = [ceil(height / TALLEST) for height in heights]
    starts = list(itertools.accumulate(parts, initial=top))
    for (start, end), height in zip(itertools.pairwise(starts), heights, strict=True):
        for row in range(start, end):
            ws.row_dimensions[row].height = height / (end - start)
    for cell in sheet.cells:
        first, last = place[cell.left] + 1, place[cell.right]
        row, end = starts[cell.row], starts[cell.row + cell.rows] - 1
        colour = hex_of(number)
        number += 1
        for y in range(row, end + 1):
            for x in range(first, last + 1):
                ws.cell(y, x).border = border
        spot = ws.cell(row, first)
        spot.value, spot.data_type = cell.shown, "s"
        spot.font = Font(name=document.face, size=document.size, color=colour if tinted else "000000")
        spot.alignment = Alignment(horizontal=cell.align, vertical="center", wrap_text=True)
        if tinted:
            spot.fill = PatternFill("solid", start_color=colour)
        if last > first or end > row:
            ws.merge_cells(start_row=row, start_column=first, end_row=end, end_column=last)
    return number


def row_heights(sheet: Sheet, room: float, size: float) -> list[float]:
    """Heights that hold every text; what a merged cell lacks goes to its last row."""
    line = size * 1.5
    heights = [line + 5.0] * sheet.height
    for cell in sorted(sheet.cells, key=lambda c: c.rows):
        need = lines_of(cell.shown, (cell.right - cell.left) * room, size) * line + 5
        have = sum(heights[cell.row : cell.row + cell.rows])
        if need > have:
            for i in range(cell.row, cell.row + cell.rows):
                heights[i] += (need - have) / cell.rows
    return heights
