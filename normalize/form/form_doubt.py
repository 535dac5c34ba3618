"""Why a person should look at a form as a whole: each reason with the question that it answers."""

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from normalize.draft import Draft, Printed
from normalize.evidence.doubts import Doubt
from normalize.evidence.said import DOUBTED
from normalize.evidence.text import uncertain
from normalize.form.identity import is_unit_guessed
from normalize.form.row_doubt import part_doubt
from normalize.form.rows import Measured
from normalize.kinds.money import is_mended, money_unit
from normalize.kinds.words import blank
from normalize.schema import FormRecord, Identity

__all__ = ["form_doubt"]

_NAME_DOUBT = math.log(0.9)
_LEAST_BUDGET = 0.1
"""In 万元: who plans with less than a thousand 元 rather means 万元."""


def form_doubt(
    draft: Draft, identity: Identity, record: FormRecord, rows: Sequence[Measured], *, own: Sequence[Doubt] = ()
) -> tuple[float, frozenset[Doubt]]:
    """The confidence of a form's own fields, and all that a person should look at: a name that may be misread is one
    that nobody finds. `own`: what is doubtful about some of its values by themselves."""
    asked = _Asked(draft, identity, record, rows)
    doubts = {*draft.doubts, *(doubt for doubt, asks in _QUESTIONS if asks(asked))}
    parts: list[Printed] = [*draft.fields.values(), *(fund.value for fund in draft.funds)]
    score, unsure = part_doubt(parts, own=own)
    return round(score * DOUBTED, 4) if doubts else score, unsure | doubts


class _Asked(NamedTuple):
    """What is known of a form when it is asked what a person should look at."""

    draft: Draft
    identity: Identity
    record: FormRecord
    rows: Sequence[Measured]

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


_QUESTIONS: tuple[tuple[Doubt, Callable[[_Asked], bool]], ...] = (
    (Doubt("page", "illegible"), lambda form: bool(form.draft.illegible & form.draft.pages)),
    (Doubt("filer", "missing"), lambda form: form.identity.unit is None),
    (Doubt("field", "guessed"), lambda form: is_unit_guessed(form.draft)),
    (Doubt("year", "missing"), lambda form: form.identity.year is None),
    (Doubt("project", "missing"), _lacks_project),
    (Doubt("as_of", "missing"), lambda form: form.identity.phase == "monitor" and form.record.as_of is None),
    (Doubt("money_unit", "missing"), lambda form: form.record.budget is not None and form.record.money_unit is None),
    (Doubt("money_unit", "doubt"), _guesses_unit),
    (Doubt("budget", "missing"), _lacks_budget),
    (Doubt("budget", "summed"), _sums_read),
    (Doubt("money_unit", "conflict"), lambda form: len(_units(form.draft)) > 1 and form.has_open_money),
    (Doubt("amount", "repaired"), lambda form: any(is_mended(f.value, f.amount_text) for f in form.draft.funds)),
    (Doubt("indicators", "missing"), lambda form: not form.rows),
    (Doubt("name", "doubt"), lambda form: any(map(_is_name_open, form.rows))),
    (Doubt("project", "unread"), lambda form: any(Doubt("project", "unread") in one.doubts for one in form.rows)),
)
"""Why a person should look at a form as a whole."""


def _units(draft: Draft) -> set[str]:
    """The money units that the form and the labels of its amounts name."""
    printed = draft.printed("money_unit")
    named = money_unit(printed.text) if printed else None
    return {unit for unit in (named, *(fund.unit for fund in draft.funds)) if unit is not None}


def _is_name_open(one: Measured) -> bool:
    found = one.measures
    if found is None or not one.doubts:
        return False
    return found.name < _NAME_DOUBT or found.name_quarrels > 0 or Doubt("name", "unread") in one.doubts
