"""What each rule of normalize earns: rules left out while the code runs."""

from pathlib import Path
from typing import Any

import pytest

import normalize.kinds.number
from benchmarks.ablate.code import Code
from benchmarks.ablate.cuts import RAN, cuts, marked

MODULE = '''"""A module."""


def sign(text: str) -> str | None:
    """A sign."""
    if text.startswith("≥") and len(text) > 1:
        return "≥"
    else:
        return "=" if text else None
'''


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "sign.py"
    file.write_text(MODULE, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("kind", "what", "signs"),
    [
        ("function", "sign", (None, None, None)),
        ("branch", "if text.startswith('≥') and len(text) > 1", ("=", "=", None)),
        ("branch", "else of text.startswith('≥') and len(text) > 1", ("≥", "≥", "≥")),
    ],
)
def test_a_rule_is_left_out(path: Path, kind: str, what: str, signs: tuple[str | None, ...]) -> None:
    (cut,) = (one for one in cuts(path) if (one.kind, one.what) == (kind, what))
    space: dict[str, Any] = {}
    exec(cut.code(), space)
    assert tuple(map(space["sign"], ("≥5", "≥", ""))) == signs


def test_a_module_tells_which_of_its_blocks_run(path: Path) -> None:
    ran = []
    space: dict[str, Any] = {RAN: lambda _, line: ran.append(line)}
    exec(marked(path), space)
    space["sign"]("5")
    assert ran == [6, 9]
    assert {cut.block for cut in cuts(path)} == {6, 7, 9}


def test_a_function_that_runs_is_changed_and_put_back() -> None:
    path = Path(normalize.kinds.number.__file__)
    cut = next(one for one in cuts(path) if one.kind == "function" and one.what == "number")
    with Code().without(cut):
        assert normalize.kinds.number.number("12") is None
    assert normalize.kinds.number.number("12") == 12
