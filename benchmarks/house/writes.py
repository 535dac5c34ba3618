"""In-place writes: statements that change what stood there before.

Counted in `normalize/`, checks apart, is

- each target of an assignment (plain, augmented or annotated with a value) or of `del` that is an attribute, outside
  of `__init__` and `__post_init__`, where an object first gets what it is;
- each call of `setattr`, and each name that is declared `global` or `nonlocal`;
- each such target that is an item (`x[i] = …`), and each call of a method that changes a list, set or dict (`append`,
  `update`, `pop` …), where x is not made by the function itself: an attribute, a parameter, a name of an outer scope.

A function that fills a list of its own and returns it writes into nothing.
"""

import ast
from collections.abc import Iterable, Iterator

from benchmarks.house.source import Module, Place, name_of

__all__ = ["writes"]

CHANGING = frozenset(
    ("add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem", "popleft", "remove")
) | {"reverse", "setdefault", "sort", "update"}
FIRST = ("__init__", "__post_init__")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def writes(modules: Iterable[Module]) -> Iterator[Place]:
    """Every write, in the order of the modules."""
    for module in modules:
        for scope in _scopes(module.tree):
            own = _own_names(scope)
            for node in _within(scope):
                for target in _written(node, isinstance(scope, Function) and scope.name in FIRST):
                    if _root(target) not in own:
                        yield Place(module.path, target.lineno, ast.unparse(target))


def _written(node: ast.AST, first: bool) -> Iterator[ast.expr]:
    """What a statement or call writes to; in a `first` scope attributes of `self` are made, not changed."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
        yield node.func.value
    if isinstance(node, ast.Call) and name_of(node) in ("setattr", "__setattr__"):
        yield node
    if isinstance(node, ast.Global | ast.Nonlocal):
        yield from (ast.Name(name, ast.Store(), lineno=node.lineno, col_offset=node.col_offset) for name in node.names)
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign | ast.Delete):
        targets = list(node.targets)
    elif isinstance(node, ast.AugAssign) or (isinstance(node, ast.AnnAssign) and node.value):
        targets = [node.target]
    while targets:
        target = targets.pop(0)
        if isinstance(target, ast.Tuple | ast.List):
            targets += target.elts
        elif isinstance(target, ast.Subscript) or (isinstance(target, ast.Attribute) and not first):
            yield target


def _root(target: ast.expr) -> str | None:
    """The name that an item belongs to (`x` of `x[i][j]` and of `x.setdefault(i, [])`); None of an attribute, which is
    somebody else's."""
    while isinstance(target, ast.Subscript | ast.Call):
        method = isinstance(target, ast.Call) and isinstance(target.func, ast.Attribute)
        target = target.value if isinstance(target, ast.Subscript) else target.func.value if method else target.func
    return target.id if isinstance(target, ast.Name) else None


def _scopes(tree: ast.Module) -> Iterator[ast.Module | Function]:
    yield tree
    yield from (node for node in ast.walk(tree) if isinstance(node, Function))


def _within(scope: ast.Module | Function) -> Iterator[ast.AST]:
    """The nodes of a scope without those of the functions inside it."""
    waiting: list[ast.AST] = list(scope.body)
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, Function):
            waiting[:0] = ast.iter_child_nodes(node)


def _own_names(scope: ast.Module | Function) -> set[str]:
    """The names that a scope binds itself: neither its parameters nor what it declares another scope's."""
    others: set[str] = set()
    if isinstance(scope, Function):
        others |= {node.arg for node in ast.walk(scope.args) if isinstance(node, ast.arg)}
    bound = set()
    for node in _within(scope):
        if isinstance(node, ast.Global | ast.Nonlocal):
            others |= set(node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
    return bound - others
