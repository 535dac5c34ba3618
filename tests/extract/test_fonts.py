"""A font whose codes say other digits than it shows is not believed."""

import json
import re
from pathlib import Path

import pytest

from extract import ExtractSettings, extract
from extract.model import Extraction
from tests.extract.samples import DOCUMENTS, data

ODD = Path("benchmarks/corpus/odd")
LYING = (DOCUMENTS / "lying" / "nanyue.pdf").read_bytes()
"""The sample nanyue with the digits of its fonts named as one another (`benchmarks.corpus.oddities.lying_fonts`)."""


CHARACTERS = (DOCUMENTS / "lying" / "characters.pdf").read_bytes()
"""The same sample with the Chinese characters of its fonts named as one another: no word of a form stands on it."""

ONE_CHARACTER = (DOCUMENTS / "lying" / "one_character.pdf").read_bytes()
"""The same sample with 反 named 友 in the tables of its fonts (ToUnicode)."""


def numbers(found: Extraction) -> list[list[str]]:
    """The numbers of every cell that has some, in reading order."""
    cells = [cell.text for page in found.pages for table in page.tables for cell in table.cells]
    return [said for text in cells if (said := re.findall(r"\d+(?:\.\d+)?", text))]


def test_a_page_whose_font_lies_is_read_from_its_picture():
    (page,) = extract(LYING).pages
    assert page.attempts[0].problem == "font_lies"
    assert {cell.origin for table in page.tables for cell in table.cells if cell.lines} == {"ocr"}
    assert numbers(extract(LYING)) == numbers(extract(data("nanyue")))


def test_a_page_whose_characters_make_no_words_is_read_from_its_picture():
    settings = ExtractSettings(form_words=("三级指标",))
    (page,) = extract(CHARACTERS, settings).pages
    assert page.attempts[0].problem == "font_lies"
    assert "三级指标" in {cell.text for table in page.tables for cell in table.cells}


def test_what_other_documents_showed_makes_no_other_font_believed():
    (honest,) = extract(data("nanyue")).pages  # whose 反 makes no word, is looked at and is what it is called
    (page,) = extract(ONE_CHARACTER).pages
    assert (honest.reader, page.attempts[0].problem) == ("tablers", "font_lies")
    assert extract(data("nanyue")).pages == (honest,)


def test_without_a_recogniser_such_a_page_needs_one():
    (page,) = extract(LYING, ExtractSettings(ocr=False)).pages
    assert (page.status, page.tables) == ("needs_ocr", ())


def test_fonts_that_tell_the_truth_are_believed():
    for name in ("seed", "linyi", "tianjin"):
        assert all(page.reader == "tablers" for page in extract(data(name), ExtractSettings(ocr=False)).pages)


def test_characters_that_the_recogniser_does_not_know_are_no_lie():
    (page,) = extract(
        (DOCUMENTS / "lying" / "korean.pdf").read_bytes()
    ).pages  # its Hangul in fonts of Type 3, as Chromium draws
    assert page.reader == "tablers"
    assert page.tables[0].cells[2].text == "一级指标\n1급지표"


@pytest.mark.parametrize("kind", ["table_of_codes_has_gaps", "digits_are_said_to_be_blanks"])
def test_characters_that_their_font_does_not_name_are_read_from_the_picture(kind):
    said = json.loads((ODD / f"{kind}.truth.json").read_text(encoding="utf-8"))
    (page,) = extract((ODD / f"{kind}.pdf").read_bytes()).pages
    texts = {cell.text for table in page.tables for cell in table.cells}
    assert {row["value_raw"] for row in said["indicators"]} <= texts
    assert {row["name"] for row in said["indicators"]} <= texts
