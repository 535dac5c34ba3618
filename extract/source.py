"""A document's bytes, opened: pages that can be read and rendered, or an error that says what it is and what to do."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import pypdfium2
import tablers

from extract.errors import DamagedDocument, EmptyDocument, EncryptedDocument, NotADocument

__all__ = ["Document", "opened"]


class Document:
    """One opened document. `data` are its bytes; pages count from 1."""

    def __init__(self, data: bytes, media_type: str) -> None:
        self.data = data
        self.media_type = media_type
        self.sha256 = hashlib.sha256(data).hexdigest()

    @cached_property
    def pdf(self) -> pypdfium2.PdfDocument:
        """The document as pypdfium2 sees it."""
        return pypdfium2.PdfDocument(self.data)

    @cached_property
    def tablers(self) -> tablers.Document:
        """The document as tablers sees it."""
        return tablers.Document(bytes=self.data)

    def close(self) -> None:
        """Give the memory back."""
        for name in ("pdf", "tablers"):
            if name in self.__dict__:
                self.__dict__.pop(name).close()


@contextmanager
def opened(data: bytes) -> Iterator[Document]:
    """The document in `data`, closed again afterwards. Raises a DocumentError when it cannot be opened."""
    if not data:
        raise EmptyDocument("the file is empty (0 bytes): ask for it again")
    if b"%PDF-" not in data[:1024]:
        raise NotADocument("this is neither a PDF nor an image: hand in the form as PDF, PNG, JPEG or TIFF")
    document = Document(data, "application/pdf")
    try:
        try:
            pages = len(document.pdf)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise EncryptedDocument(
                    "the PDF asks for a password: save it without one and hand it in again"
                ) from error
            raise DamagedDocument(f"the PDF is damaged and cannot be opened ({error}): fetch it again") from error
        if pages == 0:
            raise EmptyDocument("the PDF has no pages: ask for it again")
        yield document
    finally:
        document.close()
