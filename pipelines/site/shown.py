"""What the pages show of each table: columns, in this order. A value whose column is not here has no place there."""

from collections.abc import Mapping
from typing import Any, get_args

from normalize.lexicon import load
from normalize.schema import Phase, columns
from pipelines.language import LANGUAGES, Language, catalogue

__all__ = ["SHOWN", "meta", "position"]

SHOWN: Mapping[str, tuple[str, ...]] = {
    "forms": (
        *("title", "unit", "unit_code", "department", "project", "project_code", "category", "nature"),
        *("function_code", "function_name", "affiliation", "period_start", "period_end", "as_of", "evaluator"),
        *("budget", "money_unit", "total_score", "grade", "conclusion", "annual_goal", "overall_goal"),
    ),
    "indicators": (
        *("level1", "level2", "name", "operator", "value", "value_upper", "value_raw", "measure_unit", "weight"),
        *("actual", "actual_raw", "score", "deviation", "forecast", "forecast_raw", "likelihood", "direction"),
        *("explanation", "standard", "remark"),
    ),
    "funds": ("item", "period", "measure", "basis", "amount", "execution_rate"),
    "tasks": ("name", "content", "amount", "executed"),
    "findings": ("severity", "rule", "message", "observed", "expected"),
}


def position(table: str, column: str) -> int | None:
    """Where a column stands in its table's rows; None where it is not shown."""
    return SHOWN[table].index(column) if table in SHOWN and column in SHOWN[table] else None


def meta(years: list[int | None], prefix: int, counts: Mapping[str, int]) -> dict[str, Any]:
    """What the pages have to know before anything is looked up. `prefix` is how many digits of a project's id name the
    file with its forms."""
    reasons = load("reasons")
    return {
        "years": years,
        "prefix": prefix,
        "counts": dict(counts),
        "columns": SHOWN,
        "titles": {table: [columns(table)[name].title for name in names] for table, names in SHOWN.items()},
        "reasons": {**reasons["rows"], **reasons["forms"]},
        "words": {tongue: _words(tongue) for tongue in LANGUAGES},
    }


def _words(tongue: Language) -> dict[str, str]:
    """Every message that the pages may show in one language; their facts are filled in by the pages."""
    names = [f"site.{name}" for section, _, name in (key.partition(".") for key in catalogue()) if section == "site"]
    names += [f"phase.{phase}" for phase in get_args(Phase)]
    names += ["form.whole_unit", "form.no_unit", "form.no_project"]
    return {name: str(catalogue()[name][tongue]) for name in names}
