"""A Word file: paragraphs and tables in their order, a page without paper for each table and its heading.

    body ─ walk ─► paragraphs and tables (nested ones behind the table that holds them)
    table ─ rows: gridBefore, gridSpan, vMerge ─► cells with spans

Read as the file is printed: text that is deleted, hidden or struck through is left out, what was inserted is in,
numbers that Word sets in front of list items are set, text boxes stand behind the paragraph that holds them. Headers,
footers and notes are no part of a form.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from extract.errors import DamagedDocument
from extract.given import Block, Break, GivenCell, GivenTable, Paragraph, laid_out, parts, tiled
from extract.media import FLAT_DOCX
from extract.model import Page
from extract.readers import office_pictures, pasted
from extract.readers.office_flat import packed
from extract.readers.office_inline import OFF, M, W, formula, left, overprinted, symbol
from extract.readers.office_numbering import Numbering
from extract.readers.office_package import FAULTS, looked_over
from extract.settings import ExtractSettings
from extract.source import Document
from extract.symbols import UNKNOWN, as_drawn, raised, told_apart

__all__ = ["pages"]

STRUCK = "struck_out"
"""The doubt of a cell of which some text is struck through and left out."""
PICTURE = "a picture stands in it and no table: hand in the picture itself, or a PDF made from the file"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DEEPEST = 20
"""Tables within tables; what is nested deeper is built, not written."""
_TRANSPARENT = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple")
) | {f"{MC}AlternateContent", f"{MC}Choice"}
"""Elements that stand around what is printed and say nothing themselves."""
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}


def pages(document: Document, settings: ExtractSettings) -> Iterator[Page]:
    """A page for each table with its heading, for the lines between, and for each picture that may be a form. Raises a
    `DocumentError`."""
    data = packed(document.data) if document.media_type == FLAT_DOCX else document.data
    looked_over(data)
    word = _opened(data)
    blocks = list(_Walk(Numbering.of(word)).body(word.element.body))
    written = [laid_out(part, number, "word") for number, part in enumerate(parts(blocks), 1)]
    drawn = list(pasted.read(office_pictures.in_word(word), len(written) + 1, settings))
    if not drawn and not any(page.tables for page in written) and _has_pictures(word.element.body):
        yield Page(number=1, width=0, height=0, status="needs_ocr", reason=PICTURE, reader="word", paper=False)
        return
    yield from (*written, *drawn)


def _opened(data: bytes) -> Any:
    import docx  # costs more to load than a page to read

    try:
        return docx.Document(io.BytesIO(data))
    except FAULTS as fault:
        raise DamagedDocument(
            f"the Word file cannot be opened ({type(fault).__name__}: {fault}): open it, save it anew as .docx"
        ) from fault


def _has_pictures(body: Any) -> bool:
    return next(body.iter(f"{W}drawing", f"{W}pict", f"{W}object"), None) is not None


@dataclass
class _Text:
    """What the paragraphs of a cell or of the body come to."""

    lines: list[str] = field(default_factory=list)
    struck: bool = False
    breaks: bool = False
    code: str = ""
    boxes: list[Any] = field(default_factory=list)
    """The contents of its text boxes."""


class _Walk:
    """One way through a document: it counts tables, paragraphs and list items."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._tables = self._paragraphs = 0

    def body(self, container: Any, depth: int = 0) -> Iterator[Block]:
        """The blocks of the body, of a text box or of a cell that only holds a table."""
        for item in _children(container):
            if item.tag == f"{W}p":
                yield from self._paragraph(item, depth)
            elif item.tag == f"{W}tbl" and depth < DEEPEST:
                yield from self._table(item, depth)

    def _paragraph(self, item: Any, depth: int) -> Iterator[Block]:
        self._paragraphs += 1
        place = f"paragraph {self._paragraphs}"
        text = _Text()
        self._read(item, text)
        if text.breaks or _is_on(item, "pageBreakBefore"):
            yield Break()
        lines = (told_apart(line)[0] for line in text.lines)
        yield from (Paragraph(line, place) for line in lines if line.strip())
        if _property(item, "sectPr") is not None:
            yield Break()
        for box in text.boxes:
            if depth < DEEPEST:
                yield from self.body(box, depth + 1)

    def _read(self, paragraph: Any, text: _Text) -> None:
        """Add a paragraph's lines to a text."""
        printed = "".join(_runs(paragraph, text))
        number = self._numbering.next(paragraph) if printed.strip() else ""
        text.lines += (number + printed).split("\n")

    def _table(self, table: Any, depth: int) -> Iterator[Block]:
        """A table, those within its cells behind it; of a frame around tables only what is in it."""
        self._tables += 1
        number = self._tables
        nested: list[Any] = []
        cells: list[GivenCell] = []
        above: dict[int, int] = {}
        rows = columns = 0
        for row in _rows(table):
            column = _count(row, "gridBefore")
            below: dict[int, int] = {}
            for item in _children(row):
                if item.tag != f"{W}tc":
                    continue
                span = max(1, _count(item, "gridSpan", 1))
                if cells and cells[-1].row == rows and _goes_on(_property(item, "hMerge")):
                    cells[-1] = replace(cells[-1], column_span=cells[-1].column_span + span)
                    column += span
                    continue
                merge = _property(item, "vMerge")
                if _goes_on(merge) and column in above:
                    at = above[column]
                    cells[at] = replace(cells[at], row_span=rows - cells[at].row + 1)
                    below[column] = at
                else:
                    below[column] = len(cells)
                    cells.append(self._cell(item, (number, rows, column, span), nested))
                column += span
            above, rows, columns = below, rows + 1, max(columns, column)
        if nested and len(cells) == 1:
            self._tables -= 1
            yield from self.body(nested[0].getparent(), depth + 1)
            return
        if cells:
            yield GivenTable(rows, columns, tiled(cells, rows, columns), _widths(table, columns))
        for inner in nested:
            if depth < DEEPEST:
                yield from self._table(inner, depth + 1)

    def _cell(self, item: Any, spot: tuple[int, int, int, int], nested: list[Any]) -> GivenCell:
        number, row, column, span = spot
        text = _Text()
        for part in _children(item):
            if part.tag == f"{W}p":
                self._read(part, text)
            elif part.tag == f"{W}tbl":
                nested.append(part)
        for box in text.boxes:
            for paragraph in box.iter(f"{W}p"):
                self._read(paragraph, text)
        place = f"table {number}, row {row + 1}, column {column + 1}"
        written, doubts = told_apart("\n".join(text.lines).strip("\n"))
        doubts += (STRUCK,) if text.struck else ()
        return GivenCell(row, column, 1, span, written, place, doubts)


