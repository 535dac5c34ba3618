"""A saved web page: its tables with their spans, the texts above them as lines, a page without paper for each.

    bytes ─ encoding ─► tree ─ walk ─► lines and tables ─┐
                          └─ pictures that came with it ─┴─► pages

A table around tables is layout, and what is in its cells is read as if it stood by itself; where its own rows are a
form, the tables in its cells stand behind it. What a browser does not show is left out; nothing the page refers to is
fetched, no script is run.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from extract.errors import DamagedDocument, NotADocument, OversizedDocument
from extract.given import Block, GivenCell, GivenTable, Paragraph, laid_out, parts, tiled
from extract.media import MHTML
from extract.model import Page
from extract.readers import pasted
from extract.readers.web_saved import markups, shown
from extract.settings import ExtractSettings
from extract.source import Document
from extract.symbols import as_drawn, raised, told_apart

__all__ = ["pages"]

WIDEST, LONGEST = 200, 20_000
"""Columns and rows that one table may span: a browser, too, ends a span at a thousand columns."""
DEEPEST = 200
FORM_ROWS = 2
"""Rows with texts beside one another: a layout has one, its menu."""
HEAD = 4096
"""Bytes in which a page names its encoding."""
BREAK = "\v"
"""A line that ends within its block."""
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "hz", "gb_2312-80", "x-gbk"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "iframe", "object", "svg", "rt", "rp"})
_INLINE = frozenset(
    {"a", "b", "i", "u", "em", "strong", "span", "font", "small", "big", "sub", "sup", "label", "code", "ins", "mark"}
)
_AS_TYPED = frozenset({"pre", "textarea"})
_STRUCK = frozenset({"s", "strike", "del"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)
_APART = re.compile(
    r"float\s*:\s*(?:left|right)|position\s*:\s*absolute|display\s*:\s*(?:inline-|table-)", re.IGNORECASE
)
"""The style of a text that stands apart from the one before it in the same line."""
_FONT = re.compile(r"font-family\s*:\s*[\"']?([\w ]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\+?(\d+)")
_BLANK = re.compile(r"[ \t\r\n\f]+")


def pages(document: Document, settings: ExtractSettings) -> Iterator[Page]:
    """A page for each table with its heading, and for the lines between; then one for each picture that may hold a
    form. Raises a `DocumentError`."""
    walk, found = _Walk(), list[list[Block]]()
    pictures = list[pasted.Pasted]()
    for markup in markups(document.data, packed=document.media_type == MHTML):
        body = _tree(markup.data)
        found += parts(walk.blocks(body))
        pictures += (picture for picture in shown(body, markup, _is_unseen) if picture.holds_form)
    if not pictures and not any(isinstance(block, GivenTable) for blocks in found for block in blocks):
        raise NotADocument(
            "this is a web page without a table (a login or an error page saved under another name?): hand in the form"
        )
    yield from (laid_out(blocks, number, "web") for number, blocks in enumerate(_below_each_other(found), 1))
    yield from pasted.read(pictures, len(found) + 1, settings)


def _tree(data: bytes) -> Any:
    from lxml import etree, html

    text = _text(data)
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError, AssertionError, RecursionError) as fault:
        raise DamagedDocument(f"the web page cannot be read ({fault}): save it again, or print it to PDF") from fault


def _text(data: bytes) -> str:
    """The page's text: by its byte-order mark, by what it says it is, by what it can be."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _plain(data[len(mark) :].decode(name, "replace"))
    said = _CHARSET.search(data[:HEAD])
    name = said[1].decode("ascii").lower() if said else ""
    try:
        return _plain(data.decode("utf-8"))  # what is valid UTF-8 is nothing else, whatever it says
    except UnicodeDecodeError:
        pass
    if name in _CHINESE or not name:
        return _plain(data.decode("gb18030", "replace"))
    try:
        return _plain(data.decode(name, "replace"))
    except LookupError:
        return _plain(data.decode("gb18030", "replace"))


