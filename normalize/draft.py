"""What has been read of a form before it is put together: raw rows, labelled slots, the heading it stands under."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extract.model import Origin
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Printed, Text, origin_of
from normalize.schema import Basis, Measure, Period, Phase, Scope, TotalKind

__all__ = ["UNTITLED", "Draft", "Heading", "Printed", "RawFund", "RawIndicator", "RawTask", "RawTotal"]


def origin(parts: Iterable[Printed]) -> Origin:
    """`ocr` as soon as one line was recognised from pixels."""
    return origin_of(line for part in parts for line in part.lines)


@dataclass(frozen=True)
class Heading:
    """The title over a form and the line under it. `pairs` are its labelled values, by the lexicon's meaning; `said`
    the lines that `title`, `year` and `unit` were read from."""

    title: str | None = None
    year: int | None = None
    scope: Scope | None = None
    phase: Phase | None = None
    unit: str | None = None
    pairs: Mapping[str, Printed] = field(default_factory=dict)
    said: Mapping[str, Text] = field(default_factory=dict)


UNTITLED = Heading()
"""Over a table under no title."""


@dataclass(frozen=True)
class RawIndicator:
    """A row of an indicator grid by role; levels are already filled down."""

    name: Printed
    cells: Mapping[str, Printed]
    operators: tuple[Printed, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class RawFund:
    """An amount with its label, as printed, and what the labels around it say."""

    label: Printed
    value: Printed
    item: str | None
    period: Period
    measure: Measure
    basis: Basis
    unit: str | None
    rank: int | None = None
    rate: Printed | None = None
    amount_text: str | None = None
    label_text: str | None = None


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


@dataclass
class Draft:
    """One form in the making. `fields` and `goals` keep the first slot met for each meaning, `unsure` are fields
    guessed with little margin, `pairs` the labelled values that share a cell or a line with their label, `labels`
    the label of each of `fields`; `unnamed` are rows with a blank name, `unclaimed` the cells that nobody read and
    why they are asked about, `beside` the forms under the same title, itself among them, `illegible` the pages of the
    document that hardly read."""

    heading: Heading
    fields: dict[str, Printed] = field(default_factory=dict)
    goals: dict[str, Printed] = field(default_factory=dict)
    funds: list[RawFund] = field(default_factory=list)
    tasks: list[RawTask] = field(default_factory=list)
    indicators: list[RawIndicator] = field(default_factory=list)
    unnamed: list[RawIndicator] = field(default_factory=list)
    unclaimed: list[tuple[Printed, Doubt]] = field(default_factory=list)
    totals: list[RawTotal] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    doubts: set[Doubt] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    pairs: dict[str, Printed] = field(default_factory=dict)
    labels: dict[str, Printed] = field(default_factory=dict)
    has_actuals: bool = False
    beside: tuple["Draft", ...] = ()
    illegible: frozenset[int] = frozenset()

    def printed(self, meaning: str) -> Printed | None:
        """The value of a label: of a cell of its own, else of the cell or line it shares with its label."""
        return self.fields.get(meaning) or self.pairs.get(meaning)

    def take(self, *rows: "RawIndicator | RawFund | RawTask | RawTotal") -> None:
        """Rows of the form, in printed order."""
        for row in rows:
            match row:
                case RawIndicator():
                    self.indicators.append(row)
                case RawFund():
                    self.funds.append(row)
                case RawTask():
                    self.tasks.append(row)
                case RawTotal():
                    self.totals.append(row)

    def keep(self, meaning: str, value: Printed, label: Printed | None = None) -> None:
        """The value of a field, and its label; the first one stands."""
        self.fields.setdefault(meaning, value)
        if label is not None:
            self.labels.setdefault(meaning, label)

    def aim(self, meaning: str, goal: Printed) -> None:
        """A goal; the first of its kind stands."""
        self.goals.setdefault(meaning, goal)

    def note(self, meaning: str, value: Printed) -> None:
        """A value that shares a cell or a line with its label; the first one stands."""
        self.pairs.setdefault(meaning, value)

    def ask(self, doubt: Doubt, about: Printed | None = None) -> None:
        """Have a person look at the form, and at a cell of it that nobody claims."""
        self.doubts.add(doubt)
        if about is not None:
            self.unclaimed.append((about, doubt))

    @property
    def complete(self) -> bool:
        """Whether its indicators have been met: a further head starts another form."""
        return bool(self.indicators)

    @property
    def is_form(self) -> bool:
        """Whether this is a form at all: indicators, or, under a form's own title, a goal or whose form it is."""
        named = self.goals or self.fields.keys() & {"project", "unit_2"}
        return bool(self.indicators) or bool(self.heading.title and named)
