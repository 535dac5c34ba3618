"""A finding that stands on a doubtful reading asks instead of accusing."""

import pytest

from normalize.checks import CheckSettings, check
from tests.normalize.checks.paper import budget, form, fund, row

READ = {"origin": "ocr", "confidence": 0.99}
GUESSED = {"origin": "ocr", "confidence": 0.7, "needs_review": True, "review_reason": "ocr_doubt"}


@pytest.mark.parametrize(
    ("evidence", "severity"),
    [
        ({}, "error"),
        (READ, "error"),
        (GUESSED, "warning"),
        ({"origin": "ocr", "confidence": 0.75}, "warning"),
        ({"needs_review": True, "review_reason": "row_shifted"}, "warning"),
        ({"needs_review": True, "review_reason": "unit_conflict", "confidence": 0.6}, "error"),
        ({"origin": "ocr", "needs_review": True, "review_reason": "unit_conflict", "confidence": 0.6}, "warning"),
        (GUESSED | {"corrected": True}, "error"),
    ],
)
def test_the_severity_follows_the_reading(evidence, severity):
    (finding,) = check(form(row("填报率", "100%", "定性", **evidence)))
    assert finding.severity == severity
    assert finding.message.startswith("识别存疑，请对照原件复核：") is (severity == "warning")


def test_one_doubtful_part_makes_a_sum_doubtful():
    parts = (fund("资金总额", 100), fund("一般公共预算", 130, basis="income", **{**READ, "needs_review": True}))
    (finding,) = check(form(funds=parts))
    assert finding.severity == "warning"


def test_a_doubtful_weight_anywhere_makes_their_sum_doubtful():
    (finding,) = check(form(row("里程", "≥3公里", weight=50), row("质量", "≥3项", weight=45, **GUESSED)))
    assert finding.severity == "warning"


def test_a_budget_of_unknown_unit_accuses_nobody():
    cost = row("项目总成本", "≤12万元", level1="成本指标", level2="经济成本指标")
    (finding,) = check(form(cost, review_reason="money_unit_missing", **budget(10)))
    assert finding.severity == "warning"


def test_what_counts_as_doubtful_can_be_set():
    read = form(row("填报率", "100%", "定性", origin="ocr", confidence=0.75))
    (finding,) = check(read, CheckSettings(doubt_below=0.7))
    assert finding.severity == "error"
