"""Where a text came from changes no value: what was recognised without a doubt gives what the same text gives as print.
(Whether a person is asked may differ: a recogniser that is sure of a unit nobody uses may still be wrong.)"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract import ExtractSettings, extract
from extract.model import Extraction
from normalize import form_words, normalize
from normalize.schema import Submission
from tests.normalize.drawing import draw

DOCUMENTS = Path(__file__).parent.parent / "documents"
DIGITAL = sorted(path.stem for path in DOCUMENTS.glob("*.pdf") if ".scan" not in path.name)
FAMILIES = sorted(path.stem for path in Path(__file__).with_name("families").glob("*.txt"))
DIFFER = {
    "2015_national_twin": "its goals are 目标A and 目标B: a letter behind a label is dirt on a scan",
    "xinjiang_department": "a column that nobody knows is told by what it holds on a printed page alone",
}
"""Drawings of which a value differs, and why."""
TRUST = ("origin", "confidence", "needs_review", "review_reason")
"""Columns that may differ."""


@cache
def printed(name: str) -> Extraction:
    if name in FAMILIES:
        shown, _, _ = (
            Path(__file__).with_name("families").joinpath(f"{name}.txt").read_text("utf-8").partition("\n====")
        )
        return draw(shown.partition("\n\n")[2])
    settings = ExtractSettings(form_words=form_words(), ocr=False)
    return extract((DOCUMENTS / f"{name}.pdf").read_bytes(), settings)


def recognised(extraction: Extraction) -> Extraction:
    """The same text as a recogniser hands it on that is sure of it."""
    data = extraction.model_dump()
    for page in data["pages"]:
        inside = [line for table in page["tables"] for cell in table["cells"] for line in cell["lines"]]
        for line in (*page["lines"], *inside):
            line |= {"origin": "ocr", "confidence": 0.99}
    return Extraction.model_validate(data)


def values(submission: Submission) -> list[Any]:
    """Everything that a submission says but how far to trust it."""
    return [
        {name: value for name, value in part.model_dump().items() if name not in TRUST}
        for form in submission.forms
        for part in (form.identity, form.record, *form.funds, *form.tasks, *form.indicators)
    ]


@pytest.mark.parametrize("name", [*DIGITAL, *(name for name in FAMILIES if name not in DIFFER)])
def test_recognised_without_a_doubt_is_as_good_as_printed(name: str) -> None:
    assert values(normalize(recognised(printed(name)))) == values(normalize(printed(name)))
