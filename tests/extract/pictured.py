"""A document's first page as a picture of it, as a scanner makes one."""

import io

import pypdfium2 as pdfium

__all__ = ["pictured"]

SCALE = 150 / 72  # pixels to a point


def pictured(made: bytes) -> bytes:
    """A PNG of the first page of a PDF."""
    with pdfium.PdfDocument(made) as document:
        image = document[0].render(scale=SCALE).to_pil()
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
