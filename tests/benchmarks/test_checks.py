"""What the checks must hold: every planted fault found, on plans; no sound form accused, on printed documents."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.checks import PLANTED, answers, judge, labelled, stated
from benchmarks.corpus.families import FAMILIES
from benchmarks.corpus.faults import PLANTED as PLANTERS
from benchmarks.corpus.make import Planned, plan
from normalize.checks import check

FIXED = Path(__file__).parents[2] / "benchmarks" / "corpus" / "fixed"
COUNT = 200


def truth(planned: Planned) -> dict[str, Any]:
    """A planned document's truth, places aside."""
    forms = [(number, form) for number, form in enumerate(planned.forms)]
    first = planned.forms[0].form
    rows = {
        name: [{"form": number} | row.columns for number, form in forms for row in getattr(form, name)]
        for name in ("indicators", "funds", "tasks")
    }
    faults = [
        {"form": number, "kind": fault.kind, "ordinal": fault.ordinal, "words": fault.words}
        for number, form in forms
        for fault in form.faults
    ]
    return {
        "year": first["year"],
        "unit": first["unit"],
        "forms": [f.form for f in planned.forms],
        "faults": faults,
    } | rows


@pytest.fixture(scope="module")
def faulty() -> list[dict[str, Any]]:
    """Plans with a fault each."""
    return [truth(p) for p in plan(COUNT, 9, faulty=1.0) if p.forms]


def test_every_kind_of_planted_fault_has_rules_that_stand_for_it():
    assert sorted(PLANTED) == sorted(PLANTERS)


def test_every_planted_fault_is_found(faulty):
    planted, missed = Counter[str](), []
    for document in faulty:
        for fault in document["faults"]:
            planted[fault["kind"]] += 1
            if not any(answers(fault, finding) for finding in check(stated(document, fault["form"]))):
                missed.append(fault)
    assert missed == []
    assert planted.total() > 100 and len(planted) >= 9, planted


def test_a_form_that_prints_all_its_indicators_twice_hides_no_third_one():
    twins = [truth(one) for one in plan(60, 12, {"national_twin": FAMILIES["national_twin"]}, faulty=1.0)]
    faults = [(document, fault) for document in twins for fault in document["faults"]]
    twice = [(document, fault) for document, fault in faults if fault["kind"] == "same_indicator_twice"]
    assert len(twice) > 5
    for document, fault in twice:
        told = [finding for finding in check(stated(document, 0)) if finding.rule == "indicator_twice"]
        assert [finding.ordinal for finding in told] == [fault["ordinal"]], fault


def test_a_printed_sound_document_is_not_accused():
    judged = [judge(path) for path in list(labelled(FIXED))[:12]]
    assert len(judged) == 12
    assert [line for document in judged for line in document.false] == []
