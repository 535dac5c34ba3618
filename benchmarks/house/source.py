"""The modules of a part of a checkout, parsed."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["CHECKS", "Module", "Place", "modules", "name_of", "strings"]

CHECKS = "normalize/checks"
"""What is left out of the figures that say so: rules as values, no part of reading a form."""


class Module(NamedTuple):
    """A module: where it stands in its checkout, its text, its tree."""

    path: str
    text: str
    tree: ast.Module


class Place(NamedTuple):
    """A line of a module and what is found there."""

    path: str
    line: int
    what: str


def modules(root: Path, *folders: str, apart: str | None = None) -> Iterator[Module]:
    """The modules of some folders of a checkout, without those below `apart`."""
    for folder in folders:
        for file in sorted((root / folder).rglob("*.py")):
            path = file.relative_to(root).as_posix()
            if apart is None or not path.startswith(f"{apart}/"):
                text = file.read_text(encoding="utf-8")
                yield Module(path, text, ast.parse(text, path))


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """The string constants of a tree that are no docstrings and do not stand alone."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


def name_of(node: ast.AST) -> str | None:
    """What an expression is called: a name, or the attribute's, or that of what is called."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None
