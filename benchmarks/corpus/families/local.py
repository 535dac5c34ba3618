"""Provinces and counties with a layout of their own: one or several small grids."""

from decimal import Decimal

from benchmarks.corpus.families.common import Case, Made, Purse, heading, pairs, purse
from benchmarks.corpus.pieces import (
    VALUES,
    Column,
    Grid,
    indicator_grid,
    level_words,
    new_sheet,
    period,
)
from benchmarks.corpus.projects import Project, parts, project
from benchmarks.corpus.sheet import Block, Gap
from benchmarks.corpus.truth import Stated, state
from benchmarks.corpus.wording import style

__all__ = ["gansu", "several", "shandong_county", "shanghai", "tianjin"]


def several(case: Case, era: str = "old", most: int = 3) -> list[Project]:
    """Some projects of one office, no two of the same name."""
    found = [project(case.rng, case.office, case.year, era) for _ in range(case.rng.randint(1, most))]
    return list({one.name: one for one in found}.values())


def tianjin(case: Case) -> Made:
    """Tianjin and Hebei: the unit's code and name in the first row, 绩效指标描述, units as words, tables one after
    another."""
    rng, office = case.rng, case.office
    money = purse(rng, "万元")
    blocks: list[Block] = []
    forms: list[Stated] = []
    words = rng.choice(["项目支出绩效目标表", "部门预算项目绩效目标表"])
    coded = rng.random() < 0.7
    spelling = style(rng, "glued", "glued", percent=rng.choice(["百分比", "百分比", "%"]), figures="plain")
    for n, one in enumerate(several(case)):
        stated = state("project", "target", office, one, unit_code=office.code if coded else None)
        columns: list[Column] = [
            ("level1", "一级指标", 1),
            ("level2", "二级指标", 1.2),
            ("name", "三级指标", 1.6),
            ("explanation", "绩效指标描述", 1.6),
            ("value", "指标值", 1),
        ]
        grid = Grid(columns, spelling, merged=rng.random() < 0.6, empty_slots=0)
        sheet = new_sheet(grid)
        sheet.row((f"{office.code if coded else ''}{office.name}", 0.74), (f"单位:{money.unit}", 0.26))
        sheet.row(("项目名称", 0.16), (one.name, 0.84))
        with sheet.side("预算规模及资金用途", 0.16):
            other = one.sources["其他资金"]
            row = [
                ("预算数", money.text(one.budget)),
                ("其中:财政资金", money.text(one.budget - other)),
                ("其他资金", money.text(other) if other else ""),
            ]
            cells = pairs(sheet, *row, label=0.14)
            stated.fund(cells[0], "资金总额", "预算数", one.budget)
            stated.fund(cells[1], "财政拨款", "其中:财政资金", one.budget - other, basis="income")
            if other:
                stated.fund(cells[2], "其他资金", "其他资金", other, basis="income")
            sheet.row(f"用于{one.name}相关支出")
        sheet.row(("绩效目标", 0.16), (one.goal, 0.84), align="left")
        stated.form |= {"budget_raw": cells[0].text, "annual_goal": one.goal, "money_unit": money.unit}
        indicator_grid(rng, sheet, stated, one.measures, grid)
        title = heading(case, stated, words, left=office.name if rng.random() < 0.5 else "") if n == 0 else [Gap()]
        stated.form["title"] = stated.form["title"] or forms[0].form["title"]
        blocks += [*title, sheet]
        forms.append(stated)
    return Made(blocks, forms)


