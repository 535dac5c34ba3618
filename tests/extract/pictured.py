"""A document's pages as pictures of them, as a scanner makes them."""

import io

import pypdfium2 as pdfium

__all__ = ["frames", "pictured"]

SCALE = 150 / 72  # pixels to a point


def pictured(made: bytes) -> bytes:
    """A PNG of the first page of a PDF."""
    with pdfium.PdfDocument(made) as document:
        image = document[0].render(scale=SCALE).to_pil()
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def frames(made: bytes) -> bytes:
    """A TIFF of all pages of a PDF."""
    with pdfium.PdfDocument(made) as document:
        first, *more = [page.render(scale=SCALE).to_pil() for page in document]
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=more)
    return out.getvalue()
