"""The tables, a model each: their columns in the order of the export."""

from datetime import date
from typing import Literal

from extract.model import Box
from normalize.schema.words import (
    Basis,
    DatePrecision,
    Evaluator,
    EvidenceOrigin,
    Int32,
    Likelihood,
    Measure,
    OfTable,
    Operator,
    Period,
    Phase,
    Probability,
    Record,
    Review,
    Scope,
    ValueKind,
    column,
)

__all__ = ["Evidence", "Finding", "FormRecord", "Fund", "Identity", "Indicator", "Located", "Reviewed", "Rival", "Task"]

_REASONS = "每个原因一个代码, 以分号相隔"


class Identity(Record):
    """Which form a row belongs to: the columns that all rows of one form share."""

    form_id: str = column("表单编号", "doc_id 加表单在文件中的序号", ...)
    year: Int32 | None = column("预算年度")
    unit: str | None = column("填报单位")
    unit_code: str | None = column("单位代码")
    scope: Scope = column("范围", "unit 部门整体; project 项目; transfer 转移支付", ...)
    phase: Phase = column(
        "阶段", "target 绩效目标; monitor 运行监控; self_evaluation 自评; evaluation 部门评价、财政评价", ...
    )
    project: str | None = column("项目名称")
    project_code: str | None = column("项目代码")
    project_key: str | None = column("项目归并名", "不含年度、批次与代码的项目名称, 用于跨年对照")
    province: str | None = column("省")
    city: str | None = column("市")
    county: str | None = column("县")
    region_code: str | None = column("行政区划代码", "六位")


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


class Reviewed(Located):
    """Where a row stands, where its text came from, how far to trust it, why a person should look and whether one
    has corrected it."""

    origin: Literal["text", "ocr"] = column("文字来源", "text 取自文件自带文字; ocr 识别所得", "text")
    confidence: Probability = column("置信度", "整行各字段全部正确的概率", 1.0)
    needs_review: bool = column("需人工复核", default=False)
    review_reason: str | None = column("复核原因", _REASONS)
    corrected: bool = column("已人工更正", default=False)


class FormRecord(Record):
    """`forms`: a row per form."""

    title: str | None = column("表名")
    department: str | None = column("主管部门")
    category: str | None = column("项目类别")
    nature: str | None = column("项目性质", "项目性质或项目属性")
    function_code: str | None = column("支出功能分类代码")
    function_name: str | None = column("支出功能分类")
    affiliation: str | None = column("隶属关系")
    total_score: float | None = column("总分", "自评得分")
    grade: str | None = column("评价等级")
    conclusion: str | None = column("评价结论")
    period_start: str | None = column("开始日期", "ISO 日期")
    period_end: str | None = column("结束日期", "ISO 日期")
    period_raw: str | None = column("实施期原文")
    budget: float | None = column("本年预算(万元)", "本年资金总额; 自评与监控表为全年(调整后)预算数")
    budget_raw: str | None = column("本年预算原文")
    money_unit: str | None = column("金额单位", "原文")
    annual_goal: str | None = column("年度绩效目标")
    overall_goal: str | None = column("总体绩效目标", "中期、总体或实施期目标")
    as_of: str | None = column("监控截止时间", "ISO 月份或日期")
    evaluator: Evaluator | None = column("评价主体", "department 部门评价; finance 财政评价")
    corrected: bool = column("已人工更正", default=False)
    page_first: Int32 | None = column("首页")
    page_last: Int32 | None = column("末页")
    confidence: Probability = column("置信度", "该表各字段全部正确的概率", 1.0)
    needs_review: bool = column("需人工复核", default=False)
    review_reason: str | None = column("复核原因", _REASONS)


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
    value_date: date | None = column("指标值日期", "所指之日; 月份与年度取其末日, 期间取其末")
    value_date_precision: DatePrecision | None = column("指标值日期精度", "day 日; month 月; year 年")
    value_share: float | None = column("指标值占比", "以 0 至 1 表示的比率")
    qualitative: bool | None = column("定性指标", "计算符号为定性, 或指标值为文字")
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
    forecast_raw: str | None = column("全年预计完成值原文")
    forecast: float | None = column("全年预计完成值")
    likelihood: Likelihood | None = column("完成目标可能性", "certain 确定能; possible 有可能; impossible 完全不可能")


class Fund(Reviewed):
    """`funds`: a row per amount."""

    ordinal: Int32 = column("序号", default=...)
    period: Period = column("期间", "annual 本年; whole 整个项目", ...)
    measure: Measure = column(
        "口径",
        "budget 预算; initial_budget 年初预算; revised_budget 调整后预算; received 到位; executed 执行; "
        "forecast 全年预计执行",
        ...,
    )
    item: str | None = column("资金项目", "规范名称, 否则为原文")
    item_raw: str | None = column("资金项目原文")
    basis: Basis = column("分类方式", default=...)
    amount: float | None = column("金额(万元)")
    amount_raw: str | None = column("金额原文")
    execution_rate: float | None = column("执行率(%)")


class Task(Reviewed):
    """`tasks`: a row per 年度主要任务."""

    ordinal: Int32 = column("序号", default=...)
    name: str | None = column("任务名称")
    content: str | None = column("主要内容")
    amount: float | None = column("金额(万元)")
    executed: float | None = column("执行数(万元)")


class Finding(Located):
    """`findings`: what does not add up."""

    rule: str = column("规则", "稳定代码", ...)
    severity: Literal["error", "warning", "info"] = column("级别", default=...)
    ordinal: Int32 | None = column("指标序号")
    message: str = column("说明", default=...)
    observed: str | None = column("所见")
    expected: str | None = column("应为")


class Rival(Record):
    """What else a value may be."""

    value: str
    probability: Probability


class Evidence(Record):
    """`evidence`: a row per value that was taken from the document, and per null that is asked about."""

    of_table: OfTable | None = column("所属表")
    ordinal: Int32 | None = column("序号", "所属表中的序号; forms 为空")
    field: str = column("字段", "page 与 cell 为没有表单认领的页面与单元格", ...)
    raw: str | None = column("原文", "取值所据的文字")
    page: Int32 | None = column("页码")
    x0: float | None = column("左", "该值自身的单元格或文字行")
    y0: float | None = column("上")
    x1: float | None = column("右")
    y1: float | None = column("下")
    place: str | None = column("位置", "没有页面的文件中的位置")
    origin: EvidenceOrigin = column("文字来源", "text 文件自带; ocr 识别; office 办公文件; person 人工", "text")
    confidence: Probability = column("置信度", "该值正确的概率", 1.0)
    edits: tuple[str, ...] = column("改动", "取值时所作的改动, 每项一个代码", ())
    rivals: tuple[Rival, ...] = column("其他可能", "该值另外可能的读法, 至多三个", ())
    needs_review: bool = column("需人工复核", default=False)
    review_reason: str | None = column("复核原因", _REASONS)
    review: Review | None = column("复核情况", "accepted 已确认; corrected 已更正; stale 更正已失效")

    @property
    def box(self) -> Box | None:
        """The four edges, where they are known."""
        if self.x0 is None or self.y0 is None or self.x1 is None or self.y1 is None:
            return None
        return (self.x0, self.y0, self.x1, self.y1)
