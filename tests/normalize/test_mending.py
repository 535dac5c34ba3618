"""What a scan spoils is mended only where no words account for what is printed: right text is never changed."""

import random
from importlib.resources import files

import pytest
import rjieba

from benchmarks.words import marked
from normalize import normalize
from normalize.kinds.name import recognised_name, without_specks
from normalize.lexicon import mended
from normalize.lexicon.load import load_words
from normalize.lexicon.mending import ENDINGS, pairs
from tests.normalize.drawing import scanned

RIGHT = ["平台同步更新率", "建设各类基础设施数量", "年末完成率", "政务信息平台规范化建设"]
SPOILED = {
    "绩效日标完成率": "绩效目标完成率",
    "购置设各数量": "购置设备数量",
    "项日验收台格率": "项目验收合格率",
    "群众满意庭": "群众满意度",
    "任劳完成数": "任务完成数",
    "疾病检出季": "疾病检出季",
}
FORM = """
2026年项目支出绩效目标表
项目名称|信息化
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|{name}|{value}
"""


def meeting_phrases(count: int) -> list[str]:
    """Phrases of two words of a dictionary that meet in a pair which `misread.toml` calls a misreading."""
    rng = random.Random(23)
    words = [word for word in sorted(load_words("words")) if rjieba.has_word(word) and word not in pairs()]
    found = []
    for pair in sorted(pairs()):
        for cut in range(1, len(pair)):
            left = [word for word in words if word.endswith(pair[:cut])]
            right = [word for word in words if word.startswith(pair[cut:])]
            if left and right:
                found += [rng.choice(left) + rng.choice(right) for _ in range(3)]
    return rng.sample(found, count)


@pytest.mark.parametrize("text", RIGHT)
def test_a_name_of_words_that_meet_in_a_pair_comes_out_as_printed(text: str) -> None:
    (form,) = normalize(scanned(FORM.format(name=text, value="≥95"))).forms
    (row,) = form.indicators
    assert row.name == text
    (name,) = (one for one in form.evidence if (one.of_table, one.field) == ("indicators", "name"))
    assert name.edits == ()


def test_no_phrase_of_words_is_changed() -> None:
    phrases = meeting_phrases(300)
    assert [(text, mended(text)) for text in phrases if mended(text) != text] == []


def test_no_phrase_of_words_is_cut_at_its_ends() -> None:
    rng = random.Random(7)
    words = sorted(load_words("words"))
    first = [word for word in words if word.startswith("一")]
    last = [word for word in words if word.endswith(ENDINGS)]
    phrases = [rng.choice(first) + "建设" for _ in range(100)] + ["完成" + rng.choice(last) for _ in range(100)]
    assert [text for text in phrases if without_specks(text) != text] == []


@pytest.mark.parametrize(("read", "printed"), SPOILED.items())
def test_a_pair_that_no_words_account_for_is_mended(read: str, printed: str) -> None:
    assert mended(read) == printed


def test_a_room_is_a_rate_only_where_its_value_is_a_share() -> None:
    assert recognised_name("疫苗接种室") == "疫苗接种室"
    assert recognised_name("疫苗接种室", share=True) == "疫苗接种率"
    (form,) = normalize(scanned(FORM.format(name="疫苗接种室", value="≥95%"))).forms
    (name,) = (one for one in form.evidence if (one.of_table, one.field) == ("indicators", "name"))
    assert (form.indicators[0].name, name.edits) == ("疫苗接种率", ("mended",))


def test_the_word_list_was_made_for_these_pairs() -> None:
    """`python -m benchmarks.words` makes it anew where `misread.toml` has a new pair."""
    listed = files("normalize.lexicon").joinpath("words.txt").read_text(encoding="utf-8")
    assert marked() in listed.splitlines()[:2]