def _plain(text: str) -> str:
    """The text without what an XML tree refuses: an encoding declared once more, and control characters."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    return re.sub(r"[\x00-\x08\x0b\x0e-\x1f]", "", text)


class _Walk:
    """One way through a page: it counts tables and lines."""

    def __init__(self) -> None:
        self._tables = self._lines = 0

    def blocks(self, element: Any, depth: int = 0) -> Iterator[Block]:
        """Lines and tables of an element in their order."""
        line = ""
        for part in _parts(element, depth):
            if isinstance(part, str):
                line += part
                continue
            yield from self._line(line)
            line = ""
            yield from self._table(part, depth)
        yield from self._line(line)

    def _line(self, text: str) -> Iterator[Paragraph]:
        for block in told_apart(text)[0].split("\n"):
            self._lines += bool(block.strip())
            yield from (Paragraph(part.strip(), f"line {self._lines}") for part in block.split(BREAK) if part.strip())

    def _table(self, table: Any, depth: int) -> Iterator[Block]:
        inner = [one for one in table.iter("table") if one is not table and next(one.iterancestors("table")) is table]
        if inner and not _is_form(table) and depth < DEEPEST:
            for row in _rows(table):
                for cell in _cells(row):
                    yield from self.blocks(cell, depth + 1)
            return
        for caption in table.iterchildren("caption"):
            yield from self._line("".join(part for part in _parts(caption, depth) if isinstance(part, str)))
        self._tables += 1
        cells = list(_grid(table, self._tables))
        if cells:
            rows = max(cell.row for cell in cells) + 1
            columns = max(cell.column + cell.column_span for cell in cells)
            trimmed = [_cut(cell, rows) for cell in cells]
            yield GivenTable(rows, columns, tiled(trimmed, rows, columns), _widths(trimmed, columns))
        for one in inner:
            if depth < DEEPEST and not _is_hidden(one):
                yield from self._table(one, depth + 1)


def _is_form(table: Any) -> bool:
    """Whether a table around tables is one itself, no layout: several of its rows have texts beside one another."""
    rows = [[cell for cell in _cells(row) if "".join(cell.itertext()).strip()] for row in _rows(table)]
    plain = [row for row in rows if not any(next(cell.iter("table"), None) is not None for cell in row)]
    return sum(len(row) > 1 for row in plain) >= FORM_ROWS


def _parts(element: Any, depth: int) -> Iterator[Any]:
    """Shown text and tables of an element; a line feed where a block begins or ends, `BREAK` where its line does."""
    if element.text:
        yield element.text if element.tag in _AS_TYPED else _BLANK.sub(" ", element.text)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            yield BREAK
        elif tag == "table" and not _is_hidden(child):
            yield child
        elif tag in ("input", "select"):
            yield _filled(child)
        elif tag and tag not in _UNSEEN and tag not in _STRUCK and not _is_hidden(child) and depth < DEEPEST:
            style = child.get("style") or ""
            edge, font = _edge(tag, style), _FONT.search(style)
            face = font[1] if font else child.get("face")
            yield edge
            for part in _parts(child, depth + 1):
                if isinstance(part, str):
                    part = as_drawn(raised(part) if tag == "sup" else part, face)
                yield part
            yield edge
        if child.tail:
            yield _BLANK.sub(" ", child.tail)


def _edge(tag: str, style: str) -> str:
    """What parts an element's text from what stands around it."""
    if tag not in _INLINE:
        return "\n"
    return "\t" if _APART.search(style) else ""


