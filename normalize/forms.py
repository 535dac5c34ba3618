"""Drafts to forms: who files, for which year, how much, and every row with its values read."""

import re

from normalize.amounts import budget, form_money_unit, funds, tasks, totals, unfilled
from normalize.dates import Period, parse_period
from normalize.derived import project_key
from normalize.doubt import form_doubt
from normalize.draft import Draft, origin
from normalize.lexicon import mended
from normalize.names import split_code, without_specks, year_mended
from normalize.rows import empty_slots, measured
from normalize.schema import Form, FormRecord, Identity, Phase, Scope
from normalize.values import blank

__all__ = ["build"]

_DATED = re.compile(r"(?<!\d)(20\d{2})(?=年|[./-]\d)")
_GROWN = re.compile(r"(?<!\d)20\d{3}(?=年)")
_UNIT_RANKS = ("unit_1", "unit_2", "unit_3", "unit_4", "department", "department_2", "department_3", "unit_alone")


def build(draft: Draft, form_id: str) -> Form:
    """The form that a draft makes."""
    period = _period(draft)
    year = draft.heading.year or period.year
    if year is None and (year := _dated(draft)) is not None:
        draft.doubts.add("year_guessed")
    identity = _identity(draft, form_id, year)
    read = measured(draft, year)
    rows = tuple(row for row, _ in read)
    record = _record(draft, identity, period)
    score, reasons = form_doubt(draft, identity, record, read)
    record = record.model_copy(
        update={"confidence": score, "needs_review": bool(reasons), "review_reason": ";".join(reasons) or None}
    )
    return Form(
        identity=identity,
        record=record,
        indicators=rows,
        funds=funds(draft),
        tasks=tasks(draft),
        slots=empty_slots(draft),
        unfilled=unfilled(draft),
        totals=totals(draft),
    )


def _dated(draft: Draft) -> int | None:
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


def _text(draft: Draft, meaning: str) -> str | None:
    printed = draft.printed(meaning)
    return printed.text if printed is not None and not blank(printed.text) else None


def _name(draft: Draft, meaning: str) -> tuple[str | None, str | None]:
    """The code and the name of a unit or a project."""
    text, slot = _text(draft, meaning), draft.fields.get(meaning)
    if text is None:
        return None, None
    if slot is not None and origin([slot]) == "ocr":
        text = year_mended(mended(without_specks(text)))
    return split_code(text)


def _identity(draft: Draft, form_id: str, year: int | None) -> Identity:
    ranked = (found for rank in _UNIT_RANKS if (found := _name(draft, rank))[1])
    unit_code, unit = next(ranked, split_code(draft.heading.unit or ""))
    project_code, project = _name(draft, "project")
    scope = _scope(draft, project)
    project = None if scope == "unit" else project
    return Identity(
        form_id=form_id,
        year=year,
        unit=unit or None,
        unit_code=unit_code or _text(draft, "unit_code"),
        scope=scope,
        phase=_phase(draft),
        project=project,
        project_code=None if scope == "unit" else _text(draft, "project_code") or project_code,
        project_key=project_key(project),
    )


def _scope(draft: Draft, project: str | None) -> Scope:
    if draft.heading.scope == "unit" and project and "unit_2" not in draft.fields:
        return "project"
    return draft.heading.scope or ("project" if project else "unit")


def _phase(draft: Draft) -> Phase:
    return draft.heading.phase or ("self_evaluation" if draft.has_actuals else "target")


def _period(draft: Draft) -> Period:
    if text := _text(draft, "period"):
        return parse_period(text)
    ends = [parse_period(text) if (text := _text(draft, name)) else None for name in ("period_start", "period_end")]
    return Period(ends[0].start if ends[0] else None, (ends[1].end or ends[1].start) if ends[1] else None)


def _record(draft: Draft, identity: Identity, period: Period) -> FormRecord:
    total, raw = budget(draft, identity.phase)
    goals = draft.goals
    annual, overall = goals.get("annual"), goals.get("overall")
    if annual is None:
        annual = goals.get("plain")
    elif overall is None:
        overall = goals.get("plain")
    start_end = [text for name in ("period_start", "period_end") if (text := _text(draft, name))]
    return FormRecord(
        title=draft.heading.title,
        department=split_code(text)[1] if (text := _text(draft, "department")) else None,
        category=_text(draft, "category"),
        nature=_text(draft, "nature"),
        period_start=period.start,
        period_end=period.end,
        period_raw=_text(draft, "period") or "-".join(start_end) or None,
        budget=total,
        budget_raw=raw,
        money_unit=form_money_unit(draft),
        annual_goal=annual.long if annual else None,
        overall_goal=overall.long if overall else None,
        page_first=min(draft.pages),
        page_last=max(draft.pages),
    )
