"""How far it is: values read, asked and settled, by form, and summed by project, unit and year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from normalize.schema import Evidence
from pipelines.settle.document import Read
from pipelines.settle.model import Counted, Progress

__all__ = ["Figures", "figures_of", "progress"]

_COUNTS = ("values", "asking", "accepted", "corrected", "stale", "findings")


@dataclass(frozen=True, kw_only=True)
class Figures(Counted):
    """The figures of a form; of what no form of a document claims `form_id` is None."""

    sha256: str
    form_id: str | None


def figures_of(read: Read) -> Iterator[Figures]:
    """The figures of a document's forms, then of what none of them claims."""
    sha = read.entry.sha256
    for form in read.submission.forms:
        who, told = form.identity, form.evidence
        found = {**_reviewed(told), "values": len(told), "findings": len(form.findings)}
        yield Figures(sha256=sha, form_id=who.form_id, year=who.year, unit=who.unit, project=who.project, **found)
    if left := read.submission.evidence:
        found = {**_reviewed(left), "values": 0, "findings": 0}
        yield Figures(sha256=sha, form_id=None, year=None, unit=None, project=None, **found)


def _reviewed(told: Sequence[Evidence]) -> dict[str, int]:
    """How many values ask, and how many a person has been asked about, by what came of it."""
    states = [one.review for one in told]
    asking = sum(one.needs_review for one in told)
    return {"asking": asking, **{state: states.count(state) for state in ("accepted", "corrected", "stale")}}


def progress(figures: Iterable[Figures]) -> list[Progress]:
    """The figures summed by year, unit and project, in that order."""
    groups: defaultdict[tuple[int | None, str | None, str | None], list[Figures]] = defaultdict(list)
    for one in figures:
        groups[one.year, one.unit, one.project].append(one)
    return [
        Progress(
            year=year,
            unit=unit,
            project=project,
            documents=tuple(dict.fromkeys(one.sha256 for one in members)),
            forms=sum(one.form_id is not None for one in members),
            **{name: sum(getattr(one, name) for one in members) for name in _COUNTS},
        )
        for (year, unit, project), members in sorted(groups.items(), key=lambda group: tuple(map(str, group[0])))
    ]