def shanghai(case: Case) -> Made:
    """Shanghai: money in 元 with separators, two groups of funds side by side, 年度(/项目)指标值, `=100.00(%)`."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="new")
    money = Purse("元", "commas")
    stated = state("project", "target", office, one)
    columns: list[Column] = [
        ("level1", "一级指标", 1),
        ("level2", "二级指标", 1.3),
        ("name", "三级指标", 2.4),
        ("value", "年度(/项目)指标值", 1.4),
    ]
    spelling = style(rng, "glued", "glued", percent="(%)", figures="fixed", sloppy=0)
    grid = Grid(columns, spelling, empty_slots=0.05)
    sheet = new_sheet(grid)
    pairs(sheet, ("项目名称", one.name), ("项目性质", one.nature), ("项目类别", one.category))
    pairs(sheet, ("主管部门", office.department), ("实施单位", office.name))
    pairs(sheet, ("计划开始日期", one.start), ("计划完成日期", one.end))
    stated.form |= {
        "nature": one.nature,
        "category": one.category,
        "department": office.department,
        "period_start": one.start,
        "period_end": one.end,
    }
    other = one.sources["其他资金"]
    whole_other = (one.whole - one.budget) + other
    with sheet.side(f"项目资金({money.unit})", 0.16):
        ends = [sheet.left, sheet.snapped(0.34, 0.2), sheet.snapped(0.6, 0.4), sheet.snapped(0.8, 0.65), 1.0]
        rows = [
            ("项目资金总额", one.whole, "年度资金申请总额", one.budget, "资金总额"),
            ("其中:财政资金", one.whole - whole_other, "其中:当年财政拨款", one.budget - other, "财政拨款"),
            ("", None, "上年结转资金", Decimal(0), "上年结转"),
            ("其他资金", whole_other, "其他资金", other, "其他资金"),
        ]
        for left, whole, right, annual, item in rows:
            cells = sheet.put([left, money.text(whole), right, money.text(annual)], ends)
            basis = "total" if item == "资金总额" else "income"
            if whole is not None:
                stated.fund(cells[1], item, left, whole, period="whole", basis=basis)
            stated.fund(cells[3], item, right, annual, basis=basis)
            if item == "资金总额":
                stated.form["budget_raw"] = cells[3].text
    with sheet.side("项目绩效目标", 0.16):
        middle = sheet.snapped(0.6, 0.4)
        sheet.put([f"项目总体目标({one.start[:4]} 年-{one.end[:4]} 年)", "年度总体目标"], [sheet.left, middle, 1.0])
        sheet.put([one.overall_goal, one.goal], [sheet.left, middle, 1.0], align="left")
    stated.form |= {"overall_goal": one.overall_goal, "annual_goal": one.goal, "money_unit": money.unit}
    indicator_grid(rng, sheet, stated, one.measures, grid)
    return Made([*heading(case, stated, "财政项目支出绩效目标申报表"), sheet], [stated])


def gansu(case: Case) -> Made:
    """Gansu and others since 2021: 成本指标 as its own level 1 with three kinds of cost."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="new", rich=2)
    money = purse(rng)
    stated = state("project", "target", office, one)
    columns: list[Column] = [("level1", "一级指标", 1), ("level2", "二级指标", 1.2), ("name", "三级指标", 2)]
    columns += rng.choice(
        [
            [("value", "指标值及单位", 1.2)],
            [("operator", "运算符号", 0.7), ("value", "指标值", 0.9), ("unit", "度量单位", 0.8)],
            [("unit", "绩效度量单位", 0.8), ("operator", "指标符号", 0.7), ("value", "目标值", 0.9)],
            [("operator", "符号", 0.6), ("value", "绩效指标值", 1.1)],
        ]
    )
    columns += rng.choice(
        [
            [],
            [("weight", "分值", 0.6)],
            [("weight", "指标权重(分)", 0.8), ("standard", "评(扣)分标准", 1.4)],
            [("remark", "备注", 0.8)],
        ]
    )
    meanings = {meaning for meaning, _, _ in columns}
    spelling = style(rng, "column" if "operator" in meanings else "glued", "column" if "unit" in meanings else "glued")
    side = rng.choice([("绩效指标", 0.08), None])
    grid = Grid(
        columns,
        spelling,
        level_words(rng),
        side=side,
        weights=Decimal(100) if "weight" in meanings else None,
        empty_slots=0.4,
    )
    sheet = new_sheet(grid)
    sheet.row(("项目名称", 0.16), (one.name, 0.84))
    pairs(
        sheet,
        ("主管部门及代码", f"{office.code[:3]}-{office.department}"),
        (rng.choice(["实施单位", "项目单位", "预算单位"]), office.name),
    )
    pairs(sheet, ("项目属性", one.nature), ("项目起止时间", period(rng, one, stated)))
    stated.form |= {"department": office.department, "nature": one.nature}
    with sheet.side(f"资金金额\n({money.unit})", 0.16):
        split = parts(rng, one.budget, ["一般公共预算", "政府性基金", "单位资金"])
        for label, item, value in [
            ("年度资金总额", "资金总额", one.budget),
            *((f"其中:{k}" if i == 0 else k, k, v) for i, (k, v) in enumerate(split.items())),
        ]:
            cell = sheet.row((label, 0.4), (money.text(value), 0.6))[1]
            stated.fund(cell, item, label, value, basis="total" if item == "资金总额" else "income")
            if item == "资金总额":
                stated.form["budget_raw"] = cell.text
    sheet.row(("年度绩效目标", 0.16), (one.goal, 0.84), align="left")
    stated.form |= {"annual_goal": one.goal, "money_unit": money.unit}
    indicator_grid(rng, sheet, stated, one.measures, grid)
    return Made(
        [
            *heading(
                case,
                stated,
                rng.choice(["部门预算项目支出绩效目标表", "项目支出绩效目标申报表", "预算项目绩效目标批复表"]),
            ),
            sheet,
        ],
        [stated],
    )


