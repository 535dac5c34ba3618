"""Cuts: a module of normalize with one of its rules left out.

function    answers nothing: False, None, empty, or what it was given, by its annotation
branch      an `if` that is never taken, or the `else` of one
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import NamedTuple

__all__ = ["RAN", "Cut", "cuts", "marked"]

RAN = "_ran"
"""The global of a marked module that is called with the first line of each block as it runs."""
_EMPTY = (
    (r"bool", "return False"),
    (r".*\| None", "return None"),
    (r"(Iterator|Iterable)\[.*", "return iter(())"),
    (r"(tuple\[.*, \.\.\.|Sequence\[.*)\]", "return ()"),
    (r"list\[.*", "return []"),
    (r"(frozenset|set)\[.*", "return frozenset()"),
    (r"(dict|Mapping)\[.*", "return {}"),
)
"""What says nothing, by what a function is annotated to return, the first that matches."""


class Cut(NamedTuple):
    """A rule left out: its lines, what it is, the block that it runs (by its first line), and the change: which field
    of the node that comes `at`th in its module's tree becomes what."""

    path: Path
    line: int
    end: int
    kind: str
    what: str
    block: int
    at: int
    field: str
    new: object

    def code(self) -> CodeType:
        """The module without it."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        setattr(next(node for index, node in enumerate(ast.walk(tree)) if index == self.at), self.field, self.new)
        return compile(ast.fix_missing_locations(tree), str(self.path), "exec")


def cuts(path: Path) -> Iterator[Cut]:
    """Every cut of a module."""
    for at, node in enumerate(ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
        if isinstance(node, ast.FunctionDef) and (body := _nothing(node)):
            block, new = _first(node.body), ast.parse(body).body
            yield Cut(path, node.lineno, node.end_lineno or 0, "function", node.name, block.lineno, at, "body", new)
        elif isinstance(node, ast.If):
            said = ast.unparse(node.test)
            for what, branch, value in ((f"if {said}", node.body, False), (f"else of {said}", node.orelse, True)):
                if branch:
                    first, last, new_test = branch[0].lineno, branch[-1].end_lineno or 0, ast.Constant(value)
                    yield Cut(path, first, last, "branch", what, first, at, "test", new_test)


def marked(path: Path) -> CodeType:
    """The module that tells, through `RAN`, which blocks of its functions run."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    blocks = [getattr(node, field, None) for node in ast.walk(tree) for field in ("body", "orelse")]
    for block in blocks:
        if isinstance(block, list) and block and block is not tree.body:
            first = _first(block)
            block.insert(block.index(first), ast.parse(f"{RAN}({str(path)!r}, {first.lineno})").body[0])
    return compile(ast.fix_missing_locations(tree), str(path), "exec")


def _first(block: list[ast.stmt]) -> ast.stmt:
    """The first statement of a block that is no docstring, where it has another."""
    documented = isinstance(block[0], ast.Expr) and isinstance(block[0].value, ast.Constant) and len(block) > 1
    return block[1 if documented else 0]


def _nothing(node: ast.FunctionDef) -> str | None:
    """The body of a function that says nothing; None where there is no such answer."""
    said = ast.unparse(node.returns) if node.returns else ""
    given = [one for one in node.args.args if one.annotation and ast.unparse(one.annotation) == said]
    if given:
        return f"return {given[0].arg}"
    return next((body for pattern, body in _EMPTY if re.fullmatch(pattern, said)), None)
