"""The Ministry of Finance's own target forms of 2015: a project's year, 中期 and 年度 side by side, a department."""

from decimal import Decimal
from random import Random

from benchmarks.corpus.families.common import Case, Made, heading, pairs, purse
from benchmarks.corpus.measures import Measure
from benchmarks.corpus.pieces import (
    Column,
    Grid,
    edges,
    indicator_grid,
    level_words,
    new_sheet,
    period,
    row_texts,
)
from benchmarks.corpus.projects import Project, department, project
from benchmarks.corpus.sheet import Cell, Sheet
from benchmarks.corpus.truth import Stated, state
from benchmarks.corpus.wording import style

__all__ = ["national_department", "national_twin", "national_year", "opening"]


def opening(case: Case, sheet: Sheet, stated: Stated, one: Project, label: str = "实施单位") -> None:
    """项目名称, 主管部门 beside 实施单位."""
    rng, office = case.rng, case.office
    code = rng.random() < 0.25
    sheet.row(("项目名称", 0.16), (f"{one.code}-{one.name}" if code else one.name, 0.84))
    unit_code = rng.choice([None, None, f"{office.code}-", f"[{office.code}]"])
    pairs(sheet, ("主管部门", office.department), (label, (unit_code or "") + office.name))
    stated.form |= {
        "department": office.department,
        "project_code": one.code if code else None,
        "unit_code": office.code if unit_code else None,
    }


def national_year(case: Case) -> Made:
    """The 2015 form's 年度 half as ministries publish it, with 分值(权重)."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era=rng.choice(["old", "new"]))
    money = purse(rng, "万元")
    stated = state("project", "target", office, one)
    columns: list[Column] = [
        ("level1", "一级指标", 0.9),
        ("level2", "二级指标", 1.2),
        ("name", "三级指标", 2),
        ("value", rng.choice(["指标值", "绩效指标值", "目标值"]), 1.2),
        ("weight", rng.choice(["分值(权重)", "分值权重", "权重"]), 0.8),
    ]
    grid = Grid(
        columns,
        style(rng, "glued", "glued"),
        level_words(rng),
        side=("绩效指标", 0.09),
        weights=Decimal(rng.choice([90, 100])),
        numbered=rng.random() < 0.2,
    )
    sheet = new_sheet(grid)
    opening(case, sheet, stated, one)
    pairs(sheet, ("项目属性", one.nature), ("项目期", period(rng, one, stated)))
    stated.form["nature"] = one.nature
    with sheet.side(f"项目资金↵({money.unit})".replace("↵", "\n"), 0.16):
        total = sheet.row(("年度资金总额:", 0.4), (money.text(one.budget), 0.6))[1]
        stated.fund(total, "资金总额", "年度资金总额:", one.budget)
        grant = one.budget - one.sources["其他资金"]
        rows = [
            ("其中:财政拨款", "财政拨款", grant),
            ("上年结转", "上年结转", Decimal(0)),
            ("其他资金", "其他资金", one.sources["其他资金"]),
        ]
        for label, item, value in rows:
            if value:
                stated.fund(sheet.row((label, 0.4), (money.text(value), 0.6))[1], item, label, value, basis="income")
            else:
                sheet.row((label, 0.4), ("-", 0.6))
    stated.form |= {"budget_raw": total.text, "money_unit": money.unit, "annual_goal": one.goal}
    with sheet.side("总体目标", 0.09):
        sheet.row("年度目标")
        sheet.row(one.goal, align="left")
    indicator_grid(rng, sheet, stated, one.measures, grid)
    words = rng.choice(
        ["项目支出绩效目标表", "项目绩效目标申报表", "中央部门预算项目绩效目标表", "一般性项目绩效目标表"]
    )
    return Made([*heading(case, stated, words), sheet], [stated])


def national_twin(case: Case) -> Made:
    """中期 and 年度 side by side: funds, goals, and indicators twice, left and right."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="old")
    one.whole = one.budget * 3
    money = purse(rng, "万元")
    stated = state("project", "target", office, one)
    spelling = style(rng, "glued", "glued")
    columns: list[Column] = [
        ("level1", "一级指标", 0.8),
        ("level2", "二级指标", 0.9),
        ("name", "三级指标", 1.5),
        ("value", "指标值", 0.9),
        ("level2", "二级指标", 0.9),
        ("name", "三级指标", 1.5),
        ("value", "指标值", 0.9),
    ]
    grid = Grid(columns, spelling, level_words(rng), side=("绩效指标", 0.07))
    sheet = new_sheet(grid)
    opening(case, sheet, stated, one)
    pairs(sheet, ("项目属性", one.nature), ("项目期", period(rng, one, stated)))
    stated.form["nature"] = one.nature
    middle = edges(grid)[5]
    with sheet.side(f"项目资金\n({money.unit})", 0.16):
        rest = (1 - middle) * 0.6
        lines = [
            ("资金总额", "资金总额", Decimal(1)),
            ("其中:财政拨款", "财政拨款", Decimal("0.8")),
            ("其他资金", "其他资金", Decimal("0.2")),
        ]
        for label, item, share in lines:
            whole, annual = (one.whole * share).normalize(), (one.budget * share).normalize()
            left, right = ("中期资金总额:", "年度资金总额:") if item == "资金总额" else (label, label)
            cells = sheet.put(
                [left, money.text(whole), right, money.text(annual)],
                [sheet.left, 0.34, middle, round(middle + rest, 5), 1.0],
            )
            basis = "total" if item == "资金总额" else "income"
            stated.fund(cells[1], item, left, whole, period="whole", basis=basis)
            stated.fund(cells[3], item, right, annual, basis=basis)
            if item == "资金总额":
                stated.form["budget_raw"] = cells[3].text
    with sheet.side("总体目标", edges(grid)[1]):
        sheet.put([f"中期目标({one.start[:4]}年—{one.end[:4]}年)", "年度目标"], [sheet.left, middle, 1.0])
        sheet.put([one.overall_goal, one.goal], [sheet.left, middle, 1.0], align="left")
    stated.form |= {"overall_goal": one.overall_goal, "annual_goal": one.goal, "money_unit": money.unit}
    twin_grid(rng, sheet, stated, one.measures, grid)
    return Made(
        [*heading(case, stated, rng.choice(["项目支出绩效目标申报表", "项目绩效目标表"])), sheet],
        [stated],
        landscape=rng.random() < 0.4,
    )


