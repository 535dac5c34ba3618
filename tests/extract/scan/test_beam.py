"""What both readers saw, weighed with what such forms say."""

import numpy as np
import pytest

from extract.ocr import lines
from extract.ocr.beam import decode
from extract.ocr.language import UNMET, log_chance, unmet
from extract.ocr.lattice import Lattice
from extract.ocr.models import Size, alphabet, indices
from extract.ocr.places import gazetteer
from extract.ocr.recognise import Recognition
from extract.ocr.windows import Window
from extract.scan.crops import LineImage

LINE = LineImage(np.full((48, 100), 255, np.uint8))
Belief = dict[str, float]


def read(steps: tuple[Belief, ...], size: Size) -> Recognition:
    """What a model has read: a character and a blank at each two steps, the likeliest of those believed there; none
    where the blank is likelier."""
    table = np.full((2 * len(steps) + 2, len(alphabet(size))), 1e-8, np.float32)
    table[:, 0] = 1.0
    for row, belief in zip(table[::2], steps, strict=False):
        row[0] = max(1e-8, 1 - sum(belief.values()))
        for character, share in belief.items():
            row[indices(size)[character]] = share
    length = 2 * len(steps) + 0.5
    best = [(max(one, key=one.__getitem__), (2 * n + 0.5) / length, one) for n, one in enumerate(steps)]
    seen = [(one, share, place) for one, place, all_ in best if (share := all_[one]) > 1 - sum(all_.values())]
    text, scores, places = zip(*seen, strict=True)
    return Recognition("".join(text), scores, places, Lattice.of(table))


def decided(*tiny: Belief, small: tuple[Belief, ...] = ()) -> Recognition:
    """A line that both models have read whole, the larger one alike where nothing else is said."""
    first, second = read(tiny, "tiny"), read(small or tiny, "small")
    ((_, found),) = decode(first, [(Window(0, len(first.text), 0, 100), second)], LINE)
    return found


def sure(text: str, **others: Belief) -> tuple[Belief, ...]:
    """Characters read beyond doubt, but for those said to be another."""
    return tuple(others.get(character, {character: 0.999}) for character in text)


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        (sure("河道主程", 主={"主": 0.8, "工": 0.15}), "河道工程"),
        (sure("贫图户人数", 图={"图": 0.6, "困": 0.3}), "贫困户人数"),
        (sure("系统放障修赞", 放={"放": 0.6, "故": 0.3}, 赞={"赞": 0.5, "复": 0.2}), "系统故障修复"),
        (sure("淑浦县人", 淑={"淑": 0.5, "溆": 0.4}), "溆浦县人"),
        (sure("怀化市淑浦县", 淑={"淑": 0.8, "溆": 0.1}), "怀化市溆浦县"),
        (sure("琪县治水", 琪={"琪": 0.7, "珙": 0.3}), "珙县治水"),
        (sure("颖上县", 颖={"颖": 0.53, "颍": 0.47}), "颍上县"),
        # both are places
        (sure("东城区", 东={"东": 0.6, "西": 0.4}), "东城区"),
        # no place was likely
        (sure("商业区", 业={"业": 0.9, "州": 0.001}), "商业区"),
        # read as surely as that: what the readers saw counts, too
        (sure("河道主程", 主={"主": 0.9999, "工": 0.00001}), "河道主程"),
    ],
)
def test_of_what_was_seen_the_one_that_such_forms_say(steps, text):
    assert decided(*steps).text == text


@pytest.mark.parametrize(
    "steps",
    [
        sure("杨缃", 缃={"缃": 0.6, "湘": 0.3, "细": 0.08}),
        sure("冯宪妪", 妪={"妪": 0.6, "姬": 0.35}),
        sure("坭洵姨", 坭={"坭": 0.6, "妮": 0.35}),
    ],
)
def test_a_rare_name_is_not_made_a_common_one(steps):
    assert decided(*steps).text == read(steps, "tiny").text


def test_figures_are_those_of_the_surest_reader_and_no_surer():
    tiny = sure("投入678万元", **{"7": {"7": 0.4, "1": 0.35}})
    small = sure("投入618万元", **{"1": {"1": 0.8, "7": 0.1}})
    found = decided(*tiny, small=small)
    assert found.text == "投入618万元"
    assert found.score == pytest.approx(0.8, abs=0.01)
    assert decided(*small, small=tiny).text == "投入618万元"


def test_how_wide_a_mark_is_printed_makes_nothing_unsure():
    wide = {"，": 0.6, ",": 0.4}
    assert decided(*sure("项目"), wide, *sure("资金"), small=(*sure("项目"), {",": 0.99}, *sure("资金"))).score > 0.9


