"""Tables of characters that look alike: literals that name characters which a reader takes for one another.

Counted in `normalize/` and `extract/ocr/` is each string constant that lists at least two of one family of `FAMILIES`
(characters of different meaning that print alike), and each dict display of short strings that maps one to another of
its family or, where all keys and values are one or two characters and not all of the keys Latin, any to any. What lists
the ten digits, the Latin letters, the Chinese numbers, or forms of one sign alone (— – -, ≥ ⩾ ≧) is no such table, nor
is a name in `__all__`.

In a pattern each character class is looked at for itself: in `^[1Il](?=…)` it is one. Any other constant counts as a
list if at most a third of its letters, digits and Chinese characters are of no family; with more it is words.
The data beside the code counts by file: a TOML file of `normalize/` and `extract/` is one table if an entry of it maps
a text to another that differs in one character, or a pattern to what it was (`read`, `was`); so is one that is called
`confusable`.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.house.source import Module, Place, name_of, strings

__all__ = ["FAMILIES", "lookalikes", "tables_of_data"]

FAMILIES = (
    "1lI|丨!丿ノ∥",
    "0OoQDU〇○",
    "S5",
    "B8",
    "Z2",
    "一丨二十工上土士丁卜",
    "一—",
    "一–",
    "一-",
    "一_",
    "一ー",
    "'`·",
    "'.",
    "`.",
    "》≥",
    "》>",
    "《≤",
    "《<",
    "=二",
)
"""Characters of different meaning that print alike; in pairs where several of them are forms of one sign."""
_CLASS = re.compile(r"\[\^?(?P<members>(?:\\.|[^\]\\])+)\]")
_RANGE = re.compile(r"\w-\w|[\u4e00-\u9fff]{5,}")
_ESCAPE = re.compile(r"\\[dDsSwWbB]|\\u[0-9a-f]{4}")
_PATTERN = re.compile(r"\\[dsw]|\(\?")
_NUMBERS = frozenset("四五六七八九")
SHORT = 2
"""Characters: of a key, and of a list."""
_MEMBERS = frozenset("".join(FAMILIES))
STRANGE = 3
"""One in so many letters, digits and Chinese characters of a list may be of no family; with more it is words."""
LATIN = 0x250
"""Letters below this are names of axes and the like unless they are of a family."""


def lookalikes(modules: Iterable[Module]) -> Iterator[Place]:
    """Every table that stands in the code."""
    for module in modules:
        inside: set[int] = set(_exported(module.tree))
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Dict) and _maps(node):
                inside |= {id(one) for one in (*node.keys, *node.values)}
                yield Place(module.path, node.lineno, ast.unparse(node)[:60])
        for constant in strings(module.tree):
            if id(constant) not in inside and any(map(_alike, _lists(constant.value))):
                yield Place(module.path, constant.lineno, str(constant.value)[:60])


def _exported(tree: ast.Module) -> Iterator[int]:
    """The names in `__all__`, by their nodes: SOUND is no list."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(name_of(target) == "__all__" for target in node.targets):
            yield from map(id, ast.walk(node.value))


def _lists(text: str) -> Iterator[str]:
    """The lists of characters in a constant: its classes where it is a pattern, itself where it is words of no kind."""
    classes = [found["members"] for found in _CLASS.finditer(text)]
    for one in classes:
        yield _ESCAPE.sub("", _RANGE.sub("", one))
    letters = [character for character in text if character.isalnum()]
    strange = sum(character not in _MEMBERS for character in letters)
    if not classes and not _PATTERN.search(text) and strange * STRANGE <= len(letters):
        yield text


def _alike(characters: str) -> bool:
    if _NUMBERS & set(characters) or set("ABC") <= set(characters):
        return False
    return any(len(set(family) & set(characters)) >= SHORT for family in FAMILIES)


def _maps(node: ast.Dict) -> bool:
    """Whether a dict maps characters to what they were taken for."""
    pairs = [
        (key.value, value.value)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
    ]
    short = [
        (a, b) for a, b in pairs if isinstance(a, str) and isinstance(b, str) and 0 < len(a) <= SHORT >= len(b) > 0
    ]
    if not short or len(short) < len(node.keys):
        return False
    return any(ord(a[0]) > LATIN or not a.isalpha() for a, _ in short) or any(_alike(a + b) for a, b in short)


def tables_of_data(root: Path, *folders: str) -> Iterator[Place]:
    """Every file of data that is such a table."""
    for folder in folders:
        for file in sorted((root / folder).rglob("*.toml")):
            said = list(_entries(tomllib.loads(file.read_text(encoding="utf-8"))))
            if said or file.stem == "confusable":
                yield Place(file.relative_to(root).as_posix(), 1, f"{len(said)} entries, {said[0] if said else ''}")


def _entries(data: dict[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, str) and len(key) == len(value) and not key.isascii() and _apart(key, value) == 1:
            yield f"{key} → {value}"
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                if {"read", "was"} <= part.keys():
                    yield f"{part['read']} → {part['was']}"
                yield from _entries(part)


def _apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
