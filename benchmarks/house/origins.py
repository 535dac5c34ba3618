"""Places that ask where a text came from.

Counted in `normalize/` is

- each comparison of which one side is called `origin` (a name, an attribute, or a call: `cell.origin == "ocr"`,
  `origin(parts) != "text"`), and each `match` on such a thing;
- each use of a name that stands for such a question: a function whose whole answer it is, or an attribute or name that
  it is assigned to (`self.is_ocr = cell.origin == "ocr"`; then every `.is_ocr` that is read counts, the assignment as
  the comparison it is).

Handing an origin on, so that it can be exported, asks nothing.
"""

import ast
from collections.abc import Iterable, Iterator

from benchmarks.house.source import Module, Place, name_of

__all__ = ["origins"]

ORIGIN = "origin"


def origins(modules: Iterable[Module]) -> Iterator[Place]:
    """Every place that asks."""
    modules = list(modules)
    asking = {name for module in modules for name in _standing_for_it(module.tree)}
    for module in modules:
        for node in ast.walk(module.tree):
            if _asks(node) or _uses(node, asking):
                yield Place(module.path, node.lineno, ast.unparse(node).splitlines()[0])  # type: ignore[attr-defined]


def _asks(node: ast.AST) -> bool:
    if isinstance(node, ast.Match):
        return name_of(node.subject) == ORIGIN
    return isinstance(node, ast.Compare) and any(name_of(side) == ORIGIN for side in (node.left, *node.comparators))


def _standing_for_it(tree: ast.AST) -> Iterator[str]:
    """The names of functions, attributes and variables whose whole value is such a question."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            if isinstance(node.body[-1], ast.Return) and node.body[-1].value and _asks(node.body[-1].value):
                yield node.name
        elif isinstance(node, ast.Assign) and _asks(node.value):
            yield from (name for name in map(name_of, node.targets) if name)


def _uses(node: ast.AST, asking: set[str]) -> bool:
    if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
        return name_of(node) in asking
    return False
