"""The figures of the house count what their docstrings say, on small modules made for it."""

import ast
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from benchmarks.house.lookalikes import lookalikes, tables_of_data
from benchmarks.house.origins import origins
from benchmarks.house.reasons import CODES, reasons
from benchmarks.house.source import Module, Place
from benchmarks.house.writes import writes

LONGEST = 300  # lines of a module


def module(text: str) -> Module:
    return Module("normalize/x.py", text, ast.parse(text))


def counted(what: Callable[[Iterable[Module]], Iterator[Place]], text: str) -> int:
    return len(list(what([module(text)])))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('def f(cell):\n    return 1 if cell.origin == "ocr" else 2', 1),
        ('def f(parts):\n    if origin(parts) != "text":\n        return 1', 1),
        ('class A:\n    def __init__(self, cell):\n        self.is_ocr = cell.origin == "ocr"', 1),
        ('def read(cell):\n    return cell.origin == "ocr"\n\ndef f(cell):\n    return read(cell) and 1', 2),
        ('def f(slot):\n    slot.sure = slot.origin == "text"\n    return slot.sure or not slot.sure', 3),
        ('def f(cell):\n    match cell.origin:\n        case "ocr":\n            return 1', 1),
        ("def f(cell):\n    return Row(origin=cell.origin)", 0),
    ],
)
def test_places_that_ask_for_an_origin(text: str, count: int) -> None:
    assert counted(origins, text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("def f(a):\n    a.b = 1\n    a.c += 1\n    del a.d", 3),
        ("def f(a):\n    a.b, c = 1, 2", 1),
        ("class A:\n    def __init__(self):\n        self.b = 1", 0),
        ("def f(a):\n    a.append(1)\n    a[0] = 2", 2),
        ("def f(a):\n    a.b.append(1)\n    a.b[0][1] = 2", 2),
        ("def f():\n    out = []\n    out.append(1)\n    out[0] = 2\n    return out", 0),
        ("def f():\n    out = {}\n    out.setdefault(1, []).append(2)\n    return out", 0),
        ("def f():\n    out = []\n    def g():\n        out.append(1)\n    return g", 1),
        ("KNOWN = {}\ndef f(a):\n    KNOWN[a] = 1", 1),
        ("def f(a):\n    global N\n    N = a\n    object.__setattr__(a, 'b', 1)", 2),
    ],
)
def test_in_place_writes(text: str, count: int) -> None:
    assert counted(writes, text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('A = "1lI|"', 1),
        ('A = str.maketrans("OoQ", "000")', 1),
        ('A = {"I": "1", "O": "0"}', 1),
        ('A = {"》": "≥", "《": "≤"}', 1),
        ("A = re.compile(r'^[1Il](?=x)')", 1),
        ("A = re.compile(r'[一—–]+')", 1),
        ('A = "一二丨"', 1),
        ('A = "illegible"\nB = "OoO is a word"', 0),
        ("A = re.compile(r'[A-Za-z0-9]{4}|[一二三四五六七八九十]')", 0),
        ('A = "—–-"\nB = "≥⩾≧"\nC = "，,;；"', 0),
        ('A = {"h": "v", "v": "h"}', 0),
        ('"""1lI|"""', 0),
    ],
)
def test_tables_of_look_alikes(text: str, count: int) -> None:
    assert counted(lookalikes, text) == count


def test_tables_of_look_alikes_in_data(tmp_path: Path) -> None:
    folder = tmp_path / "normalize" / "lexicon"
    folder.mkdir(parents=True)
    (folder / "levels.toml").write_text('[belongs]\n"数量指标" = "产出指标"\n', encoding="utf-8")
    assert list(tables_of_data(tmp_path, "normalize")) == []
    (folder / "misread.toml").write_text('[words]\n"项日" = "项目"\n', encoding="utf-8")
    (folder / "repairs.toml").write_text("[[repairs]]\nread = '》(.)'\nwas = '≥\\1'\n", encoding="utf-8")
    assert [Path(place.path).name for place in tables_of_data(tmp_path, "normalize")] == [
        "misread.toml",
        "repairs.toml",
    ]


@pytest.mark.parametrize(
    ("text", "emits"),
    [
        ('def f(row):\n    return row | {"value_unread"}', True),
        ('def f(row):\n    return "value_unread" in row', False),
        ('LOST = "value_unread"\n__all__ = ["value_unread"]', False),
        ('LOST = "value_unread"\ndef f(row):\n    return (LOST,)', True),
        ('def f(row):\n    """value_unread"""\n    return ("something_else",)', False),
    ],
)
def test_modules_that_emit_reasons(tmp_path: Path, text: str, emits: bool) -> None:
    (tmp_path / CODES).parent.mkdir(parents=True)
    (tmp_path / CODES).write_text('[rows]\nvalue_unread = "…"\n', encoding="utf-8")
    assert bool(list(reasons(tmp_path, [module(text)]))) is emits


def test_this_checkout_beside_what_it_was() -> None:
    pytest.importorskip("radon", reason="the bench's own packages (make corpus) are not installed")
    from benchmarks.house.__main__ import BEFORE, HERE, complexities, figures, told

    text = "def f(x):\n    def g(y):\n        return y and x\n    return [a for a in x if a or g(a)]\n"
    assert {place.what for _, place in complexities(module(text))} == {"f 4", "g 2"}
    now, before = figures(HERE), json.loads(BEFORE.read_text(encoding="utf-8"))
    assert now.keys() == before.keys()
    assert now["lines of normalize/ without checks"] > 1000
    assert told(before, now).count("\n") == len(now) + 2


@pytest.mark.parametrize("folder", ["extract", "normalize", "pipelines", "review"])
def test_every_module_can_be_read_in_a_sitting(folder: str) -> None:
    product = (Path(__file__).parents[2] / folder).rglob("*.py")
    longest = {path.name: lines for path in product if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST}
    assert longest == {}
