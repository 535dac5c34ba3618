"""A document's bytes, opened, or an error that says what is wrong with them and what to do."""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
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
from extract.mend import NO_END, catalogued, headed, is_torn, lost
from extract.settings import ExtractSettings
from extract.source import PDF, Document

__all__ = ["opened"]

HEAD = 1024  # bytes: readers accept a PDF whose mark stands within the first so many
PACKAGE = b"PK"  # what an archive begins with, which may hold a PDF as it is
JUNK = 1 << 20  # bytes: what may stand before it in a file that is nothing else

_PAGELESS = re.compile(rb"/Count\s+0\b")
_PAGE = re.compile(rb"/Type\s*/(?:Page|ObjStm)\b")


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
    if b"%PDF-" in data[:HEAD]:
        return PDF
    if not data.strip(b"\x00\t\r\n "):
        raise EmptyDocument(f"the file is empty ({len(data)} bytes without content): ask for it again")
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
    raise DamagedDocument("the PDF cannot be opened: it is damaged, fetch it again") from fault


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
