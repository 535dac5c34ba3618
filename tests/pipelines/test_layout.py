"""Folder names that every file system takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.export.layout import LONGEST, Place, folders, safe_name

LONG = "长" * 40


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("天津市河北区人民法院", "天津市河北区人民法院"),
        ("办公楼(一期)/二期", "办公楼(一期)_二期"),
        ('a<b>c:d"e/f\\g|h?i*j', "a_b_c_d_e_f_g_h_i_j"),
        ("../../etc/passwd", "_._.._etc_passwd"),
        (".", "_"),
        ("..", "__"),
        ("", "_"),
        ("   ", "_"),
        ("名称. ", "名称_"),
        ("名称...", "名称___"),
        (".git", "_git"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Lpt1", "_Lpt1"),
        ("COM²", "_COM²"),
        ("CONSOLE", "CONSOLE"),
        ("换\n行\t\0", "换_行__"),
        ("a\u202eb\u200bc", "a_b_c"),
        ("\udcb1", "_"),
        ("２０２６年“双一流”（#1）100%", "２０２６年“双一流”（#1）100%"),
        ("e\u0301", "é"),
        ("长" * 26, "长" * 26),
        (LONG, "长" * 23 + "~8855c4ff"),
    ],
)
def test_a_name_as_a_folder(name, folder):
    assert safe_name(name) == folder


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=120))
def test_any_text_makes_a_folder_that_windows_takes(name):
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= LONGEST
    assert not set(safe) & set('<>:"/\\|?*\0\n') and safe not in (".", "..")
    assert not safe.startswith((".", " ")) and not safe.endswith((".", " "))
    assert safe_name(safe) == safe


def test_the_year_the_unit_and_the_whole_unit():
    known = Place(2026, "甲局", "修路", whole_unit=False)
    whole = Place(2026, "甲局", None, whole_unit=True)
    nothing = Place(None, None, None, whole_unit=False)
    assert folders([known, whole, nothing]) == {
        known: "units/2026/甲局/修路",
        whole: "units/2026/甲局/部门整体",
        nothing: "units/0000/未注明单位/未注明项目",
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Place(2026, "甲局", "一/二", False), Place(2026, "甲局", "一:二", False)),
        (Place(2026, "甲局", "Abc", False), Place(2026, "甲局", "aBC", False)),
        (Place(2026, "甲局", "部门整体", False), Place(2026, "甲局", None, True)),
        (Place(2026, "甲局", "未注明项目", False), Place(2026, "甲局", None, False)),
        (Place(2026, "甲/局", None, True), Place(2026, "甲_局", None, True)),
    ],
)
def test_two_places_never_share_a_folder(first, second):
    found = folders([first, second])
    assert found[first].casefold() != found[second].casefold()
    assert found == folders([second, first])
