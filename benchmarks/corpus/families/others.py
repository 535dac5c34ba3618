"""Fujian, Hubei, Ningxia, older Sichuan: department and project forms that stray further from the common skeleton."""

from dataclasses import replace
from decimal import Decimal

from benchmarks.corpus.families.common import Case, Made, Purse, head, heading, pairs, purse
from benchmarks.corpus.measures import Measure
from benchmarks.corpus.pieces import Column, Grid, indicator_grid, level_words, new_sheet, period
from benchmarks.corpus.projects import department, project
from benchmarks.corpus.sheet import Sheet
from benchmarks.corpus.truth import state
from benchmarks.corpus.wording import style

__all__ = ["fujian_department", "hubei_department", "hubei_project", "ningxia", "older_sichuan"]

ELSEWHERE = [
    ("履职效能", "重点工作履行情况"),
    ("管理效率", "预算执行"),
    ("运行成本", "公用经费控制"),
    ("可持续发展能力", "人才支撑"),
]
DECIDED = [
    ("项目决策", "决策过程"),
    ("项目管理", "资金管理"),
    ("项目管理", "组织实施"),
    ("项目产出", "产出数量"),
    ("项目产出", "产出质量"),
    ("项目效益", "社会效益指标"),
]


def regrouped(found: list[Measure], levels: list[tuple[str, str]]) -> list[Measure]:
    """The same indicators under levels of another wording, in order."""
    share = max(1, len(found) // len(levels) + 1)
    return [
        replace(
            m, level1=levels[min(i // share, len(levels) - 1)][0], level2=levels[min(i // share, len(levels) - 1)][1]
        )
        for i, m in enumerate(found)
    ]


def fujian_department(case: Case) -> Made:
    """Fujian: 部门职能, 年度目标任务, 支出项目名称 and 预算金额; 指标解释 beside 目标值, `1` standing for 100 %."""
    rng, office = case.rng, case.office
    whole = department(rng, office, case.year, era="old")
    money = purse(rng, "万元")
    stated = state("unit", "target", office, whole)
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.1),
        ("name", "三级指标", 1.6),
        ("explanation", "指标解释", 1.8),
        ("value", "目标值", 0.9),
    ]
    grid = Grid(
        columns,
        style(rng, "none", "none", figures="plain"),
        level_words(rng),
        empty_slots=0,
        side=("年度绩效指标", 0.09),
    )
    found = [
        replace(m, value=m.value / 100, unit=None, kind="number") if m.kind == "percent" and m.value else m
        for m in whole.measures
    ]
    sheet = new_sheet(grid)
    sheet.row(("部门名称", 0.16), (office.name, 0.84))
    sheet.row(("部门职能", 0.16), (";".join(content for _, content, _ in whole.tasks), 0.84), align="left")
    with sheet.side("年度目标任务", 0.16):
        sheet.row(("任务名称", 0.2), ("主要内容", 0.55), (f"预算金额({money.unit})", 0.25))
        for name, content, value in whole.tasks:
            stated.task(sheet.row((name, 0.2), (content, 0.55), (money.text(value), 0.25))[0], name, content, value)
    total = pairs(sheet, ("资金总额", money.text(whole.budget)), ("其中:财政拨款", money.text(whole.budget)))
    stated.fund(total[0], "资金总额", "资金总额", whole.budget)
    stated.fund(total[1], "财政拨款", "其中:财政拨款", whole.budget, basis="income")
    sheet.row(("年度绩效目标", 0.16), (whole.goal, 0.84), align="left")
    stated.form |= {"annual_goal": whole.goal, "budget_raw": total[0].text, "money_unit": money.unit}
    indicator_grid(rng, sheet, stated, found, grid)
    return Made([*heading(case, stated, "部门整体支出绩效目标表"), sheet], [stated])


def hubei_project(case: Case) -> Made:
    """Hubei: a sub-table of costs (内容, 金额, 测算依据), and words of level 2 in the column of level 1."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="old")
    money = purse(rng, "万元")
    stated = state("project", "target", office, one)
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.1),
        ("name", "三级指标", 2),
        ("value", "指标值", 1.1),
        ("standard", "绩效标准", 1),
    ]
    grid = Grid(columns, style(rng, "glued", "glued"), level_words(rng), side=("年度绩效目标表", 0.09), empty_slots=0.1)
    sheet = new_sheet(grid)
    pairs(sheet, ("项目名称", one.name), ("项目代码", one.code))
    pairs(
        sheet, ("项目主管部门", office.department), ("项目执行单位" if rng.random() < 0.3 else "项目单位", office.name)
    )
    pairs(sheet, ("项目属性", one.nature), ("起止年限", period(rng, one, stated)))
    stated.form |= {"department": office.department, "nature": one.nature, "project_code": one.code}
    with sheet.side("项目支出预算", 0.14):
        cells = pairs(sheet, ("资金总额", money.text(one.budget)), ("其中:财政拨款", money.text(one.budget)))
        stated.fund(cells[0], "资金总额", "资金总额", one.budget)
        stated.fund(cells[1], "财政拨款", "其中:财政拨款", one.budget, basis="income")
    stated.form |= {"budget_raw": cells[0].text, "money_unit": money.unit, "annual_goal": one.goal}
    costs(case, sheet, one.budget, money)
    sheet.row(("年度绩效目标", 0.14), (one.goal, 0.86), align="left")
    indicator_grid(rng, sheet, stated, one.measures, grid)
    return Made([*head(case, stated, "项目支出绩效目标表", money, "申报单位(盖章)"), sheet], [stated])


def costs(case: Case, sheet: Sheet, total: Decimal, money: Purse) -> None:
    """项目支出明细: what the money is for, how much, reckoned how; its amounts are no sources."""
    with sheet.side("项目支出明细测算", 0.14):
        sheet.row(("内容", 0.3), ("金额", 0.2), ("测算依据及说明", 0.5))
        first = (total * Decimal(case.rng.randint(30, 70)) / 100).quantize(Decimal("0.01"))
        for words, value in zip(["办公费", "委托业务费"], [first, total - first], strict=True):
            sheet.row((words, 0.3), (money.text(value), 0.2), ("按上年实际支出测算", 0.5))


def hubei_department(case: Case) -> Made:
    """Hubei, department: 收入构成 and 支出构成 at the side, long-term and yearly goals."""
    rng, office = case.rng, case.office
    whole = department(rng, office, case.year, era="old")
    money = purse(rng, "万元")
    stated = state("unit", "target", office, whole)
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.1),
        ("name", "三级指标", 2),
        ("value", "年度指标值", 1.1),
    ]
    grid = Grid(columns, style(rng, "glued", "glued"), {}, side=("年度绩效指标", 0.09), empty_slots=0)
    found = regrouped(whole.measures, ELSEWHERE) if rng.random() < 0.6 else whole.measures
    sheet = new_sheet(grid)
    sheet.row(("部门名称", 0.16), (office.name, 0.84))
    rows = [
        (
            "收入构成",
            [
                ("财政拨款", "财政拨款", whole.budget),
                ("其他资金", "其他资金", Decimal(0)),
                ("合计", "资金总额", whole.budget),
            ],
        )
    ]
    rows.append(
        ("支出构成", [("基本支出", "基本支出", whole.basic), ("项目支出", "项目支出", whole.budget - whole.basic)])
    )
    with sheet.side(f"总体资金情况({money.unit})", 0.16):
        for kind, entries in rows:
            with sheet.side(kind, 0.12):
                for label, item, value in entries:
                    cell = sheet.row((label, 0.4), (money.text(value), 0.6))[1]
                    basis = "total" if item == "资金总额" else "income" if kind == "收入构成" else "expenditure"
                    stated.fund(cell, item, label, value, basis=basis)
                    if item == "资金总额":
                        stated.form["budget_raw"] = cell.text
    sheet.row(("年度目标", 0.16), (whole.goal, 0.84), align="left")
    stated.form |= {"annual_goal": whole.goal, "money_unit": money.unit}
    indicator_grid(rng, sheet, stated, found, grid)
    return Made([*head(case, stated, "部门整体绩效目标表", money), sheet], [stated])


def ningxia(case: Case) -> Made:
    """Ningxia: 项目决策, 项目管理, 项目产出, 项目效益 as level 1, points in both levels."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="old", rich=2)
    money = purse(rng, "万元")
    stated = state("project", "target", office, one)
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.2),
        ("name", "三级指标", 1.8),
        ("value", "指标值", 1),
        ("weight", "分值", 0.6),
    ]
    found = regrouped(one.measures, DECIDED)
    grid = Grid(columns, style(rng, "glued", "glued"), {}, empty_slots=0, weights=Decimal(100), level1_scores=True)
    sheet = new_sheet(grid)
    pairs(sheet, ("项目名称", one.name), ("项目属性", one.nature))
    pairs(sheet, ("主管部门", office.department), ("实施单位", office.name))
    cells = pairs(
        sheet, (f"年度资金总额({money.unit})", money.text(one.budget)), ("其中:财政拨款", money.text(one.budget))
    )
    stated.fund(cells[0], "资金总额", "年度资金总额", one.budget)
    stated.fund(cells[1], "财政拨款", "其中:财政拨款", one.budget, basis="income")
    sheet.row(("年度目标", 0.16), (one.goal, 0.84), align="left")
    stated.form |= {
        "department": office.department,
        "nature": one.nature,
        "budget_raw": cells[0].text,
        "annual_goal": one.goal,
        "money_unit": money.unit,
    }
    indicator_grid(rng, sheet, stated, found, grid)
    return Made([*heading(case, stated, "项目支出绩效目标申报表"), sheet], [stated])


