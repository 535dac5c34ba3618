"""The third rung: camelot's lattice, first from the PDF's own strokes, then from the rendered page, where rulings are
found that no path draws (patterns, pictures)."""

from collections import Counter
from collections.abc import Callable, Iterator

import camelot
from camelot.core import Table as Lattice
from playa.exceptions import PDFException
from playa.miner import LTChar

from extract.model import Box
from extract.readers import plumber
from extract.rulings import straight
from extract.sheet import Glyph, Ruling, Sheet
from extract.source import Document, Frame

__all__ = ["ERRORS", "look"]

HEAPED = 200  # characters in one place: of 3,000 its lines were compared with one another for a quarter of an hour
ERRORS = (*plumber.ERRORS, PDFException, RuntimeError, OSError)


def look(document: Document, number: int) -> Sheet:
    """Page `number` as camelot sees it. Raises one of `ERRORS` where it cannot read the page.

    Its characters come with its tables; of a page where it finds no table, pdfplumber reads them.
    """
    frame = document.frame(number)
    glyphs = plumber.look(document, number).glyphs
    if max(Counter(glyph.box for glyph in glyphs).values(), default=0) > HEAPED:
        raise RuntimeError("too many characters stand in one place")
    for engine in ("vector", "combined"):
        found = camelot.read_pdf(
            document.data, pages=str(number), flavor="lattice", engine=engine, suppress_stdout=True, backend="pdfium"
        )
        if found:
            shown = _shown(frame, found[0])
            told = tuple(_glyphs(found[0], shown))
            rulings = tuple(ruling for table in found for ruling in _rulings(table, shown))
            return Sheet(frame.width, frame.height, told, rulings, frame.rotation)
    return Sheet(frame.width, frame.height, glyphs, (), frame.rotation)


def _shown(frame: Frame, table: Lattice) -> Callable[[Box], Box]:
    """From camelot's coordinates (y up, the page turned until its text is upright) to those of the page as shown."""
    width, height = table.pdf_size
    left, top = frame.left, frame.top
    if table.rotation == "clockwise":
        return lambda b: (b[1] - left, b[0] - top, b[3] - left, b[2] - top)
    if table.rotation == "anticlockwise":
        return lambda b: (height - b[3] - left, width - b[2] - top, height - b[1] - left, width - b[0] - top)
    return lambda b: (b[0] - left, height - b[3] - top, b[2] - left, height - b[1] - top)


def _glyphs(table: Lattice, shown: Callable[[Box], Box]) -> Iterator[Glyph]:
    back = {"clockwise": 90, "anticlockwise": 270}.get(table.rotation, 0)
    for line in table.textlines:
        for char in line:
            if isinstance(char, LTChar):  # the others are blanks that the layout analysis put in
                yield Glyph(char.get_text(), shown(char.bbox), (plumber.turn(*char.matrix[:4]) + back) % 360)


def _rulings(table: Lattice, shown: Callable[[Box], Box]) -> Iterator[Ruling]:
    """The sides that camelot's elementary cells have."""
    for row in table.cells:
        for cell in row:
            x0, y0, x1, y1 = cell.x1, cell.y1, cell.x2, cell.y2
            for drawn, box in (
                (cell.left, (x0, y0, x0, y1)),
                (cell.right, (x1, y0, x1, y1)),
                (cell.bottom, (x0, y0, x1, y0)),
                (cell.top, (x0, y1, x1, y1)),
            ):
                if drawn:
                    yield from straight(shown(box))
