"""The gate holds on the committed sets, and fails when the value parser, the grid, the alphabet or the word lists of
OCR are broken."""

import json
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest

import extract.ocr.recognise
import extract.readers.ppocr
import normalize.form.indicator
from benchmarks.evaluate.gate import BASELINE, SETS, measure, worse
from extract.grid import TableGrid, tables
from extract.ocr.lines import ReadLine, Vocabularies, read_lines
from extract.ocr.places import Gazetteer
from extract.ocr.recognise import Recognition
from extract.scan.crops import LineImage
from extract.sheet import Ruling
from normalize.kinds.value import Value, parse_value

WAS: dict[str, Any] = json.loads(BASELINE.read_text(encoding="utf-8"))
UNNOTICED = 0.05
"""The share of fields that no level may lose without a word, however much better it is than when it was recorded."""


@pytest.mark.parametrize("levels", ["0", "1234"])
@pytest.mark.parametrize("name", SETS)
def test_documents_are_as_right_as_recorded_and_a_loss_would_be_noticed(name: str, levels: str) -> None:
    now = measure(SETS[name], levels)
    assert worse(now, WAS[name]) == []
    for level, one in now.items():
        lost = one | {"field_accuracy": one["field_accuracy"] - UNNOTICED}
        assert worse({level: lost}, WAS[name]), f"the baseline of level {level} is stale: make baseline"


def test_a_broken_value_parser_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_decimals(text: str | None, year: int | None = None, unit: str | None = None) -> Value:
        found = parse_value(text, year, unit)
        return found if found.number is None else replace(found, number=float(int(found.number)))

    monkeypatch.setattr(normalize.form.indicator, "parse_value", without_decimals)
    found = worse(measure(levels="0"), WAS["fixed"])
    assert any("field_accuracy" in words for words in found)
    assert any("silent" in words for words in found)


def test_a_broken_grid_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def half_of_the_rulings(rulings: Sequence[Ruling], *settings: float) -> list[TableGrid]:
        return tables(rulings[::2], *settings)

    monkeypatch.setattr(import_module("extract.page.content"), "tables", half_of_the_rulings)
    found = worse(measure(levels="0"), WAS["fixed"])
    assert any("cell_recall" in words for words in found)
    assert any("field_accuracy" in words for words in found)


def test_a_broken_ocr_alphabet_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = extract.ocr.recognise.alphabet
    monkeypatch.setattr(extract.ocr.recognise, "alphabet", lambda size: (*sound(size)[:1], *sound(size)[2:], " "))
    found = worse(measure(levels="1"), WAS["fixed"])
    assert any("field_accuracy" in words for words in found)


def test_broken_word_lists_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the models read freely is mostly right by itself: what the lists name is measured for itself."""

    def misspelt(
        images: Sequence[LineImage], first: Sequence[Recognition], vocabularies: Vocabularies, places: Gazetteer
    ) -> list[ReadLine]:
        cut = [(name, tuple(word[:-1] for word in words)) for name, words in vocabularies]
        return read_lines(images, first, cut, places)

    monkeypatch.setattr(extract.readers.ppocr, "read_lines", misspelt)
    found = worse(measure(levels="1"), WAS["fixed"])
    assert any("words_read" in words for words in found)
