"""Hunan: the department form, the project form, and two older project forms."""

from decimal import Decimal

from benchmarks.corpus.families.common import Case, Made, Purse, head, pairs, purse
from benchmarks.corpus.pieces import Column, Grid, indicator_grid, level_words, new_sheet, period
from benchmarks.corpus.projects import Project, department, project
from benchmarks.corpus.sheet import Line, Prose, Sheet
from benchmarks.corpus.truth import Stated, state
from benchmarks.corpus.wording import style

__all__ = ["hunan_department", "hunan_older", "hunan_project", "hunan_stacked"]

INCOME = {
    "一般公共预算": "一般公共预算",
    "政府性基金": "政府性基金拨款",
    "财政专户管理资金": "财政专户管理资金",
    "其他资金": "其他资金",
}


def hunan_department(case: Case) -> Made:
    """部门整体支出绩效目标表: type column before the value, amounts a row below their labels."""
    rng, office = case.rng, case.office
    whole = department(rng, office, case.year)
    money = purse(rng, "万元")
    stated = state("unit", "target", office, whole)
    last: list[Column] = (
        [("explanation", rng.choice(["指标值说明(指标解释)", "指标解释"]), 1.6)] if rng.random() < 0.8 else []
    )
    last += [("remark", "备注", 0.9)] if rng.random() < 0.8 or not last else []
    columns: list[Column] = [
        ("level1", "一级指标", 0.9),
        ("level2", "二级指标", 1),
        ("name", "三级指标", 1.6),
        ("operator", rng.choice(["指标值类型", "计算符号"]), 0.9),
        ("value", "指标值", 0.9),
        ("unit", rng.choice(["度量单位", "计量单位"]), 0.9),
        *last,
    ]
    grid = Grid(
        columns, style(rng, "column", "column", percent=rng.choice(["百分比", "%"])), level_words(rng), empty_slots=0.5
    )
    blocks = head(case, stated, rng.choice(["部门整体支出绩效目标表", "整体支出绩效目标申报表"]), money)
    sheet = new_sheet(grid)
    sheet.row(("部门(单位)名称", 0.2), (office.name, 0.8))
    stated.form["annual_goal"] = whole.goal
    sheet.row(("年度履职目标", 0.2), (whole.goal, 0.8))
    sheet.cells[-1].align = "left"
    if rng.random() < 0.85:
        with sheet.side("年度主要任务", 0.1):
            sheet.row(("任务名称", 0.15), ("主要内容", 0.85))
            for name, content, _ in whole.tasks:
                cell = sheet.row((name, 0.15), (content, 0.85))[0]
                stated.task(cell, name, content)
    funds(sheet, stated, whole, money, rng.choice(["/", "", "0"]))
    indicator_grid(rng, sheet, stated, whole.measures, grid)
    return Made([*blocks, sheet], [stated])


def funds(sheet: Sheet, stated: Stated, whole: Project, money: Purse, none: str) -> None:
    """预算情况: total at the left, income and expenditure by kind, the numbers a row below their labels."""
    sources = [
        ("一般公共预算", "一般公共预算"),
        ("政府性基金", "政府性基金拨款"),
        ("财政专户管理资金", "财政专户管理资金"),
        ("其他资金", "其他资金"),
    ]
    spending = [("基本支出", whole.basic), ("项目支出", whole.budget - whole.basic)]
    with sheet.side("预算情况", 0.1):
        left = sheet.left
        edges = [left, left + 0.13, *(left + 0.13 + (1 - left - 0.13) * i / 6 for i in range(1, 6)), 1.0]
        snapped = [left]
        for edge in edges[1:-1]:
            snapped.append(sheet.snapped(edge, snapped[-1]))
        snapped.append(1.0)
        sheet.put(["资金总额", "按收入性质分", "按支出性质分"], [left, snapped[1], snapped[5], 1.0])
        total = sheet.put(
            [money.text(whole.budget), *(label for _, label in sources), *(label for label, _ in spending)], snapped
        )[0]
        total.rows = 2
        values = [whole.sources.get(item) or Decimal(0) for item, _ in sources]
        cells = sheet.put(
            [money.text(v) if v else none for v in values] + [money.text(v) for _, v in spending], snapped[1:]
        )
    stated.form |= {"budget_raw": total.text}
    stated.fund(total, "资金总额", "资金总额", whole.budget)
    for (item, label), value, cell in zip(sources, values, cells, strict=False):
        if value or none == "0":
            stated.fund(cell, item, label, value, basis="income")
    for (label, value), cell in zip(spending, cells[4:], strict=True):
        stated.fund(cell, label, label, value, basis="expenditure")


