"""A document's bytes, opened, or an error that says what is wrong with them and what to do.

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
from pypdfium2 import raw

from extract.errors import (
    DamagedDocument,
    EmptyDocument,
    EncryptedDocument,
    NotADocument,
    OversizedDocument,
    UnreadablePage,
)
from extract.media import LOCKED, container_type, guess, image_type
from extract.mend import NO_END, catalogued, headed, is_torn, lost, packed_objects
from extract.model import Box
from extract.settings import ExtractSettings

if TYPE_CHECKING:
    import pdfplumber

__all__ = ["PDF", "Document", "Frame", "opened"]

PDF = "application/pdf"
HEAD = 1024  # bytes: readers accept a PDF whose mark stands within the first so many
PACKAGE = b"PK"  # what an archive begins with, which may hold a PDF as it is
JUNK = 1 << 20  # bytes: what may stand before it in a file that is nothing else

_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_ANNOTATION = re.compile(
    rb"/Subtype\s*/(?:Widget|FreeText|Text|Stamp|Ink|Line|Square|Circle|Poly|Highlight|Underline|Squiggly|Strike|Caret)"
)
_MASK = re.compile(rb"/S?Mask\s+\d+\s+\d+\s+R")
_PAGELESS = re.compile(rb"/Count\s+0\b")
_PAGE = re.compile(rb"/Type\s*/(?:Page|ObjStm)\b")
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


@contextmanager
def opened(data: bytes, settings: ExtractSettings) -> Iterator[Document]:
    """The document in `data`, closed again afterwards. Raises a `DocumentError` that names the fault."""
    media_type = _media_type(data)
    document = _whole(data) if media_type == PDF else Document(data, media_type)
    try:
        document.most = settings.max_glyphs
        if media_type == PDF:
            _check(document, settings)
        yield document
    finally:
        document.close()


def _media_type(data: bytes) -> str:
    if not data.strip(b"\x00\t\r\n "):
        raise EmptyDocument(f"the file is empty ({len(data)} bytes without content): ask for it again")
    if b"%PDF-" in data[:HEAD]:
        return PDF
    kind = image_type(data) or container_type(data)
    if kind == LOCKED:
        raise EncryptedDocument("the Office file asks for a password: save it without one and hand that in")
    if kind is None and b"%PDF-" in data[:JUNK] and not data.startswith(PACKAGE):
        return PDF
    if kind is None:
        raise NotADocument(
            f"this is {guess(data)}: hand it in as PDF, OFD, Word or Excel file, or as PNG, JPEG or TIFF"
        )
    return kind


def _whole(data: bytes) -> Document:
    """The PDF in `data`, mended where it is broken. Raises a `DocumentError` where nothing opens it."""
    mended = []
    if b"%PDF-" not in data[:HEAD]:
        data = headed(data)
        mended.append("bytes that are no part of it stand before it")
    document = Document(data, PDF)
    fault = _fault(document)
    if fault is not None and fault.err_code == raw.FPDF_ERR_FORMAT:
        whole = catalogued(data)
        document = document if whole is None else Document(whole, PDF)
        fault = fault if whole is None else _fault(document)
    _raise(fault, data)
    torn = is_torn(data)
    if torn:
        mended.append(NO_END)
    elif not raw.FPDF_DocumentHasValidCrossReferenceTable(document.pdf.raw):
        mended.append("its table of contents for programs was wrong")
    document.mended = tuple(mended)
    document.torn = torn and _loses(data)
    return document


def _loses(data: bytes) -> bool:
    """Whether parts of a torn PDF are gone; where that cannot be seen they may be."""
    try:
        return b"/Encrypt" in data or bool(lost(data))
    except zlib.error:
        return True


def _fault(document: Document) -> pypdfium2.PdfiumError | None:
    try:
        len(document.pdf)
    except pypdfium2.PdfiumError as error:
        return error
    return None


def _raise(fault: pypdfium2.PdfiumError | None, data: bytes) -> None:
    """Say what keeps a PDF from being opened, if anything does."""
    if fault is None:
        return
    if _PAGELESS.search(data) and not _PAGE.search(data):  # PDFium's own code for it is that of the last fault it met
        raise EmptyDocument("the PDF has no pages: ask for it again") from fault
    if fault.err_code == raw.FPDF_ERR_PASSWORD:
        raise EncryptedDocument("the PDF asks for a password: save it without one and hand that in") from fault
    raise DamagedDocument(f"the PDF cannot be opened ({fault}): it is damaged, fetch it again") from fault


def _check(document: Document, settings: ExtractSettings) -> None:
    """Refuse what no limit allows. A page that cannot be loaded is told when its turn comes."""
    pages = len(document.pdf)
    if pages > settings.max_pages:
        raise OversizedDocument(f"the PDF has {pages} pages, more than {settings.max_pages}: split it")
    for number in range(1, pages + 1):
        try:
            width, height = document.size(number)
        except UnreadablePage:
            continue
        if max(width, height) > settings.max_side:
            raise OversizedDocument(
                f"page {number} is {width:.0f} by {height:.0f} points, more than {settings.max_side:.0f}: "
                "print it to a PDF of paper size"
            )
