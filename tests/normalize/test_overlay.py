"""An overlay: what is wrong with it is told by file and line, and it adds its words to its own file alone."""

import pytest

from normalize.lexicon.load import load, use
from normalize.lexicon.overlay import faults

ITEM = '[[item]]\nitem = "财政拨款"\nlabels = ["县财政投入"]\n'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (ITEM, None),
        ('[[item]]\nitem = "财政拨款"\n', 2),
        ('[[item]]\nitem = "财政拨款"\nlabels = ["* "]\n', 2),
        ('[[item]]\nlabels = ["县财政投入"]\n', 1),
        ('[[item]]\nitem = 3\nlabels = ["县财政投入"]\n', 2),
        ('item = ["县财政投入"]\n', 1),
    ],
)
def test_an_item_of_money_has_a_name_and_labels(text: str, line: int | None) -> None:
    found = faults((("funds", text),))
    assert [(fault.line, fault.code) for fault in found] == ([] if line is None else [(line, "labels")])


def test_words_are_laid_over_the_file_that_they_are_for() -> None:
    before = load("levels")
    use((("funds", ITEM),))
    try:
        assert "县财政投入" in {label for one in load("funds")["item"] for label in one["labels"]}
        assert load("levels") == before
    finally:
        use(())
