"""Characters with boxes in, printed lines out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.heights import squared
from extract.ligatures import parted
from extract.lookalikes import unified
from extract.page.content import COLUMN_GAP
from extract.page.language import is_language
from extract.sheet import Glyph, Sheet
from extract.text import insane_share, lines


def run(text: str, x: float, y: float, size: float = 10, step: float | None = None) -> list[Glyph]:
    """Characters set from (x, y), their top left; `step` from one to the next (default: half an em for ASCII)."""
    glyphs = []
    for char in text:
        width = size / 2 if char.isascii() else size
        glyphs.append(Glyph(char, (x, y, x + width, y + size)))
        x += step or width
    return glyphs


def texts(glyphs: list[Glyph], split: float | None = None) -> list[str]:
    return [line.text for line in lines(glyphs, split)]


@given(st.permutations(range(24)))
def test_drawing_order_does_not_matter(order):
    glyphs = run("绩效目标申报表完成", 0, 0) + run("2026年度", 0, 12) + run("单位:万元", 0, 24)
    assert texts([glyphs[n] for n in order if n < len(glyphs)]) == ["绩效目标申报表完成", "2026年度", "单位:万元"]


def test_a_line_has_the_box_of_its_characters():
    (line,) = lines(run("指标", 30, 40))
    assert line.box == (30, 40, 50, 50)
    assert (line.origin, line.confidence) == ("text", 1.0)


@pytest.mark.parametrize("odd", ["金", "\u2fa6", "\uf90a"])  # itself, its radical, its compatibility form
def test_a_character_from_a_font_of_tall_boxes_ties_no_lines_together(odd):
    glyphs = [*run("资", 0, 0), Glyph(odd, (10, -10, 20, 20)), *run("情况", 20, 0), *run("(万元)", 5, 12)]
    cut = squared(Sheet(100, 100, tuple(glyphs), ()))
    assert texts(list(cut.glyphs)) == ["资金情况", "(万元)"]


def test_a_sign_from_a_font_of_mathematics_ties_no_lines_together():
    """⩾, which no Chinese font of the machine had: LibreOffice took it from one whose boxes are five times as high."""
    glyphs = [Glyph("⩾", (0, -12, 6, 22)), *run("86.6百", 6, 0), *run("分比", 8, 10)]
    cut = squared(Sheet(100, 100, tuple(glyphs), ()))
    assert texts(list(cut.glyphs)) == ["⩾86.6百", "分比"]


def test_a_sign_as_tall_as_its_line_keeps_its_box():
    sheet = Sheet(100, 100, (Glyph("|", (0, 0, 2, 12)), *run("指标值", 4, 0)), ())
    assert squared(sheet) is sheet


def test_spread_characters_are_no_words():
    assert texts(run("项目名称", 0, 0, step=28)) == ["项目名称"]
    assert texts(run("姓名", 0, 0, step=45)) == ["姓名"]


def test_spaces_where_the_print_shows_them():
    assert texts(run("GDP", 0, 0) + run("growth", 19, 0)) == ["GDP growth"]
    assert texts(run("填表人:", 0, 0) + run("联系电话:", 90, 0)) == ["填表人: 联系电话:"]
    assert texts(run("478.07", 0, 0, step=7)) == ["478.07"]


def test_blanks_of_the_text_layer():
    assert texts(run("创新, 促进", 0, 0)) == ["创新, 促进"], "a blank that is printed stays"
    assert texts(run("项 目", 0, 0)) == ["项目"], "between Chinese characters it spreads them"
    invented = [*run("数", 0, 0), Glyph(" ", (10, 0, 10, 10)), Glyph("\n", (10, 0, 10, 0)), *run("量", 10, 0)]
    assert texts(invented) == ["数量"], "one without a size was never printed"
    assert texts([Glyph(" ", (0, 0, 5, 10)), Glyph("\u200b", (5, 0, 6, 10))]) == []


def test_a_wide_gap_parts_lines_outside_tables():
    apart = [*run("填报单位:某局", 0, 0), *run("          ", 70, 0), *run("单位:万元", 300, 0)]
    assert texts(apart, split=COLUMN_GAP) == ["填报单位:某局", "单位:万元"]
    typed = [*run("编制单位:某馆", 0, 0), *run("2026年度", 85 - 0.03, 0)]
    assert texts(typed, split=COLUMN_GAP) == ["编制单位:某馆", "2026年度"], "two wide spaces, which people type"
    assert texts([*run("某馆", 0, 0), *run("2026年度", 30, 0)], split=COLUMN_GAP) == ["某馆2026年度"]


def test_bold_by_drawing_twice():
    assert texts(run("人人有责", 0, 0) + run("人人有责", 0.4, 0.2)) == ["人人有责"]


def test_baselines_that_wobble_and_scripts_that_are_raised():
    assert texts(run("面积", 0, 0.3) + run("100m", 20, 0) + run("2", 40, -2, size=6)) == ["面积100m2"]
    assert texts(run("一", 0, 0) + run("二", 10, 0.4) + run("三", 20, -0.4)) == ["一二三"]


def test_stacked_characters_are_lines():
    assert texts([Glyph(c, (0, 12 * n, 10, 12 * n + 10)) for n, c in enumerate("绩效指标")]) == ["绩", "效", "指", "标"]


def test_turned_text_reads_along_its_own_direction():
    down = [Glyph(c, (0, 10 * n, 10, 10 * n + 10), 90) for n, c in enumerate("绩效")]
    up = [Glyph(c, (20, 50 - 10 * n, 30, 60 - 10 * n), 270) for n, c in enumerate("指标")]
    over = [Glyph(c, (90 - 10 * n, 0, 100 - 10 * n, 10), 180) for n, c in enumerate("年度")]
    assert [(line.text, line.box) for line in lines(up + over + down)] == [
        ("绩效", (0, 0, 10, 20)),
        ("年度", (80, 0, 100, 10)),
        ("指标", (20, 40, 30, 60)),
    ]


def test_look_alike_characters_become_what_they_look_like():
    assert unified("⼀级⽬标⻚") == "一级目标页"
    assert unified("\uf90a率") == "金率"
    assert unified("（１）≥９５％") == "（１）≥９５％", "full-width forms stay as printed"
    assert unified("95٪ 元∕人 元⁄人") == "95% 元/人 元/人", "signs named after another script's or a fraction's"
    assert unified("10‐15 10‑15 −5") == "10-15 10-15 -5"


def test_a_soft_hyphen_that_has_a_breadth_is_printed():
    assert texts(run("2026年10\u00ad12月", 0, 0)) == ["2026年10-12月"]
    assert texts([*run("巡护", 0, 0), Glyph("\u00ad", (20, 0, 20, 10)), *run("道路", 20, 0)]) == ["巡护道路"]


def test_a_text_layer_without_sense():
    assert insane_share(run("绩效目标GDP≥95％①Ⅱ★□℃—“”", 0, 0)) == 0
    assert insane_share(run("\ue001\ue002标", 0, 0)) == 2 / 3
    assert insane_share(run("Ð§Ä¿±ê", 0, 0)) >= 0.5, "Chinese bytes read in a Western encoding"
    assert insane_share([Glyph("(cid:71)", (0, 0, 5, 10)), Glyph("\ufffd", (5, 0, 9, 10))]) == 1
    assert insane_share([*run("指标", 0, 0), *[Glyph("", (20, 0, 30, 10))] * 2]) == 0.5, "what a reader says nothing of"
    assert insane_share([]) == 0


def test_letters_as_broad_as_chinese_characters_are_no_language():
    codes = [Glyph(chr(33 + n % 12), (10 * n, 0, 10 * n + 9.1, 10), 0) for n in range(60)]
    assert not is_language(codes) and not is_language([*run("绩效目标" * 20, 0, 12), *codes])
    assert is_language(run("Total expenditure of the department in 2026, by function", 0, 0))
    assert is_language(codes[:12]), "of a few nothing can be said"


def test_characters_of_one_code_have_a_part_of_its_box_each():
    both, one = (0.0, 0.0, 9.5, 10.0), (9.5, 0.0, 14.0, 10.0)
    assert parted("335", [both, both, one], [0, 0, 0]) == [(0, 0, 4.75, 10), (4.75, 0, 9.5, 10), one]
    assert parted("33", [one, one], [0, 0]) == [one, one], "drawn twice in one place"
    assert parted("万元", [both, both], [0, 0]) == [both, both]


@pytest.mark.parametrize("first", [True, False])
def test_a_sign_that_is_taller_than_its_line_leaves_the_next_line_alone(first):
    """As a font that lends a sign has it: its box reaches into the lines above and below."""
    sign = [Glyph("≥", (0, -6, 10, 16))]
    text, below = run("95%按月统计", 10, 0, 9), run("不高于上年数", 0, 9.5, 9)
    glyphs = [*sign, *text, *below] if first else [*text, *below, *sign]
    assert texts(glyphs) == ["≥95%按月统计", "不高于上年数"]
