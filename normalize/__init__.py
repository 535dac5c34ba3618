"""Labels, forms and values: from table cells to the fixed indicator schema."""

from extract.model import Extraction
from normalize.checks import CheckSettings, check
from normalize.evidence.said import unclaimed, unread_page
from normalize.forms import build
from normalize.schema import Submission
from normalize.unread import flagged, unread_pages, unread_rows
from normalize.walk import read_drafts
from normalize.words import form_words, places, vocabularies

__all__ = ["form_words", "normalize", "places", "vocabularies"]


def normalize(extraction: Extraction, checks: CheckSettings | None = None) -> Submission:
    """Read the forms of an extracted document and check each against itself, as `checks` says.

    Pure: the same extraction gives the same submission.
    """
    doc_id = extraction.sha256[:16]
    drafts = read_drafts(extraction)
    forms = (build(draft, f"{doc_id}-{index:02d}") for index, draft in enumerate(drafts, 1))
    checked = tuple(form.model_copy(update={"findings": check(form, checks)}) for form in forms)
    unread = tuple(unread_pages(extraction, checked))
    asking = flagged(checked, unread, tuple(unread_rows(extraction, checked)))
    left = (unclaimed(said, reason) for draft in drafts for said, reason in draft.unclaimed)
    evidence = (*map(unread_page, unread), *left)
    return Submission(sha256=extraction.sha256, forms=asking, unread=unread, evidence=evidence)
