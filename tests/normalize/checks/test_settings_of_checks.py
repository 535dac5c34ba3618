"""Rules switched, weighed and parameterised by a settings file; what it may not say is told all at once."""

import pytest

from normalize.checks import CheckSettings, SettingsError, check, read_settings
from tests.normalize.checks.paper import form, row

SHARES = form(row("里程", "≥3公里", weight=50), row("质量", "≥3项", weight=30))


def test_a_rule_is_switched_off():
    assert check(SHARES, read_settings("[rules.weight_sum]\nenabled = false")) == ()


def test_a_severity_is_changed():
    (finding,) = check(SHARES, read_settings('[rules.weight_sum]\nseverity = "info"'))
    assert finding.severity == "info"


def test_a_parameter_is_changed():
    assert check(SHARES, read_settings("[rules.weight_sum]\ntotals = [100, 80]")) == ()


def test_an_empty_file_changes_nothing():
    assert read_settings("") == CheckSettings()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[rules.weights]", "there is no rule weights: the rules are income_sum"),
        (
            "[rules.weight_sum]\nlimit = 3",
            "weight_sum has no parameter limit: it has enabled, severity, totals, tolerance",
        ),
        (
            '[rules.weight_sum]\nseverity = "fatal"',
            "weight_sum.severity must be one of error, warning, info, not 'fatal'",
        ),
        ("[rules.weight_sum]\nenabled = 1", "weight_sum.enabled must be true or false, not 1"),
        (
            '[rules.weight_sum]\ntotals = ["90"]',
            "weight_sum.totals must be like its default ((100.0, 90.0)), not ('90',)",
        ),
        ("[rules.weight_sum]\ntolerance = true", "weight_sum.tolerance must be like its default (0.05), not True"),
        ("rules = 3", "rules must be tables"),
        ("doubt_below = 2", "doubt_below must lie between 0 and 1"),
        ('doubt_below = "x"', "doubt_below must be a number"),
        ("[rule.weight_sum]", "unknown settings rule: there are rules and doubt_below"),
        ("[rules", "not TOML"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_what_may_stand_there(text, told):
    with pytest.raises(SettingsError) as refused:
        read_settings(text)
    assert told in str(refused.value)


def test_every_fault_is_told_at_once():
    with pytest.raises(SettingsError) as refused:
        read_settings("[rules.weights]\n[rules.slot_none]\nenabled = 3")
    assert "no rule weights" in str(refused.value)
    assert "slot_none.enabled" in str(refused.value)
