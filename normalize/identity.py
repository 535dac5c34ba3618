"""Which form it is: who files it, for which year, about what, and from which cell or line each of these was read."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from normalize.dates import Period
from normalize.derived import project_key
from normalize.draft import Draft, origin
from normalize.evidence.said import Said
from normalize.evidence.text import Printed
from normalize.lexicon import key, mended
from normalize.names import split_code, without_specks, year_mended
from normalize.regions import region
from normalize.schema import Identity, Phase, Scope
from normalize.values import blank

__all__ = ["Identified", "identify"]

_DATED = re.compile(r"(?<!\d)(20\d{2})(?=年|[./-]\d)")
_GROWN = re.compile(r"(?<!\d)20\d{3}(?=年)")
_UNIT_RANKS = (
    *("unit_1", "unit_2", "unit_3", "unit_4", "department"),
    *("department_county", "department_city", "department_2", "department_3", "unit_alone"),
)
"""Who files, the best first; of offices by level of government the lowest."""
_PROJECT_RANKS = ("project", "project_wider")
_TRANSFER = "转移支付"


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
    year, year_said = _year(draft, period, dated)
    unit = next(_named(draft, _UNIT_RANKS), None) or _titled(draft)
    found = next(_named(draft, _PROJECT_RANKS), None)
    scope, scope_said = _scope(draft, found)
    project = None if scope == "unit" else found
    unit_code = _filled(draft, "unit_code") if unit is None or unit.code is None else None
    own_code = _filled(draft, "project_code") if scope != "unit" else None
    title = draft.heading.said.get("title")
    saids = {
        "year": year_said,
        "unit": unit.said if unit else None,
        "unit_code": Said(unit_code) if unit_code else unit.said if unit and unit.code else None,
        "scope": scope_said,
        "phase": Said(title) if title else None,
        "project": project.said if project else None,
        "project_code": Said(own_code) if own_code else project.said if project and project.code else None,
    }
    name = project.name if project else None
    identity = Identity(
        form_id=form_id,
        year=year,
        unit=unit.name if unit else None,
        unit_code=unit_code.text if unit_code else unit.code if unit else None,
        scope=scope,
        phase=_phase(draft),
        project=name,
        project_code=own_code.text if own_code else project.code if project else None,
        project_key=project_key(name),
        **region(unit.name if unit else None)._asdict(),
    )
    return Identified(identity, saids)


def _filled(draft: Draft, meaning: str) -> Printed | None:
    printed = draft.printed(meaning)
    return printed if printed is not None and not blank(printed.text) else None


def _year(draft: Draft, period: Period, dated: Said | None) -> tuple[int | None, Said | None]:
    """The budget year: the title's, else the period's, else, of a recognised form, what its dates agree on."""
    if draft.heading.year is not None:
        line = draft.heading.said.get("year")
        return draft.heading.year, Said(line) if line else None
    if period.year is not None:
        return period.year, dated
    title = draft.heading.said.get("title")
    if (guess := _guessed(draft)) is not None:
        draft.doubts.add("year_guessed")
    return guess, Said(title, ("inferred",)) if title and guess is not None else None


def _guessed(draft: Draft) -> int | None:
    """The year of a recognised form whose title's was not read: the only one that a title with a digit too many can
    mean, else the one that all dates among the values and the projects under that title are of."""
    values = (row.cells.get("value") for form in draft.beside for row in form.indicators)
    projects = (form.fields.get("project") for form in draft.beside)
    cells = [cell for cell in (*values, *projects) if cell is not None and origin([cell]) == "ocr"]
    years = {found for cell in cells for found in _DATED.findall(cell.text)}
    if cells and (grown := _GROWN.search(draft.heading.title or "")):
        digits = grown[0]
        years = {digits[:at] + digits[at + 1 :] for at in range(1, len(digits)) if digits[at] == digits[at - 1]}
    return int(years.pop()) if len(years) == 1 else None


def _named(draft: Draft, ranks: tuple[str, ...]) -> Iterator[_Named]:
    """The names of a unit or a project that labels tell, the best first, each without its code."""
    for rank in ranks:
        printed = _filled(draft, rank)
        if printed is None:
            continue
        text = printed.text
        if rank in draft.fields and origin([printed]) == "ocr":
            text = year_mended(mended(without_specks(text)))
        code, name = split_code(text)
        edits = (*("mended",) * (key(text) != key(printed.text)), *("code_apart",) * (code is not None))
        if name:
            yield _Named(code, name, Said(printed, edits))


def _titled(draft: Draft) -> _Named | None:
    """The unit that stands in the title or alone below it."""
    code, name = split_code(draft.heading.unit or "")
    line = draft.heading.said.get("unit")
    return _Named(code, name, Said(line, ("part_of_title",))) if name and line is not None else None


def _scope(draft: Draft, project: _Named | None) -> tuple[Scope, Said | None]:
    """What the form is about: by its title; where that is silent by the label of its name, else by whether it has a
    project."""
    title = draft.heading.said.get("title")
    told = draft.heading.scope
    if told == "unit" and project and "unit_2" not in draft.fields:
        return "project", project.said
    if told is not None:
        return told, Said(title) if title else None
    if (label := draft.labels.get("project")) is not None and _TRANSFER in key(label.text):
        return "transfer", Said(label)
    return ("project", project.said) if project else ("unit", Said(title) if title else None)


def _phase(draft: Draft) -> Phase:
    return draft.heading.phase or ("self_evaluation" if draft.has_actuals else "target")
