"""The fixed schema: the five tables, a model each; one definition gives Parquet, CSV, JSON Schema and the docs.

    Submission                 what one document says
    └─ Form                    one form: `identity` + `record`
       ├─ Indicator …          a row per level-3 indicator
       ├─ Fund …               a row per amount
       ├─ Task …               a row per 年度主要任务
       └─ Finding …            what does not add up

A table's columns are those of `Provenance`, then of `Identity`, then `superseded`, then of its own model.
`title` is the column's Chinese name, `description` its meaning; a change here is a new `SCHEMA_VERSION`.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from extract.model import Box

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "EmptySlot",
    "Finding",
    "Form",
    "FormRecord",
    "Fund",
    "Identity",
    "Indicator",
    "Submission",
    "Task",
    "Total",
    "TotalKind",
    "columns",
]

SCHEMA_VERSION = "1"

Int32 = Annotated[int, "int32"]
Scope = Literal["unit", "project", "transfer"]
Phase = Literal["target", "self_evaluation"]
Period = Literal["annual", "whole"]
Measure = Literal["budget", "initial_budget", "revised_budget", "executed"]
Basis = Literal["total", "income", "expenditure"]
TotalKind = Literal["weight", "score", "execution_weight", "execution_score"]
Operator = Literal["≥", "≤", "=", ">", "<", "~", "定性"]
ValueKind = Literal["number", "percent", "range", "date", "text", "empty"]
Probability = Annotated[float, Field(ge=0, le=1)]


def column(title: str, description: str = "", default: Any = None) -> Any:
    """A column with its Chinese title; null unless told otherwise."""
    return Field(default, title=title, description=description)


class Record(BaseModel):
    """A row, or a part of one: frozen, and closed to unknown columns."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Identity(Record):
    """Which form a row belongs to: the columns that all rows of one form share."""

    form_id: str = column("表单编号", "doc_id 加表单在文件中的序号", ...)
    year: Int32 | None = column("预算年度")
    unit: str | None = column("填报单位")
    unit_code: str | None = column("单位代码")
    scope: Scope = column("范围", "unit 部门整体; project 项目; transfer 转移支付", ...)
    phase: Phase = column("阶段", "target 绩效目标; self_evaluation 自评", ...)
    project: str | None = column("项目名称")
    project_code: str | None = column("项目代码")


class Located(Record):
    """Where a row stands: page from 1, box in points of the page as shown (pixels for an image file)."""

    page: Int32 | None = column("页码")
    x0: float | None = column("左")
    y0: float | None = column("上")
    x1: float | None = column("右")
    y1: float | None = column("下")

    @property
    def box(self) -> Box | None:
        """The four edges, where they are known."""
        if self.x0 is None or self.y0 is None or self.x1 is None or self.y1 is None:
            return None
        return (self.x0, self.y0, self.x1, self.y1)


class Evidence(Located):
    """Where a row stands, where its text came from, and how far to trust it."""

    origin: Literal["text", "ocr"] = column("文字来源", "text 取自文件自带文字; ocr 识别所得", "text")
    confidence: Probability = column("置信度", "整行各字段全部正确的概率", 1.0)
    needs_review: bool = column("需人工复核", default=False)


class Reviewed(Evidence):
    """Evidence that also says why a person should look, and whether one has."""

    review_reason: str | None = column("复核原因", "每个原因一个代码, 以分号相隔")
    corrected: bool = column("已人工更正", default=False)


class FormRecord(Record):
    """`forms`: a row per form."""

    title: str | None = column("表名")
    department: str | None = column("主管部门")
    category: str | None = column("项目类别")
    nature: str | None = column("项目性质", "项目性质或项目属性")
    period_start: str | None = column("开始日期", "ISO 日期")
    period_end: str | None = column("结束日期", "ISO 日期")
    period_raw: str | None = column("实施期原文")
    budget: float | None = column("本年预算(万元)", "本年资金总额; 自评表为全年(调整后)预算数")
    budget_raw: str | None = column("本年预算原文")
    money_unit: str | None = column("金额单位", "原文")
    annual_goal: str | None = column("年度绩效目标")
    overall_goal: str | None = column("总体绩效目标", "中期、总体或实施期目标")
    page_first: Int32 | None = column("首页")
    page_last: Int32 | None = column("末页")
    confidence: Probability = column("置信度", "该表各字段全部正确的概率", 1.0)
    needs_review: bool = column("需人工复核", default=False)
    review_reason: str | None = column("复核原因", "每个原因一个代码, 以分号相隔")


