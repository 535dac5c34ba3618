"""What people said of one document, and which of it was applied."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from normalize.schema import Evidence
from normalize.settled.correction import Correction
from normalize.settled.fields import FIELDS

__all__ = ["Answers"]


@dataclass
class Answers:
    """The answers about one document that count, and the ids of those that were applied."""

    given: Sequence[Correction]
    used: set[str] = field(default_factory=set)
    traces: list[Evidence] = field(default_factory=list)

    def use(self, one: Correction) -> None:
        """Note that an answer was applied."""
        self.used.add(one.id)

    def about(self, act: str) -> dict[tuple[str, str], list[Correction]]:
        """Those of one act that are about a field, by table and field."""
        found: defaultdict[tuple[str, str], list[Correction]] = defaultdict(list)
        for one in self.given:
            if one.act == act and one.field is not None and one.table in FIELDS:
                found[one.table, one.field].append(one)
        return found
