"""One document scored: fields and cells."""

from benchmarks.evaluate.cells import compare
from benchmarks.evaluate.fields import judge
from benchmarks.evaluate.figures import Scored
from benchmarks.evaluate.product import Document, Outcome

__all__ = ["score"]


def score(document: Document, outcome: Outcome) -> Scored:
    """A document's outcome against its truth."""
    return Scored(judge(document, outcome), compare(document.truth, outcome.extraction))
