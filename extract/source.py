"""An opened document: its bytes, and its pages as each library has them.

Every library opens the document when it is first asked and reads page by page; between pages it can be closed, so
that nothing of a page outlives it.
What a PDF says of itself in plain bytes (are there pictures at all, does a page's box begin elsewhere than at the
origin) is looked up there first, for loading a page only to hear "no" would cost as much as reading it.
"""

import io
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import tablers

from extract.errors import UnreadablePage
from extract.mend import packed_objects
from extract.model import Box
from extract.settings import ExtractSettings

if TYPE_CHECKING:
    import pdfplumber

__all__ = ["PDF", "Document", "Frame"]

PDF = "application/pdf"

_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_ANNOTATION = re.compile(
    rb"/Subtype\s*/(?:Widget|FreeText|Text|Stamp|Ink|Line|Square|Circle|Poly|Highlight|Underline|Squiggly|Strike|Caret)"
)
_MASK = re.compile(rb"/S?Mask\s+\d+\s+\d+\s+R")
_HIDDEN = re.compile(rb"/(?:Encrypt|ObjStm\b)")  # whose objects are not plain to see
_BOX = re.compile(rb"/(?:Media|Crop)Box\s*(?:\[\s*(\S+)\s+(\S+)|)")


LEAST_SIDE = 0.5  # points: a page with a shorter side shows nothing


class Frame(NamedTuple):
    """A page as shown: its size in points, its `/Rotate`, and how far the visible part lies from the left and from the
    top edge of the whole page (for libraries that count from there)."""

    width: float
    height: float
    rotation: int
    left: float
    top: float


class Document:
    """One opened document: `data` its bytes, `media_type` what they are. Pages count from 1; close it after use.

    `mended` says what was broken in it and is whole now; `torn`, that parts of it are lost for good.
    """

    def __init__(self, data: bytes, media_type: str, mended: tuple[str, ...] = (), torn: bool = False) -> None:
        self.data = data
        self.media_type = media_type
        self.mended = mended
        self.torn = torn
        self._page: tuple[int, pypdfium2.PdfPage] | None = None
        self._words: pypdfium2.PdfTextPage | None = None
        self.most = ExtractSettings().max_glyphs  # characters of a page
        self.notes: dict[int, Sequence[tuple[str, Box]]] = {}  # what lies on its pages and has no look of its own
        self.lies: dict[object, bool] = {}  # what was found out of its fonts and characters (`extract.page.believed`)

    @cached_property
    def pdf(self) -> pypdfium2.PdfDocument:
        """The PDF as PDFium opens it."""
        return pypdfium2.PdfDocument(self.data)

    @cached_property
    def tablers(self) -> tablers.Document:
        """The PDF as tablers opens it."""
        return tablers.Document(bytes=self.data)

    @cached_property
    def plumber(self) -> "pdfplumber.PDF":
        """The PDF as pdfplumber opens it."""
        import pdfplumber  # loading it costs more than reading a page

        return pdfplumber.open(io.BytesIO(self.data))

    @cached_property
    def has_pictures(self) -> bool:
        """Whether the PDF holds any image at all; an image's dictionary is never compressed."""
        return _PICTURE.search(self.data) is not None

    @cached_property
    def has_annotations(self) -> bool:
        """Whether form fields, notes or stamps lie on its pages (True also where that is not plain to see)."""
        return self._says(lambda part: _ANNOTATION.search(part) is not None)

    @cached_property
    def has_soft_masks(self) -> bool:
        """Whether an image may have a mask of its own, as layered scans do; its dictionary is never compressed."""
        return _MASK.search(self.data) is not None

    @cached_property
    def has_shifted_boxes(self) -> bool:
        """Whether a page's box may begin elsewhere than at the origin (True also where that is not plain to see)."""
        return self._says(_shifted)

    @cached_property
    def _plain(self) -> tuple[bytes, ...] | None:
        """What of the PDF's objects is plain to see, those packed together unpacked; None where that cannot be."""
        if _HIDDEN.search(self.data) is None:  # one look through the file, not two
            return (self.data,)
        if b"/Encrypt" in self.data:
            return None
        try:
            return (self.data, *(body for _, body in packed_objects(self.data)))
        except zlib.error:
            return None

    def _says(self, test: Callable[[bytes], bool]) -> bool:
        """Whether a test holds of what is plain to see of the PDF, or may hold of what is not."""
        return self._plain is None or any(map(test, self._plain))

    @contextmanager
    def page(self, number: int) -> Iterator[pypdfium2.PdfPage]:
        """A page of a PDF as PDFium loads it, kept until another one is asked for. Raises `UnreadablePage`."""
        if self._page is None or self._page[0] != number:
            self._leave()
            try:
                self._page = (number, self.pdf[number - 1])
            except pypdfium2.PdfiumError as error:
                raise UnreadablePage(
                    f"page {number} cannot be loaded ({error}): fetch the document again, or print it to a new PDF"
                ) from error
        yield self._page[1]

    def words(self, number: int) -> pypdfium2.PdfTextPage:
        """The characters of a PDF's page as PDFium finds them, kept as long as the page. Raises `UnreadablePage`."""
        with self.page(number) as page:
            if self._words is None:
                self._words = page.get_textpage()
        return self._words

    def _leave(self) -> None:
        """Close the page that was kept, and its characters with it."""
        if self._page is not None:
            page, self._page, self._words = self._page[1], None, None
            page.close()

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a PDF's page as shown, in points. Raises `UnreadablePage` where it has none."""
        try:
            width, height = self.pdf.get_page_size(number - 1)
        except pypdfium2.PdfiumError as error:
            raise UnreadablePage(f"page {number} is missing or damaged ({error}): fetch the document again") from error
        if min(width, height) < LEAST_SIDE:
            raise UnreadablePage(f"page {number} has no size: print the document to a new PDF")
        return width, height

    def frame(self, number: int) -> Frame:
        """Where the visible part of a PDF's page lies in the whole of it, both turned as shown."""
        with self.page(number) as page:
            left, bottom, right, top = page.get_bbox()
            x0, y0, x1, y1 = page.get_mediabox()
            turn = page.get_rotation()
        margins = (left - x0, bottom - y0, x1 - right, y1 - top)
        first = {0: 0, 90: 1, 180: 2, 270: 3}[turn]
        width, height = (right - left, top - bottom) if turn % 180 == 0 else (top - bottom, right - left)
        return Frame(width, height, turn, margins[first], margins[(first + 3) % 4])

    def origin(self, number: int) -> tuple[float, float]:
        """The lower left corner of a PDF page's visible box, in its own, unturned coordinates."""
        if not self.has_shifted_boxes:
            return 0.0, 0.0
        with self.page(number) as page:
            left, bottom, _, _ = page.get_bbox()
        return left, bottom

    def close(self) -> None:
        """Give back what the libraries hold; they open the document anew when they are asked again.

        Both PDFiums keep the fonts of every page that was read, some two MiB a page, until the document is closed.
        """
        self._leave()
        for name in ("pdf", "tablers"):
            if name in self.__dict__:
                self.__dict__.pop(name).close()
        self.__dict__.pop("plumber", None)  # to close it, it would read every page first, damaged ones too


def _shifted(plain: bytes) -> bool:
    return any(match[1] is None or float(match[1]) or float(match[2]) for match in _BOX.finditer(plain))