def older_sichuan(case: Case) -> Made:
    """Older Sichuan: 项目完成指标 and 项目效益指标, funds by a list of sources (一)(二)(三)."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="old")
    money = purse(rng, "万元")
    stated = state("project", "target", office, one)
    words = {"产出指标": "项目完成指标", "效益指标": "项目效益指标"} | (
        {"服务对象满意度指标": "满意度指标"} if rng.random() < 0.5 else {}
    )
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.2),
        ("name", "三级指标", 2),
        ("value", "指标值(包含数字及文字描述)", 1.5),
    ]
    grid = Grid(columns, style(rng, "glued", "glued"), words, side=("绩效指标", 0.09), empty_slots=0.2)
    sheet = new_sheet(grid)
    sheet.row(("项目名称", 0.2), (one.name, 0.8))
    sheet.row(("预算单位", 0.2), (office.name, 0.8))
    with sheet.side(f"预算申请({money.unit})", 0.12):
        total = sheet.row(("年度资金总额", 0.4), (money.text(one.budget), 0.6))[1]
        stated.fund(total, "资金总额", "年度资金总额", one.budget)
        for label, item in (
            ("(一)一般公共预算", "一般公共预算"),
            ("(二)政府性基金", "政府性基金"),
            ("(三)其他资金", "其他资金"),
        ):
            value = one.sources[item]
            stated.fund(sheet.row((label, 0.4), (money.text(value), 0.6))[1], item, label, value, basis="income")
    sheet.row(("年度目标", 0.2), (one.goal, 0.8), align="left")
    stated.form |= {"budget_raw": total.text, "annual_goal": one.goal, "money_unit": money.unit}
    indicator_grid(rng, sheet, stated, one.measures, grid)
    return Made([*heading(case, stated, "部门预算项目绩效目标表"), sheet], [stated])
