"""The same form handed in as files of two kinds: where they differ it is said, and only there."""

from normalize.checks import CheckSettings, contrast
from normalize.schema import Finding, Form
from tests.normalize.checks.paper import budget, form, row


def told(now: Form, before: Form) -> list[Finding]:
    return list(contrast([(now, before)]).get(now.identity.form_id, ()))


def test_what_differs_is_named_with_both_values() -> None:
    now = form(row("里程", "≥12公里"), row("合格率", "≥95%"), **budget(36.5))
    before = form(row("里程", "≥15公里"), row("合格率", "≥95.00%"), row("户数", "≥9户"), **budget(40.0))
    money, value, left = told(now, before)
    assert "36.5万元，另一种格式的文件中为40万元" in money.message
    assert (value.ordinal, value.observed, value.expected) == (1, "≥12公里", "≥15公里")
    assert "“户数”（≥9户）" in left.message


def test_the_same_spelled_otherwise_is_the_same() -> None:
    now = form(row("里程", "12", "≥", "公里"), row("效果", "有所 提升"), **budget(36.5))
    before = form(row("里程", "≥12公里"), row("效果", "有所提升"), **budget(36.5))
    assert told(now, before) == []


def test_the_rule_can_be_switched_off() -> None:
    now, before = form(row("里程", "≥12公里")), form(row("里程", "≥15公里"))
    silent = CheckSettings({"versions_differ": {"enabled": False}})
    assert contrast([(now, before)]) and not contrast([(now, before)], silent)
