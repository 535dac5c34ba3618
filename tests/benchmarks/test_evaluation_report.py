"""GriTS, and the HTML report: wrong values beside their page. Needs requirements/corpus.txt."""

from typing import Any

import pytest

pytest.importorskip("grits", reason="the bench's own packages (make corpus) are not installed")

from benchmarks.evaluate.figures import summary
from benchmarks.evaluate.gate import FIXED
from benchmarks.evaluate.grids import grits
from benchmarks.evaluate.product import Document, Outcome, documents, in_process
from benchmarks.evaluate.report import report
from benchmarks.evaluate.score import score
from extract.model import Extraction, Table


@pytest.fixture(scope="module")
def document() -> Document:
    return next(one for one in documents(FIXED) if one.level == "0" and one.truth["family"] == "poverty")


@pytest.fixture(scope="module")
def came(document: Document) -> Outcome:
    return in_process(document.path)


def spoilt(extraction: Extraction, **changes: Any) -> Extraction:
    """The extraction with the first page's first table changed."""
    page = extraction.pages[0]
    table = page.tables[0].model_copy(update=changes)
    first = page.model_copy(update={"tables": (table, *page.tables[1:])})
    return extraction.model_copy(update={"pages": (first, *extraction.pages[1:])})


def test_a_right_grid_is_alike_in_structure_and_content(document: Document, came: Outcome) -> None:
    found = grits([(document, came.extraction)])
    assert (found["grits_top"], found["grits_con"]) == (1.0, 1.0)
    assert 0.9 < (found["grits_loc"] or 0) < 1
    assert grits([(document, None)])["grits_top"] == 0.0


def test_a_lost_row_and_a_misread_cell_cost_what_they_cover(document: Document, came: Outcome) -> None:
    assert came.extraction
    table: Table = came.extraction.pages[0].tables[0]
    shorter = tuple(cell for cell in table.cells if cell.row + cell.row_span < table.rows)
    lost = grits([(document, spoilt(came.extraction, cells=shorter, rows=table.rows - 1))])
    assert lost["grits_top"] and lost["grits_top"] < 1
    silent = grits(
        [(document, spoilt(came.extraction, cells=(table.cells[0].model_copy(update={"lines": ()}), *table.cells[1:])))]
    )
    assert silent["grits_top"] == 1.0
    assert silent["grits_con"] and silent["grits_con"] < 1


def test_the_report_shows_a_wrong_value_beside_its_page(document: Document, came: Outcome) -> None:
    assert came.submission
    form = came.submission.forms[0]
    wrong = form.indicators[0].model_copy(update={"measure_unit": "<错>", "needs_review": False})
    forms = (form.model_copy(update={"indicators": (wrong, *form.indicators[1:])}), *came.submission.forms[1:])
    spoiled = Outcome(came.extraction, came.submission.model_copy(update={"forms": forms}))
    scored = [score(document, spoiled)]
    numbers = summary(scored) | {"cpu_seconds": 1.0, "pages": 1}
    numbers["level"]["0"] |= grits([(document, came.extraction)])
    page = report(numbers, scored, worst=10)
    assert f"{document.name}: 1 wrong, 1 of them in silence" in page
    assert "&lt;错&gt;" in page and "<错>" not in page
    assert page.count("data:image/jpeg;base64,") == 2  # the page and the wrong row's strip
    for heading in ("By level", "Accuracy by damage", "Confused characters", "The worst documents"):
        assert f"<h2>{heading}</h2>" in page
