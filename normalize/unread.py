"""Pages of a scan that must hold indicators of which none was read: nobody would miss what is not there, so they are
told."""

from collections.abc import Iterator, Sequence

from extract.model import Extraction
from normalize.levels import canonical
from normalize.schema import Form

__all__ = ["flagged", "unread_pages"]

_TELLING = 3


def unread_pages(extraction: Extraction, forms: Sequence[Form]) -> Iterator[int]:
    """The recognised pages whose tables name several levels of indicators, and on which no indicator or empty slot
    stands."""
    read = {row.page for form in forms for row in (*form.indicators, *form.slots)}
    for page in extraction.pages:
        cells = [cell for table in page.tables for cell in table.cells if cell.origin == "ocr"]
        if page.number not in read and len({name for cell in cells if (name := canonical(cell.text, 2))}) >= _TELLING:
            yield page.number


def flagged(forms: Sequence[Form], pages: Sequence[int]) -> tuple[Form, ...]:
    """The forms, of which that before each unread page asks for a look: what stands there may belong to it."""
    asked = {
        max((n for n, form in enumerate(forms) if any((row.page or page) < page for row in form.indicators)), default=0)
        for page in pages
    }
    return tuple(_asking(form) if n in asked else form for n, form in enumerate(forms))


def _asking(form: Form) -> Form:
    reasons = [form.record.review_reason] if form.record.review_reason else []
    told = {"needs_review": True, "review_reason": ";".join([*reasons, "page_unread"])}
    return form.model_copy(update={"record": form.record.model_copy(update=told)})
