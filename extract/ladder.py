"""The ladder: each page by the cheapest reader whose result stands up."""

from extract.model import Attempt, Extraction, Page
from extract.page import content
from extract.readers.tablers import look
from extract.settings import ExtractSettings
from extract.source import Document, opened

__all__ = ["extract"]


def extract(data: bytes, settings: ExtractSettings = ExtractSettings()) -> Extraction:  # noqa: B008 (frozen)
    """Everything that stands on the pages of the document in `data`. Raises `extract.errors.DocumentError`."""
    with opened(data) as document:
        pages = tuple(_page(document, number) for number in range(1, len(document.pdf) + 1))
        return Extraction(sha256=document.sha256, media_type=document.media_type, pages=pages)


def _page(document: Document, number: int) -> Page:
    sheet = look(document, number)
    if not any(glyph.text.strip() for glyph in sheet.glyphs):
        return Page(
            number=number,
            width=sheet.width,
            height=sheet.height,
            status="needs_ocr",
            reason="no text layer",
            attempts=(Attempt(reader="tablers", problem="no text layer"),),
        )
    found, outside = content(sheet)
    return Page(
        number=number,
        width=sheet.width,
        height=sheet.height,
        status="read",
        reader="tablers",
        attempts=(Attempt(reader="tablers"),),
        tables=found,
        lines=outside,
    )
