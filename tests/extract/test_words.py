"""Characters of a page's text that make no word."""

import pytest

from extract.page.words import wordless


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("高血压患者爸理人数", {5, 6}),
        ("高血压患者管理人数", set()),
        ("主态护林员补助", {0, 1}),
        ("次薪案件按期办结率", {0, 1}),
        ("项目验收合格率", set()),
        ("2026年12个月", set()),
        ("", set()),
    ],
)
def test_characters_that_make_no_word(text, left):
    assert wordless(text) == left
