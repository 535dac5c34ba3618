"""The words that other stages are told: what makes a page worth reading stands in these forms and hardly elsewhere."""

from normalize import form_words


def test_words_that_occur_in_any_prose_make_no_page_worth_reading() -> None:
    words = form_words()
    assert {"三级指标", "绩效目标表", "产出指标"} <= {*words}
    assert not {"指标", "一级", "目标"} & {*words}
