"""Modules that emit reasons: that name a code of `review_reason` in order to give it to a row or form.

The codes are the keys of the tables in `normalize/lexicon/reasons.toml`. A module of `normalize/`, checks apart, counts
if one of them stands in it as a string constant, or under a name or attribute that is assigned such a constant in any
of these modules, outside of a comparison (`"date_unread" in reasons` reads one), of its own `__all__` and of the
assignment that names it. Who says what is doubtful as a value (`Doubt("date", "unread")`) writes no reason: codes are
made of these in one place.
"""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.house.source import Module, Place, name_of, strings

__all__ = ["reasons"]

CODES = "normalize/lexicon/reasons.toml"


def reasons(root: Path, modules: Iterable[Module]) -> Iterator[Place]:
    """The first place of each module that emits a reason."""
    tables = tomllib.loads((root / CODES).read_text(encoding="utf-8"))
    codes = {code for table in tables.values() if isinstance(table, dict) for code in table}
    modules = list(modules)
    names = {name for module in modules for name in _named(module.tree, codes)}
    for module in modules:
        left_out = {id(node) for part in _not_emitting(module.tree, codes) for node in ast.walk(part)}
        said = [node for node in strings(module.tree) if node.value in codes]
        used = [node for node in ast.walk(module.tree) if _uses(node, names)]
        found = [node for node in (*said, *used) if id(node) not in left_out]
        if found:
            first = min(found, key=lambda node: node.lineno)  # type: ignore[attr-defined]
            yield Place(module.path, first.lineno, f"{len(found)} times, {ast.unparse(first)}")  # type: ignore[attr-defined]


def _uses(node: ast.AST, names: set[str]) -> bool:
    return isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load) and name_of(node) in names


def _named(tree: ast.Module, codes: set[str]) -> Iterator[str]:
    """The names that stand for a code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _is_code(node.value, codes):
            yield from (name for name in map(name_of, node.targets) if name)


def _is_code(node: ast.AST, codes: set[str]) -> bool:
    return isinstance(node, ast.Constant) and node.value in codes


def _not_emitting(tree: ast.Module, codes: set[str]) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        names = isinstance(node, ast.Assign) and (
            _is_code(node.value, codes) or any(name_of(target) == "__all__" for target in node.targets)
        )
        if names or isinstance(node, ast.Compare):
            yield node
