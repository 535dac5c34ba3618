"""The real samples: the seed has exactly the findings that a person named, the others nothing that is not so."""

from collections import Counter

import pytest

from normalize.checks import compare
from tests.normalize.test_documents import submission


def test_the_first_form_of_the_seed_adds_up():
    whole = submission("seed").forms[0]
    assert Counter(found.rule for found in whole.findings) == {"slot_none": 2, "goal_number": 1}
    (goal,) = (found for found in whole.findings if found.rule == "goal_number")
    assert (goal.severity, goal.observed) == ("warning", "10.8亿元")


def test_the_errors_of_the_seed_are_those_named_and_no_other():
    errors = [
        (found.rule, form.identity.form_id[-2:], found.ordinal)
        for form in submission("seed").forms
        for found in form.findings
        if found.severity == "error"
    ]
    assert errors == [
        *(("qualitative_number", "02", ordinal) for ordinal in (2, 3, 4, 5)),
        ("budget_blank", "03", None),
        *(("qualitative_number", "03", ordinal) for ordinal in (2, 4, 5, 6)),
        ("unit_missing", "03", 4),
        *(("qualitative_number", "04", ordinal) for ordinal in (5, 6, 7)),
        *(("unit_missing", "04", ordinal) for ordinal in (5, 6, 7)),
    ]


def test_numbers_without_unit_in_the_seed_are_named_as_printed():
    found = [f.observed for form in submission("seed").forms for f in form.findings if f.rule == "unit_missing"]
    assert found == ["0.2", "100", "20", "100"]


def test_the_blank_slot_of_the_seed_is_a_warning_and_each_that_says_none_an_info():
    forms = submission("seed").forms
    (blank,) = (found for form in forms for found in form.findings if found.rule == "slot_blank")
    assert (blank.severity, blank.page) == ("warning", 3)
    assert blank.message == "“效益指标—生态效益指标”下没有填写指标，也没有写“无”。"
    said = [found.severity for form in forms for found in form.findings if found.rule == "slot_none"]
    assert said == ["info"] * 10


def test_the_missing_budget_of_the_seed_follows_from_the_others():
    forms = submission("seed").forms
    found = compare(forms)
    ((finding,),) = found.values()
    assert list(found) == [forms[2].identity.form_id]
    assert (finding.rule, finding.severity, finding.expected, finding.page) == ("budget_implied", "warning", "7万元", 3)
    assert "22−10−5=7万元，与成本指标第7项“不高于预算成本”≤7万元一致" in finding.message
    blank = next(found for found in forms[2].findings if found.rule == "budget_blank")
    assert (blank.x0, blank.y0, blank.x1, blank.y1) == (finding.x0, finding.y0, finding.x1, finding.y1)


@pytest.mark.parametrize("name", ["chaiwei", "huangshan", "linyi", "nanyue", "nanyue_pages", "qingshen", "tianjin"])
def test_sound_samples_have_no_error(name):
    assert [f.message for form in submission(name).forms for f in form.findings if f.severity == "error"] == []


def test_weights_that_make_60_are_found_on_the_sample_that_has_them():
    errors = [f.message for form in submission("jingyan").forms for f in form.findings if f.severity == "error"]
    assert errors == ["5项指标的权重合计60分，应为100或90分。"]
