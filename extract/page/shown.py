"""A document as a viewer shows it: form fields, notes and stamps drawn into the pages they lie on.

A PDF keeps them beside a page's content, where no reader of text looks, and a person sees no difference. PDFium draws
each by its own appearance, or makes one from the field's value or the note's words where it has none.
"""

import io

import pypdfium2
import pypdfium2.raw as pdfium

from extract.source import PDF, Document

__all__ = ["as_shown"]

WITHOUT_PASSWORD = 3  # FPDF_REMOVE_SECURITY: what is saved is read here and now
TINY = 0.01  # pixels to a point
UNSEEN = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)


def as_shown(document: Document) -> bytes | None:
    """The PDF with everything that lies on its pages drawn into them; None where nothing does, or it cannot be."""
    if document.media_type != PDF or not document.has_annotations:
        return None
    try:
        with pypdfium2.PdfDocument(document.data) as pdf:
            pdf.init_forms()
            drawn = [_flattened(pdf, index) for index in range(len(pdf))]
            if not any(drawn):
                return None
            out = io.BytesIO()
            pdf.save(out, flags=WITHOUT_PASSWORD)
    except pypdfium2.PdfiumError:  # a page that cannot be loaded says so when it is read
        return None
    return out.getvalue()


def _flattened(pdf: pypdfium2.PdfDocument, index: int) -> bool:
    """Whether something was drawn into a page."""
    page = pdf[index]
    try:
        if not _is_laid_on(page):
            return False
        page.render(scale=TINY, draw_annots=True)  # what has no look of its own is given one when it is first drawn
        return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)
    finally:
        page.close()


def _is_laid_on(page: pypdfium2.PdfPage) -> bool:
    """Whether anything but links lies on a page."""
    for n in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, n)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind not in UNSEEN:
            return True
    return False
