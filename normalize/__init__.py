"""Labels, forms and values: from table cells to the fixed indicator schema."""

from collections.abc import Iterator

from extract.model import Extraction
from normalize.checks import CheckSettings, check
from normalize.forms import build
from normalize.levels import canonical
from normalize.schema import Submission
from normalize.walk import read_drafts
from normalize.words import form_words, vocabularies

__all__ = ["form_words", "normalize", "vocabularies"]


def normalize(extraction: Extraction, checks: CheckSettings | None = None) -> Submission:
    """Read the forms of an extracted document and check each against itself, as `checks` says.

    Pure: the same extraction gives the same submission.
    """
    doc_id = extraction.sha256[:16]
    drafts = read_drafts(extraction)
    forms = (build(draft, f"{doc_id}-{index:02d}") for index, draft in enumerate(drafts, 1))
    checked = tuple(form.model_copy(update={"findings": check(form, checks)}) for form in forms)
    return Submission(sha256=extraction.sha256, forms=checked, unread=() if checked else tuple(_unread(extraction)))


def _unread(extraction: Extraction) -> Iterator[int]:
    """The recognised pages whose tables name several levels of indicators."""
    for page in extraction.pages:
        cells = [cell for table in page.tables for cell in table.cells if cell.origin == "ocr"]
        if len({name for cell in cells if (name := canonical(cell.text, 2))}) >= _TELLING:
            yield page.number


_TELLING = 3