def test_a_number_alone_is_the_surer_readers():
    assert decided(*sure("6.2", **{".": {".": 0.6}}), small=sure("62", **{"2": {"2": 0.9}})).text == "62"


def test_what_the_language_bears_out_is_surer_than_what_it_does_not():
    met = decided(*sure("项目", 目={"目": 0.7, "日": 0.2}))
    odd = decided(*sure("项日", 日={"日": 0.97, "目": 0.02}))
    assert met.text == "项目" and met.score > 0.95
    assert odd.score < 0.9


def test_a_character_that_one_reader_passed_over_is_not_lost_to_a_sure_one():
    found = decided(*sure("人民政府", 府={"府": 0.8}), small=sure("人民政", 政={"政": 0.9}))
    assert found.text == "人民政府"


def test_the_language_adds_no_character_that_no_reader_saw():
    dirt = {"亏": 0.5, "万": 0.2}
    found = decided(*sure("单位:"), dirt, {"元": 0.1, "亏": 0.2})
    assert found.text.count("万元") == 0


def test_what_both_readers_hardly_see_is_unsure():
    steps = tuple({one: 0.4, two: 0.3} for one, two in zip("缃妪坭", "姬湘妮", strict=True))
    assert decided(*steps).score < 0.5


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("资产股较年收益率", {3}),
        ("贫图户人数", {0, 1}),
        ("项目验收合格率", set()),
        ("2026年12个月", set()),
        ("2.仟务完成时限", {2}),
        ("共3吨", set()),
        ("妥善处理社会矛盾维护社公稳定", {11}),
        ("", set()),
    ],
)
def test_characters_that_are_hardly_met_beside_one_another(text, odd):
    assert unmet(text) == odd


def test_the_head_of_a_line_and_a_figure_are_contexts_too():
    assert log_chance("", "项") > log_chance("", "目")
    assert log_chance("3", "个") == log_chance("8", "个") > UNMET


@pytest.mark.parametrize(("other", "asked"), [(0.85, True), (0.6, False)])
def test_figures_that_the_other_reader_sees_otherwise_are_doubted(other, asked):
    """Nothing beside a number bears it out: 75.73% and 75.739 are both good ones."""
    first = sure("75.739")
    second = sure("75.73%", **{"%": {"%": other}})
    found = decided(*first, small=second)
    assert found.text == "75.739"
    assert (found.score < 0.9) == asked


def test_how_many_bars_a_sign_has_is_no_dispute() -> None:
    tiny, small = sure("≧86%", **{"≧": {"≧": 0.8}}), sure("≥86%")
    assert decided(*tiny, small=small).score > 0.9
    assert decided(*sure("15～20天"), small=sure("15〜20天")).score > 0.9
    assert decided(*sure(">86%", **{">": {">": 0.8}}), small=small).score < 0.9


def test_figures_within_words_that_the_other_reader_sees_otherwise_are_doubted() -> None:
    figures = {one: {one: 0.93} for one in "53"} | {"0": {"0": 0.999}}
    alike = decided(*sure("5300平方米", **figures))
    other = decided(*sure("5300平方米", **figures), small=sure("5200平方米", **{"2": {"2": 0.85}}))
    assert other.text == alike.text == "5300平方米"
    assert alike.score > 0.9 and other.score <= 0.5


def test_a_blank_that_may_stand_between_figures_makes_them_no_less_sure():
    found = decided(*sure("≥95%"), small=sure("≥ 95%", **{" ": {" ": 0.55}, "%": {"%": 0.9999}}))
    assert found.score > 0.9


@pytest.mark.parametrize(
    ("small", "least", "most"),
    [
        (sure("农村公路养护里程"), 0.75, 0.85),  # a blot
        (sure("农村公路养护里程", 程={"程": 0.9}), 0.4, 0.5),
        (sure("农村公路养护里程表"), 0.0, 0.5),
    ],
    ids=["surely", "less surely", "with more"],
)
def test_ink_behind_a_text_is_less_of_a_doubt_where_both_readers_read_it_alike(small, least, most, monkeypatch):
    """The line goes on behind its last character by as much as another one would take."""
    monkeypatch.setattr(lines, "recognise", lambda pieces, *_: [read(small, "small") for _ in pieces])
    (line,) = lines.read_lines([LINE], [read(sure("农村公路养护里程"), "tiny")], (), gazetteer(()))
    assert line.text.startswith("农村公路养护里程")
    assert least <= line.confidence <= most
