"""How far it is: values read, asked and settled, by form, and summed by project, unit and year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipelines.settle.document import Read
from pipelines.settle.model import Progress

__all__ = ["Figures", "figures_of", "progress"]


class Figures(NamedTuple):
    """The figures of a form; of what no form of a document claims `form_id` is None."""

    sha256: str
    form_id: str | None
    year: int | None
    unit: str | None
    project: str | None
    values: int
    asking: int
    accepted: int
    corrected: int
    stale: int
    findings: int


def figures_of(read: Read) -> Iterator[Figures]:
    """The figures of a document's forms, then of what none of them claims."""
    sha = read.entry.sha256
    for form in read.submission.forms:
        told = form.evidence
        who = form.identity
        states = [one.review for one in told]
        yield Figures(
            sha, who.form_id, who.year, who.unit, who.project, len(told), sum(one.needs_review for one in told),
            states.count("accepted"), states.count("corrected"), states.count("stale"), len(form.findings),
        )  # fmt: skip
    if left := read.submission.evidence:
        states = [one.review for one in left]
        yield Figures(
            sha, None, None, None, None, 0, sum(one.needs_review for one in left), states.count("accepted"),
            states.count("corrected"), states.count("stale"), 0,
        )  # fmt: skip


def progress(figures: Iterable[Figures]) -> list[Progress]:
    """The figures summed by year, unit and project, in that order."""
    groups: defaultdict[tuple[int | None, str | None, str | None], list[Figures]] = defaultdict(list)
    for one in figures:
        groups[one.year, one.unit, one.project].append(one)
    return [
        Progress(
            *key,
            documents=tuple(dict.fromkeys(one.sha256 for one in members)),
            forms=sum(one.form_id is not None for one in members),
            values=sum(one.values for one in members),
            asking=sum(one.asking for one in members),
            accepted=sum(one.accepted for one in members),
            corrected=sum(one.corrected for one in members),
            stale=sum(one.stale for one in members),
            findings=sum(one.findings for one in members),
        )
        for key, members in sorted(groups.items(), key=lambda group: tuple(map(str, group[0])))
    ]
