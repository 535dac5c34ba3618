"""Mutants are what their kinds say, and a project's tests feel those that they should (needs make corpus)."""

from pathlib import Path

import pytest

pytest.importorskip("cosmic_ray", reason="the bench's own packages (make corpus) are not installed")

from benchmarks.mutants.__main__ import change, survives
from benchmarks.mutants.felt import felt
from benchmarks.mutants.kinds import mutants

CODE = """
def large(number: int, most: int = 3) -> bool:
    if number is None or number in (7, 8):
        return False
    return number > most


def unseen(number: int) -> int:
    return number == 1 and 2


def same(number: int) -> int:
    return 1 if number <= 3 else 2
"""
TESTS = """
import pytest

from normalize.x import large, same


@pytest.mark.parametrize("number", [1, 7, 8, None])
def test_small(number):
    assert not large(number)


def test_large():
    assert large(4)


def test_nothing():
    assert same(4)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path, text in (("normalize/x.py", CODE), ("tests/normalize/test_x.py", TESTS)):
        for folder in (tmp_path / path).relative_to(tmp_path).parents[:-1]:
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / "__init__.py").touch()
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_every_place_is_found_and_changed_as_its_kind_says(project: Path) -> None:
    found = set()
    for one in mutants(project, "normalize"):
        _, after = change(one, project)
        found.add((one.line, one.kind, after.strip()[1:].strip()))
    assert found == {
        (3, "turned", "if number is not None or number in (7, 8):"),
        (3, "turned", "if number is None or number not in (7, 8):"),
        (3, "exchanged", "if number is None and number in (7, 8):"),
        (4, "negated", "return not (False)"),
        (5, "turned", "return number <= most"),
        (5, "negated", "return not (number > most)"),
        (9, "turned", "return number != 1 and 2"),
        (9, "exchanged", "return number == 1 or 2"),
        (13, "turned", "return 1 if number > 3 else 2"),
    }


def test_a_mutant_is_felt_where_a_test_sees_what_it_does(project: Path) -> None:
    met = felt(project, "normalize", "tests/normalize")
    assert met.tests["normalize/x.py", 13] == ["tests/normalize/test_x.py::test_nothing"]
    alive = {(one.line, one.kind) for one in mutants(project, "normalize") if survives(one, project, met)}
    assert alive == {(9, "turned"), (9, "exchanged"), (13, "turned")}
    assert (project / "normalize" / "x.py").read_text(encoding="utf-8") == CODE
