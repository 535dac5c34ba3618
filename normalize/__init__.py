"""Labels, forms and values: from table cells to the fixed indicator schema.

    schema · lexicon           the tables; what the words of the forms mean
    evidence                   a printed text with its place, its history and its doubts
    cells · kinds              a cell, a table of them; what a cell may hold
    labels · table             what a label means; which column is which
    page · read                a page in reading order; a reader for each kind of block
    document                   the walk through the pages: drafts of forms, and the account of all that stands there
    form                       a draft put together: columns, rows, evidence, why a person should look
    settled · checks           what people said of it; what does not add up

Each floor knows those above it in this list alone.
"""

from collections.abc import Iterable

from extract.model import Extraction
from normalize.checks import CheckSettings, check
from normalize.document.drafts import read_drafts
from normalize.document.unread import flagged, unread_pages, unread_rows
from normalize.evidence.said import unclaimed, unread_page
from normalize.form.build import build
from normalize.form.regions import places
from normalize.form.risk import Silent, asking, limit_of
from normalize.schema import Submission
from normalize.settled.answers import Answers
from normalize.settled.applied import with_values
from normalize.settled.correction import Correction, effective
from normalize.settled.doubts import settled_forms
from normalize.settled.drafts import rebuilt
from normalize.settled.printed import printed
from normalize.settled.stale import with_stale
from normalize.words import form_words, vocabularies

__all__ = ["form_words", "normalize", "places", "vocabularies"]


def normalize(
    extraction: Extraction,
    checks: CheckSettings | None = None,
    corrections: Iterable[Correction] = (),
    silent: Silent | None = None,
) -> Submission:
    """Read the forms of an extracted document and check each against itself, as `checks` says, with what people said of
    this document. `silent` is how many of a thousand values may stay wrong without anybody being asked.

    Pure: the same extraction and the same corrections give the same submission.
    """
    answers = Answers(effective(corrections))
    read = printed(extraction, answers)
    doc_id = extraction.sha256[:16]
    drafts = read_drafts(read)
    built = [build(draft, f"{doc_id}-{index:02d}") for index, draft in enumerate(drafts, 1)]
    if answers.given:
        built = [rebuilt(draft, form, answers) for draft, form in zip(drafts, built, strict=True)]
    if silent is not None:
        built = [asking(form, limit_of(silent).most) for form in built]
    cells = [unclaimed(said, doubt) for draft in drafts for said, doubt in draft.unclaimed]
    forms, left = settled_forms(with_values(built, answers), cells, answers)
    checked = tuple(form.model_copy(update={"findings": check(form, checks)}) for form in forms)
    unread = tuple(unread_pages(read, checked))
    told = flagged(checked, unread, tuple(unread_rows(read, checked)))
    forms, evidence = settled_forms(told, [*map(unread_page, unread), *answers.traces, *left], answers)
    return with_stale(Submission(sha256=extraction.sha256, forms=forms, unread=unread, evidence=evidence), answers)