def hunan_project(case: Case, shared: bool = False) -> Made:
    """项目支出绩效目标表: 年度本级预算 beside 项目类别, type column after the unit."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year)
    money = purse(rng, "万元")
    stated = state("project", "target", office, one)
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.1),
        ("name", "三级指标", 2),
        ("value", "指标值", 1),
        ("unit", "度量单位", 0.9),
        ("operator", "指标值类型", 0.9),
        ("remark", "备注", 1),
    ]
    if rng.random() < 0.25:
        columns = [c for c in columns if c[0] != "remark"]
    side = rng.choice([("本年度绩效指标", 0.1), ("本年度绩效指标", 0.1), ("绩效指标", 0.08), None])
    grid = Grid(
        columns,
        style(rng, "column", "column", sloppy=rng.choice([0, 0.3])),
        level_words(rng),
        empty_slots=0.6,
        side=side,
    )
    blocks = head(case, stated, "项目支出绩效目标表", money)
    sheet = new_sheet(grid)
    sheet.row(("项目名称", 0.15), (one.name, 0.85))
    given = rng.random() > 0.06
    budget = pairs(sheet, ("年度本级预算", money.text(one.budget) if given else ""), ("项目类别", one.category))[0]
    stated.form |= {
        "category": one.category,
        "budget": float(one.budget) if given else None,
        "budget_raw": budget.text or None,
    }
    if given:
        stated.fund(budget, "资金总额", "年度本级预算", one.budget)
    sheet.row((rng.choice(["项目支出实施期", "项目支出实施"]), 0.15), (period(rng, one, stated), 0.85))
    sheet.row(("本年度绩效目标", 0.15), (one.goal, 0.85))
    sheet.cells[-1].align = "left"
    stated.form["annual_goal"] = one.goal
    indicator_grid(rng, sheet, stated, one.measures, grid)
    return Made([*blocks, sheet], [stated])


def hunan_older(case: Case) -> Made:
    """An older project form: 指标值及单位 in one column, 绩效标准 beside it."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="old")
    money = purse(rng, "万元")
    stated = state("project", "target", office, one)
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.1),
        ("name", "三级指标", 2),
        ("value", "指标值及单位", 1.2),
        ("standard", "绩效标准", 1),
    ]
    grid = Grid(
        columns, style(rng, "glued", "glued"), level_words(rng), side=("绩效指标", 0.1), numbered=rng.random() < 0.3
    )
    blocks = head(case, stated, "项目支出绩效目标申报表", money)
    sheet = new_sheet(grid)
    pairs(sheet, ("项目名称", one.name), ("项目属性", one.nature))
    pairs(sheet, ("主管部门", office.department), ("项目负责人", "略"))
    stated.form |= {"department": office.department, "nature": one.nature}
    with sheet.side(f"资金总额({money.unit})", 0.15):
        total = sheet.row(("年度资金总额", 0.4), (money.text(one.budget), 0.6))[1]
        stated.form["budget_raw"] = total.text
        stated.fund(total, "资金总额", "年度资金总额", one.budget)
        for label, item in (("其中:财政拨款", "一般公共预算"), ("其他资金", "其他资金")):
            value = one.sources.get(item) if item == "其他资金" else one.budget - one.sources["其他资金"]
            cell = sheet.row((label, 0.4), (money.text(value), 0.6))[1]
            stated.fund(cell, "财政拨款" if "财政" in label else "其他资金", label, value, basis="income")
    sheet.row(("年度绩效目标", 0.15), (one.goal, 0.85))
    sheet.cells[-1].align = "left"
    stated.form["annual_goal"] = one.goal
    indicator_grid(rng, sheet, stated, one.measures, grid)
    return Made([*blocks, sheet], [stated])


def hunan_stacked(case: Case) -> Made:
    """Still older: 长期 and 年度 blocks of indicators stacked, funds as a sentence, boxes ticked for the kind of
    project."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="old")
    money = purse(rng, "万元")
    stated = state("project", "target", office, one)
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.2),
        ("name", "指标内容", 2.2),
        ("value", "指标值", 1.2),
        ("remark", "备注", 0.8),
    ]
    blocks = head(case, stated, "项目支出绩效目标申报表", money)
    half = Grid(
        columns, style(rng, "glued", "glued"), level_words(rng), side=("项目长期绩效指标", 0.1), empty_slots=0.1
    )
    sheet = new_sheet(half)
    sheet.row(("项目名称", 0.15), (one.name, 0.85))
    fresh = rng.random() < 0.5
    sheet.row(("项目类型", 0.15), (f"新增项目{'√' if fresh else '□'} 延续项目{'□' if fresh else '√'}", 0.85))
    annual = money.text(one.budget)
    sentence = f"1.项目总投资{money.text(one.whole)}万元;2.本年度预算申报{annual}万元,其中财政拨款{annual}万元。"
    for unsaid in ("nature", "category"):
        del stated.form[unsaid]
    pairs(sheet, ("项目总投资", money.text(one.whole)), ("预算申报数", money.text(one.budget)))
    total = sheet.cells[-1]
    stated.form["budget_raw"] = total.text
    sheet.row(("资金情况", 0.15), (sentence, 0.85))
    sheet.row(("项目长期绩效目标", 0.15), (one.overall_goal, 0.85))
    sheet.row(("项目年度绩效目标", 0.15), (one.goal, 0.85))
    stated.form |= {"overall_goal": one.overall_goal, "annual_goal": one.goal}
    cut = max(2, len(one.measures) // 2)
    long_term = [m for m in one.measures[:cut] if m.kind != "date"]
    indicator_grid(rng, sheet, stated, long_term, half)
    half.side = ("项目年度绩效指标", 0.1)
    indicator_grid(rng, sheet, stated, one.measures[cut:] or one.measures[:1], half)
    foot = [Line("填表人:", "单位负责人:")] if rng.random() < 0.5 else [Prose(["注:长期绩效指标按项目实施期填列。"])]
    return Made([*blocks, sheet, *foot], [stated])
