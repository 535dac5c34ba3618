"""The table of rules, in the order in which they are asked and documented."""

from normalize.checks import cycle, evaluation, goals, money, rows, shape, times, unit, versions, years
from normalize.checks.rule import Rule

__all__ = ["RULES"]

RULES: dict[str, Rule] = {
    rule.code: rule
    for module in (money, rows, shape, times, goals, evaluation, cycle, unit, versions, years)
    for rule in module.RULES
}
"""Every rule by its code."""
