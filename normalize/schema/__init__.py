"""The fixed schema: six tables, a model each; one definition gives Parquet, CSV, JSON Schema and the docs.

    Submission                 what one document says
    ├─ Form                    one form: `identity` + `record`
    │  ├─ Indicator …          a row per level-3 indicator
    │  ├─ Fund …               a row per amount
    │  ├─ Task …               a row per 年度主要任务
    │  ├─ Finding …            what does not add up
    │  └─ Evidence …           a row per value: where it stands, what was changed in it, what else it may be
    └─ Evidence …              pages and cells that no form claims

A table's columns are those of `Provenance`, then of `Identity`, then `superseded`, then of its own model; `evidence`,
which joins on `form_id`, has of them only what finds it. `title` is the column's Chinese name, `description` its
meaning; a change here is a new `SCHEMA_VERSION`.
"""

from pydantic.fields import FieldInfo

from normalize.schema.submission import EmptySlot, Form, Submission, Total
from normalize.schema.tables import (
    Evidence,
    Finding,
    FormRecord,
    Fund,
    Identity,
    Indicator,
    Located,
    Reviewed,
    Rival,
    Task,
)
from normalize.schema.version import SCHEMA_VERSION
from normalize.schema.words import (
    TOTAL,
    Basis,
    DatePrecision,
    Evaluator,
    Int32,
    Likelihood,
    Measure,
    OfTable,
    Operator,
    Period,
    Phase,
    Record,
    Scope,
    TotalKind,
    ValueKind,
    column,
)

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "TOTAL",
    "Basis",
    "DatePrecision",
    "EmptySlot",
    "Evaluator",
    "Evidence",
    "Finding",
    "Form",
    "FormRecord",
    "Fund",
    "Identity",
    "Indicator",
    "Likelihood",
    "Located",
    "Measure",
    "OfTable",
    "Operator",
    "Period",
    "Phase",
    "Reviewed",
    "Rival",
    "Scope",
    "Submission",
    "Task",
    "Total",
    "TotalKind",
    "ValueKind",
    "columns",
]


class Provenance(Record):
    """What export adds in front of `Identity`: which file a row came from."""

    schema_version: str = column("结构版本", default=SCHEMA_VERSION)
    doc_id: str = column("文件编号", "文件 SHA-256 的前 16 位十六进制数", ...)
    source: str = column("文件名", "报送时的文件名", ...)


class Version(Record):
    """What export adds behind `Identity`."""

    superseded: bool = column("已被取代", "同一表单后来另有报送", False)


class Joined(Record):
    """What export adds in front of `Evidence`, behind `Provenance`."""

    path: str | None = column("路径", "文件在所报送目录中的路径")
    form_id: str | None = column("表单编号", "没有表单认领的页面与单元格为空")
    year: Int32 | None = column("预算年度", "没有表单认领的, 文件中各表单同属一年时为该年")
    superseded: bool = column("已被取代", "同一表单后来另有报送", False)


TABLES: dict[str, type[Record]] = {
    "forms": FormRecord,
    "indicators": Indicator,
    "funds": Fund,
    "tasks": Task,
    "findings": Finding,
    "evidence": Evidence,
}
"""The name of each exported table and the model of its own columns."""


def columns(table: str) -> dict[str, FieldInfo]:
    """The columns of an exported table, in order: provenance, identity, `superseded`, the table's own, its place and
    trust.

    What a model inherits is where it stands and how far to trust it, which stands behind what it declares itself.
    """
    model = TABLES[table]
    if model is Evidence:
        return Provenance.model_fields | Joined.model_fields | model.model_fields
    own = {name: field for name, field in model.model_fields.items() if name in model.__annotations__}
    return Provenance.model_fields | Identity.model_fields | Version.model_fields | own | model.model_fields
