"""The strange corpus: every trait has its share, its wordings are held out, the seed decides all, and what its truth
says is printed."""

import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest

from benchmarks.corpus.strange.layout import DECK
from benchmarks.corpus.strange.plan import Strange, make, plan
from benchmarks.corpus.strange.vocabulary import held_out
from benchmarks.evaluate.fields import plain
from tests.benchmarks.test_corpus import bench_is_there, said

LEXICON = Path(__file__).parents[2] / "normalize" / "lexicon"
COUNT = 200


@pytest.fixture(scope="module")
def planned() -> list[Strange]:
    return list(plan(COUNT, 4))


@pytest.fixture(scope="module")
def made_up() -> list[Strange]:
    return list(plan(DECK, 4, made_up=0.1))


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def test_every_trait_has_its_share(planned: list[Strange]) -> None:
    assert share([label.origin == "held_out" for one in planned for label in one.labels]) >= 0.3
    assert share([rows == 2 for one in planned for rows in one.headers]) >= 0.4
    assert share([any(layout.levels == "beside" for layout in one.layouts) for one in planned]) >= 0.2
    assert share([any(shared_cells(form) for form in one.forms) for one in planned]) >= 0.2
    assert share([one.unknown > 0 for one in planned]) >= 0.2
    phases = [form.form["phase"] for one in planned for form in one.forms]
    assert share([phase == "target" for phase in phases]) > 0.6
    assert {"target", "self_evaluation", "monitor", "evaluation"} <= set(phases)
    assert any(len(one.forms) > 2 for one in planned)


def shared_cells(form: Any) -> bool:
    """Whether two indicators stand in one cell."""
    names = [id(row.cells["name"]) for row in form.indicators]
    return len(set(names)) < len(names)


def test_no_held_out_wording_stands_in_the_products_word_lists() -> None:
    files = [path for path in sorted(LEXICON.rglob("*")) if path.suffix != ".pyc" and path.is_file()]
    lists = "".join(path.read_text(encoding="utf-8") for path in files)
    assert len(lists) > 1000
    assert len(held_out()) > 300
    printed = {text.replace("{m}", str(month)) for text in held_out() for month in (6, 7, 8)} | set(held_out())
    assert [text for text in sorted(printed) if stands(text, lists)] == []


def stands(text: str, lists: str) -> bool:
    """Whether a wording stands anywhere in the lists; one of two or three characters as a word of its own."""
    if len(text) > 3:
        return text in lists
    return re.search(f"(?<![一-鿿]){re.escape(text)}(?![一-鿿])", lists) is not None


def test_the_same_seed_says_the_same_and_a_larger_corpus_begins_with_a_smaller_one(planned: list[Strange]) -> None:
    again = list(plan(12, 4))
    assert [said(one) for one in again] == [said(one) for one in planned[:12]]
    assert [printed(one) for one in again] == [printed(one) for one in planned[:12]]
    assert [said(one) for one in plan(3, 5)] != [said(one) for one in planned[:3]]


def printed(one: Strange) -> list[Any]:
    return [asdict(cell) for sheet in one.document.sheets for cell in sheet.cells]


def test_a_tenth_of_the_labels_is_made_up_and_all_else_is_as_before(
    planned: list[Strange], made_up: list[Strange]
) -> None:
    assert 0.06 < share([label.origin == "made_up" for one in made_up for label in one.labels]) < 0.14
    assert not any(label.origin == "made_up" for one in planned for label in one.labels)
    for one, other in zip(planned, made_up, strict=False):
        for label, new in zip(one.labels, other.labels, strict=True):
            assert new == label or (new.meaning, new.origin) == (label.meaning, "made_up")
        names = [
            [row.columns["name"] for form in document.forms for row in form.indicators] for document in (one, other)
        ]
        assert names[0] == names[1]


def test_every_table_is_tiled_by_its_cells(planned: list[Strange]) -> None:
    for one in planned:
        for sheet in one.document.sheets:
            covered = np.zeros((sheet.height, len(sheet.borders) - 1), int)
            for cell in sheet.cells:
                covered[cell.row : cell.row + cell.rows, cell.column : cell.column + cell.columns] += 1
            assert (covered == 1).all(), one.name
            assert {cell.row for cell in sheet.cells if cell.rows == 1} == set(range(sheet.height)), one.name


def test_the_truth_of_a_row_is_printed_in_its_cells(planned: list[Strange]) -> None:
    for one in planned:
        for form in one.forms:
            for row in form.indicators:
                assert row.columns["name_raw"] in row.cells["name"].text, one.name
                assert (row.columns["value_raw"] or "") in row.cells["value"].text, one.name
                for level in ("level1", "level2"):
                    assert (row.columns[level] is None) == (row.columns[f"{level}_raw"] is None), one.name


def test_names_within_a_document_tell_its_rows_apart(planned: list[Strange]) -> None:
    for one in planned:
        projects = [form.form["project"] for form in one.forms]
        assert len(set(projects)) == len(projects), one.name
        for form in one.forms:
            names = [row.columns["name"] for row in form.indicators]
            assert len(set(names)) == len(names) > 2, one.name


@pytest.mark.skipif(not bench_is_there(), reason="the corpus' producers and type faces are not installed")
def test_the_truth_of_printed_documents_is_on_their_pages(tmp_path: Path) -> None:
    for one in make(2, 12, tmp_path):
        pdf = pdfium.PdfDocument(tmp_path / f"{one.name}.pdf")
        text = plain("".join(page.get_textpage().get_text_range() for page in pdf))
        for form in one.forms:
            for row in form.indicators:
                for column in ("name", "value_raw"):
                    letters = plain(row.columns[column])
                    assert not set(letters) - set(text), (one.name, letters)
            assert plain(form.form["title"]) in text
