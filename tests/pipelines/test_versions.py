"""Which of several versions of a form counts: told by what the forms are about, never by who was faster."""

from datetime import UTC, datetime

import pytest

from pipelines.export.versions import superseded

FORM = {"year": 2026, "unit": "甲局", "scope": "project", "phase": "target", "project": "修路"}
UNSAID = {"as_of": None, "evaluator": None}


def older(first, second):
    """Whether the first of two forms is superseded by the second, which was received after it."""
    forms = [
        {**FORM, **UNSAID, **columns, "form_id": name, "doc_id": name}
        for name, columns in (("first", first), ("second", second))
    ]
    received = {
        name: (datetime(2026, month, 1, tzinfo=UTC), f"{name}.pdf", name)
        for name, month in (("first", 1), ("second", 8))
    }
    found = superseded(forms, received)
    assert found in ({}, {"first": "second"})
    return bool(found)


@pytest.mark.parametrize("phase", ["target", "self_evaluation", "evaluation"])
def test_the_same_form_once_more_supersedes_the_first(phase):
    assert older({"phase": phase}, {"phase": phase})


@pytest.mark.parametrize("phase", ["monitor", "self_evaluation", "evaluation"])
def test_no_form_supersedes_one_of_another_phase(phase):
    assert not older({}, {"phase": phase, "as_of": "2026-07", "evaluator": "finance"})


def test_a_monitoring_table_supersedes_only_that_of_the_same_month():
    june, july = ({"phase": "monitor", "as_of": month} for month in ("2026-06", "2026-07"))
    assert older(july, july)
    assert not older(june, july)


def test_a_monitoring_table_that_does_not_say_its_month_supersedes_nothing():
    unsaid = {"phase": "monitor"}
    assert not older(unsaid, unsaid)
    assert not older(unsaid, {"phase": "monitor", "as_of": "2026-07"})


def test_the_finance_office_does_not_supersede_the_department():
    department, finance = ({"phase": "evaluation", "evaluator": who} for who in ("department", "finance"))
    assert older(finance, finance)
    assert not older(department, finance)