def twin_grid(rng: Random, sheet: Sheet, stated: Stated, found: list[Measure], grid: Grid) -> None:
    """Two halves in one grid: level 1 in common, then level 2, name and value for the whole project and for the
    year."""
    bounds = edges(grid)[1:]
    halves = [
        [(m, *row_texts(rng, stated, grid, m.level1, m.level2, m, 1, None, "无")) for m in found] for _ in range(2)
    ]
    with sheet.side(*(grid.side or ("", None))):
        sheet.put([label for _, label, _ in grid.columns], bounds)
        stretched: dict[tuple[int, str], Cell] = {}
        for n, m in enumerate(found):
            before = found[n - 1] if n else None
            new1, new2 = before is None or before.level1 != m.level1, before is None or before.level2 != m.level2
            texts = [half[n][1] for half in halves]
            cells: dict[tuple[int, str], Cell] = {}
            for i, (meaning, _, _) in enumerate(grid.columns):
                half = int(i > 3)
                key = (half, meaning)
                if (meaning == "level1" and not new1) or (meaning == "level2" and not new2):
                    stretched[key].rows += 1
                    continue
                cells[key] = Cell(texts[half].get(meaning, ""), bounds[i], bounds[i + 1], sheet.height)
                if meaning in ("level1", "level2"):
                    stretched[key] = cells[key]
            sheet.cells += cells.values()
            sheet.height += 1
            for half in (0, 1):
                columns = halves[half][n][2] | {
                    "half": "中期" if half == 0 else "年度",
                    "level1_raw": texts[0]["level1"],
                    "level2_raw": texts[0]["level2"],
                }
                stated.indicator({meaning: cell for (side, meaning), cell in cells.items() if side == half}, **columns)


def national_department(case: Case) -> Made:
    """部门整体: 年度主要任务 with 预算金额 split in 总额, 财政拨款 and 其他资金, 金额合计."""
    rng, office = case.rng, case.office
    whole = department(rng, office, case.year, era=rng.choice(["old", "new"]))
    money = purse(rng, "万元")
    stated = state("unit", "target", office, whole)
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.2),
        ("name", "三级指标", 2),
        ("value", rng.choice(["指标值", "目标值"]), 1.2),
    ]
    if rng.random() < 0.5:
        columns.append(("weight", "分值", 0.6))
    grid = Grid(
        columns,
        style(rng, "glued", "glued"),
        level_words(rng),
        side=("年度绩效指标", 0.1),
        weights=Decimal(100) if len(columns) > 4 else None,
    )
    sheet = new_sheet(grid)
    sheet.row(("部门(单位)名称", 0.2), (office.name, 0.8))
    whole.budget = sum((value for _, _, value in whole.tasks), Decimal(0))
    stated.form["budget"] = float(whole.budget)
    with sheet.side("年度主要任务", 0.1):
        left = sheet.left
        ends = [
            left,
            sheet.snapped(0.26, left),
            sheet.snapped(0.58, 0.3),
            sheet.snapped(0.72, 0.6),
            sheet.snapped(0.86, 0.75),
            1.0,
        ]
        name, content = sheet.put(["任务名称", "主要内容", f"预算金额({money.unit})"], [*ends[:3], 1.0])[:2]
        name.rows = content.rows = 2
        sheet.put(["总额", "财政拨款", "其他资金"], ends[2:])
        for title, text, value in whole.tasks:
            cell = sheet.put([title, text, money.text(value), money.text(value), "0"], ends)[0]
            stated.task(cell, title, text, value)
        total = sheet.put(
            ["金额合计", *(money.text(v) for v in (whole.budget, whole.budget, Decimal(0)))], [ends[0], *ends[2:]]
        )[1]
    stated.fund(total, "资金总额", "金额合计", whole.budget)
    stated.form |= {"budget_raw": total.text, "money_unit": money.unit, "annual_goal": whole.goal}
    sheet.row(("年度总体目标", 0.2), (whole.goal, 0.8), align="left")
    indicator_grid(rng, sheet, stated, whole.measures, grid)
    return Made(
        [*heading(case, stated, rng.choice(["部门整体支出绩效目标表", "部门(单位)整体支出绩效目标申报表"])), sheet],
        [stated],
    )
