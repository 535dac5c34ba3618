"""A document that came out badly, to look at: its page with cells and wrong rows outlined, wrong values beside it.

Cells of the truth are green where found and magenta where not; wrong rows red where nobody was asked to look, orange
where a person is asked.
"""

import base64
import io
from collections import Counter
from html import escape
from math import ceil
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from benchmarks.evaluate.fields import Judged
from benchmarks.evaluate.figures import Scored
from benchmarks.evaluate.product import Document

__all__ = ["worst_document"]

SCALE = 1.5
"""Pixels a point of the pages shown."""


def worst_document(one: Scored) -> str:
    """A document's page with most that is wrong: its cells, the wrong rows boxed, and each wrong value beside what
    stands there."""
    document = one.verdict.document
    bad = [row for row in one.verdict.rows if row.wrong() or row.spurious]
    page = Counter(row.page or 1 for row in bad).most_common(1)[0][0]
    image = page_image(document, page)
    rows = "".join(wrong_row(row, image) for row in bad if (row.page or 1) == page)
    elsewhere = sum((row.page or 1) != page for row in bad)
    damage = ", ".join(f"{kind} {strength}" for kind, strength in document.truth["damage"]) or "no damage"
    title = (
        f"<h3>{escape(document.name)}: {one.wrong} wrong, {one.silent:g} of them in silence</h3><p>{escape(damage)}. "
        f"Page {page}; {elsewhere} more rows on other pages. Of {one.cells.wanted} cells {one.cells.right} found.</p>"
    )
    values = f'<table class="wrong"><tr><th>row</th><th>field</th><th>printed</th><th>got</th></tr>{rows}</table>'
    outlined(image, one, page, [row for row in bad if row.page == page])
    return f'{title}<div class="pair"><img src="{data_url(image)}" alt="page {page}">{values}</div>'


def wrong_row(row: Judged, image: Image.Image) -> str:
    """A wrong row: its strip of the page, then field by field what is printed and what came out."""
    mark = "" if row.asked else ' class="silent"'
    strip = ""
    if row.box:
        x0, y0, x1, y1 = (value * SCALE for value in row.box)
        strip = f'<img src="{data_url(image.crop((int(x0), int(y0), ceil(x1), ceil(y1))))}" alt="">'
    if row.spurious or not row.found:
        fields = [("spurious" if row.spurious else "missed", "", "")]
    else:
        fields = [(field.column, _said(field.want), _said(field.got)) for field in row.wrong()]
    name = f'<td rowspan="{len(fields)}">{escape(row.name)}{strip}</td>'
    lines = [f"<td>{column}</td><td>{want}</td><td>{got}</td></tr>" for column, want, got in fields]
    return f"<tr{mark}>{name}" + f"<tr{mark}>".join(lines)


def _said(value: Any) -> str:
    return "<i>nothing</i>" if value in (None, "") else escape(f"{value:g}" if isinstance(value, float) else str(value))


def page_image(document: Document, page: int) -> Image.Image:
    """The page as it is shown, `SCALE` pixels a point."""
    image: Image.Image = pdfium.PdfDocument(document.path)[page - 1].render(scale=SCALE).to_pil().convert("RGB")
    return image


def outlined(image: Image.Image, one: Scored, page: int, rows: list[Judged]) -> None:
    """Draw the truth's cells, green where found and magenta where not, and the wrong rows, red in silence and orange
    where a person is asked."""
    draw = ImageDraw.Draw(image)
    for places, colour, width in ((one.cells.agreeing, "#7c7", 1), (one.cells.missed, "#d0d", 3)):
        for number, box in places:
            if number == page:
                draw.rectangle([value * SCALE for value in box], outline=colour, width=width)
    for row in rows:
        if row.box:
            draw.rectangle([value * SCALE for value in row.box], outline="orange" if row.asked else "red", width=3)


def data_url(image: Image.Image) -> str:
    """A picture inside the page."""
    data = io.BytesIO()
    image.save(data, "JPEG", quality=70)
    return "data:image/jpeg;base64," + base64.b64encode(data.getvalue()).decode("ascii")