class Indicator(Reviewed):
    """`indicators`: a row per level-3 indicator."""

    ordinal: Int32 = column("序号", "在表单中的次序, 从 1 起", ...)
    level1: str | None = column("一级指标", "规范名称")
    level1_raw: str | None = column("一级指标原文")
    level2: str | None = column("二级指标", "规范名称")
    level2_raw: str | None = column("二级指标原文")
    name: str = column("三级指标", "去除编号、星号与填表提示后的名称", ...)
    name_raw: str | None = column("三级指标原文")
    operator: Operator | None = column("计算符号", "~ 为区间")
    operator_raw: str | None = column("计算符号原文")
    value_raw: str | None = column("指标值原文")
    value: float | None = column("指标值", "文字与日期为空; 95% 为 95")
    value_upper: float | None = column("指标值上限", "区间的上端")
    value_kind: ValueKind = column("指标值类别", default="empty")
    value_date: str | None = column("指标值日期", "ISO 日期或月份; 期间取其末")
    measure_unit: str | None = column("度量单位", "规范名称")
    measure_unit_raw: str | None = column("度量单位原文")
    weight: float | None = column("分值", "分值或权重")
    direction: Literal["positive", "negative"] | None = column("指标方向", "正向 positive; 反向 negative")
    explanation: str | None = column("指标解释", "指标值说明、指标解释或描述")
    standard: str | None = column("评分标准", "绩效标准或评分标准")
    remark: str | None = column("备注")
    actual_raw: str | None = column("实际完成值原文")
    actual: float | None = column("实际完成值")
    score: float | None = column("得分")
    deviation: str | None = column("偏差原因")


class Fund(Evidence):
    """`funds`: a row per amount."""

    ordinal: Int32 = column("序号", default=...)
    period: Period = column("期间", "annual 本年; whole 整个项目", ...)
    measure: Measure = column("口径", default=...)
    item: str | None = column("资金项目", "规范名称, 否则为原文")
    item_raw: str | None = column("资金项目原文")
    basis: Basis = column("分类方式", default=...)
    amount: float | None = column("金额(万元)")
    amount_raw: str | None = column("金额原文")
    execution_rate: float | None = column("执行率(%)")


class Task(Evidence):
    """`tasks`: a row per 年度主要任务."""

    ordinal: Int32 = column("序号", default=...)
    name: str | None = column("任务名称")
    content: str | None = column("主要内容")
    amount: float | None = column("金额(万元)")


class Finding(Located):
    """`findings`: what does not add up."""

    rule: str = column("规则", "稳定代码", ...)
    severity: Literal["error", "warning", "info"] = column("级别", default=...)
    ordinal: Int32 | None = column("指标序号")
    message: str = column("说明", default=...)
    observed: str | None = column("所见")
    expected: str | None = column("应为")


class EmptySlot(Evidence):
    """A level-2 slot without any indicator; the checks read it, it is not exported."""

    level1: str | None = None
    level2: str | None = None
    text: str | None = None
    """What stands there instead (无, /, 指标1:); None: nothing at all."""


class Total(Evidence):
    """What a form adds up itself, or the points of its execution rate; the checks read it, it is not exported."""

    kind: TotalKind
    amount: float


class Form(Record):
    """One form with everything that stands in it. What follows `findings` is not exported: `slots` are level-2 slots
    without an indicator, `unfilled` the amounts that have a label and no number, `totals` the sums of scores."""

    identity: Identity
    record: FormRecord
    indicators: tuple[Indicator, ...] = ()
    funds: tuple[Fund, ...] = ()
    tasks: tuple[Task, ...] = ()
    findings: tuple[Finding, ...] = ()
    slots: tuple[EmptySlot, ...] = ()
    unfilled: tuple[Fund, ...] = ()
    totals: tuple[Total, ...] = ()


class Submission(Record):
    """What one document says: its forms in printed order. `unread`: pages of a scan that must hold indicators though
    none could be made out."""

    sha256: str
    forms: tuple[Form, ...] = ()
    unread: tuple[int, ...] = ()


class Provenance(Record):
    """What export adds in front of `Identity`: which file a row came from."""

    schema_version: str = column("结构版本", default=SCHEMA_VERSION)
    doc_id: str = column("文件编号", "文件 SHA-256 的前 16 位十六进制数", ...)
    source: str = column("文件名", "报送时的文件名", ...)


class Version(Record):
    """What export adds behind `Identity`."""

    superseded: bool = column("已被取代", "同一表单后来另有报送", False)


def columns(table: str) -> dict[str, FieldInfo]:
    """The columns of an exported table, in order: provenance, identity, `superseded`, the table's own, evidence.

    What a model inherits is its evidence, which stands behind what it declares itself.
    """
    model = TABLES[table]
    own = {name: field for name, field in model.model_fields.items() if name in model.__annotations__}
    return Provenance.model_fields | Identity.model_fields | Version.model_fields | own | model.model_fields


TABLES: dict[str, type[Record]] = {
    "forms": FormRecord,
    "indicators": Indicator,
    "funds": Fund,
    "tasks": Task,
    "findings": Finding,
}
"""The name of each exported table and the model of its own columns."""
