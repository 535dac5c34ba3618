"""Pages without text to trust: handed to the OCR reader, or recorded as needing it, never dropped."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.context import Columns, in_context
from extract.errors import ReaderUnavailable
from extract.faults import Guard
from extract.model import LINE_CUT, Attempt, Page
from extract.readers import OCR, reader
from extract.settings import ExtractSettings
from extract.source import PDF, Document

if TYPE_CHECKING:
    from extract.scan.raster import Raster

__all__ = ["can_recognise", "frames", "recognised", "rejoined", "scanned"]


def frames(document: Document, settings: ExtractSettings) -> list[Page]:
    """The pages of an image file, boxes in pixels, or why they cannot be read; where none can, that is raised."""
    from extract.scan.raster import frame_count  # loads OpenCV

    guard = Guard()

    def page(number: int, settings: ExtractSettings, columns: Columns) -> Page:
        with guard:
            return _frame(document, number, settings, columns)
        return guard.page(number)

    return guard.any_read(in_context(page, frame_count(document.data), settings))


def _frame(document: Document, number: int, settings: ExtractSettings, columns: Columns) -> Page:
    raster = _picture(document, number)
    height, width = (side / raster.scale for side in raster.pixels.shape[:2])
    page = Page(number=number, width=width, height=height, status="needs_ocr", reason="this is an image")
    return recognised(page, raster, settings, columns)


def scanned(document: Document, number: int, settings: ExtractSettings, why: str, columns: Columns = ()) -> Page:
    """Page `number` of a PDF read from its picture; `why` is the reason that its text is not."""
    width, height = document.size(number)
    page = Page(number=number, width=width, height=height, status="needs_ocr", reason=why)
    if _chosen(settings) is None:
        return page
    from extract.scan.raster import page_raster

    with document.page(number) as drawn:
        page = page.model_copy(update={"rotation": drawn.get_rotation()})
        raster = page_raster(drawn, layered=document.has_soft_masks)
    return recognised(page, raster, settings, columns)


def rejoined(document: Document, pages: Sequence[Page], settings: ExtractSettings) -> list[Page]:
    """The pages with the lines whole that a page break ran through: each half was read for itself, and badly."""
    found = list(pages)
    for n, (upper, lower) in enumerate(pairwise(pages)):
        if upper.reader in OCR and upper.reader == lower.reader and _cuts(upper, lower):
            rejoin = getattr(reader(upper.reader), "rejoin", None)
            if rejoin is not None:
                with Guard():  # what fails leaves the halves as they were read
                    rasters = (_picture(document, upper.number), _picture(document, lower.number))
                    found[n : n + 2] = rejoin((found[n], found[n + 1]), rasters, settings)
    return found


def _cuts(upper: Page, lower: Page) -> bool:
    """Whether the break between two pages ran through a line."""
    if not upper.tables or not lower.tables:
        return False
    above, below = upper.tables[-1], lower.tables[0]
    foot = any(LINE_CUT in cell.doubts and cell.row + cell.row_span == above.rows for cell in above.cells)
    return foot or any(LINE_CUT in cell.doubts and cell.row + cell.row_span < below.rows for cell in below.cells)


def _picture(document: Document, number: int) -> "Raster":
    from extract.scan.raster import image_frames, page_raster

    if document.media_type != PDF:
        return next(image_frames(document.data, number))
    with document.page(number) as drawn:
        return page_raster(drawn, layered=document.has_soft_masks)


def can_recognise(settings: ExtractSettings) -> bool:
    """Whether the settings let a page be read from its picture."""
    return _chosen(settings) is not None


def _chosen(settings: ExtractSettings) -> str | None:
    if not settings.ocr:
        return None
    return "ppocr" if settings.reader == "auto" else settings.reader if settings.reader in OCR else None


def recognised(page: Page, raster: "Raster", settings: ExtractSettings, columns: Columns = ()) -> Page:
    """The page as the OCR reader reads its picture; as it was where there is none, or where a glance sees no form.
    `columns`: those of the table that goes on over it."""
    name = _chosen(settings)
    if name is None:
        return page
    try:
        module = reader(name)
    except ReaderUnavailable as error:
        if settings.reader == name:
            raise
        return page.model_copy(update={"attempts": (Attempt(reader=name, problem=str(error)),)})
    glance = getattr(module, "glance", None)
    nothing: str | None = glance(raster, settings) if glance and settings.form_words else None
    if nothing is not None:
        seen = (Attempt(reader=name, problem=nothing),)
        return page.model_copy(update={"status": "skipped", "reason": nothing, "attempts": seen})
    read: Page = module.read(raster, page.number, settings, page.rotation, columns)
    return read.model_copy(update={"reason": page.reason})
