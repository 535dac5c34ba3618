"""A document as a viewer shows it: form fields, notes and stamps drawn into the pages they lie on.

A PDF keeps them beside a page's content, where no reader of text looks, and a person sees no difference. PDFium draws
each by its own appearance, or makes one from the field's value or the note's words where it has none.
"""

import ctypes
import io
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extract.model import Box
from extract.source import PDF, Document

__all__ = ["Note", "Shown", "as_shown"]

WITHOUT_PASSWORD = 3  # FPDF_REMOVE_SECURITY: what is saved is read here and now
TINY = 0.01  # pixels to a point
LONGEST = 4096  # characters of one note
LATIN = "\xff"  # the last character that every face has
HIDDEN = 2 | 32  # flags of an annotation: hidden, not to be viewed
WRITTEN = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
UNSEEN = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)


class Note(NamedTuple):
    """What a form field or a note says and no viewer's face could draw, with its box on the page as shown."""

    text: str
    box: Box


class Shown(NamedTuple):
    """The PDF with everything that lies on its pages drawn into them, and what could not be, by page."""

    data: bytes
    notes: Mapping[int, tuple[Note, ...]]


def as_shown(document: Document) -> Shown | None:
    """The document as a viewer shows it; None where nothing lies on its pages, or it cannot be drawn."""
    if document.media_type != PDF or not document.has_annotations:
        return None
    try:
        bare = [frozenset(_without_look(document.pdf, index)) for index in range(len(document.pdf))]
        with pypdfium2.PdfDocument(document.data) as pdf:
            pdf.init_forms()  # which gives a look to what has none
            said = {number: tuple(_notes(pdf, number - 1)) for number in range(1, len(pdf) + 1)}
            drawn = [_flattened(pdf, index, bare[index]) for index in range(len(pdf))]
            if not any(drawn):
                return None
            lost = {number: tuple(_lost(pdf, number - 1, notes)) for number, notes in said.items() if notes}
            out = io.BytesIO()
            pdf.save(out, flags=WITHOUT_PASSWORD)
    except pypdfium2.PdfiumError:  # a page that cannot be loaded says so when it is read
        return None
    return Shown(out.getvalue(), lost)


def _notes(pdf: pypdfium2.PdfDocument, index: int) -> Iterator[Note]:
    """What the text fields and the notes in free text of a page say, in the page's own coordinates."""
    page = pdf[index]
    try:
        for n in range(pdfium.FPDFPage_GetAnnotCount(page)):
            note = pdfium.FPDFPage_GetAnnot(page, n)
            text = _said(pdf, note)
            if text and not pdfium.FPDFAnnot_GetFlags(note) & HIDDEN:
                rect = pdfium.FS_RECTF()
                pdfium.FPDFAnnot_GetRect(note, rect)
                yield Note(text, (rect.left, rect.bottom, rect.right, rect.top))
            pdfium.FPDFPage_CloseAnnot(note)
    finally:
        page.close()


def _said(pdf: pypdfium2.PdfDocument, note: Any) -> str:
    buffer = (ctypes.c_ushort * LONGEST)()
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    size = 0
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        size = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", buffer, 2 * LONGEST)
    elif (
        kind == pdfium.FPDF_ANNOT_WIDGET
        and pdf.formenv
        and pdfium.FPDFAnnot_GetFormFieldType(pdf.formenv, note) in WRITTEN
    ):
        size = pdfium.FPDFAnnot_GetFormFieldValue(pdf.formenv, note, buffer, 2 * LONGEST)
    return bytes(buffer)[: max(0, min(size, 2 * LONGEST) - 2)].decode("utf-16-le", errors="replace").strip()


def _lost(pdf: pypdfium2.PdfDocument, index: int, notes: Iterable[Note]) -> Iterator[Note]:
    """The notes of a page in whose place nothing is written, with their boxes as shown."""
    page = pdf[index]
    words = page.get_textpage()
    try:
        left, bottom, right, top = page.get_bbox()
        for text, (x0, y0, x1, y1) in notes:
            if not words.get_text_bounded(x0, y0, x1, y1).strip():
                yield Note(
                    text,
                    {
                        0: (x0 - left, top - y1, x1 - left, top - y0),
                        90: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
                        180: (right - x1, y0 - bottom, right - x0, y1 - bottom),
                        270: (top - y1, right - x1, top - y0, right - x0),
                    }[page.get_rotation()],
                )
    finally:
        words.close()
        page.close()


def _without_look(pdf: pypdfium2.PdfDocument, index: int) -> Iterator[int]:
    """The numbers of the fields and notes of a page of which the file does not say what they look like."""
    page = pdf[index]
    try:
        for n in range(pdfium.FPDFPage_GetAnnotCount(page)):
            note = pdfium.FPDFPage_GetAnnot(page, n)
            if not pdfium.FPDFAnnot_HasKey(note, b"AP"):
                yield n
            pdfium.FPDFPage_CloseAnnot(note)
    finally:
        page.close()


def _flattened(pdf: pypdfium2.PdfDocument, index: int, bare: Set[int]) -> bool:
    """Whether something was drawn into a page; `bare`: what of it has no look of its own, by number."""
    page = pdf[index]
    try:
        if not _is_laid_on(page):
            return False
        _clear(pdf, page, bare)
        page.render(scale=TINY, draw_annots=True)  # what has no look of its own is given one when it is first drawn
        return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)
    finally:
        page.close()


def _clear(pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, bare: Set[int]) -> None:
    """Take off what no viewer shows (PDFium would draw what may be printed and not viewed), and what says words for
    which PDFium has no face where the file gives them no look: it would draw the rest of them."""
    for n in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, n)
        is_hidden = bool(pdfium.FPDFAnnot_GetFlags(note) & HIDDEN)
        is_faceless = n in bare and any(char > LATIN for char in _said(pdf, note))
        pdfium.FPDFPage_CloseAnnot(note)
        if is_hidden or is_faceless:
            pdfium.FPDFPage_RemoveAnnot(page, n)


def _is_laid_on(page: pypdfium2.PdfPage) -> bool:
    """Whether anything but links lies on a page."""
    for n in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, n)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind not in UNSEEN:
            return True
    return False
