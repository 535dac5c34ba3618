"""The checks: what the forms say against themselves and against each other. They never change data.

RULES       every rule by its code: title, reason, source, severity, parameters
check       one form -> its findings
compare     many forms -> findings between documents of a unit, and between years, by form
contrast    pairs of versions of a form -> findings between them, by form
"""

from normalize.checks.ask import check, compare, contrast
from normalize.checks.rule import Rule
from normalize.checks.settings import CheckSettings, SettingsError, read_settings
from normalize.checks.table import RULES

__all__ = ["RULES", "CheckSettings", "Rule", "SettingsError", "check", "compare", "contrast", "read_settings"]
