"""Which columns a workbook shows, in which order, how wide and how: as data."""

from typing import Literal, NamedTuple

from normalize.schema import columns

__all__ = ["ASKING", "DOCUMENTS", "SHEETS", "Column", "Kind"]

Kind = Literal["text", "code", "number", "money", "whole", "flag", "form", "reason", "original", "page", "severity"]


class Column(NamedTuple):
    """A column: the name it has in the table, its Chinese title, its width in characters, how it is shown."""

    name: str
    title: str
    width: int
    kind: Kind = "text"


def _of(table: str, *wanted: tuple[str, int] | tuple[str, int, Kind]) -> tuple[Column, ...]:
    """Columns of a table with the titles that the schema gives them."""
    fields = columns(table)
    return tuple(Column(name, fields[name].title or name, width, *kind) for name, width, *kind in wanted)


_WHOSE = (Column("year", "年度", 6, "whole"), Column("unit", "单位", 30), Column("form", "项目（表）", 30, "form"))
_LOOK = (Column("needs_review", "待核", 6, "flag"), Column("review_reason", "原因", 28, "reason"))
_WHERE = (Column("source", "原件", 22, "original"), Column("page", "页码", 6, "page"))
_IDS = (Column("form_id", "表单编号", 22, "code"),)

SHEETS: dict[str, tuple[str, tuple[Column, ...]]] = {
    "forms": (
        "表单",
        (
            *_WHOSE,
            *_of("forms", ("title", 30), ("unit_code", 12, "code"), ("project_code", 18, "code"), ("department", 22)),
            *_of("forms", ("budget", 14, "money"), ("budget_raw", 14, "code"), ("money_unit", 10)),
            *_of("forms", ("period_start", 12, "code"), ("period_end", 12, "code"), ("annual_goal", 60)),
            *_LOOK,
            _WHERE[0],
            *_of("forms", ("page_first", 6, "page"), ("page_last", 6, "page")),
            *_IDS,
        ),
    ),
    "indicators": (
        "指标",
        (
            *_WHOSE,
            *_of("indicators", ("ordinal", 6, "whole"), ("level1", 14), ("level2", 18), ("name", 34), ("operator", 8)),
            *_of("indicators", ("value_raw", 16, "code"), ("value", 12, "number"), ("value_upper", 10, "number")),
            *_of("indicators", ("measure_unit", 10), ("weight", 8, "number"), ("actual_raw", 16, "code")),
            *_of("indicators", ("actual", 12, "number"), ("score", 8, "number"), ("deviation", 24), ("remark", 20)),
            *_LOOK,
            *_WHERE,
            *_IDS,
        ),
    ),
    "funds": (
        "资金",
        (
            *_WHOSE,
            *_of("funds", ("ordinal", 6, "whole"), ("period", 10), ("measure", 16), ("item", 24), ("basis", 14)),
            *_of("funds", ("amount", 14, "money"), ("amount_raw", 16, "code"), ("execution_rate", 10, "number")),
            *_LOOK,
            *_WHERE,
            *_IDS,
        ),
    ),
    "tasks": (
        "任务",
        (
            *_WHOSE,
            *_of("tasks", ("ordinal", 6, "whole"), ("name", 30), ("content", 60), ("amount", 14, "money")),
            *_LOOK,
            *_WHERE,
            *_IDS,
        ),
    ),
    "findings": (
        "问题",
        (
            *_WHOSE,
            Column("severity", "级别", 7, "severity"),
            *_of("findings", ("message", 60), ("observed", 20, "code"), ("expected", 20, "code")),
            *_of("findings", ("ordinal", 9, "whole"), ("rule", 22)),
            *_WHERE,
            *_IDS,
        ),
    ),
}
"""By table: the sheet's title and its columns. 待核 stands before 问题, 收件登记 comes last."""

ASKING = (
    *_WHOSE,
    Column("table", "类别", 8),
    Column("ordinal", "序号", 6, "whole"),
    Column("name", "名称", 34),
    Column("field", "栏目", 16),
    Column("raw", "原文", 24, "code"),
    Column("review_reason", "原因", 32, "reason"),
    Column("rivals", "也可能是", 28),
    *_WHERE,
    *_IDS,
)
DOCUMENTS = (
    Column("path", "文件", 40, "original"),
    Column("status", "状态", 14),
    Column("reason", "原因与处理办法", 60),
    Column("received", "报送时间", 18, "code"),
    Column("pages", "页数", 6, "whole"),
    Column("forms", "表单数", 8, "whole"),
    Column("indicators", "指标数", 8, "whole"),
    Column("engine", "读取方式", 14),
    Column("doc_id", "文件编号", 20, "code"),
)