def shandong_county(case: Case) -> Made:
    """A county in Shandong: 产出值/数量值/效益值, header 一级, 二级, 三级, 年度数值."""
    rng, office = case.rng, case.office
    one = project(rng, office, case.year, era="old")
    one.measures = [m for m in one.measures if m.level1 != "满意度指标"] if rng.random() < 0.4 else one.measures
    money = purse(rng, "万元")
    stated = state("project", "target", office, one)
    columns: list[Column] = [
        ("level1", "一级", 1),
        ("level2", "二级", 1.2),
        ("name", "三级", 2.2),
        ("value", "年度数值", 1.2),
        ("remark", "备注", 0.7),
    ]
    grid = Grid(
        columns,
        style(rng, "glued", "glued", symbols={"≥": ">=", "≤": "<=", "=": "=", ">": ">", "<": "<", "~": "-"}),
        VALUES,
        empty_slots=0,
    )
    sheet = new_sheet(grid)
    sheet.row(("项目名称", 0.16), (one.name, 0.84))
    sheet.row((rng.choice(["项目主管部门", "项目单位"]), 0.16), (office.name, 0.84))
    if sheet.cells[-2].text == "项目主管部门":
        stated.form["department"] = office.name
    with sheet.side(f"项目资金申请({money.unit})", 0.16):
        for label, item, value in [
            ("资金总额:", "资金总额", one.budget),
            ("财政拨款:", "财政拨款", one.budget),
            ("其他:", "其他资金", None),
        ]:
            cell = sheet.row((label, 0.4), (money.text(value), 0.6))[1]
            if value is not None:
                stated.fund(cell, item, label, value, basis="total" if item == "资金总额" else "income")
            if item == "资金总额":
                stated.form["budget_raw"] = cell.text
    sheet.row(("项目总体情况", 0.16), (one.overall_goal, 0.84), align="left")
    stated.form["money_unit"] = money.unit
    for unsaid in ("annual_goal", "overall_goal"):
        del stated.form[unsaid]
    indicator_grid(rng, sheet, stated, one.measures, grid)
    return Made([*heading(case, stated, rng.choice(["项目支出目标申报表", "项目支出绩效目标申报表"])), sheet], [stated])
