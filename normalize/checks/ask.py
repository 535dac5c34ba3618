"""Asking: every rule that is switched on, to a form or to many, and its answers as findings.

A finding that rests on a doubtful reading asks for review instead of accusing: its severity is one step lower and its
sentence says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extract.model import Box
from normalize.checks.rule import Found, Over, Rule, Severity
from normalize.checks.settings import CheckSettings
from normalize.checks.table import RULES
from normalize.lexicon import key
from normalize.schema import Finding, Form, FormRecord, Indicator, Reviewed

__all__ = ["check", "compare", "contrast"]

DOUBTFUL = "识别存疑，请对照原件复核："
_LOWER: dict[Severity, Severity] = {"error": "warning", "warning": "info", "info": "info"}
_CONTRADICTIONS = frozenset(("unit_conflict", "operator_conflict"))
"""Reasons for review that are no doubt about the reading of a text layer: the page itself contradicts itself."""
_READING = ("ocr", "value_risk", "row_", "value_in_name", "date_unread", "amount_unread", "money_unit_missing")
"""How the reasons begin that make a form's own fields doubtful."""


def check(form: Form, settings: CheckSettings | None = None) -> tuple[Finding, ...]:
    """What one form says against itself. Pure: it changes nothing, the same form gives the same findings."""
    chosen = settings or CheckSettings()
    return tuple(
        _finding(rule, found, form, chosen)
        for rule in _rules("form", chosen)
        for found in rule.ask(form, **chosen.parameters(rule))
    )


def compare(forms: Iterable[Form], settings: CheckSettings | None = None) -> dict[str, tuple[Finding, ...]]:
    """What the forms say against each other, by the `form_id` of the form concerned.

    Hand in the current version of each form only. Forms without a unit are compared with nothing.
    """
    chosen = settings or CheckSettings()
    units: defaultdict[str, list[Form]] = defaultdict(list)
    for form in forms:
        if form.identity.unit:
            units[key(form.identity.unit)].append(form)
    findings: defaultdict[str, list[Finding]] = defaultdict(list)
    for members in units.values():
        for rule, group in _questions(members, chosen):
            for found in rule.ask(group, **chosen.parameters(rule)):
                if found.form is not None:
                    findings[found.form.identity.form_id].append(_finding(rule, found, found.form, chosen))
    return {form_id: tuple(rows) for form_id, rows in findings.items()}


def contrast(
    pairs: Iterable[tuple[Form, Form]], settings: CheckSettings | None = None
) -> dict[str, tuple[Finding, ...]]:
    """What forms say against an older version of theirs, by the `form_id` of the one that counts, which comes first."""
    chosen = settings or CheckSettings()
    findings: defaultdict[str, list[Finding]] = defaultdict(list)
    rules = _rules("versions", chosen)
    for now, before in pairs:
        for rule in rules:
            for found in rule.ask((now, before), **chosen.parameters(rule)):
                findings[now.identity.form_id].append(_finding(rule, found, now, chosen))
    return {form_id: tuple(rows) for form_id, rows in findings.items()}


def _rules(over: Over, settings: CheckSettings) -> list[Rule]:
    return [rule for rule in RULES.values() if rule.over == over and settings.asks(rule)]


def _questions(forms: Sequence[Form], settings: CheckSettings) -> Iterator[tuple[Rule, Sequence[Form]]]:
    """Each rule with the forms to compare: those of one year, or those of all years."""
    years: defaultdict[int, list[Form]] = defaultdict(list)
    for form in forms:
        if form.identity.year is not None:
            years[form.identity.year].append(form)
    for rule in _rules("unit", settings):
        yield from ((rule, years[year]) for year in sorted(years))
    if len(years) > 1:
        yield from ((rule, forms) for rule in _rules("years", settings))


def _finding(rule: Rule, found: Found, form: Form, settings: CheckSettings) -> Finding:
    doubtful = any(_doubtful(row, settings.doubt_below) for row in (*found.at, *found.on))
    severity = settings.severity(rule)
    first = found.at[0] if found.at else None
    return Finding(
        rule=rule.code,
        severity=_LOWER[severity] if doubtful else severity,
        ordinal=first.ordinal if isinstance(first, Indicator) else None,
        message=DOUBTFUL + found.message if doubtful else found.message,
        observed=found.observed or None,
        expected=found.expected or None,
        page=first.page if first is not None else form.record.page_first,
        **_hull([box for row in found.at if first is not None and row.page == first.page and (box := row.box)]),
    )


def _hull(boxes: Sequence[Box]) -> dict[str, float | None]:
    """The box around boxes, by its columns; nothing around none."""
    if not boxes:
        return dict.fromkeys(("x0", "y0", "x1", "y1"))
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return {"x0": min(x0), "y0": min(y0), "x1": max(x1), "y1": max(y1)}


def _doubtful(row: Reviewed | FormRecord, below: float) -> bool:
    """Whether a reading is too uncertain to accuse anybody by it; what a person corrected is certain."""
    if row.corrected:
        return False
    reasons = set((row.review_reason or "").split(";")) - {""}
    if isinstance(row, FormRecord):
        return any(reason.startswith(_READING) for reason in reasons)
    asks = bool(reasons - _CONTRADICTIONS) if reasons else row.needs_review
    return asks or (row.origin == "ocr" and row.confidence < below)
