"""A page read sideways gives the same form, and its evidence stays where it is on the page as shown."""

import pytest

from extract import ExtractSettings, extract
from extract.model import Box, Extraction
from normalize import form_words, normalize
from normalize.cells.sheet import direction
from tests.normalize.test_documents import DIGITAL, DOCUMENTS


def turned(extraction: Extraction, turn: int) -> Extraction:
    """The same document with every page turned, as extract hands on a page that was printed sideways."""

    def box(b: Box, width: float, height: float) -> Box:
        x0, y0, x1, y1 = b
        if turn == 90:
            return (height - y1, x0, height - y0, x1)
        if turn == 180:
            return (width - x1, height - y1, width - x0, height - y0)
        return (y0, width - x1, y1, width - x0)

    data = extraction.model_dump()
    for page in data["pages"]:
        size = page["width"], page["height"]
        if turn % 180:
            page["width"], page["height"] = size[1], size[0]
        parts = [*page["lines"], *page["tables"], *(cell for table in page["tables"] for cell in table["cells"])]
        parts += [line for table in page["tables"] for cell in table["cells"] for line in cell["lines"]]
        for part in parts:
            part["box"] = box(part["box"], *size)
    return Extraction.model_validate(data)


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("name", DIGITAL)
def test_a_turned_page_gives_the_same_form(name: str, turn: int) -> None:
    upright = extract((DOCUMENTS / f"{name}.pdf").read_bytes(), ExtractSettings(form_words=form_words(), ocr=False))
    sideways = turned(upright, turn)
    assert {direction(table) for page in sideways.pages for table in page.tables} == {turn}
    where = {"page", "x0", "y0", "x1", "y1"}
    for before, after in zip(normalize(upright).forms, normalize(sideways).forms, strict=True):
        assert before.identity == after.identity
        assert before.record == after.record
        assert [row.model_dump(exclude=where) for row in before.indicators] == [
            row.model_dump(exclude=where) for row in after.indicators
        ]
