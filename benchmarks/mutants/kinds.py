"""The mutations, with cosmic-ray's operators and two of the same make that it lacks.

turned       a comparison says the opposite: < is >=, == is !=, is is is not, in is not in
exchanged    and is or, or is and
negated      a function that returns a truth value (its annotation says `bool`) returns the other one
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import parso
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators import boolean_replacer, comparison_operator_replacement
from cosmic_ray.operators.operator import Example, Operator
from parso.tree import NodeOrLeaf

__all__ = ["KINDS", "Mutant", "mutants"]

OPPOSITES = (("Lt", "GtE"), ("Gt", "LtE"), ("Eq", "NotEq"), ("Is", "IsNot"))
"""Comparisons, by the names that cosmic-ray's operators have; each is turned both ways."""
MEMBERSHIP = {"in": "not in", "not in": "in"}


class TurnMembership(Operator):
    """`in` and `not in` say the opposite."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """The signs of a comparison that are one of the two."""
        for at in self._at(node):
            yield node.children[at].start_pos, node.children[at].end_pos

    def mutate(self, node: NodeOrLeaf, index: int) -> NodeOrLeaf:
        """Turn the sign with this number."""
        at = list(self._at(node))[index]
        node.children[at] = parso.parse(f" {MEMBERSHIP[_plain(node.children[at])]}")
        return node

    def _at(self, node: NodeOrLeaf) -> Iterator[int]:
        if node.type == "comparison":
            yield from (at for at in range(1, len(node.children), 2) if _plain(node.children[at]) in MEMBERSHIP)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """What it does."""
        return (Example("a in b", "a not in b"), Example("a not in b", "a in b"))


class NegateReturn(Operator):
    """`return x` of a function whose annotation says `bool` becomes `return not (x)`."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """The statement's value."""
        if node.type == "return_stmt" and len(node.children) > 1 and _returns_truth(node):
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: NodeOrLeaf, index: int) -> NodeOrLeaf:
        """Negate it."""
        node.children[1] = parso.parse(f" not ({node.children[1].get_code().strip()})")
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """What it does."""
        return (
            Example("def f(x) -> bool:\n    return x", "def f(x) -> bool:\n    return not (x)"),
            Example("def f(x) -> int:\n    return x", "def f(x) -> int:\n    return x"),
        )


def _plain(node: NodeOrLeaf) -> str:
    return " ".join(node.get_code().split())


def _returns_truth(node: NodeOrLeaf) -> bool:
    while node is not None and node.type != "funcdef":
        node = node.parent
    return node is not None and node.annotation is not None and node.annotation.get_code().strip() == "bool"


def _comparison(one: str, other: str) -> Operator:
    operator: Operator = getattr(comparison_operator_replacement, f"ReplaceComparisonOperator_{one}_{other}")()
    return operator


KINDS: dict[str, tuple[Operator, ...]] = {
    "turned": (
        *(_comparison(*pair) for both in OPPOSITES for pair in (both, both[::-1])),
        TurnMembership(),
    ),
    "exchanged": (boolean_replacer.ReplaceAndWithOr(), boolean_replacer.ReplaceOrWithAnd()),
    "negated": (NegateReturn(),),
}


class Mutant(NamedTuple):
    """One change of one module: which operator makes it and where it is met (the n-th place that it could change)."""

    path: str
    line: int
    kind: str
    operator: Operator
    occurrence: int

    def code(self, root: Path) -> str:
        """The module's text with the change."""
        text = mutate_code((root / self.path).read_text(encoding="utf-8"), self.operator, self.occurrence)
        if text is None:
            raise ValueError(f"{self.path} has no place {self.occurrence} to mutate")
        return str(text)


def mutants(root: Path, folder: str) -> Iterator[Mutant]:
    """Every mutant of the modules of a folder."""
    for file in sorted((root / folder).rglob("*.py")):
        tree = get_ast(file.read_text(encoding="utf-8"))
        for kind, operators in KINDS.items():
            for operator in operators:
                places = [start for node in ast_nodes(tree) for start, _ in operator.mutation_positions(node)]
                for occurrence, (line, _) in enumerate(places):
                    yield Mutant(file.relative_to(root).as_posix(), line, kind, operator, occurrence)
