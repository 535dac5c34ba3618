"""What a person may choose about the checks: rules switched off, severities and parameters changed, in a TOML file.

doubt_below = 0.8                  # readings less certain than this are asked about instead of accused

[rules.weight_sum]
severity = "warning"
totals = [100, 90, 80]

[rules.slot_none]
enabled = false
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from normalize.checks.rule import Rule, Severity, Value
from normalize.checks.table import RULES

__all__ = ["CheckSettings", "SettingsError", "read_settings"]

Changes = Mapping[str, Mapping[str, Value]]


class SettingsError(ValueError):
    """A settings file that cannot be followed; the message names every fault in it and what may stand there."""


@dataclass(frozen=True)
class CheckSettings:
    """How the checks ask. Plain values only, so that they can be hashed into an artefact's key.

    rules        by rule: `enabled`, `severity`, and its parameters, as far as they are changed
    doubt_below  a row recognised from pixels with less confidence than this is asked about, not accused
    """

    rules: Changes = field(default_factory=dict)
    doubt_below: float = 0.8

    def __post_init__(self) -> None:
        faults = [fault for code, changes in self.rules.items() for fault in _faults(code, changes)]
        if not 0 <= self.doubt_below <= 1:
            faults.append(f"doubt_below must lie between 0 and 1, not {self.doubt_below}")
        if faults:
            raise SettingsError("; ".join(faults))

    def asks(self, rule: Rule) -> bool:
        """Whether a rule is switched on."""
        return bool(self.rules.get(rule.code, {}).get("enabled", True))

    def severity(self, rule: Rule) -> Severity:
        """How much a rule's findings weigh."""
        chosen = self.rules.get(rule.code, {}).get("severity")
        return next((name for name in get_args(Severity) if name == chosen), rule.severity)

    def parameters(self, rule: Rule) -> dict[str, Value]:
        """A rule's parameters by name."""
        changes = self.rules.get(rule.code, {})
        return {parameter.name: changes.get(parameter.name, parameter.default) for parameter in rule.parameters}


def read_settings(text: str) -> CheckSettings:
    """The settings that a TOML file holds. Raises SettingsError naming every fault."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"not TOML: {error}") from error
    unknown = sorted(found.keys() - {"rules", "doubt_below"})
    if unknown:
        raise SettingsError(f"unknown settings {', '.join(unknown)}: there are rules and doubt_below")
    rules, below = found.get("rules", {}), found.get("doubt_below", 0.8)
    if not isinstance(rules, dict) or not all(isinstance(changes, dict) for changes in rules.values()):
        raise SettingsError("rules must be tables, one a rule: [rules.weight_sum]")
    if isinstance(below, bool) or not isinstance(below, int | float):
        raise SettingsError(f"doubt_below must be a number, not {below!r}")
    return CheckSettings({code: _plain(changes) for code, changes in rules.items()}, float(below))


def _plain(changes: Mapping[str, Any]) -> dict[str, Value]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()}


def _faults(code: str, changes: Mapping[str, Any]) -> list[str]:
    rule = RULES.get(code)
    if rule is None:
        return [f"there is no rule {code}: the rules are {', '.join(RULES)}"]
    defaults: dict[str, Value] = {parameter.name: parameter.default for parameter in rule.parameters}
    faults = []
    for name, value in changes.items():
        if name == "enabled" and not isinstance(value, bool):
            faults.append(f"{code}.enabled must be true or false, not {value!r}")
        elif name == "severity" and value not in get_args(Severity):
            faults.append(f"{code}.severity must be one of {', '.join(get_args(Severity))}, not {value!r}")
        elif name not in ("enabled", "severity"):
            if name not in defaults:
                faults.append(f"{code} has no parameter {name}: it has {', '.join(['enabled', 'severity', *defaults])}")
            elif not _fits(value, defaults[name]):
                faults.append(f"{code}.{name} must be like its default ({defaults[name]!r}), not {value!r}")
    return faults


def _fits(value: Any, default: Value) -> bool:
    """Whether a value is of the default's kind: a number, a text, or a list of them."""
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, int | float):
        return isinstance(value, int | float)
    if isinstance(default, tuple):
        return isinstance(value, tuple) and all(_fits(item, default[0]) for item in value)
    return isinstance(value, str)