def _filled(box: Any) -> str:
    """A box to tick as a character, a field to fill as its text, a list as what is chosen from it."""
    if box.tag == "select":
        entries = list(box.iter("option"))
        chosen = [entry for entry in entries if entry.get("selected") is not None] or entries
        return "".join(chosen[0].itertext()).strip() if chosen else ""
    kind = (box.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if box.get("checked") is not None else "□"
    return box.get("value") or "" if kind == "text" else ""


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_unseen(element: Any) -> bool:
    return element.tag in _UNSEEN or _is_hidden(element)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table itself, its head first and its foot last, as a browser shows them."""
    sections: dict[str, list[Any]] = {"thead": [], "": [], "tfoot": []}
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot") and not _is_hidden(child):
            sections[child.tag if child.tag in sections else ""] += [row for row in child if row.tag == "tr"]
        elif child.tag == "tr":
            sections[""].append(child)
    for rows in sections.values():
        yield from (row for row in rows if not _is_hidden(row))


def _cells(row: Any) -> Iterator[Any]:
    for cell in row:
        if cell.tag in ("td", "th") and not _is_hidden(cell):
            yield cell


def _grid(table: Any, number: int) -> Iterator[GivenCell]:
    """The cells in their places: each row's next cell stands in the first column that none from above covers."""
    covered: dict[int, int] = {}  # column: the row up to which a cell from above reaches
    for row, element in enumerate(_rows(table)):
        if row >= LONGEST:
            raise OversizedDocument(f"a table of more than {LONGEST} rows: save only the page with the form")
        column = 0
        for cell in _cells(element):
            while covered.get(column, 0) > row:
                column += 1
            if column >= WIDEST:
                raise OversizedDocument(f"a table of more than {WIDEST} columns: save only the page with the form")
            across = min(_span(cell, "colspan") or 1, WIDEST - column)
            down = _span(cell, "rowspan") or LONGEST
            for place in range(column, column + across):
                covered[place] = row + down
            text = "".join(part for part in _parts(cell, 0) if isinstance(part, str))
            text, unread = told_apart(text.replace("\xa0", " "))
            lines = [line.strip() for line in text.replace(BREAK, "\n").split("\n")]
            where = f"table {number}, row {row + 1}, column {column + 1}"
            yield GivenCell(row, column, down, across, "\n".join(filter(None, lines)), where, unread + _doubts(cell))
            column += across


def _doubts(cell: Any) -> tuple[str, ...]:
    """What was left out of a cell, if anything."""
    return ("struck_out",) if any((mark.text or "").strip() for mark in cell.iter(*_STRUCK)) else ()


def _span(cell: Any, name: str) -> int:
    """A cell's span as a browser reads it: `2;` means 2, and what begins with no number 1; 0 means up to the end of the
    rows, and nothing for columns."""
    digits = _NUMBER.match(cell.get(name) or "")
    if digits is None:
        return 1
    return min(int(digits[1][:9]), LONGEST)


def _below_each_other(found: Sequence[Sequence[Block]]) -> Iterator[list[Block]]:
    """The page's blocks, tables of as many columns with columns as wide: one that goes on with another has no head."""
    widths: dict[int, tuple[float, ...]] = {}
    for block in (block for blocks in found for block in blocks):
        if isinstance(block, GivenTable):
            others = widths.get(block.columns, block.widths)
            widths[block.columns] = tuple(map(max, block.widths, others))
    for blocks in found:
        yield [
            replace(block, widths=widths[block.columns]) if isinstance(block, GivenTable) else block for block in blocks
        ]


def _cut(cell: GivenCell, rows: int) -> GivenCell:
    """A cell that ends where the table does."""
    span = min(cell.row_span, rows - cell.row)
    return GivenCell(cell.row, cell.column, span, cell.column_span, cell.text, cell.place, cell.doubts)


def _widths(cells: Sequence[GivenCell], columns: int) -> tuple[float, ...]:
    """Columns as wide as the longest text that stands in one of them alone, within reason."""
    widths = [2.0] * columns
    for cell in cells:
        if cell.column_span == 1:
            widths[cell.column] = max(widths[cell.column], min(20.0, max(map(len, cell.text.split("\n")), default=0.0)))
    return tuple(widths)
