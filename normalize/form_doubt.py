"""Why a person should look at a form as a whole: each reason with the question that it answers."""

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from normalize.doubt import Measures, part_doubt
from normalize.draft import Draft, Printed
from normalize.evidence.said import DOUBTED
from normalize.evidence.text import uncertain
from normalize.kinds.money import is_mended, money_unit
from normalize.kinds.words import blank
from normalize.schema import FormRecord, Identity, Indicator

__all__ = ["form_doubt"]

_NAME_DOUBT = math.log(0.9)
_LEAST_BUDGET = 0.1
"""In 万元: who plans with less than a thousand 元 rather means 万元."""
_OF_NAMES = frozenset(("name_unread", "name_differs"))


def form_doubt(
    draft: Draft,
    identity: Identity,
    record: FormRecord,
    rows: Sequence[tuple[Indicator, Measures | None]],
    *,
    own: Sequence[str] = (),
) -> tuple[float, list[str]]:
    """The confidence of a form's own fields, and the reasons why a person should look at it: a name that may be
    misread is one that nobody finds. `own`: why some of its values are asked about by themselves."""
    asked = _Asked(draft, identity, record, rows)
    reasons = {*draft.doubts, *(reason for reason, asks in _REASONS if asks(asked))}
    parts: list[Printed] = [*draft.fields.values(), *(fund.value for fund in draft.funds)]
    score, unsure = part_doubt(parts, own=own)
    return round(score * DOUBTED, 4) if reasons else score, sorted({*reasons, *unsure})


class _Asked(NamedTuple):
    """What is known of a form when it is asked what a person should look at."""

    draft: Draft
    identity: Identity
    record: FormRecord
    rows: Sequence[tuple[Indicator, Measures | None]]

    @property
    def has_open_money(self) -> bool:
        """Whether some amount may be other than it was read."""
        return uncertain(*(fund.value for fund in self.draft.funds))


def _lacks_project(form: _Asked) -> bool:
    project = form.identity.project
    return form.identity.scope != "unit" and (project is None or not re.search(r"[^\W\d]", project))


def _guesses_unit(form: _Asked) -> bool:
    return "money_unit_guess" in form.draft.pairs or 0 < (form.record.budget or 0) < _LEAST_BUDGET


def _lacks_budget(form: _Asked) -> bool:
    """Whether there is no budget, and no label of one beside which a text layer has nothing."""
    left_out = (fund.rank and blank(fund.value.text) and not uncertain(fund.value) for fund in form.draft.funds)
    return form.record.budget is None and not any(left_out)


def _sums_read(form: _Asked) -> bool:
    return form.record.budget is not None and form.record.budget_raw is None and form.has_open_money


_REASONS: tuple[tuple[str, Callable[[_Asked], bool]], ...] = (
    ("page_illegible", lambda form: bool(form.draft.illegible & form.draft.pages)),
    ("unit_missing", lambda form: form.identity.unit is None),
    ("year_missing", lambda form: form.identity.year is None),
    ("project_missing", _lacks_project),
    ("as_of_missing", lambda form: form.identity.phase == "monitor" and form.record.as_of is None),
    ("money_unit_missing", lambda form: form.record.budget is not None and form.record.money_unit is None),
    ("money_unit_doubt", _guesses_unit),
    ("budget_missing", _lacks_budget),
    ("budget_summed", _sums_read),
    ("money_unit_conflict", lambda form: len(_units(form.draft)) > 1 and form.has_open_money),
    ("amount_repaired", lambda form: any(is_mended(fund.value, fund.amount_text) for fund in form.draft.funds)),
    ("no_indicators", lambda form: not form.rows),
    ("name_doubt", lambda form: any(found is not None and _is_name_open(row, found) for row, found in form.rows)),
    ("project_unread", lambda form: any("project_unread" in (row.review_reason or "") for row, _ in form.rows)),
)
"""Why a person should look at a form as a whole."""


def _units(draft: Draft) -> set[str]:
    """The money units that the form and the labels of its amounts name."""
    printed = draft.printed("money_unit")
    named = money_unit(printed.text) if printed else None
    return {unit for unit in (named, *(fund.unit for fund in draft.funds)) if unit is not None}


def _is_name_open(row: Indicator, found: Measures) -> bool:
    reasons = (row.review_reason or "").split(";")
    unsure = found.name < _NAME_DOUBT or found.name_quarrels > 0
    return row.needs_review and (unsure or not _OF_NAMES.isdisjoint(reasons))
