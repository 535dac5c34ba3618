"""What has been read of a form before it is put together: raw rows, labelled slots, the heading it stands under.

The readers of rows say what they found (`Fact`), the walk adds it to the form (`Draft.plus`); none of them changes
what was there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Literal, NamedTuple

from extract.model import Origin
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, Text, origin_of
from normalize.kinds.words import blank
from normalize.schema import Basis, Measure, Period, Phase, Scope, TotalKind

__all__ = [
    "UNTITLED",
    "Asked",
    "Draft",
    "EmptyRow",
    "Fact",
    "Heading",
    "Labelled",
    "Printed",
    "RawFund",
    "RawIndicator",
    "RawTask",
    "RawTotal",
    "Unsure",
]


def origin(parts: Iterable[Printed]) -> Origin:
    """`ocr` as soon as one line was recognised from pixels."""
    return origin_of(line for part in parts for line in part.lines)


class Heading(NamedTuple):
    """The title over a form and the line under it. `pairs` are its labelled values, by the lexicon's meaning; `said`
    the lines that `title`, `year` and `unit` were read from; `money` the amounts that lines below the title name."""

    title: str | None = None
    year: int | None = None
    scope: Scope | None = None
    phase: Phase | None = None
    unit: str | None = None
    project: str | None = None
    pairs: Mapping[str, Printed] = {}
    said: Mapping[str, Text] = {}
    money: tuple["RawFund", ...] = ()


UNTITLED = Heading()
"""Over a table under no title."""


@dataclass(frozen=True)
class RawIndicator:
    """A row of an indicator grid by role; levels are already filled down."""

    name: Printed
    cells: Mapping[str, Printed]
    operators: tuple[Printed, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def holds(self, role: str) -> bool:
        """Whether something stands in the row's cell of a role."""
        return role in self.cells and not blank(self.cells[role].text)


@dataclass(frozen=True)
class RawFund:
    """An amount with its label, as printed, and what the labels around it say. `guessed`: the lexicon does not know
    the label."""

    label: Printed
    value: Printed
    item: str | None
    period: Period = "annual"
    measure: Measure = "budget"
    basis: Basis = "total"
    unit: str | None = None
    rank: int | None = None
    rate: Printed | None = None
    amount_text: str | None = None
    label_text: str | None = None
    guessed: bool = False


@dataclass(frozen=True)
class RawTask:
    """A row of the year's main tasks."""

    name: Printed | None
    content: Printed | None
    amount: Printed | None
    unit: str | None = None
    executed: Printed | None = None


@dataclass(frozen=True)
class RawTotal:
    """A sum of scores, or the points of the execution rate."""

    kind: TotalKind
    label: Printed
    value: Printed


class EmptyRow(RawIndicator):
    """A row that names its levels and leaves its name blank."""


@dataclass(frozen=True)
class Labelled:
    """A value by its meaning: of a cell beside its label one of the form's `fields` or `goals`, else one of the `pairs`
    that share a cell or a line with their label. The first of its meaning stands."""

    among: Literal["fields", "goals", "pairs"]
    meaning: str
    value: Printed
    label: Printed | None = None


@dataclass(frozen=True)
class Asked:
    """What a person should look at: the form, and a cell of it that nobody claims."""

    doubt: Doubt
    about: Printed | None = None


@dataclass(frozen=True)
class Unsure:
    """A field whose value may be another one: the rows that hang on it are asked about."""

    meaning: str


Fact = RawIndicator | RawFund | RawTask | RawTotal | Labelled | Asked | Unsure
"""What a row says of its form."""


class Draft(NamedTuple):
    """One form as far as it was read. `fields`, `goals` and `pairs` by meaning, `labels` the label of each of `fields`;
    `unsure` are fields that may be others, `unnamed` rows with a blank name, `unclaimed` the cells that nobody
    read and why they are asked about, `beside` the forms under the same title, itself among them, `illegible` the pages
    of the document that hardly read."""

    heading: Heading
    fields: Mapping[str, Printed] = {}
    goals: Mapping[str, Printed] = {}
    funds: tuple[RawFund, ...] = ()
    tasks: tuple[RawTask, ...] = ()
    indicators: tuple[RawIndicator, ...] = ()
    unnamed: tuple[RawIndicator, ...] = ()
    unclaimed: tuple[tuple[Printed, Doubt], ...] = ()
    totals: tuple[RawTotal, ...] = ()
    pages: frozenset[int] = frozenset()
    doubts: frozenset[Doubt] = frozenset()
    unsure: frozenset[str] = frozenset()
    pairs: Mapping[str, Printed] = {}
    labels: Mapping[str, Printed] = {}
    has_actuals: bool = False
    beside: tuple["Draft", ...] = ()
    illegible: frozenset[int] = frozenset()

    def printed(self, meaning: str) -> Printed | None:
        """The value of a label: of a cell of its own, else of the cell or line it shares with its label."""
        return self.fields.get(meaning) or self.pairs.get(meaning)

    def filled(self, meaning: str) -> Printed | None:
        """The value of a label; None where nothing stands there."""
        printed = self.printed(meaning)
        return printed if printed is not None and not blank(printed.text) else None

    def plus(self, *facts: Fact) -> "Draft":
        """The form with what else was read of it, in printed order."""
        return reduce(Draft._with, facts, self)

    def _with(self, fact: Fact) -> "Draft":
        match fact:
            case EmptyRow():
                return self._replace(unnamed=(*self.unnamed, fact))
            case RawIndicator():
                return self._replace(indicators=(*self.indicators, fact))
            case RawFund():
                return self._replace(funds=(*self.funds, fact))
            case RawTask():
                return self._replace(tasks=(*self.tasks, fact))
            case RawTotal():
                return self._replace(totals=(*self.totals, fact))
            case Labelled():
                return self._labelled(fact)
            case Unsure():
                return self._replace(unsure=self.unsure | {fact.meaning})
            case Asked():
                cell = ((fact.about, fact.doubt),) if fact.about is not None else ()
                return self._replace(doubts=self.doubts | {fact.doubt}, unclaimed=(*self.unclaimed, *cell))

    def _labelled(self, fact: Labelled) -> "Draft":
        known: Mapping[str, Printed] = getattr(self, fact.among)
        told: dict[str, Any] = {fact.among: known if fact.meaning in known else {**known, fact.meaning: fact.value}}
        if fact.label is not None:
            told["labels"] = {fact.meaning: fact.label, **self.labels}
        return self._replace(**told)

    def on(self, page: int) -> "Draft":
        """The form, which stands on this page, too."""
        return self if page in self.pages else self._replace(pages=self.pages | {page})

    @property
    def complete(self) -> bool:
        """Whether its indicators have been met: a further head starts another form."""
        return bool(self.indicators)

    @property
    def is_named(self) -> bool:
        """Whether it was said whose form it is: its office, its project or its department."""
        return self.heading.unit is not None or any(
            meaning.startswith(("unit", "project", "department")) for meaning in (*self.fields, *self.pairs)
        )

    @property
    def is_form(self) -> bool:
        """Whether this is a form at all: indicators, or, under a form's own title, a goal or whose form it is."""
        named = self.goals or self.fields.keys() & {"project", "unit_2"}
        return bool(self.indicators) or bool(self.heading.title and named)
