"""Answers about what other values hang on, put into a form's draft before the form is put together anew.

year          the dates of a form that name none
money_unit    every amount that names none of its own
phase         which of several amounts is the budget
amount        the budget that is this amount, or the sum of it and others
"""

from dataclasses import replace
from operator import is_
from typing import get_args

from extract.model import Line, Reading
from normalize.draft import Draft, RawFund
from normalize.evidence.said import Said
from normalize.evidence.text import CORRECTED, Place, Text
from normalize.form.build import build
from normalize.form.money import form_unit
from normalize.kinds.date import title_year
from normalize.kinds.money import amount, money_unit
from normalize.read.heading import dated
from normalize.schema import Form, Phase
from normalize.settled.answers import Answers
from normalize.settled.applied import as_written, speaks_of
from normalize.settled.correction import Correction, squeezed
from normalize.settled.fields import reading, said_in, spot_of
from normalize.settled.values import shown

__all__ = ["rebuilt"]

_NOWHERE = (0.0, 0.0, 0.0, 0.0)
_WIDE = ("year", "money_unit", "phase")
"""Fields of a form that values of its rows hang on."""


def rebuilt(draft: Draft, form: Form, answers: Answers) -> Form:
    """The form of a draft, with what people said of what its other values hang on."""
    for one in (said for said in answers.given if said.act == "correct"):
        told = draft
        if one.table == "forms" and one.field in _WIDE and _is_about(one, form):
            told = _with_field(draft, one)
        elif (one.table, one.field) == ("funds", "amount"):
            told = _with_amount(draft, one)
        if told is not draft:
            answers.use(one)
            draft, form = told, _told(build(told, form.identity.form_id), one)
    return form


def _told(form: Form, one: Correction) -> Form:
    """The form whose evidence says that a person told one of its fields, which may have no text of its own."""
    evidence = (
        as_written(value) if (value.of_table, value.field) == ("forms", one.field) else value for value in form.evidence
    )
    return form.model_copy(update={"evidence": tuple(evidence)}) if one.table == "forms" else form


def _is_about(one: Correction, form: Form) -> bool:
    """Whether an answer is about a value of this form, or about one that it lacks."""
    name = one.field or ""
    said = [value for value in said_in(form, "forms", None) if value.field == name]
    if said:
        return any(speaks_of(one, value, reading(form, "forms", form, name)) for value in said)
    return not squeezed(one.was) and one.stands_at(*spot_of(form, "forms", form))


def _with_field(draft: Draft, one: Correction) -> Draft:
    says = one.says or ""
    if one.field == "year" and (year := title_year(says)) is not None:
        return draft._replace(heading=dated(draft.heading, year, _written(one)))
    if one.field == "money_unit" and money_unit(says) is not None:
        return draft._replace(fields={**draft.fields, "money_unit": _written(one)})
    if one.field == "phase" and says in get_args(Phase):
        phase = next(phase for phase in get_args(Phase) if phase == says)
        return draft._replace(heading=draft.heading._replace(phase=phase))
    return draft


def _with_amount(draft: Draft, one: Correction) -> Draft:
    """The draft with the amount of which an answer speaks as it says."""
    unit = form_unit(draft).value
    funds = tuple(_amended(fund, unit, one) for fund in draft.funds)
    return draft if all(map(is_, funds, draft.funds)) else draft._replace(funds=funds)


def _amended(fund: RawFund, unit: str | None, one: Correction) -> RawFund:
    place, raw = fund.value.place, Said(fund.value).raw
    page, box = (place.page, place.box) if place.name is None else (None, None)
    value = shown(amount(fund.value, fund.unit or unit, fund.amount_text))
    if not one.stands_at(page, box, place.name) or squeezed(raw) != squeezed(one.was) or one.read not in (None, value):
        return fund
    written = _written(one)
    return fund if amount(written, fund.unit or unit) is None else replace(fund, value=written, amount_text=None)


def _written(one: Correction) -> Text:
    """What a person wrote, as the text that a value is read from."""
    says = one.says or ""
    line = Line(text=says, box=one.box or _NOWHERE, readings=(Reading(text=says, score=1.0, by=CORRECTED),))
    return Text(says, Place(one.page or 0, one.box or _NOWHERE, one.place), (line,))
