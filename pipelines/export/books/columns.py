"""Which columns a workbook shows, in which order, how wide and how: as data.

What is printed comes first and takes no more of a line than stays legible on A4 across; what identifies a row, or says
again as a number what is printed as text, stands beyond it.
"""

from typing import Literal, NamedTuple

from normalize.schema import columns

__all__ = ["ASKING", "DOCUMENTS", "SHEETS", "WHOSE", "Column", "Kind", "Layout"]

Kind = Literal[
    "text", "word", "code", "number", "money", "whole", "flag", "form", "reason", "severity", "original", "page",
    "picture",
]  # fmt: skip


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


class Layout(NamedTuple):
    """A sheet's title, the columns that are printed, and those that stand beyond them, for the screen alone."""

    title: str
    printed: tuple[Column, ...]
    beyond: tuple[Column, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All of them, in order."""
        return self.printed + self.beyond


WHOSE = (Column("year", "年度", 7, "whole"), Column("unit", "单位", 18))
_WHOSE = (*WHOSE, Column("form", "项目（表）", 22, "form"))
_LOOK = (Column("needs_review", "待核", 6, "flag"), Column("review_reason", "原因", 14, "reason"))
_FILE, _PAGE = Column("source", "原件", 16, "original"), Column("page", "页码", 6, "page")
_IDS = (Column("form_id", "表单编号", 22, "code"),)

SHEETS: dict[str, Layout] = {
    "forms": Layout(
        "表单",
        (
            *_WHOSE,
            *_of("forms", ("budget", 12, "money"), ("annual_goal", 54)),
            *_LOOK,
            _FILE,
            *_of("forms", ("page_first", 6, "page")),
        ),
        (
            *_of("forms", ("title", 30), ("unit_code", 12, "code"), ("project_code", 18, "code"), ("department", 22)),
            *_of("forms", ("budget_raw", 14, "code"), ("money_unit", 10)),
            *_of("forms", ("period_start", 11, "code"), ("period_end", 11, "code"), ("page_last", 6, "page")),
            *_IDS,
        ),
    ),
    "indicators": Layout(
        "指标",
        (
            *_WHOSE,
            *_of("indicators", ("ordinal", 6, "whole"), ("level1", 10), ("level2", 13), ("name", 26), ("operator", 6)),
            *_of("indicators", ("value_raw", 12, "code"), ("measure_unit", 8), ("weight", 6, "number")),
            *_of("indicators", ("actual_raw", 12, "code"), ("score", 6, "number"), ("deviation", 18)),
            *_LOOK,
            _PAGE,
        ),
        (
            *_of("indicators", ("value", 12, "number"), ("value_upper", 10, "number"), ("actual", 12, "number")),
            *_of("indicators", ("remark", 20)),
            _FILE,
            *_IDS,
        ),
    ),
    "funds": Layout(
        "资金",
        (
            *_WHOSE,
            *_of("funds", ("ordinal", 6, "whole"), ("period", 9, "word")),
            *_of("funds", ("measure", 11, "word"), ("item", 20), ("basis", 7, "word")),
            *_of("funds", ("amount", 13, "money"), ("amount_raw", 14, "code"), ("execution_rate", 7, "number")),
            *_LOOK,
            _PAGE,
        ),
        (_FILE, *_IDS),
    ),
    "tasks": Layout(
        "任务",
        (
            *_WHOSE,
            *_of("tasks", ("ordinal", 6, "whole"), ("name", 24), ("content", 44), ("amount", 13, "money")),
            *_LOOK,
            _PAGE,
        ),
        (_FILE, *_IDS),
    ),
    "findings": Layout(
        "问题",
        (
            *_WHOSE,
            Column("severity", "级别", 7, "severity"),
            *_of("findings", ("message", 44), ("observed", 14, "code"), ("expected", 14, "code")),
            *_of("findings", ("ordinal", 6, "whole")),
            _FILE,
            _PAGE,
        ),
        (*_of("findings", ("rule", 22)), *_IDS),
    ),
}
"""By table: its sheet. 待核 stands before 问题, 收件登记 comes last."""

ASKING = Layout(
    "待核",
    (
        *_WHOSE,
        Column("table", "类别", 6),
        Column("ordinal", "序号", 6, "whole"),
        Column("name", "名称", 22),
        Column("field", "栏目", 10),
        Column("raw", "原文", 16, "code"),
        Column("review_reason", "原因", 20, "reason"),
        Column("rivals", "也可能是", 16),
        _FILE,
        _PAGE,
    ),
    (Column("picture", "页面图片", 9, "picture"), *_IDS),
)
DOCUMENTS = Layout(
    "收件登记",
    (
        Column("path", "文件", 36, "original"),
        Column("status", "状态", 12),
        Column("reason", "原因与处理办法", 50),
        Column("received", "报送时间", 16, "code"),
        Column("pages", "页数", 6, "whole"),
        Column("forms", "表单数", 8, "whole"),
        Column("indicators", "指标数", 8, "whole"),
        Column("engine", "读取方式", 15),
    ),
    (Column("doc_id", "文件编号", 20, "code"),),
)
