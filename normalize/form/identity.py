"""Which form it is: who files it, for which year, about what, and from which cell or line each of these was read."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from normalize.draft import Draft
from normalize.evidence.said import Column, Columns, Said
from normalize.evidence.text import Printed, uncertain
from normalize.form.derived import project_key
from normalize.form.regions import region
from normalize.kinds.date import Period, title_year
from normalize.kinds.name import recognised_code, split_code, without_specks, year_mended
from normalize.lexicon import key
from normalize.schema import Identity, Phase

__all__ = ["Identified", "identify", "is_unit_guessed"]

_UNIT_RANKS = (
    *("unit_1", "unit_2", "unit_3", "unit_4", "department"),
    *("department_county", "department_city", "department_2", "department_3", "unit_alone"),
    *("unit_foot", "unit_cover"),
)
"""Who files, the best first; of offices by level of government the lowest; at last who signs below the form, and whom
the cover names."""
_PROJECT_RANKS = ("project", "project_wider")
_TRANSFER = "转移支付"
_YEAR = re.compile(r"[(（](?P<year>20\d{2})年?度?[)）]$")
"""The year that a project's name ends in: 垃圾收运体系提升项目（2025年）."""


class Identified(NamedTuple):
    """A form's identity, and what each of its columns was read from."""

    identity: Identity
    saids: dict[str, Said | None]


class _Named(NamedTuple):
    """A name, its code and the text both were read from."""

    code: str | None
    name: str
    said: Said


def identify(draft: Draft, form_id: str, period: Period, dated: Said | None) -> Identified:
    """The identity of a form. `dated` is what its period was read from, for a title without a year."""
    found = next(_named(draft, _PROJECT_RANKS), None)
    scope = _scope(draft, found)
    columns = {
        "year": _year(draft, period, dated, found),
        **_coded(draft, "unit", _unit(draft)),
        "scope": scope,
        "phase": Column(_phase(draft), Said.of(draft.heading.said.get("title"))),
        **(_coded(draft, "project", found, own=True) if scope.value != "unit" else {}),
    }
    values = {name: column.value for name, column in columns.items()}
    follow = {"project_key": project_key(values.get("project")), **region(values["unit"])._asdict()}
    identity = Identity(form_id=form_id, **values, **follow)
    return Identified(identity, {name: column.said for name, column in columns.items()})


def _coded(draft: Draft, name: str, found: _Named | None, *, own: bool = False) -> Columns:
    """A name and its code: the one in front of it, or that beside a label of its own, which goes first where `own`."""
    printed = draft.filled(f"{name}_code")
    told = _code(printed) if printed is not None else Column()
    led = Column(found.code, found.said) if found is not None and found.code is not None else Column()
    code = (told if told.said else led) if own else (led if led.said else told)
    return {name: Column(found.name, found.said) if found else Column(), f"{name}_code": code}


def _code(printed: Printed) -> Column:
    """A code beside its label."""
    code = recognised_code(printed.text) if uncertain(printed) else printed.text
    return Column(code, Said(printed, ("mended",) * (code != printed.text)))


def _year(draft: Draft, period: Period, dated: Said | None, project: _Named | None) -> Column:
    """The budget year: the title's, else that beside its label, else the period's, else that of the project's name."""
    if draft.heading.year is not None:
        return Column(draft.heading.year, Said.of(draft.heading.said.get("year")))
    if (printed := draft.filled("year")) is not None and (said := title_year(printed.text)) is not None:
        return Column(said, Said(printed))
    if period.year is not None:
        return Column(period.year, dated)
    named = _YEAR.search(project.name) if project is not None else None
    return Column(int(named["year"]), project.said) if named is not None and project is not None else Column()


def _named(draft: Draft, ranks: tuple[str, ...]) -> Iterator[_Named]:
    """The names of a unit or a project that labels tell, the best first, each without its code."""
    for rank in ranks:
        printed = draft.filled(rank)
        if printed is None:
            continue
        text = printed.text
        if rank in draft.fields and uncertain(printed):
            text = year_mended(without_specks(text))
        code, name = split_code(text)
        if code is not None and uncertain(printed):
            code = recognised_code(code)
        edits = (*("mended",) * (key(text) != key(printed.text)), *("code_apart",) * (code is not None))
        if name:
            yield _Named(code, name, Said(printed, edits))


def _unit(draft: Draft) -> _Named | None:
    """The unit by its label, in the title or alone below it, else the office right above the title."""
    return next(_named(draft, _UNIT_RANKS), None) or _titled(draft) or next(_named(draft, ("unit_above",)), None)


def is_unit_guessed(draft: Draft) -> bool:
    """Whether nothing tells the unit but where it stands: the office above a title may be one that has the form filled
    in."""
    return draft.filled("unit_above") is not None and draft.heading.unit is None and not any(_named(draft, _UNIT_RANKS))


def _titled(draft: Draft) -> _Named | None:
    """The unit that stands in the title or alone below it."""
    code, name = split_code(draft.heading.unit or "")
    line = draft.heading.said.get("unit")
    return _Named(code, name, Said(line, ("part_of_title",))) if name and line is not None else None


def _scope(draft: Draft, project: _Named | None) -> Column:
    """What the form is about: by its title; where that is silent by the label of its name, else by whether it has a
    project."""
    said, told = Said.of(draft.heading.said.get("title")), draft.heading.scope
    named = Column("project", Said(project.said.printed, (*project.said.edits, "inferred"))) if project else None
    if told == "unit" and named and "unit_2" not in draft.fields:
        return named
    if told is not None:
        return Column(told, said)
    if (label := draft.labels.get("project")) is not None and _TRANSFER in key(label.text):
        return Column("transfer", Said(label))
    return named or Column("unit", said)


def _phase(draft: Draft) -> Phase:
    """The phase that the title says, else what the rows are for: what was reached, how points are given, or a plan."""
    if draft.heading.phase or draft.has_actuals:
        return draft.heading.phase or "self_evaluation"
    rows = draft.indicators
    scored = sum(row.holds("standard") and not row.holds("value") for row in rows)
    return "evaluation" if scored > len(rows) / 2 else "target"