def _children(element: Any) -> Iterator[Any]:
    """What an element holds, through what only stands around it; a control that nobody filled in holds nothing."""
    for child in element:
        if child.tag in _TRANSPARENT:
            if child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                yield from _children(child)
        elif isinstance(child.tag, str):
            yield child


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table that are printed."""
    for row in _children(table):
        if row.tag == f"{W}tr" and not _is_on(row, "del") and not _is_on(row, "hidden"):
            yield row


def _runs(element: Any, text: _Text) -> Iterator[str]:
    """The printed text of a paragraph, piece by piece; text boxes are put aside."""
    for child in _children(element):
        if child.tag == f"{W}r":
            if not _is_on(child, "vanish"):
                yield from _run(child, text)
        elif child.tag in (f"{M}oMath", f"{M}oMathPara"):
            yield formula(child)
        elif child.tag in (f"{W}drawing", f"{W}pict"):
            text.boxes += child.iter(f"{W}txbxContent")


def _run(run: Any, text: _Text) -> Iterator[str]:
    """The printed text of a run: none of one that is struck through; its digits raised where it is."""
    pieces = _pieces(run, text)
    if _is_on(run, "strike") or _is_on(run, "dstrike"):
        text.struck |= any(piece.strip() for piece in pieces)
        return
    place = _property(run, "vertAlign")
    is_raised = place is not None and place.get(f"{W}val") == "superscript"
    yield from map(raised, pieces) if is_raised else pieces


def _pieces(run: Any, text: _Text) -> Iterator[str]:
    fonts = _property(run, "rFonts")
    font = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    for child in _children(run):
        if child.tag == f"{W}t":
            yield as_drawn(child.text or "", font)
        elif child.tag in _BREAKS:
            text.breaks |= child.get(f"{W}type") == "page"
            yield _BREAKS[child.tag]
        elif child.tag in (f"{W}drawing", f"{W}pict"):
            text.boxes += child.iter(f"{W}txbxContent")
        else:
            yield from _beside(child, text)


def _beside(item: Any, text: _Text) -> Iterator[str]:
    """What is no text of a run and printed nevertheless."""
    if item.tag == f"{W}sym":
        yield symbol(item)
    elif item.tag == f"{W}instrText":
        text.code += item.text or ""
    elif item.tag == f"{W}fldChar":
        yield overprinted(text.code)
        yield left(item)
        text.code = ""
    elif item.tag == f"{W}ruby":
        for base in item.iter(f"{W}rubyBase"):
            yield from _runs(base, text)
    elif item.tag == f"{W}object":
        yield UNKNOWN  # a formula of an old program, as a picture


def _property(element: Any, name: str) -> Any:
    """A property of a run, cell, row or table, or None."""
    kind = element.tag.removeprefix(W)
    properties = element.find(f"{W}{kind}Pr")
    return None if properties is None else properties.find(f"{W}{name}")


def _goes_on(merge: Any) -> bool:
    """Whether a cell goes on with the one it is merged with."""
    return merge is not None and merge.get(f"{W}val", "continue") != "restart"


def _is_on(element: Any, name: str) -> bool:
    found = _property(element, name)
    return found is not None and found.get(f"{W}val", "true") not in OFF


def _count(element: Any, name: str, default: int = 0) -> int:
    found = _property(element, name)
    value = "" if found is None else str(found.get(f"{W}val", ""))
    return min(int(value), MOST_COLUMNS) if value.isdigit() else default


MOST_COLUMNS = 63
"""Columns that Word lets a table have."""


def _widths(table: Any, columns: int) -> tuple[float, ...]:
    grid = table.find(f"{W}tblGrid")
    found = [] if grid is None else [str(column.get(f"{W}w", "")) for column in grid.iter(f"{W}gridCol")]
    widths = [float(width) if width.isdigit() and int(width) else 0.0 for width in found[:columns]]
    usual = sum(widths) / max(1, sum(width > 0 for width in widths)) or 1.0
    return tuple([width or usual for width in widths] + [usual] * (columns - len(widths)))
