"""The closed vocabularies of the schema, and how a column says its type, its Chinese title and its meaning."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "TOTAL",
    "Basis",
    "DatePrecision",
    "EvidenceOrigin",
    "Int32",
    "Likelihood",
    "Measure",
    "Operator",
    "Period",
    "Phase",
    "Probability",
    "Record",
    "Scope",
    "TotalKind",
    "ValueKind",
    "column",
]

Int32 = Annotated[int, "int32"]
Scope = Literal["unit", "project", "transfer"]
Phase = Literal["target", "monitor", "self_evaluation", "evaluation"]
Evaluator = Literal["department", "finance"]
Period = Literal["annual", "whole"]
Measure = Literal["budget", "initial_budget", "revised_budget", "received", "executed", "forecast"]
Basis = Literal["total", "income", "expenditure"]
TotalKind = Literal["weight", "score", "execution_weight", "execution_score"]
Operator = Literal["≥", "≤", "=", ">", "<", "~", "定性"]
ValueKind = Literal["number", "percent", "range", "date", "text", "empty"]
DatePrecision = Literal["day", "month", "year"]
Likelihood = Literal["certain", "possible", "impossible"]
OfTable = Literal["forms", "indicators", "funds", "tasks"]
EvidenceOrigin = Literal["text", "ocr", "office", "person"]
Review = Literal["accepted", "corrected", "stale"]
Probability = Annotated[float, Field(ge=0, le=1)]


TOTAL = "资金总额"
"""The item of an amount that is no part of another: the whole of what a form plans or has spent."""


def column(title: str, description: str = "", default: Any = None) -> Any:
    """A column with its Chinese title; null unless told otherwise."""
    return Field(default, title=title, description=description)


class Record(BaseModel):
    """A row, or a part of one: frozen, and closed to unknown columns."""

    model_config = ConfigDict(frozen=True, extra="forbid")
