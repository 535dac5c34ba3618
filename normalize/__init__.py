"""Labels, forms and values: from table cells to the fixed indicator schema."""

from extract.model import Extraction
from normalize.forms import build
from normalize.schema import Submission
from normalize.walk import read_drafts
from normalize.words import form_words, vocabularies

__all__ = ["form_words", "normalize", "vocabularies"]


def normalize(extraction: Extraction) -> Submission:
    """Read the forms of an extracted document. Pure: the same extraction gives the same submission."""
    doc_id = extraction.sha256[:16]
    drafts = read_drafts(extraction)
    forms = tuple(build(draft, f"{doc_id}-{index:02d}") for index, draft in enumerate(drafts, 1))
    return Submission(sha256=extraction.sha256, forms=forms)
